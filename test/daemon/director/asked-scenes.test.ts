import { describe, expect, test } from 'vitest';
import {
  forgetsAt,
  heardProgram,
  nothingAsked,
  unconfirmed,
  withAsked,
} from '../../../daemon/director/asked-scenes.ts';

/** The mixer's reports and our decisions one after the other: `report`, or `+scene`. What is unconfirmed at the end. */
function after(...steps: readonly (string | null | number)[]): readonly string[] {
  let now = 1000;
  let program: string | null = null;
  let state = nothingAsked;
  for (const step of steps) {
    if (typeof step === 'number') now += step;
    else if (step?.startsWith('+')) state = withAsked(state, step.slice(1), now);
    else program = step;
    state = heardProgram(state, program, now);
  }
  return unconfirmed(state);
}

describe('scenes that were asked for and not reported yet', () => {
  test('nothing while what is shown is what is wanted', () => {
    expect(after('wide', '+wide', '+wide')).toEqual([]);
  });

  test('one that was asked for, and reported, once it has had its time', () => {
    expect(after('wide', '+a')).toEqual(['a']);
    expect(after('wide', '+a', '+a', '+a')).toEqual(['a']);
    expect(after('wide', '+a', 'a')).toEqual(['a']);
    expect(after('wide', '+a', 'a', 1990)).toEqual(['a']);
    expect(after('wide', '+a', 'a', 2000)).toEqual([]);
  });

  test('all of them until the last is reported: they come one after the other', () => {
    expect(after('wide', '+a', '+b', 3000)).toEqual(['a', 'b']);
    expect(after('wide', '+a', '+b', 'a', 3000)).toEqual(['a', 'b']);
    expect(after('wide', '+a', '+b', 'a', 'b', 3000)).toEqual([]);
    expect(after('wide', '+a', 1500, '+b', 'a', 'b', 1000)).toEqual(['b']);
  });

  test('back to what was shown before: the old report confirms nothing, the order is still on its way', () => {
    expect(after('wide', '+a', '+wide', 3000)).toEqual(['a', 'wide']);
    expect(after('wide', '+a', '+wide', 'a', 3000)).toEqual(['a', 'wide']);
    expect(after('wide', '+a', '+wide', 'a', 'wide', 3000)).toEqual([]);
  });

  test('an order that was lost is forgotten after five seconds', () => {
    expect(after('wide', '+a', 4900)).toEqual(['a']);
    expect(after('wide', '+a', 5000)).toEqual([]);
    expect(after('wide', '+a', 3000, '+b', 2500)).toEqual(['b']);
  });

  test('says when to look again, as nothing else may happen', () => {
    const asked = withAsked(heardProgram(nothingAsked, 'wide', 1000), 'a', 1000);
    expect(forgetsAt(asked, 1000)).toBe(3000);
    expect(forgetsAt(asked, 3000)).toBe(6000);
    expect(forgetsAt(nothingAsked, 1000)).toBeNull();
  });

  test('a mixer that is not heard was told nothing', () => {
    expect(after(null, '+a')).toEqual([]);
    expect(after('wide', '+a', null, 'wide')).toEqual([]);
  });
});
