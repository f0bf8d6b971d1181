/**
 * Shure DIS-CCU text protocol: what the unit says, as answers and on its own, ended by CR LF. A parser
 * ignores whatever stands behind a seat number (a client in the field suggests that some firmware adds a
 * field there), and keeps lines of other subjects (audio, attendance) apart from nonsense. Votes: voting.ts.
 */
import { ascii, concat } from '../bytes.ts';
import type { StreamCodec } from '../codec.ts';
import { decodeLines } from '../lines.ts';
import type { InterruptMode } from '../models/microphones.ts';
import { readSeatName } from '../models/seat-name.ts';
import { isVotingReport, parseVotingReport, votingReportLine, type DisVotingReport } from './voting.ts';
import {
  type Limit,
  type Mode,
  limitRanges,
  parseInteger,
  parseInterrupt,
  parseMode,
  modeWord,
  priorityRange,
  seatRange,
} from './words.ts';

const seatReports = [
  'mic_on',
  'mic_off',
  'mic_request_on',
  'mic_request_off',
  'mic_reply_on',
  'mic_reply_off',
] as const;

export type DisReport =
  | { readonly type: (typeof seatReports)[number]; readonly seat: number }
  | { readonly type: 'mic_all_off' | 'mic_status_done' }
  | { readonly type: Limit; readonly value: number }
  | ({ readonly type: 'mic_mode' } & Mode)
  | { readonly type: 'mic_interrupt'; readonly interrupt: InterruptMode; readonly word: string }
  | { readonly type: 'mic_priority'; readonly seat: number; readonly priority: number }
  /** CU 6105 sends `seat_number` inside the status block and `seat_state` without a name on later changes. */
  | {
      readonly type: 'seat_state' | 'seat_number';
      readonly seat: number;
      readonly active: boolean;
      readonly name?: string;
    }
  | { readonly type: 'command_error'; readonly text: string }
  | DisVotingReport
  /** A line of the protocol that says nothing about microphones and votes. */
  | { readonly type: 'other'; readonly line: string };

/** Room for a name far longer than any that fits a display: it is shortened, not lost. */
const maxLineBytes = 2048;
const encoder = new TextEncoder();

export const disReports: StreamCodec<DisReport> = {
  maxPendingBytes: maxLineBytes + 1,
  encode: (report) => concat(encoder.encode(line(report)), ascii('\r\n')),
  decode: (pending, chunk) => decodeLines(pending, chunk, maxLineBytes, parse),
};

function line(report: DisReport): string {
  if (isVotingReport(report)) return votingReportLine(report);
  switch (report.type) {
    case 'mic_mode':
      return `mic_mode ${modeWord(report)}`;
    case 'mic_interrupt':
      return `mic_interrupt ${report.word}`;
    case 'mic_priority':
      return `mic_priority ${report.seat} ${report.priority}`;
    case 'seat_state':
    case 'seat_number':
      return `${report.type} ${report.seat} ${report.active ? 'active' : 'passive'}${report.name ? ` ${report.name}` : ''}`;
    case 'command_error':
      return `command_error ${report.text}`;
    case 'other':
      return report.line;
    case 'mic_all_off':
    case 'mic_status_done':
      return report.type;
    default:
      return `${report.type} ${'seat' in report ? report.seat : report.value}`;
  }
}

const otherSubjects =
  /^(audio_|voting_|interim_voting|final_voting|attendance_|loudspeaker_|line_|mic_attenuation|mic_speaker_attenuation|mic_mute_all)/;

function parse(text: string): DisReport | undefined {
  const match = /^\s*(\S+)(?:\s+(\S+))?(?:\s+(\S+))?(?:\s(.*?))?\s*$/.exec(text);
  const word = match?.[1]?.toLowerCase() ?? '';
  const [, , first, second, rest] = match ?? [];
  const voting = { type: word };
  if (isVotingReport(voting)) return parseVotingReport(voting, text);
  if ((seatReports as readonly string[]).includes(word)) {
    const seat = parseInteger(first, seatRange);
    return seat === undefined ? undefined : { type: word as (typeof seatReports)[number], seat };
  }
  if (Object.hasOwn(limitRanges, word)) {
    const limit = word as Limit;
    const value = parseInteger(first, limitRanges[limit]);
    return value === undefined ? undefined : { type: limit, value };
  }
  switch (word) {
    case 'mic_all_off':
    case 'mic_status_done':
      return { type: word };
    case 'mic_mode': {
      const mode = parseMode(first ?? '');
      return mode && { type: word, ...mode };
    }
    case 'mic_interrupt': {
      const interrupt = parseInterrupt(first ?? '');
      return interrupt && { type: word, interrupt, word: first ?? '' };
    }
    case 'mic_priority': {
      const seat = parseInteger(first, seatRange);
      const priority = parseInteger(second, priorityRange);
      return seat === undefined || priority === undefined ? undefined : { type: word, seat, priority };
    }
    case 'seat_state':
    case 'seat_number': {
      const seat = parseInteger(first, seatRange);
      const state = second?.toLowerCase();
      if (seat === undefined || (state !== 'active' && state !== 'passive')) return undefined;
      const name = readSeatName(rest);
      return { type: word, seat, active: state === 'active', ...(name ? { name } : {}) };
    }
    case 'command_error':
      return { type: word, text: [first, second, rest].filter(Boolean).join(' ') };
    default:
      return otherSubjects.test(word) ? { type: 'other', line: text } : undefined;
  }
}
