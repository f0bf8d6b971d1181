/**
 * VISCA frames (Sony "VISCA/RS-232C Commands"; BRC-X400 and SRG sheets): header, 1 to 14 bytes, FF. There
 * is no checksum and FF never occurs inside, so a byte stream is cut at every FF. The header names sender
 * and receiver: 8x to device x, (8+x)0 from device x, 88 to all. Meaning of the bytes: requests.ts, replies.ts.
 */
import { concat } from '../bytes.ts';
import { noBytes, type StreamCodec } from '../codec.ts';

/** Where cameras take such frames without any header (PTZOptics and clones). */
export const rawPorts = { tcp: 5678, udp: 1259 } as const;

const terminator = 0xff;
/** Header and terminator included. */
const minFrameBytes = 3;
export const maxFrameBytes = 16;

/** A frame's meaning in one direction; `parse` gets a whole frame and answers null where it makes no sense. */
export interface FrameForm<Message> {
  encode(message: Message): Uint8Array;
  parse(frame: Uint8Array): Message | null;
}

/** True for 3 to 16 bytes with a header (high bit set, not FF) and exactly one FF, at the end. */
export function isFrame(bytes: Uint8Array): boolean {
  return (
    bytes.length >= minFrameBytes &&
    bytes.length <= maxFrameBytes &&
    bytes[0] !== undefined &&
    bytes[0] >= 0x80 &&
    bytes.indexOf(terminator) === bytes.length - 1
  );
}

/** Frames on a byte stream (serial, TCP). An overlong run without FF is thrown away up to its FF as one piece of garbage. */
export function viscaStream<Message>(form: FrameForm<Message>): StreamCodec<Message> {
  return {
    maxPendingBytes: maxFrameBytes,
    encode: (message) => form.encode(message),
    decode(pending, chunk) {
      const bytes = pending.length > 0 ? concat(pending, chunk) : chunk;
      const messages: Message[] = [];
      let garbage = 0;
      let start = 0;
      for (let end = bytes.indexOf(terminator); end >= 0; end = bytes.indexOf(terminator, start)) {
        const frame = bytes.subarray(start, end + 1);
        const message = isFrame(frame) ? form.parse(frame) : null;
        if (message === null) garbage++;
        else messages.push(message);
        start = end + 1;
      }
      // Only the first bytes of an overlong run are kept: enough to know, at its FF, that it was too long.
      const rest = bytes.slice(start, start + maxFrameBytes);
      return { messages, pending: rest.length > 0 ? rest : noBytes, garbage };
    },
  };
}
