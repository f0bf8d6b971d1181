import { describe, expect, test } from 'vitest';
import {
  likelyAfter,
  noTurnTaking,
  reduceTurnTaking,
  type TurnTaking,
} from '../../../../daemon/chamber/direction/turn-taking.ts';
import type { PeopleState } from '../../../../daemon/chamber/people/state.ts';
import type { ChamberEvent } from '../../../../daemon/chamber/root.ts';

const nobody: PeopleState = { occupants: {}, consents: {}, logins: {} };
const sits = (people: Readonly<Record<number, string>>): PeopleState => ({
  ...nobody,
  occupants: Object.fromEntries(
    Object.entries(people).map(([seat, person]) => [seat, { person, isConfirmed: true }]),
  ),
});
const microphone = (type: 'floor/opened' | 'floor/closed', seat: number): ChamberEvent => ({
  type,
  version: 1,
  data: { seat },
});
const nextSitting: ChamberEvent = {
  type: 'log/started',
  version: 1,
  data: { resumed: false, configHash: 'x', version: '1', timeZone: 'UTC' },
} as unknown as ChamberEvent;

/** Speaks so long, one after the other with a second between. */
function evening(
  turns: readonly (readonly [seat: number, ms: number])[],
  people = nobody,
  before: TurnTaking = noTurnTaking,
): TurnTaking {
  let state = before;
  let at = 0;
  for (const [seat, ms] of turns) {
    state = reduceTurnTaking(state, microphone('floor/opened', seat), at, people);
    state = reduceTurnTaking(state, microphone('floor/closed', seat), at + ms, people);
    at += ms + 1000;
  }
  return state;
}
const long = (...seats: readonly number[]) => seats.map((seat) => [seat, 20_000] as const);
const likely = (state: TurnTaking, seat: number, people = nobody): readonly number[] =>
  likelyAfter(state, seat, people).map((each) => each.seat);

describe('who speaks after whom', () => {
  test('is counted from microphones that open and close, likeliest first', () => {
    const state = evening(long(1, 2, 1, 3, 1, 2, 1, 2));
    expect(likely(state, 1)).toEqual([2, 3]);
    expect(likely(state, 2)).toEqual([1]);
    expect(likely(state, 4)).toEqual([]);
  });

  test('few turns are small shares, many are nearly the truth', () => {
    const share = (times: number): number =>
      likelyAfter(evening(Array.from({ length: times }, () => long(1, 2)).flat()), 1, nobody)[0]?.share ?? 0;
    expect(share(1)).toBeLessThan(0.2);
    expect(share(60)).toBeGreaterThan(0.9);
  });

  test('a cough is no turn, and neither is speaking again oneself', () => {
    expect(evening([...long(1), [2, 900], ...long(3)]).after).toEqual({
      's:1': { 's:3': 1 },
    });
    expect(evening(long(1, 1, 1)).after).toEqual({});
  });

  test('an interjection counts, and so does that the speaker goes on', () => {
    let state = reduceTurnTaking(noTurnTaking, microphone('floor/opened', 1), 0, nobody);
    state = reduceTurnTaking(state, microphone('floor/opened', 2), 30_000, nobody);
    state = reduceTurnTaking(state, microphone('floor/closed', 2), 34_000, nobody);
    state = reduceTurnTaking(state, microphone('floor/closed', 1), 60_000, nobody);
    expect(state.after).toEqual({ 's:1': { 's:2': 1 }, 's:2': { 's:1': 1 } });
    expect(state.open).toEqual([]);
  });

  test('who is interrupted and stops at once has not gone on', () => {
    let state = reduceTurnTaking(noTurnTaking, microphone('floor/opened', 1), 0, nobody);
    state = reduceTurnTaking(state, microphone('floor/opened', 2), 30_000, nobody);
    state = reduceTurnTaking(state, microphone('floor/closed', 2), 34_000, nobody);
    state = reduceTurnTaking(state, microphone('floor/closed', 1), 34_500, nobody);
    expect(state.after).toEqual({ 's:1': { 's:2': 1 } });
  });

  test('after a long pause nobody answers anybody', () => {
    const first = evening(long(1));
    const state = reduceTurnTaking(first, microphone('floor/opened', 2), 200_000, nobody);
    expect(reduceTurnTaking(state, microphone('floor/closed', 2), 230_000, nobody).after).toEqual({});
  });

  test('belongs to the person where one is known, wherever they sit next time', () => {
    const state = evening(long(1, 2, 1, 2), sits({ 1: 'p1', 2: 'p2' }));
    const moved = sits({ 7: 'p1', 9: 'p2' });
    expect(likely(state, 7, moved)).toEqual([9]);
    expect(likely(state, 1, moved)).toEqual([]);
    // Whoever is not here tonight is not expected.
    expect(likely(state, 7, sits({ 7: 'p1' }))).toEqual([]);
  });
});

describe('what was counted', () => {
  const prepared: ChamberEvent = {
    type: 'sitting/prepared',
    version: 1,
    data: {},
  } as unknown as ChamberEvent;

  test('fades from sitting to sitting until it is forgotten', () => {
    const counts: (number | undefined)[] = [];
    let state = evening(long(1, 2));
    for (let sitting = 0; sitting < 6; sitting++) {
      counts.push(state.after['s:1']?.['s:2']);
      state = reduceTurnTaking(state, prepared, 0, nobody);
    }
    expect(counts.slice(0, 3)).toEqual([1, 0.7, expect.closeTo(0.49)]);
    expect(state.after).toEqual({});
  });

  test('new turns weigh more than old ones', () => {
    let state = evening(long(1, 2, 1, 2, 1, 2));
    for (let sitting = 0; sitting < 3; sitting++) state = reduceTurnTaking(state, prepared, 0, nobody);
    expect(likely(evening(long(1, 3, 1, 3), nobody, state), 1)).toEqual([3, 2]);
  });

  test('is bounded, however many people speak', () => {
    let state = noTurnTaking;
    for (let round = 0; round < 900; round++) {
      state = evening(long(1, 2 + (round % 60), 1000 + round), nobody, {
        ...state,
        open: [],
        last: null,
      });
    }
    expect(Object.keys(state.after).length).toBeLessThanOrEqual(400);
    for (const row of Object.values(state.after)) expect(Object.keys(row).length).toBeLessThanOrEqual(24);
  });

  test('a restart and another phase end the present turn, and other events change nothing', () => {
    const speaking = reduceTurnTaking(evening(long(1)), microphone('floor/opened', 2), 21_000, nobody);
    expect(reduceTurnTaking(speaking, nextSitting, 30_000, nobody)).toMatchObject({ open: [], last: null });
    const other = { type: 'floor/ended', version: 1, data: {} } as const;
    expect(reduceTurnTaking(speaking, other, 30_000, nobody)).toBe(speaking);
    expect(reduceTurnTaking(speaking, microphone('floor/closed', 5), 30_000, nobody)).toBe(speaking);
  });
});
