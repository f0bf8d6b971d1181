/** The pure parts of leading a ballot: what is read from the fields, how a rule is said, what a draft becomes, where seats stand. */
import { describe, expect, test } from 'vitest';
import { commandCatalogue } from '../../protocols/api/commands.ts';
import { ballotKinds as allKinds, majorities } from '../../protocols/api/commands/ballot.ts';
import type { BallotResultView } from '../../protocols/api/views/ballot.ts';
import {
  ballotKinds,
  emptyDraft,
  inputOf,
  lackOf,
  majoritiesFor,
  type BallotDraft,
} from '../../ui/components/ballot/draft.ts';
import { basisOf, comparisonOf, tiedOf, type Asked } from '../../ui/components/ballot/formula.ts';
import { differences, numberIn, totalsOf } from '../../ui/components/ballot/totals.ts';
import { nextStep } from '../../ui/components/ballot/unanimous.ts';
import { seatDots } from '../../ui/views/display/seat-dots.ts';
import { candidates, electorate, handsOpen, paperLot, paperTie, usual } from './ballot-fixtures.ts';
import { hallBallots } from './ballot-hall-fixtures.ts';

describe('totals that are typed', () => {
  const typed = (texts: Record<string, string>, invalid = '') => ({ texts, invalid });

  test.each([
    ['0', 0],
    [' 12 ', 12],
    ['10000', 10_000],
    ['10001', null],
    ['-1', null],
    ['1.5', null],
    ['1e3', null],
    ['', null],
    ['zwölf', null],
  ])('“%s” is read as %s', (text, number) => {
    expect(numberIn(text)).toBe(number);
  });

  test('the rest of the room is Ja, and never less than none', () => {
    const totals = totalsOf(typed({ no: '12', abstain: '2' }), usual, 32, 'yes');
    expect(totals).toMatchObject({
      counts: { yes: 18, no: 12, abstain: 2 },
      total: 32,
      problem: null,
      off: 0,
    });
    expect(totalsOf(typed({ no: '40' }), usual, 32, 'yes')).toMatchObject({
      counts: { yes: 0, no: 40 },
      problem: 'too-many',
      off: 8,
    });
  });

  test('a typed Ja is not overwritten, a typed 0 neither', () => {
    expect(totalsOf(typed({ yes: '0', no: '12' }), usual, 32, 'yes')).toMatchObject({
      counts: { yes: 0 },
      problem: 'too-few',
      off: 20,
    });
  });

  test('one field that is no number makes all of them unusable', () => {
    expect(totalsOf(typed({ no: '1x' }), usual, 32, 'yes').problem).toBe('not-a-number');
    expect(totalsOf(typed({}, 'x'), usual, 32).problem).toBe('not-a-number');
  });

  test('invalid papers are part of the sum', () => {
    expect(totalsOf(typed({ o1: '20', o2: '9' }, '3'), candidates, 32)).toMatchObject({
      invalid: 3,
      total: 32,
      problem: null,
    });
  });

  test('two counts differ where one has another number, an absent one being none', () => {
    const count = { by: 'chair', counts: { o1: 1, o2: 0 }, invalid: 0, source: 'typed' as const };
    expect(differences(count, { ...count, counts: { o1: 1 } }, candidates)).toEqual([]);
    expect(differences(count, { ...count, counts: { o1: 2 }, invalid: 1 }, candidates)).toEqual([
      'o1',
      'invalid',
    ]);
  });
});

describe('a rule in numbers', () => {
  const asked = (majority: Asked['majority'], options = usual): Asked => ({ options, majority, members: 43 });
  const result = (part: Partial<BallotResultView>): BallotResultView => ({
    counts: { yes: 18, no: 12, abstain: 2 },
    invalid: 0,
    cast: 32,
    entitled: 35,
    notCast: 3,
    outcome: 'carried',
    elected: [],
    ...part,
  });

  test.each([
    ['simple', undefined, undefined, '18 > 12'],
    ['of-voting', 17, 32, '18 ≥ 17'],
    ['of-present', 18, 35, '18 ≥ 18'],
    ['of-all', 22, 43, '18 < 22'],
    ['two-thirds-of-all', 29, 43, '18 < 29'],
  ] as const)('%s', (majority, needed, basis, comparison) => {
    const found = result(needed === undefined ? {} : { needed });
    expect(basisOf(asked(majority), found)).toBe(basis);
    expect(comparisonOf(asked(majority), found)).toBe(comparison);
  });

  test('a tie is no majority', () => {
    expect(comparisonOf(asked('simple'), result({ counts: { yes: 12, no: 12, abstain: 0 } }))).toBe(
      '12 ≤ 12',
    );
  });

  test('an election is held against its best candidate, abstentions being no valid votes', () => {
    const counts = { o1: 14, o2: 12, o3: 3, abstain: 9 };
    const found = result({ counts, needed: 15 });
    expect(basisOf(asked('more-than-half-of-valid', candidates), found)).toBe(29);
    expect(comparisonOf(asked('more-than-half-of-valid', candidates), found)).toBe('14 < 15');
    expect(comparisonOf(asked('most-votes', candidates), result({ counts }))).toBeUndefined();
  });

  test('a lot is drawn between equals, once', () => {
    expect(tiedOf(paperTie)).toEqual(['o1', 'o2']);
    expect(tiedOf(paperLot)).toEqual([]);
  });
});

describe('a draft of a ballot', () => {
  const draft: BallotDraft = { ...emptyDraft, text: 'Die Vorlage wird beschlossen.' };
  const list: BallotDraft = { ...draft, answers: 'list', labels: ['Mitglied 4', ' ', 'Mitglied  9 '] };

  test('has every kind and every rule of the contract', () => {
    expect([...ballotKinds].sort()).toEqual([...allKinds].sort());
    expect([...new Set([...majoritiesFor('usual'), ...majoritiesFor('list')])].sort()).toEqual(
      [...majorities].sort(),
    );
  });

  test.each(ballotKinds.flatMap((kind) => [draft, list].map((one) => ({ ...one, kind }))))(
    'becomes a command the schema takes as it stands ($kind, $answers)',
    (one) => {
      const input = inputOf({ ...one, named: true, live: true, seconds: 60 }, 'b1', 'i3');
      expect(commandCatalogue['ballot/open'].input.safeParse(input).error?.issues ?? []).toEqual([]);
      // Names, counts meanwhile and an end are only where votes come one by one.
      expect([input.named, input.live, input.seconds]).toEqual(
        one.kind === 'device' ? [true, true, 60] : [false, false, undefined],
      );
    },
  );

  test('empty lines are no answers, spaces in names are single, and ten are the most', () => {
    expect(inputOf(list, 'b1', 'i3').options).toEqual([
      { id: 'o1', label: 'Mitglied 4', meaning: null },
      { id: 'o2', label: 'Mitglied 9', meaning: null },
      { id: 'abstain', label: 'Enthaltung', meaning: 'abstain' },
    ]);
    const many = { ...list, labels: Array.from({ length: 14 }, (_, index) => `Mitglied ${index}`) };
    expect(inputOf(many, 'b1', 'i3').options).toHaveLength(10);
    expect(inputOf({ ...many, canAbstain: false }, 'b1', 'i3').options).toHaveLength(10);
  });

  test('lines of the text stay: they are the exact words', () => {
    expect(inputOf({ ...draft, text: ' 1. Ja.\n2. Nein.\n' }, 'b1', 'i3').text).toBe('1. Ja.\n2. Nein.');
  });

  test('says what it lacks', () => {
    expect(lackOf({ ...draft, text: ' \n' })).toBe('text');
    expect(lackOf({ ...list, labels: ['Mitglied 4', ''] })).toBe('options');
    expect(lackOf({ ...list, labels: ['Mitglied 4', 'mitglied  4'] })).toBe('twice');
    expect(lackOf(list)).toBeNull();
  });
});

describe('“einstimmig”, step by step', () => {
  const counted = [{ by: 'chair', counts: { yes: 32 }, invalid: 0, source: 'typed' as const }];
  test.each([
    ['open, nothing entered', handsOpen, 'count'],
    ['entered', { ...handsOpen, counted }, 'close'],
    ['entered, somebody remote missing', { ...handsOpen, counted, ...electorate(32, 1) }, 'end'],
    [
      'entered, everybody remote has voted',
      { ...handsOpen, counted, ...electorate(32, 1, (index) => (index === 31 ? { voted: true } : {})) },
      'close',
    ],
    [
      'entered, whoever is missing has left',
      { ...handsOpen, counted, ...electorate(32, 1, (index) => (index === 31 ? { out: true } : {})) },
      'close',
    ],
    ['closed', { ...handsOpen, counted, state: 'closed' as const }, 'wait'],
    ['counted, not sealed', { ...handsOpen, counted, state: 'counted' as const }, 'wait'],
    ['sealed', { ...handsOpen, counted, state: 'counted' as const, fingerprint: 'K7QF' }, 'announce'],
    ['announced', { ...handsOpen, state: 'announced' as const }, 'end'],
    ['void', { ...handsOpen, state: 'voided' as const }, 'end'],
  ] as const)('%s', (_what, ballot, step) => {
    expect(nextStep(ballot)).toBe(step);
  });
});

describe('seats on the hall’s screen', () => {
  test.each([
    ['41 seats', hallBallots.announcedNamed.seats],
    ['100 seats', hallBallots.announcedHundred.seats],
  ])('%s are inside of the picture and do not touch', (_what, seats) => {
    if (seats === undefined) throw new Error('the fixture has no seats');
    const { dots, size } = seatDots(seats, 100, 58);
    expect(size).toBeGreaterThan(1.5);
    for (const [index, one] of dots.entries()) {
      expect(one.x - size / 2).toBeGreaterThanOrEqual(-0.01);
      expect(one.x + size / 2).toBeLessThanOrEqual(100.01);
      expect(one.y - size / 2).toBeGreaterThanOrEqual(-0.01);
      expect(one.y + size / 2).toBeLessThanOrEqual(58.01);
      for (const other of dots.slice(index + 1))
        expect(Math.max(Math.abs(one.x - other.x), Math.abs(one.y - other.y))).toBeGreaterThanOrEqual(
          size * 0.999,
        );
    }
  });

  test('one seat alone and seats in one line have a place too', () => {
    const seat = { label: '1', voted: false, x: 0.5, y: 0.5 };
    expect(seatDots({ 1: seat }, 100, 58)).toMatchObject({ dots: [{ x: 50, y: 29 }] });
    const { dots } = seatDots({ 1: { ...seat, x: 0.2 }, 2: { ...seat, x: 0.8 } }, 100, 58);
    expect(dots.every(({ x, y }) => Number.isFinite(x) && y === 29)).toBe(true);
    expect(seatDots({}, 100, 58).dots).toEqual([]);
  });
});
