/** From the close to the announcement, and back by an objection. */
import { describe, expect, test } from 'vitest';
import { seatShared } from '../../../../daemon/chamber/access/project.ts';
import { ballotView } from '../../../../daemon/chamber/ballot/project.ts';
import { publicBallot } from '../../../../daemon/chamber/ballot/public.ts';
import { nothingObserved } from '../../../../protocols/models/observed.ts';
import { createCouncil, currentBallot, drained, keypadsDevice, yes, no } from './council.ts';

describe('the tally', () => {
  test('waits for every device; the operator’s override stands in the log', () => {
    const second = { ...keypadsDevice, device: 'second', label: 'Zweiter Empfänger' };
    const council = createCouncil({ voting: [keypadsDevice, second] });
    council.open();
    council.press(1, yes);
    council.close();
    drained(council, 'second');
    expect(currentBallot(council).state).toBe('closed');
    expect(
      council.command({
        name: 'ballot/drain-anyway',
        input: { ballot: 'b1', device: 'keypads', confirmed: true },
      }),
    ).toBeUndefined();
    expect(currentBallot(council).state).toBe('tallied');
    expect(currentBallot(council).drained).toEqual({ second: 'reported', keypads: 'overridden' });
  });

  test('a device that has counted more than it names is not overlooked', () => {
    const council = createCouncil();
    council.open();
    council.press(1, yes);
    council.close();
    drained(council, 'keypads', [2, 0, 0]);
    expect(currentBallot(council).state).toBe('closed');
    // What it could name after all.
    council.press(2, yes);
    drained(council, 'keypads', [2, 0, 0]);
    expect(currentBallot(council).state).toBe('tallied');
  });

  test('a device that is drained of another ballot is not drained of this one', () => {
    const council = createCouncil();
    council.open();
    council.close();
    council.report('keypads', { ballot: 'b0', phase: 'drained', totals: null });
    expect(currentBallot(council).state).toBe('closed');
  });

  test('is announced only when it is signed, and only once it is there', () => {
    const council = createCouncil();
    council.open();
    const announce = () => council.command({ name: 'ballot/announce', input: { ballot: 'b1' } });
    expect(announce()).toBe('ballot-not-counted');
    council.close();
    drained(council);
    expect(announce()).toBe('ballot-not-counted');
    council.sign();
    expect(announce()).toBeUndefined();
    expect(currentBallot(council).state).toBe('announced');
  });

  test('is taken off the public screens once it is announced, and stays with who leads', () => {
    const council = createCouncil();
    council.open();
    const clear = () => council.command({ name: 'ballot/clear', input: { ballot: 'b1' } });
    council.close();
    drained(council);
    council.sign();
    expect(clear()).toBe('ballot-not-counted');
    council.command({ name: 'ballot/announce', input: { ballot: 'b1' } });
    expect(publicBallot(council.root()).ballot?.result).toBeDefined();
    const led = () => ballotView(council.root(), nothingObserved).ballot;
    expect(led()?.cleared).toBeUndefined();
    expect(clear()).toBeUndefined();
    expect(publicBallot(council.root())).toEqual({});
    expect(led()).toMatchObject({ state: 'announced', cleared: true });
  });

  test('an objection voids and repeats in one; nothing is overwritten', () => {
    const council = createCouncil();
    council.open({ named: true });
    council.press(1, yes, 'x');
    council.close();
    drained(council);
    const repeat = council.command({
      name: 'votes/void',
      chance: [9, 9, 9, 9],
      input: { ballot: 'b1', cause: 'objection', reason: 'Gerät 3 ging nicht', repeat: 'b2' },
    });
    expect(repeat).toBeUndefined();
    expect(currentBallot(council)).toMatchObject({
      id: 'b2',
      state: 'open',
      repeats: 'b1',
      named: true,
      castCount: 0,
    });
    expect(council.root().ballots.past.at(-1)).toMatchObject({ id: 'b1', state: 'voided', castCount: 1 });
    // A press of the ballot before is none of this one.
    expect(council.press(1, no, 'x')).toBeUndefined();
    expect(currentBallot(council).castCount).toBe(1);
  });

  test('members are told of a void ballot and its cause, until it was repeated', () => {
    const council = createCouncil();
    const told = () => seatShared(council.root());
    council.open();
    expect(told()).not.toHaveProperty('voided');
    council.command({
      name: 'votes/void',
      chance: [9, 9, 9, 9],
      input: { ballot: 'b1', cause: 'disturbance', repeat: 'b2' },
    });
    expect(told()).toMatchObject({ ballot: { id: 'b2' }, voided: { number: 1, cause: 'disturbance' } });
    council.command({ name: 'votes/void', chance: [9, 9, 9, 9], input: { ballot: 'b2', cause: 'mistake' } });
    expect(told()).not.toHaveProperty('ballot');
    expect(told().voided).toEqual({ number: 2, cause: 'mistake' });
    council.open({ id: 'b3' });
    expect(told()).not.toHaveProperty('voided');
  });

  test('a ballot that still runs can be voided and repeated too', () => {
    const council = createCouncil();
    council.open();
    council.press(1, yes);
    expect(
      council.command({
        name: 'votes/void',
        chance: [9, 9, 9, 9],
        input: { ballot: 'b1', cause: 'disturbance', repeat: 'b2' },
      }),
    ).toBeUndefined();
    expect(currentBallot(council).id).toBe('b2');
  });
});
