/**
 * beyerdynamic Quinta control protocol, RS-232/USB or Telnet 23: what a controller says. A command ends
 * with CR and is case-sensitive; the next one has to wait for the prompt `>`, at most 5 s. Left out here:
 * voting, audio and radio. Source: "Control Protocol for 3rd Party System Control", edition 3.0.
 */
import type { StreamCodec } from '../codec.ts';
import { decodeLines } from '../lines.ts';
import {
  hexDigits,
  parseHex,
  positionRange,
  readUnitFlags,
  type UnitFlags,
  unitFlagBits,
  unitRange,
} from './words.ts';

export type QuintaCommand =
  /** Takes this port and locks the others. The pages that print the password's place were not readable. */
  | { readonly type: 'login'; readonly password?: string }
  | { readonly type: 'lock-ports' }
  | { readonly type: 'get-version' }
  | { readonly type: 'get-mode' }
  /** Who is on which of the four streams. */
  | { readonly type: 'get-streams' }
  | { readonly type: 'get-unit'; readonly position: number }
  | { readonly type: 'get-name'; readonly position: number }
  | {
      readonly type: 'start-speaking' | 'stop-speaking';
      readonly unit: number;
      readonly flags: UnitFlags;
    }
  | { readonly type: 'clear-speaking' }
  /** Of single and left delegates, or of right ones; of the unit chosen by `address`, else of all. */
  | { readonly type: 'clear-requests'; readonly right: boolean }
  /** The unit that the next commands mean; null: all of them. */
  | { readonly type: 'address'; readonly unit: number | null }
  /** A command this program does not know or whose data is wrong: a control unit does not answer it. */
  | { readonly type: 'unknown' };

const maxLineBytes = 256;
const encoder = new TextEncoder();

export const quintaCommands: StreamCodec<QuintaCommand> = {
  maxPendingBytes: maxLineBytes + 1,
  encode: (command) => encoder.encode(`${line(command)}\r`),
  decode: (pending, chunk) => decodeLines(pending, chunk, maxLineBytes, parse),
};

function line(command: QuintaCommand): string {
  switch (command.type) {
    case 'login':
      return command.password === undefined ? 'U 0' : `U 0 ${command.password}`;
    case 'get-unit':
      return `T 0 ${hexDigits(command.position, 2)} 0`;
    case 'get-name':
      return `T 0 ${hexDigits(command.position, 2)} 3`;
    case 'start-speaking':
    case 'stop-speaking': {
      const speak = command.type === 'start-speaking' ? 1 : 0;
      return `A ${hexDigits(command.unit, 8)} ${speak} ${hexDigits(unitFlagBits(command.flags), 4)}`;
    }
    case 'clear-requests':
      return command.right ? '~Q 10' : '~Q 00';
    case 'address':
      return command.unit === null ? 'M 0' : `M ${hexDigits(command.unit, 8)}`;
    case 'unknown':
      throw new Error('only a control unit meets these');
    default:
      return plainLines[command.type];
  }
}

const plainLines = {
  'lock-ports': 'U B',
  'get-version': 'V',
  'get-mode': 'j 3 D',
  'get-streams': 'S 0',
  'clear-speaking': 'i 00',
} as const;
const plainOfLine = new Map(
  Object.entries(plainLines).map(([type, text]) => [text as string, type as keyof typeof plainLines]),
);

const unknown: QuintaCommand = { type: 'unknown' };

function parse(text: string): QuintaCommand {
  const plain = plainOfLine.get(text);
  if (plain) return { type: plain };
  const [word, first, second, third, more] = text.split(' ');
  switch (word) {
    case 'U': {
      const password = text.slice('U 0 '.length);
      if (first !== '0') return unknown;
      return password === '' ? { type: 'login' } : { type: 'login', password };
    }
    case 'T':
      return more === undefined ? parseList(first, second, third) : unknown;
    case 'A':
      return more === undefined ? parseSpeaking(first, second, third) : unknown;
    case '~Q':
      if (first !== '00' && first !== '10') return unknown;
      return { type: 'clear-requests', right: first === '10' };
    case 'M': {
      const unit = parseHex(first, [0, unitRange[1]]);
      return unit === undefined ? unknown : { type: 'address', unit: unit === 0 ? null : unit };
    }
    default:
      return unknown;
  }
}

function parseList(
  group: string | undefined,
  place: string | undefined,
  field: string | undefined,
): QuintaCommand {
  const position = parseHex(place, positionRange);
  if (group !== '0' || position === undefined) return unknown;
  if (field === '0') return { type: 'get-unit', position };
  return field === '3' ? { type: 'get-name', position } : unknown;
}

function parseSpeaking(
  id: string | undefined,
  speak: string | undefined,
  bits: string | undefined,
): QuintaCommand {
  const unit = parseHex(id, unitRange);
  const flagBits = parseHex(bits, [0, 0xffff]);
  const flags = flagBits === undefined ? undefined : readUnitFlags(flagBits);
  if (unit === undefined || flags === undefined || (speak !== '0' && speak !== '1')) return unknown;
  return { type: speak === '1' ? 'start-speaking' : 'stop-speaking', unit, flags };
}
