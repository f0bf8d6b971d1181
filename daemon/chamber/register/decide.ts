import type { Body, Person } from '../../../protocols/models/council.ts';
import { definedOnly } from '../defined.ts';
import type { ErrorCode } from '../../../protocols/api/errors.ts';
import type { CommandInput } from '../../../protocols/api/commands.ts';
import type { ChamberCommand, ChamberDecision, ChamberRoot } from '../root.ts';
import { isProfile } from '../rules/profiles.ts';
import type { RegisterEvent } from './events.ts';

export function decideRegister(root: ChamberRoot, command: ChamberCommand): ChamberDecision | undefined {
  const { register, sitting } = root;
  switch (command.name) {
    case 'register/person':
      return { ok: true, events: [personPut(command.input)] };
    case 'register/remove-person': {
      const { person } = command.input;
      if (!Object.hasOwn(register.persons, person)) return { ok: false, error: 'unknown-person' };
      if (sitting.current && person in sitting.current.attendance)
        return { ok: false, error: 'person-in-sitting' };
      return {
        ok: true,
        events: [{ type: 'register/person-removed', version: 1, data: {}, personal: { id: person } }],
      };
    }
    case 'register/body': {
      const error = bodyError(root, command.input, register.persons);
      return error ? { ok: false, error } : { ok: true, events: [bodyPut(command.input)] };
    }
    case 'register/remove-body': {
      const { body } = command.input;
      if (!Object.hasOwn(register.bodies, body)) return { ok: false, error: 'unknown-body' };
      if (sitting.current?.body.id === body) return { ok: false, error: 'body-in-sitting' };
      return {
        ok: true,
        events: [{ type: 'register/body-removed', version: 1, data: {}, personal: { id: body } }],
      };
    }
    case 'register/seat': {
      const { body: id, seat, person } = command.input;
      const body = register.bodies[id];
      if (!body) return { ok: false, error: 'unknown-body' };
      if (!root.hall.seats[seat]) return { ok: false, error: 'unknown-seat' };
      if (person !== null && !Object.hasOwn(register.persons, person))
        return { ok: false, error: 'unknown-person' };
      const kept = Object.entries(body.seatPlan).filter(
        ([place, seated]) => Number(place) !== seat && seated !== person,
      );
      const seatPlan = Object.fromEntries(
        person === null ? kept : [...kept, [seat, person]],
      ) as Body['seatPlan'];
      return {
        ok: true,
        events: [{ type: 'register/body', version: 1, data: {}, personal: { ...body, seatPlan } }],
      };
    }
    case 'register/import': {
      const { people, bodies } = command.input;
      const known = { ...register.persons, ...Object.fromEntries(people.map(({ id }) => [id, true])) };
      for (const body of bodies) {
        const error = bodyError(root, body, known);
        if (error) return { ok: false, error };
      }
      return { ok: true, events: [...people.map(personPut), ...bodies.map(bodyPut)] };
    }
    default:
      return undefined;
  }
}

const personPut = (input: CommandInput<'register/person'>): RegisterEvent => ({
  type: 'register/person',
  version: 1,
  data: {},
  personal: definedOnly(input) satisfies Person,
});

const bodyPut = (input: CommandInput<'register/body'>): RegisterEvent => ({
  type: 'register/body',
  version: 1,
  data: {},
  personal: { ...definedOnly(input), members: input.members.map(definedOnly) } satisfies Body,
});

function bodyError(
  root: ChamberRoot,
  { members, seatPlan, profile, statutorySeats, unfillableSeats }: CommandInput<'register/body'>,
  persons: object,
): ErrorCode | undefined {
  if (!isProfile(profile)) return 'unknown-profile';
  if (unfillableSeats >= statutorySeats) return 'invalid-input';
  if (members.some(({ person }) => !Object.hasOwn(persons, person))) return 'unknown-person';
  if (new Set(members.map(({ person }) => person)).size < members.length) return 'listed-twice';
  // A plan that names a microphone the hall does not have would seat somebody nowhere.
  if (Object.keys(seatPlan).some((seat) => !root.hall.seats[Number(seat)])) return 'unknown-seat';
  const seated = Object.values(seatPlan);
  if (seated.some((person) => !Object.hasOwn(persons, person))) return 'unknown-person';
  return new Set(seated).size < seated.length ? 'person-seated-elsewhere' : undefined;
}
