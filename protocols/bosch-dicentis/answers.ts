/**
 * Bosch DICENTIS: what the server says, as answers and as events. An answer repeats the request's number
 * and operation; its content stands in `parameters` (a named option, see envelope.ts). Events carry no
 * data, only that something changed.
 */
import type { Parsed } from '../codec.ts';
import { booleanIn, integerIn, isJsonObject, type JsonObject, listIn } from '../json.ts';
import { readSeatName } from '../models/seat-name.ts';
import { type ContentMember, encodeEnvelope, parseEnvelope, readId } from './envelope.ts';
import { microphoneStates, type MicrophoneState, speakerTypes, type SpeakerType, wordIn } from './words.ts';

export interface DicentisSeat {
  readonly seatId: string;
  /** The place: "Seat 12". */
  readonly seatName?: string;
  /** What displays show of the seat: whoever sits there, else the place. */
  readonly screenLine?: string;
  /** The server's word, e.g. `connected`. */
  readonly status?: string;
  readonly canPrio: boolean;
  readonly seatedParticipantId?: string;
}

/** One entry of the one list that carries speakers, requests and replies. */
export interface DiscussionEntry {
  readonly seatId: string;
  readonly participantId?: string;
  readonly screenLine?: string;
  readonly microphoneState: MicrophoneState;
  readonly speakerType: SpeakerType;
  readonly isFirst: boolean;
}

export type DicentisMessage =
  | { readonly type: 'event'; readonly events: readonly string[] }
  | { readonly type: 'error'; readonly messageId: number; readonly message: string }
  | {
      readonly type: 'login';
      readonly messageId: number;
      readonly operation: string;
      readonly loggedIn: boolean;
    }
  | {
      readonly type: 'permissions';
      readonly messageId: number;
      readonly operation: string;
      readonly permissions: readonly string[];
    }
  | {
      readonly type: 'seats';
      readonly messageId: number;
      readonly operation: string;
      readonly seats: readonly DicentisSeat[];
    }
  | {
      readonly type: 'discussion';
      readonly messageId: number;
      readonly operation: string;
      readonly entries: readonly DiscussionEntry[];
    }
  | {
      readonly type: 'options';
      readonly messageId: number;
      readonly operation: string;
      /** The server's number; its meaning is not public. */
      readonly discussionMode: number | null;
      readonly maxRequests: number | null;
      readonly maxResponses: number | null;
    }
  /** A command was carried out, or an answer of another subject. */
  | { readonly type: 'done'; readonly messageId: number; readonly operation: string };

const maxListLength = 5000;
const limitRange = [0, 65_535] as const;

/** What the simulator says beside a message's own fields: token and user of a login, times of a list. */
export interface Extras {
  readonly token?: string;
  readonly userId?: string;
  readonly referenceTime?: number;
}

export function encodeMessage(
  message: DicentisMessage,
  member: ContentMember = 'parameters',
  extras: Extras = {},
): string {
  if (message.type === 'event')
    return encodeEnvelope({ messageId: 0, operation: 'event', content: { events: message.events } }, member);
  const { messageId } = message;
  if (message.type === 'error')
    return encodeEnvelope({ messageId, operation: 'error', content: { message: message.message } }, member);
  return encodeEnvelope(
    { messageId, operation: message.operation, content: contentOf(message, extras) },
    member,
  );
}

function contentOf(
  message: Exclude<DicentisMessage, { readonly type: 'event' | 'error' }>,
  { token = '', userId, referenceTime }: Extras,
): JsonObject {
  switch (message.type) {
    case 'login':
      return { loggedIn: message.loggedIn, token, ...(userId === undefined ? {} : { userId }) };
    case 'permissions':
      return { permissions: message.permissions };
    case 'seats':
      return { seats: message.seats.map(seatJson) };
    case 'discussion':
      return {
        discussionList: message.entries.map(entryJson),
        ...(referenceTime === undefined ? {} : { referenceTime }),
      };
    case 'options': {
      const { discussionMode, maxRequests, maxResponses } = message;
      return { discussionMode, maxRequests, maxResponses };
    }
    case 'done':
      return {};
  }
}

/** With the members of which a client here needs nothing, as a plain seat has them. */
const seatJson = (seat: DicentisSeat): JsonObject => ({
  seatId: seat.seatId,
  seatName: seat.seatName ?? '',
  screenLine: seat.screenLine ?? '',
  seatType: 'local',
  status: seat.status ?? '',
  canPrio: seat.canPrio,
  canVote: true,
  seatedParticipantId: seat.seatedParticipantId ?? '',
  assignedParticipantId: seat.seatedParticipantId ?? '',
  devices: [],
});

const entryJson = (entry: DiscussionEntry): JsonObject => ({
  seatId: entry.seatId,
  participantId: entry.participantId ?? '',
  screenLine: entry.screenLine ?? '',
  microphoneState: entry.microphoneState,
  speakerType: entry.speakerType,
  isFirst: entry.isFirst,
  remainingSpeechDuration: 300_000,
  speechStartTime: 0,
});

/** What the server sent, as text of one WebSocket frame. Members that newer versions add are ignored. */
export function parseMessage(text: string, member: ContentMember = 'parameters'): Parsed<DicentisMessage> {
  const envelope = parseEnvelope(text, member);
  if (!envelope.ok) return envelope;
  const { messageId, operation, content } = envelope.message;
  const message = readContent(messageId, operation, content);
  return message ? { ok: true, message } : { ok: false, reason: `odd content of ${operation.slice(0, 40)}` };
}

function readContent(messageId: number, operation: string, content: JsonObject): DicentisMessage | undefined {
  switch (operation.toLowerCase()) {
    case 'event': {
      const events = listIn(content['events'], maxListLength, readWord);
      return events && { type: 'event', events };
    }
    case 'error':
      return { type: 'error', messageId, message: readWord(content['message']) ?? '' };
    case 'login': {
      const loggedIn = booleanIn(content['loggedIn']);
      return loggedIn === undefined ? undefined : { type: 'login', messageId, operation, loggedIn };
    }
    case 'getpermissions': {
      const permissions = listIn(content['permissions'], maxListLength, readWord);
      return permissions && { type: 'permissions', messageId, operation, permissions };
    }
    case 'getseats': {
      const seats = listIn(content['seats'], maxListLength, readSeat);
      return seats && { type: 'seats', messageId, operation, seats };
    }
    case 'getdiscussionlist': {
      const entries = listIn(content['discussionList'], maxListLength, readEntry);
      return entries && { type: 'discussion', messageId, operation, entries };
    }
    case 'getdiscussionoptions':
      return {
        type: 'options',
        messageId,
        operation,
        discussionMode: integerIn(content['discussionMode'], limitRange) ?? null,
        maxRequests: integerIn(content['maxRequests'], limitRange) ?? null,
        maxResponses: integerIn(content['maxResponses'], limitRange) ?? null,
      };
    default:
      return { type: 'done', messageId, operation };
  }
}

const readWord = (value: unknown): string | undefined =>
  typeof value === 'string' ? value.slice(0, 300) : undefined;

function readSeat(value: unknown): DicentisSeat | undefined {
  if (!isJsonObject(value)) return undefined;
  const seatId = readId(value['seatId']);
  if (seatId === undefined) return undefined;
  return {
    seatId,
    ...optional('seatName', readSeatName(value['seatName'])),
    ...optional('screenLine', readSeatName(value['screenLine'])),
    ...optional('status', readSeatName(value['status'])),
    canPrio: booleanIn(value['canPrio']) ?? false,
    ...optional('seatedParticipantId', readId(value['seatedParticipantId'])),
  };
}

/** Participants without a seat (remote ones) have nothing that could be switched here. */
function readEntry(value: unknown): DiscussionEntry | undefined {
  if (!isJsonObject(value)) return undefined;
  const seatId = readId(value['seatId']);
  const speakerType = wordIn(speakerTypes, value['speakerType']);
  const microphoneState = wordIn(microphoneStates, value['microphoneState']);
  if (seatId === undefined || speakerType === undefined || microphoneState === undefined) return undefined;
  return {
    seatId,
    ...optional('participantId', readId(value['participantId'])),
    ...optional('screenLine', readSeatName(value['screenLine'])),
    microphoneState,
    speakerType,
    isFirst: booleanIn(value['isFirst']) ?? false,
  };
}

function optional<Key extends string>(key: Key, value: string | undefined): { readonly [K in Key]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [K in Key]?: string });
}
