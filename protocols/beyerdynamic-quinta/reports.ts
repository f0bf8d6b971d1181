/**
 * beyerdynamic Quinta: what the control unit says, as answers and on its own. Lines end with CR LF, a block
 * starts with CR LF and ends with the prompt `>`, which has no line end. Lines of other subjects (audio,
 * voting, service) are kept apart from nonsense; what Telnet negotiates in front of a line is skipped.
 */
import { ascii, concat } from '../bytes.ts';
import { type Decoded, noBytes, type StreamCodec } from '../codec.ts';
import { decodeLines } from '../lines.ts';
import { nameDigits, readName } from './names.ts';
import {
  hexDigits,
  parseHex,
  positionRange,
  readUnitFlags,
  type UnitFlags,
  unitFlagBits,
  unitRange,
} from './words.ts';

export type QuintaReport =
  /** Ready for the next command. */
  | { readonly type: 'prompt' }
  /** A delegate got a stream (speaks) or lost it. `right`: the right side of a double unit. */
  | {
      readonly type: 'allocation';
      readonly unit: number;
      readonly right: boolean;
      readonly allocated: boolean;
      /** 1..4. */
      readonly stream: number;
    }
  /** A unit asks to speak, or says that its microphone went off; sent up to four times. */
  | {
      readonly type: 'request' | 'request-echo';
      readonly unit: number;
      readonly speak: boolean;
      readonly flags: UnitFlags;
    }
  /** About every 20 s from every unit in range. */
  | { readonly type: 'unit-status'; readonly unit: number; readonly flags: UnitFlags }
  /** Answer to `get-unit`. A ghost is in range and not registered. */
  | { readonly type: 'no-unit'; readonly position: number }
  | {
      readonly type: 'unit';
      readonly position: number;
      readonly unit: number;
      readonly ghost: boolean;
      readonly flags: UnitFlags;
      readonly inRange: boolean;
      readonly voting: boolean;
    }
  /** Answer to `get-name`; an empty name is none. */
  | { readonly type: 'name'; readonly position: number; readonly name: string }
  /** Answer to `get-streams`, one for each stream 1..4. */
  | {
      readonly type: 'stream';
      readonly stream: number;
      readonly active: boolean;
      readonly unit: number | null;
      readonly left: boolean;
      readonly right: boolean;
      readonly reservedForChair: boolean;
    }
  /** The chair pressed "clear": every microphone goes off. */
  | { readonly type: 'cleared' }
  | { readonly type: 'chair-priority'; readonly long: boolean }
  | { readonly type: 'version'; readonly version: string }
  | { readonly type: 'mode'; readonly full: boolean }
  | { readonly type: 'other'; readonly text: string };

const maxLineBytes = 512;
const prompt = 0x3e;
const lineEnd = ascii('\r\n');

export const quintaReports: StreamCodec<QuintaReport> = {
  maxPendingBytes: maxLineBytes + 1,
  encode: (report) => (report.type === 'prompt' ? ascii('>') : concat(ascii(line(report)), lineEnd)),
  decode,
};

/** A block as the unit writes it: CR LF, the lines, the prompt. */
export const encodeBlock = (reports: readonly QuintaReport[]): Uint8Array =>
  concat(lineEnd, ...reports.map((report) => quintaReports.encode(report)), ascii('>'));

function decode(pending: Uint8Array, chunk: Uint8Array): Decoded<QuintaReport> {
  const messages: QuintaReport[] = [];
  let garbage = 0;
  let rest = pending;
  let start = 0;
  for (let at = 0; at <= chunk.length; at++) {
    if (at < chunk.length && chunk[at] !== prompt) continue;
    const isPrompt = at < chunk.length;
    const piece = chunk.subarray(start, at);
    const decoded = decodeLines(rest, isPrompt ? concat(piece, lineEnd) : piece, maxLineBytes, parse);
    messages.push(...decoded.messages);
    if (isPrompt) messages.push({ type: 'prompt' });
    garbage += decoded.garbage;
    rest = isPrompt ? noBytes : decoded.pending;
    start = at + 1;
  }
  return { messages, garbage, pending: rest };
}

function line(report: Exclude<QuintaReport, { readonly type: 'prompt' }>): string {
  switch (report.type) {
    case 'allocation': {
      const bits = (report.right ? 0x10 : 0) | (report.allocated ? 1 : 0);
      return `Q ${hexDigits(report.unit, 8)} ${hexDigits(bits, 2)} ${hexDigits(0x0b + report.stream, 2)}`;
    }
    case 'request':
    case 'request-echo': {
      const letter = report.type === 'request' ? 'q' : 'a';
      const speak = report.speak ? '01' : '00';
      return `${letter} ${hexDigits(report.unit, 8)} ${speak} ${hexDigits(unitFlagBits(report.flags), 4)}`;
    }
    case 'unit-status':
      return `x ${hexDigits(report.unit, 6)} ${hexDigits(unitFlagBits(report.flags), 4)} 7A 241100`;
    case 'no-unit':
      return `SList[0x${hexDigits(report.position, 2)}] FFFFFFFF FF FF FF FF`;
    case 'unit': {
      const bits = unitFlagBits(report.flags);
      const id = (report.ghost ? 'F' : '0') + hexDigits(report.unit, 7);
      const status = report.inRange ? 'FC' : '00';
      const flags = `${hexDigits(bits & 0xff, 2)} ${hexDigits(bits >> 8, 2)}`;
      const voting = report.voting ? '02' : '00';
      return `SList[0x${hexDigits(report.position, 2)}] ${id} ${flags} ${status} ${voting}`;
    }
    case 'name':
      return `RightNameL[0x${hexDigits(report.position, 2)}] ${nameDigits(report.name)}`;
    case 'stream':
      return streamLine(report);
    case 'cleared':
      return 'i 00';
    case 'chair-priority':
      return report.long ? 'l 01' : 'l 00';
    case 'version':
      return `CUFW ${report.version}`;
    case 'mode':
      return report.full ? 'Full mode' : 'Light mode';
    case 'other':
      return report.text;
  }
}

function streamLine(report: QuintaReport & { readonly type: 'stream' }): string {
  const letter = 'CDEF'[report.stream - 1] ?? 'C';
  const bits =
    (report.active ? 1 : 0) |
    (report.left ? 2 : 0) |
    (report.right ? 4 : 0) |
    (report.reservedForChair ? 0x20 : 0);
  return `Str${letter} ${hexDigits(report.unit ?? 0, 8)} ${hexDigits(bits, 2)} 00`;
}

function parse(text: string): QuintaReport | undefined {
  const trimmed = text.replace(/^[^\x20-\x7e]+/, '').trim();
  const [word = '', first, second, third, fourth] = trimmed.split(/ +/);
  const place = /^(SList|RightNameL)\[0x([0-9A-F]{2})\]$/i.exec(word);
  if (place) {
    const position = parseHex(place[2], positionRange);
    if (position === undefined) return undefined;
    if (/^s/i.test(place[1] ?? '')) return parseUnit(position, first, second, third, fourth, trimmed);
    const name = readName(first ?? '');
    return name === undefined ? undefined : { type: 'name', position, name };
  }
  switch (word) {
    case 'Q':
      return parseAllocation(first, second, third);
    case 'q':
    case 'a':
      return parseRequest(word === 'q' ? 'request' : 'request-echo', first, second, third);
    // The list of messages has a small x, an example a large one.
    case 'x':
    case 'X': {
      const [unit, flags] = [parseHex(first, unitRange), parseFlags(second)];
      return unit === undefined || flags === undefined ? undefined : { type: 'unit-status', unit, flags };
    }
    case 'StrC':
    case 'StrD':
    case 'StrE':
    case 'StrF':
      return parseStream('CDEF'.indexOf(word.slice(3)) + 1, first, second);
    case 'i':
      return { type: 'cleared' };
    case 'l':
      return { type: 'chair-priority', long: first === '01' };
    case 'CUFW':
      return { type: 'version', version: (first ?? '').slice(0, 20) };
    case 'Full':
    case 'Light':
      return { type: 'mode', full: word === 'Full' };
    default:
      return /^[\x20-\x7e]+$/.test(trimmed) ? { type: 'other', text: trimmed } : undefined;
  }
}

function parseFlags(word: string | undefined): UnitFlags | undefined {
  const bits = parseHex(word, [0, 0xffff]);
  return bits === undefined ? undefined : readUnitFlags(bits);
}

function parseAllocation(
  id: string | undefined,
  flags: string | undefined,
  streamWord: string | undefined,
): QuintaReport | undefined {
  const unit = parseHex(id, unitRange);
  const bits = parseHex(flags, [0, 0xff]);
  const stream = parseHex(streamWord, [0x0c, 0x0f]);
  if (unit === undefined || bits === undefined || stream === undefined) return undefined;
  const right = (bits & 0x10) !== 0;
  return { type: 'allocation', unit, right, allocated: (bits & 1) === 1, stream: stream - 0x0b };
}

function parseRequest(
  type: 'request' | 'request-echo',
  id: string | undefined,
  speak: string | undefined,
  flagWord: string | undefined,
): QuintaReport | undefined {
  const unit = parseHex(id, unitRange);
  const asks = parseHex(speak, [0, 1]);
  const flags = parseFlags(flagWord);
  if (unit === undefined || asks === undefined || flags === undefined) return undefined;
  return { type, unit, speak: asks === 1, flags };
}

function parseStream(
  stream: number,
  id: string | undefined,
  flags: string | undefined,
): QuintaReport | undefined {
  const unit = parseHex(id, [0, 0xff_ff_ff_ff]);
  const bits = parseHex(flags, [0, 0xff]);
  if (unit === undefined || bits === undefined) return undefined;
  const known = unit >= unitRange[0] && unit <= unitRange[1] ? unit : null;
  const left = known !== null && (bits & 2) !== 0;
  const right = known !== null && (bits & 4) !== 0;
  return {
    type: 'stream',
    stream,
    active: (bits & 1) !== 0,
    unit: known,
    left,
    right,
    reservedForChair: (bits & 0x20) !== 0,
  };
}

function parseUnit(
  position: number,
  id: string | undefined,
  firstFlags: string | undefined,
  secondFlags: string | undefined,
  statusWord: string | undefined,
  whole: string,
): QuintaReport | undefined {
  if (id === undefined || !/^[0-9A-F]{8}$/i.test(id)) return undefined;
  if (/^F{8}$/i.test(id)) return { type: 'no-unit', position };
  const unit = parseHex(id.slice(2), unitRange);
  const low = parseHex(firstFlags, [0, 0xff]);
  const high = parseHex(secondFlags, [0, 0xff]);
  const status = parseHex(statusWord, [0, 0xff]);
  const voting = parseHex(whole.split(/ +/)[5], [0, 0xff]) ?? 0;
  if (unit === undefined || low === undefined || high === undefined || status === undefined) return undefined;
  const flags = readUnitFlags((high << 8) | low);
  if (!flags) return undefined;
  return {
    type: 'unit',
    position,
    unit,
    ghost: /^F/i.test(id),
    flags,
    inRange: (status & 0x40) !== 0,
    voting: (voting & 0x02) !== 0,
  };
}
