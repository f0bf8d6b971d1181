import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hex, toHex } from '../../../protocols/bytes.ts';
import {
  lensBlockAnswer,
  panTiltAnswer,
  panTiltStatusAnswer,
  switchAnswer,
  versionAnswer,
  zoomAnswer,
} from '../../../protocols/visca/answers.ts';
import { viscaStream } from '../../../protocols/visca/frames.ts';
import { viscaAnswers, viscaDatagrams, type ViscaDatagram } from '../../../protocols/visca/over-ip.ts';
import { viscaReplies, type ViscaReply } from '../../../protocols/visca/replies.ts';
import { viscaRequests, type Inquiry, type ViscaRequest } from '../../../protocols/visca/requests.ts';
import { answerDatagrams, replyFrames, requestDatagrams, requestFrames } from '../../golden/visca.ts';
import { datagramLaws, streamLaws, decodeInPieces } from '../laws.ts';

const inquiries: readonly Inquiry[] = [
  ...(['version', 'power', 'pan-tilt-position', 'pan-tilt-status', 'zoom-position'] as const),
  ...(['lens-block', 'last-preset', 'max-speed', 'menu'] as const),
];
const wide = { '4+4': [0x7fff, 0x7fff], '5+4': [0x7_ffff, 0x7fff] } as const;
const position = fc.constantFrom('4+4' as const, '5+4' as const).chain((width) =>
  fc.record({
    type: fc.constantFrom('absolute' as const, 'relative' as const),
    width: fc.constant(width),
    panSpeed: fc.integer({ min: 0, max: 0x18 }),
    tiltSpeed: fc.integer({ min: 0, max: 0x17 }),
    pan: fc.integer({ min: -wide[width][0] - 1, max: wide[width][0] }),
    tilt: fc.integer({ min: -wide[width][1] - 1, max: wide[width][1] }),
  }),
);
const body: fc.Arbitrary<ViscaRequest['body']> = fc.oneof(
  fc.constantFrom(...requestFrames.map(([, message]) => message.body)),
  fc.constantFrom(...inquiries).map((inquiry) => ({ type: 'inquiry' as const, inquiry })),
  fc.record({
    type: fc.constant('preset' as const),
    action: fc.constantFrom('reset' as const, 'store' as const, 'recall' as const),
    // FF ends a frame, so preset 256 cannot be named on the wire.
    preset: fc.integer({ min: 1, max: 255 }),
  }),
  position,
  fc.record({ type: fc.constant('zoom-direct' as const), zoom: fc.integer({ min: 0, max: 0xffff }) }),
);
const request: fc.Arbitrary<ViscaRequest> = fc.record({ device: fc.integer({ min: 1, max: 8 }), body });
const reply: fc.Arbitrary<ViscaReply> = fc.oneof(
  fc.constantFrom(...replyFrames.map(([, message]) => message)),
  fc.record({
    device: fc.integer({ min: 1, max: 7 }),
    body: fc.record({
      type: fc.constant('answer' as const),
      data: fc.array(fc.nat(0xfe), { minLength: 1, maxLength: 13 }).map((data) => Uint8Array.from(data)),
    }),
  }),
);
const sequence = fc.nat(0xffff_ffff);
const datagram: fc.Arbitrary<ViscaDatagram> = fc.oneof(
  sequence.map((number) => ({ type: 'reset-sequence' as const, sequence: number })),
  fc
    .tuple(sequence, fc.constantFrom('command' as const, 'inquiry' as const, 'setting' as const), request)
    .map(([number, as, message]) => ({ type: 'request' as const, sequence: number, as, ...message })),
);

describe('VISCA frames', () => {
  it.each(requestFrames)('encode and parse the request %s as the sheet has it', (text, message) => {
    expect(toHex(viscaRequests.encode(message))).toBe(text);
    expect(viscaRequests.parse(hex(text))).toEqual(message);
  });
  it.each(replyFrames)('encode and parse the reply %s as the sheet has it', (text, message) => {
    expect(toHex(viscaReplies.encode(message))).toBe(text);
    expect(viscaReplies.parse(hex(text))).toEqual(message);
  });

  streamLaws('requests', viscaStream(viscaRequests), request);
  streamLaws('replies', viscaStream(viscaReplies), reply);

  it('count an overlong run once and read what follows it', () => {
    const noise = new Uint8Array(5000).fill(0x42);
    const stream = viscaStream(viscaReplies);
    const decoded = decodeInPieces(stream, Uint8Array.of(...noise, 0xff, ...hex('90 41 ff')), [1000, 3000]);
    expect(decoded).toMatchObject({
      garbage: 1,
      messages: [{ device: 1, body: { type: 'ack', socket: 1 } }],
    });
  });
});

describe('VISCA over IP', () => {
  it.each(requestDatagrams)('encodes and parses the request %s', (text, message) => {
    expect(toHex(viscaDatagrams.encode(message))).toBe(text);
    expect(viscaDatagrams.parse(hex(text))).toEqual({ ok: true, message });
  });
  it.each(answerDatagrams)('encodes and parses the answer %s', (text, message) => {
    expect(toHex(viscaAnswers.encode(message))).toBe(text);
    expect(viscaAnswers.parse(hex(text))).toEqual({ ok: true, message });
  });

  datagramLaws('requests', viscaDatagrams, datagram);
  datagramLaws(
    'answers',
    viscaAnswers,
    fc.oneof(
      fc.constantFrom(...answerDatagrams.map(([, message]) => message)),
      fc.tuple(sequence, reply).map(([number, message]) => ({
        type: 'reply' as const,
        sequence: number,
        ...message,
      })),
    ),
  );

  it.each([
    ['a length that does not fit', '01 11 00 04 00 00 00 2a 90 41 ff'],
    ['no payload', '01 11 00 00 00 00 00 2a'],
    ['a frame without its end', '01 11 00 03 00 00 00 2a 90 41 00'],
    ['two frames in one', '01 11 00 06 00 00 00 2a 90 41 ff 90 51 ff'],
    ['an unknown type', '03 11 00 03 00 00 00 2a 90 41 ff'],
  ])('refuses %s', (_what, text) => {
    expect(viscaAnswers.parse(hex(text)).ok).toBe(false);
  });
});

describe('VISCA answers', () => {
  it('reads the X400 status: idle after a good move, and moving', () => {
    expect(panTiltStatusAnswer.parse(hex('28 00'), 'x400')).toMatchObject({
      initialised: 'done',
      move: 'done',
    });
    expect(panTiltStatusAnswer.parse(hex('24 00'), 'x400')).toMatchObject({
      initialised: 'done',
      move: 'running',
    });
    expect(panTiltStatusAnswer.parse(hex('2c 00'), 'x400')).toMatchObject({ move: 'failed' });
  });
  it('reads the FR7 status: idle, and moving', () => {
    expect(panTiltStatusAnswer.parse(hex('0a 00'), 'fr7')).toMatchObject({
      initialised: 'done',
      move: 'done',
    });
    expect(panTiltStatusAnswer.parse(hex('09 00'), 'fr7')).toMatchObject({
      initialised: 'done',
      move: 'running',
    });
  });
  it('shows why the layout must be known: a moving FR7 read as X400 looks arrived', () => {
    expect(panTiltStatusAnswer.parse(hex('09 00'), 'x400')?.move).toBe('done');
  });
  it('reads the lens block: zoom, and that a preset recall runs', () => {
    const data = hex('03 0c 09 0c 01 00 01 00 00 00 00 01 04');
    const block = {
      zoom: 0x3c9c,
      nearLimit: 0x10,
      focus: 0x1000,
      autoFocus: true,
      presetRunning: true,
      focusRunning: false,
      zoomRunning: false,
    };
    expect(lensBlockAnswer.parse(data)).toEqual(block);
    expect(lensBlockAnswer.encode(block)).toEqual(data);
  });
  it('reads version, power, position and zoom', () => {
    expect(versionAnswer.parse(hex('00 01 05 1c 01 00 02'))).toEqual({
      vendor: 1,
      model: 0x051c,
      rom: 0x0100,
      sockets: 2,
    });
    expect(switchAnswer.parse(hex('02'))).toBe(true);
    expect(switchAnswer.parse(hex('03'))).toBe(false);
    expect(panTiltAnswer.parse(hex('0d 0e 00 00 01 02 00 00'), '4+4')).toEqual({
      pan: -0x2200,
      tilt: 0x1200,
    });
    // FR7: five nibbles each; F6359 is −170°, FE45B −30°.
    const fr7 = hex('0f 06 03 05 09 0f 0e 04 05 0b');
    expect(panTiltAnswer.parse(fr7, '5+5')).toEqual({ pan: -0x9ca7, tilt: -0x1ba5 });
    expect(zoomAnswer.parse(hex('04 00 00 00'))).toBe(0x4000);
  });
  it('refuses answers of the wrong length or with high nibbles', () => {
    expect(versionAnswer.parse(hex('00 01'))).toBeNull();
    expect(switchAnswer.parse(hex('04'))).toBeNull();
    expect(panTiltAnswer.parse(hex('0d 0e 00 00 01 02 00'), '4+4')).toBeNull();
    expect(zoomAnswer.parse(hex('14 00 00 00'))).toBeNull();
    expect(lensBlockAnswer.parse(hex('00'))).toBeNull();
    expect(panTiltStatusAnswer.parse(hex('28'), 'x400')).toBeNull();
  });
});
