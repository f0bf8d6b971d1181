/**
 * The frame of the Sennheiser SDC 8000/8200 ports, which is also that of Televic's TLVCAM1 (the maker of
 * both): `%`, data, four hex digits, CR. The digits are the 16-bit sum of the data's ASCII codes. They are
 * called "CRC" in every document; the printed examples are sums, but for two misprints.
 */
import { decodeLines } from '../lines.ts';
import type { Decoded } from '../codec.ts';

/** `sum`: a frame whose digits are not the sum is garbage. `any`: the digits are not looked at. */
export type Checksum = 'sum' | 'any';

const maxFrameBytes = 1024;
/** Longest rest of an unfinished frame. */
export const maxPendingBytes = maxFrameBytes + 1;

/** Data and digits as the manuals print them, against their own rule. */
const misprints: Readonly<Record<string, string>> = { '1R0053': '1R00', '1r000052': '1r00' };
const misprintOf = new Map(Object.entries(misprints).map(([printed, data]) => [data, printed]));

export function sumOf(data: string): string {
  let sum = 0;
  for (const char of data) sum = (sum + (char.codePointAt(0) ?? 0)) & 0xffff;
  return sum.toString(16).toUpperCase().padStart(4, '0');
}

/** How the digits of a frame came, or are to be sent. */
export type Digits = 'rule' | 'printed';

/** A whole frame; `printed` sends the manual's misprint where there is one. */
export function frameOf(data: string, digits: Digits = 'rule'): string {
  const printed = digits === 'printed' ? misprintOf.get(data) : undefined;
  return `%${printed ?? data + sumOf(data)}\r`;
}

export interface Frame {
  readonly data: string;
  readonly digits: Digits;
}

/** What stands before the last `%` is the rest of a frame that lost its end. */
function readFrame(line: string, checksum: Checksum): Frame | undefined {
  const start = line.lastIndexOf('%');
  if (start === -1) return undefined;
  const body = line.slice(start + 1);
  if (Object.hasOwn(misprints, body)) return { data: misprints[body] ?? '', digits: 'printed' };
  const data = body.slice(0, -4);
  const digits = body.slice(-4);
  if (data === '' || !/^[0-9a-f]{4}$/i.test(digits)) return undefined;
  if (checksum === 'sum' && digits.toUpperCase() !== sumOf(data)) return undefined;
  return { data, digits: 'rule' };
}

export function decodeFrames<Message>(
  pending: Uint8Array,
  chunk: Uint8Array,
  checksum: Checksum,
  parse: (frame: Frame) => Message | undefined,
): Decoded<Message> {
  return decodeLines(pending, chunk, maxFrameBytes, (line) => {
    const frame = readFrame(line, checksum);
    return frame && parse(frame);
  });
}

/** Microphone numbers have four decimal digits. */
export const seatDigits = (seat: number): string => String(seat).padStart(4, '0');

/** 1..9999; undefined for 0, which stands for nobody. */
export function readSeat(digits: string | undefined): number | undefined {
  if (digits === undefined || !/^\d{4}$/.test(digits)) return undefined;
  const seat = Number(digits);
  return seat >= 1 ? seat : undefined;
}
