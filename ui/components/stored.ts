/** What this browser remembers of a person's wishes. A browser that forbids storage forgets, and nothing breaks. */
const prefix = 'saalregie.';

type Wish = 'language' | 'theme' | 'gong';

/** The stored wish, or null. */
export function readStored(name: Wish): string | null {
  try {
    return localStorage.getItem(prefix + name);
  } catch {
    return null;
  }
}

/** Keeps a wish for the next visit. */
export function writeStored(name: Wish, value: string): void {
  try {
    localStorage.setItem(prefix + name, value);
  } catch {
    // Private mode or full storage: the wish holds for this visit.
  }
}
