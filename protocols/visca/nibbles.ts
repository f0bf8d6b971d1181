/** VISCA spreads numbers over the low nibbles of several bytes ("0p 0q 0r 0s"), negative ones as two's complement of that width. */

/** The last `count` nibbles of `value`, most significant first. */
export function toNibbles(value: number, count: number): readonly number[] {
  const modulus = 16 ** count;
  const unsigned = ((Math.round(value) % modulus) + modulus) % modulus;
  return Array.from({ length: count }, (_, index) => Math.floor(unsigned / 16 ** (count - 1 - index)) % 16);
}

/** The unsigned number in `count` nibbles from `at`; undefined when a byte is missing or has a high nibble. */
export function fromNibbles(bytes: Uint8Array, at: number, count: number): number | undefined {
  let value = 0;
  for (let index = at; index < at + count; index++) {
    const nibble = bytes[index];
    if (nibble === undefined || nibble > 0x0f) return undefined;
    value = value * 16 + nibble;
  }
  return value;
}

/** As `fromNibbles`, read as two's complement. */
export function fromSignedNibbles(bytes: Uint8Array, at: number, count: number): number | undefined {
  const value = fromNibbles(bytes, at, count);
  if (value === undefined) return undefined;
  const modulus = 16 ** count;
  return value >= modulus / 2 ? value - modulus : value;
}
