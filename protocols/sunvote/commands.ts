/**
 * What a PC says to a SunVote base. A short payload is `command b5 b6 flags sub d0…d4`, a long one has 19
 * data bytes behind its flags. Field positions and parameters as in the open client that was tried on a
 * PVS-2010-433M with PVS-W00 keypads (github.com/daminik00/sunvote-ars-client, Apache-2.0).
 */
import type { StreamCodec } from '../codec.ts';
import { bytesOf16, u16 } from '../resynchronising.ts';
import { decodeFrames, frameOf, longBytes, maxPendingBytes, shortBytes } from './frames.ts';

export type SunvoteCommand =
  /** Which base is there, and on which channel? */
  | { readonly type: 'find-base' }
  /** Which keypads does it listen to? */
  | { readonly type: 'read-range' }
  | { readonly type: 'write-base'; readonly base: number; readonly from: number; readonly channel: number }
  | { readonly type: 'write-range'; readonly from: number; readonly to: number }
  /** The id of the one keypad that is in programming mode. */
  | { readonly type: 'write-keypad'; readonly keypad: number }
  | { readonly type: 'read-keypad' }
  | ({ readonly type: 'start'; readonly base: number } & VoteForm)
  /** Forgets what was pressed. */
  | { readonly type: 'clear'; readonly base: number }
  | { readonly type: 'stop'; readonly base: number }
  | { readonly type: 'poll'; readonly base: number }
  /** The record with this status byte has been taken. */
  | { readonly type: 'acknowledge'; readonly base: number; readonly status: number }
  /** By radio to all keypads: without it they stay asleep. */
  | { readonly type: 'wake' };

export interface VoteForm {
  readonly mode: number;
  readonly options: number;
  readonly most: number;
  readonly least: number;
}

/**
 * The one form that was seen to work, for any number of options: all six keys report as bits. With `most` 1
 * the keypads send codes that nobody has explained.
 */
export const plainVote: VoteForm = { mode: 0x05, options: 0x02, most: 0x06, least: 0x01 };

const system = 0x11;
const scan = 0x15;
const systemFlags = 0x0f;
const systemSubs = {
  'write-keypad': 0x03,
  'read-keypad': 0x04,
  'write-base': 0x0b,
  'find-base': 0x0c,
} as const;
const rangeWrite = 0x05;
const rangeRead = 0x06;
const ready = 0x02;
const flags = { start: 0xc1, clear: 0xc2, stop: 0xc3, poll: 0xc4, acknowledge: 0xc5 } as const;
const everybody = 0xc7;

export const sunvoteCommands: StreamCodec<SunvoteCommand> = {
  maxPendingBytes,
  encode: (command) => frameOf(payloadOf(command)),
  decode: (pending, chunk) => decodeFrames(pending, chunk, parse),
};

const padded = (length: number, bytes: readonly number[]): Uint8Array => {
  const payload = new Uint8Array(length);
  payload.set(bytes);
  return payload;
};
const ofSystem = (sub: number, ...data: readonly number[]): Uint8Array =>
  padded(shortBytes, [system, 0, 0, systemFlags, sub, ...data]);

function payloadOf(command: SunvoteCommand): Uint8Array {
  switch (command.type) {
    case 'find-base':
    case 'read-keypad':
      return ofSystem(systemSubs[command.type]);
    case 'write-base':
      return ofSystem(systemSubs['write-base'], command.base, command.from, command.channel);
    case 'write-keypad':
      return ofSystem(systemSubs['write-keypad'], ...bytesOf16(command.keypad));
    case 'read-range':
      return padded(shortBytes, [scan, 0, 0, 0, rangeRead]);
    case 'write-range':
      return padded(shortBytes, [
        scan,
        0,
        0,
        0,
        rangeWrite,
        ...bytesOf16(command.from),
        ...bytesOf16(command.to),
      ]);
    case 'start': {
      const { base, mode, options, most, least } = command;
      return padded(shortBytes, [scan, base, 0, flags.start, ready, mode, options, most, least]);
    }
    case 'clear':
    case 'stop':
    case 'poll':
      return padded(shortBytes, [scan, command.base, 0, flags[command.type]]);
    case 'acknowledge':
      return padded(longBytes, [scan, command.base, 0, flags.acknowledge, command.status]);
    case 'wake':
      return padded(longBytes, [scan, everybody, 0, flags.acknowledge]);
  }
}

function parse(payload: Uint8Array): SunvoteCommand | undefined {
  const [command = 0, base = 0, , flag = 0, sub = 0, d0 = 0, d1 = 0, d2 = 0, d3 = 0] = payload;
  if (payload.length === longBytes) {
    if (command !== scan || flag !== flags.acknowledge) return undefined;
    return base === everybody ? { type: 'wake' } : { type: 'acknowledge', base, status: sub };
  }
  if (payload.length !== shortBytes) return undefined;
  if (command === system) return flag === systemFlags ? parseSystem(payload) : undefined;
  if (command !== scan) return undefined;
  switch (flag) {
    case 0:
      if (sub === rangeRead) return { type: 'read-range' };
      return sub === rangeWrite
        ? { type: 'write-range', from: u16(payload, 5), to: u16(payload, 7) }
        : undefined;
    case flags.start:
      return sub === ready ? { type: 'start', base, mode: d0, options: d1, most: d2, least: d3 } : undefined;
    case flags.clear:
      return { type: 'clear', base };
    case flags.stop:
      return { type: 'stop', base };
    case flags.poll:
      return { type: 'poll', base };
    default:
      return undefined;
  }
}

function parseSystem(payload: Uint8Array): SunvoteCommand | undefined {
  const [, , , , sub = 0, d0 = 0, d1 = 0, d2 = 0] = payload;
  switch (sub) {
    case systemSubs['find-base']:
      return { type: 'find-base' };
    case systemSubs['read-keypad']:
      return { type: 'read-keypad' };
    case systemSubs['write-base']:
      return { type: 'write-base', base: d0, from: d1, channel: d2 };
    case systemSubs['write-keypad']:
      return { type: 'write-keypad', keypad: u16(payload, 5) };
    default:
      return undefined;
  }
}
