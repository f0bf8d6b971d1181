/**
 * A DICENTIS Wireless access point without its sockets, from what clients and a simulator in the field say of
 * firmware 1.73. Assumed where they are silent: Open without automatic shift only takes requests. Writes are
 * carried out `writeLagMs` after their answer. Faults besides the common ones: `expire` (every session),
 * `take-over` (somebody logs in under our name), `power {state}`, `participant {id, name, seat, nfc}`, and those of
 * voting (votes.ts).
 */
import {
  encodeWapAnswer,
  type Participant,
  type Speaker,
  type Waiter,
  type WapAnswer,
} from '../../protocols/bosch-dicentis-wireless/answers.ts';
import {
  parseWapRequest,
  type HeardWapRequest,
  type WapRequest,
} from '../../protocols/bosch-dicentis-wireless/requests.ts';
import {
  encodeWapVotingAnswer,
  parseWapVotingRequest,
} from '../../protocols/bosch-dicentis-wireless/voting.ts';
import {
  discussionMode,
  type PowerState,
  type Resource,
} from '../../protocols/bosch-dicentis-wireless/words.ts';
import { deskFault, deskFaults } from '../desk-faults.ts';
import { createDesk, type DeskChange } from '../desk.ts';
import type { DeviceOptions, HttpAnswer, HttpCall, HttpDevice } from '../device.ts';
import { buttonMode, coldDiscuss, discussOf } from './discussion.ts';
import { withOddities } from './oddities.ts';
import { createWapSessions } from './sessions.ts';
import { createWapVotes, voteFaults } from './votes.ts';

export interface WapSimulation {
  readonly username: string;
  readonly password: string;
  /** A poll without news ends after this, ms. */
  readonly holdMs: number;
  readonly writeLagMs: number;
  /** Firmware without the call for modes and limits. */
  readonly discuss: boolean;
  /** Somebody is entered as a participant, without a seat: else nobody votes by name. */
  readonly participants: boolean;
}

export const defaultSimulation: WapSimulation = {
  username: 'saalregie',
  password: 'nur zum Üben',
  holdMs: 50_000,
  writeLagMs: 20,
  discuss: true,
  participants: false,
};

const knownFaults = [
  ...deskFaults,
  ...voteFaults,
  'unasked',
  'out-of-range',
  'extra-fields',
  'repeat',
  'expire',
  'take-over',
  'power',
  'participant',
];

const error = (status: number, details?: string): WapAnswer => ({
  type: 'error',
  status,
  ...(details === undefined ? {} : { details }),
});
const done: WapAnswer = { type: 'done' };

export function createWapDevice(
  options: DeviceOptions,
  simulation: WapSimulation = defaultSimulation,
): HttpDevice {
  const { clock } = options;
  const sessions = createWapSessions(clock, () => options.random(), simulation.holdMs);
  let discuss = coldDiscuss;
  let power: PowerState = 0;
  const coldParticipants: readonly Participant[] = simulation.participants ? [{ id: 1, name: 'Gast' }] : [];
  let participants = coldParticipants;
  /** Chairs who speak by the priority button. */
  const priority = new Set<number>();
  let isShifting = false;
  let extraFields = false;
  let repeats = false;
  let strangers = false;

  const desk = createDesk({
    seats: options.seats,
    mode: buttonMode(coldDiscuss),
    maxOpen: coldDiscuss.maxOpenMics,
    maxRequests: coldDiscuss.waitingListSize,
    changed,
    onMicrophone: (seat, open) => options.onMicrophone(seat, open),
  });

  function changed(changes: readonly DeskChange[]): void {
    const resources = new Set<Resource>();
    for (const { type, ...change } of changes) {
      if (type === 'opened' || type === 'closed') resources.add('speakers');
      else if (type === 'requested' || type === 'request-ended') resources.add('waiting-list');
      else if (type === 'seat') resources.add('seats');
      if (type === 'closed' && 'seat' in change) priority.delete(change.seat);
      if (type !== 'settings' || isShifting) continue;
      if (buttonMode(discuss) !== desk.mode) discuss = discussOf(desk.mode, discuss);
      discuss = { ...discuss, maxOpenMics: desk.maxOpen, waitingListSize: desk.maxRequests };
      resources.add('discuss');
    }
    for (const resource of resources) sessions.changed(resource);
  }

  const twice = <Entry>(list: readonly Entry[]): readonly Entry[] =>
    repeats ? list.flatMap((entry) => [entry, entry]) : list;

  function waiter(seat: number): Waiter {
    const participant = participants.find((one) => one.seat === seat);
    const seatName = desk.seat(seat)?.name ?? '';
    return {
      seat,
      ...(participant ? { participantId: participant.id } : {}),
      name: participant?.name ?? seatName,
      seatName,
    };
  }

  const speaker = (seat: number): Speaker => ({
    ...waiter(seat),
    prio: desk.seat(seat)?.chair ?? false,
    micOn: true,
    prioOn: priority.has(seat),
  });

  function current(resource: Resource): WapAnswer {
    switch (resource) {
      case 'seats':
        return {
          type: 'seats',
          seats: desk.seats().map(({ seat, name, chair, connected }) => ({
            seat,
            name,
            prio: chair,
            dual: false,
            identification: true,
            voting: true,
            connected,
            selected: false,
            cameraId: -1,
            cameraPrepos: -1,
            batteryStatus: connected ? 14 : null,
          })),
        };
      case 'speakers':
        return { type: 'speakers', speakers: twice(desk.speakers.map(speaker)) };
      case 'waiting-list':
        return { type: 'waiters', waiters: twice(desk.requests.map(waiter)) };
      case 'participants':
        return { type: 'participants', participants };
      case 'discuss':
        return simulation.discuss ? { type: 'discuss', discuss } : error(404);
      case 'system/status':
        return { type: 'power', state: power };
      case 'system-info':
        return { type: 'system-info' };
    }
  }

  /** Switching on at a full list closes the oldest microphone, whatever the mode. */
  function addSpeaker(seat: number): void {
    if (desk.open(seat) !== 'full') return;
    const { mode } = desk;
    isShifting = true;
    desk.set({ mode: 'override' });
    desk.open(seat);
    desk.set({ mode });
    isShifting = false;
  }

  function setPower(state: PowerState): void {
    for (const { seat } of desk.seats()) desk.connect(seat, state === 0);
    power = state;
    sessions.changed('system/status');
  }

  const invalid = (seats: readonly number[]): WapAnswer | undefined => {
    const seat = seats.find((one) => !desk.seat(one)?.connected);
    return seat === undefined ? undefined : error(400, `Invalid seat id ${seat}`);
  };
  const later = (write: () => void): WapAnswer => {
    if (simulation.writeLagMs === 0) write();
    else clock.after(simulation.writeLagMs, write);
    return done;
  };

  function write(request: Exclude<WapRequest, { type: 'login' | 'logout' | 'get' }>): WapAnswer {
    switch (request.type) {
      case 'add-speakers':
        return invalid(request.seats) ?? later(() => request.seats.forEach(addSpeaker));
      case 'shift': {
        const [first] = desk.requests;
        return first === undefined ? error(400, 'No waiter to shift') : later(() => addSpeaker(first));
      }
      case 'add-waiters':
        if (discuss.mode !== discussionMode.open) return error(500);
        return (
          invalid(request.seats) ??
          later(() => {
            for (const seat of request.seats) desk.request(seat);
          })
        );
      case 'add-priority':
        if (request.seats.some((seat) => !desk.seat(seat)?.chair))
          return error(400, 'Seat is not a chairman seat');
        return later(() => {
          for (const seat of request.seats) {
            priority.add(seat);
            desk.open(seat);
          }
          sessions.changed('speakers');
        });
      case 'remove-speaker': {
        if (!desk.seat(request.seat)) return error(400, 'Invalid seat id');
        const isThere = desk.speakers.includes(request.seat) && !priority.has(request.seat);
        return isThere
          ? later(() => desk.close(request.seat))
          : error(400, 'Speaker not found in speakers list');
      }
      case 'remove-priority':
        if (!desk.seat(request.seat)?.chair) return error(400, 'Seat is not a chairman seat');
        return priority.has(request.seat)
          ? later(() => desk.close(request.seat))
          : error(400, 'Speaker not found in speakers list');
      case 'remove-waiter':
        return desk.requests.includes(request.seat)
          ? later(() => desk.endRequest(request.seat))
          : error(400, 'Waiter not found in waiting list');
      case 'clear-speakers':
        return later(() => {
          desk.endAllRequests();
          for (const seat of desk.speakers) if (!priority.has(seat)) desk.close(seat);
        });
      case 'clear-waiters':
        return later(() => desk.endAllRequests());
      case 'set-power':
        return later(() => setPower(request.state));
      case 'set-discuss':
        if (!simulation.discuss) return error(404);
        return later(() => {
          ({ discuss } = request);
          desk.set({
            mode: buttonMode(discuss),
            maxOpen: discuss.maxOpenMics,
            maxRequests: discuss.waitingListSize,
          });
          if (discuss.mode !== discussionMode.open) desk.endAllRequests();
        });
    }
  }

  const votes = createWapVotes({
    clock,
    seats: () => desk.seats().flatMap(({ seat, connected }) => (connected ? [seat] : [])),
    voter: waiter,
    hasParticipants: () => participants.length > 0,
    later: (write) => void later(write),
    changed: () => sessions.changed('voting'),
  });

  const sidOf = ({ headers }: HttpCall): string | undefined =>
    headers['bosch-sid'] ?? /(?:^|;\s*)sid=([^;]+)/.exec(headers['cookie'] ?? '')?.[1];

  function logIn(request: HeardWapRequest & { readonly type: 'login' }, call: HttpCall): WapAnswer {
    if (!call.headers['content-type']?.startsWith('application/json'))
      return error(400, 'Content-Type must be application/json');
    if (request.username !== simulation.username || request.password !== simulation.password)
      return error(401);
    const session = sessions.login(request.username, request.override);
    return session ? { type: 'logged-in', ...session } : error(409, 'User already logged in');
  }

  function encode(answer: WapAnswer): HttpAnswer {
    const wire = withOddities(encodeWapAnswer(answer), { extraFields, strangers });
    const sid = answer.type === 'logged-in' ? { 'set-cookie': `sid=${answer.sid}; Path=/` } : {};
    return { ...wire, headers: { 'content-type': 'application/json', ...sid } };
  }

  return {
    bootMs: 6000,
    request(call, answer) {
      const nothing = (): void => undefined;
      const reply = (message: WapAnswer): (() => void) => {
        answer(encode(message));
        return nothing;
      };
      const request = parseWapRequest(call);
      if (request.type === 'login') return reply(logIn(request, call));
      const sid = sidOf(call);
      if (sid === undefined || !sessions.use(sid)) return reply({ type: 'no-session' });
      const vote = parseWapVotingRequest(call);
      if (vote) {
        const say = (): void =>
          answer({
            ...encodeWapVotingAnswer(votes.answer(vote)),
            headers: { 'content-type': 'application/json' },
          });
        if ('polling' in vote && vote.polling) return sessions.hold(sid, 'voting', say);
        say();
        return nothing;
      }
      switch (request.type) {
        case 'get': {
          const { resource, polling } = request;
          if (!polling) return reply(current(resource));
          return sessions.hold(sid, resource, () => answer(encode(current(resource))));
        }
        case 'logout':
          sessions.logout(sid);
          return reply(done);
        case 'unknown':
          return reply(error(404));
        case 'malformed':
          return reply(error(400, 'Invalid request body type'));
        case 'invalid-seat':
          return reply(error(400, `Invalid seat id ${request.seat}`));
        default:
          return reply(write(request));
      }
    },
    press: (seat) => desk.press(seat),
    release: (seat) => desk.release(seat),
    pressKey: (keypad, key) => votes.press(keypad, key),
    fault(name, parameters) {
      if (deskFault(desk, name, parameters) || votes.fault(name, parameters)) return { ok: true };
      const on = parameters['on'] !== false;
      switch (name) {
        case 'unasked':
          for (const resource of ['seats', 'speakers', 'waiting-list']) sessions.changed(resource);
          break;
        case 'out-of-range':
          strangers = on;
          sessions.changed('speakers');
          break;
        case 'extra-fields':
          extraFields = on;
          break;
        case 'repeat':
          repeats = on;
          break;
        case 'expire':
          sessions.clear();
          break;
        case 'take-over':
          sessions.login(simulation.username, true);
          break;
        case 'power':
          setPower(parameters['state'] === 1 ? 1 : 0);
          break;
        case 'participant': {
          const { id, name: called, seat, nfc } = parameters;
          participants = [
            ...participants,
            {
              id: Number(id),
              name: typeof called === 'string' ? called : '',
              ...(typeof seat === 'number' ? { seat } : {}),
              ...(typeof nfc === 'string' ? { nfc } : {}),
            },
          ];
          break;
        }
        default:
          return { ok: false, known: knownFaults };
      }
      return { ok: true };
    },
    truth: () => ({ ...desk.truth(), votes: votes.truth() }),
    coldStart() {
      sessions.clear();
      priority.clear();
      participants = coldParticipants;
      votes.coldStart();
      power = 0;
      discuss = coldDiscuss;
      desk.coldStart();
    },
  };
}
