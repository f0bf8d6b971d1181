/**
 * Televic D-Cerno's camera output: one UDP datagram of JSON whenever a microphone changes, sent by the
 * unit to the address set in its menu. The maker's text prints a comma where a colon belongs
 * (`"totalMicReq",0`); either is read, and which one the simulator writes is an option.
 */
import { ascii } from '../bytes.ts';
import type { DatagramCodec, Parsed } from '../codec.ts';
import { integerIn, isJsonObject, parseJson } from '../json.ts';
import { decodeText } from '../lines.ts';
import { readUid } from './words.ts';

export const cameraStatuses = { off: 0, on: 1, request: 2, next: 4, prior: 8 } as const;
export type CameraStatus = keyof typeof cameraStatuses;

interface Totals {
  readonly totalOn: number | null;
  readonly totalRequests: number | null;
}

export type CameraReport =
  | ({ readonly type: 'unit'; readonly uid: string; readonly status: CameraStatus } & Totals)
  /** The conference mode changed: nothing reported before holds. */
  | ({ readonly type: 'mode-changed' } & Totals);

/** What stands behind the name `totalMicReq`. */
export type TotalSeparator = ',' | ':';

const noUnit = '00000000';
const maxBytes = 512;
const totalRange = [0, 65_535] as const;

export function createCameraReports(separator: TotalSeparator = ','): DatagramCodec<CameraReport> {
  return {
    maxBytes,
    encode(report) {
      const [uid, status] =
        report.type === 'unit' ? [report.uid, cameraStatuses[report.status]] : [noUnit, 0];
      const totals = `"totalMicOn":${report.totalOn ?? 0},"totalMicReq"${separator}${report.totalRequests ?? 0}`;
      return ascii(`{"serial":"${uid}","status":${status},${totals}}`);
    },
    parse,
  };
}

function parse(datagram: Uint8Array): Parsed<CameraReport> {
  if (datagram.length > maxBytes) return { ok: false, reason: 'too long' };
  const text = decodeText(datagram).trim();
  const json = parseJson(text.replace(/("totalMicReq"\s*),/, '$1:'));
  if (!json.ok) return json;
  if (!isJsonObject(json.message)) return { ok: false, reason: 'no object' };
  const { serial, status, totalMicOn, totalMicReq } = json.message;
  const totals = {
    totalOn: integerIn(totalMicOn, totalRange) ?? null,
    totalRequests: integerIn(totalMicReq, totalRange) ?? null,
  };
  const uid = readUid(serial);
  if (uid === undefined) return { ok: false, reason: 'no serial' };
  if (uid === noUnit) return { ok: true, message: { type: 'mode-changed', ...totals } };
  const number = integerIn(status, [0, 8]);
  const word = (Object.keys(cameraStatuses) as CameraStatus[]).find((key) => cameraStatuses[key] === number);
  return word
    ? { ok: true, message: { type: 'unit', uid, status: word, ...totals } }
    : { ok: false, reason: 'odd status' };
}
