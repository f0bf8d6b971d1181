/**
 * Sennheiser SDC 8000/8200 control panel port: what a panel says to the central unit. Sources: SDC 8000 and
 * SDC 8200 system manuals, appendix B. The manual says that a panel can switch units off, but lists no
 * command for it: either `T` toggles, or the small letter does it as everywhere else in this protocol.
 */
import { ascii } from '../bytes.ts';
import type { StreamCodec } from '../codec.ts';
import { decodeFrames, frameOf, maxPendingBytes, readSeat, seatDigits } from './framing.ts';

export type SdcCommand =
  | { readonly type: 'activate'; readonly seat: number }
  /** Not in the manual. */
  | { readonly type: 'deactivate'; readonly seat: number }
  /** The unit tells every open microphone and every request again. */
  | { readonly type: 'resynchronise' }
  /** 0 no request, 1 request, 2 request without clearing, 3 direct, 4 FIFO, 5-8 groups, 9 override. */
  | { readonly type: 'set-mode'; readonly mode: number }
  /** Each 0..12. */
  | {
      readonly type: 'set-sound';
      readonly volume: number;
      readonly treble: number;
      readonly middle: number;
      readonly bass: number;
    }
  | { readonly type: 'test-tone'; readonly on: boolean };

export const sdcCommands: StreamCodec<SdcCommand> = {
  maxPendingBytes,
  encode: (command) => ascii(frameOf(data(command))),
  decode: (pending, chunk) => decodeFrames(pending, chunk, 'sum', (frame) => parse(frame.data)),
};

const twoDigits = (value: number): string => String(value).padStart(2, '0');

function data(command: SdcCommand): string {
  switch (command.type) {
    case 'activate':
      return `1T${seatDigits(command.seat)}`;
    case 'deactivate':
      return `1t${seatDigits(command.seat)}`;
    case 'resynchronise':
      return '1V';
    case 'set-mode':
      return `1U${twoDigits(command.mode)}`;
    case 'set-sound': {
      const { volume, treble, middle, bass } = command;
      return `1X${[volume, treble, middle, bass].map(twoDigits).join('')}`;
    }
    case 'test-tone':
      return command.on ? '1v' : '1w';
  }
}

function parse(text: string): SdcCommand | undefined {
  const rest = text.slice(2);
  switch (text.slice(0, 2)) {
    case '1T':
    case '1t': {
      const seat = readSeat(rest);
      return seat === undefined ? undefined : { type: text[1] === 'T' ? 'activate' : 'deactivate', seat };
    }
    case '1V':
      return rest === '' ? { type: 'resynchronise' } : undefined;
    case '1U':
      return /^0\d$/.test(rest) ? { type: 'set-mode', mode: Number(rest) } : undefined;
    case '1X':
      return parseSound(rest);
    case '1v':
    case '1w':
      return rest === '' ? { type: 'test-tone', on: text[1] === 'v' } : undefined;
    default:
      return undefined;
  }
}

function parseSound(digits: string): SdcCommand | undefined {
  const match = /^(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(digits);
  if (!match) return undefined;
  const [volume = 0, treble = 0, middle = 0, bass = 0] = match.slice(1).map(Number);
  if (Math.max(volume, treble, middle, bass) > 12) return undefined;
  return { type: 'set-sound', volume, treble, middle, bass };
}
