/** From seats to people and back: who speaks where, as far as it is confirmed. */
import { confirmedAt, seatOf } from '../people/state.ts';
import type { ChamberRoot } from '../root.ts';
import { groupOf } from '../sitting/state.ts';
import type { Entry, Who } from './entry.ts';

/** Who speaks from a seat: its confirmed occupant, or nobody known. */
export function whoAt(root: ChamberRoot, seat: number): Who {
  const person = confirmedAt(root.people, seat)?.person;
  if (person === undefined) return { seat };
  const group = groupOf(root, person);
  return { seat, person, ...(group === undefined ? {} : { group }) };
}

export const isAtSeat = (root: ChamberRoot, { who }: Entry, seat: number): boolean =>
  who.seat === seat || (who.person !== undefined && seatOf(root.people, who.person) === seat);
