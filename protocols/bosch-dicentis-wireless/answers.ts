/**
 * What a DICENTIS Wireless access point answers. An answer does not name itself: it is read by what was
 * asked. A session the unit does not know (any more) is a 401 without a body, whatever was asked.
 */
import type { Parsed } from '../codec.ts';
import type { HttpAnswer } from '../http.ts';
import { booleanIn, integerIn, isJsonObject, listIn, parseJson, type JsonObject } from '../json.ts';
import { readSeatName } from '../models/seat-name.ts';
import type { WapRequest } from './requests.ts';
import {
  discussIn,
  discussJson,
  maxSeats,
  noParticipant,
  participantIn,
  powerIn,
  seatIn,
  type Discuss,
  type PowerState,
  type Resource,
} from './words.ts';

export interface WapSeat {
  readonly seat: number;
  readonly name: string;
  /** The chair's seat: its priority button works. */
  readonly prio: boolean;
  /** Two delegates share the unit. */
  readonly dual: boolean;
  readonly identification: boolean;
  readonly voting: boolean;
  readonly connected: boolean;
  readonly selected: boolean;
  /** -1: none. */
  readonly cameraId: number;
  /** -1: none. */
  readonly cameraPrepos: number;
  /** null while the unit is not connected. */
  readonly batteryStatus: number | null;
}

export interface Waiter {
  readonly seat: number;
  /** Absent: nobody who is known. */
  readonly participantId?: number;
  /** The participant's name, else the seat's. */
  readonly name: string;
  readonly seatName: string;
}

export interface Speaker extends Waiter {
  readonly prio: boolean;
  readonly micOn: boolean;
  /** Speaks by the priority button. */
  readonly prioOn: boolean;
}

export interface Participant {
  readonly id: number;
  readonly name: string;
  /** Absent: not seated. */
  readonly seat?: number;
  /** The number of the card; absent: none. */
  readonly nfc?: string;
}

export type WapAnswer =
  | { readonly type: 'logged-in'; readonly id: number; readonly sid: string }
  | { readonly type: 'seats'; readonly seats: readonly WapSeat[] }
  | { readonly type: 'speakers'; readonly speakers: readonly Speaker[] }
  | { readonly type: 'waiters'; readonly waiters: readonly Waiter[] }
  | { readonly type: 'participants'; readonly participants: readonly Participant[] }
  | { readonly type: 'discuss'; readonly discuss: Discuss }
  | { readonly type: 'power'; readonly state: PowerState }
  | { readonly type: 'system-info' }
  | { readonly type: 'done' }
  /** The session is not known (any more). */
  | { readonly type: 'no-session' }
  | { readonly type: 'error'; readonly status: number; readonly details?: string };

const reasons: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  500: 'Internal Server Error',
};

const odd = (reason: string): { readonly ok: false; readonly reason: string } => ({ ok: false, reason });
const given = <Message>(message: Message | undefined, reason: string): Parsed<Message> =>
  message === undefined ? odd(reason) : { ok: true, message };

export function parseWapAnswer(asked: WapRequest, { status, body }: HttpAnswer): Parsed<WapAnswer> {
  if (status >= 300 || status < 200) return { ok: true, message: parseError(status, body) };
  if (asked.type !== 'login' && asked.type !== 'get') return { ok: true, message: { type: 'done' } };
  // Some firmware leaves the brackets of an empty list away; clients in the field count on it.
  const parsed = parseJson(body.trim() === '' ? 'null' : body);
  if (!parsed.ok) return parsed;
  if (asked.type === 'get') return parseResource(asked.resource, parsed.message);
  if (!isJsonObject(parsed.message)) return odd('login without an object');
  const id = integerIn(parsed.message['id'], [0, 2_147_483_647]);
  const sid = parsed.message['sid'];
  if (id === undefined || typeof sid !== 'string' || !/^[\w-]{1,128}$/.test(sid)) return odd('odd login');
  return { ok: true, message: { type: 'logged-in', id, sid } };
}

/** What an answer that is no success says. */
export function parseError(
  status: number,
  body: string,
): WapAnswer & { readonly type: 'no-session' | 'error' } {
  if (status === 401 && body.trim() === '') return { type: 'no-session' };
  const parsed = parseJson(body);
  const error = parsed.ok && isJsonObject(parsed.message) ? parsed.message['error'] : undefined;
  const details = isJsonObject(error) ? readSeatName(error['details']) : undefined;
  return { type: 'error', status, ...(details === undefined ? {} : { details }) };
}

function parseResource(resource: Resource, value: unknown): Parsed<WapAnswer> {
  switch (resource) {
    case 'seats': {
      const seats = listIn(value ?? [], maxSeats, seatEntry);
      return given(seats && { type: 'seats', seats }, 'odd seats');
    }
    case 'speakers': {
      const speakers = listIn(value ?? [], maxSeats, speakerEntry);
      return given(speakers && { type: 'speakers', speakers }, 'odd speakers');
    }
    case 'waiting-list': {
      const waiters = listIn(value ?? [], maxSeats, waiterEntry);
      return given(waiters && { type: 'waiters', waiters }, 'odd waiting list');
    }
    case 'participants': {
      const participants = listIn(value ?? [], maxSeats, participantEntry);
      return given(participants && { type: 'participants', participants }, 'odd participants');
    }
    case 'discuss': {
      const discuss = discussIn(value);
      return given(discuss && { type: 'discuss', discuss }, 'odd discussion settings');
    }
    case 'system/status': {
      const state = isJsonObject(value) ? powerIn(value['state']) : undefined;
      return given(state === undefined ? undefined : { type: 'power', state }, 'odd system status');
    }
    case 'system-info':
      return given(isJsonObject(value) ? { type: 'system-info' } : undefined, 'odd system info');
  }
}

function seatEntry(value: unknown): WapSeat | undefined {
  if (!isJsonObject(value)) return undefined;
  const seat = seatIn(value['id']);
  const connected = booleanIn(value['connected']);
  if (seat === undefined || connected === undefined) return undefined;
  return {
    seat,
    name: readSeatName(value['name']) ?? '',
    prio: booleanIn(value['prio']) ?? false,
    dual: booleanIn(value['dual']) ?? false,
    identification: booleanIn(value['identification']) ?? false,
    voting: booleanIn(value['voting']) ?? false,
    connected,
    selected: booleanIn(value['selected']) ?? false,
    cameraId: integerIn(value['cameraId'], [-1, 65_535]) ?? -1,
    cameraPrepos: integerIn(value['cameraPrepos'], [-1, 65_535]) ?? -1,
    batteryStatus: integerIn(value['batteryStatus'], [0, 255]) ?? null,
  };
}

function waiterEntry(value: unknown): Waiter | undefined {
  const seat = isJsonObject(value) ? seatIn(value['id']) : undefined;
  if (!isJsonObject(value) || seat === undefined) return undefined;
  const participantId = participantIn(value['participantId']);
  return {
    seat,
    ...(participantId === undefined ? {} : { participantId }),
    name: readSeatName(value['name']) ?? '',
    seatName: readSeatName(value['seatName']) ?? '',
  };
}

function speakerEntry(value: unknown): Speaker | undefined {
  const waiter = waiterEntry(value);
  if (!waiter || !isJsonObject(value)) return undefined;
  return {
    ...waiter,
    prio: booleanIn(value['prio']) ?? false,
    // A speaker whose microphone a chair's priority holds closed is still in the list.
    micOn: booleanIn(value['micOn']) ?? true,
    prioOn: booleanIn(value['prioOn']) ?? false,
  };
}

function participantEntry(value: unknown): Participant | undefined {
  const id = isJsonObject(value) ? participantIn(value['id']) : undefined;
  if (!isJsonObject(value) || id === undefined) return undefined;
  const seat = seatIn(value['seatId']);
  const nfc = readSeatName(value['nfc']);
  return {
    id,
    name: readSeatName(value['name']) ?? '',
    ...(seat === undefined ? {} : { seat }),
    ...(nfc === undefined ? {} : { nfc }),
  };
}

const waiterJson = ({ seat, participantId, name, seatName }: Waiter): JsonObject => ({
  id: seat,
  participantId: participantId ?? noParticipant,
  name,
  seatName,
});

function answerJson(answer: WapAnswer): unknown {
  switch (answer.type) {
    case 'logged-in':
      return { id: answer.id, sid: answer.sid };
    case 'seats':
      return answer.seats.map(({ seat, ...rest }) => ({ id: seat, ...rest }));
    case 'speakers':
      return answer.speakers.map((speaker) => ({
        ...waiterJson(speaker),
        prio: speaker.prio,
        micOn: speaker.micOn,
        prioOn: speaker.prioOn,
      }));
    case 'waiters':
      return answer.waiters.map(waiterJson);
    case 'participants':
      return answer.participants.map(({ id, name, seat, nfc }) => ({
        id,
        name,
        seatId: seat ?? -1,
        nfc: nfc ?? '',
      }));
    case 'discuss':
      return discussJson(answer.discuss);
    case 'power':
      return { state: answer.state };
    case 'system-info':
    case 'done':
      return {};
    case 'no-session':
      return undefined;
    case 'error': {
      const { status, details } = answer;
      return { error: { code: status, description: reasons[status] ?? 'Error', details } };
    }
  }
}

export function encodeWapAnswer(answer: WapAnswer): HttpAnswer {
  const status = answer.type === 'error' ? answer.status : answer.type === 'no-session' ? 401 : 200;
  // Where a call was carried out the body is empty.
  const body = answer.type === 'done' ? '' : (JSON.stringify(answerJson(answer)) ?? '');
  return { status, body };
}
