/** How people appear to others: never more than their seat without their consent to the name, outside the hall. */
import type { Speaker } from '../../../protocols/api/views/sitting.ts';
import type { Who } from '../floor/entry.ts';
import type { ChamberRoot } from '../root.ts';
import { groupOf } from '../sitting/state.ts';
import { confirmedAt, noConsent } from './state.ts';

/** For pages inside the hall (operator, chair, clerk): who speaks is known to everybody present. */
export function speakerInHall(root: ChamberRoot, who: Who): Speaker {
  const { seat, guest } = who;
  const at = seat === undefined ? {} : { seat };
  if (guest !== undefined) return { ...at, name: guest, known: true };
  const id = who.person ?? (seat === undefined ? undefined : confirmedAt(root.people, seat)?.person);
  const person = id === undefined ? undefined : root.register.persons[id];
  if (id === undefined || !person) return { ...at, known: false };
  const group = who.group ?? groupOf(root, id);
  return { ...at, known: true, name: person.name, ...(group === undefined ? {} : { group }) };
}

/** For the public: name and group only with consent to the name. A guest has not given any. */
export function speakerInPublic(root: ChamberRoot, who: Who): Speaker {
  const { seat, guest } = who;
  const id = who.person ?? (seat === undefined ? undefined : confirmedAt(root.people, seat)?.person);
  const hasAllowed = id !== undefined && (root.people.consents[id] ?? noConsent).name;
  if (guest === undefined && hasAllowed) return speakerInHall(root, who);
  return { ...(seat === undefined ? {} : { seat }), known: false };
}
