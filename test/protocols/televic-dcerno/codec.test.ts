import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noBytes } from '../../../protocols/codec.ts';
import { createCameraReports } from '../../../protocols/televic-dcerno/camera-reports.ts';
import { nextPacketNumber } from '../../../protocols/televic-dcerno/frames.ts';
import { dcernoReports } from '../../../protocols/televic-dcerno/reports.ts';
import { dcernoRequests } from '../../../protocols/televic-dcerno/requests.ts';
import { isChairUid } from '../../../protocols/televic-dcerno/words.ts';
import { cameraDatagrams, reportFrames, requestFrames } from '../../golden/televic-dcerno.ts';
import { datagramLaws, decodeInPieces, streamLaws } from '../laws.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (data: Uint8Array): string => new TextDecoder().decode(data);
const reports = (frame: string) => dcernoReports.decode(noBytes, bytes(frame));
const requests = (frame: string) => dcernoRequests.decode(noBytes, bytes(frame));
const report = (json: string, type = 'evt'): string =>
  `\x0202:${type}0007021C00000O00000000000000:${json}\x03`;
const request = (json: string): string => `\x0202:set0007021O00000C00000000000000:${json}\x03`;
const camera = createCameraReports();

describe('golden frames', () => {
  test.each(requestFrames)('a client says %j', (frame, packet) => {
    expect(requests(frame)).toEqual({ messages: [packet], garbage: 0, pending: noBytes });
    expect(text(dcernoRequests.encode(packet))).toBe(frame);
  });
  test.each(reportFrames)('the unit says %j', (frame, packet) => {
    expect(reports(frame)).toEqual({ messages: [packet], garbage: 0, pending: noBytes });
    expect(text(dcernoReports.encode(packet))).toBe(frame);
  });
  test.each(cameraDatagrams)('the camera output says %s', (datagram, message) => {
    expect(camera.parse(bytes(datagram))).toEqual({ ok: true, message });
    expect(text(camera.encode(message))).toBe(datagram);
  });
});

describe('laws', () => {
  streamLaws('requests', dcernoRequests, fc.constantFrom(...requestFrames.map(([, packet]) => packet)));
  streamLaws('reports', dcernoReports, fc.constantFrom(...reportFrames.map(([, packet]) => packet)));
  datagramLaws('camera output', camera, fc.constantFrom(...cameraDatagrams.map(([, message]) => message)));

  test('any split of nearly right frames yields the same', () => {
    const piece = fc.constantFrom(
      '\x02',
      '\x03',
      'x',
      '02:evt0001',
      report('{"nam":"mam","mam":5}'),
      'a'.repeat(5000),
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 12 }),
        fc.array(fc.nat(9000), { maxLength: 8 }),
        (parts, cuts) => {
          const stream = bytes(parts.join(''));
          const whole = decodeInPieces(dcernoReports, stream, []);
          const pieces = decodeInPieces(dcernoReports, stream, cuts);
          expect(pieces.messages).toEqual(whole.messages);
          expect(pieces.garbage).toBe(whole.garbage);
        },
      ),
      { seed: 7, numRuns: 200 },
    );
  });
});

describe('reading what is met in the field', () => {
  test('another route in the header and blanks before the JSON do not matter', () => {
    expect(reports('\x0202:evt1234021X12345Y67890000010000: {"nam":"mam","mam":"5"} \x03')).toMatchObject({
      messages: [{ number: 1234, message: { type: 'max-open', value: 5 } }],
      garbage: 0,
    });
  });

  test('uids are read in either case, states also as text, added members ignored', () => {
    expect(reports(report('{"nam":"micstat","uid":"101008d2","stat":"2","led":1}')).messages).toMatchObject([
      { message: { type: 'microphone', uid: '101008D2', state: 'request' } },
    ]);
  });

  test('volumes, recording and unknown subjects are no garbage', () => {
    for (const json of ['{"nam":"lsvol","vol":12}', '{"nam":"recstat","stat":2}', '{"brandNew":true}'])
      expect(reports(report(json))).toMatchObject({ messages: [{ message: { type: 'other' } }], garbage: 0 });
  });

  test('a name of 500 characters is bounded, in UTF-8 and in Latin-1', () => {
    const frame = report(`{"inf":"","con":{"nam":"${'ö'.repeat(500)}"}}`, 'rep');
    const expected = [{ message: { type: 'connected', name: `${'ö'.repeat(119)}…` } }];
    expect(reports(frame).messages).toMatchObject(expected);
    const latin1 = Uint8Array.from(frame, (char) => char.charCodeAt(0));
    expect(dcernoReports.decode(noBytes, latin1).messages).toMatchObject(expected);
  });

  test.each([
    report('{"nam":"micstat","uid":101008,"stat":1}'),
    report('{"nam":"micstat","uid":"","stat":1}'),
    report('{"nam":"micstat","uid":"10-08","stat":1}'),
    report('{"nam":"micstat","uid":"101008D2","stat":3}'),
    report('{"nam":"mam","mam":9}'),
    report('{"nam":"mmo","mmo":3,"mio":0,"mat":1}'),
    report('{"nam":"mmo","mmo":1,"mio":0,"mat":3}'),
    report('{"nam":"mam","mam":5', 'evt'),
    report('{"nam":"mam","mam":5}', 'xyz'),
    report('{"nam":"mam","mam":5}', 'get'),
    report('[]'),
    '\x02\x03',
    'hello',
  ])('the unit would not say %j: garbage', (frame) => {
    expect(reports(frame)).toMatchObject({ messages: [], garbage: 1 });
  });

  test.each([
    '{"nam":"smicstat","uid":0,"stat":1}',
    '{"nam":"smicstat","uid":"101008D2","stat":4}',
    '{"nam":"smam","mam":9}',
  ])('a client would not say %j: garbage', (json) => {
    expect(requests(request(json))).toMatchObject({ messages: [], garbage: 1 });
  });

  test('a frame that never ends is one piece of garbage and leaves the next one whole', () => {
    const next = report('{"nam":"mam","mam":5}');
    expect(reports(`\x0202:evt${next}`)).toMatchObject({ messages: [{ number: 7 }], garbage: 1 });
    const endless = dcernoReports.decode(noBytes, bytes(`\x02${'a'.repeat(100_000)}`));
    expect(endless.garbage).toBe(1);
    expect(dcernoReports.decode(endless.pending, bytes(`aaa${next}`))).toMatchObject({
      messages: [{ number: 7 }],
      garbage: 0,
    });
  });

  test('packet numbers wrap at 9999', () => {
    expect([nextPacketNumber(0), nextPacketNumber(9999)]).toEqual([1, 0]);
  });

  test('serials beginning with 11 are chairmen', () => {
    expect([isChairUid('11000001'), isChairUid('101008D2')]).toEqual([true, false]);
  });
});

describe('the camera output', () => {
  test('a colon in the place of the printed comma is read as well, and can be written', () => {
    const datagram = '{"serial":"101008D2","status":4,"totalMicOn":1,"totalMicReq":3}';
    const message = { type: 'unit', uid: '101008D2', status: 'next', totalOn: 1, totalRequests: 3 } as const;
    expect(camera.parse(bytes(datagram))).toEqual({ ok: true, message });
    expect(text(createCameraReports(':').encode(message))).toBe(datagram);
  });

  test('totals may be missing, members be added', () => {
    expect(camera.parse(bytes('{"serial":"101008D2","status":1,"zone":7}'))).toMatchObject({
      ok: true,
      message: { status: 'on', totalOn: null, totalRequests: null },
    });
  });

  test.each([
    '{"serial":"101008D2","status":3}',
    '{"status":1}',
    '{"serial":7,"status":1}',
    '[]',
    '',
    'x'.repeat(600),
  ])('not a camera report: %j', (datagram) => {
    expect(camera.parse(bytes(datagram)).ok).toBe(false);
  });
});
