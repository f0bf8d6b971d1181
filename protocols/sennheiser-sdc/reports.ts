/**
 * Sennheiser SDC 8000/8200 on COM 2: what the central unit says, to a control panel (`1L 1l 1D 1E`) or to
 * a camera control (`P p M m S V 1R 1r`), whichever the port is set to. The letters do not overlap, so one
 * codec reads both; Televic's TLVCAM1 is the camera half with `R` for the reset. Sources: SDC 8000/8200
 * manuals, appendices A and B; Televic TCS5500 manual, appendix B (same frames).
 */
import { ascii } from '../bytes.ts';
import type { StreamCodec } from '../codec.ts';
import {
  type Checksum,
  decodeFrames,
  type Digits,
  type Frame,
  frameOf,
  maxPendingBytes,
  readSeat,
  seatDigits,
} from './framing.ts';

const seatLetters = {
  'panel-on': '1L',
  'panel-off': '1l',
  'panel-request': '1D',
  'chair-on': 'P',
  'chair-off': 'p',
  'delegate-on': 'M',
  'delegate-off': 'm',
} as const;
type SeatReport = keyof typeof seatLetters;
const seatReportOf = new Map(
  Object.entries(seatLetters).map(([type, letters]) => [letters as string, type as SeatReport]),
);

export type SdcReport =
  | { readonly type: SeatReport; readonly seat: number }
  | { readonly type: 'panel-all-off' }
  /** Every open microphone, about every 5 s on the camera port. */
  | { readonly type: 'sync'; readonly seats: readonly number[] }
  | { readonly type: 'all-off' }
  /** The camera control is switched on (`1R`); a misprint in the manuals, see `digits`. */
  | { readonly type: 'camera-start'; readonly digits: Digits }
  /** All microphones are off, the camera goes to its start position. */
  | { readonly type: 'camera-reset'; readonly letters: '1r00' | 'R'; readonly digits: Digits };

/** At most this many microphones in a sync: as many as fit into a frame. */
const maxSyncSeats = 250;

export function createSdcReports(checksum: Checksum = 'sum'): StreamCodec<SdcReport> {
  return {
    maxPendingBytes,
    encode: (report) => ascii(text(report)),
    decode: (pending, chunk) => decodeFrames(pending, chunk, checksum, parse),
  };
}

function text(report: SdcReport): string {
  switch (report.type) {
    case 'panel-all-off':
      return frameOf('1E00');
    case 'sync': {
      const seats = report.seats.slice(0, maxSyncSeats);
      return frameOf(`S${seats.length === 0 ? '0000' : seats.map(seatDigits).join('')}`);
    }
    case 'all-off':
      return frameOf('V0000');
    case 'camera-start':
      return frameOf('1R00', report.digits);
    case 'camera-reset':
      return frameOf(report.letters, report.digits);
    default:
      return frameOf(seatLetters[report.type] + seatDigits(report.seat));
  }
}

function parse({ data, digits }: Frame): SdcReport | undefined {
  switch (data) {
    // The syntax leaves out the 1 that the example has.
    case '1E00':
    case 'E00':
      return { type: 'panel-all-off' };
    case 'V0000':
      return { type: 'all-off' };
    case '1R00':
    case '1R':
      return { type: 'camera-start', digits };
    case '1r00':
    case 'R':
      return { type: 'camera-reset', letters: data, digits };
  }
  if (data.startsWith('S')) return parseSync(data.slice(1));
  // What stands behind the number is ignored: fields of another firmware.
  const match = /^(1[LlD]|[PpMm])(\d{4})/.exec(data);
  const type = seatReportOf.get(match?.[1] ?? '');
  const seat = readSeat(match?.[2]);
  return type === undefined || seat === undefined ? undefined : { type, seat };
}

function parseSync(digits: string): SdcReport | undefined {
  if (!/^(\d{4})+$/.test(digits)) return undefined;
  const seats: number[] = [];
  for (let at = 0; at < digits.length; at += 4) {
    const seat = readSeat(digits.slice(at, at + 4));
    if (seat !== undefined && !seats.includes(seat)) seats.push(seat);
  }
  return { type: 'sync', seats };
}
