/**
 * What vMix's TCP API says: `<command> <status> [text]`, ended by CRLF, where the status is `OK`, `ER` or the
 * length of data that follows the line; the data's own CRLF is counted in ("TCP API", Responses). Events (`ACTS
 * OK Input 2 1`, `TALLY OK 0120`) look like answers and come at any time, also between request and answer.
 */
import { concat } from '../bytes.ts';
import { noBytes, type Decoded, type StreamCodec } from '../codec.ts';
import { decodeText } from '../lines.ts';

export type VmixAnswer =
  | { readonly type: 'line'; readonly word: string; readonly ok: boolean; readonly text: string }
  | { readonly type: 'data'; readonly word: string; readonly text: string }
  /** More data than any preset has: the stream cannot be followed any further. */
  | { readonly type: 'too-long'; readonly word: string };

/** vMix names no limit; a preset of 1,000 inputs stays below. */
export const maxDataBytes = 1_500_000;
/** `TALLY OK` with its 1,000 inputs is the longest line of vMix; titles may come in error texts. */
const maxLineBytes = 4096;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

type Head =
  VmixAnswer | { readonly type: 'data-follows'; readonly word: string; readonly length: number } | undefined;

function headOf(line: string): Head {
  const match = /^([A-Z]{2,16}) (OK|ER|\d{1,12})(?: (.*))?$/s.exec(line);
  const [, word, status, text = ''] = match ?? [];
  if (word === undefined || status === undefined) return undefined;
  if (status === 'OK' || status === 'ER') return { type: 'line', word, ok: status === 'OK', text };
  const length = Number(status);
  return length > maxDataBytes ? { type: 'too-long', word } : { type: 'data-follows', word, length };
}

/** Where the line that begins at `from` ends, and where the next begins; undefined: it is not whole yet. */
function lineAt(
  bytes: Uint8Array,
  from: number,
): { readonly end: number; readonly next: number } | undefined {
  const feed = bytes.indexOf(lineFeed, from);
  if (feed < 0) return undefined;
  return { end: bytes[feed - 1] === carriageReturn && feed > from ? feed - 1 : feed, next: feed + 1 };
}

/** Text as it was meant: without the CRLF that ends it. */
const dataText = (bytes: Uint8Array): string => decodeText(bytes).replace(/\r\n$/, '');

function decode(pending: Uint8Array, chunk: Uint8Array): Decoded<VmixAnswer> {
  const bytes = concat(pending, chunk);
  const messages: VmixAnswer[] = [];
  let garbage = 0;
  let at = 0;
  for (;;) {
    const line = lineAt(bytes, at);
    if (!line) break;
    const { end, next } = line;
    const tooLong = end - at > maxLineBytes;
    const head = tooLong ? undefined : headOf(decodeText(bytes.subarray(at, end)));
    if (head?.type === 'data-follows') {
      if (bytes.length < next + head.length) return { messages, garbage, pending: bytes.slice(at) };
      messages.push({
        type: 'data',
        word: head.word,
        text: dataText(bytes.subarray(next, next + head.length)),
      });
      at = next + head.length;
      continue;
    }
    if (head) messages.push(head);
    // Data may end in a line of its own.
    else if (end > at) garbage++;
    at = next;
  }
  // One byte more than the bound marks a line as too long; what follows it is not worth keeping.
  const rest = bytes.subarray(at, Math.min(bytes.length, at + maxLineBytes + 2));
  return { messages, garbage, pending: rest.length === 0 ? noBytes : rest.slice() };
}

function encode(answer: VmixAnswer): Uint8Array {
  const text = new TextEncoder();
  switch (answer.type) {
    case 'line': {
      const tail = answer.text === '' ? '' : ` ${answer.text}`;
      return text.encode(`${answer.word} ${answer.ok ? 'OK' : 'ER'}${tail}\r\n`);
    }
    case 'data': {
      const data = text.encode(`${answer.text}\r\n`);
      return concat(text.encode(`${answer.word} ${data.length}\r\n`), data);
    }
    case 'too-long':
      return text.encode(`${answer.word} ${maxDataBytes + 1}\r\n`);
  }
}

export const vmixAnswers: StreamCodec<VmixAnswer> = {
  maxPendingBytes: maxLineBytes + 2 + maxDataBytes,
  encode,
  decode,
};

/** An activator that changed: `Input 2 1`, `InputAudio 3 0`, `Streaming 1`; undefined: no such thing. */
export function parseActivator(text: string): { readonly name: string } | undefined {
  const match = /^([A-Za-z]\w{0,39})(?: \d{1,4})? -?\d+(?:[.,]\d+)?(?:E-?\d+)?$/.exec(text);
  return match?.[1] === undefined ? undefined : { name: match[1] };
}
