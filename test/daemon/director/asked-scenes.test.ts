import { describe, expect, test } from 'vitest';
import { heardProgram, nothingAsked, unconfirmed, withAsked } from '../../../daemon/director/asked-scenes.ts';

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

  test('one that was asked for, until the mixer reports it', () => {
    expect(after('wide', '+a')).toEqual(['a']);
    expect(after('wide', '+a', '+a', '+a')).toEqual(['a']);
    expect(after('wide', '+a', 'a')).toEqual([]);
  });

  test('all of them until the last is reported: they come one after the other', () => {
    expect(after('wide', '+a', '+b')).toEqual(['a', 'b']);
    expect(after('wide', '+a', '+b', 'a')).toEqual(['a', 'b']);
    expect(after('wide', '+a', '+b', 'a', 'b')).toEqual([]);
  });

  test('back to what was shown before: the old report confirms nothing, the order is still on its way', () => {
    expect(after('wide', '+a', '+wide')).toEqual(['a', 'wide']);
    expect(after('wide', '+a', '+wide', 'a')).toEqual(['a', 'wide']);
    expect(after('wide', '+a', '+wide', 'a', 'wide')).toEqual([]);
  });

  test('an order that was lost is forgotten after two seconds, one that is young is not', () => {
    expect(after('wide', '+a', 1900)).toEqual(['a']);
    expect(after('wide', '+a', 1500, '+b', 600)).toEqual(['b']);
    expect(after('wide', '+a', 2000)).toEqual([]);
  });

  test('a mixer that is not heard was told nothing', () => {
    expect(after(null, '+a')).toEqual([]);
    expect(after('wide', '+a', null, 'wide')).toEqual([]);
  });
});
