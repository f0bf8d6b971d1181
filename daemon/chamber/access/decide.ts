/** What a member's page asks for beside voting, and what the doorkeeper of these pages notes. */
import type { ErrorCode } from '../../../protocols/api/errors.ts';
import type { PersonId } from '../../../protocols/models/council.ts';
import { definedOnly } from '../defined.ts';
import type { ChamberCommand, ChamberDecision, ChamberRoot } from '../root.ts';
import type { AccessEvent, GrantMarks } from './events.ts';
import { freshAccess, type Disturbance } from './state.ts';

interface Of {
  readonly person: PersonId;
}
interface Named<Name extends string, Input = Of> {
  readonly name: Name;
  readonly input: Input;
}

export type SeatCommand =
  | Named<'access/grant', Of & GrantMarks>
  | Named<'access/revoke'>
  | Named<'access/sign-in'>
  | Named<'access/sign-out'>
  | Named<'access/lock'>
  | Named<'seat/link', Of & { readonly up: boolean }>
  | Named<'seat/confirm'>
  | Named<'seat/disturbance', Of & Pick<Disturbance, 'kind' | 'note'>>
  | Named<'seat/disturbance-over'>;

const refused = (error: ErrorCode): ChamberDecision => ({ ok: false, error });
const issued = (...events: readonly AccessEvent[]): ChamberDecision => ({ ok: true, events });

export function decideAccess(root: ChamberRoot, command: ChamberCommand): ChamberDecision | undefined {
  switch (command.name) {
    case 'access/grant': {
      const { person, token, pin } = command.input;
      if (!Object.hasOwn(root.register.persons, person)) return refused('unknown-person');
      return issued({ type: 'access/granted', version: 1, data: {}, personal: { person, token, pin } });
    }
    case 'access/revoke':
      return accessOf(root, command.input.person).grant
        ? issued({ type: 'access/revoked', version: 1, data: {}, personal: command.input })
        : issued();
    case 'access/sign-in': {
      const { person } = command.input;
      const access = accessOf(root, person);
      if (!access.grant || access.isLocked) return refused('link-unusable');
      const data = { session: access.session + 1, isSecondDevice: access.isSignedIn };
      return issued({ type: 'access/signed-in', version: 1, data, personal: { person } });
    }
    case 'access/sign-out':
      return accessOf(root, command.input.person).isSignedIn
        ? issued({ type: 'access/signed-out', version: 1, data: {}, personal: command.input })
        : issued();
    case 'access/lock':
      return issued({ type: 'access/locked', version: 1, data: {}, personal: command.input });
    case 'seat/link': {
      const { person, up } = command.input;
      return (accessOf(root, person).link?.isUp ?? false) === up
        ? issued()
        : issued({ type: 'remote/link', version: 1, data: { up }, personal: { person } });
    }
    case 'seat/confirm':
      return issued({ type: 'remote/confirmed', version: 1, data: {}, personal: command.input });
    case 'seat/disturbance': {
      const { person, kind, note } = command.input;
      const personal = { person, ...definedOnly({ note }) };
      return issued({ type: 'remote/disturbance', version: 1, data: { kind }, personal });
    }
    case 'seat/disturbance-over':
      return accessOf(root, command.input.person).disturbance
        ? issued({ type: 'remote/disturbance-over', version: 1, data: {}, personal: command.input })
        : issued();
    default:
      return undefined;
  }
}

const accessOf = ({ access }: ChamberRoot, person: PersonId) => access.persons[person] ?? freshAccess;
