/** How the people of a room look: seeded, so the same seat has the same face in every run of a seed. */
import { createRandom } from './random.ts';
import type { WorldSeat } from './world.ts';

export interface Looks {
  readonly skin: string;
  readonly shade: string;
  readonly hair: string;
  readonly hairStyle: 'short' | 'long' | 'bald' | 'bun';
  readonly suit: string;
  readonly shirt: string;
  readonly tie: string | null;
  readonly glasses: boolean;
  readonly beard: boolean;
  /** The political group's colour, on pin and placard. */
  readonly group: string;
}

const skins = [
  ['#f0cfb4', '#d9b092'],
  ['#e3b895', '#c99873'],
  ['#cf9c73', '#b27f57'],
  ['#a8744d', '#8b5c3a'],
  ['#7b5136', '#623f29'],
  ['#f4d8c4', '#dfb9a0'],
] as const;
const hairs = [
  '#2a211c',
  '#4a3326',
  '#7a5230',
  '#b98d52',
  '#9a9a98',
  '#d6d3cc',
  '#3b3b40',
  '#8a4326',
] as const;
const suits = [
  '#2f3e52',
  '#3b3f46',
  '#4a3a44',
  '#2f4a45',
  '#54483a',
  '#5a6472',
  '#6d3f3f',
  '#35506b',
] as const;
const shirts = ['#eef1f4', '#dfe8f2', '#f2ead9', '#d9e6df'] as const;
const ties = ['#8c2f39', '#2d4f7c', '#3f6b4f', '#6b5a2e'] as const;
/** Five groups, none of them in the colours of the marks. */
const groupColours = ['#2f7fd1', '#2f9e5b', '#d8a21f', '#c2503a', '#7d6bb5'] as const;

export function looksOf(seed: number, seat: WorldSeat): Looks {
  const random = createRandom(Math.imul(seed + 1, 0x9e37_79b1) ^ Math.imul(seat.seat + 7, 0x85eb_ca6b));
  const index = (length: number): number => Math.floor(random() * length);
  const pick = <T>(list: readonly [T, ...T[]]): T => list[index(list.length)] ?? list[0];
  random();
  const [skin, shade] = skins[index(skins.length)] ?? skins[0];
  const hairStyle = pick(['short', 'short', 'long', 'long', 'bun', 'bald'] as const);
  return {
    skin,
    shade,
    hair: pick(hairs),
    hairStyle,
    suit: pick(suits),
    shirt: pick(shirts),
    tie: hairStyle === 'short' || hairStyle === 'bald' ? pick([...ties, null]) : null,
    glasses: random() < 0.3,
    beard: (hairStyle === 'short' || hairStyle === 'bald') && random() < 0.35,
    group: groupOf(seat),
  };
}

/** Groups sit side by side, in sectors as seen from the chair. */
function groupOf(seat: WorldSeat): string {
  const angle = Math.atan2(seat.x, Math.max(0.1, seat.y)) / Math.PI + 0.5;
  return groupColours[Math.min(4, Math.max(0, Math.floor(angle * 5)))] ?? groupColours[0];
}
