/** Which unit sits at which seat: wired ones by their place on the bus, wireless ones by their serial number. */
import type { SeatNumber } from '../../protocols/models/microphones.ts';
import type { AdnCommand } from '../../protocols/sennheiser-adn/commands.ts';
import { createSeatNumbers, numberUnit, type SeatNumbers } from '../seat-numbers.ts';

/** A place is its own seat number unless the config says otherwise or gave the number to another unit. */
export function numberUnits(positions: number, units: Readonly<Record<string, SeatNumber>>): SeatNumbers {
  const taken = new Set(Object.values(units));
  const byId: Record<string, SeatNumber> = { ...units };
  for (let position = 1; position <= positions; position++) {
    const id = String(position);
    if (byId[id] === undefined && !taken.has(position)) byId[id] = position;
  }
  return createSeatNumbers(byId);
}

/** A wire that names more places than any bus has is not believed. */
const maxPlaces = 1000;

const isPosition = (id: string): boolean => /^\d+$/.test(id);

/** The seat of a unit that spoke: also a place beyond those we ask for is its own number, if that is free. */
export function numberAdnUnit(numbers: SeatNumbers, id: string): ReturnType<typeof numberUnit> {
  const position = isPosition(id) ? Number(id) : undefined;
  const isTaken = position === undefined || numbers.byId.has(id) || numbers.ids.has(position);
  if (isTaken || numbers.byId.size >= maxPlaces) return numberUnit(numbers, id);
  return {
    numbers: {
      byId: new Map(numbers.byId).set(id, position),
      ids: new Map(numbers.ids).set(position, id),
    },
    seat: position,
  };
}

export const askUnit = (id: string): AdnCommand =>
  isPosition(id) ? { type: 'MicStatus', position: Number(id) } : { type: 'MicStatusSN', serial: id };

export const pressUnit = (id: string): AdnCommand =>
  isPosition(id) ? { type: 'MicButton', position: Number(id) } : { type: 'MicButtonSN', serial: id };

/** The unit that a question or a press is about; undefined: none. */
export function unitOf(command: AdnCommand): string | undefined {
  if ('position' in command) return String(command.position);
  return 'serial' in command ? command.serial : undefined;
}

/** `C1…` is a chair's unit, `D1…` a delegate's; a place on the bus does not tell. */
export function isChairsSerial(id: string): boolean | undefined {
  return isPosition(id) ? undefined : id.startsWith('C');
}

/** Everything there is to ask about units: the places, and whoever spoke besides. */
export const unitIds = (numbers: SeatNumbers, positions: number): readonly string[] => [
  ...new Set([...Array.from({ length: positions }, (_, index) => String(index + 1)), ...numbers.byId.keys()]),
];
