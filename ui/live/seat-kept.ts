/**
 * What a member's page keeps in this browser: casts without an answer, the personal link for this tab, and by which
 * link this browser was signed in last. Where storage is forbidden or full, the page's memory has to do.
 */
import type { KeptText } from './seat-casts.ts';

/** In `storage` under `key`; with a storage that throws, in memory. */
function keep(storage: () => Storage, key: string): KeptText {
  let memory: { readonly text: string | null } | null = null;
  return {
    read() {
      if (memory !== null) return memory.text;
      try {
        return storage().getItem(key);
      } catch {
        return null;
      }
    },
    write(text) {
      try {
        if (text === null) storage().removeItem(key);
        else storage().setItem(key, text);
        memory = null;
      } catch {
        memory = { text };
      }
    },
    onChange(listener) {
      const changed = (event: StorageEvent): void => {
        // A null key: somebody has emptied it all.
        if (event.key === key || event.key === null) listener();
      };
      window.addEventListener('storage', changed);
      return () => window.removeEventListener('storage', changed);
    },
  };
}

/** For every tab of this browser, and the next visit. */
export const keptInBrowser = (key: string): KeptText => keep(() => localStorage, `saalregie.seat.${key}`);

/** For this tab only. */
export const keptInTab = (key: string): KeptText => keep(() => sessionStorage, `saalregie.seat.${key}`);

/** An id for a cast. Safari before 15.4 has no `randomUUID`. */
export function newCastId(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
