/** What this browser remembers of a person's wishes. A browser that forbids storage forgets, and nothing breaks. */
const prefix = 'saalregie.';

/** The stored wish, or null. */
export function readStored(name: 'language' | 'theme'): string | null {
  try {
    return localStorage.getItem(prefix + name);
  } catch {
    return null;
  }
}

/** Keeps a wish for the next visit. */
export function writeStored(name: 'language' | 'theme', value: string): void {
  try {
    localStorage.setItem(prefix + name, value);
  } catch {
    // Private mode or full storage: the wish holds for this visit.
  }
}
