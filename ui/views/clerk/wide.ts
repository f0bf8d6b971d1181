/** Whether there is room for two columns. */
import { useSyncExternalStore } from 'react';

const query = window.matchMedia('(min-width: 1100px)');

export const useIsWide = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      query.addEventListener('change', listener);
      return () => query.removeEventListener('change', listener);
    },
    () => query.matches,
  );
