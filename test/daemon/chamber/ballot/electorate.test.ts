/** Who may vote: frozen at the opening, and logged where it changes while a ballot is open. */
import { describe, expect, test } from 'vitest';
import { everyTag } from '../../../../daemon/chamber/ballot/tags.ts';
import { counts, createCouncil, currentBallot, drained, member, yes, no } from './council.ts';

describe('the electorate', () => {
  test('is frozen at the opening: who is here, where, and by which way they vote', () => {
    const council = createCouncil({ size: 6, remote: [5], keypads: [1, 2, 3], absent: [6] });
    expect(council.open()).toBeUndefined();
    const rights = everyTag(currentBallot(council).rights);
    expect(rights.map(({ person }) => person).sort()).toEqual(['m1', 'm2', 'm3', 'm4', 'm5']);
    expect(rights.map(({ tag }) => tag)).toEqual([1, 2, 3, 4, 5]);
    const by = Object.fromEntries(rights.map(({ person, mode, channel }) => [person, `${mode} ${channel}`]));
    expect(by).toEqual({
      m1: 'room unit',
      m2: 'room unit',
      m3: 'room unit',
      m4: 'room none',
      m5: 'remote page',
    });
  });

  test('gives numbers in an order that does not tell who it is', () => {
    const order = (seed: number): string => {
      const council = createCouncil({ size: 12 });
      council.command({
        name: 'votes/open',
        chance: [seed, 7, 8, 9],
        input: { id: 'b', item: 'top', text: 'x', kind: 'device', named: false, live: false },
      });
      return everyTag(currentBallot(council).rights)
        .map(({ person }) => person)
        .join();
    };
    const orders = new Set(Array.from({ length: 20 }, (_none, seed) => order(seed)));
    expect(orders.size).toBe(20);
  });

  test('puts deputies in the place of members who are away, those of the same group first', () => {
    const deputies = [
      { id: 'v1', group: 'Gruppe A', rank: 2 },
      { id: 'v2', group: 'Gruppe B', rank: 1 },
      { id: 'v3', group: 'Gruppe A', rank: 3 },
    ];
    // Member 2 is of group A.
    const council = createCouncil({ size: 4, absent: [2], deputies });
    council.open();
    const persons = everyTag(currentBallot(council).rights).map(({ person }) => person);
    expect(persons.sort()).toEqual(['m1', 'm3', 'm4', 'v1']);
  });

  test('leaves out whoever is excluded from the item, and says why', () => {
    const council = createCouncil();
    council.command({ name: 'conflict/set', input: { item: 'top', person: member(3), excluded: true } });
    council.open();
    expect(currentBallot(council).barred).toEqual([
      { person: 'm3', name: 'Mitglied 003', reason: 'conflict' },
    ]);
    expect(council.press(3, yes)).toBe('person-excluded');
    expect(currentBallot(council).rejected.at(-1)).toMatchObject({
      code: 'person-excluded',
      who: 'Mitglied 003',
    });
  });

  test('logs every change while it is open; a vote that was made before stands', () => {
    const council = createCouncil({ size: 6, remote: [5], absent: [6] });
    council.open();
    council.press(2, yes, 'a');
    council.command({ name: 'attendance/set', input: { person: member(2), status: 'left' } });
    council.command({ name: 'conflict/set', input: { item: 'top', person: member(3), excluded: true } });
    council.command({ name: 'attendance/set', input: { person: member(5), status: 'room' } });
    council.command({ name: 'attendance/set', input: { person: member(6), status: 'room' } });
    expect(currentBallot(council).changes.map(({ person, change }) => `${person} ${change}`)).toEqual([
      'm2 left',
      'm3 excluded',
      'm5 room',
      'm6 arrived',
    ]);
    expect(council.press(2, no, 'b')).toBe('not-entitled');
    expect(council.press(3, no)).toBe('not-entitled');
    expect(council.press(6, no)).toBe('not-entitled');
    expect(council.vote(5, 'yes')).toBe('wrong-channel');
    council.command({ name: 'attendance/set', input: { person: member(2), status: 'room' } });
    expect(council.press(2, no, 'c')).toBeUndefined();
    council.close();
    drained(council);
    expect(counts(council)).toEqual({ yes: 0, no: 1, abstain: 0 });
    expect(currentBallot(council).result).toMatchObject({ entitled: 5, notCast: 4 });
  });
});
