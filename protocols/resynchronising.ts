/**
 * Reads a byte stream that has neither frames nor checksums: a message is known by its first byte, its
 * length follows from it, and values that cannot be are the only sign of being out of step. After such a
 * one reading goes on one byte later, so at most one message per fault is lost or made up. A run of
 * senseless bytes counts once, however it was cut into chunks.
 */
import { concat } from './bytes.ts';
import { noBytes, type Decoded } from './codec.ts';

export type Reading<Message> =
  | { readonly found: 'message'; readonly message: Message; readonly length: number }
  /** More bytes are needed to know. */
  | { readonly found: 'part' }
  /** No message starts here. */
  | { readonly found: 'nothing' };

export const nothing = { found: 'nothing' } as const;
export const part = { found: 'part' } as const;

/** Never the first byte of a message; in front of `pending` it says that a senseless run goes on. */
const runMark = 0x00;

/** `read` looks at the bytes from a message's supposed start on, at least one. */
export function decodeUnframed<Message>(
  pending: Uint8Array,
  chunk: Uint8Array,
  read: (bytes: Uint8Array) => Reading<Message>,
): Decoded<Message> {
  let inRun = pending[0] === runMark;
  const bytes = concat(inRun ? pending.subarray(1) : pending, chunk);
  const messages: Message[] = [];
  let garbage = 0;
  let at = 0;
  while (at < bytes.length) {
    const reading = read(bytes.subarray(at));
    if (reading.found === 'part') break;
    if (reading.found === 'message') {
      messages.push(reading.message);
      at += reading.length;
      inRun = false;
      continue;
    }
    if (!inRun) garbage++;
    inRun = true;
    at++;
  }
  const rest = bytes.subarray(at);
  return { messages, garbage, pending: inRun ? concat(Uint8Array.of(runMark), rest) : keep(rest) };
}

const keep = (rest: Uint8Array): Uint8Array => (rest.length === 0 ? noBytes : rest.slice());

/** The big-endian 16-bit number at `at`; 0 where the bytes end. */
export const u16 = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);

export const bytesOf16 = (value: number): readonly [number, number] => [(value >> 8) & 0xff, value & 0xff];
