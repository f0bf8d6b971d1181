import type { Recorded } from '../feature.ts';
import type { ChamberEvent } from '../root.ts';
import type { AccessEvent } from './events.ts';
import { freshAccess, type Access, type AccessState } from './state.ts';

const isAccessEvent = (event: ChamberEvent): event is AccessEvent =>
  event.type.startsWith('access/') || event.type.startsWith('remote/');

export function reduceAccess(state: AccessState, { event, at }: Recorded<ChamberEvent>): AccessState {
  // Pages are not connected over a restart, and nobody has confirmed over it.
  if (event.type === 'log/started')
    return everybody(state, (access) => ({
      ...access,
      confirmedAt: null,
      link: access.link && { isUp: false, sinceAt: access.link.isUp ? at : access.link.sinceAt },
    }));
  if (event.type === 'sitting/prepared' || event.type === 'sitting/discarded')
    return everybody(state, (access) => ({ ...access, disturbance: null, confirmedAt: null }));
  if (!isAccessEvent(event)) return state;
  const person = event.personal?.person;
  // The personal part was deleted: nobody has access by it any more.
  if (person === undefined) return state;
  const before = state.persons[person] ?? freshAccess;
  const next = reduceOne(before, event, at);
  const persons = { ...state.persons, [person]: next };
  if (next.grant === before.grant) return { ...state, persons };
  const byToken = new Map(state.byToken);
  if (before.grant) byToken.delete(before.grant.token);
  if (next.grant) byToken.set(next.grant.token, person);
  return { persons, byToken };
}

function everybody(state: AccessState, change: (access: Access) => Access): AccessState {
  const entries = Object.entries(state.persons);
  if (entries.length === 0) return state;
  return { ...state, persons: Object.fromEntries(entries.map(([id, access]) => [id, change(access)])) };
}

function reduceOne(access: Access, event: AccessEvent, at: number): Access {
  switch (event.type) {
    case 'access/granted': {
      const { token, pin } = event.personal ?? {};
      if (token === undefined || pin === undefined) return access;
      // A new link ends what was signed in with the one before.
      return {
        ...access,
        grant: { token, pin },
        isLocked: false,
        isSignedIn: false,
        session: access.session + 1,
      };
    }
    case 'access/revoked':
      return { ...access, grant: null, isSignedIn: false, session: access.session + 1, confirmedAt: null };
    case 'access/signed-in':
      return {
        ...access,
        session: event.data.session,
        isSignedIn: true,
        confirmedAt: null,
        tookOverAt: event.data.isSecondDevice ? at : access.tookOverAt,
      };
    case 'access/signed-out':
      return { ...access, isSignedIn: false, session: access.session + 1, confirmedAt: null };
    case 'access/locked':
      return { ...access, isLocked: true };
    case 'remote/link':
      return {
        ...access,
        link: { isUp: event.data.up, sinceAt: at },
        confirmedAt: event.data.up ? access.confirmedAt : null,
      };
    case 'remote/confirmed':
      return { ...access, confirmedAt: at };
    case 'remote/disturbance': {
      const note = event.personal?.note;
      return {
        ...access,
        disturbance: { kind: event.data.kind, sinceAt: at, ...(note === undefined ? {} : { note }) },
      };
    }
    case 'remote/disturbance-over':
      return { ...access, disturbance: null };
  }
}
