import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noBytes } from '../../../protocols/codec.ts';
import {
  maxDataBytes,
  parseActivator,
  vmixAnswers,
  type VmixAnswer,
} from '../../../protocols/vmix/answers.ts';
import { vmixRequests, type VmixRequest } from '../../../protocols/vmix/requests.ts';
import { answers, requests } from '../../golden/vmix.ts';
import { decodeInPieces, streamLaws } from '../laws.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const once = (text: string) => vmixAnswers.decode(noBytes, bytes(text));

describe('golden', () => {
  test.each(requests)('$source: $line', ({ line, message }) => {
    expect(new TextDecoder().decode(vmixRequests.encode(message))).toBe(line);
    expect(vmixRequests.decode(noBytes, bytes(line))).toEqual({
      messages: [message],
      garbage: 0,
      pending: noBytes,
    });
  });
  test.each(answers)('$source: $text', ({ text, message }) => {
    expect(once(text)).toEqual({ messages: [message], garbage: 0, pending: noBytes });
    expect(new TextDecoder().decode(vmixAnswers.encode(message))).toBe(text);
  });
});

const word = fc.constantFrom('XML', 'FUNCTION', 'ACTS', 'VERSION');
// Text of one line; what ends in CR would lose it to the line's end.
const lineText = fc.string({ unit: 'grapheme', maxLength: 40 }).filter((text) => !/[\r\n]/.test(text));
const answer: fc.Arbitrary<VmixAnswer> = fc.oneof(
  fc.record({ type: fc.constant('line'), word, ok: fc.boolean(), text: lineText }),
  fc.record({
    type: fc.constant('data'),
    word,
    text: fc.string({ unit: 'grapheme', maxLength: 200 }).map((text) => text.replace(/^\uFEFF/, '')),
  }),
  fc.record({ type: fc.constant('too-long'), word }),
);
const value = fc.string({ unit: 'grapheme', maxLength: 30 });
const request: fc.Arbitrary<VmixRequest> = fc.oneof(
  fc.record({ type: fc.constantFrom('xml', 'tally', 'version') }),
  fc.record({
    type: fc.constantFrom('subscribe', 'unsubscribe'),
    topic: fc.constantFrom('ACTS', 'TALLY'),
  }),
  fc.record({
    type: fc.constant('function'),
    name: fc.stringMatching(/^[A-Z][A-Za-z]{1,12}$/),
    query: fc.dictionary(fc.constantFrom('Input', 'Value', 'SelectedName'), value, { noNullPrototype: true }),
  }),
);
streamLaws('answers', vmixAnswers, answer);
streamLaws('requests', vmixRequests, request);

describe('what a hostile vMix sends', () => {
  test('data that never ends its line is bounded, and one piece of garbage', () => {
    const { messages, garbage } = decodeInPieces(
      vmixAnswers,
      bytes(`XML ${'9'.repeat(9000)}\r\nACTS OK Input 1 1\r\n`),
      [3000, 6000],
    );
    expect([messages.length, garbage]).toEqual([1, 1]);
  });
  test('data longer than any preset is said so, and not waited for', () => {
    expect(once(`XML ${maxDataBytes + 1}\r\n`).messages).toEqual([{ type: 'too-long', word: 'XML' }]);
  });
  test('a line inside data is data', () => {
    const data = 'ACTS OK Input 1 1\r\n';
    expect(once(`XML ${data.length}\r\n${data}ACTS OK Input 2 1\r\n`).messages).toEqual([
      { type: 'data', word: 'XML', text: 'ACTS OK Input 1 1' },
      { type: 'line', word: 'ACTS', ok: true, text: 'Input 2 1' },
    ]);
  });
  test('data without the line end that should be in it is taken all the same', () => {
    expect(once('XML 7\r\n<vmix/>\r\nVERSION OK 1\r\n')).toMatchObject({
      messages: [{ type: 'data', text: '<vmix/>' }, { word: 'VERSION' }],
      garbage: 0,
    });
  });
  test.each(['HTTP/1.0 400 Bad Request', 'XML -3', 'XML 1e9', 'acts OK Input 1 1', 'FUNCTION MAYBE'])(
    '%s is garbage',
    (line) => expect(once(`${line}\r\n`)).toMatchObject({ messages: [], garbage: 1 }),
  );
});

describe('activators', () => {
  test.each([
    ['Input 2 1', 'Input'],
    ['Streaming 0', 'Streaming'],
    ['InputVolume 3 0.5', 'InputVolume'],
    ['MasterVolume 0,25', 'MasterVolume'],
  ])('%s', (text, name) => expect(parseActivator(text)).toEqual({ name }));
  test.each(['', 'Input', 'Input two 1', '1 1', `${'x'.repeat(60)} 1`])('%j is none', (text) =>
    expect(parseActivator(text)).toBeUndefined(),
  );
});
