import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concat, hex, toHex } from '../../../protocols/bytes.ts';
import { noBytes } from '../../../protocols/codec.ts';
import { printedLayout } from '../../../protocols/bosch-dcn/frames.ts';
import { createDcnReports } from '../../../protocols/bosch-dcn/reports.ts';
import { createDcnRequests } from '../../../protocols/bosch-dcn/requests.ts';
import { metReports, metRequests, printedRequests } from '../../golden/bosch-dcn.ts';
import { decodeInPieces, streamLaws } from '../laws.ts';

const [requests, reports] = [createDcnRequests(), createDcnReports()];
const [printed, printedReports] = [createDcnRequests(printedLayout), createDcnReports(printedLayout)];
const reserved = '00 00 00 00 00 00 00 00';
const report = (frame: string) => reports.decode(noBytes, hex(frame));

describe('golden frames', () => {
  test.each(metRequests)('a client says %s', (frame, message) => {
    expect(requests.decode(noBytes, hex(frame))).toEqual({
      messages: [message],
      garbage: 0,
      pending: noBytes,
    });
    expect(toHex(requests.encode(message))).toBe(frame);
  });
  test.each(metReports)('the unit says %s', (frame, message) => {
    expect(report(frame)).toEqual({ messages: [message], garbage: 0, pending: noBytes });
    expect(toHex(reports.encode(message))).toBe(frame);
  });
  test.each(printedRequests)('a client of the printed layout says %s', (frame, message) => {
    expect(printed.decode(noBytes, hex(frame))).toEqual({
      messages: [message],
      garbage: 0,
      pending: noBytes,
    });
    expect(toHex(printed.encode(message))).toBe(frame);
  });
});

describe('laws', () => {
  const sent = fc.constantFrom(...metRequests.map(([, message]) => message));
  const said = fc.constantFrom(...metReports.map(([, message]) => message));
  streamLaws('requests', requests, sent);
  streamLaws('reports', reports, said);
  streamLaws(
    'requests of the printed layout',
    printed,
    fc.constantFrom(...printedRequests.map(([, message]) => message)),
  );
  streamLaws('reports of the printed layout', printedReports, said);

  test('any split of nearly right frames yields the same', () => {
    const frames = metReports.map(([frame]) => hex(frame));
    const odd = [
      hex('03'),
      hex('05 01 00 43'),
      hex('00 00 00'),
      hex('27 70 44'),
      hex('05 01 00 43 04 00 00 00'),
      hex('04 2e 00 43 ff ff 00 00'),
    ];
    const piece = fc.constantFrom(...frames, ...odd);
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 12 }),
        fc.array(fc.nat(300), { maxLength: 10 }),
        (parts, cuts) => {
          const stream = concat(...parts);
          const [whole, pieces] = [
            decodeInPieces(reports, stream, []),
            decodeInPieces(reports, stream, cuts),
          ];
          expect(pieces.messages).toEqual(whole.messages);
          expect(pieces.garbage).toBe(whole.garbage);
        },
      ),
      { seed: 7, numRuns: 500 },
    );
  });
});

describe('reading what is met in the field', () => {
  test('the two layouts do not understand each other', () => {
    const frame = requests.encode({ type: 'setMicrophone', unit: 0x0205, open: true });
    expect(printed.decode(noBytes, frame).messages).toEqual([]);
  });

  test('fields behind the known ones are ignored', () => {
    expect(
      report(`04 20 00 43 1d 00 00 00 ${reserved} 20 00 00 00 01 00 04 00 64 00 01 01 00`),
    ).toMatchObject({
      messages: [{ type: 'settings', mode: 'delegate-requests', active: 4, maxRequests: 100 }],
      garbage: 0,
    });
    expect(report(`04 2e 00 43 1b 00 00 00 ${reserved} 2e 00 00 00 01 00 05 02 01 aa bb`)).toMatchObject({
      messages: [{ type: 'speakers', entries: [{ unit: 0x0205, open: true }] }],
      garbage: 0,
    });
  });

  test('a shift without the delegate’s number is understood', () => {
    expect(requests.decode(noBytes, hex(`03 23 00 43 14 00 00 00 ${reserved} 23 00 05 02`)).messages).toEqual(
      [{ type: 'shift', unit: 0x0205 }],
    );
  });

  test.each([
    [0x00, false],
    [0x01, true],
    [0x02, false],
    [0x0e, true],
    [0x0f, false],
    [0x03, null],
  ])('the microphone word %i means open: %j', (word, open) => {
    const frame = `05 01 00 43 18 00 00 00 ${reserved} 01 00 05 02 ${toHex(Uint8Array.of(word))} 00 03 00`;
    expect(report(frame).messages).toEqual([{ type: 'microphone', unit: 0x0205, open }]);
  });

  test('frames of other applications are no garbage', () => {
    expect(
      report(`04 06 10 43 20 00 00 00 ${reserved} 06 10 00 00 01 02 03 04 05 06 07 08 09 0a 0b 0c`),
    ).toMatchObject({
      messages: [{ type: 'other', functionId: 0x1006 }],
      garbage: 0,
    });
  });

  test.each([
    ['unit 0', `05 0e 00 43 14 00 00 00 ${reserved} 0e 00 00 00`],
    ['a list shorter than its count', `04 2e 00 43 19 00 00 00 ${reserved} 2e 00 00 00 02 00 05 02 01`],
    ['a count beyond any system', `04 2e 00 43 16 00 00 00 ${reserved} 2e 00 00 00 ff ff`],
    ['a mode that is not', `05 12 00 43 14 00 00 00 ${reserved} 12 00 06 00`],
    ['a response without its result', `04 2e 00 43 12 00 00 00 ${reserved} 2e 00`],
    ['another function in the data', `05 0e 00 43 14 00 00 00 ${reserved} 0f 00 05 02`],
    ['a request', `03 2e 00 43 12 00 00 00 ${reserved} 2e 00`],
    ['a protocol error without its code', `20 70 44 00 10 00 00 00 ${reserved}`],
    ['a length below the head', '05 0e 00 43 07 00 00 00'],
    ['a length beyond the maximum', '05 0e 00 43 41 1f 00 00'],
    ['noise', 'de ad be ef de ad be ef'],
  ])('the unit would not say %s: garbage', (_what, frame) => {
    expect(report(frame)).toMatchObject({ messages: [], garbage: 1 });
  });

  test('after noise the next frame is found', () => {
    const [frame = ''] = metReports[11] ?? [];
    expect(report(`de ad be ef 05 01 ${frame}`)).toMatchObject({
      messages: [{ type: 'microphone', unit: 0x0205, open: true }],
      garbage: 1,
    });
  });

  test.each([
    ['a unit of 0', `03 30 00 43 14 00 00 00 ${reserved} 30 00 00 00`],
    ['no unit', `03 30 00 43 12 00 00 00 ${reserved} 30 00`],
    ['no active microphone', `03 35 00 43 14 00 00 00 ${reserved} 35 00 00 00`],
  ])('a client would not say %s: garbage', (_what, frame) => {
    expect(requests.decode(noBytes, hex(frame))).toMatchObject({ messages: [], garbage: 1 });
  });
});
