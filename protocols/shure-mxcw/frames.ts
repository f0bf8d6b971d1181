/**
 * Frames of the Shure command strings on TCP 2202: `< REP 5 SEAT_NAME {Mayor} >`, no line end needed.
 * Text stands in braces and may hold anything, so angle brackets inside braces are text. A client in the
 * field wraps twice (`< < GET ALL > >`): the innermost frame counts and a stray bracket is nothing.
 */
import { concat } from '../bytes.ts';
import { noBytes, type Decoded } from '../codec.ts';
import { decodeText } from '../lines.ts';

/** Brackets included; a seat name has at most 128 bytes. */
export const maxFrameBytes = 512;

const [opening, closing, openBrace, closeBrace] = [0x3c, 0x3e, 0x7b, 0x7d];
/** What is kept of a run of bytes outside any frame: that it goes on, so that it counts once. */
const nonsense = Uint8Array.of(0x3f);

const encoder = new TextEncoder();
export const encodeFrame = (text: string): Uint8Array => encoder.encode(`< ${text} >`);

const isBlank = (byte: number): boolean =>
  byte === 0x20 || byte === 0x09 || byte === 0x0d || byte === 0x0a || byte === 0x00;

/** `parse` gets the text between the brackets and answers undefined where it makes no sense. */
export function decodeFrames<Message>(
  pending: Uint8Array,
  chunk: Uint8Array,
  parse: (text: string) => Message | undefined,
): Decoded<Message> {
  let inNonsense = pending.length > 0 && pending[0] !== opening;
  const bytes = pending.length > 0 && !inNonsense ? concat(pending, chunk) : chunk;
  const messages: Message[] = [];
  let garbage = 0;
  let start: number | null = null;
  let inBraces = false;

  for (const [at, byte] of bytes.entries()) {
    if (start === null) {
      if (byte === opening) {
        start = at;
        inBraces = false;
        inNonsense = false;
      } else if (!inNonsense && byte !== closing && !isBlank(byte)) {
        inNonsense = true;
        garbage++;
      }
      continue;
    }
    if (byte === openBrace) inBraces = true;
    else if (byte === closeBrace) inBraces = false;
    else if (byte === opening && !inBraces) {
      // An outer bracket with words behind it was a frame that never ended.
      if (!bytes.subarray(start + 1, at).every(isBlank)) garbage++;
      start = at;
    } else if (byte === closing && !inBraces) {
      const message = parse(decodeText(bytes.subarray(start + 1, at)).trim());
      if (message === undefined) garbage++;
      else messages.push(message);
      start = null;
    }
    if (start !== null && at - start + 1 >= maxFrameBytes) {
      garbage++;
      inNonsense = true;
      start = null;
    }
  }
  if (start !== null) return { messages, garbage, pending: bytes.slice(start) };
  return { messages, garbage, pending: inNonsense ? nonsense : noBytes };
}

/** Words between blanks; text in braces is one word and keeps its braces. */
export function splitWords(text: string): readonly string[] {
  return text.match(/\{[^}]*\}?|[^\s{]+/g) ?? [];
}
