import type { ChamberEvent, ChamberRoot } from '../root.ts';
import { noConsent, type Occupant, type PeopleState } from './state.ts';

export function reducePeople(people: PeopleState, event: ChamberEvent, root: ChamberRoot): PeopleState {
  const seated = (seat: number, occupant: Occupant | null): PeopleState => ({
    ...people,
    occupants: { ...people.occupants, [seat]: occupant },
  });

  switch (event.type) {
    case 'people/assigned': {
      const { seat, home } = event.data;
      // A deleted personal part leaves nobody known: the closed side.
      const person = event.personal?.person ?? null;
      if (person === null) return seated(seat, null);
      const shared = event.personal?.with;
      return seated(seat, {
        person,
        isConfirmed: true,
        ...(shared === undefined ? {} : { with: shared }),
        ...(home === undefined ? {} : { home }),
      });
    }
    case 'people/consent-changed': {
      if (!event.personal) return people;
      const { person, consent } = event.personal;
      const before = people.consents[person] ?? noConsent;
      return { ...people, consents: { ...people.consents, [person]: { ...before, ...consent } } };
    }
    case 'people/unit-login': {
      const { seat, contradicts } = event.data;
      const logins = { ...people.logins, [seat]: event.personal?.login ?? '' };
      const person = event.personal?.person ?? null;
      const occupant = people.occupants[seat];
      if (contradicts && occupant)
        return { ...seated(seat, { ...occupant, isConfirmed: false, isContradicted: true }), logins };
      return person === null
        ? { ...people, logins }
        : { ...seated(seat, { person, isConfirmed: true }), logins };
    }
    case 'people/unit-logout': {
      const { [event.data.seat]: _gone, ...logins } = people.logins;
      const occupant = people.occupants[event.data.seat];
      return {
        ...(occupant ? seated(event.data.seat, { ...occupant, isConfirmed: false }) : people),
        logins,
      };
    }
    case 'attendance/changed': {
      const person = event.personal?.person;
      if (person === undefined) return people;
      const { status, seat } = event.data;
      if (status !== 'room') return withoutPerson(people, person);
      if (seat === undefined) return people;
      // They are in one place: neither their old seat nor their planned one is theirs any more.
      const { occupants } = vacated(people, person, seat);
      const shared = occupants[seat]?.person === person ? occupants[seat] : undefined;
      return { ...people, occupants: { ...occupants, [seat]: { ...shared, person, isConfirmed: true } } };
    }
    case 'sitting/prepared': {
      // Tonight begins: the body's plan says who should sit where, and nobody is confirmed yet.
      const plan = event.personal?.body.seatPlan ?? {};
      const isPlanned = Object.keys(plan).length > 0;
      if (!isPlanned && root.hall.seating === 'fixed') return people;
      const occupants: Record<number, Occupant | null> = {};
      for (const seat of Object.values(root.hall.seats)) {
        const person = isPlanned ? (plan[seat.seat] ?? null) : (people.occupants[seat.seat]?.person ?? null);
        occupants[seat.seat] = person === null ? null : { person, isConfirmed: false };
      }
      return { ...people, occupants };
    }
    case 'log/started':
      return event.data.resumed || root.hall.seating === 'fixed' ? people : unconfirmed(people);
    default:
      return people;
  }
}

/** Another day: who sat there then says nothing about tonight. */
function unconfirmed(people: PeopleState): PeopleState {
  const occupants = Object.fromEntries(
    Object.entries(people.occupants).map(([seat, occupant]) => [
      seat,
      occupant && { person: occupant.person, isConfirmed: false },
    ]),
  );
  return { ...people, occupants };
}

function vacated(people: PeopleState, person: string, except: number): PeopleState {
  const { occupants } = withoutPerson(people, person);
  return {
    ...people,
    occupants: Object.fromEntries(
      Object.entries(occupants).map(([seat, occupant]) => [
        seat,
        occupant?.person === person && Number(seat) !== except ? null : occupant,
      ]),
    ),
  };
}

/** They are not here: where they were alone their place is only planned, a shared one is the other's. */
function withoutPerson(people: PeopleState, person: string): PeopleState {
  const occupants = Object.fromEntries(
    Object.entries(people.occupants).map(([seat, occupant]) => {
      if (occupant?.with === person)
        return [seat, { person: occupant.person, isConfirmed: occupant.isConfirmed }];
      if (occupant?.person !== person) return [seat, occupant];
      return [
        seat,
        occupant.with === undefined
          ? { person, isConfirmed: false }
          : { person: occupant.with, isConfirmed: occupant.isConfirmed },
      ];
    }),
  );
  return { ...people, occupants };
}
