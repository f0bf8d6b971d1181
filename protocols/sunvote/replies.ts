/**
 * What a SunVote base says. It speaks only when spoken to; which question a short reply answers is known
 * from the order. A poll is answered with the slot: one press that was not acknowledged yet, or empty.
 */
import type { StreamCodec } from '../codec.ts';
import { decodeFrames, frameOf, longBytes, maxPendingBytes, shortBytes, slotBytes } from './frames.ts';

export type SunvoteReply =
  /** To a system command. */
  | ShortReply<'system'>
  /** To a command about voting, the poll excepted. */
  | ShortReply<'scan'>
  | { readonly type: 'slot'; readonly base: number; readonly press: SunvotePress | null };

export interface ShortReply<Type extends string> {
  readonly type: Type;
  readonly base: number;
  readonly flags: number;
  readonly sub: number;
  /** Five bytes. */
  readonly data: readonly number[];
}

export interface SunvotePress {
  /** What is echoed to acknowledge it, 0..254. */
  readonly status: number;
  readonly keypad: number;
  /** One bit for each key, key 1 the lowest. */
  readonly keys: number;
  readonly counter: number;
}

const systemReply = 0x91;
const scanReply = 0x95;
const pollFlags = 0xc4;
const empty = 0xff;
const dataBytes = 5;

export const sunvoteReplies: StreamCodec<SunvoteReply> = {
  maxPendingBytes,
  encode: (reply) => frameOf(payloadOf(reply)),
  decode: (pending, chunk) => decodeFrames(pending, chunk, parse),
};

function payloadOf(reply: SunvoteReply): Uint8Array {
  if (reply.type === 'slot') {
    const payload = new Uint8Array(slotBytes);
    const { base, press } = reply;
    payload.set([scanReply, base, 0, pollFlags, press?.status ?? empty]);
    if (press) {
      payload.set([press.keypad, press.keys], 7);
      payload[13] = press.counter;
    }
    return payload;
  }
  const payload = new Uint8Array(shortBytes);
  const command = reply.type === 'system' ? systemReply : scanReply;
  payload.set([command, reply.base, 0, reply.flags, reply.sub, ...reply.data.slice(0, dataBytes)]);
  return payload;
}

function parse(payload: Uint8Array): SunvoteReply | undefined {
  const [command, base = 0, , flags = 0, sub = 0] = payload;
  if (command !== systemReply && command !== scanReply) return undefined;
  if (payload.length === slotBytes) {
    if (command !== scanReply) return undefined;
    const [keypad = 0, keys = 0] = payload.subarray(7);
    const press = sub === empty ? null : { status: sub, keypad, keys, counter: payload[13] ?? 0 };
    return { type: 'slot', base, press };
  }
  // Replies of the long kind have not been described; the first data bytes stand where those of the short one do.
  if (payload.length !== shortBytes && payload.length !== longBytes) return undefined;
  const type = command === systemReply ? 'system' : 'scan';
  return { type, base, flags, sub, data: [...payload.subarray(5, 5 + dataBytes)] };
}
