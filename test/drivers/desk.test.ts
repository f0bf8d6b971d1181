/** What every microphone session shares: the picture and the commands that wait for it, numbers of seats, and turns. */
import { describe, expect, test } from 'vitest';
import {
  abandoned,
  emptyDesk,
  judge,
  settle,
  show,
  submitted,
  synchronise,
  type Desk,
} from '../../drivers/desk.ts';
import { ask, noExchanges, take } from '../../drivers/exchanges.ts';
import { createSeatNumbers, idOfSeat, numberUnit, unitsSchema } from '../../drivers/seat-numbers.ts';
import { advance, enqueue, noTurns } from '../../drivers/turns.ts';
import { noMicrophones, type MicrophonesState } from '../../protocols/models/microphones.ts';
import { outcome } from '../../protocols/models/outcome.ts';

const speaking = (...speakers: number[]): MicrophonesState => ({ ...noMicrophones, speakers });
const known = (...speakers: number[]): Desk => synchronise(emptyDesk, speaking(...speakers)).desk;
const settled = (outputs: readonly { readonly type: string }[]) =>
  outputs.filter(({ type }) => type === 'settle');

describe('the desk', () => {
  test('says nothing before the first whole picture, and then all of it', () => {
    const early = show(emptyDesk, speaking(3));
    expect(early.outputs).toEqual([]);
    const { outputs } = synchronise(early.desk, speaking(3, 4));
    expect(outputs.map(({ type }) => type)).toEqual(['emit', 'status']);
    expect(outputs[0]).toMatchObject({ event: { type: 'snapshot', state: { speakers: [3, 4] } } });
  });

  test('a command is done when its effect is first seen, and not before', () => {
    const asked = submitted(known(), 1, { type: 'open', seat: 3 });
    const other = show(asked, speaking(4));
    expect(settled(other.outputs)).toEqual([]);
    const { desk, outputs } = show(other.desk, speaking(4, 3));
    expect(settled(outputs)).toEqual([{ type: 'settle', id: 1, outcome: outcome.done('acknowledged') }]);
    expect(desk.open).toEqual([]);
  });

  test('what was so already proves nothing: only reading back does', () => {
    const asked = submitted(known(3), 1, { type: 'open', seat: 3 });
    expect(settled(show(asked, speaking(3, 4)).outputs)).toEqual([]);
    expect(judge(asked, [1]).outputs).toEqual([
      { type: 'settle', id: 1, outcome: outcome.done('read-back') },
    ]);
  });

  test('judged without effect it was refused; what the picture cannot tell was sent', () => {
    let desk = submitted(known(4), 1, { type: 'open', seat: 3 });
    desk = submitted(desk, 2, { type: 'close-delegates' });
    expect(judge(desk, [1, 2]).outputs).toEqual([
      { type: 'settle', id: 1, outcome: outcome.failed('device-refused') },
      { type: 'settle', id: 2, outcome: outcome.done('sent') },
    ]);
  });

  test('nothing is settled twice: not what was given up, not what the device has answered', () => {
    const asked = submitted(known(), 1, { type: 'open', seat: 3 });
    expect(settled(show(abandoned(asked, 1), speaking(3)).outputs)).toEqual([]);
    const { desk } = settle(asked, 1, outcome.done('acknowledged'));
    expect(settled(show(desk, speaking(3)).outputs)).toEqual([]);
    expect(settle(desk, 1, outcome.done('acknowledged')).outputs).toEqual([]);
  });

  test('a seat that is named twice speaks once', () => {
    expect(known(3, 4, 3).picture.speakers).toEqual([3, 4]);
  });
});

describe('numbers of seats', () => {
  test('the config names the seat of a unit, a plain number is the seat itself', () => {
    const numbers = createSeatNumbers({ '101008D2': 17 });
    expect(numberUnit(numbers, '101008D2').seat).toBe(17);
    expect(numberUnit(numbers, '12').seat).toBe(12);
    // Somebody has that seat already, and a number with a nought in front is an id.
    expect(numberUnit(numbers, '17').seat).toBeGreaterThan(60_000);
    expect(numberUnit(numbers, '012').seat).toBeGreaterThan(60_000);
    expect(numberUnit(numbers, '70000').seat).toBeGreaterThan(60_000);
  });

  test('an unknown unit keeps its number, whoever came before it, and is found by it', () => {
    const first = numberUnit(createSeatNumbers({}), 'A');
    const later = numberUnit(numberUnit(createSeatNumbers({}), 'B').numbers, 'A');
    expect(first.seat).toBe(later.seat);
    expect(idOfSeat(later.numbers, later.seat ?? 0)).toBe('A');
    expect(numberUnit(later.numbers, 'A').seat).toBe(later.seat);
  });

  test('many strangers have a number each, and too many have none', () => {
    let numbers = createSeatNumbers({});
    const seats = new Set<number>();
    for (let unit = 0; unit < 2000; unit++) {
      const numbered = numberUnit(numbers, `unit ${unit}`);
      ({ numbers } = numbered);
      if (numbered.seat !== undefined) seats.add(numbered.seat);
    }
    expect(seats.size).toBe(2000);
    expect(Math.max(...seats)).toBeLessThanOrEqual(65_535);
    expect(numberUnit(numbers, 'one more').seat).toBeUndefined();
  });

  test('two units cannot have one seat', () => {
    expect(unitsSchema.safeParse({ A: 3, B: 3 }).success).toBe(false);
    expect(unitsSchema.safeParse({ A: 3, B: 4 }).success).toBe(true);
  });
});

test('of messages that take turns one travels, in order, and so many wait', () => {
  const first = enqueue<string>(noTurns, ['a', 'b']);
  expect(first.send).toEqual(['a']);
  const second = enqueue(first.turns, ['c']);
  expect(second.send).toEqual([]);
  const third = advance(second.turns);
  expect(third.send).toEqual(['b']);
  expect(advance(advance(third.turns).turns).send).toEqual([]);
  const many = enqueue<number>(
    noTurns,
    Array.from({ length: 1000 }, (_, index) => index),
  );
  expect(many.turns.waiting.length).toBeLessThan(300);
});

test('an answer has the purpose of its question, once; one to no question has none', () => {
  const request = { method: 'GET', path: '/', timeoutMs: 1 } as const;
  const first = ask<string>(noExchanges, 'seats', request);
  const second = ask(first.exchanges, 'list', request);
  expect([first.request.id, second.request.id]).toEqual([1, 2]);
  const answer = { id: 2, result: { ok: true, status: 200, body: '' } } as const;
  const taken = take(second.exchanges, answer);
  expect(taken.purpose).toBe('list');
  expect(take(taken.exchanges, answer).purpose).toBeUndefined();
});
