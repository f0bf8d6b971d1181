/** Who sits where tonight, and what each person allows. */
import type { Consent } from '../../../protocols/api/views.ts';
import type { PersonId } from '../../../protocols/models/council.ts';
import type { Hall } from '../hall.ts';

/** What a person allows, and how we know. */
export interface Declaration extends Consent {
  readonly recording: boolean;
  readonly onDemand: boolean;
  /** `YYYY-MM-DD` of the declaration. */
  readonly date?: string;
  readonly form?: 'written' | 'oral' | 'in-sitting';
  readonly source?: string;
}

export interface Occupant {
  readonly person: PersonId;
  /** A second person at the same microphone: what both allow counts. */
  readonly with?: PersonId;
  /** Somebody said so tonight; a plan alone is not enough. */
  readonly isConfirmed: boolean;
  /** Where a person at a lectern sits otherwise. */
  readonly home?: number;
  /** The unit's card says somebody else. */
  readonly isContradicted?: boolean;
}

export interface PeopleState {
  /** By seat; null: nobody known, which counts as a person without consent. */
  readonly occupants: Readonly<Record<number, Occupant | null>>;
  readonly consents: Readonly<Record<PersonId, Declaration>>;
  /** Cards and logins that units report, by seat. */
  readonly logins: Readonly<Record<number, string>>;
}

export const noConsent: Declaration = {
  image: 'no',
  sound: false,
  name: false,
  recording: false,
  onDemand: false,
};

export function initialPeople(hall: Hall): PeopleState {
  const occupants: Record<number, Occupant | null> = {};
  for (const seat of Object.values(hall.seats))
    occupants[seat.seat] =
      seat.person === null ? null : { person: seat.person, isConfirmed: hall.seating === 'fixed' };
  const consents: Record<PersonId, Declaration> = {};
  for (const [id, { consent }] of Object.entries(hall.people)) consents[id] = { ...noConsent, ...consent };
  return { occupants, consents, logins: {} };
}

/** Who certainly sits there; undefined: nobody is confirmed for tonight. */
export function confirmedAt(people: PeopleState, seat: number): Occupant | undefined {
  const occupant = people.occupants[seat];
  return occupant?.isConfirmed ? occupant : undefined;
}

/** Seats by confirmed person, made once for each state of the seats: the floor asks for every entry it looks at. */
const seatsByPerson = new WeakMap<PeopleState['occupants'], ReadonlyMap<PersonId, number>>();

/** The seat of a person who is confirmed there. */
export function seatOf({ occupants }: PeopleState, person: PersonId): number | undefined {
  let seats = seatsByPerson.get(occupants);
  if (!seats) {
    const found = new Map<PersonId, number>();
    for (const [seat, occupant] of Object.entries(occupants)) {
      if (!occupant?.isConfirmed) continue;
      found.set(occupant.person, Number(seat));
      if (occupant.with !== undefined) found.set(occupant.with, Number(seat));
    }
    seatsByPerson.set(occupants, found);
    seats = found;
  }
  return seats.get(person);
}

/** What is allowed at this seat; undefined where nobody is confirmed to sit there. Two at one microphone must both allow. */
export function consentAt(people: PeopleState, seat: number): Consent | undefined {
  const occupant = confirmedAt(people, seat);
  if (!occupant) return undefined;
  const first = people.consents[occupant.person] ?? noConsent;
  if (occupant.with === undefined) return first;
  const second = people.consents[occupant.with] ?? noConsent;
  return {
    image: imageRank[first.image] <= imageRank[second.image] ? first.image : second.image,
    sound: first.sound && second.sound,
    name: first.name && second.name,
  };
}

/** Whether whoever sits there may be kept in a recording. Nobody confirmed: not. */
export function recordingAt(people: PeopleState, seat: number): boolean {
  const occupant = confirmedAt(people, seat);
  if (!occupant) return false;
  const persons = occupant.with === undefined ? [occupant.person] : [occupant.person, occupant.with];
  return persons.every((person) => people.consents[person]?.recording === true);
}

export const imageRank = { no: 0, 'not-recognisable': 1, yes: 2 } as const;
