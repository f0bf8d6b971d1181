/** What is refused at the opening, what proves the keypads before it, and what a restart leaves of it. */
import { describe, expect, test } from 'vitest';
import { decideBallot } from '../../../../daemon/chamber/ballot/decide.ts';
import { reduceBallots } from '../../../../daemon/chamber/ballot/reduce.ts';
import { createCouncil, currentBallot, member, yes } from './council.ts';

describe('what is refused at the opening', () => {
  test.each([
    ['no item of that name runs', { item: 'zu' }, 'item-not-running'],
    ['names on paper', { kind: 'paper', named: true }, 'names-not-known'],
    ['names of hands', { kind: 'hands', named: true }, 'names-not-known'],
    [
      'a motion without a no',
      {
        options: [
          { id: 'a', label: 'A', meaning: null },
          { id: 'b', label: 'B', meaning: null },
        ],
        majority: 'simple',
      },
      'majority-does-not-fit',
    ],
    [
      'more options than keys',
      { options: Array.from({ length: 8 }, (_none, n) => ({ id: `o${n}`, label: `O${n}`, meaning: null })) },
      'too-many-options',
    ],
  ] as const)('%s', (_what, question, error) => {
    expect(createCouncil().open(question as never)).toBe(error);
  });

  test('a chair who is excluded, an open ballot, an interrupted sitting, nobody there', () => {
    // Every way to preside over one's own matter is barred, and the ballot looks again for itself.
    const council = createCouncil({ size: 3 });
    const exclude = (number: number) =>
      council.command({
        name: 'conflict/set',
        input: { item: 'top', person: member(number), excluded: true },
      });
    expect(exclude(1)).toBe('chair-excluded');
    exclude(2);
    expect(council.command({ name: 'chair/hand-over', input: { person: member(2) } })).toBe(
      'person-excluded',
    );
    const root = council.root();
    const presided = {
      ...root,
      sitting: {
        ...root.sitting,
        current: root.sitting.current && { ...root.sitting.current, chair: member(2) },
      },
    };
    const question = { id: 'b1', item: 'top', text: 'x', kind: 'device', named: false, live: false } as const;
    expect(decideBallot(presided, { name: 'votes/open', chance: [1, 2, 3, 4], input: question })).toEqual({
      ok: false,
      error: 'chair-excluded',
    });
    expect(council.open()).toBeUndefined();

    const excluded = createCouncil();
    excluded.open();
    expect(excluded.open({ id: 'b2' })).toBe('ballot-open');
    // The same command twice is one ballot.
    expect(excluded.open()).toBeUndefined();
    expect(excluded.open({ text: 'Etwas anderes' })).toBe('ballot-exists');

    const interrupted = createCouncil();
    interrupted.command({ name: 'sitting/interrupt', input: {} });
    expect(interrupted.open()).toBe('wrong-phase');

    const empty = createCouncil({ size: 1 });
    empty.command({ name: 'attendance/set', input: { person: member(1), status: 'left' } });
    expect(empty.open()).toBe('nobody-votes');
  });
});

describe('the keypads', () => {
  test('are proved by a test vote, whose cells turn green one by one', () => {
    const council = createCouncil();
    expect(council.command({ name: 'keypads/test', input: { id: 'probe' } })).toBeUndefined();
    const press = (keypad: string) =>
      council.command({
        name: 'votes/cast',
        input: {
          ballot: 'probe',
          cast: null,
          choice: 0,
          from: { channel: 'unit', device: 'keypads', keypad },
        },
      });
    press('1');
    press('3');
    press('1');
    press('88');
    expect(council.root().ballots.test?.pressed).toEqual({ keypads: ['1', '3', '88'] });
    // Opening a ballot ends it.
    council.open();
    expect(council.root().ballots.test?.isOpen).toBe(false);
    expect(press('2')).toBe('ballot-closed');
  });

  test('are given to other people, one to each, but not while a ballot is open', () => {
    const council = createCouncil({ keypads: [1, 2] });
    const assign = (keypad: string, person: string | null) =>
      council.command({ name: 'keypads/assign', input: { device: 'keypads', keypad, person } });
    assign('9', member(3));
    assign('10', member(3));
    assign('1', null);
    council.open();
    expect(assign('11', member(4))).toBe('ballot-open');
    expect(council.press(9, yes)).toBe('unknown-keypad');
    expect(council.press(10, yes)).toBeUndefined();
    expect(council.press(1, yes)).toBe('unknown-keypad');
    expect(council.press(2, yes)).toBeUndefined();
    expect(currentBallot(council).castCount).toBe(2);
  });
});

test('after a restart in mid-ballot it goes on, without its countdown, and says so', () => {
  const council = createCouncil();
  council.open({ seconds: 30 });
  expect(currentBallot(council).closesAt).toBe(1_030_000);
  council.at(1_010_000);
  council.command({ name: 'ballot/extend', input: { ballot: 'b1', seconds: 20 } });
  expect(currentBallot(council).closesAt).toBe(1_050_000);
  council.press(1, yes, 'before');
  const root = council.root();
  // The loop records this at every start.

  const after = reduceBallots(
    root.ballots,
    {
      event: { type: 'log/started', version: 1, data: { safeMode: false, resumed: true } },
      at: 1_020_000,
      seq: 99,
    },
    root,
  );
  expect(after.current).toMatchObject({ state: 'open', wasInterrupted: true, closesAt: null, castCount: 1 });
});
