/**
 * The frame of a notice on the push channel: the camera opens a TCP connection for each, and sends 22 reserved
 * bytes, the size (16 bits, big-endian), 4 reserved bytes, CR LF text CR LF (size − 8 bytes), 24 reserved
 * bytes (facts A5; what the reserved bytes hold is not said, and not looked at).
 */
import { ascii, concat } from '../bytes.ts';
import type { Decoded, StreamCodec } from '../codec.ts';

const leadBytes = 22;
const headBytes = leadBytes + 2 + 4;
const tailBytes = 24;
/** The size counts this many bytes more than the text with its line ends. */
const sizeExcess = 8;
const lineEnds = 4;
const maxTextBytes = 504;

const textPattern = /^\r\n([\x20-\x7e]+)\r\n$/;

export const awNotices: StreamCodec<string> = {
  maxPendingBytes: headBytes + maxTextBytes + tailBytes,
  encode(text) {
    const frame = new Uint8Array(headBytes + text.length + lineEnds + tailBytes);
    new DataView(frame.buffer).setUint16(leadBytes, text.length + lineEnds + sizeExcess);
    frame.set(ascii(`\r\n${text}\r\n`), headBytes);
    return frame;
  },
  decode(pending, chunk): Decoded<string> {
    const bytes = pending.length > 0 ? concat(pending, chunk) : chunk;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const messages: string[] = [];
    let garbage = 0;
    let at = 0;
    while (bytes.length - at >= headBytes) {
      const length = view.getUint16(at + leadBytes) - sizeExcess;
      const isSize = length >= lineEnds && length <= maxTextBytes;
      // A senseless size: as if it were a frame without text.
      const whole = headBytes + (isSize ? length : 0) + tailBytes;
      if (bytes.length - at < whole) break;
      const text = String.fromCharCode(...bytes.subarray(at + headBytes, at + whole - tailBytes));
      const found = isSize ? textPattern.exec(text)?.[1] : undefined;
      if (found === undefined) garbage++;
      else messages.push(found);
      at += whole;
    }
    return { messages, garbage, pending: bytes.slice(at) };
  },
};
