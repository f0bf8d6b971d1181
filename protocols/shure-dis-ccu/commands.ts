/**
 * Shure DIS-CCU / DCS 6000 / MXC text protocol, TCP 3142: what a client says to the unit.
 * Source: Shure MXC command strings and DCS 6000 manual. A line ends with CR, LF or both and is
 * case-insensitive. Votes: voting.ts. Left out here: audio commands.
 */
import { ascii } from '../bytes.ts';
import type { StreamCodec } from '../codec.ts';
import { decodeLines } from '../lines.ts';
import { isVotingCommand, parseVotingCommand, votingCommandLine, type DisVotingCommand } from './voting.ts';
import { type Limit, limitRanges, parseInteger, parseMode, priorityRange, seatRange } from './words.ts';

const seatCommands = [
  'mic_on',
  'mic_off',
  'mic_request_on',
  'mic_request_off',
  'mic_reply_on',
  'mic_reply_off',
  'mic_on_from_request',
] as const;
const plainCommands = [
  'mic_status',
  'mic_next_on',
  'mic_all_delegates_off',
  'mic_all_off',
  'mic_all_requests_off',
  'mic_all_replies_off',
] as const;

export type SeatCommandWord = (typeof seatCommands)[number];
export type PlainCommandWord = (typeof plainCommands)[number];

export type DisCommand =
  | { readonly type: SeatCommandWord; readonly seat: number }
  | { readonly type: PlainCommandWord }
  | { readonly type: Limit; readonly value: number }
  /** The word as in the manual: `auto`, `manual+reply`, … */
  | { readonly type: 'mic_mode'; readonly word: string }
  | { readonly type: 'mic_interrupt'; readonly word: string }
  | { readonly type: 'mic_priority'; readonly seat: number; readonly priority: number }
  | DisVotingCommand
  /** A command this unit does not know, or one whose data is wrong: it answers with an error line. */
  | { readonly type: 'unknown' }
  | { readonly type: 'malformed' };

const maxLineBytes = 256;

export const disCommands: StreamCodec<DisCommand> = {
  maxPendingBytes: maxLineBytes + 1,
  encode(command) {
    return ascii(`${line(command)}\r\n`);
  },
  decode: (pending, chunk) => decodeLines(pending, chunk, maxLineBytes, parse),
};

function line(command: DisCommand): string {
  if (isVotingCommand(command)) return votingCommandLine(command);
  switch (command.type) {
    case 'mic_mode':
    case 'mic_interrupt':
      return `${command.type} ${command.word}`;
    case 'mic_priority':
      return `mic_priority ${command.seat} ${command.priority}`;
    case 'unknown':
    case 'malformed':
      throw new Error('only a unit meets these');
    default:
      if ('seat' in command) return `${command.type} ${command.seat}`;
      return 'value' in command ? `${command.type} ${command.value}` : command.type;
  }
}

const isIn = <Word extends string>(words: readonly Word[], word: string): word is Word =>
  (words as readonly string[]).includes(word);

function parse(text: string): DisCommand {
  const [first = '', ...data] = text.trim().split(/\s+/);
  const word = first.toLowerCase();
  const malformed: DisCommand = { type: 'malformed' };
  const voting = { type: word };
  if (isVotingCommand(voting)) return parseVotingCommand(voting, data) ?? malformed;
  if (isIn(plainCommands, word)) return data.length === 0 ? { type: word } : malformed;
  if (isIn(seatCommands, word)) {
    const seat = parseInteger(data[0], seatRange);
    return seat === undefined || data.length > 1 ? malformed : { type: word, seat };
  }
  if (Object.hasOwn(limitRanges, word)) {
    const limit = word as Limit;
    const value = parseInteger(data[0], limitRanges[limit]);
    return value === undefined || data.length > 1 ? malformed : { type: limit, value };
  }
  switch (word) {
    case 'mic_mode':
      return data.length === 1 && parseMode(data[0] ?? '') ? { type: word, word: data[0] ?? '' } : malformed;
    case 'mic_interrupt':
      return data.length === 1 && /^(on|off|same|lower)$/i.test(data[0] ?? '')
        ? { type: word, word: data[0] ?? '' }
        : malformed;
    case 'mic_priority': {
      const seat = parseInteger(data[0], seatRange);
      const priority = parseInteger(data[1], priorityRange);
      return seat === undefined || priority === undefined || data.length > 2
        ? malformed
        : { type: word, seat, priority };
    }
    default:
      return { type: 'unknown' };
  }
}
