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

/** The one person with this card or login; where cards are not entered, the one with this very name. */
export function personByLogin({ persons }: RegisterState, login: string): PersonId | undefined {
  const all = Object.entries(persons);
  const byCard = all.filter(([, person]) => person.card === login);
  const found = byCard.length > 0 ? byCard : all.filter(([, person]) => person.name === login);
  return found.length === 1 ? found[0]?.[0] : undefined;
}
