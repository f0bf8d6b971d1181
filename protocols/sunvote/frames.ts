/**
 * The frame of a SunVote base (PVS-2010 class) on its serial line, the same in both directions: `F5 AA AA`,
 * a length that counts payload and checksum, the payload, CRC-16 (polynomial 1021, start 0) over the payload,
 * high byte first. Three lengths exist, so a false beginning in noise is given up soon.
 */
import { concat } from '../bytes.ts';
import type { Decoded } from '../codec.ts';
import { bytesOf16, decodeUnframed, nothing, part, u16, type Reading } from '../resynchronising.ts';

const start = [0xf5, 0xaa, 0xaa] as const;
const headerBytes = 4;
const crcBytes = 2;

/** Payload lengths, bytes. */
export const shortBytes = 10;
export const longBytes = 23;
export const slotBytes = 30;
const payloadLengths: ReadonlySet<number> = new Set([shortBytes, longBytes, slotBytes]);

/** One byte more than the longest unfinished frame, for the mark of a senseless run. */
export const maxPendingBytes = headerBytes + slotBytes + crcBytes;

export function crcOf(payload: Uint8Array): number {
  let crc = 0;
  for (const byte of payload) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xffff;
  }
  return crc;
}

/** `payload` is one of the three lengths. */
export const frameOf = (payload: Uint8Array): Uint8Array =>
  concat(
    Uint8Array.of(...start, payload.length + crcBytes),
    payload,
    Uint8Array.from(bytesOf16(crcOf(payload))),
  );

/** `parse` gives undefined for a payload that makes no sense in this direction. */
export const decodeFrames = <Message>(
  pending: Uint8Array,
  chunk: Uint8Array,
  parse: (payload: Uint8Array) => Message | undefined,
): Decoded<Message> => decodeUnframed(pending, chunk, (bytes) => readFrame(bytes, parse));

function readFrame<Message>(
  bytes: Uint8Array,
  parse: (payload: Uint8Array) => Message | undefined,
): Reading<Message> {
  if (start.some((byte, at) => at < bytes.length && bytes[at] !== byte)) return nothing;
  const length = bytes[start.length];
  if (length === undefined) return part;
  const payloadLength = length - crcBytes;
  if (!payloadLengths.has(payloadLength)) return nothing;
  const frameLength = headerBytes + length;
  if (bytes.length < frameLength) return part;
  const payload = bytes.subarray(headerBytes, headerBytes + payloadLength);
  if (u16(bytes, headerBytes + payloadLength) !== crcOf(payload)) return nothing;
  const message = parse(payload);
  return message === undefined ? nothing : { found: 'message', message, length: frameLength };
}
