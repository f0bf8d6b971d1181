/** People and bodies as the installation knows them beyond one sitting; the config's people are its beginning. */
import type { Body, BodyId, Person, PersonId } from '../../../protocols/models/council.ts';
import { definedOnly } from '../defined.ts';
import type { Hall } from '../hall.ts';

export interface RegisteredPerson extends Omit<Person, 'id'> {
  /** Card number or login that units report. */
  readonly card?: string;
  /** Group where no body names one. */
  readonly group?: string;
}

export interface RegisterState {
  readonly persons: Readonly<Record<PersonId, RegisteredPerson>>;
  readonly bodies: Readonly<Record<BodyId, Body>>;
}

export function initialRegister(hall: Hall): RegisterState {
  const persons: Record<PersonId, RegisteredPerson> = {};
  for (const [id, { name, group, card }] of Object.entries(hall.people))
    persons[id] = { name, kind: 'member', ...definedOnly({ group, card }) };
  return { persons, bodies: Object.fromEntries(hall.bodies.map((body) => [body.id, body])) };
}

interface Logins {
  readonly byCard: ReadonlyMap<string, PersonId | null>;
  readonly byName: ReadonlyMap<string, PersonId | null>;
}

/** Made once for each state of the register: every report of a unit asks for every seat that is logged in. */
const loginsOf = new WeakMap<RegisterState['persons'], Logins>();

/** The one person with this card or login; where cards are not entered, the one with this very name. */
export function personByLogin({ persons }: RegisterState, login: string): PersonId | undefined {
  let logins = loginsOf.get(persons);
  if (!logins) {
    const byCard = new Map<string, PersonId | null>();
    const byName = new Map<string, PersonId | null>();
    // What two people share is nobody's.
    const note = (map: Map<string, PersonId | null>, key: string, id: PersonId): unknown =>
      map.set(key, map.has(key) ? null : id);
    for (const [id, { card, name }] of Object.entries(persons)) {
      if (card !== undefined) note(byCard, card, id);
      note(byName, name, id);
    }
    logins = { byCard, byName };
    loginsOf.set(persons, logins);
  }
  const { byCard, byName } = logins;
  return (byCard.has(login) ? byCard.get(login) : byName.get(login)) ?? undefined;
}
