import { describe, expect, test } from 'vitest';
import { decideBallot } from '../../../../daemon/chamber/ballot/decide.ts';
import { reduceBallots } from '../../../../daemon/chamber/ballot/reduce.ts';
import { everyTag } from '../../../../daemon/chamber/ballot/tags.ts';
import { counts, createCouncil, drained, keypadsDevice, member, totalsDevice } from './council.ts';

const current = (council: ReturnType<typeof createCouncil>) => {
  const ballot = council.root().ballots.current;
  if (!ballot) throw new Error('no ballot');
  return ballot;
};
const yes = 0;
const no = 1;
const abstain = 2;

describe('the electorate', () => {
  test('is frozen at the opening: who is here, where, and by which way they vote', () => {
    const council = createCouncil({ size: 6, remote: [5], keypads: [1, 2, 3], absent: [6] });
    expect(council.open()).toBeUndefined();
    const rights = everyTag(current(council).rights);
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
      return everyTag(current(council).rights)
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
    const persons = everyTag(current(council).rights).map(({ person }) => person);
    expect(persons.sort()).toEqual(['m1', 'm3', 'm4', 'v1']);
  });

  test('leaves out whoever is excluded from the item, and says why', () => {
    const council = createCouncil();
    council.command({ name: 'conflict/set', input: { item: 'top', person: member(3), excluded: true } });
    council.open();
    expect(current(council).barred).toEqual([{ person: 'm3', name: 'Mitglied 003', reason: 'conflict' }]);
    expect(council.press(3, yes)).toBe('person-excluded');
    expect(current(council).rejected.at(-1)).toMatchObject({ code: 'person-excluded', who: 'Mitglied 003' });
  });

  test('logs every change while it is open; a vote that was made before stands', () => {
    const council = createCouncil({ size: 6, remote: [5], absent: [6] });
    council.open();
    council.press(2, yes, 'a');
    council.command({ name: 'attendance/set', input: { person: member(2), status: 'left' } });
    council.command({ name: 'conflict/set', input: { item: 'top', person: member(3), excluded: true } });
    council.command({ name: 'attendance/set', input: { person: member(5), status: 'room' } });
    council.command({ name: 'attendance/set', input: { person: member(6), status: 'room' } });
    expect(current(council).changes.map(({ person, change }) => `${person} ${change}`)).toEqual([
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
    expect(current(council).result).toMatchObject({ entitled: 5, notCast: 4 });
  });
});

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
    expect(current(council).castCount).toBe(1);
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
    expect(current(council).castCount).toBe(0);
    expect(current(council).rejected.map(({ code, channel }) => [code, channel])).toEqual([
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
    expect(current(council).rejected.at(-1)).toMatchObject({ code: 'unknown-keypad', who: 'keypads 77' });
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
    expect(current(council).castCount).toBe(0);
  });

  test('that a device took in time counts until the device has said that all has come', () => {
    const council = createCouncil({ remote: [4] });
    council.open();
    council.close();
    expect(current(council).state).toBe('closed');
    expect(council.vote(4, 'yes')).toBe('ballot-closed');
    expect(council.press(2, yes, 'late')).toBeUndefined();
    drained(council);
    expect(current(council).state).toBe('tallied');
    expect(council.press(3, yes, 'later')).toBe('ballot-closed');
    expect(counts(council)).toEqual({ yes: 1, no: 0, abstain: 0 });
  });

  test('refusals without end fill no disk', () => {
    const council = createCouncil();
    council.open();
    for (let press = 0; press < 1000; press++) council.press(99, yes);
    expect(current(council).rejectedCount).toBe(200);
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

describe('the tally', () => {
  test('waits for every device; the operator’s override stands in the log', () => {
    const second = { ...keypadsDevice, device: 'second', label: 'Zweiter Empfänger' };
    const council = createCouncil({ voting: [keypadsDevice, second] });
    council.open();
    council.press(1, yes);
    council.close();
    drained(council, 'second');
    expect(current(council).state).toBe('closed');
    expect(
      council.command({
        name: 'ballot/drain-anyway',
        input: { ballot: 'b1', device: 'keypads', confirmed: true },
      }),
    ).toBeUndefined();
    expect(current(council).state).toBe('tallied');
    expect(current(council).drained).toEqual({ second: 'reported', keypads: 'overridden' });
  });

  test('a device that has counted more than it names is not overlooked', () => {
    const council = createCouncil();
    council.open();
    council.press(1, yes);
    council.close();
    drained(council, 'keypads', [2, 0, 0]);
    expect(current(council).state).toBe('closed');
    // What it could name after all.
    council.press(2, yes);
    drained(council, 'keypads', [2, 0, 0]);
    expect(current(council).state).toBe('tallied');
  });

  test('a device that is drained of another ballot is not drained of this one', () => {
    const council = createCouncil();
    council.open();
    council.close();
    council.report('keypads', { ballot: 'b0', phase: 'drained', totals: null });
    expect(current(council).state).toBe('closed');
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
    expect(current(council).state).toBe('announced');
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
    expect(current(council)).toMatchObject({
      id: 'b2',
      state: 'open',
      repeats: 'b1',
      named: true,
      castCount: 0,
    });
    expect(council.root().ballots.past.at(-1)).toMatchObject({ id: 'b1', state: 'voided', castCount: 1 });
    // A press of the ballot before is none of this one.
    expect(council.press(1, no, 'x')).toBeUndefined();
    expect(current(council).castCount).toBe(1);
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
    expect(current(council).id).toBe('b2');
  });
});

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
    expect(current(council).result).toMatchObject({
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
    expect(current(council).named).toBe(true);
    const enter = (number: number, choice: string) =>
      council.command({ name: 'ballot/enter', input: { ballot: 'b1', person: member(number), choice } });
    const called = () => {
      const { called: tag, rights } = current(council);
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
    expect(current(council).result).toMatchObject({
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
    expect(current(council).result).toMatchObject({ outcome: 'carried', invalid: 1, cast: 5 });
  });

  test('elects, ties and draws a recorded lot', () => {
    const options = ['a', 'b', 'c'].map((id) => ({ id, label: id.toUpperCase(), meaning: null }));
    const council = createCouncil({ size: 6, profile: 'own' });
    open(council, { options });
    count(council, 'clerk', { a: 2, b: 2, c: 1 });
    count(council, 'chair', { a: 2, b: 2, c: 1 });
    council.close();
    expect(current(council).result).toMatchObject({ outcome: 'tie', elected: ['a', 'b'] });
    const lot = (option: string) => council.command({ name: 'ballot/lot', input: { ballot: 'b1', option } });
    expect(lot('c')).toBe('unknown-option');
    expect(lot('b')).toBeUndefined();
    expect(lot('a')).toBe('lot-drawn');
    expect(current(council).lot).toBe('b');
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
      return current(council).result?.outcome;
    };
    expect([outcome(3, 2), outcome(2, 2), outcome(2, 3)]).toEqual(['elected', 'none', 'none']);
  });

  test('needs more than half of the valid votes where the rule says so, and knows when nobody has', () => {
    const options = ['a', 'b', 'c'].map((id) => ({ id, label: id.toUpperCase(), meaning: null }));
    const council = createCouncil({ size: 6, profile: 'own' });
    open(council, { options, majority: 'more-than-half-of-valid' });
    for (const by of ['clerk', 'chair'] as const) count(council, by, { a: 3, b: 2, c: 1 });
    council.close();
    expect(current(council).result).toMatchObject({ outcome: 'none', elected: [], needed: 4 });
  });

  test('is forbidden where the state’s rules say so, with the rule', () => {
    // Mecklenburg-Vorpommern: who is remote takes no part.
    const mv = createCouncil({ profile: 'mv', remote: [5] });
    expect(open(mv)).toBeUndefined();
    expect(current(mv).barred).toEqual([{ person: 'm5', name: 'Mitglied 005', reason: 'remote-secret' }]);
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
    expect(current(council)).toMatchObject({ state: 'voided', voided: { cause: 'secrecy' } });
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
    expect(current(council).result).toMatchObject({ outcome: 'carried', cast: 5 });
  });

  test('takes the totals of a system that tells no more, once it has told them', () => {
    const council = createCouncil({ voting: [totalsDevice] });
    council.open({ kind: 'external' });
    expect(council.close()).toBeUndefined();
    expect(current(council).state).toBe('closed');
    drained(council, 'ccu', [3, 1, 1]);
    expect(current(council).state).toBe('closed');
    expect(count(council, { yes: 3, no: 1, abstain: 1 })).toBeUndefined();
    expect(current(council)).toMatchObject({ state: 'tallied', result: { outcome: 'carried' } });
  });

  test('uses no totals where somebody votes elsewhere', () => {
    const council = createCouncil({ voting: [totalsDevice], remote: [5] });
    council.open({ kind: 'external' });
    expect(council.close()).toBe('not-counted');
  });
});

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
    expect(current(council).castCount).toBe(2);
  });
});

test('after a restart in mid-ballot it goes on, without its countdown, and says so', () => {
  const council = createCouncil();
  council.open({ seconds: 30 });
  expect(current(council).closesAt).toBe(1_030_000);
  council.at(1_010_000);
  council.command({ name: 'ballot/extend', input: { ballot: 'b1', seconds: 20 } });
  expect(current(council).closesAt).toBe(1_050_000);
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
