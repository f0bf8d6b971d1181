/** Cards and logins at the units: they confirm who sits there, or contradict what the clerk entered. */
import type { Observed } from '../../../protocols/models/observed.ts';
import { personByLogin } from '../register/state.ts';
import type { ChamberEvent, ChamberRoot } from '../root.ts';
import { seatOf } from './state.ts';

export function observePeople(root: ChamberRoot, observed: Observed): readonly ChamberEvent[] {
  const microphones = observed.microphones[root.hall.microphones];
  if (!microphones) return [];
  const { people, register } = root;
  const events: ChamberEvent[] = [];
  for (const [key, state] of Object.entries(microphones.seats)) {
    const seat = Number(key);
    const before = people.logins[seat];
    const person = state.login === undefined ? null : (personByLogin(register, state.login) ?? null);
    // A name that is nobody's is the seat's own: nobody is logged in there.
    const login = person === null && state.login === state.name ? undefined : state.login;
    if (login === before || !root.hall.seats[seat]) continue;
    if (login === undefined) {
      events.push({ type: 'people/unit-logout', version: 1, data: { seat } });
      continue;
    }
    const occupant = people.occupants[seat];
    const isSomebodyElse =
      occupant?.isConfirmed === true && occupant.person !== person && occupant.with !== person;
    const elsewhere = person === null ? undefined : seatOf(people, person);
    const isElsewhere = elsewhere !== undefined && elsewhere !== seat;
    const contradicts = isSomebodyElse || isElsewhere;
    // At two places at once, or unknown: nobody is confirmed by it.
    const personal = { login, person: contradicts ? null : person };
    events.push({ type: 'people/unit-login', version: 1, data: { seat, contradicts }, personal });
  }
  return events;
}
