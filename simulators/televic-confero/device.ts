/**
 * A Confero controller without its sockets, from what clients in the field and a simulator say of the Customer
 * API 7.18. Assumed where they are silent: a unit that is lost is removed from the room's events and shown
 * offline in its list, and a microphone at full microphones stays closed. A meeting is open, and its
 * participants have the names of the seats. Faults besides the common ones: `meeting {state}` (`running`,
 * `none`, `not-licensed`), `drop-events` (the oldest are forgotten), `forget` (numbers begin anew), and those of
 * voting (votes.ts).
 */
import {
  encodeConferoAnswer,
  type ConferoAnswer,
  type Participant,
} from '../../protocols/televic-confero/answers.ts';
import type { ConferoEvent, RoomSeat, SeatState } from '../../protocols/televic-confero/events.ts';
import {
  parseConferoRequest,
  type ConferoRequest,
  type HeardConferoRequest,
} from '../../protocols/televic-confero/requests.ts';
import { parseConferoVotingRequest } from '../../protocols/televic-confero/voting.ts';
import {
  microphoneMode,
  optionsOfMode,
  withMode,
  type Role,
  type Settings,
} from '../../protocols/televic-confero/words.ts';
import { deskFault, deskFaults } from '../desk-faults.ts';
import { createDesk, type ButtonMode, type DeskChange } from '../desk.ts';
import type { DeviceOptions, HttpAnswer, HttpDevice } from '../device.ts';
import { createEventStore } from './event-store.ts';
import { createConferoVotes, voteFaults } from './votes.ts';

export interface ConferoSimulation {
  readonly token: string;
  /** A poll without news ends after this, ms. */
  readonly pollMs: number;
}
export const defaultSimulation: ConferoSimulation = { token: 'saalregie-uebt', pollMs: 30_000 };

const knownFaults = [
  ...deskFaults,
  ...voteFaults,
  'unasked',
  'out-of-range',
  'extra-fields',
  'repeat',
  'meeting',
  'drop-events',
  'forget',
];

const coldSettings: Settings = {
  mode: 'directSpeak',
  maxSpeakers: 4,
  options: { ...optionsOfMode.directSpeak },
};
const buttonModes = { auto: 'open', fifo: 'override', manual: 'request', voice: 'voice' } as const;
const buttonMode = (settings: Settings): ButtonMode => buttonModes[microphoneMode(settings)];

function settingsOf(button: ButtonMode, before: Settings): Settings {
  if (button === 'request') return withMode(before, 'request');
  if (button === 'voice') return withMode(before, 'handsFree');
  const direct = withMode(before, 'directSpeak');
  return { ...direct, options: { ...direct.options, speakerOverrideAllowed: button === 'override' } };
}

const done: ConferoAnswer = { type: 'done' };
const meetingId = 'd5a1c2a0-0000-4000-8000-000000000001';

export function createConferoDevice(
  options: DeviceOptions,
  simulation: ConferoSimulation = defaultSimulation,
): HttpDevice {
  const events = createEventStore(options.clock, simulation.pollMs);
  let settings = coldSettings;
  let meeting: 'running' | 'none' | 'not-licensed' = 'running';
  let extraFields = false;
  let repeats = false;
  let strangers = false;

  const desk = createDesk({
    seats: options.seats,
    mode: buttonMode(coldSettings),
    maxOpen: coldSettings.maxSpeakers,
    maxRequests: 250,
    changed,
    onMicrophone: (seat, open) => options.onMicrophone(seat, open),
  });

  const tell = (module: string, event: ConferoEvent): void => events.add(module, event);
  const votes = createConferoVotes({
    clock: options.clock,
    seats: () => desk.seats().flatMap(({ seat, connected }) => (connected ? [seat] : [])),
    meetingId: () => (meeting === 'running' ? meetingId : null),
    participantAt: (seat) => `seat-${seat}`,
    tell: (data) => tell('Meeting', { type: 'other', module: 'Meeting', name: 'VotingResultsChanged', data }),
  });

  const twice = (list: readonly number[]): readonly number[] =>
    repeats ? list.flatMap((seat) => [seat, seat]) : list;
  const speakers = (): readonly number[] => {
    const list = twice(desk.speakers);
    return strangers ? [0, ...list, 70_000] : list;
  };
  const roleOf = (seat: number): Role => (desk.seat(seat)?.chair ? 'chairperson' : 'delegate');
  const stateOf = (seat: number): SeatState => ({
    seat,
    microphoneOn: desk.speakers.includes(seat),
    requesting: desk.requests.includes(seat),
    role: roleOf(seat),
  });
  const roomSeat = (seat: number): RoomSeat => ({
    seat,
    online: desk.seat(seat)?.connected ?? false,
    role: roleOf(seat),
  });

  const known = new Map(options.seats.map(({ seat }) => [seat, true]));
  function changed(changes: readonly DeskChange[]): void {
    for (const change of changes) {
      switch (change.type) {
        case 'seat': {
          const isThere = desk.seat(change.seat)?.connected ?? false;
          const wasThere = known.get(change.seat);
          known.set(change.seat, isThere);
          if (isThere === wasThere) tell('Meeting', { type: 'meeting-changed', name: 'ParticipantChanged' });
          else if (isThere) tell('Room', { type: 'seat-added', ...roomSeat(change.seat) });
          else tell('Room', { type: 'seat-removed', seat: change.seat });
          break;
        }
        case 'settings':
          if (buttonMode(settings) !== desk.mode) settings = settingsOf(desk.mode, settings);
          settings = { ...settings, maxSpeakers: desk.maxOpen };
          tell('Discussion', { type: 'settings-changed', settings });
          break;
        case 'order':
          break;
        default:
          tell('Discussion', { type: 'seat-changed', ...stateOf(change.seat) });
      }
    }
    const has = (...types: readonly DeskChange['type'][]): boolean =>
      changes.some(({ type }) => types.includes(type));
    if (has('opened', 'closed')) tell('Discussion', { type: 'speakers-changed', seats: speakers() });
    if (has('requested', 'request-ended', 'order'))
      tell('Discussion', { type: 'requests-changed', seats: twice(desk.requests) });
  }

  function participant(seat: number, name: string): Participant {
    const at = name.lastIndexOf(' ');
    const [firstName, lastName] = at < 0 ? ['', name] : [name.slice(0, at), name.slice(at + 1)];
    return { id: `seat-${seat}`, firstName, lastName, seat };
  }

  function setSeat({ seat, microphoneOn, requesting }: ConferoRequest & { type: 'set-seat' }): ConferoAnswer {
    if (!desk.seat(seat)) return { type: 'error', status: 400, text: 'Unknown seat' };
    if (microphoneOn && !desk.speakers.includes(seat)) desk.open(seat);
    if (!microphoneOn && desk.speakers.includes(seat)) desk.close(seat);
    if (requesting && !desk.requests.includes(seat)) desk.request(seat);
    if (!requesting && desk.requests.includes(seat)) desk.endRequest(seat);
    return done;
  }

  function setSettings(wanted: Settings): ConferoAnswer {
    const fields = Object.keys(optionsOfMode[wanted.mode]);
    // Fields of another mode are refused with everything else.
    const isRight =
      fields.every((field) => field in wanted.options) &&
      Object.keys(wanted.options).every((field) => fields.includes(field));
    if (!isRight) return { type: 'error', status: 400, text: 'Invalid discussion settings' };
    settings = wanted;
    desk.set({ mode: buttonMode(wanted), maxOpen: wanted.maxSpeakers });
    return done;
  }

  function answerTo(request: Exclude<HeardConferoRequest, { type: 'poll' }>): ConferoAnswer {
    switch (request.type) {
      case 'get-seats':
        return { type: 'seats', seats: desk.seats().map(({ seat }) => stateOf(seat)) };
      case 'get-room-seats':
        return { type: 'room-seats', seats: desk.seats().map(({ seat }) => roomSeat(seat)) };
      case 'get-speakers':
        return { type: 'list', seats: speakers() };
      case 'get-requests':
        return { type: 'list', seats: twice(desk.requests) };
      case 'get-settings':
        return { type: 'settings', settings };
      case 'get-meeting':
        if (meeting === 'none') return { type: 'no-meeting' };
        if (meeting === 'not-licensed') return { type: 'not-licensed' };
        return {
          type: 'meeting',
          meetingId,
          title: 'Sitzung',
          participants: desk.seats().map(({ seat, name }) => participant(seat, name)),
        };
      case 'set-seat':
        return setSeat(request);
      case 'clear-speakers':
        desk.closeAll();
        return done;
      case 'clear-delegates':
        desk.closeDelegates();
        return done;
      case 'clear-requests':
        desk.endAllRequests();
        return done;
      case 'set-settings':
        return setSettings(request.settings);
      case 'malformed':
        return { type: 'error', status: 400, text: request.reason };
      case 'unknown':
        return { type: 'error', status: 404, text: 'Unknown endpoint' };
    }
  }

  function encode(answer: ConferoAnswer): HttpAnswer {
    const wire = encodeConferoAnswer(answer);
    if (wire.status !== 200) return wire;
    const grow = (value: unknown): unknown =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? { ...value, generation: { build: 9 } }
        : value;
    const value: unknown = JSON.parse(wire.body);
    const grown = !extraFields ? value : Array.isArray(value) ? value.map(grow) : grow(value);
    return { ...wire, headers: { 'content-type': 'application/json' }, body: JSON.stringify(grown) };
  }

  return {
    bootMs: 6000,
    request(call, answer) {
      const nothing = (): void => undefined;
      if (call.headers['authorization'] !== `Bearer ${simulation.token}`) {
        answer(encode({ type: 'wrong-token' }));
        return nothing;
      }
      const vote = parseConferoVotingRequest(call);
      if (vote) {
        answer({ ...votes.answer(vote), headers: { 'content-type': 'application/json' } });
        return nothing;
      }
      const request = parseConferoRequest(call);
      if (request.type === 'poll')
        return events.poll(request.modules, request.minimumId, (event) =>
          answer(encode(event ? { type: 'event', ...event } : { type: 'nothing-happened' })),
        );
      answer(encode(answerTo(request)));
      return nothing;
    },
    press: (seat) => desk.press(seat),
    release: (seat) => desk.release(seat),
    pressKey: (keypad, key) => votes.press(keypad, key),
    fault(name, parameters) {
      if (deskFault(desk, name, parameters) || votes.fault(name, parameters)) return { ok: true };
      const on = parameters['on'] !== false;
      switch (name) {
        case 'unasked':
          tell('Meeting', { type: 'other', module: 'Meeting', name: 'VotingResultsChanged' });
          tell('Discussion', { type: 'speakers-changed', seats: speakers() });
          break;
        case 'out-of-range':
          strangers = on;
          tell('Discussion', { type: 'speakers-changed', seats: speakers() });
          break;
        case 'extra-fields':
          extraFields = on;
          break;
        case 'repeat':
          repeats = on;
          break;
        case 'meeting': {
          const { state } = parameters;
          meeting = state === 'none' || state === 'not-licensed' ? state : 'running';
          tell('Meeting', { type: 'meeting-changed', name: 'MeetingStateChanged' });
          break;
        }
        case 'drop-events':
          for (let count = 0; count < 600; count++)
            tell('Audio', { type: 'other', module: 'Audio', name: 'VolumeChanged' });
          break;
        case 'forget':
          events.clear();
          break;
        default:
          return { ok: false, known: knownFaults };
      }
      return { ok: true };
    },
    truth: () => ({ ...desk.truth(), votes: votes.truth() }),
    coldStart() {
      events.clear();
      votes.coldStart();
      settings = coldSettings;
      meeting = 'running';
      desk.coldStart();
    },
  };
}
