import { describe, expect, test } from 'vitest';
import {
  forecast,
  freshQueueMemory,
  listLikelihood,
  surelyNext,
  withList,
  withTurn,
  type QueueMemory,
} from '../../../daemon/director/queue-trust.ts';

const seats = 8;
let now = 0;
/** Somebody's turn begins and the list is this from then on. */
const turn = (memory: QueueMemory, seat: number, list: readonly number[], isChair = false): QueueMemory => {
  now += 10_000;
  return withList(withTurn(memory, { seat, isChair, now }), list, now);
};
const first = (memory: QueueMemory, turns = 0): number | undefined => forecast(memory, turns, seats)[0]?.seat;

/** Turns 1, 2, 3, … with lists that are right, or as `heard` changes them. */
function sitting(length: number, heard: (list: readonly number[], index: number) => readonly number[]) {
  let memory = freshQueueMemory;
  for (let index = 0; index < length; index++) {
    const list = [1, 2, 3].map((ahead) => 1 + ((index + ahead) % 7));
    memory = turn(memory, 1 + (index % 7), heard(list, index));
  }
  return memory;
}

describe('a list that is right', () => {
  const right = sitting(12, (list) => list);

  test('is believed, for the next turn and for the one after', () => {
    expect(first(right)).toBe(1 + (12 % 7));
    expect(first(right, 1)).toBe(1 + (13 % 7));
    expect(listLikelihood(right)).toBeGreaterThan(0.9);
    expect(surelyNext(right)).toBe(1 + (12 % 7));
  });

  test('is believed more the longer it has been', () => {
    const early = sitting(3, (list) => list);
    expect(listLikelihood(early)).toBeLessThan(listLikelihood(right));
  });

  test('and rearranged it is believed as it is now: whoever does that means it', () => {
    const moved = withList(right, [7, 6, 5], now + 5000);
    expect(first(moved)).toBe(7);
    expect(surelyNext(moved)).toBeNull();
  });

  test('that gets longer in mid-turn is no new forecast of the turns before', () => {
    const longer = withList(right, [...(right.lists[0] ?? []), 8], now + 5000);
    expect(first(longer)).toBe(first(right));
    expect(longer.lists).toHaveLength(3);
    expect(longer.lists.slice(1)).toEqual(right.lists.slice(1));
  });

  test('that loses its speaker a moment after the microphone opens has moved on all the same', () => {
    now += 10_000;
    const begun = withTurn(right, { seat: 6, isChair: false, now });
    expect(withList(begun, [7, 1, 2], now + 400).lists[1]).toEqual(right.lists[0]);
    expect(withList(begun, [7, 1, 2], now + 4000).lists[1]).toEqual(right.lists[1]);
  });
});

describe('a list with mistakes', () => {
  /** Every third list names somebody wrong first; what the lists before said was right. */
  const careless = sitting(40, (list, index) => (index % 3 === 0 ? [8, ...list.slice(1)] : list));

  test('is outvoted by those before it, where these were right again and again', () => {
    const wrong = turn(careless, 1 + (40 % 7), [8, 1 + (42 % 7), 1 + (43 % 7)]);
    expect(first(wrong)).toBe(1 + (41 % 7));
    expect(surelyNext(wrong)).toBeNull();
  });

  test('is still believed in a house where nobody has found any yet', () => {
    const fresh = turn(
      sitting(3, (list) => list),
      4,
      [8, 6, 7],
    );
    expect(first(fresh)).toBe(8);
  });

  test('that never comes true is hardly believed any more', () => {
    const useless = sitting(30, () => [8, 8, 8]);
    expect(listLikelihood(useless)).toBeLessThan(0.45);
  });
});

describe('between turns', () => {
  test('a house whose chair speaks between all others is sure of nobody after a speech, and of the list after the chair', () => {
    let memory = freshQueueMemory;
    for (let speaker = 1; speaker < 20; speaker++) {
      const list = [1, 2, 3].map((ahead) => 1 + ((speaker + ahead) % 7));
      memory = turn(memory, 1 + (speaker % 7), list);
      const afterSpeech = surelyNext(memory);
      memory = turn(memory, 8, list, true);
      if (speaker > 12) {
        expect(afterSpeech).toBeNull();
        expect(surelyNext(memory)).toBe(list[0]);
      }
    }
  });

  test('an empty list says nothing, and the ones before it are forgotten', () => {
    const empty = withList(
      sitting(5, (list) => list),
      [],
      now,
    );
    expect(listLikelihood(empty)).toBe(0);
    expect(forecast(empty, 0, seats)).toEqual([]);
  });

  test('what it remembers does not grow', () => {
    const long = sitting(500, (list) => list);
    expect(JSON.stringify(long).length).toBeLessThan(700);
  });
});
