/** How people appear to others: never more than their seat without their consent to the name, outside the hall. */
import type { Speaker } from '../../../protocols/api/views.ts';
import type { ChamberRoot } from '../root.ts';
import { consentAt } from './state.ts';

/** For pages inside the hall (operator, chair): who sits there is known to everybody present. */
export function speakerInHall(root: ChamberRoot, seat: number): Speaker {
  const id = root.people.occupants[seat];
  const person = id == null ? undefined : root.hall.people[id];
  return {
    seat,
    known: person !== undefined,
    ...(person ? { name: person.name } : {}),
    ...(person?.group ? { group: person.group } : {}),
  };
}

/** For the public: name and group only with consent to the name. */
export function speakerInPublic(root: ChamberRoot, seat: number): Speaker {
  return consentAt(root.people, seat)?.name ? speakerInHall(root, seat) : { seat, known: false };
}
