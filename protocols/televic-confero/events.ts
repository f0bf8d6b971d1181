/**
 * Events of the Confero Customer API: what a long poll brings, numbered and one at a time. A gap in the
 * numbers (`discontinuity`) means that something was missed: everything has to be asked for again.
 */
import type { Parsed } from '../codec.ts';
import { booleanIn, isJsonObject, parseJson, type JsonObject } from '../json.ts';
import {
  eventIdIn,
  isIn,
  roles,
  seatIn,
  seatsIn,
  settingsIn,
  settingsJson,
  type Role,
  type Settings,
} from './words.ts';

/** What is spoken and asked at a seat. */
export interface SeatState {
  readonly seat: number;
  readonly microphoneOn: boolean;
  readonly requesting: boolean;
  readonly role: Role;
}

export type ConferoEvent =
  | ({ readonly type: 'seat-changed' } & SeatState)
  | { readonly type: 'speakers-changed' | 'requests-changed'; readonly seats: readonly number[] }
  | { readonly type: 'settings-changed'; readonly settings: Settings }
  /** A meeting begins or ends, or somebody in it is another. */
  | { readonly type: 'meeting-changed'; readonly name: string }
  | { readonly type: 'seat-added'; readonly seat: number; readonly online: boolean; readonly role: Role }
  | { readonly type: 'seat-removed'; readonly seat: number }
  /** `data` is written by a controller and read by whose module it is. */
  | { readonly type: 'other'; readonly module: string; readonly name: string; readonly data?: JsonObject };

export interface NumberedEvent {
  readonly id: number;
  /** Events before this one were dropped. */
  readonly discontinuity: boolean;
  readonly event: ConferoEvent;
}

const roleIn = (value: unknown): Role => (isIn(roles, value) ? value : 'delegate');

export function seatStateIn(value: unknown): SeatState | undefined {
  if (!isJsonObject(value)) return undefined;
  const seat = seatIn(value['seatNumber']);
  const microphoneOn = booleanIn(value['microphoneOn']);
  const requesting = booleanIn(value['requestingToSpeak']);
  if (seat === undefined || microphoneOn === undefined || requesting === undefined) return undefined;
  return { seat, microphoneOn, requesting, role: roleIn(value['role']) };
}

export const seatStateJson = ({ seat, microphoneOn, requesting, role }: SeatState): JsonObject => ({
  seatNumber: seat,
  microphoneOn,
  requestingToSpeak: requesting,
  role,
});

export interface RoomSeat {
  readonly seat: number;
  readonly online: boolean;
  readonly role: Role;
}

export function roomSeatIn(value: unknown): RoomSeat | undefined {
  if (!isJsonObject(value)) return undefined;
  const seat = seatIn(value['seatNumber']);
  return seat === undefined
    ? undefined
    : { seat, online: value['state'] !== 'offline', role: roleIn(value['role']) };
}

export const roomSeatJson = ({ seat, online, role }: RoomSeat): JsonObject => ({
  seatNumber: seat,
  state: online ? 'online' : 'offline',
  units: [],
  capabilities: ['discussion'],
  role,
});

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= 100;

export function parseEvent(body: string): Parsed<NumberedEvent> {
  const parsed = parseJson(body);
  if (!parsed.ok) return parsed;
  const value = parsed.message;
  if (!isJsonObject(value)) return { ok: false, reason: 'no object' };
  const id = eventIdIn(value['id']);
  const { module, name } = value;
  if (id === undefined || !isText(module) || !isText(name)) return { ok: false, reason: 'no event' };
  const event = eventIn(module, name, value['data']);
  if (!event) return { ok: false, reason: `odd ${name}` };
  return { ok: true, message: { id, discontinuity: booleanIn(value['discontinuity']) ?? false, event } };
}

function eventIn(module: string, name: string, data: unknown): ConferoEvent | undefined {
  switch (`${module} ${name}`) {
    case 'Discussion SeatChanged': {
      const state = seatStateIn(data);
      return state && { type: 'seat-changed', ...state };
    }
    case 'Discussion SpeakersChanged': {
      const seats = seatsIn(data);
      return seats && { type: 'speakers-changed', seats };
    }
    case 'Discussion RequestsChanged': {
      const seats = seatsIn(data);
      return seats && { type: 'requests-changed', seats };
    }
    case 'Discussion SettingsChanged': {
      const settings = settingsIn(data);
      return settings && { type: 'settings-changed', settings };
    }
    case 'Room SeatAdded': {
      const seat = roomSeatIn(data);
      return seat && { type: 'seat-added', ...seat };
    }
    case 'Room SeatRemoved': {
      const seat = seatIn(data);
      return seat === undefined ? undefined : { type: 'seat-removed', seat };
    }
    default:
      return module === 'Meeting' && /^(MeetingStateChanged|Participant)/.test(name)
        ? { type: 'meeting-changed', name }
        : { type: 'other', module, name };
  }
}

interface Named {
  readonly module: string;
  readonly name: string;
  readonly data?: unknown;
}

function named(event: ConferoEvent): Named {
  switch (event.type) {
    case 'seat-changed':
      return { module: 'Discussion', name: 'SeatChanged', data: seatStateJson(event) };
    case 'speakers-changed':
      return { module: 'Discussion', name: 'SpeakersChanged', data: event.seats };
    case 'requests-changed':
      return { module: 'Discussion', name: 'RequestsChanged', data: event.seats };
    case 'settings-changed':
      return { module: 'Discussion', name: 'SettingsChanged', data: settingsJson(event.settings) };
    case 'meeting-changed':
      return { module: 'Meeting', name: event.name, data: { kind: `Event${event.name}` } };
    case 'seat-added':
      return { module: 'Room', name: 'SeatAdded', data: roomSeatJson(event) };
    case 'seat-removed':
      return { module: 'Room', name: 'SeatRemoved', data: event.seat };
    case 'other':
      return {
        module: event.module,
        name: event.name,
        ...(event.data === undefined ? {} : { data: event.data }),
      };
  }
}

export function encodeEvent({ id, discontinuity, event }: NumberedEvent): string {
  const { module, name, data } = named(event);
  return JSON.stringify({ discontinuity, id, module, name, data });
}
