import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noBytes } from '../../../protocols/codec.ts';
import { createTlvcam1Reports, tlvcam2Reports } from '../../../protocols/televic-tlvcam/reports.ts';
import { tlvcam1Frames, tlvcam2Lines } from '../../golden/televic-tlvcam.ts';
import { streamLaws } from '../laws.ts';

const tlvcam1Reports = createTlvcam1Reports();
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (data: Uint8Array): string => new TextDecoder().decode(data);

describe('golden lines', () => {
  test.each(tlvcam1Frames)('TLVCAM1 %j', (frame, report) => {
    expect(tlvcam1Reports.decode(noBytes, bytes(frame))).toMatchObject({ messages: [report], garbage: 0 });
    expect(text(tlvcam1Reports.encode(report))).toBe(frame);
  });
  test.each(tlvcam2Lines)('TLVCAM2 %j', (line, report) => {
    expect(tlvcam2Reports.decode(noBytes, bytes(line))).toMatchObject({ messages: [report], garbage: 0 });
    expect(text(tlvcam2Reports.encode(report))).toBe(line);
  });
});

describe('laws', () => {
  streamLaws('TLVCAM1', tlvcam1Reports, fc.constantFrom(...tlvcam1Frames.map(([, report]) => report)));
  streamLaws('TLVCAM2', tlvcam2Reports, fc.constantFrom(...tlvcam2Lines.map(([, report]) => report)));
});

test.each(['$10000', '$1003', '$30003', '$1x003', '&30001', '&3'])(
  'TLVCAM2 would not say %j: garbage',
  (line) => {
    expect(tlvcam2Reports.decode(noBytes, bytes(`${line}\r\n`))).toMatchObject({ messages: [], garbage: 1 });
  },
);

test('a TLVCAM1 unit with a true CRC is read where the digits are not looked at', () => {
  const frame = bytes('%M0003A1B2\r');
  expect(tlvcam1Reports.decode(noBytes, frame).garbage).toBe(1);
  expect(createTlvcam1Reports('any').decode(noBytes, frame).messages).toEqual([
    { type: 'delegate-on', seat: 3 },
  ]);
});
