import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concat, hex } from '../../../protocols/bytes.ts';
import { isPresetAllowed } from '../../../protocols/pelco/presets.ts';
import { pelcoReplies } from '../../../protocols/pelco/replies.ts';
import { pelcoRequests, type PelcoRequest } from '../../../protocols/pelco/requests.ts';
import { repliesD, requestsD, requestsP } from '../../golden/pelco.ts';
import { decodeInPieces, streamLaws } from '../laws.ts';

const read = (protocol: 'D' | 'P', bytes: Uint8Array) => decodeInPieces(pelcoRequests(protocol), bytes, []);

describe('golden frames', () => {
  test.each(requestsD)('D: %s', (bytes, request) => {
    expect(pelcoRequests('D').encode(request)).toEqual(hex(bytes));
    expect(read('D', hex(bytes)).messages).toEqual([request]);
  });
  test.each(requestsP)('P: %s', (bytes, request) => {
    expect(pelcoRequests('P').encode(request)).toEqual(hex(bytes));
    expect(read('P', hex(bytes)).messages).toEqual([request]);
  });
  test.each(repliesD)('a reply: %s', (bytes, reply) => {
    expect(pelcoReplies('D').encode(reply)).toEqual(hex(bytes));
    expect(decodeInPieces(pelcoReplies('D'), hex(bytes), []).messages).toEqual([reply]);
  });
});

const byte = fc.integer({ min: 0, max: 255 });
const bodies: fc.Arbitrary<PelcoRequest['body']> = fc.oneof(
  fc.record({
    type: fc.constant('preset' as const),
    action: fc.constantFrom('store' as const, 'clear' as const, 'recall' as const),
    preset: fc.integer({ min: 1, max: 255 }),
  }),
  fc.record({
    type: fc.constant('drive' as const),
    pan: fc.constantFrom('left' as const, 'right' as const, 'stop' as const),
    tilt: fc.constantFrom('up' as const, 'down' as const, 'stop' as const),
    zoom: fc.constantFrom('tele' as const, 'wide' as const, 'stop' as const),
    panSpeed: byte,
    tiltSpeed: byte,
  }),
  fc.record({
    type: fc.constant('ask' as const),
    what: fc.constantFrom('pan' as const, 'tilt' as const, 'zoom' as const),
  }),
);

describe('laws', () => {
  for (const protocol of ['D', 'P'] as const) {
    const address = fc.integer({ min: 1, max: protocol === 'D' ? 255 : 32 });
    streamLaws(`requests ${protocol}`, pelcoRequests(protocol), fc.record({ address, body: bodies }));
    streamLaws(
      `replies ${protocol}`,
      pelcoReplies(protocol),
      fc.record({
        address,
        body: fc.record({
          type: fc.constant('answer' as const),
          what: fc.constantFrom('pan' as const, 'tilt' as const, 'zoom' as const),
          value: fc.integer({ min: 0, max: 0xffff }),
        }),
      }),
    );
  }
});

describe('what is no frame', () => {
  test.each([
    // (200 + 7 + 255) modulo 100, as a known controller sends it.
    ['a sum modulo 100', 'D', 'ff c8 00 07 00 ff 3e'],
    ['address 0', 'D', 'ff 00 00 07 00 05 0c'],
    ['a wrong end', 'P', 'a0 00 00 07 00 05 ae 0c'],
    ['a wrong xor', 'P', 'a0 00 00 07 00 05 af 0e'],
    ['an address beyond 32', 'P', 'a0 20 00 07 00 05 af 2d'],
  ] as const)('%s', (_, protocol, bytes) => {
    const { messages, garbage } = read(protocol, hex(bytes));
    expect(messages).toEqual([]);
    expect(garbage).toBe(1);
  });

  test('a frame behind a broken one is read', () => {
    const whole = hex('ff 01 00 07 00 05 0d');
    const { messages, garbage } = read('D', concat(hex('ff 01 00 07'), whole, whole));
    expect(messages).toHaveLength(2);
    expect(garbage).toBe(1);
  });

  test('directions that contradict each other are no drive', () => {
    expect(read('D', hex('ff 01 00 06 10 10 27')).messages).toMatchObject([{ body: { type: 'other' } }]);
  });
});

describe('presets', () => {
  test('numbers that start functions are reserved, unless allowed by name', () => {
    for (const preset of [1, 32, 35, 89]) expect(isPresetAllowed(preset, [])).toBe(true);
    for (const preset of [33, 34, 90, 95, 99, 128, 255]) {
      expect(isPresetAllowed(preset, [])).toBe(false);
      expect(isPresetAllowed(preset, [preset])).toBe(true);
    }
    for (const preset of [0, -1, 1.5, 256, Number.NaN]) expect(isPresetAllowed(preset, [preset])).toBe(false);
  });
});
