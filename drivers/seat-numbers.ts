/**
 * Seats of systems that do not number them: hex ids, serial numbers, topics. The config names the seat of a
 * unit (`units`); a unit it does not name gets a number from 60001 on, made from its id so that it stays the
 * same, and is shown as an unassigned seat that works like any other. Pure.
 */
import { z } from 'zod';
import type { SeatNumber } from '../protocols/models/microphones.ts';

export interface SeatNumbers {
  readonly byId: ReadonlyMap<string, SeatNumber>;
  readonly ids: ReadonlyMap<SeatNumber, string>;
}

const firstUnassigned = 60_001;
const unassignedSeats = 5000;
/** A wire that names more units than any system has is not believed. */
const maxUnits = 2000;

/** The config's option `units`: the device's own id of a unit → seat number. */
export const unitsSchema = z
  .record(z.string().min(1).max(64), z.int().min(1).max(65_535))
  .refine((units) => new Set(Object.values(units)).size === Object.keys(units).length, {
    message: 'each seat once',
  })
  .default({});

export function createSeatNumbers(units: Readonly<Record<string, SeatNumber>>): SeatNumbers {
  return {
    byId: new Map(Object.entries(units)),
    ids: new Map(Object.entries(units).map(([id, seat]) => [seat, id])),
  };
}

export const idOfSeat = (numbers: SeatNumbers, seat: SeatNumber): string | undefined => numbers.ids.get(seat);

/** The seat of a unit, with the numbers as they are then; undefined once there are too many units. A plain number is the seat itself. */
export function numberUnit(
  numbers: SeatNumbers,
  id: string,
): { readonly numbers: SeatNumbers; readonly seat: SeatNumber | undefined } {
  const known = numbers.byId.get(id);
  if (known !== undefined) return { numbers, seat: known };
  if (numbers.byId.size >= maxUnits) return { numbers, seat: undefined };
  const own = /^[1-9]\d{0,4}$/.test(id) ? Number(id) : undefined;
  if (own !== undefined && own <= 65_535 && !numbers.ids.has(own)) return named(numbers, id, own);
  let seat = firstUnassigned + (hash(id) % unassignedSeats);
  while (numbers.ids.has(seat))
    seat = seat - firstUnassigned >= unassignedSeats - 1 ? firstUnassigned : seat + 1;
  return named(numbers, id, seat);
}

const named = (
  { byId, ids }: SeatNumbers,
  id: string,
  seat: SeatNumber,
): { readonly numbers: SeatNumbers; readonly seat: SeatNumber } => ({
  numbers: { byId: new Map(byId).set(id, seat), ids: new Map(ids).set(seat, id) },
  seat,
});

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return value;
}
