/**
 * The camera outputs of Televic central units (Plixus and others), which tell a camera control who speaks:
 * TLVCAM1 is the camera protocol of the SDC 8000, TLVCAM2 a plainer one. Nothing can be commanded over
 * them. Source: Plixus web server configuration guide, in a third party's abstract.
 */
import { ascii } from '../bytes.ts';
import type { StreamCodec } from '../codec.ts';
import { decodeLines } from '../lines.ts';
import type { Checksum } from '../sennheiser-sdc/framing.ts';
import { readSeat, seatDigits } from '../sennheiser-sdc/framing.ts';
import { createSdcReports, type SdcReport } from '../sennheiser-sdc/reports.ts';

export type Tlvcam1Report = SdcReport;

/** `checksum`: the guide says CRC-16, the frames of the same maker carry a sum; `any` reads both. */
export const createTlvcam1Reports = (checksum: Checksum = 'sum'): StreamCodec<Tlvcam1Report> =>
  createSdcReports(checksum);

/** The byte that answers a TLVCAM1 message; over UDP an unanswered one is sent up to three times. */
export const acknowledgement = 0x06;

export type Tlvcam2Report =
  | { readonly type: 'on' | 'off'; readonly seat: number }
  /** All microphones are off, the camera goes to its start position. */
  | { readonly type: 'reset' };

const maxLineBytes = 64;

export const tlvcam2Reports: StreamCodec<Tlvcam2Report> = {
  maxPendingBytes: maxLineBytes + 1,
  encode: (report) => ascii(`${line(report)}\r\n`),
  decode: (pending, chunk) => decodeLines(pending, chunk, maxLineBytes, parse),
};

function line(report: Tlvcam2Report): string {
  if (report.type === 'reset') return '&30000';
  return `$${report.type === 'on' ? 1 : 2}${seatDigits(report.seat)}`;
}

function parse(text: string): Tlvcam2Report | undefined {
  if (text === '&30000') return { type: 'reset' };
  const match = /^\$([12])(\d{4})/.exec(text);
  const seat = readSeat(match?.[2]);
  return seat === undefined ? undefined : { type: match?.[1] === '1' ? 'on' : 'off', seat };
}
