import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noBytes } from '../../../protocols/codec.ts';
import { mxcwReports } from '../../../protocols/shure-mxcw/reports.ts';
import { mxcwRequests } from '../../../protocols/shure-mxcw/requests.ts';
import { reportFrames, requestFrames } from '../../golden/shure-mxcw.ts';
import { decodeInPieces, streamLaws } from '../laws.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (data: Uint8Array): string => new TextDecoder().decode(data);
const reports = (frame: string) => mxcwReports.decode(noBytes, bytes(frame));
const requests = (frame: string) => mxcwRequests.decode(noBytes, bytes(frame));

describe('golden frames', () => {
  test.each(requestFrames)('a client says %j', (frame, message) => {
    expect(requests(frame)).toEqual({ messages: [message], garbage: 0, pending: noBytes });
    expect(text(mxcwRequests.encode(message))).toBe(frame);
  });
  test.each(reportFrames)('the unit says %j', (frame, message) => {
    expect(reports(frame)).toEqual({ messages: [message], garbage: 0, pending: noBytes });
    expect(text(mxcwReports.encode(message))).toBe(frame);
  });
});

describe('laws', () => {
  streamLaws('requests', mxcwRequests, fc.constantFrom(...requestFrames.map(([, message]) => message)));
  streamLaws('reports', mxcwReports, fc.constantFrom(...reportFrames.map(([, message]) => message)));

  test('any split of nearly right frames yields the same', () => {
    const piece = fc.constantFrom(
      '<',
      ' >',
      '{',
      '}',
      '< REP 5 MIC_STATUS ON >',
      'REP ',
      'x',
      ' ',
      '\r\n',
      'a'.repeat(600),
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 20 }),
        fc.array(fc.nat(900), { maxLength: 8 }),
        (parts, cuts) => {
          const stream = bytes(parts.join(''));
          const [whole, pieces] = [
            decodeInPieces(mxcwReports, stream, []),
            decodeInPieces(mxcwReports, stream, cuts),
          ];
          expect(pieces.messages).toEqual(whole.messages);
          expect(pieces.garbage).toBe(whole.garbage);
        },
      ),
      { seed: 7, numRuns: 300 },
    );
  });
});

describe('reading what is met in the field', () => {
  test('a client that wraps twice is understood: the innermost frame counts', () => {
    expect(requests('< < GET ALL > >< < SET AUDIO_METER_RATE 5000 > >')).toEqual({
      messages: [{ type: 'get-all' }, { type: 'set-meter-rate', everyMs: 5000 }],
      garbage: 0,
      pending: noBytes,
    });
  });

  test('line ends between frames and letters of either case do not matter', () => {
    expect(reports('< rep 5 mic_status on >\r\n< REP 6 MIC_STATUS OFF >\r\n')).toMatchObject({
      messages: [
        { type: 'microphone', seat: 5, status: 'on' },
        { type: 'microphone', seat: 6, status: 'off' },
      ],
      garbage: 0,
    });
  });

  test('a field behind the value is ignored, a role of a newer firmware too', () => {
    expect(reports('< REP 5 MIC_STATUS ON 3 X >').messages).toEqual([
      { type: 'microphone', seat: 5, status: 'on' },
    ]);
    expect(reports('< REP 5 ROLE JUDGE >')).toMatchObject({ messages: [{ type: 'other' }], garbage: 0 });
  });

  test('angle brackets inside a name are text', () => {
    expect(reports('< REP 5 SEAT_NAME {a < b > c} >').messages).toEqual([
      { type: 'name', seat: 5, name: 'a < b > c' },
    ]);
  });

  test('names are read as UTF-8 and, where that is not valid, as Latin-1', () => {
    const expected = [{ type: 'name', seat: 3, name: 'Jörg Weiß' }];
    const frame = '< REP 3 SEAT_NAME {Jörg Weiß} >';
    expect(reports(frame).messages).toEqual(expected);
    const latin1 = Uint8Array.from(frame, (char) => char.charCodeAt(0));
    expect(mxcwReports.decode(noBytes, latin1).messages).toEqual(expected);
  });

  test('a name longer than the protocol allows is bounded, or garbage where it passes the frame', () => {
    const [long] = reports(`< REP 3 SEAT_NAME {${'x'.repeat(400)}} >`).messages;
    expect(long).toMatchObject({ type: 'name', name: `${'x'.repeat(119)}…` });
    expect(reports(`< REP 3 SEAT_NAME {${'x'.repeat(500)}} >< REP 3 MIC_STATUS ON >`)).toMatchObject({
      messages: [{ type: 'microphone' }],
      garbage: 1,
    });
  });

  test('a seat that has not voted is told by button 0 or as unknown; a button by its name, too', () => {
    const none = { type: 'final-selection', seat: 5, button: null };
    expect(reports('< REP 5 FINAL_VOTING_SELECTION UNKNOWN >').messages).toEqual([none]);
    expect(reports('< REP 5 FINAL_VOTING_SELECTION {   } >').messages).toEqual([none]);
    expect(reports('< REP 5 FINAL_VOTING_SELECTION {Nein                           } >').messages).toEqual([
      { ...none, button: 'Nein' },
    ]);
  });

  test.each([
    '< REP 0 MIC_STATUS ON >',
    '< REP 65536 MIC_STATUS ON >',
    '< REP 5 MIC_STATUS LOUD >',
    '< REP 5 MIC_PRIORITY 6 >',
    '< REP 5 SEAT_NAME Mayor >',
    '< REP MAX_TOTAL_SPEAKERS 9 >',
    '< REP OPERATION_MODE CHAOS >',
    '< REP VOTING_STATE OVER >',
    '< REP VOTING_CONFIGURATION 51 >',
    '< REP 0 INTERIM_VOTING_SELECTION 1 >',
    '< REP 5 INTERIM_VOTING_SELECTION 6 >',
    '< REP 65536 FINAL_VOTING_SELECTION 1 >',
    '< REP FINAL_VOTING_SELECTION 1 >',
    '< REP 6 FINAL_VOTING_RESULT 1 >',
    '< REP 1 FINAL_VOTING_RESULT many >',
    '< REP >',
    '< HELLO >',
    '<>',
    'hello',
  ])('the unit would not say %j: garbage', (frame) => {
    expect(reports(frame)).toMatchObject({ messages: [], garbage: 1 });
  });

  test.each([
    '< SET 65536 MIC_STATUS ON >',
    '< SET 5 MIC_STATUS UNKNOWN >',
    '< SET 0 SPEAK_REQUEST TRUE >',
    '< SET MIC_STATUS ON >',
    '< SET 5 MIC_PRIORITY 0 >',
    '< SET AUDIO_METER_RATE 99 >',
    '< SET NEXT_MIC_ON FALSE >',
    '< SET START_VOTE 0 >',
    '< SET START_VOTE 51 >',
    '< SET 5 START_VOTE 1 >',
    '< SET COMPLETE_VOTE FALSE >',
    '< SET VOTING_STATE ACTIVE >',
    '< GET START_VOTE >',
    '< GET 0 INTERIM_VOTING_SELECTION >',
    '< GET FINAL_VOTING_SELECTION >',
    '< GET 0 FINAL_VOTING_RESULT >',
    '< GET 6 FINAL_VOTING_RESULT >',
    '< GET COFFEE >',
    '< HELLO >',
  ])('the unit answers %j with an error', (frame) => {
    expect(requests(frame)).toMatchObject({ messages: [{ type: 'unknown' }], garbage: 0 });
  });

  test('a frame that never ends is one piece of garbage and leaves the next one whole', () => {
    expect(reports('< REP 5 MIC_STATUS < REP 6 MIC_STATUS ON >')).toMatchObject({
      messages: [{ type: 'microphone', seat: 6 }],
      garbage: 1,
    });
    const endless = mxcwReports.decode(noBytes, bytes(`< ${'a'.repeat(100_000)}`));
    expect(endless.pending.length).toBeLessThanOrEqual(mxcwReports.maxPendingBytes);
    const after = mxcwReports.decode(endless.pending, bytes('aaa > < REP 1 MIC_STATUS ON >'));
    expect(after).toMatchObject({ messages: [{ type: 'microphone', seat: 1 }], garbage: 0 });
    expect(endless.garbage).toBe(1);
  });
});
