/** Puts a list into a random order that nobody can guess from the list: the 128 bits come from the system's own chance. */

/** sfc32, seeded with four numbers below 2^32: small, and its state is what was handed in. */
function numbersFrom([a0, b0, c0, d0]: readonly [number, number, number, number]): () => number {
  let [a, b, c, d] = [a0 | 0, b0 | 0, c0 | 0, d0 | 0];
  return () => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 2 ** 32;
  };
}

export function shuffled<Item>(
  items: readonly Item[],
  chance: readonly [number, number, number, number],
): readonly Item[] {
  const next = numbersFrom(chance);
  // The first numbers still look like the seed.
  for (let warm = 0; warm < 16; warm++) next();
  return items
    .map((item) => ({ item, place: next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
