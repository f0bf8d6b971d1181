import type { ChamberEvent } from '../root.ts';
import type { PeopleState } from './state.ts';

export function reducePeople(people: PeopleState, event: ChamberEvent): PeopleState {
  switch (event.type) {
    case 'people/assigned':
      // A deleted personal part leaves nobody known: the closed side.
      return {
        ...people,
        occupants: { ...people.occupants, [event.data.seat]: event.personal?.person ?? null },
      };
    case 'people/consent-changed':
      return event.personal
        ? { ...people, consents: { ...people.consents, [event.personal.person]: event.personal.consent } }
        : people;
    default:
      return people;
  }
}
