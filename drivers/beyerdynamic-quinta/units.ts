/**
 * Which unit, and which side of it, sits at which seat. A place is written as in the config: the unit's id as
 * six hex digits, and `:R` behind it for the right side of a double unit.
 */
import { hexDigits, type UnitFlags } from '../../protocols/beyerdynamic-quinta/words.ts';
import type { SeatNumber } from '../../protocols/models/microphones.ts';
import { createSeatNumbers, type SeatNumbers } from '../seat-numbers.ts';

export interface Place {
  readonly unit: number;
  readonly right: boolean;
}

export const placeId = ({ unit, right }: Place): string => hexDigits(unit, 6) + (right ? ':R' : '');

export const placeOf = (id: string): Place => ({
  unit: Number.parseInt(id, 16),
  right: id.endsWith(':R'),
});

/** Ids may be written with or without leading zeros. */
export const numberPlaces = (units: Readonly<Record<string, SeatNumber>>): SeatNumbers =>
  createSeatNumbers(
    Object.fromEntries(Object.entries(units).map(([id, seat]) => [placeId(placeOf(id.toUpperCase())), seat])),
  );

/** The seats of a unit of that kind: a double unit has two. */
export const placesOf = (unit: number, { role }: UnitFlags): readonly Place[] =>
  role === 'left' || role === 'right'
    ? [
        { unit, right: false },
        { unit, right: true },
      ]
    : [{ unit, right: false }];

/** The flags that mean this place of the unit. */
export const flagsOf = (flags: UnitFlags, right: boolean): UnitFlags => {
  const isDouble = flags.role === 'left' || flags.role === 'right';
  if (!isDouble) return flags;
  return { ...flags, role: right ? 'right' : 'left' };
};
