/** Who sits where tonight, and what each person allows. */
import type { Consent } from '../../../protocols/api/views.ts';
import type { Hall } from '../hall.ts';

export interface PeopleState {
  /** Person id by seat; null: nobody known, which counts as a person without consent. */
  readonly occupants: Readonly<Record<number, string | null>>;
  readonly consents: Readonly<Record<string, Consent>>;
}

export const noConsent: Consent = { image: 'no', sound: false, name: false };

export function initialPeople(hall: Hall): PeopleState {
  const occupants: Record<number, string | null> = {};
  for (const seat of Object.values(hall.seats)) occupants[seat.seat] = seat.person;
  const consents: Record<string, Consent> = {};
  for (const [id, person] of Object.entries(hall.people)) consents[id] = person.consent;
  return { occupants, consents };
}

/** What the person at this seat allows; undefined where nobody is known to sit there. */
export function consentAt(people: PeopleState, seat: number): Consent | undefined {
  const person = people.occupants[seat];
  return person == null ? undefined : (people.consents[person] ?? noConsent);
}
