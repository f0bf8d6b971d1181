/** Lists cut so that each piece fits the limits of a command. Pure. */

/** Pieces of at most `count` entries and `bytes` of JSON; an entry alone may exceed it, the daemon says so then. */
export function inChunks<T>(
  list: readonly T[],
  limit: { readonly bytes: number; readonly count: number },
): readonly T[][] {
  const chunks: T[][] = [];
  let bytes = 0;
  for (const entry of list) {
    const size = jsonBytes(entry) + 1;
    const last = chunks.at(-1);
    if (last === undefined || last.length >= limit.count || bytes + size > limit.bytes) {
      chunks.push([entry]);
      bytes = size;
    } else {
      last.push(entry);
      bytes += size;
    }
  }
  return chunks;
}

/** Length of a value as JSON in UTF-8. */
export const jsonBytes = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length;
