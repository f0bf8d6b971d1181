/** Kinds of ballots beside the one by device: hands, roll-call, paper, an external vote. */
import { describe, expect, test } from 'vitest';
import { everyTag } from '../../../../daemon/chamber/ballot/tags.ts';
import { createCouncil, currentBallot, drained, member, totalsDevice } from './council.ts';

describe('a show of hands', () => {
  const hands = (
    council: ReturnType<typeof createCouncil>,
    input: Record<string, number>,
    confirmed = false,
  ) =>
    council.command({
      name: 'votes/count',
      by: 'clerk',
      input: { ballot: 'b1', counts: input, invalid: 0, confirmed, source: 'typed' },
    });

  test('is three numbers held against the room, with remote members added from their pages', () => {
    const council = createCouncil({ size: 6, remote: [6], voting: [] });
    council.open({ kind: 'hands' });
    expect(council.close()).toBe('not-counted');
    expect(hands(council, { yes: 4, no: 2, abstain: 0 })).toBe('more-votes-than-people');
    expect(hands(council, { yes: 3, no: 1, abstain: 0 })).toBe('count-does-not-fit');
    expect(hands(council, { yes: 3, no: 1, abstain: 0 }, true)).toBeUndefined();
    // Counted again.
    expect(hands(council, { yes: 3, no: 2, abstain: 0 })).toBeUndefined();
    expect(council.vote(6, 'no')).toBeUndefined();
    expect(council.vote(2, 'no')).toBe('wrong-channel');
    expect(council.close()).toBeUndefined();
    expect(currentBallot(council).result).toMatchObject({
      counts: { yes: 3, no: 3, abstain: 0 },
      outcome: 'rejected',
      cast: 6,
      notCast: 0,
    });
  });
});

describe('a roll-call', () => {
  test('is called in the order of the names, entered, read back and closed', () => {
    const council = createCouncil({ size: 3 });
    council.open({ kind: 'roll-call' });
    expect(currentBallot(council).named).toBe(true);
    const enter = (number: number, choice: string) =>
      council.command({ name: 'ballot/enter', input: { ballot: 'b1', person: member(number), choice } });
    const called = () => {
      const { called: tag, rights } = currentBallot(council);
      return tag === null ? null : everyTag(rights).find((right) => right.tag === tag)?.person;
    };
    council.command({ name: 'ballot/call', input: { ballot: 'b1', person: member(1) } });
    expect(called()).toBe('m1');
    enter(1, 'yes');
    expect(called()).toBe('m2');
    enter(3, 'no');
    expect(called()).toBe('m2');
    enter(2, 'abstain');
    // A slip of the tongue is put right before the read-back.
    enter(1, 'no');
    expect(council.close()).toBe('not-read-back');
    council.command({ name: 'ballot/read-back', input: { ballot: 'b1' } });
    expect(council.close()).toBeUndefined();
    expect(currentBallot(council).result).toMatchObject({
      counts: { yes: 0, no: 2, abstain: 1 },
      outcome: 'rejected',
    });
  });
});

describe('paper', () => {
  const open = (council: ReturnType<typeof createCouncil>, input: object = {}) =>
    council.open({ kind: 'paper', ...input });
  const count = (
    council: ReturnType<typeof createCouncil>,
    by: 'chair' | 'clerk',
    input: Record<string, number>,
    invalid = 0,
  ) =>
    council.command({
      name: 'votes/count',
      by,
      input: { ballot: 'b1', counts: input, invalid, confirmed: false, source: 'typed' },
    });

  test('is counted by four eyes: chair and clerk must agree', () => {
    const council = createCouncil({ size: 5, profile: 'own' });
    expect(open(council)).toBeUndefined();
    expect(count(council, 'clerk', { yes: 3, no: 1, abstain: 0 }, 1)).toBeUndefined();
    expect(council.close()).toBe('counts-disagree');
    count(council, 'clerk', { yes: 3, no: 1, abstain: 0 }, 1);
    expect(council.close()).toBe('counts-disagree');
    count(council, 'chair', { yes: 3, no: 2, abstain: 0 });
    expect(council.close()).toBe('counts-disagree');
    count(council, 'chair', { yes: 3, no: 1, abstain: 0 }, 1);
    expect(council.close()).toBeUndefined();
    expect(currentBallot(council).result).toMatchObject({ outcome: 'carried', invalid: 1, cast: 5 });
  });

  test('elects, ties and draws a recorded lot', () => {
    const options = ['a', 'b', 'c'].map((id) => ({ id, label: id.toUpperCase(), meaning: null }));
    const council = createCouncil({ size: 6, profile: 'own' });
    open(council, { options });
    count(council, 'clerk', { a: 2, b: 2, c: 1 });
    count(council, 'chair', { a: 2, b: 2, c: 1 });
    council.close();
    expect(currentBallot(council).result).toMatchObject({ outcome: 'tie', elected: ['a', 'b'] });
    const lot = (option: string) => council.command({ name: 'ballot/lot', input: { ballot: 'b1', option } });
    expect(lot('c')).toBe('unknown-option');
    expect(lot('b')).toBeUndefined();
    expect(lot('a')).toBe('lot-drawn');
    expect(currentBallot(council).lot).toBe('b');
  });

  test('elects a single candidate by more yes than no', () => {
    const options = [
      { id: 'ahorn', label: 'Ahorn', meaning: 'yes' as const },
      { id: 'no', label: 'Nein', meaning: 'no' as const },
    ];
    const outcome = (ahorn: number, no: number) => {
      const council = createCouncil({ size: 6, profile: 'own' });
      open(council, { options, majority: 'most-votes' });
      for (const by of ['clerk', 'chair'] as const) count(council, by, { ahorn, no });
      council.close();
      return currentBallot(council).result?.outcome;
    };
    expect([outcome(3, 2), outcome(2, 2), outcome(2, 3)]).toEqual(['elected', 'none', 'none']);
  });

  test('needs more than half of the valid votes where the rule says so, and knows when nobody has', () => {
    const options = ['a', 'b', 'c'].map((id) => ({ id, label: id.toUpperCase(), meaning: null }));
    const council = createCouncil({ size: 6, profile: 'own' });
    open(council, { options, majority: 'more-than-half-of-valid' });
    for (const by of ['clerk', 'chair'] as const) count(council, by, { a: 3, b: 2, c: 1 });
    council.close();
    expect(currentBallot(council).result).toMatchObject({ outcome: 'none', elected: [], needed: 4 });
  });

  test('is forbidden where the state’s rules say so, with the rule', () => {
    // Mecklenburg-Vorpommern: who is remote takes no part.
    const mv = createCouncil({ profile: 'mv', remote: [5] });
    expect(open(mv)).toBeUndefined();
    expect(currentBallot(mv).barred).toEqual([
      { person: 'm5', name: 'Mitglied 005', reason: 'remote-secret' },
    ]);
    // Nordrhein-Westfalen: only with one system for all.
    const nrw = createCouncil({ profile: 'nrw', remote: [5] });
    expect(open(nrw)).toBe('secret-needs-one-system');
    // Rheinland-Pfalz: not at all in a hybrid sitting.
    const rlp = createCouncil({ profile: 'rlp', remote: [5] });
    expect(open(rlp)).toBe('secret-not-with-remote');
    expect(open(createCouncil({ profile: 'rlp' }))).toBeUndefined();
  });

  test('ends unfinished when somebody joins remotely and the rules forbid it', () => {
    const council = createCouncil({ profile: 'rlp' });
    open(council);
    council.command({ name: 'attendance/set', input: { person: member(4), status: 'remote' } });
    expect(currentBallot(council)).toMatchObject({ state: 'voided', voided: { cause: 'secrecy' } });
  });
});

describe('an external vote', () => {
  const count = (council: ReturnType<typeof createCouncil>, input: Record<string, number>) =>
    council.command({
      name: 'votes/count',
      by: 'clerk',
      input: { ballot: 'b1', counts: input, invalid: 0, confirmed: false, source: 'csv' },
    });

  test('is typed in or read from a file', () => {
    const council = createCouncil({ voting: [] });
    council.open({ kind: 'external' });
    expect(council.close()).toBe('not-counted');
    expect(count(council, { yes: 3, nein: 2 })).toBe('unknown-option');
    expect(count(council, { yes: 3, no: 2 })).toBeUndefined();
    council.close();
    expect(currentBallot(council).result).toMatchObject({ outcome: 'carried', cast: 5 });
  });

  test('takes the totals of a system that tells no more, once it has told them', () => {
    const council = createCouncil({ voting: [totalsDevice] });
    council.open({ kind: 'external' });
    expect(council.close()).toBeUndefined();
    expect(currentBallot(council).state).toBe('closed');
    drained(council, 'ccu', [3, 1, 1]);
    expect(currentBallot(council).state).toBe('closed');
    expect(count(council, { yes: 3, no: 1, abstain: 1 })).toBeUndefined();
    expect(currentBallot(council)).toMatchObject({ state: 'tallied', result: { outcome: 'carried' } });
  });

  test('uses no totals where somebody votes elsewhere', () => {
    const council = createCouncil({ voting: [totalsDevice], remote: [5] });
    council.open({ kind: 'external' });
    expect(council.close()).toBe('not-counted');
  });
});
