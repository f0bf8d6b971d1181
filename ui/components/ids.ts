/** Ids for what a page creates, so that a second try of the same command changes nothing. */

/** A random id that the commands accept: 32 hexadecimal digits. `randomUUID` exists in secure contexts only. */
export function createId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
