/**
 * Text protocols whose messages are lines: splits a byte stream at CR, LF or both, with a bound. A line
 * longer than the bound is one piece of garbage however it was cut into chunks; empty lines are skipped.
 */
import { concat } from './bytes.ts';
import type { Decoded } from './codec.ts';

const carriageReturn = 0x0d;
const lineFeed = 0x0a;

const endsLine = (byte: number): boolean => byte === carriageReturn || byte === lineFeed;

/**
 * `parse` gives a message, or undefined for a line that makes no sense. `isEnd`: for protocols that end
 * their messages with another character.
 */
export function decodeLines<Message>(
  pending: Uint8Array,
  chunk: Uint8Array,
  maxLineBytes: number,
  parse: (line: string) => Message | undefined,
  isEnd: (byte: number) => boolean = endsLine,
): Decoded<Message> {
  const messages: Message[] = [];
  let garbage = 0;
  let head = pending;
  let start = 0;
  for (let at = 0; at < chunk.length; at++) {
    if (!isEnd(chunk[at] ?? 0)) continue;
    const piece = chunk.subarray(start, at);
    const length = head.length + piece.length;
    start = at + 1;
    if (length > 0) {
      const message =
        length > maxLineBytes ? undefined : parse(decodeText(head.length > 0 ? concat(head, piece) : piece));
      if (message === undefined) garbage++;
      else messages.push(message);
    }
    head = chunk.subarray(0, 0);
  }
  // One byte more than the bound marks a line as too long; what follows it is not worth keeping.
  const room = Math.max(0, maxLineBytes + 1 - head.length);
  const tail = chunk.subarray(start, Math.min(chunk.length, start + room));
  return { messages, garbage, pending: concat(head, tail) };
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
const latin1 = new TextDecoder('latin1');

/** UTF-8 where it is valid, else Latin-1: the encoding of names is not stated by several makers. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return latin1.decode(bytes);
  }
}
