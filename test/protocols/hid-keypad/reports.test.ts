import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hex, toHex } from '../../../protocols/bytes.ts';
import { digitOf, keypadReports, usageOf, type KeypadReport } from '../../../protocols/hid-keypad/reports.ts';
import { hidKeypadReports } from '../../golden/hid-keypad.ts';
import { datagramLaws } from '../laws.ts';

describe('golden reports', () => {
  test.each(hidKeypadReports)('%s: %s', (words, _what, report) => {
    expect(toHex(keypadReports.encode(report))).toBe(toHex(hex(words)));
    expect(keypadReports.parse(hex(words))).toEqual({ ok: true, message: report });
  });
  test('one that repeats a key names it once, and a part of a roll-over is one', () => {
    expect(keypadReports.parse(hex('0000 59 00 59 000000'))).toMatchObject({ message: { keys: [0x59] } });
    expect(keypadReports.parse(hex('0000 59 01 00 000000'))).toMatchObject({ message: { keys: null } });
  });
  test.each(['', '00', '0000590000000000 00'])('"%s" is none', (words) => {
    expect(keypadReports.parse(hex(words)).ok).toBe(false);
  });
});

test('digits are those of the block and of the top row, and no other key is one', () => {
  const found = Array.from({ length: 256 }, (_, usage) => [usage, digitOf(usage)] as const).filter(
    ([, digit]) => digit !== null,
  );
  expect(found).toEqual([
    ...Array.from({ length: 9 }, (_, index) => [0x1e + index, index + 1]),
    ...Array.from({ length: 9 }, (_, index) => [0x59 + index, index + 1]),
  ]);
  expect(usageOf(1)).toBe(0x59);
  expect(usageOf(9)).toBe(0x61);
});

datagramLaws<KeypadReport>(
  'reports',
  keypadReports,
  fc.record({
    modifiers: fc.nat(255),
    keys: fc.option(fc.uniqueArray(fc.integer({ min: 4, max: 255 }), { maxLength: 6 })),
  }),
);
