/**
 * Shure MXCW command strings: what the unit says, as answers and on its own (`REP`, and `SAMPLE` for
 * levels). Words behind a value are ignored, properties of other subjects (batteries, radio) are kept apart
 * from nonsense. Votes: voting.ts. Whether `REP ERR` is this product's error frame is inferred from the maker's others.
 */
import type { StreamCodec } from '../codec.ts';
import type { InterruptMode, MicrophoneMode } from '../models/microphones.ts';
import { readSeatName } from '../models/seat-name.ts';
import { decodeFrames, encodeFrame, maxFrameBytes, splitWords } from './frames.ts';
import {
  isVotingReport,
  parseVotingReport,
  votingProperties,
  votingReportText,
  type MxcwVotingReport,
} from './voting.ts';
import {
  type Availability,
  availabilities,
  interrupts,
  isLimit,
  type Limit,
  limitRanges,
  memberships,
  meterRateRange,
  type MicrophoneStatus,
  microphoneStatuses,
  modes,
  parseInteger,
  priorityRange,
  type Role,
  roles,
  seatProperties,
  seatRange,
} from './words.ts';

export type MxcwReport =
  | { readonly type: 'microphone'; readonly seat: number; readonly status: MicrophoneStatus }
  | { readonly type: 'request-list' | 'speak-list'; readonly seat: number; readonly listed: boolean }
  | { readonly type: 'priority'; readonly seat: number; readonly priority: number }
  | { readonly type: 'role'; readonly seat: number; readonly role: Role }
  /** Of whoever's card lies on the unit, else the seat's own. */
  | { readonly type: 'name'; readonly seat: number; readonly name?: string }
  | { readonly type: 'availability'; readonly seat: number; readonly availability: Availability }
  | { readonly type: 'mode'; readonly mode: MicrophoneMode }
  | { readonly type: 'interrupt'; readonly interrupt: InterruptMode }
  | { readonly type: 'limit'; readonly limit: Limit; readonly value: number }
  | { readonly type: 'global-mute'; readonly muted: boolean }
  | { readonly type: 'meter-rate'; readonly everyMs: number }
  | { readonly type: 'error' }
  | MxcwVotingReport
  /** A report that says nothing about microphones and votes. */
  | { readonly type: 'other'; readonly text: string };

export const mxcwReports: StreamCodec<MxcwReport> = {
  maxPendingBytes: maxFrameBytes,
  encode: (report) => encodeFrame(textOf(report)),
  decode: (pending, chunk) => decodeFrames(pending, chunk, parse),
};

/** Names are padded with blanks to this length. */
const nameLength = 31;
const braced = (name: string): string => `{${name.replace(/[{}]/g, ' ').padEnd(nameLength)}}`;

function textOf(report: MxcwReport): string {
  if (isVotingReport(report)) return votingReportText(report);
  switch (report.type) {
    case 'microphone':
      return `REP ${report.seat} MIC_STATUS ${microphoneStatuses.encode(report.status)}`;
    case 'request-list':
    case 'speak-list': {
      const property = report.type === 'request-list' ? 'REQUEST_LIST_STATUS' : 'SPEAK_LIST_STATUS';
      return `REP ${report.seat} ${property} ${memberships.encode(report.listed ? 'in' : 'out')}`;
    }
    case 'priority':
      return `REP ${report.seat} MIC_PRIORITY ${report.priority}`;
    case 'role':
      return `REP ${report.seat} ROLE ${roles.encode(report.role)}`;
    case 'name':
      return `REP ${report.seat} SEAT_NAME ${braced(report.name ?? '')}`;
    case 'availability':
      return `REP ${report.seat} UNIT_AVAILABLE ${availabilities.encode(report.availability)}`;
    case 'mode':
      return `REP OPERATION_MODE ${modes.encode(report.mode)}`;
    case 'interrupt':
      return `REP INTERRUPT_MODE ${interrupts.encode(report.interrupt)}`;
    case 'limit':
      return `REP ${report.limit} ${report.value}`;
    case 'global-mute':
      return `REP GLOBAL_MUTE ${report.muted ? 'ON' : 'OFF'}`;
    case 'meter-rate':
      return `REP AUDIO_METER_RATE ${report.everyMs}`;
    case 'error':
      return 'REP ERR';
    case 'other':
      return report.text;
  }
}

function parse(text: string): MxcwReport | undefined {
  const [verb = '', ...rest] = splitWords(text);
  const kind = verb.toUpperCase();
  if (kind !== 'REP' && kind !== 'SAMPLE') return undefined;
  const [first = '', second = '', third] = rest;
  const indexed = /^\d+$/.test(first);
  const property = (indexed ? second : first).toUpperCase();
  if (!/^[A-Z][A-Z0-9_]*$/.test(property)) return undefined;
  if (kind === 'SAMPLE') return { type: 'other', text };
  if (property === 'ERR') return { type: 'error' };
  if (votingProperties.includes(property))
    return parseVotingReport(property, indexed ? first : undefined, indexed ? third : second);
  if (!indexed) return parseSystem(property, second, text);
  if (!seatProperties.some((known) => known === property)) return { type: 'other', text };
  const seat = parseInteger(first, seatRange);
  return seat === undefined ? undefined : parseSeat(property, seat, third, text);
}

function parseSeat(
  property: string,
  seat: number,
  value: string | undefined,
  text: string,
): MxcwReport | undefined {
  switch (property) {
    case 'MIC_STATUS': {
      const status = microphoneStatuses.parse(value);
      return status && { type: 'microphone', seat, status };
    }
    case 'REQUEST_LIST_STATUS':
    case 'SPEAK_LIST_STATUS': {
      const membership = memberships.parse(value);
      const type = property === 'REQUEST_LIST_STATUS' ? 'request-list' : 'speak-list';
      return membership && { type, seat, listed: membership === 'in' };
    }
    case 'MIC_PRIORITY': {
      const priority = parseInteger(value, priorityRange);
      return priority === undefined ? undefined : { type: 'priority', seat, priority };
    }
    case 'ROLE': {
      const role = roles.parse(value);
      // A role that a newer firmware invents changes nothing for us.
      return role ? { type: 'role', seat, role } : { type: 'other', text };
    }
    case 'SEAT_NAME': {
      if (!value?.startsWith('{')) return undefined;
      const name = readSeatName(value.replace(/^\{|\}$/g, ''));
      return { type: 'name', seat, ...(name === undefined ? {} : { name }) };
    }
    case 'UNIT_AVAILABLE': {
      const availability = availabilities.parse(value);
      return availability && { type: 'availability', seat, availability };
    }
    default:
      return undefined;
  }
}

function parseSystem(property: string, value: string, text: string): MxcwReport | undefined {
  if (isLimit(property)) {
    const limit = parseInteger(value, limitRanges[property]);
    return limit === undefined ? undefined : { type: 'limit', limit: property, value: limit };
  }
  switch (property) {
    case 'OPERATION_MODE': {
      const mode = modes.parse(value);
      return mode && { type: 'mode', mode };
    }
    case 'INTERRUPT_MODE': {
      const interrupt = interrupts.parse(value);
      return interrupt && { type: 'interrupt', interrupt };
    }
    case 'GLOBAL_MUTE': {
      const status = microphoneStatuses.parse(value);
      return status === undefined || status === 'unknown'
        ? undefined
        : { type: 'global-mute', muted: status === 'on' };
    }
    case 'AUDIO_METER_RATE': {
      const everyMs = parseInteger(value, meterRateRange);
      return everyMs === undefined ? undefined : { type: 'meter-rate', everyMs };
    }
    default:
      return { type: 'other', text };
  }
}
