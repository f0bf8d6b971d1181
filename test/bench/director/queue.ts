/** What the list of speakers says at the start of each floor interval: the truth, the truth in 70 %, or nothing. */
import type { Recording } from './turns.ts';

export type Queue = 'known' | 'right70' | 'none';

const entries = 3;
const wrongPart = 0.3;

/** For each floor interval who has the floor in the next three, as far as the list knows. */
export function queuesOf(
  { floor, seats }: Recording,
  queue: Queue,
  random: () => number,
): readonly (readonly number[])[] {
  return floor.map((_, index) => {
    if (queue === 'none') return [];
    const next = floor.slice(index + 1, index + 1 + entries).map(({ seat }) => seat);
    if (queue === 'known') return next;
    return next.map((seat) => (random() < wrongPart ? anotherThan(seat, seats, random) : seat));
  });
}

function anotherThan(seat: number, seats: number, random: () => number): number {
  const drawn = 1 + Math.floor(random() * (seats - 1));
  return drawn < seat ? drawn : drawn + 1;
}
