/**
 * Work that is typed but not sent. It stays in memory only, since personal data does not belong on the
 * device; instead the browser asks before the page is left.
 */
import { useEffect } from 'react';

const dirty = new Set<symbol>();

function onBeforeUnload(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

/** While mounted and `isDirty`, leaving the page asks once more. */
export function useUnsaved(isDirty: boolean): void {
  useEffect(() => {
    if (!isDirty) return;
    const mine = Symbol('unsaved');
    if (dirty.size === 0) window.addEventListener('beforeunload', onBeforeUnload);
    dirty.add(mine);
    return () => {
      dirty.delete(mine);
      if (dirty.size === 0) window.removeEventListener('beforeunload', onBeforeUnload);
    };
  }, [isDirty]);
}
