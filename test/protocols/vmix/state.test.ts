import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LinkSink } from '../../../drivers/transports/transport.ts';
import { createVmixTransport, type VmixReceived } from '../../../drivers/transports/vmix.ts';
import { vmixAnswers } from '../../../protocols/vmix/answers.ts';
import { encodeVmixState, sendings, type VmixState } from '../../../protocols/vmix/state.ts';
import { document, state } from '../../golden/vmix.ts';

/** What the transport, which owns the parser, makes of a document. */
function read(text: string): VmixState | null | undefined {
  const received: VmixReceived[] = [];
  let far: LinkSink<Uint8Array> | undefined;
  const link = createVmixTransport(
    { host: 'nowhere', port: 1 },
    {
      connect(sink) {
        far = sink;
        return { send: () => undefined, close: () => undefined };
      },
    },
  ).connect({
    up: () => undefined,
    down: () => undefined,
    received: (one) => received.push(one),
    unanswered: () => undefined,
  });
  far?.received(vmixAnswers.encode({ type: 'data', word: 'XML', text }));
  link.close();
  const [only] = received;
  return only?.type === 'state' ? only.state : undefined;
}

test('the golden document', () => {
  expect(read(document)).toEqual(state);
});

const name = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 20 });
const trimmed = fc.string({ maxLength: 20 }).map((text) => text.trim());
const known = fc.boolean();
const states: fc.Arbitrary<VmixState> = fc.record({
  version: trimmed,
  inputs: fc
    .array(
      fc.record({
        key: fc.uuid(),
        type: name,
        title: name,
        isSilent: fc.boolean(),
        muted: fc.boolean(),
        meter: fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100),
        texts: fc.array(fc.record({ name, text: trimmed }), { maxLength: 3 }),
        layers: fc.array(fc.uuid(), { maxLength: 3 }),
      }),
      { maxLength: 6 },
    )
    .map((inputs) =>
      inputs.map(({ isSilent, muted, meter, texts, ...input }, index) => ({
        ...input,
        number: index + 1,
        muted: isSilent ? null : muted,
        meter: isSilent ? null : meter,
        texts: texts.map((text, place) => ({ index: place, ...text })),
      })),
    ),
  overlays: fc.array(
    fc.record({
      channel: fc.integer({ min: 1, max: 8 }),
      input: fc.integer({ min: 1, max: 6 }),
      isPreview: fc.boolean(),
    }),
    { maxLength: 3 },
  ),
  preview: fc.integer({ min: 1, max: 6 }),
  active: fc.integer({ min: 1, max: 6 }),
  recording: known,
  external: known,
  streaming: known,
  multiCorder: known,
  fullscreen: fc.option(known),
  outputs: fc.option(
    fc.array(fc.record({ number: fc.integer({ min: 1, max: 4 }), sent: fc.subarray([...sendings]) }), {
      maxLength: 4,
    }),
  ),
});

test('what is written is read back', () => {
  fc.assert(
    fc.property(states, (one) => {
      expect(read(encodeVmixState(one))).toEqual(one);
    }),
    { seed: 20_261_123, numRuns: 200 },
  );
});

describe('a document that cannot be trusted is no state', () => {
  test.each([
    ['not XML', '<vmix><inputs>'],
    ['something else', '<html><inputs/></html>'],
    ['without inputs', '<vmix><active>1</active></vmix>'],
    ['with an input that has no number', '<vmix><inputs><input title="a"/></inputs></vmix>'],
    ['with definitions of its own', '<!DOCTYPE vmix [<!ENTITY a "b">]><vmix><inputs/></vmix>'],
    ['with an endless name', `<vmix><inputs><input number="1" title="${'x'.repeat(300)}"/></inputs></vmix>`],
    [
      'with more inputs than vMix has',
      `<vmix><inputs>${'<input number="1" title="a"/>'.repeat(1001)}</inputs></vmix>`,
    ],
    ['nested without end', `<vmix>${'<a>'.repeat(60)}${'</a>'.repeat(60)}<inputs/></vmix>`],
  ])('%s', (_name, text) => expect(read(text)).toBeNull());

  test('an input whose mute is neither True nor False counts as open', () => {
    const odd = '<vmix><inputs><input number="1" title="a" muted="maybe"/></inputs></vmix>';
    expect(read(odd)?.inputs).toMatchObject([{ muted: false }]);
  });

  test('one stream of several that runs is a stream', () => {
    const text = '<vmix><inputs/><streaming channel1="False" channel2="True">False</streaming></vmix>';
    expect(read(text)?.streaming).toBe(true);
  });
});
