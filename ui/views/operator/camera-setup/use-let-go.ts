/** The moments at which no hand can be on the page any more: another window in front, or this one hidden. */
import { useEffect, useRef } from 'react';

/** Calls `letGo` when the page loses the focus or is hidden. */
export function useLetGo(letGo: () => void): void {
  const latest = useRef(letGo);
  useEffect(() => {
    latest.current = letGo;
  });
  useEffect(() => {
    const onBlur = (): void => latest.current();
    const onHidden = (): void => {
      if (document.visibilityState === 'hidden') latest.current();
    };
    window.addEventListener('blur', onBlur);
    document.addEventListener('visibilitychange', onHidden);
    return () => {
      window.removeEventListener('blur', onBlur);
      document.removeEventListener('visibilitychange', onHidden);
    };
  }, []);
}
