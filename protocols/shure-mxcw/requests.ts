/**
 * Shure MXCW command strings, TCP 2202: what a client says to the access point transceiver. Source: Shure
 * MXCW command strings. Votes: voting.ts. Left out here: audio levels, batteries, radio.
 */
import type { StreamCodec } from '../codec.ts';
import type { InterruptMode, MicrophoneMode } from '../models/microphones.ts';
import { decodeFrames, encodeFrame, maxFrameBytes, splitWords } from './frames.ts';
import { isVotingRequest, parseVotingRequest, votingRequestText, type MxcwVotingRequest } from './voting.ts';
import {
  interrupts,
  isLimit,
  type Limit,
  limitRanges,
  meterRateRange,
  microphoneStatuses,
  modes,
  parseInteger,
  priorityRange,
  seatOrAllRange,
  seatProperties,
  type SeatProperty,
  seatRange,
  systemProperties,
  type SystemProperty,
} from './words.ts';

export type MxcwRequest =
  | { readonly type: 'get-all' }
  /** Seat 0 asks of every seat. */
  | { readonly type: 'get-seat'; readonly property: SeatProperty; readonly seat: number }
  | { readonly type: 'get'; readonly property: SystemProperty }
  /** Seat 0 means every seat. */
  | { readonly type: 'set-microphone'; readonly seat: number; readonly open: boolean }
  | { readonly type: 'speak-request' | 'speak-release'; readonly seat: number }
  | { readonly type: 'open-next' | 'clear-requests' | 'close-delegates' }
  | { readonly type: 'set-mode'; readonly mode: MicrophoneMode }
  | { readonly type: 'set-interrupt'; readonly interrupt: InterruptMode }
  | { readonly type: 'set-limit'; readonly limit: Limit; readonly value: number }
  | { readonly type: 'set-priority'; readonly seat: number; readonly priority: number }
  | { readonly type: 'set-meter-rate'; readonly everyMs: number }
  | MxcwVotingRequest
  /** A frame the unit cannot act on: it answers with an error. */
  | { readonly type: 'unknown' };

export const mxcwRequests: StreamCodec<MxcwRequest> = {
  maxPendingBytes: maxFrameBytes,
  encode: (request) => encodeFrame(textOf(request)),
  decode: (pending, chunk) => decodeFrames(pending, chunk, parse),
};

const triggers = {
  'open-next': 'NEXT_MIC_ON',
  'clear-requests': 'CLEAR_REQUEST_LIST',
  'close-delegates': 'ALL_DELEGATE_MIC_OFF',
} as const;

function textOf(request: MxcwRequest): string {
  if (isVotingRequest(request)) return votingRequestText(request);
  switch (request.type) {
    case 'get-all':
      return 'GET ALL';
    case 'get-seat':
      return `GET ${request.seat} ${request.property}`;
    case 'get':
      return `GET ${request.property}`;
    case 'set-microphone':
      return `SET ${request.seat} MIC_STATUS ${request.open ? 'ON' : 'OFF'}`;
    case 'speak-request':
      return `SET ${request.seat} SPEAK_REQUEST TRUE`;
    case 'speak-release':
      return `SET ${request.seat} SPEAK_RELEASE TRUE`;
    case 'set-mode':
      return `SET OPERATION_MODE ${modes.encode(request.mode)}`;
    case 'set-interrupt':
      return `SET INTERRUPT_MODE ${interrupts.encode(request.interrupt)}`;
    case 'set-limit':
      return `SET ${request.limit} ${request.value}`;
    case 'set-priority':
      return `SET ${request.seat} MIC_PRIORITY ${request.priority}`;
    case 'set-meter-rate':
      return `SET AUDIO_METER_RATE ${request.everyMs}`;
    case 'unknown':
      throw new Error('only a unit meets this');
    default:
      return `SET ${triggers[request.type]} TRUE`;
  }
}

const unknown: MxcwRequest = { type: 'unknown' };

/** The unit answers whatever it is sent, so nothing here is garbage. */
function parse(text: string): MxcwRequest {
  const [verb = '', ...rest] = splitWords(text);
  const indexed = /^\d+$/.test(rest[0] ?? '');
  const index = indexed ? parseInteger(rest[0], seatOrAllRange) : undefined;
  const [property = '', value] = (indexed ? rest.slice(1) : rest).map((word) => word.toUpperCase());
  if (indexed && index === undefined) return unknown;
  const voting = parseVotingRequest(verb.toUpperCase(), property, index, value);
  if (voting) return voting;
  switch (verb.toUpperCase()) {
    case 'GET':
      return parseGet(property, index) ?? unknown;
    case 'SET':
      return (
        (index === undefined ? parseSet(property, value) : parseSeatSet(property, index, value)) ?? unknown
      );
    default:
      return unknown;
  }
}

function parseGet(property: string, index: number | undefined): MxcwRequest | undefined {
  if (index === undefined) {
    if (property === 'ALL') return { type: 'get-all' };
    const known = systemProperties.find((other) => other === property);
    return known && { type: 'get', property: known };
  }
  const known = seatProperties.find((other) => other === property);
  return known && { type: 'get-seat', property: known, seat: index };
}

function parseSeatSet(property: string, index: number, value: string | undefined): MxcwRequest | undefined {
  if (property === 'MIC_STATUS') {
    const status = microphoneStatuses.parse(value);
    return status === undefined || status === 'unknown'
      ? undefined
      : { type: 'set-microphone', seat: index, open: status === 'on' };
  }
  if (index < seatRange[0]) return undefined;
  switch (property) {
    case 'SPEAK_REQUEST':
      return value === 'TRUE' ? { type: 'speak-request', seat: index } : undefined;
    case 'SPEAK_RELEASE':
      return value === 'TRUE' ? { type: 'speak-release', seat: index } : undefined;
    case 'MIC_PRIORITY': {
      const priority = parseInteger(value, priorityRange);
      return priority === undefined ? undefined : { type: 'set-priority', seat: index, priority };
    }
    default:
      return undefined;
  }
}

function parseSet(property: string, value: string | undefined): MxcwRequest | undefined {
  if (isLimit(property)) {
    const limit = parseInteger(value, limitRanges[property]);
    return limit === undefined ? undefined : { type: 'set-limit', limit: property, value: limit };
  }
  switch (property) {
    case 'OPERATION_MODE': {
      const mode = modes.parse(value);
      return mode && { type: 'set-mode', mode };
    }
    case 'INTERRUPT_MODE': {
      const interrupt = interrupts.parse(value);
      return interrupt && { type: 'set-interrupt', interrupt };
    }
    case 'AUDIO_METER_RATE': {
      const everyMs = parseInteger(value, meterRateRange);
      return everyMs === undefined || (everyMs > 0 && everyMs < 100)
        ? undefined
        : { type: 'set-meter-rate', everyMs };
    }
    case 'NEXT_MIC_ON':
      return value === 'TRUE' ? { type: 'open-next' } : undefined;
    case 'CLEAR_REQUEST_LIST':
      return value === 'TRUE' ? { type: 'clear-requests' } : undefined;
    case 'ALL_DELEGATE_MIC_OFF':
      return value === 'TRUE' ? { type: 'close-delegates' } : undefined;
    default:
      return undefined;
  }
}
