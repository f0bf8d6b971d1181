/**
 * The boot report of a USB keyboard, which numeric keypads speak as well: 8 bytes, the modifiers, a byte that
 * is reserved, and up to six keys that are down. Source: USB HID usage tables, page 07. There is nothing to say
 * to a keypad but its lamps, which are left alone.
 */
import type { DatagramCodec } from '../codec.ts';

export interface KeypadReport {
  /** One bit for each of the eight; of no meaning here. */
  readonly modifiers: number;
  /** Usages of the keys that are down, 4..255, at most six. null: too many at once to tell which (roll-over). */
  readonly keys: readonly number[] | null;
}

export const reportBytes = 8;
const keyBytes = 6;
/** Usages 1 to 3 say that the keyboard could not tell. */
const rollOver = 0x01;
const firstUsage = 0x04;

export const keypadReports: DatagramCodec<KeypadReport> = {
  maxBytes: reportBytes,
  encode({ modifiers, keys }) {
    const report = new Uint8Array(reportBytes);
    report[0] = modifiers;
    report.set(keys ? keys.slice(0, keyBytes) : Array.from({ length: keyBytes }, () => rollOver), 2);
    return report;
  },
  parse(report) {
    if (report.length !== reportBytes) return { ok: false, reason: 'not 8 bytes' };
    const [modifiers = 0] = report;
    const down = [...report.subarray(2)].filter((usage) => usage !== 0);
    if (down.some((usage) => usage < firstUsage)) return { ok: true, message: { modifiers, keys: null } };
    return { ok: true, message: { modifiers, keys: [...new Set(down)] } };
  },
};

const topRow = 0x1e;
const keypadBlock = 0x59;
const digitCount = 9;

/** 1..9 for a digit of the keypad or of the top row, whether or not Num Lock is on; null: another key. */
export function digitOf(usage: number): number | null {
  for (const first of [topRow, keypadBlock])
    if (usage >= first && usage < first + digitCount) return usage - first + 1;
  return null;
}

/** The usage of a digit on the keypad's own block, 1..9. */
export const usageOf = (digit: number): number => keypadBlock + digit - 1;
