/**
 * Names that a program can read back from pixels: a bar code of two block characters, so that what stands in a lower
 * third is known from the picture alone. U+2588 (full block) is 1, U+2581 (lower one eighth block) is 0: both are as
 * wide as each other in DejaVu Sans, which OBS takes for "Sans Serif" on Debian, and halfway up only the full one is
 * there. Start 10, seat 8 bits, CRC-8, end 01; the size follows from where the code begins and ends.
 */
const one = '█';
const zero = '▁';
const cells = 20;
const bright = 140;

const bitsOf = (value: number): number[] =>
  Array.from({ length: 8 }, (_, index) => (value >> (7 - index)) & 1);

/** CRC-8 with the polynomial 0x07; the start value keeps what is all dark or all bright from being valid. */
function crc8(value: number): number {
  let register = 0x5a ^ value;
  for (let bit = 0; bit < 8; bit++)
    register = (register & 0x80 ? (register << 1) ^ 0x07 : register << 1) & 0xff;
  return register;
}

/** The name of whoever sits there. Seats 1..255. */
export function markedName(seat: number): string {
  const bits = [1, 0, ...bitsOf(seat), ...bitsOf(crc8(seat)), 0, 1];
  return bits.map((bit) => (bit === 1 ? one : zero)).join('');
}

/** The seat whose name it is; `unreadable`: there is something, but no such name. */
export type NameRead = number | 'none' | 'unreadable';

export interface Pixels {
  readonly rgba: Uint8Array | Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** Where the text source stands, as shares of the picture. */
export interface NameBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Reads bright text on a dark bar that begins a little above it; without the bar there is no name. */
export function readName({ rgba, width, height }: Pixels, box: NameBox): NameRead {
  const left = Math.round(box.x * width);
  const right = Math.min(width, Math.round((box.x + box.width) * width));
  const lineAt = (y: number): readonly number[] => {
    const row = Math.round(y * height);
    return Array.from({ length: right - left }, (_, index) => {
      const at = (row * width + left + index) * 4;
      return 0.3 * (rgba[at] ?? 0) + 0.59 * (rgba[at + 1] ?? 0) + 0.11 * (rgba[at + 2] ?? 0);
    });
  };
  const margin = lineAt(box.y - 0.1 * box.height);
  if (margin.some((each) => each >= bright)) return 'none';
  const line = lineAt(box.y + box.height / 2);
  const first = line.findIndex((each) => each >= bright);
  if (first < 0) return 'none';
  const last = line.findLastIndex((each) => each >= bright);
  const cell = (last + 1 - first) / cells;
  if (cell < 4) return 'unreadable';
  const bits = Array.from({ length: cells }, (_, index) => {
    const from = Math.round(first + (index + 0.3) * cell);
    const middle = line.slice(from, Math.max(from + 1, Math.round(first + (index + 0.7) * cell)));
    return middle.reduce((sum, each) => sum + each, 0) / middle.length >= bright ? 1 : 0;
  });
  const valueOf = (from: number): number =>
    bits.slice(from, from + 8).reduce<number>((value, bit) => value * 2 + bit, 0);
  const seat = valueOf(2);
  const isWhole = bits[0] === 1 && bits[1] === 0 && bits.at(-2) === 0 && bits.at(-1) === 1;
  return isWhole && seat > 0 && valueOf(10) === crc8(seat) ? seat : 'unreadable';
}
