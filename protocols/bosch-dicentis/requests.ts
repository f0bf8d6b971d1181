/**
 * Bosch DICENTIS: what a client asks of the server, and how the server reads it. The server's literal
 * error texts come from a 6.50 server; what is no JSON at all closes the connection.
 */
import { type JsonObject, listIn, parseJson } from '../json.ts';
import { encodeEnvelope, type Envelope, parseEnvelope, readId } from './envelope.ts';
import {
  microphoneOperations,
  type MicrophoneOperation,
  type Question,
  questions,
  seatOperations,
  type SeatOperation,
  speechOperations,
  type SpeechOperation,
  wordIn,
} from './words.ts';

export type DicentisRequest =
  | { readonly operation: 'Login'; readonly user: string; readonly password: string }
  | { readonly operation: Question }
  /** As named by the client: whether there are such events is for the server to say. */
  | { readonly operation: 'RegisterEvents'; readonly events: readonly string[] }
  | { readonly operation: SeatOperation; readonly seatId: string }
  | { readonly operation: MicrophoneOperation | SpeechOperation; readonly seatIds: readonly string[] };

/** How the server takes a text frame. */
export type ReadRequest =
  | {
      readonly type: 'request';
      readonly messageId: number;
      /** As the client wrote it: the answer repeats it. */
      readonly operation: string;
      readonly request: DicentisRequest;
    }
  | { readonly type: 'refused'; readonly messageId: number; readonly message: string }
  /** No JSON. */
  | { readonly type: 'close' };

/** Longest list of ids or event names. */
const maxListLength = 2000;

export function encodeRequest(messageId: number, request: DicentisRequest): string {
  return encodeEnvelope({ messageId, operation: request.operation, content: contentOf(request) });
}

function contentOf(request: DicentisRequest): JsonObject {
  switch (request.operation) {
    case 'Login':
      return { user: request.user, password: request.password };
    case 'RegisterEvents':
      return { events: request.events };
    case 'AddSeatToSpeakers':
    case 'RemoveSeatFromDiscussionList':
      return { seatId: request.seatId };
    case 'ActivateMicrophone':
    case 'DeactivateMicrophone':
      // Older versions know one seat only.
      return request.seatIds.length === 1 ? { seatId: request.seatIds[0] } : { seatIds: request.seatIds };
    default:
      return 'seatIds' in request ? { seatIds: request.seatIds } : {};
  }
}

export function readRequest(text: string): ReadRequest {
  if (!parseJson(text).ok) return { type: 'close' };
  const envelope = parseEnvelope(text);
  if (!envelope.ok) return { type: 'refused', messageId: 0, message: 'Bad message format' };
  const { messageId, operation } = envelope.message;
  const read = readOperation(envelope.message);
  return typeof read === 'string'
    ? { type: 'refused', messageId, message: read }
    : { type: 'request', messageId, operation, request: read };
}

/** The request, or the server's words for why not. */
function readOperation({ operation, content }: Envelope): DicentisRequest | string {
  const question = wordIn(questions, operation);
  if (question) return foreignMember(question, content, []) ?? { operation: question };
  if (wordIn(['Login'], operation)) {
    const { user, password } = content;
    return typeof user === 'string' && typeof password === 'string'
      ? { operation: 'Login', user, password }
      : 'Bad message format';
  }
  if (wordIn(['RegisterEvents'], operation)) {
    const events = listIn(content['events'], maxListLength, (name) =>
      typeof name === 'string' ? name : undefined,
    );
    return events ? { operation: 'RegisterEvents', events } : 'Bad message format';
  }
  const onSeat = wordIn(seatOperations, operation);
  if (onSeat) {
    const seatId = readId(content['seatId']);
    return (
      foreignMember(onSeat, content, ['seatId']) ??
      (seatId === undefined ? cannot(onSeat) : { operation: onSeat, seatId })
    );
  }
  const onMicrophone = wordIn(microphoneOperations, operation);
  const onSeats = onMicrophone ?? wordIn(speechOperations, operation);
  if (onSeats) {
    const seatIds = listIn(content['seatIds'], maxListLength, readId) ?? [];
    const one = onMicrophone && readId(content['seatId']);
    const all = one === undefined ? seatIds : [one, ...seatIds];
    return all.length === 0 ? cannot(onSeats) : { operation: onSeats, seatIds: all };
  }
  return `${operation.toUpperCase()} is an unknown operation`;
}

/** The server's text for an operation that its state does not allow. */
export const cannot = (operation: string): string => `Unable to perform the operation: ${operation}`;

/** The server's text for an event name it does not have, at this place of the list. */
export const noSuchEvent = (name: string, at: number): string =>
  `Error converting value ${JSON.stringify(name)} to type 'SynopticControl.Common.ConferenceEvent'. Path 'parameters.events[${at}]'.`;

export const loginFirst = 'Please login first';
export const alreadyLoggedIn = 'Already logged in. Please disconnect to log off';

function foreignMember(operation: string, content: JsonObject, known: readonly string[]): string | undefined {
  const foreign = Object.keys(content).find((key) => !known.includes(key));
  return foreign === undefined
    ? undefined
    : `Could not find member '${foreign}' on object of type '${operation}Request'. Path 'parameters.${foreign}'.`;
}
