/**
 * Events of the Plixus Core REST API: what a long poll brings, one at a time. Lists come complete and in the
 * unit's own order; events of other modules are told apart from nonsense.
 */
import type { Parsed } from '../codec.ts';
import { isJsonObject, listIn, parseJson, type JsonObject } from '../json.ts';
import { readSeatName } from '../models/seat-name.ts';
import {
  delegateIn,
  delegateJson,
  maxSeats,
  roleIn,
  roomSeatIn,
  roomSeatJson,
  seatIn,
  seatsIn,
  seatStateIn,
  seatStateJson,
  settingsIn,
  settingsJson,
  type MeetingDelegate,
  type Role,
  type RoomSeat,
  type SeatState,
  type Settings,
} from './words.ts';

export type PlixusEvent =
  | { readonly type: 'seats-changed'; readonly states: readonly SeatState[] }
  | {
      readonly type: 'speakers-changed' | 'requests-changed' | 'replies-changed';
      readonly seats: readonly number[];
    }
  | { readonly type: 'settings-changed'; readonly settings: Settings }
  | { readonly type: 'role-changed'; readonly seat: number; readonly role: Role }
  | { readonly type: 'label-changed'; readonly seat: number; readonly label: string }
  /** A seat came, or its unit is another or in another state. */
  | { readonly type: 'room-seat-changed'; readonly cause: RoomCause; readonly state: RoomSeat }
  | { readonly type: 'room-seat-removed'; readonly seat: number }
  | { readonly type: 'delegates-changed'; readonly delegates: readonly MeetingDelegate[] }
  | {
      readonly type: 'badge';
      readonly badge: string;
      readonly seat: number;
      /** `down`: put in or laid on. */
      readonly down: boolean;
    }
  | { readonly type: 'other'; readonly module: string; readonly name: string };

const roomCauses = ['SeatAdded', 'SeatStateChanged', 'SeatUnitsChanged', 'SeatChanged'] as const;
export type RoomCause = (typeof roomCauses)[number];

export interface TimedEvent {
  /** As the unit writes it: for people, not for reckoning. */
  readonly timestamp: string;
  readonly event: PlixusEvent;
}

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= 100;

export function parseEvent(body: string): Parsed<TimedEvent> {
  const parsed = parseJson(body);
  if (!parsed.ok) return parsed;
  const value = parsed.message;
  if (!isJsonObject(value)) return { ok: false, reason: 'no object' };
  const { name, moduleName, timestamp, data } = value;
  if (!isText(name) || !isText(moduleName)) return { ok: false, reason: 'no event' };
  const event = eventIn(moduleName, name, isJsonObject(data) ? data : {});
  if (!event) return { ok: false, reason: `odd ${name}` };
  return { ok: true, message: { timestamp: isText(timestamp) ? timestamp : '', event } };
}

const listEvents = {
  SpeakerListChanged: 'speakers-changed',
  RequestListChanged: 'requests-changed',
  ReplyListChanged: 'replies-changed',
} as const;

function eventIn(module: string, name: string, data: JsonObject): PlixusEvent | undefined {
  if (Object.hasOwn(listEvents, name)) {
    const seats = seatsIn(data['seatIds']);
    return seats && { type: listEvents[name as keyof typeof listEvents], seats };
  }
  const cause = roomCauses.find((known) => known === name);
  if (cause) {
    const state = roomSeatIn(data['seat']);
    return state && { type: 'room-seat-changed', cause, state };
  }
  switch (name) {
    case 'SeatDiscussionStateChanged': {
      const state = seatStateIn(data['discussionState']);
      return state && { type: 'seats-changed', states: [state] };
    }
    case 'SeatsDiscussionStateChanged': {
      const states = listIn(data['discussionStates'], maxSeats, seatStateIn);
      return states && { type: 'seats-changed', states };
    }
    case 'ConferenceSettingsChanged': {
      const settings = settingsIn(data['settings']);
      return settings && { type: 'settings-changed', settings };
    }
    case 'SeatRoleChanged': {
      const seat = seatIn(data['id']);
      return seat === undefined ? undefined : { type: 'role-changed', seat, role: roleIn(data['role']) };
    }
    case 'SeatLabelChanged': {
      const seat = seatIn(data['id']);
      return seat === undefined
        ? undefined
        : { type: 'label-changed', seat, label: readSeatName(data['label']) ?? '' };
    }
    case 'SeatRemoved': {
      const seat = seatIn(data['seat']);
      return seat === undefined ? undefined : { type: 'room-seat-removed', seat };
    }
    case 'MeetingDelegatesChanged': {
      const list = data['delegates'];
      const delegates = isJsonObject(list) ? listIn(list['delegates'], maxSeats, delegateIn) : undefined;
      return delegates && { type: 'delegates-changed', delegates };
    }
    case 'BadgeEvent': {
      const badge = readSeatName(data['id']);
      const seat = seatIn(data['seat']);
      const way = data['event'];
      return badge === undefined || seat === undefined || (way !== 'up' && way !== 'down')
        ? undefined
        : { type: 'badge', badge, seat, down: way === 'down' };
    }
    default:
      return { type: 'other', module, name };
  }
}

interface Named {
  readonly module: string;
  readonly name: string;
  readonly data: JsonObject;
}

function named(event: PlixusEvent): Named {
  switch (event.type) {
    case 'seats-changed': {
      const [first, ...more] = event.states;
      return first && more.length === 0
        ? discussion('SeatDiscussionStateChanged', { discussionState: seatStateJson(first) })
        : discussion('SeatsDiscussionStateChanged', { discussionStates: event.states.map(seatStateJson) });
    }
    case 'speakers-changed':
      return discussion('SpeakerListChanged', { seatIds: event.seats });
    case 'requests-changed':
      return discussion('RequestListChanged', { seatIds: event.seats });
    case 'replies-changed':
      return discussion('ReplyListChanged', { seatIds: event.seats });
    case 'settings-changed':
      return discussion('ConferenceSettingsChanged', { settings: settingsJson(event.settings) });
    case 'role-changed':
      return room('SeatRoleChanged', { id: event.seat, role: event.role });
    case 'label-changed':
      return room('SeatLabelChanged', { id: event.seat, label: event.label });
    case 'room-seat-changed':
      return room(event.cause, { seat: roomSeatJson(event.state) });
    case 'room-seat-removed':
      return room('SeatRemoved', { seat: event.seat });
    case 'delegates-changed':
      return {
        module: 'Meeting',
        name: 'MeetingDelegatesChanged',
        data: { delegates: { delegates: event.delegates.map(delegateJson) } },
      };
    case 'badge':
      return room('BadgeEvent', {
        id: event.badge,
        event: event.down ? 'down' : 'up',
        seat: event.seat,
      });
    case 'other':
      return { module: event.module, name: event.name, data: {} };
  }
}

const discussion = (name: string, data: JsonObject): Named => ({ module: 'Discussion', name, data });
const room = (name: string, data: JsonObject): Named => ({ module: 'Room', name, data });

export function encodeEvent({ timestamp, event }: TimedEvent): string {
  const { module, name, data } = named(event);
  return JSON.stringify({ name, moduleName: module, timestamp, data });
}
