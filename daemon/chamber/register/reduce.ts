import type { Body } from '../../../protocols/models/council.ts';
import type { ChamberEvent } from '../root.ts';
import type { RegisterState } from './state.ts';

export function reduceRegister(register: RegisterState, event: ChamberEvent): RegisterState {
  switch (event.type) {
    case 'register/person': {
      if (!event.personal) return register;
      const { id, ...person } = event.personal;
      const group = register.persons[id]?.group;
      const persons = { ...register.persons, [id]: { ...(group === undefined ? {} : { group }), ...person } };
      return { ...register, persons };
    }
    case 'register/person-removed': {
      const id = event.personal?.id;
      if (id === undefined || !(id in register.persons)) return register;
      const { [id]: _gone, ...persons } = register.persons;
      const bodies = Object.fromEntries(
        Object.entries(register.bodies).map(([key, body]) => [key, without(body, id)]),
      );
      return { persons, bodies };
    }
    case 'register/body':
      return event.personal
        ? { ...register, bodies: { ...register.bodies, [event.personal.id]: event.personal } }
        : register;
    case 'register/body-removed': {
      const id = event.personal?.id;
      if (id === undefined || !(id in register.bodies)) return register;
      const { [id]: _gone, ...bodies } = register.bodies;
      return { ...register, bodies };
    }
    default:
      return register;
  }
}

function without(body: Body, person: string): Body {
  const isListed = body.members.some((member) => member.person === person);
  const isSeated = Object.values(body.seatPlan).includes(person);
  if (!isListed && !isSeated) return body;
  return {
    ...body,
    members: body.members.filter((member) => member.person !== person),
    seatPlan: Object.fromEntries(
      Object.entries(body.seatPlan).filter(([, seated]) => seated !== person),
    ) as Body['seatPlan'],
  };
}
