/**
 * Events of a CoCon server: what a long poll brings, one at a time. Lists always come complete and in the
 * server's own order. Events of other subjects (voting, agenda, timers) are told apart from nonsense.
 */
import { booleanIn, integerIn, isJsonObject, listIn, type JsonObject } from '../json.ts';
import { readSeatName } from '../models/seat-name.ts';
import { delegateIn, longDelegateJson, maxDelegates, shortDelegateJson, type Delegate } from './delegates.ts';
import { idIn, maxSeats, modeIn, seatIn, type Mode } from './words.ts';

/** Seat numbers in the server's order. */
export interface Lists {
  readonly speakers: readonly number[];
  readonly requests: readonly number[];
  readonly replies: readonly number[];
}

export interface Seating {
  readonly delegateId: number;
  /** Absent: not seated. */
  readonly seat?: number;
}

export type CoConEvent =
  | ({ readonly type: 'lists-changed' } & Lists)
  | { readonly type: 'mode-changed'; readonly mode: Mode }
  | { readonly type: 'button'; readonly seat: number; readonly down: boolean }
  | {
      readonly type: 'speaker';
      readonly seat: number;
      readonly on: boolean;
      readonly delegate: Delegate | null;
    }
  | { readonly type: 'unit-state'; readonly unitId: number; readonly online: boolean }
  /** A badge in a fixed seating. */
  | {
      readonly type: 'badge';
      readonly seat: number;
      readonly inserted: boolean;
      readonly delegate: Delegate | null;
      readonly badge?: string;
    }
  /** Somebody sits down or leaves in a free seating. */
  | {
      readonly type: 'on-seat';
      readonly seat: number;
      readonly onSeat: boolean;
      readonly delegate: Delegate | null;
      readonly badge?: string;
    }
  | { readonly type: 'seating'; readonly seating: readonly Seating[] }
  /** A meeting starts: everybody in it. */
  | { readonly type: 'meeting-delegates'; readonly delegates: readonly Delegate[] }
  | { readonly type: 'meeting-state'; readonly meetingId: number; readonly state: string }
  | { readonly type: 'delegates-changed'; readonly meetingId: number }
  | { readonly type: 'central-unit' | 'database'; readonly connected: boolean }
  | { readonly type: 'other'; readonly name: string };

type Reader = (value: unknown) => CoConEvent | undefined;

const object =
  (read: (value: JsonObject) => CoConEvent | undefined): Reader =>
  (value) =>
    isJsonObject(value) ? read(value) : undefined;

export function listsIn(value: unknown): Lists | undefined {
  if (!isJsonObject(value)) return undefined;
  const speakers = listIn(value['Speakers'], maxSeats, seatIn);
  const requests = listIn(value['Requests'], maxSeats, seatIn);
  const replies = listIn(value['Replies'], maxSeats, seatIn);
  return speakers && requests && replies ? { speakers, requests, replies } : undefined;
}

export const listsJson = ({ speakers, requests, replies }: Lists): JsonObject => ({
  Speakers: speakers,
  Requests: requests,
  Replies: replies,
});

/** The event's name on the wire, and how its value is read. */
export const eventReaders: Readonly<Record<string, Reader>> = {
  MicrophoneState(value) {
    const lists = listsIn(value);
    return lists && { type: 'lists-changed', ...lists };
  },
  MicrophoneMode: object((value) => {
    const mode = modeIn(value);
    return mode && { type: 'mode-changed', mode };
  }),
  MicButtonEvent: object((value) => {
    const seat = seatIn(value['SeatNr']);
    const event = value['Event'];
    if (seat === undefined || (event !== 'up' && event !== 'down')) return undefined;
    return { type: 'button', seat, down: event === 'down' };
  }),
  MicStateChangedInRunningMeeting: object((value) => {
    const seat = seatIn(value['SeatNr']);
    const state = value['State'];
    if (seat === undefined || (state !== 'On' && state !== 'Off')) return undefined;
    return { type: 'speaker', seat, on: state === 'On', delegate: delegateIn(value['User']) ?? null };
  }),
  UnitStateChanged: object((value) => {
    const unitId = idIn(value['Id']);
    const state = integerIn(value['State'], [0, 1]);
    return unitId === undefined || state === undefined
      ? undefined
      : { type: 'unit-state', unitId, online: state === 1 };
  }),
  BadgeEvent: object((value) => {
    const seat = seatIn(value['SeatNr']);
    const inserted = booleanIn(value['BadgeInserted']);
    if (seat === undefined || inserted === undefined) return undefined;
    return { type: 'badge', seat, inserted, ...whoIn(value) };
  }),
  DelegateOnSeat: object((value) => {
    const seat = seatIn(value['SeatNr']);
    const onSeat = booleanIn(value['OnSeat']);
    if (seat === undefined || onSeat === undefined) return undefined;
    return { type: 'on-seat', seat, onSeat, ...whoIn(value) };
  }),
  DelegateSeatingUpdated(value) {
    const seating = seatingIn(value);
    return seating && { type: 'seating', seating };
  },
  MeetingStartsUserInformation: object((value) => {
    const delegates = listIn(value['Users'], maxDelegates, delegateIn);
    return delegates && { type: 'meeting-delegates', delegates };
  }),
  MeetingStatus: object((value) => {
    const meetingId = idIn(value['MeetingId']);
    const state = readSeatName(value['State']);
    return meetingId === undefined || state === undefined
      ? undefined
      : { type: 'meeting-state', meetingId, state };
  }),
  DelegatesInMeetingUpdated: object((value) => {
    const meetingId = idIn(value['MeetingId']);
    return meetingId === undefined ? undefined : { type: 'delegates-changed', meetingId };
  }),
  Connection_CentralUnit: object((value) => connection('central-unit', value)),
  Connection_Database: object((value) => connection('database', value)),
};

function connection(type: 'central-unit' | 'database', value: JsonObject): CoConEvent | undefined {
  const state = value['State'];
  if (state !== 'Connected' && state !== 'Disconnected') return undefined;
  return { type, connected: state === 'Connected' };
}

/** Nobody is `null` in one event and an empty string in the other. */
function whoIn(value: JsonObject): { readonly delegate: Delegate | null; readonly badge?: string } {
  const badge = readSeatName(value['bid']);
  return { delegate: delegateIn(value['Delegate']) ?? null, ...(badge === undefined ? {} : { badge }) };
}

export const seatingIn = (value: unknown): readonly Seating[] | undefined =>
  listIn(value, maxDelegates, (entry) => {
    const delegateId = isJsonObject(entry) ? idIn(entry['DelegateId']) : undefined;
    if (!isJsonObject(entry) || delegateId === undefined) return undefined;
    const seat = seatIn(entry['SeatId']);
    return { delegateId, ...(seat === undefined ? {} : { seat }) };
  });

/** Key order as printed in the document. */
export function eventJson(event: CoConEvent): JsonObject {
  switch (event.type) {
    case 'lists-changed':
      return { MicrophoneState: listsJson(event) };
    case 'mode-changed': {
      const { mode } = event;
      return {
        MicrophoneMode: {
          Mode: mode.mode,
          MaxNrActive: mode.maxActive,
          AllowRequest: mode.allowRequest,
          AllowCancelRequest: mode.allowCancelRequest,
          FIFO: mode.fifo,
          ActivationType: mode.activation,
          AllowSwitchOffMic: mode.allowSwitchOff,
          ReplyRequest: mode.replies,
        },
      };
    }
    case 'button':
      return { MicButtonEvent: { SeatNr: event.seat, Event: event.down ? 'down' : 'up' } };
    case 'speaker':
      return {
        MicStateChangedInRunningMeeting: {
          SeatNr: event.seat,
          State: event.on ? 'On' : 'Off',
          User: event.delegate && longDelegateJson(event.delegate),
        },
      };
    case 'unit-state':
      return { UnitStateChanged: { Id: event.unitId, State: event.online ? 1 : 0 } };
    case 'badge':
      return {
        BadgeEvent: {
          SeatNr: event.seat,
          Delegate: event.delegate && shortDelegateJson(event.delegate),
          BadgeInserted: event.inserted,
          bid: event.badge,
        },
      };
    case 'on-seat':
      return {
        DelegateOnSeat: {
          SeatNr: event.seat,
          Delegate: event.delegate ? shortDelegateJson(event.delegate) : '',
          OnSeat: event.onSeat,
          bid: event.badge,
        },
      };
    case 'seating':
      return {
        DelegateSeatingUpdated: event.seating.map(({ delegateId, seat }) => ({
          DelegateId: delegateId,
          SeatId: seat ?? 0,
        })),
      };
    case 'meeting-delegates':
      return { MeetingStartsUserInformation: { Users: event.delegates.map(longDelegateJson) } };
    case 'meeting-state':
      return { MeetingStatus: { MeetingId: event.meetingId, State: event.state } };
    case 'delegates-changed':
      return { DelegatesInMeetingUpdated: { MeetingId: event.meetingId } };
    case 'central-unit':
    case 'database':
      return {
        [event.type === 'database' ? 'Connection_Database' : 'Connection_CentralUnit']: {
          State: event.connected ? 'Connected' : 'Disconnected',
        },
      };
    case 'other':
      return { [event.name]: {} };
  }
}
