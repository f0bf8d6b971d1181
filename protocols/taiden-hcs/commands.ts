/**
 * Taiden HCS-3600 class, RS-232 9600 8N1: what a control system says to the main unit. No answer follows
 * any of these. Sources: Taiden "Central control" page, HCS-3600 manual chapter 8.1. They disagree on the
 * first byte of "all microphones off": `e3 ed 00` in the manual, header `e6` on the page.
 */
import type { StreamCodec } from '../codec.ts';
import { bytesOf16, decodeUnframed, nothing, part, type Reading, u16 } from '../resynchronising.ts';

/** First byte of "all microphones off". */
export type AllOffForm = 'e3' | 'e6';

export type TaidenCommand =
  | { readonly type: 'mic-on' | 'mic-off'; readonly seat: number }
  | { readonly type: 'all-off'; readonly form: AllOffForm }
  /** The unit says from now on whenever its open microphones change, or no longer. */
  | { readonly type: 'start-status' | 'stop-status' }
  /** The unit says from now on where a camera should look, or no longer. */
  | { readonly type: 'start-tracking' | 'stop-tracking' }
  | { readonly type: 'start-vote' | 'stop-vote' }
  | { readonly type: 'select-video'; readonly input: number };

type PlainCommand = Exclude<TaidenCommand['type'], 'mic-on' | 'mic-off' | 'all-off' | 'select-video'>;

const plainCodes: Readonly<Record<PlainCommand, number>> = {
  'start-vote': 0x01,
  'stop-vote': 0x02,
  'start-status': 0x04,
  'stop-status': 0x05,
  'start-tracking': 0xe4,
  'stop-tracking': 0xe5,
};
const plainOfCode = new Map(Object.entries(plainCodes).map(([type, code]) => [code, type as PlainCommand]));

const microphone = 0xe6;
const system = 0xe3;
const on = 0xf1;
const off = 0xf2;
const allOff = 0xed;
const selectVideo = 0xea;

export const taidenCommands: StreamCodec<TaidenCommand> = {
  maxPendingBytes: 4,
  encode: (command) => Uint8Array.from(codes(command)),
  decode: (pending, chunk) => decodeUnframed(pending, chunk, read),
};

function codes(command: TaidenCommand): readonly number[] {
  switch (command.type) {
    case 'mic-on':
      return [microphone, on, ...bytesOf16(command.seat)];
    case 'mic-off':
      return [microphone, off, ...bytesOf16(command.seat)];
    case 'all-off':
      return command.form === 'e3' ? [system, allOff, 0] : [microphone, allOff, 0, 0];
    case 'select-video':
      return [system, selectVideo, command.input];
    default:
      return [system, plainCodes[command.type], 0];
  }
}

function read(bytes: Uint8Array): Reading<TaidenCommand> {
  const [header, code, third] = bytes;
  if (header !== microphone && header !== system) return nothing;
  if (code === undefined) return part;
  if (header === microphone) {
    if (code !== on && code !== off && code !== allOff) return nothing;
    if (bytes.length < 4) return part;
    if (code === allOff) return { found: 'message', message: { type: 'all-off', form: 'e6' }, length: 4 };
    const seat = u16(bytes, 2);
    if (seat === 0) return nothing;
    return { found: 'message', message: { type: code === on ? 'mic-on' : 'mic-off', seat }, length: 4 };
  }
  const plain = plainOfCode.get(code);
  if (plain === undefined && code !== allOff && code !== selectVideo) return nothing;
  if (third === undefined) return part;
  if (code === selectVideo)
    return { found: 'message', message: { type: 'select-video', input: third }, length: 3 };
  if (third !== 0) return nothing;
  const message: TaidenCommand = plain ? { type: plain } : { type: 'all-off', form: 'e3' };
  return { found: 'message', message, length: 3 };
}
