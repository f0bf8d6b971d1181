/**
 * What a CoCon server answers, to commands and to long polls alike: every answer but the integers names
 * itself, so it is read without knowing what was asked. An empty long poll ends in 408, a session the
 * server does not know (any more) in 400.
 */
import type { Parsed } from '../codec.ts';
import type { HttpAnswer } from '../http.ts';
import { booleanIn, integerIn, isJsonObject, listIn, type JsonObject } from '../json.ts';
import { readSeatName } from '../models/seat-name.ts';
import {
  defaultBodies,
  encodeJsonBody,
  encodeResult,
  encodeTimeout,
  parseBody,
  unknownSession,
  type BodyOptions,
} from './bodies.ts';
import { delegateIn, longDelegateJson, maxDelegates, type Delegate } from './delegates.ts';
import { eventJson, eventReaders, listsIn, listsJson, type CoConEvent, type Lists } from './events.ts';
import {
  activationTypes,
  idIn,
  isIn,
  maxSeats,
  modeIn,
  seatIn,
  type ActivationType,
  type Mode,
} from './words.ts';

export interface CoConSeat {
  readonly seat: number;
  readonly name: string;
  /** The unit at this seat; absent: none. */
  readonly unitId?: number;
  readonly chair: boolean;
}

export interface Login {
  readonly seat: number;
  /** Absent: nobody. */
  readonly delegateId?: number;
  readonly loggedIn: boolean;
}

export type CoConAnswer =
  | { readonly type: 'connected'; readonly id: string }
  | {
      readonly type: 'subscribed';
      readonly model: string;
      readonly result: boolean;
      readonly details: boolean;
    }
  | { readonly type: 'unsubscribed'; readonly model: string; readonly result: boolean }
  /** A bare Plixus engine knows its room's number and nothing else. */
  | {
      readonly type: 'active-room';
      readonly roomId: number;
      readonly server?: {
        readonly room: string;
        readonly version: string;
        readonly crpVersion: string;
        readonly database: string;
      };
    }
  | { readonly type: 'seats'; readonly seats: readonly CoConSeat[] }
  | {
      readonly type: 'units-state';
      readonly units: readonly { readonly unitId: number; readonly online: boolean }[];
    }
  | ({ readonly type: 'microphones'; readonly mode: Mode } & Lists)
  | ({ readonly type: 'lists' } & Lists)
  | { readonly type: 'mode'; readonly mode: Mode }
  | { readonly type: 'activation'; readonly activation: ActivationType }
  | { readonly type: 'delegates'; readonly meetingRunning: boolean; readonly delegates: readonly Delegate[] }
  | { readonly type: 'logins'; readonly logins: readonly Login[] }
  /** 0 done, 1 wrong parameter or precondition, -1 exception. */
  | { readonly type: 'result'; readonly code: number }
  | { readonly type: 'timeout' }
  | { readonly type: 'unknown-session' }
  /** A hint in words, or a status that says the server does not know the call. */
  | { readonly type: 'text'; readonly status: number; readonly text: string }
  | CoConEvent;

type Reader = (value: JsonObject) => CoConAnswer | undefined;

const readers: Readonly<Record<string, Reader>> = {
  GetActiveRoomInfo(value) {
    const room = value['ActiveRoom'];
    const roomId = isJsonObject(room) ? idIn(room['RoomId']) : undefined;
    if (!isJsonObject(room) || roomId === undefined) return undefined;
    const version = readSeatName(room['CoConServerVersion']);
    if (version === undefined) return { type: 'active-room', roomId };
    const server = {
      room: readSeatName(room['Name']) ?? '',
      version,
      crpVersion: readSeatName(room['CRPVersion']) ?? '',
      database: readSeatName(room['DBName']) ?? '',
    };
    return { type: 'active-room', roomId, server };
  },
  GetAllSeats(value) {
    const seats = listIn(value['Seats'], maxSeats, seatEntry);
    return seats && { type: 'seats', seats };
  },
  GetAllUnitsState(value) {
    const units = listIn(value['Units'], maxSeats, (entry) => {
      if (!isJsonObject(entry)) return undefined;
      const unitId = idIn(entry['UnitId']);
      const state = integerIn(entry['State'], [0, 1]);
      return unitId === undefined || state === undefined ? undefined : { unitId, online: state === 1 };
    });
    return units && { type: 'units-state', units };
  },
  Get(value) {
    const mode = isJsonObject(value['MicrophoneMode']) ? modeIn(value['MicrophoneMode']) : undefined;
    const lists = listsIn(value['State']);
    return mode && lists && { type: 'microphones', mode, ...lists };
  },
  GetState(value) {
    const lists = listsIn(value['State']);
    return lists && { type: 'lists', ...lists };
  },
  GetMicrophoneMode(value) {
    const mode = isJsonObject(value['MicrophoneMode']) ? modeIn(value['MicrophoneMode']) : undefined;
    return mode && { type: 'mode', mode };
  },
  GetActivationType(value) {
    const activation = value['ActivationType'];
    return isIn(activationTypes, activation) ? { type: 'activation', activation } : undefined;
  },
  GetDelegatesInCurrentMeeting(value) {
    const meetingRunning = booleanIn(value['IsMeetingRunning']);
    const delegates = listIn(value['Delegates'], maxDelegates, delegateIn);
    return meetingRunning === undefined || !delegates
      ? undefined
      : { type: 'delegates', meetingRunning, delegates };
  },
  GetSeatsLoginStatus(value) {
    const logins = listIn(value['Seats'], maxSeats, loginEntry);
    return logins && { type: 'logins', logins };
  },
  Subscribe(value) {
    const subscription = subscriptionIn(value);
    return (
      subscription && { type: 'subscribed', ...subscription, details: booleanIn(value['details']) ?? false }
    );
  },
  UnSubscribe(value) {
    const subscription = subscriptionIn(value);
    return subscription && { type: 'unsubscribed', ...subscription };
  },
};

function subscriptionIn(value: JsonObject): { readonly model: string; readonly result: boolean } | undefined {
  const model = readSeatName(value['Model']);
  const result = booleanIn(value['result']);
  return model === undefined || result === undefined ? undefined : { model, result };
}

function seatEntry(value: unknown): CoConSeat | undefined {
  if (!isJsonObject(value)) return undefined;
  const seat = seatIn(value['SeatId']);
  const chair = booleanIn(value['IsChairMan']);
  if (seat === undefined || chair === undefined) return undefined;
  const unitId = idIn(value['UnitId']);
  return {
    seat,
    name: readSeatName(value['SeatName']) ?? '',
    chair,
    ...(unitId === undefined ? {} : { unitId }),
  };
}

function loginEntry(value: unknown): Login | undefined {
  if (!isJsonObject(value)) return undefined;
  const seat = seatIn(value['SeatId']);
  const loggedIn = booleanIn(value['LoginState']);
  if (seat === undefined || loggedIn === undefined) return undefined;
  const delegateId = idIn(value['DelegateId']);
  return { seat, loggedIn, ...(delegateId ? { delegateId } : {}) };
}

export function parseCoConAnswer({ status, body }: HttpAnswer): Parsed<CoConAnswer> {
  if (status === 408) return { ok: true, message: { type: 'timeout' } };
  const parsed = parseBody(body);
  if (!parsed) return { ok: false, reason: 'too long' };
  if (parsed.type === 'integer') return { ok: true, message: { type: 'result', code: parsed.value } };
  if (parsed.type === 'text' || status >= 300 || !isJsonObject(parsed.value)) {
    if (status === 400) return { ok: true, message: { type: 'unknown-session' } };
    const text = parsed.type === 'text' ? parsed.text : '';
    return parsed.type === 'json' && status < 300
      ? { ok: false, reason: 'no object' }
      : { ok: true, message: { type: 'text', status, text } };
  }
  return readNamed(parsed.value);
}

/** Some events carry a second key beside their name: the first known name decides. */
function readNamed(value: JsonObject): Parsed<CoConAnswer> {
  if (value['Connect'] !== undefined) {
    const id = value['id'];
    return booleanIn(value['Connect']) === true && typeof id === 'string' && /^[\w-]{1,64}$/.test(id)
      ? { ok: true, message: { type: 'connected', id } }
      : { ok: false, reason: 'connect without an id' };
  }
  if (value['Notification'] === 'Error 408') return { ok: true, message: { type: 'timeout' } };
  if (value['Notification'] === 'Error 400') return { ok: true, message: { type: 'unknown-session' } };
  const names = Object.keys(value).slice(0, 4);
  for (const name of names) {
    const inner = value[name];
    const message =
      Object.hasOwn(readers, name) && isJsonObject(inner)
        ? readers[name]?.(inner)
        : Object.hasOwn(eventReaders, name)
          ? eventReaders[name]?.(inner)
          : undefined;
    if (message) return { ok: true, message };
    if (Object.hasOwn(readers, name) || Object.hasOwn(eventReaders, name))
      return { ok: false, reason: `odd ${name}` };
  }
  const [name] = names;
  return name === undefined
    ? { ok: false, reason: 'an empty object' }
    : { ok: true, message: { type: 'other', name: name.slice(0, 100) } };
}

export function encodeCoConAnswer(answer: CoConAnswer, options: BodyOptions = defaultBodies): HttpAnswer {
  switch (answer.type) {
    case 'result':
      return encodeResult(answer.code, options);
    case 'timeout':
      return encodeTimeout(options);
    case 'unknown-session':
      return unknownSession;
    case 'text':
      return { status: answer.status, body: answer.text };
    default:
      return { status: 200, body: encodeJsonBody(answerJson(answer)) };
  }
}

type NamedAnswer = Exclude<CoConAnswer, { type: 'result' | 'timeout' | 'unknown-session' | 'text' }>;

/** Key order as printed in the document. */
function answerJson(answer: NamedAnswer): JsonObject {
  switch (answer.type) {
    case 'connected':
      return { Connect: true, id: answer.id };
    case 'subscribed':
      return { Subscribe: { Model: answer.model, result: answer.result, details: answer.details } };
    case 'unsubscribed':
      return { UnSubscribe: { Model: answer.model, result: answer.result } };
    case 'active-room': {
      const { roomId, server } = answer;
      const about = server && {
        Name: server.room,
        CoConServerVersion: server.version,
        CRPVersion: server.crpVersion,
        DBName: server.database,
      };
      return { GetActiveRoomInfo: { ActiveRoom: { RoomId: roomId, ...about } } };
    }
    case 'seats':
      return {
        GetAllSeats: {
          Seats: answer.seats.map(({ seat, name, unitId, chair }) => ({
            IsChairMan: chair,
            SeatId: String(seat),
            SeatName: name,
            UnitId: unitId === undefined ? '' : String(unitId),
          })),
        },
      };
    case 'units-state':
      return {
        GetAllUnitsState: {
          Units: answer.units.map(({ unitId, online }) => ({ State: online ? 1 : 0, UnitId: unitId })),
        },
      };
    case 'microphones':
      return {
        Get: {
          MicrophoneMode: { Mode: answer.mode.mode, MaxNrActive: answer.mode.maxActive },
          State: listsJson(answer),
        },
      };
    case 'lists':
      return { GetState: { State: listsJson(answer) } };
    case 'mode':
      return {
        GetMicrophoneMode: {
          MicrophoneMode: {
            AllowCancelRequest: answer.mode.allowCancelRequest,
            AllowSwitchOffMic: answer.mode.allowSwitchOff,
            FIFO: answer.mode.fifo,
            MaxNrActive: answer.mode.maxActive,
            Mode: answer.mode.mode,
            ReplyRequest: answer.mode.replies,
          },
        },
      };
    case 'activation':
      return { GetActivationType: { ActivationType: answer.activation } };
    case 'delegates':
      return {
        GetDelegatesInCurrentMeeting: {
          IsMeetingRunning: answer.meetingRunning,
          Delegates: answer.delegates.map(longDelegateJson),
        },
      };
    case 'logins':
      return {
        GetSeatsLoginStatus: {
          Seats: answer.logins.map(({ seat, delegateId, loggedIn }) => ({
            SeatId: seat,
            DelegateId: delegateId ?? 0,
            LoginState: loggedIn,
          })),
        },
      };
    default:
      return eventJson(answer);
  }
}
