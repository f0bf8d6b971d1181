/**
 * The laws every codec keeps (protocols/codec.ts), as tests any codec's suite can declare: encoding and
 * decoding are inverse, the split of a stream does not matter, garbage never throws and never piles up.
 * Seeds are fixed, so a failure repeats; fast-check prints the smallest counterexample.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { concat } from '../../protocols/bytes.ts';
import { noBytes, type DatagramCodec, type StreamCodec } from '../../protocols/codec.ts';

const seed = 20_261_123;

/** Decodes `bytes` in pieces cut at `cuts`. */
export function decodeInPieces<Message>(
  codec: StreamCodec<Message>,
  bytes: Uint8Array,
  cuts: readonly number[],
): { readonly messages: readonly Message[]; readonly garbage: number; readonly pending: Uint8Array } {
  const messages: Message[] = [];
  let garbage = 0;
  let pending: Uint8Array = noBytes;
  let from = 0;
  const ends = [...cuts.map((cut) => Math.min(bytes.length, cut)).sort((a, b) => a - b), bytes.length];
  for (const end of ends) {
    const decoded = codec.decode(pending, bytes.subarray(from, end));
    messages.push(...decoded.messages);
    garbage += decoded.garbage;
    pending = decoded.pending;
    expect(pending.length).toBeLessThanOrEqual(codec.maxPendingBytes);
    from = end;
  }
  return { messages, garbage, pending };
}

/** Declares the three laws for a codec on a byte stream. */
export function streamLaws<Message>(
  name: string,
  codec: StreamCodec<Message>,
  messages: fc.Arbitrary<Message>,
): void {
  const cuts = fc.array(fc.nat(400), { maxLength: 20 });
  test(`${name}: what is encoded decodes to itself, however it is split`, () => {
    fc.assert(
      fc.property(fc.array(messages, { maxLength: 12 }), cuts, (sent, where) => {
        const bytes = concat(...sent.map((message) => codec.encode(message)));
        expect(decodeInPieces(codec, bytes, where)).toEqual({ messages: sent, garbage: 0, pending: noBytes });
      }),
      { seed, numRuns: 200 },
    );
  });
  test(`${name}: any split of any bytes yields the same messages and garbage`, () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), cuts, (bytes, where) => {
        const whole = decodeInPieces(codec, bytes, []);
        const pieces = decodeInPieces(codec, bytes, where);
        expect(pieces.messages).toEqual(whole.messages);
        expect(pieces.garbage).toBe(whole.garbage);
      }),
      { seed, numRuns: 300 },
    );
  });
  test(`${name}: endless noise never throws and never grows the buffer`, () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 3000 }), { maxLength: 6 }), (chunks) => {
        let pending: Uint8Array = noBytes;
        for (const chunk of chunks) {
          pending = codec.decode(pending, chunk).pending;
          expect(pending.length).toBeLessThanOrEqual(codec.maxPendingBytes);
        }
      }),
      { seed, numRuns: 60 },
    );
  });
}

/** Declares the laws for a codec whose messages arrive whole. */
export function datagramLaws<Message>(
  name: string,
  codec: DatagramCodec<Message>,
  messages: fc.Arbitrary<Message>,
): void {
  test(`${name}: what is encoded parses to itself, within the bound`, () => {
    fc.assert(
      fc.property(messages, (message) => {
        const bytes = codec.encode(message);
        expect(bytes.length).toBeLessThanOrEqual(codec.maxBytes);
        expect(codec.parse(bytes)).toEqual({ ok: true, message });
      }),
      { seed, numRuns: 300 },
    );
  });
  test(`${name}: noise, and messages with a wrong or missing byte, never throw`, () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: codec.maxBytes + 20 }), (bytes) => {
        expect(typeof codec.parse(bytes).ok).toBe('boolean');
      }),
      { seed, numRuns: 500 },
    );
    fc.assert(
      fc.property(messages, fc.nat(), fc.nat(255), fc.nat(40), (message, at, byte, length) => {
        const bytes = codec.encode(message).slice();
        if (bytes.length > 0) bytes[at % bytes.length] = byte;
        expect(typeof codec.parse(bytes).ok).toBe('boolean');
        expect(typeof codec.parse(bytes.subarray(0, length)).ok).toBe('boolean');
      }),
      { seed, numRuns: 500 },
    );
  });
}
