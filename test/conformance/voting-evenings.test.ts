/**
 * Evenings by chance, many for each conference system whose units vote: people press, the device and the line fail
 * as they like, and in the end what was told is what the device counts.
 */
import { describe, expect, test } from 'vitest';
import { closing, last, opening, press, suffer, yesNoAbstain, type VoteHall } from './vote-hall.ts';
import { openConfero, openDis } from './vote-sessions.ts';
import { voteSystems, type VoteSystem } from './vote-systems.ts';

interface Dice {
  /** True by this chance. */
  by(chance: number): boolean;
  /** 0 ≤ n < count. */
  to(count: number): number;
}

/** What happens to a hall instead of a press. */
type Mishap = (hall: VoteHall, dice: Dice) => void;

const mishap =
  (name: string): Mishap =>
  (hall) =>
    suffer(hall, name);
const lose: Mishap = (hall, { to }) => suffer(hall, 'lose-votes', { count: 1 + to(4) });
const toggle =
  (name: string, chance: number): Mishap =>
  (hall, { by }) =>
    suffer(hall, name, { on: by(chance) });
const late: Mishap = (hall, { to }) => suffer(hall, 'late-vote', { seat: 1 + to(8), key: 1 + to(3) });
/** On one of the keys that are there for two options and for three. */
const stranger =
  (keys: number): Mishap =>
  (hall, { to }) =>
    suffer(hall, 'stranger', { key: 1 + to(keys) });
const talk: Mishap = (hall, { to }) => hall.device.press(1 + to(8));
const cut: Mishap = (hall) => hall.cut();
const seldom =
  (chance: number, happens: Mishap): Mishap =>
  (hall, dice) => {
    if (dice.by(chance)) happens(hall, dice);
  };

interface Evening {
  readonly open?: (seats: number, seed: number) => Promise<VoteHall>;
  readonly evenings: number;
  /** From the close to drained, whatever happened before and is cut meanwhile, ms. */
  readonly drainsIn: number;
  /** How many options a ballot may have; absent: two or three. */
  readonly options?: readonly number[];
  readonly before: readonly Mishap[];
  /** Each as likely as every twelfth press. */
  readonly mishaps: readonly Mishap[];
  readonly atTheClose: readonly Mishap[];
  /** Totals, which are told once, may be lost: in how many evenings they have to come all the same. */
  readonly totalsAtLeast?: number;
}

const double = toggle('double-votes', 0.5);
const swap = mishap('swap-votes');
const stale = mishap('stale-vote');
const plain = { evenings: 200, drainsIn: 9000, before: [], atTheClose: [] };
const overHttp = [lose, double, swap, late, stale, mishap('forget'), seldom(0.3, cut)];
const confero: Evening = {
  ...plain,
  drainsIn: 15_000,
  before: [toggle('realtime', 0.5)],
  mishaps: [lose, double, late, stale, mishap('drop-events'), seldom(0.3, cut)],
};

const evenings: Readonly<Record<string, Evening>> = {
  'televic-plixus': { ...plain, drainsIn: 8000, mishaps: overHttp },
  'televic-cocon': {
    ...plain,
    before: [toggle('printed-votes', 0.3), toggle('silent-votes', 0.3)],
    mishaps: overHttp,
  },
  'televic-confero': { ...confero, evenings: 134 },
  'televic-confero that is believed its totals alone': {
    ...confero,
    evenings: 67,
    open: (seats, seed) => openConfero('totals', { seats, seed }),
  },
  'shure-mxcw': {
    ...plain,
    before: [
      toggle('names', 0.2),
      seldom(0.2, (hall, { to }) => suffer(hall, 'slow-votes', { ms: 100 + to(600) })),
    ],
    mishaps: [lose, double, talk, late, stale, stranger(3), seldom(0.3, cut)],
  },
  'bosch-dicentis-wireless': {
    ...plain,
    drainsIn: 12_000,
    before: [seldom(0.3, mishap('start-vote'))],
    mishaps: [lose, double, talk, late, stranger(2), seldom(0.2, mishap('expire')), seldom(0.3, cut)],
  },
  'shure-dis-ccu': {
    ...plain,
    options: [3],
    // Every other one on the configuration of secret votes.
    open: (seats, seed) => openDis({ seats, seed }, 1 + (seed % 2)),
    before: [seldom(0.3, (hall, { to }) => suffer(hall, 'start-vote', { configuration: 1 + to(4) }))],
    mishaps: [double, stale, talk, stranger(3), seldom(0.1, cut)],
    atTheClose: [
      (hall, { to }) => {
        const ends = to(10);
        if (ends === 0) suffer(hall, 'lose-finals', {});
        else if (ends < 3) suffer(hall, 'late-finals', {});
      },
    ],
    totalsAtLeast: 121,
  },
};

/** What the device itself counts, in options; null: a key without one. */
function counted(
  { buttons }: VoteSystem,
  hall: VoteHall,
  options: typeof yesNoAbstain,
): Record<string, number | null> {
  const optionOf = (key: number): number =>
    buttons === null ? key - 1 : options.findIndex(({ meaning }) => meaning === buttons[key - 1]);
  return Object.fromEntries(
    Object.entries(hall.device.truth().votes?.pressed ?? {}).map(([keypad, key]) => {
      const option = optionOf(key);
      return [keypad, option >= 0 && option < options.length ? option : null];
    }),
  );
}

/** The hall after the evening, stopped, with the options that were voted on. */
async function spend(system: VoteSystem, evening: Evening, seed: number) {
  const hall = await (evening.open?.(8, seed) ?? system.open({ seats: 8, seed }));
  const { random, clock } = hall;
  const dice: Dice = {
    by: (chance) => random() < chance,
    to: (count) => Math.floor(random() * count),
  };
  const { to, by } = dice;
  const counts = evening.options ?? [2, 3];
  const options = yesNoAbstain.slice(0, counts[to(counts.length)]);
  for (const happens of evening.before) happens(hall, dice);
  await hall.command(opening('b1', options), system.paces.opens + system.paces.takesOver);
  expect(last(hall), `seed ${seed}`).toEqual({ ballot: 'b1', phase: 'open', totals: null });
  for (let turn = 0; turn < 30; turn++) {
    const happens = evening.mishaps[to(12)];
    if (happens) happens(hall, dice);
    else press(hall, [1 + to(9), 1 + to(4)]);
    await clock.advance(to(400));
  }
  for (const happens of evening.atTheClose) happens(hall, dice);
  void hall.submit(closing('b1'));
  await clock.advance(to(300));
  if (by(0.3)) hall.cut();
  press(hall, [1, 1]);
  await clock.advance(evening.drainsIn);
  // The domain closes again what it does not see drained.
  if (last(hall)?.phase !== 'drained') {
    void hall.submit(closing('b1'));
    await clock.advance(evening.drainsIn);
  }
  hall.stop();
  return { hall, options };
}

describe.each(Object.entries(evenings))('%s', (name, evening) => {
  const system = voteSystems.find((one) => one.name === name);
  if (!system) throw new Error(`no system ${name}`);

  test(`${evening.evenings} evenings by chance: what was told is what the device counts`, async () => {
    let withTotals = 0;
    for (let seed = 1; seed <= evening.evenings; seed++) {
      const { hall, options } = await spend(system, evening, seed);
      const truth = counted(system, hall, options);
      const state = last(hall);
      expect(state, `seed ${seed}`).toMatchObject({ ballot: 'b1', phase: 'drained' });
      expect(hall.lateCasts, `seed ${seed}`).toEqual([]);
      expect(hall.refusedAcknowledgements, `seed ${seed}`).toEqual([]);
      if (system.tells !== 'totals') {
        expect(state?.totals, `seed ${seed}`).toBe(null);
        expect(hall.votes('b1'), `seed ${seed}`).toEqual(truth);
        continue;
      }
      expect(hall.casts, `seed ${seed}`).toEqual([]);
      if (state?.totals) withTotals++;
      if (state?.totals || evening.totalsAtLeast === undefined)
        expect(state?.totals, `seed ${seed}`).toEqual(
          options.map((_, index) => Object.values(truth).filter((option) => option === index).length),
        );
    }
    if (evening.totalsAtLeast !== undefined) expect(withTotals).toBeGreaterThanOrEqual(evening.totalsAtLeast);
  });
});

test('every system has its evenings', () => {
  expect(
    new Set(Object.keys(evenings).map((name) => voteSystems.find((one) => one.name === name)?.kind)),
  ).toEqual(new Set(voteSystems.map(({ kind }) => kind)));
});
