/**
 * What a Plixus central unit answers. An answer does not name itself: it is read by what was asked. Commands
 * are answered by a status alone, an empty long poll by 408.
 */
import type { Parsed } from '../codec.ts';
import type { HttpAnswer } from '../http.ts';
import { isJsonObject, listIn, parseJson } from '../json.ts';
import { readSeatName } from '../models/seat-name.ts';
import { encodeEvent, parseEvent, type TimedEvent } from './events.ts';
import type { PlixusRequest } from './requests.ts';
import {
  delegateIn,
  delegateJson,
  maxSeats,
  roomSeatIn,
  roomSeatJson,
  seatsIn,
  seatStateIn,
  seatStateJson,
  settingsIn,
  settingsJson,
  type MeetingDelegate,
  type RoomSeat,
  type SeatState,
  type Settings,
} from './words.ts';

export type PlixusAnswer =
  | { readonly type: 'connected'; readonly client: string }
  | ({ readonly type: 'event' } & TimedEvent)
  | { readonly type: 'timeout' }
  | { readonly type: 'seats'; readonly states: readonly SeatState[] }
  | { readonly type: 'seat'; readonly state: SeatState }
  | { readonly type: 'list'; readonly seats: readonly number[] }
  | { readonly type: 'settings'; readonly settings: Settings }
  | { readonly type: 'room-seats'; readonly seats: readonly RoomSeat[] }
  | { readonly type: 'delegates'; readonly delegates: readonly MeetingDelegate[] }
  /** Re-ordering is answered by 200, everything else that was carried out by 204. */
  | { readonly type: 'done'; readonly status: 200 | 204 }
  | { readonly type: 'error'; readonly status: number; readonly text: string };

const maxBodyLength = 1_000_000;
const given = <Message>(message: Message | undefined, reason: string): Parsed<Message> =>
  message === undefined ? { ok: false, reason } : { ok: true, message };

export function parsePlixusAnswer(asked: PlixusRequest, { status, body }: HttpAnswer): Parsed<PlixusAnswer> {
  if (body.length > maxBodyLength) return { ok: false, reason: 'too long' };
  if (asked.type === 'next-event' && status === 408) return { ok: true, message: { type: 'timeout' } };
  if (status < 200 || status >= 300)
    return { ok: true, message: { type: 'error', status, text: readSeatName(body) ?? '' } };
  if (asked.type === 'next-event') {
    const event = parseEvent(body);
    return event.ok ? { ok: true, message: { type: 'event', ...event.message } } : event;
  }
  if (asked.type !== 'connect' && !asked.type.startsWith('get-'))
    return { ok: true, message: { type: 'done', status: status === 200 ? 200 : 204 } };
  const parsed = parseJson(body);
  return parsed.ok ? parseGiven(asked, parsed.message) : parsed;
}

function parseGiven(asked: PlixusRequest, value: unknown): Parsed<PlixusAnswer> {
  switch (asked.type) {
    case 'connect': {
      const client = isJsonObject(value) ? value['connectionId'] : undefined;
      return typeof client === 'string' && /^[\w-]{1,64}$/.test(client)
        ? { ok: true, message: { type: 'connected', client } }
        : { ok: false, reason: 'connect without an id' };
    }
    case 'get-seats': {
      const states = listIn(value, maxSeats, seatStateIn);
      return given(states && { type: 'seats', states }, 'odd seats');
    }
    case 'get-seat': {
      const state = seatStateIn(value);
      return given(state && { type: 'seat', state }, 'odd seat');
    }
    case 'get-settings': {
      const settings = settingsIn(value);
      return given(settings && { type: 'settings', settings }, 'odd settings');
    }
    case 'get-room-seats': {
      const seats = isJsonObject(value) ? listIn(value['seats'], maxSeats, roomSeatIn) : undefined;
      return given(seats && { type: 'room-seats', seats }, 'odd seats of the room');
    }
    case 'get-delegates': {
      const delegates = isJsonObject(value) ? listIn(value['delegates'], maxSeats, delegateIn) : undefined;
      return given(delegates && { type: 'delegates', delegates }, 'odd delegates');
    }
    default: {
      const seats = seatsIn(value);
      return given(seats && { type: 'list', seats }, 'odd list');
    }
  }
}

const ok = (value: unknown): HttpAnswer => ({ status: 200, body: JSON.stringify(value) });

export function encodePlixusAnswer(answer: PlixusAnswer): HttpAnswer {
  switch (answer.type) {
    case 'connected':
      return ok({ connectionId: answer.client });
    case 'event':
      return { status: 200, body: encodeEvent(answer) };
    case 'timeout':
      return { status: 408, body: '' };
    case 'seats':
      return ok(answer.states.map(seatStateJson));
    case 'seat':
      return ok(seatStateJson(answer.state));
    case 'list':
      return ok(answer.seats);
    case 'settings':
      return ok(settingsJson(answer.settings));
    case 'room-seats':
      return ok({ seats: answer.seats.map(roomSeatJson) });
    case 'delegates':
      return ok({ delegates: answer.delegates.map(delegateJson) });
    case 'done':
      return { status: answer.status, body: '' };
    case 'error':
      return { status: answer.status, body: answer.text };
  }
}
