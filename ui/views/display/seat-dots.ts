/** Where the seats of a hall stand on a screen, as large as they can be without touching. Pure. */
import type { PublicBallotView } from '../../../protocols/api/views/ballot.ts';

type Seats = NonNullable<PublicBallotView['seats']>;

export interface Dot {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly label: string;
  readonly voted: boolean;
  readonly choice?: string | undefined;
}

/** No seat is larger than this part of the height, else five members would fill the screen. */
const largest = 0.2;

/** Places in a room of `width` × `height`, and the side of one seat. */
export function seatDots(
  seats: Seats,
  width: number,
  height: number,
): { readonly dots: readonly Dot[]; readonly size: number } {
  const list = Object.entries(seats);
  const left = Math.min(...list.map(([, { x }]) => x));
  const right = Math.max(...list.map(([, { x }]) => x));
  const top = Math.min(...list.map(([, { y }]) => y));
  const bottom = Math.max(...list.map(([, { y }]) => y));
  const at = (size: number): Dot[] =>
    list.map(([id, { x, y, label, voted, choice }]) => ({
      id,
      x: between(x, left, right, width, size),
      y: between(y, top, bottom, height, size),
      label,
      voted,
      choice,
    }));
  // The nearer the edges, the less room between: a few rounds settle it.
  let size = height * largest;
  for (let round = 0; round < 6; round++) size = Math.min(size, nearest(at(size)) * 0.97);
  return { dots: at(size), size };
}

function between(value: number, from: number, to: number, room: number, size: number): number {
  if (to === from) return room / 2;
  return size / 2 + ((value - from) / (to - from)) * (room - size);
}

/** The shortest side of a square in which no two seats overlap. */
function nearest(dots: readonly Dot[]): number {
  let shortest = Infinity;
  for (const [index, a] of dots.entries())
    for (const b of dots.slice(index + 1))
      shortest = Math.min(shortest, Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y)));
  return Math.max(shortest, 0.5);
}
