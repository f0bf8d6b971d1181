/**
 * Televic CoCon API, HTTP port 8890: what a client asks, always as GET. Source: CoCon API Description v6.9.
 * Voting: voting.ts. Left out here: agenda, timers, interpretation, audio, video.
 */
import type { HeardCall, HttpCall, Target } from '../http.ts';
import { parseTarget } from '../http.ts';
import { booleanIn, integerIn } from '../json.ts';
import {
  activationTypes,
  clearable,
  idIn,
  isIn,
  maxActiveRange,
  modeWords,
  priorityWords,
  seatIn,
  seatStates,
  subscriptions,
  type ActivationType,
  type Clearable,
  type Mode,
  type PriorityWord,
  type SeatState,
  type Subscription,
} from './words.ts';

export type CoConRequest =
  | { readonly type: 'connect' }
  | { readonly type: 'disconnect'; readonly id: string }
  | { readonly type: 'notification'; readonly id: string }
  | {
      readonly type: 'subscribe';
      readonly model: Subscription;
      readonly id: string;
      readonly details: boolean;
    }
  | { readonly type: 'unsubscribe'; readonly model: Subscription; readonly id: string }
  | { readonly type: 'get-active-room' }
  | { readonly type: 'get-seats' | 'get-units-state'; readonly roomId: number }
  /** Microphone/Get: mode and lists at once. */
  | { readonly type: 'get-microphones' }
  | { readonly type: 'get-lists' | 'get-mode' | 'get-activation' }
  | { readonly type: 'get-delegates' | 'get-logins' }
  | { readonly type: 'set-state'; readonly seat: number; readonly state: SeatState }
  | { readonly type: 'clear'; readonly list: Clearable }
  | { readonly type: 'next' }
  | { readonly type: 'set-mode'; readonly mode: Mode }
  | { readonly type: 'set-activation'; readonly activation: ActivationType }
  | { readonly type: 'set-priority'; readonly seat: number; readonly priority: PriorityWord };

export type HeardCoConRequest =
  | CoConRequest
  /** A call of another subject, or of none. */
  | { readonly type: 'unknown'; readonly path: string }
  /** A known call whose parameters are wrong: the server answers 1. */
  | { readonly type: 'malformed' };

const plainPaths = {
  connect: 'Connect',
  'get-active-room': 'Room/GetActiveRoomInfo',
  'get-microphones': 'Microphone/Get',
  'get-lists': 'Microphone/GetState',
  'get-mode': 'Microphone/GetMicrophoneMode',
  'get-activation': 'Microphone/GetActivationType',
  'get-delegates': 'Delegate/GetDelegatesInCurrentMeeting',
  'get-logins': 'Meeting_Agenda/GetSeatsLoginStatus',
  next: 'Microphone/ActivateNextMicrophone',
} as const;

export const encodeCoConRequest = (request: CoConRequest): HttpCall => ({
  method: 'GET',
  path: `/CoCon/${pathOf(request)}`,
});

function pathOf(request: CoConRequest): string {
  switch (request.type) {
    case 'disconnect':
      return `Disconnect/?Id=${encodeURIComponent(request.id)}`;
    case 'notification':
      return `Notification/id=${encodeURIComponent(request.id)}`;
    case 'subscribe':
      return `Subscribe/?Model=${request.model}&id=${encodeURIComponent(request.id)}&details=${request.details}`;
    case 'unsubscribe':
      return `Unsubscribe/?Model=${request.model}&id=${encodeURIComponent(request.id)}`;
    case 'get-seats':
      return `Room/GetAllSeats/?RoomId=${request.roomId}`;
    case 'get-units-state':
      return `Room/GetAllUnitsState/?RoomId=${request.roomId}`;
    case 'set-state':
      return `Microphone/SetState/?State=${request.state}&SeatNr=${request.seat}`;
    case 'clear':
      return `Microphone/ClearMicrophoneList/?Type=${request.list}`;
    case 'set-mode':
      return `Microphone/SetMicrophoneMode/?${modeQuery(request.mode)}`;
    case 'set-activation':
      return `Microphone/SetActivationType/?ActivationType=${request.activation}`;
    case 'set-priority':
      return `Room/SetSeatPriority/?SeatNumber=${request.seat}&Priority=${request.priority}`;
    default:
      return plainPaths[request.type];
  }
}

/** Flags are capitalised here, though not in Subscribe. */
const flag = (value: boolean): string => (value ? 'True' : 'False');

function modeQuery(mode: Mode): string {
  const fields: readonly (readonly [string, string | undefined])[] = [
    ['Mode', mode.mode],
    ['MaxNrActive', mode.maxActive?.toString()],
    ['AllowRequest', mode.allowRequest === undefined ? undefined : flag(mode.allowRequest)],
    ['AllowCancelRequest', mode.allowCancelRequest === undefined ? undefined : flag(mode.allowCancelRequest)],
    ['AllowSwitchOffMic', mode.allowSwitchOff === undefined ? undefined : flag(mode.allowSwitchOff)],
    ['FIFO', mode.fifo === undefined ? undefined : flag(mode.fifo)],
  ];
  return fields.flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${value}`])).join('&');
}

export function parseCoConRequest({ method, path }: HeardCall): HeardCoConRequest {
  const target = parseTarget(path);
  const unknown = { type: 'unknown', path: path.slice(0, 200) } as const;
  if (method !== 'GET' || target?.segments[0] !== 'CoCon') return unknown;
  const call = target.segments.slice(1).join('/');
  const plain = Object.entries(plainPaths).find(([, known]) => known === call);
  if (plain) return { type: plain[0] as keyof typeof plainPaths };
  if (call.startsWith('Notification/')) {
    const id = idText(/^id=(.*)$/i.exec(call.slice('Notification/'.length))?.[1]);
    return id === undefined ? { type: 'malformed' } : { type: 'notification', id };
  }
  const read = readers[call];
  return read ? (read(target.query) ?? { type: 'malformed' }) : unknown;
}

const idText = (value: string | undefined): string | undefined =>
  value !== undefined && /^[\w-]{1,64}$/.test(value) ? value : undefined;

type Query = Target['query'];
const readers: Readonly<Record<string, (query: Query) => CoConRequest | undefined>> = {
  Disconnect: readDisconnect,
  // The document spells the call in both ways.
  Disonnect: readDisconnect,
  Subscribe(query) {
    const model = query.get('model');
    const id = idText(query.get('id'));
    if (id === undefined || !isIn(subscriptions, model)) return undefined;
    return { type: 'subscribe', model, id, details: booleanIn(query.get('details')) ?? false };
  },
  Unsubscribe(query) {
    const model = query.get('model');
    const id = idText(query.get('id'));
    return id === undefined || !isIn(subscriptions, model) ? undefined : { type: 'unsubscribe', model, id };
  },
  'Room/GetAllSeats': (query) => inRoom('get-seats', query),
  'Room/GetAllUnitsState': (query) => inRoom('get-units-state', query),
  'Microphone/SetState'(query) {
    const seat = seatIn(query.get('seatnr'));
    const state = query.get('state');
    return seat === undefined || !isIn(seatStates, state) ? undefined : { type: 'set-state', seat, state };
  },
  'Microphone/ClearMicrophoneList'(query) {
    const list = query.get('type');
    return isIn(clearable, list) ? { type: 'clear', list } : undefined;
  },
  'Microphone/SetMicrophoneMode': readMode,
  'Microphone/SetActivationType'(query) {
    const activation = query.get('activationtype');
    return isIn(activationTypes, activation) ? { type: 'set-activation', activation } : undefined;
  },
  'Room/SetSeatPriority'(query) {
    const seat = seatIn(query.get('seatnumber'));
    const priority = query.get('priority');
    return seat === undefined || !isIn(priorityWords, priority)
      ? undefined
      : { type: 'set-priority', seat, priority };
  },
};

function readDisconnect(query: Query): CoConRequest | undefined {
  const id = idText(query.get('id'));
  return id === undefined ? undefined : { type: 'disconnect', id };
}

function inRoom(type: 'get-seats' | 'get-units-state', query: Query): CoConRequest | undefined {
  const roomId = idIn(query.get('roomid'));
  return roomId === undefined ? undefined : { type, roomId };
}

/** A parameter that is there must be right; one that is absent leaves the setting as it is. */
function readMode(query: Query): CoConRequest | undefined {
  const word = query.get('mode');
  if (!isIn(modeWords, word)) return undefined;
  const mode: { -readonly [Key in keyof Mode]: Mode[Key] } = { mode: word };
  if (query.has('maxnractive')) {
    const maxActive = integerIn(query.get('maxnractive'), maxActiveRange);
    if (maxActive === undefined) return undefined;
    mode.maxActive = maxActive;
  }
  const flags = [
    ['allowrequest', 'allowRequest'],
    ['allowcancelrequest', 'allowCancelRequest'],
    ['allowswitchoffmic', 'allowSwitchOff'],
    ['fifo', 'fifo'],
  ] as const;
  for (const [key, field] of flags) {
    if (!query.has(key)) continue;
    const value = booleanIn(query.get(key));
    if (value === undefined) return undefined;
    mode[field] = value;
  }
  return { type: 'set-mode', mode };
}
