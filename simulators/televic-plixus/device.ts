/**
 * A Plixus central unit without its sockets, from the maker's OpenAPI description of the Core API. Assumed where
 * it is silent: a client hears of a module only after it subscribed, an id that is not known is a 404, a poll
 * is held for 60 s, an unknown seat is a 400, and a unit that is lost makes its seat `broken`. Faults besides the
 * common ones: `badge {seat, badge, event}`, `delegate {id, firstName, lastName, seat, badge}`, `forget`, and
 * those of voting (votes.ts).
 */
import type { HttpAnswer as WireAnswer } from '../../protocols/http.ts';
import { encodePlixusAnswer, type PlixusAnswer } from '../../protocols/televic-plixus/answers.ts';
import type { PlixusEvent } from '../../protocols/televic-plixus/events.ts';
import {
  parsePlixusRequest,
  type HeardPlixusRequest,
  type Toggle,
} from '../../protocols/televic-plixus/requests.ts';
import { parsePlixusVotingRequest, votingModule } from '../../protocols/televic-plixus/voting.ts';
import {
  microphoneMode,
  type MeetingDelegate,
  type Role,
  type RoomSeat,
  type SeatState,
  type Settings,
} from '../../protocols/televic-plixus/words.ts';
import { deskFault, deskFaults } from '../desk-faults.ts';
import { createDesk, type ButtonMode, type DeskChange, type Refused } from '../desk.ts';
import type { DeviceOptions, HttpAnswer, HttpDevice } from '../device.ts';
import { createNotifications, type NotificationTimes } from '../notifications.ts';
import { createPlixusVotes, voteFaults } from './votes.ts';

export interface PlixusSimulation {
  readonly times: NotificationTimes;
}
export const defaultSimulation: PlixusSimulation = {
  times: { pollMs: 60_000, discardMs: 60_000, expireMs: 180_000 },
};

const knownFaults = [
  ...deskFaults,
  ...voteFaults,
  'unasked',
  'out-of-range',
  'extra-fields',
  'repeat',
  'badge',
  'delegate',
  'forget',
];

const coldSettings: Settings = {
  mode: 'directAccess',
  maxSpeakers: 4,
  override: false,
  replies: false,
  rest: {
    microphoneActivationType: 'toggle',
    canSpeakerCancelRequest: true,
    canSwitchOff: true,
    closeRequestSession: false,
    voxThreshold: -30,
    voxHoldTime: 2000,
    canPushToMute: false,
  },
};
const buttonModes = { auto: 'open', fifo: 'override', manual: 'request', voice: 'voice' } as const;
const buttonMode = (settings: Settings): ButtonMode => buttonModes[microphoneMode(settings)];

function settingsOf(button: ButtonMode, before: Settings): Settings {
  if (button === 'request') return { ...before, mode: 'request' };
  if (button === 'voice') return { ...before, mode: 'handsFree' };
  return { ...before, mode: 'directAccess', override: button === 'override' };
}

const done: PlixusAnswer = { type: 'done', status: 204 };
const error = (status: number, text: string): PlixusAnswer => ({ type: 'error', status, text });
const nothing = (): void => undefined;

export function createPlixusDevice(
  options: DeviceOptions,
  simulation: PlixusSimulation = defaultSimulation,
): HttpDevice {
  const notifications = createNotifications<WireAnswer>({
    clock: options.clock,
    random: () => options.random(),
    times: simulation.times,
    isSubscribed: () => false,
  });
  let settings = coldSettings;
  let replies: readonly number[] = [];
  let delegates: readonly MeetingDelegate[] = [];
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

  const votes = createPlixusVotes({
    clock: options.clock,
    seats: () => desk.seats().flatMap(({ seat, connected }) => (connected ? [seat] : [])),
    delegateOf: (seat) => delegates.find((one) => one.seat === seat)?.id ?? String(seat),
    tell: (event) => notifications.publish(votingModule, event),
  });

  const twice = (list: readonly number[]): readonly number[] =>
    repeats ? list.flatMap((seat) => [seat, seat]) : list;
  const speakers = (): readonly number[] => {
    const list = twice(desk.speakers);
    return strangers ? [0, ...list, 70_000] : list;
  };
  const roleOf = (seat: number): Role => (desk.seat(seat)?.chair ? 'chairman' : 'delegate');
  const stateOf = (seat: number): SeatState => ({
    seat,
    microphoneOn: desk.speakers.includes(seat),
    requesting: desk.requests.includes(seat),
    replying: replies.includes(seat),
    role: roleOf(seat),
    muted: false,
  });
  const roomSeat = (seat: number): RoomSeat => ({
    seat,
    label: desk.seat(seat)?.name ?? '',
    broken: !(desk.seat(seat)?.connected ?? false),
    role: roleOf(seat),
  });

  function encode(answer: PlixusAnswer): WireAnswer {
    const wire = encodePlixusAnswer(answer);
    if (!extraFields || wire.status !== 200 || wire.body === '') return wire;
    const grow = (value: unknown): unknown =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? { ...value, generation: { build: 9 } }
        : value;
    const value: unknown = JSON.parse(wire.body);
    return { ...wire, body: JSON.stringify(Array.isArray(value) ? value.map(grow) : grow(value)) };
  }

  function tell(module: string, event: PlixusEvent): void {
    // The unit's own clock: nobody reckons with it.
    const timestamp = `2026-01-01T00:00:00.${String(Math.floor(options.clock.now()) % 1000).padStart(3, '0')}`;
    notifications.publish(module, encode({ type: 'event', timestamp, event }));
  }

  const labels = new Map<number, string>();
  function changed(changes: readonly DeskChange[]): void {
    for (const change of changes) {
      if (change.type === 'seat') {
        const { label } = roomSeat(change.seat);
        const isRenamed = (labels.get(change.seat) ?? startLabel(change.seat)) !== label;
        labels.set(change.seat, label);
        if (isRenamed) tell('Room', { type: 'label-changed', seat: change.seat, label });
        else {
          const state = roomSeat(change.seat);
          tell('Room', { type: 'room-seat-changed', cause: 'SeatStateChanged', state });
        }
      } else if (change.type === 'settings') {
        if (buttonMode(settings) !== desk.mode) settings = settingsOf(desk.mode, settings);
        settings = { ...settings, maxSpeakers: desk.maxOpen };
        tell('Discussion', { type: 'settings-changed', settings });
      } else if (change.type !== 'order')
        tell('Discussion', { type: 'seats-changed', states: [stateOf(change.seat)] });
    }
    const has = (...types: readonly DeskChange['type'][]): boolean =>
      changes.some(({ type }) => types.includes(type));
    if (has('opened', 'closed')) tell('Discussion', { type: 'speakers-changed', seats: speakers() });
    if (has('requested', 'request-ended', 'order'))
      tell('Discussion', { type: 'requests-changed', seats: twice(desk.requests) });
  }

  /** A seat that was added later is told of as a whole. */
  const startLabel = (seat: number): string =>
    options.seats.find((one) => one.seat === seat)?.name ?? roomSeat(seat).label;

  function setReplies(list: readonly number[]): void {
    replies = list;
    tell('Discussion', { type: 'replies-changed', seats: twice(replies) });
  }

  function toggle(seat: number, what: Toggle): Refused | undefined {
    if (what === 'microphone') return desk.speakers.includes(seat) ? desk.close(seat) : desk.open(seat);
    if (what === 'request') return desk.requests.includes(seat) ? desk.endRequest(seat) : desk.request(seat);
    if (!desk.seat(seat)?.connected) return 'not-connected';
    if (replies.includes(seat)) setReplies(replies.filter((other) => other !== seat));
    else if (settings.replies) setReplies([...replies, seat]);
    return undefined;
  }

  type Plain = Exclude<HeardPlixusRequest, { readonly type: 'next-event' | 'subscribe' | 'connect' }>;
  function answerTo(request: Plain): PlixusAnswer {
    switch (request.type) {
      case 'get-seats':
        return { type: 'seats', states: desk.seats().map(({ seat }) => stateOf(seat)) };
      case 'get-seat':
        return desk.seat(request.seat)
          ? { type: 'seat', state: stateOf(request.seat) }
          : error(400, 'Unknown seat');
      case 'get-speakers':
        return { type: 'list', seats: speakers() };
      case 'get-requests':
        return { type: 'list', seats: twice(desk.requests) };
      case 'get-replies':
        return { type: 'list', seats: twice(replies) };
      case 'get-settings':
        return { type: 'settings', settings };
      case 'get-room-seats':
        return { type: 'room-seats', seats: desk.seats().map(({ seat }) => roomSeat(seat)) };
      case 'get-delegates':
        return { type: 'delegates', delegates };
      case 'toggle':
        if (!desk.seat(request.seat)) return error(400, 'Unknown seat');
        toggle(request.seat, request.what);
        return done;
      case 'clear-all':
        desk.closeAll();
        desk.endAllRequests();
        return done;
      case 'clear-delegates':
        desk.closeDelegates();
        return done;
      case 'clear-requests':
        desk.endAllRequests();
        return done;
      case 'next':
        desk.openNext();
        return done;
      case 'previous':
        return done;
      case 'order-requests':
        return desk.reorder(request.seats) ? { type: 'done', status: 200 } : error(400, 'Not ok');
      case 'order-replies':
        setReplies(request.seats);
        return { type: 'done', status: 200 };
      case 'set-settings':
        ({ settings } = request);
        desk.set({ mode: buttonMode(settings), maxOpen: settings.maxSpeakers });
        return done;
      case 'malformed':
        return error(400, 'Bad request');
      case 'unknown':
        return error(404, 'Not found');
    }
  }

  const withType = (wire: WireAnswer): HttpAnswer =>
    wire.status === 204 ? wire : { ...wire, headers: { 'content-type': 'application/json' } };

  return {
    bootMs: 6000,
    request(call, answer) {
      const vote = parsePlixusVotingRequest(call);
      if (vote) {
        answer(withType(votes.answer(vote)));
        return nothing;
      }
      const request = parsePlixusRequest(call);
      const reply = (message: PlixusAnswer): (() => void) => {
        answer(withType(encode(message)));
        return nothing;
      };
      switch (request.type) {
        case 'connect':
          return reply({ type: 'connected', client: notifications.connect() });
        case 'subscribe':
          return reply(
            notifications.subscribe(request.client, request.module, true)
              ? done
              : error(404, 'Unknown connection'),
          );
        case 'next-event': {
          const cancel = notifications.poll(request.client, (event) =>
            answer(withType(event ?? encode({ type: 'timeout' }))),
          );
          return cancel ?? reply(error(404, 'Unknown connection'));
        }
        default:
          return reply(answerTo(request));
      }
    },
    press: (seat) => desk.press(seat),
    release: (seat) => desk.release(seat),
    pressKey: (keypad, key) => votes.press(keypad, key),
    fault(name, parameters) {
      if (deskFault(desk, name, parameters) || votes.fault(name, parameters)) return { ok: true };
      const on = parameters['on'] !== false;
      const text = (key: string): string => {
        const value = parameters[key];
        return typeof value === 'string' ? value : '';
      };
      switch (name) {
        case 'unasked':
          tell('Discussion', {
            type: 'other',
            module: 'Discussion',
            name: 'DefaultConferenceSettingsChanged',
          });
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
        case 'badge': {
          const seat = Number(parameters['seat']);
          tell('Room', { type: 'badge', badge: text('badge'), seat, down: text('event') !== 'up' });
          break;
        }
        case 'delegate': {
          const badge = text('badge');
          delegates = [
            ...delegates.filter(({ id }) => id !== text('id')),
            {
              id: text('id'),
              firstName: text('firstName'),
              lastName: text('lastName'),
              seat: Number(parameters['seat']),
              ...(badge === '' ? {} : { badge }),
            },
          ];
          tell('Meeting', { type: 'delegates-changed', delegates });
          break;
        }
        case 'forget':
          notifications.clear();
          break;
        default:
          return { ok: false, known: knownFaults };
      }
      return { ok: true };
    },
    truth: () => ({ ...desk.truth(), votes: votes.truth() }),
    coldStart() {
      notifications.clear();
      votes.coldStart();
      settings = coldSettings;
      [replies, delegates] = [[], []];
      desk.coldStart();
    },
  };
}
