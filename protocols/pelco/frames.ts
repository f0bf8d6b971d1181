/**
 * Frames of Pelco-D and Pelco-P (facts A6): an address, two command bytes, two data bytes. D is
 * `FF addr c1 c2 d1 d2 sum` (sum of the five, modulo 256), P is `A0 addr−1 c1 c2 d1 d2 AF xor` (of all before
 * it). Commands and replies have the same form.
 */
import type { StreamCodec } from '../codec.ts';
import { decodeUnframed, nothing, part, type Reading } from '../resynchronising.ts';

export type PelcoProtocol = 'D' | 'P';

export interface PelcoFrame {
  /** D: 1…255; P: 1…32, one higher than on the wire. */
  readonly address: number;
  readonly c1: number;
  readonly c2: number;
  readonly d1: number;
  readonly d2: number;
}

export const highestAddress = { D: 255, P: 32 } as const satisfies Readonly<Record<PelcoProtocol, number>>;

const startOfD = 0xff;
const startOfP = 0xa0;
const endOfP = 0xaf;
const lengthOfD = 7;
const lengthOfP = 8;

const sumOf = (bytes: Iterable<number>): number => {
  let sum = 0;
  for (const byte of bytes) sum = (sum + byte) & 0xff;
  return sum;
};
const xorOf = (bytes: Iterable<number>): number => {
  let xor = 0;
  for (const byte of bytes) xor ^= byte;
  return xor;
};

function encode({ address, c1, c2, d1, d2 }: PelcoFrame, protocol: PelcoProtocol): Uint8Array {
  if (protocol === 'D')
    return Uint8Array.of(startOfD, address, c1, c2, d1, d2, sumOf([address, c1, c2, d1, d2]));
  const body = [startOfP, address - 1, c1, c2, d1, d2, endOfP];
  return Uint8Array.of(...body, xorOf(body));
}

function readD(bytes: Uint8Array): Reading<PelcoFrame> {
  if (bytes[0] !== startOfD) return nothing;
  if (bytes.length < lengthOfD) return part;
  const [, address = 0, c1 = 0, c2 = 0, d1 = 0, d2 = 0, sum = 0] = bytes;
  if (address === 0 || sumOf([address, c1, c2, d1, d2]) !== sum) return nothing;
  return { found: 'message', message: { address, c1, c2, d1, d2 }, length: lengthOfD };
}

function readP(bytes: Uint8Array): Reading<PelcoFrame> {
  if (bytes[0] !== startOfP) return nothing;
  if (bytes.length < lengthOfP) return part;
  const [, wire = 0, c1 = 0, c2 = 0, d1 = 0, d2 = 0, end = 0, xor = 0] = bytes;
  if (end !== endOfP || wire >= highestAddress.P || xorOf(bytes.subarray(0, lengthOfP - 1)) !== xor)
    return nothing;
  return { found: 'message', message: { address: wire + 1, c1, c2, d1, d2 }, length: lengthOfP };
}

/** Frames on a byte stream; `meaning` and `frameOf` say what they stand for. */
export function pelcoCodec<Message>(
  protocol: PelcoProtocol,
  frameOf: (message: Message) => PelcoFrame,
  meaningOf: (frame: PelcoFrame) => Message,
): StreamCodec<Message> {
  const read = protocol === 'D' ? readD : readP;
  return {
    // One byte more than an unfinished frame for the mark of a senseless run.
    maxPendingBytes: lengthOfP,
    encode: (message) => encode(frameOf(message), protocol),
    decode(pending, chunk) {
      const { messages, ...rest } = decodeUnframed(pending, chunk, read);
      return { ...rest, messages: messages.map(meaningOf) };
    },
  };
}
