/**
 * What a Confero controller answers. An answer does not name itself: it is read by what was asked. 204 says
 * that a command was carried out, and after a long poll that nothing happened.
 */
import type { Parsed } from '../codec.ts';
import type { HttpAnswer } from '../http.ts';
import { isJsonObject, listIn, parseJson, type JsonObject } from '../json.ts';
import { readSeatName } from '../models/seat-name.ts';
import {
  encodeEvent,
  parseEvent,
  roomSeatIn,
  roomSeatJson,
  seatStateIn,
  seatStateJson,
  type NumberedEvent,
  type RoomSeat,
  type SeatState,
} from './events.ts';
import type { ConferoRequest } from './requests.ts';
import { maxSeats, seatIn, seatsIn, settingsIn, settingsJson, type Settings } from './words.ts';

export interface Participant {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  /** Absent: not in the room, or not there at all. */
  readonly seat?: number;
}

export type ConferoAnswer =
  | { readonly type: 'seats'; readonly seats: readonly SeatState[] }
  | { readonly type: 'room-seats'; readonly seats: readonly RoomSeat[] }
  | { readonly type: 'list'; readonly seats: readonly number[] }
  | { readonly type: 'settings'; readonly settings: Settings }
  | {
      readonly type: 'meeting';
      /** Some controllers leave it out. */
      readonly meetingId?: string;
      readonly title: string;
      readonly participants: readonly Participant[];
    }
  | { readonly type: 'no-meeting' | 'not-licensed' }
  | ({ readonly type: 'event' } & NumberedEvent)
  | { readonly type: 'nothing-happened' | 'done' }
  | { readonly type: 'wrong-token' }
  | { readonly type: 'error'; readonly status: number; readonly text: string };

const maxBodyLength = 1_000_000;
const given = <Message>(message: Message | undefined, reason: string): Parsed<Message> =>
  message === undefined ? { ok: false, reason } : { ok: true, message };

export function parseConferoAnswer(
  asked: ConferoRequest,
  { status, body }: HttpAnswer,
): Parsed<ConferoAnswer> {
  if (body.length > maxBodyLength) return { ok: false, reason: 'too long' };
  if (status === 401 || status === 403) return { ok: true, message: { type: 'wrong-token' } };
  if (asked.type === 'get-meeting' && status === 412) return { ok: true, message: { type: 'no-meeting' } };
  if (asked.type === 'get-meeting' && status === 405) return { ok: true, message: { type: 'not-licensed' } };
  if (status < 200 || status >= 300)
    return { ok: true, message: { type: 'error', status, text: textIn(body) } };
  if (asked.type === 'poll') {
    if (status === 204) return { ok: true, message: { type: 'nothing-happened' } };
    const event = parseEvent(body);
    return event.ok ? { ok: true, message: { type: 'event', ...event.message } } : event;
  }
  if (!asked.type.startsWith('get-')) return { ok: true, message: { type: 'done' } };
  const parsed = parseJson(body);
  return parsed.ok ? parseGiven(asked, parsed.message) : parsed;
}

/** Refusals come as `{"message":"…"}` or as plain words. */
function textIn(body: string): string {
  const parsed = parseJson(body);
  const message = parsed.ok && isJsonObject(parsed.message) ? parsed.message['message'] : body;
  return readSeatName(message) ?? '';
}

function parseGiven(asked: ConferoRequest, value: unknown): Parsed<ConferoAnswer> {
  switch (asked.type) {
    case 'get-seats': {
      const seats = listIn(value, maxSeats, seatStateIn);
      return given(seats && { type: 'seats', seats }, 'odd seats');
    }
    case 'get-room-seats': {
      const seats = listIn(value, maxSeats, roomSeatIn);
      return given(seats && { type: 'room-seats', seats }, 'odd seats of the room');
    }
    case 'get-settings': {
      const settings = settingsIn(value);
      return given(settings && { type: 'settings', settings }, 'odd settings');
    }
    case 'get-meeting':
      return given(meetingIn(value), 'odd meeting');
    default: {
      const seats = seatsIn(value);
      return given(seats && { type: 'list', seats }, 'odd list');
    }
  }
}

function meetingIn(value: unknown): ConferoAnswer | undefined {
  if (!isJsonObject(value)) return undefined;
  const participants = listIn(value['participants'], maxSeats, participantIn);
  if (!participants) return undefined;
  const meetingId = readSeatName(value['meetingId']);
  return {
    type: 'meeting',
    ...(meetingId === undefined ? {} : { meetingId }),
    title: readSeatName(value['title']) ?? '',
    participants,
  };
}

function participantIn(value: unknown): Participant | undefined {
  const id = isJsonObject(value) ? readSeatName(value['participantId']) : undefined;
  if (!isJsonObject(value) || id === undefined) return undefined;
  const presence = value['presence'];
  const isHere = isJsonObject(presence) && presence['kind'] === 'LocalParticipantPresence';
  const seat = isHere ? seatIn(presence['seatNumber']) : undefined;
  return {
    id,
    firstName: readSeatName(value['firstName']) ?? '',
    lastName: readSeatName(value['lastName']) ?? '',
    ...(seat === undefined ? {} : { seat }),
  };
}

export const participantName = ({ firstName, lastName }: Participant): string | undefined =>
  readSeatName(`${firstName} ${lastName}`);

const participantJson = ({ id, firstName, lastName, seat }: Participant): JsonObject => ({
  participantId: id,
  firstName,
  lastName,
  presence:
    seat === undefined
      ? { kind: 'AbsentParticipantPresence' }
      : { kind: 'LocalParticipantPresence', seatNumber: seat },
});

const ok = (value: unknown): HttpAnswer => ({ status: 200, body: JSON.stringify(value) });

export function encodeConferoAnswer(answer: ConferoAnswer): HttpAnswer {
  switch (answer.type) {
    case 'seats':
      return ok(answer.seats.map(seatStateJson));
    case 'room-seats':
      return ok(answer.seats.map(roomSeatJson));
    case 'list':
      return ok(answer.seats);
    case 'settings':
      return ok(settingsJson(answer.settings));
    case 'meeting': {
      const { meetingId, title, participants } = answer;
      return ok({ meetingId, title, participants: participants.map(participantJson) });
    }
    case 'event':
      return { status: 200, body: encodeEvent(answer) };
    case 'nothing-happened':
    case 'done':
      return { status: 204, body: '' };
    case 'no-meeting':
      return { status: 412, body: '' };
    case 'not-licensed':
      return { status: 405, body: '' };
    case 'wrong-token':
      return { status: 401, body: '' };
    case 'error':
      return { status: answer.status, body: answer.text };
  }
}
