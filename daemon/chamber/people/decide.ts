import type { Consent } from '../../../protocols/api/views.ts';
import type { ChamberDecision, ChamberCommand, ChamberRoot } from '../root.ts';
import type { PeopleEvent } from './events.ts';
import { noConsent } from './state.ts';

const imageRank = { no: 0, 'not-recognisable': 1, yes: 2 } as const;

export function decidePeople(root: ChamberRoot, command: ChamberCommand): ChamberDecision | undefined {
  switch (command.name) {
    case 'people/assign': {
      const { seat, person } = command.input;
      if (!root.hall.seats[seat]) return { ok: false, error: 'unknown-seat' };
      if (person !== null) {
        if (!Object.hasOwn(root.hall.people, person)) return { ok: false, error: 'unknown-person' };
        // A person sits in one place: taking a second seat would lend their consent to somebody else.
        const elsewhere = Object.entries(root.people.occupants).some(
          ([other, occupant]) => occupant === person && Number(other) !== seat,
        );
        if (elsewhere) return { ok: false, error: 'person-seated-elsewhere' };
      }
      const assigned = (occupant: string | null): PeopleEvent => ({
        type: 'people/assigned',
        version: 1,
        data: { seat },
        personal: { person: occupant },
      });
      // Whoever sits there now may allow more than the one who comes: nobody, at once, until it is on disk.
      const leaving = root.people.occupants[seat] != null && person !== null;
      return { ok: true, events: leaving ? [assigned(null), assigned(person)] : [assigned(person)] };
    }
    case 'people/consent': {
      const { person, ...change } = command.input;
      if (!Object.hasOwn(root.hall.people, person)) return { ok: false, error: 'unknown-person' };
      const before = root.people.consents[person] ?? noConsent;
      const consent: Consent = {
        image: change.image ?? before.image,
        sound: change.sound ?? before.sound,
        name: change.name ?? before.name,
      };
      return {
        ok: true,
        events: [
          {
            type: 'people/consent-changed',
            version: 1,
            data: { withdrawn: isLess(consent, before) },
            personal: { person, consent },
          },
        ],
      };
    }
    default:
      return undefined;
  }
}

function isLess(after: Consent, before: Consent): boolean {
  return (
    imageRank[after.image] < imageRank[before.image] ||
    (before.sound && !after.sound) ||
    (before.name && !after.name)
  );
}
