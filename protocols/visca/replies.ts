/**
 * Camera to controller: ACK `y0 4z`, completion `y0 5z`, answers `y0 50 …`, errors `y0 6z ee` (BRC-X400
 * and SRG sheets; FR7 writes the buffer-full error with a socket number). What an answer means depends
 * on the question asked: answers.ts. Notices nobody asked for come back as `notice`.
 */
import { concat } from '../bytes.ts';
import type { FrameForm } from './frames.ts';

export type ViscaErrorCode =
  /** Some firmware only. */
  | 'length'
  | 'syntax'
  /** Both sockets are busy. */
  | 'buffer-full'
  /** The command in this socket was cancelled: no completion follows. */
  | 'cancelled'
  | 'no-such-socket'
  /** Power off, menu open, …: the command is legal, but not now. */
  | 'not-executable';

export type ViscaReplyBody =
  | { readonly type: 'ack'; readonly socket: number }
  | { readonly type: 'completion'; readonly socket: number }
  /** Completion of a device setting ("socket 0"). */
  | { readonly type: 'set' }
  /** 1 to 13 bytes of answer to an inquiry. */
  | { readonly type: 'answer'; readonly data: Uint8Array }
  | { readonly type: 'error'; readonly socket: number; readonly code: ViscaErrorCode }
  /** A device was added or switched on (serial lines and some clones on connect). */
  | { readonly type: 'network-change' }
  /** The address-set broadcast has come back through the chain; `next` is the number of cameras plus 1, 2..8. */
  | { readonly type: 'addresses-set'; readonly next: number }
  /** The clear broadcast has come back. */
  | { readonly type: 'cleared' }
  | { readonly type: 'notice'; readonly bytes: Uint8Array };

export interface ViscaReply {
  /** The camera's address, 1..7; 0 in broadcasts. */
  readonly device: number;
  readonly body: ViscaReplyBody;
}

const errorBytes: Readonly<Record<ViscaErrorCode, number>> = {
  length: 0x01,
  syntax: 0x02,
  'buffer-full': 0x03,
  cancelled: 0x04,
  'no-such-socket': 0x05,
  'not-executable': 0x41,
};

function errorOf(byte: number | undefined): ViscaErrorCode | null {
  switch (byte) {
    case 0x01:
      return 'length';
    case 0x02:
      return 'syntax';
    case 0x03:
      return 'buffer-full';
    case 0x04:
      return 'cancelled';
    case 0x05:
      return 'no-such-socket';
    case 0x41:
      return 'not-executable';
    default:
      return null;
  }
}

function encodeBody(body: ViscaReplyBody): Uint8Array {
  switch (body.type) {
    case 'ack':
      return Uint8Array.of(0x40 | body.socket);
    case 'completion':
      return Uint8Array.of(0x50 | body.socket);
    case 'set':
      return Uint8Array.of(0x50);
    case 'answer':
      return concat(Uint8Array.of(0x50), body.data);
    case 'error':
      return Uint8Array.of(0x60 | body.socket, errorBytes[body.code]);
    case 'network-change':
      return Uint8Array.of(0x38);
    case 'addresses-set':
      return Uint8Array.of(0x30, body.next);
    case 'cleared':
      return Uint8Array.of(0x01, 0x00, 0x01);
    case 'notice':
      return body.bytes;
  }
}

function parseBody(bytes: Uint8Array): ViscaReplyBody {
  const [first] = bytes;
  const kind = (first ?? 0) >> 4;
  const socket = (first ?? 0) & 0x0f;
  if (bytes.length === 1) {
    if (first === 0x38) return { type: 'network-change' };
    if (kind === 0x4) return { type: 'ack', socket };
    if (first === 0x50) return { type: 'set' };
    if (kind === 0x5) return { type: 'completion', socket };
  }
  if (first === 0x50) return { type: 'answer', data: bytes.slice(1) };
  if (kind === 0x6 && bytes.length === 2) {
    const code = errorOf(bytes[1]);
    if (code) return { type: 'error', socket, code };
  }
  return { type: 'notice', bytes: bytes.slice() };
}

/** What makes sense addressed to all: "network change", and our own broadcasts when they come back. */
function parseBroadcast(bytes: Uint8Array): ViscaReplyBody | null {
  const [first, second, third] = bytes;
  if (bytes.length === 1 && first === 0x38) return { type: 'network-change' };
  if (bytes.length === 2 && first === 0x30 && second !== undefined && second >= 2 && second <= 8)
    return { type: 'addresses-set', next: second };
  if (bytes.length === 3 && first === 0x01 && second === 0x00 && third === 0x01) return { type: 'cleared' };
  return null;
}

/** Frames from a camera to controller 0. */
export const viscaReplies: FrameForm<ViscaReply> = {
  encode: ({ device, body }) =>
    concat(Uint8Array.of(device === 0 ? 0x88 : 0x80 | (device << 4)), encodeBody(body), Uint8Array.of(0xff)),
  parse(frame) {
    const [header] = frame;
    if (header === undefined) return null;
    if (header === 0x80 || header === 0x88) {
      const body = parseBroadcast(frame.subarray(1, -1));
      return body && { device: 0, body };
    }
    if ((header & 0x8f) !== 0x80) return null;
    return { device: (header >> 4) & 0x07, body: parseBody(frame.subarray(1, -1)) };
  },
};
