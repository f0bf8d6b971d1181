/**
 * A CoCon Room Server, or a bare Plixus engine with the same API (`product`), without its sockets, from the
 * CoCon API Description v6.9. Assumed where it is silent: units have their seats' numbers, `Off` takes a
 * request back too, and a bare engine answers calls it does not have with 404. Faults besides the common
 * ones: `log-in {seat, id, firstName, lastName, badge}`, `log-out {seat}`, `central-unit {connected}`,
 * `forget` (every session), and those of voting (votes.ts).
 */
import type { HttpAnswer as WireAnswer } from '../../protocols/http.ts';
import { encodeCoConAnswer, type CoConAnswer } from '../../protocols/televic-cocon/answers.ts';
import { defaultBodies, encodeJsonBody, type BodyOptions } from '../../protocols/televic-cocon/bodies.ts';
import type { Delegate } from '../../protocols/televic-cocon/delegates.ts';
import type { CoConEvent, Lists } from '../../protocols/televic-cocon/events.ts';
import { parseCoConRequest, type HeardCoConRequest } from '../../protocols/televic-cocon/requests.ts';
import { parseCoConVotingRequest } from '../../protocols/televic-cocon/voting.ts';
import {
  microphoneMode,
  type Clearable,
  type Mode,
  type SeatState,
} from '../../protocols/televic-cocon/words.ts';
import { deskFault, deskFaults } from '../desk-faults.ts';
import { createDesk, type ButtonMode, type DeskChange } from '../desk.ts';
import type { DeviceOptions, HttpAnswer, HttpDevice } from '../device.ts';
import { createNotifications, type NotificationTimes } from '../notifications.ts';
import { createCoConVotes, voteFaults } from './votes.ts';

export interface CoConSimulation {
  readonly product: 'cocon' | 'plixus';
  readonly bodies: BodyOptions;
  readonly times: NotificationTimes;
}

export const defaultSimulation: CoConSimulation = {
  product: 'cocon',
  bodies: defaultBodies,
  times: { pollMs: 60_000, discardMs: 60_000, expireMs: 180_000 },
};

const knownFaults = [
  ...deskFaults,
  ...voteFaults,
  'unasked',
  'out-of-range',
  'extra-fields',
  'repeat',
  'log-in',
  'log-out',
  'central-unit',
  'forget',
];

const coldMode: Mode = {
  mode: 'DirectSpeak',
  maxActive: 4,
  allowRequest: true,
  allowCancelRequest: true,
  allowSwitchOff: true,
  fifo: false,
  activation: 'Toggle',
  replies: false,
};

const buttonModes = { auto: 'open', fifo: 'override', manual: 'request', voice: 'voice' } as const;
const buttonMode = (mode: Mode): ButtonMode => buttonModes[microphoneMode(mode)];

function modeOf(button: ButtonMode, before: Mode): Mode {
  const activation = button === 'voice' ? 'Vox' : 'Toggle';
  if (button === 'request' || button === 'voice') return { ...before, mode: 'Request', activation };
  return { ...before, mode: 'DirectSpeak', fifo: button === 'override', activation };
}

/** Modules that only the Room Server has. */
const isServerOnly = (path: string): boolean =>
  /^\/CoCon\/(Meeting_Agenda|Voting|Timer|Delegate|Logging|Interactive|Video)\//.test(path);

export function createCoConDevice(
  options: DeviceOptions,
  simulation: CoConSimulation = defaultSimulation,
): HttpDevice {
  const { bodies, times, product } = simulation;
  const notifications = createNotifications<WireAnswer>({
    clock: options.clock,
    random: () => options.random(),
    times,
    isSubscribed: (model) => model !== 'ButtonLED_Event',
  });
  const sitting = new Map<number, Delegate>();
  let mode = coldMode;
  let extraFields = false;
  let repeats = false;

  const desk = createDesk({
    seats: options.seats,
    mode: buttonMode(coldMode),
    maxOpen: coldMode.maxActive ?? 4,
    maxRequests: 250,
    changed,
    onMicrophone: (seat, open) => options.onMicrophone(seat, open),
  });

  const votes = createCoConVotes({
    clock: options.clock,
    bodies,
    seats: () => desk.seats().flatMap(({ seat, connected }) => (connected ? [seat] : [])),
    delegateAt: (seat) => sitting.get(seat)?.id ?? 0,
    tell: (event) => notifications.publish('Voting', event),
  });

  const twice = (list: readonly number[]): readonly number[] =>
    repeats ? list.flatMap((seat) => [seat, seat]) : list;
  const lists = (): Lists => ({
    speakers: twice(desk.speakers),
    requests: twice(desk.requests),
    replies: [],
  });

  function encode(answer: CoConAnswer): WireAnswer {
    const encoded = encodeCoConAnswer(answer, bodies);
    if (!extraFields || encoded.status !== 200 || !encoded.body.startsWith('"{')) return encoded;
    const inner = JSON.parse(JSON.parse(encoded.body) as string) as Record<string, unknown>;
    const grown = Object.entries(inner).map(([name, value]) => [
      name,
      typeof value === 'object' && !Array.isArray(value) ? { ...value, Firmware: { Build: 9 } } : value,
    ]);
    return { ...encoded, body: encodeJsonBody({ ...Object.fromEntries(grown), Generation: 'next' }) };
  }

  const tell = (model: string, event: CoConEvent): void => notifications.publish(model, encode(event));

  function changed(changes: readonly DeskChange[]): void {
    const connected = new Set<number>();
    for (const change of changes) if (change.type === 'seat') connected.add(change.seat);
    for (const seat of connected)
      tell('Room', { type: 'unit-state', unitId: seat, online: desk.seat(seat)?.connected ?? false });
    if (changes.some(({ type }) => type === 'settings')) {
      if (buttonMode(mode) !== desk.mode) mode = modeOf(desk.mode, mode);
      mode = { ...mode, maxActive: desk.maxOpen };
      tell('Microphone', { type: 'mode-changed', mode });
    }
    if (changes.some(({ type }) => type !== 'seat' && type !== 'settings'))
      tell('Microphone', { type: 'lists-changed', ...lists() });
  }

  function setState(seat: number, state: SeatState): void {
    switch (state) {
      case 'On':
        desk.open(seat);
        return;
      case 'Off':
        if (desk.speakers.includes(seat)) desk.close(seat);
        else desk.endRequest(seat);
        return;
      case 'Request':
        desk.request(seat);
        return;
      case 'Toggle':
        if (desk.speakers.includes(seat)) desk.close(seat);
        else desk.open(seat);
    }
  }

  function clear(list: Clearable): void {
    if (list === 'SpeakersAndRequests') {
      desk.closeAll();
      desk.endAllRequests();
    } else if (list === 'Speakers') desk.closeDelegates();
    else desk.endAllRequests();
  }

  function setMode(wanted: Mode): CoConAnswer {
    if (wanted.maxActive !== undefined && wanted.maxActive < 1) return { type: 'result', code: 1 };
    mode = { ...mode, ...wanted };
    desk.set({ mode: buttonMode(mode), maxOpen: mode.maxActive ?? desk.maxOpen });
    return { type: 'result', code: 0 };
  }

  function loginOf(seat: number): { seat: number; loggedIn: boolean; delegateId?: number } {
    const delegate = sitting.get(seat);
    return { seat, loggedIn: delegate !== undefined, ...(delegate ? { delegateId: delegate.id } : {}) };
  }

  const done: CoConAnswer = { type: 'result', code: 0 };
  const wrong: CoConAnswer = { type: 'result', code: 1 };

  function answerTo(request: Exclude<HeardCoConRequest, { type: 'notification' }>): CoConAnswer {
    switch (request.type) {
      case 'connect':
        return { type: 'connected', id: notifications.connect() };
      case 'disconnect':
        return notifications.disconnect(request.id) ? done : wrong;
      case 'subscribe': {
        const result = notifications.subscribe(request.id, request.model, true);
        return { type: 'subscribed', model: request.model, result, details: request.details };
      }
      case 'unsubscribe': {
        const result = notifications.subscribe(request.id, request.model, false);
        return { type: 'unsubscribed', model: request.model, result };
      }
      case 'get-active-room':
        return {
          type: 'active-room',
          roomId: 1,
          ...(product === 'cocon'
            ? { server: { room: 'Saal', version: '6.9.0.0', crpVersion: '6.9.0', database: 'LOCALHOST' } }
            : {}),
        };
      case 'get-seats': {
        if (request.roomId !== 1) return wrong;
        const seats = desk.seats().map(({ seat, name, chair }) => ({ seat, name, chair, unitId: seat }));
        return { type: 'seats', seats };
      }
      case 'get-units-state': {
        if (request.roomId !== 1) return wrong;
        const units = desk.seats().map(({ seat, connected }) => ({ unitId: seat, online: connected }));
        return { type: 'units-state', units };
      }
      case 'get-microphones':
        return { type: 'microphones', mode, ...lists() };
      case 'get-lists':
        return { type: 'lists', ...lists() };
      case 'get-mode':
        return { type: 'mode', mode };
      case 'get-activation':
        return { type: 'activation', activation: mode.activation ?? 'Toggle' };
      case 'get-delegates':
        return { type: 'delegates', meetingRunning: sitting.size > 0, delegates: [...sitting.values()] };
      case 'get-logins':
        return { type: 'logins', logins: desk.seats().map(({ seat }) => loginOf(seat)) };
      case 'set-state':
        setState(request.seat, request.state);
        return done;
      case 'clear':
        clear(request.list);
        return done;
      case 'next':
        return desk.openNext() ? done : wrong;
      case 'set-mode':
        return setMode(request.mode);
      case 'set-activation':
        // Voice control is a way to request.
        if (request.activation === 'Vox' && mode.mode !== 'Request') return wrong;
        return setMode({ ...mode, activation: request.activation });
      case 'set-priority':
        return product === 'cocon' && desk.seat(request.seat) ? done : wrong;
      case 'malformed':
        return wrong;
      case 'unknown':
        return { type: 'text', status: 404, text: 'Not found' };
    }
  }

  const withType = (answer: WireAnswer): HttpAnswer => ({
    ...answer,
    headers: { 'content-type': /^["{]/.test(answer.body) ? 'application/json' : 'text/plain' },
  });

  function logIn(parameters: Record<string, unknown>): void {
    const seat = Number(parameters['seat']);
    const text = (key: string): string => {
      const value = parameters[key];
      return typeof value === 'string' ? value : '';
    };
    const badge = text('badge');
    const delegate: Delegate = {
      id: Number(parameters['id'] ?? 1),
      title: '',
      firstName: text('firstName'),
      lastName: text('lastName'),
      groups: [],
      seat,
      ...(badge === '' ? {} : { badge }),
    };
    sitting.set(seat, delegate);
    tell('Delegate', {
      type: 'on-seat',
      seat,
      delegate,
      onSeat: true,
      ...(badge === '' ? {} : { badge }),
    });
  }

  return {
    bootMs: 6000,
    request(call, answer) {
      if (product === 'plixus' && isServerOnly(call.path)) {
        answer(withType({ status: 404, body: 'Not found' }));
        return () => undefined;
      }
      const vote = parseCoConVotingRequest(call);
      if (vote) {
        answer(withType(votes.answer(vote)));
        return () => undefined;
      }
      const request = parseCoConRequest(call);
      if (request.type !== 'notification') {
        answer(withType(encode(answerTo(request))));
        return () => undefined;
      }
      const timeout: CoConAnswer = { type: 'timeout' };
      const cancel = notifications.poll(request.id, (event) => answer(withType(event ?? encode(timeout))));
      if (!cancel) answer(withType(encode({ type: 'unknown-session' })));
      return cancel ?? (() => undefined);
    },
    press(seat) {
      if (!desk.seat(seat)?.connected) return;
      tell('Microphone', { type: 'button', seat, down: true });
      // Where only the operator opens microphones, a delegate's button does nothing.
      if (mode.mode !== 'Operator' || desk.seat(seat)?.chair) desk.press(seat);
      tell('Microphone', { type: 'button', seat, down: false });
    },
    release: (seat) => desk.release(seat),
    pressKey: (keypad, key) => votes.press(keypad, key),
    fault(name, parameters) {
      if (deskFault(desk, name, parameters) || votes.fault(name, parameters)) return { ok: true };
      const on = parameters['on'] !== false;
      switch (name) {
        case 'unasked':
          tell('Voting', { type: 'other', name: 'VotingState' });
          tell('Microphone', { type: 'lists-changed', ...lists() });
          break;
        case 'out-of-range': {
          const state = { Speakers: [0, ...desk.speakers, 70_000], Requests: desk.requests, Replies: [-1] };
          const body = encodeJsonBody({ MicrophoneState: state });
          notifications.publish('Microphone', { status: 200, body });
          break;
        }
        case 'extra-fields':
          extraFields = on;
          break;
        case 'repeat':
          repeats = on;
          break;
        case 'log-in':
          logIn(parameters);
          break;
        case 'log-out': {
          const seat = Number(parameters['seat']);
          sitting.delete(seat);
          tell('Delegate', { type: 'on-seat', seat, delegate: null, onSeat: false });
          break;
        }
        case 'central-unit':
          tell('Logging', { type: 'central-unit', connected: parameters['connected'] !== false });
          break;
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
      sitting.clear();
      mode = coldMode;
      desk.coldStart();
    },
  };
}
