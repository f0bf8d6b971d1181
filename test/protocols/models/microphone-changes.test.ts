import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changesBetween, isDone } from '../../../protocols/models/microphone-changes.ts';
import {
  applyMicrophoneEvent,
  noMicrophones,
  type MicrophonesState,
} from '../../../protocols/models/microphones.ts';

const seat = fc.integer({ min: 1, max: 6 });
const list = fc.uniqueArray(seat, { maxLength: 5 });
const limit = fc.option(fc.integer({ min: 0, max: 9 }));
const picture: fc.Arbitrary<MicrophonesState> = fc.record({
  seats: fc.dictionary(
    seat.map(String),
    fc.record(
      { present: fc.boolean(), name: fc.string(), login: fc.string(), chair: fc.boolean() },
      { requiredKeys: ['present'] },
    ),
  ),
  speakers: list,
  requests: list,
  replies: list,
  mode: fc.option(fc.constantFrom('auto', 'fifo', 'manual', 'voice')),
  withReplies: fc.boolean(),
  interrupt: fc.option(fc.constantFrom('none', 'same-priority', 'lower-priority')),
  maxOpen: limit,
  maxOpenTotal: limit,
  maxRequests: limit,
  maxReplies: limit,
  priorities: fc.constant({}),
}) as fc.Arbitrary<MicrophonesState>;

describe('the changes between two pictures', () => {
  test('lead from the one to the other, and none from a picture to itself', () => {
    fc.assert(
      fc.property(picture, picture, (before, after) => {
        const events = changesBetween(before, after);
        expect(events.reduce(applyMicrophoneEvent, before)).toEqual(after);
        expect(changesBetween(after, structuredClone(after))).toEqual([]);
      }),
      { seed: 20_261_125, numRuns: 500 },
    );
  });

  test('name only what changed', () => {
    const before = { ...noMicrophones, speakers: [3], requests: [4, 5], mode: 'auto' } as const;
    expect(changesBetween(before, { ...before, requests: [5, 4] })).toEqual([
      { type: 'lists', requests: [5, 4] },
    ]);
    expect(changesBetween(before, { ...before, maxOpen: 2 })).toEqual([
      { type: 'settings-changed', settings: { maxOpen: 2 } },
    ]);
  });

  test('a seat that is gone, or a setting that is not known any more, needs the whole picture', () => {
    const before = { ...noMicrophones, seats: { 3: { present: true } }, maxOpen: 4 };
    for (const after of [
      { ...before, seats: {} },
      { ...before, maxOpen: null },
    ])
      expect(changesBetween(before, after)).toEqual([{ type: 'snapshot', state: after }]);
  });
});

describe('is it done?', () => {
  const speaking = (speakers: readonly number[], chair?: number): MicrophonesState => ({
    ...noMicrophones,
    seats: Object.fromEntries(
      [1, 2, 3].map((each) => [
        each,
        { present: true, ...(chair === undefined ? {} : { chair: each === chair }) },
      ]),
    ),
    speakers,
  });

  test.each([
    ['nobody speaks', speaking([], 1), true],
    ['the chair alone speaks', speaking([1], 1), true],
    ['a delegate speaks', speaking([1, 2], 1), false],
    ['somebody speaks, and who the chair is is not told', speaking([1]), null],
  ])('all delegates off, while %s', (_name, now, done) => {
    expect(isDone({ type: 'close-delegates' }, now, noMicrophones)).toBe(done);
  });

  test('the next is open only if somebody who waited speaks who did not before', () => {
    const before = { ...noMicrophones, speakers: [1], requests: [2] };
    const next = { type: 'open-next' } as const;
    expect(isDone(next, { ...before, speakers: [1, 2], requests: [] }, before)).toBe(true);
    expect(isDone(next, { ...before, speakers: [1, 3] }, before)).toBe(false);
    expect(isDone(next, before, before)).toBe(false);
  });

  test('a list is in order only if it is exactly that', () => {
    const order = { type: 'order-requests', seats: [2, 3] } as const;
    expect(isDone(order, { ...noMicrophones, requests: [2, 3] }, noMicrophones)).toBe(true);
    expect(isDone(order, { ...noMicrophones, requests: [3, 2] }, noMicrophones)).toBe(false);
  });

  test('a priority that the system does not tell cannot be judged', () => {
    const wish = { type: 'set-priority', seat: 2, priority: 4 } as const;
    expect(isDone(wish, noMicrophones, noMicrophones)).toBeNull();
    expect(isDone(wish, { ...noMicrophones, priorities: { 2: 3 } }, noMicrophones)).toBe(false);
  });
});
