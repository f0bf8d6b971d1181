/** What counts as a vote: one for each right, by one way, in time. */
import { describe, expect, test } from 'vitest';
import { counts, createCouncil, currentBallot, drained, member, yes, no, abstain } from './council.ts';

describe('a vote', () => {
  test('counts once for each right: the last one, and the same cast again changes nothing', () => {
    const council = createCouncil();
    council.open();
    expect(council.press(1, yes, '1')).toBeUndefined();
    expect(council.press(1, no, '2')).toBeUndefined();
    expect(council.press(1, yes, '1')).toBeUndefined();
    const before = council.events.length;
    expect(council.press(1, no, '2')).toBeUndefined();
    expect(council.events.length).toBe(before);
    expect(currentBallot(council).castCount).toBe(1);
    council.close();
    drained(council);
    expect(counts(council)).toEqual({ yes: 0, no: 1, abstain: 0 });
  });

  test('of a device without a counter: the same key again is a repetition, another one a change', () => {
    const council = createCouncil();
    council.open();
    council.press(1, yes);
    const before = council.events.length;
    council.press(1, yes);
    expect(council.events.length).toBe(before);
    council.press(1, abstain);
    council.press(1, yes);
    council.close();
    drained(council);
    expect(counts(council)).toEqual({ yes: 1, no: 0, abstain: 0 });
  });

  test('with one id and two choices is refused', () => {
    const council = createCouncil({ remote: [4] });
    council.open();
    expect(council.vote(4, 'yes', 'cast-0001')).toBeUndefined();
    expect(council.vote(4, 'no', 'cast-0001')).toBe('cast-reused');
    expect(council.vote(4, 'yes', 'cast-0001')).toBeUndefined();
    council.close();
    // Known is known, also after the close.
    expect(council.vote(4, 'yes', 'cast-0001')).toBeUndefined();
    expect(council.vote(4, 'no', 'cast-0002')).toBe('ballot-closed');
  });

  test('comes by one way only', () => {
    const council = createCouncil({ remote: [4], keypads: [1, 2, 3, 4] });
    council.open();
    expect(council.press(4, yes)).toBe('wrong-channel');
    expect(council.vote(3, 'yes')).toBe('wrong-channel');
    expect(currentBallot(council).castCount).toBe(0);
    expect(currentBallot(council).rejected.map(({ code, channel }) => [code, channel])).toEqual([
      ['wrong-channel', 'unit'],
      ['wrong-channel', 'page'],
    ]);
  });

  test('is none before the opening, with a key that means nothing, by an unknown keypad or for a stale ballot', () => {
    const council = createCouncil();
    expect(council.press(1, yes)).toBe('unknown-ballot');
    council.open();
    expect(council.press(1, null)).toBe('unknown-option');
    expect(council.press(1, 3)).toBe('unknown-option');
    expect(council.press(77, yes)).toBe('unknown-keypad');
    expect(currentBallot(council).rejected.at(-1)).toMatchObject({
      code: 'unknown-keypad',
      who: 'keypads 77',
    });
    council.close();
    drained(council);
    council.open({ id: 'b2', text: 'Etwas anderes.' });
    const stale = council.command({
      name: 'votes/cast',
      input: {
        ballot: 'b1',
        cast: 'x',
        choice: yes,
        from: { channel: 'unit', device: 'keypads', keypad: '1' },
      },
    });
    expect(stale).toBe('ballot-closed');
    expect(currentBallot(council).castCount).toBe(0);
  });

  test('that a device took in time counts until the device has said that all has come', () => {
    const council = createCouncil({ remote: [4] });
    council.open();
    council.close();
    expect(currentBallot(council).state).toBe('closed');
    expect(council.vote(4, 'yes')).toBe('ballot-closed');
    expect(council.press(2, yes, 'late')).toBeUndefined();
    drained(council);
    expect(currentBallot(council).state).toBe('tallied');
    expect(council.press(3, yes, 'later')).toBe('ballot-closed');
    expect(counts(council)).toEqual({ yes: 1, no: 0, abstain: 0 });
  });

  test('refusals without end fill no disk', () => {
    const council = createCouncil();
    council.open();
    for (let press = 0; press < 1000; press++) council.press(99, yes);
    expect(currentBallot(council).rejectedCount).toBe(200);
  });

  test('for a member without a device is entered by the clerk, with a reason', () => {
    const council = createCouncil({ keypads: [1, 2, 3, 4] });
    council.open();
    const enter = (reason?: string) =>
      council.command({
        name: 'ballot/enter',
        input: { ballot: 'b1', person: member(5), choice: 'no', ...(reason === undefined ? {} : { reason }) },
      });
    expect(enter()).toBe('reason-missing');
    expect(enter('Gerät ohne Batterie')).toBeUndefined();
    council.close();
    drained(council);
    expect(counts(council)).toEqual({ yes: 0, no: 1, abstain: 0 });
  });
});
