import { describe, expect, test } from 'vitest';
import { shureDisCcuKind } from '../../../drivers/shure-dis-ccu/driver.ts';
import { createDisSession } from '../../../drivers/shure-dis-ccu/session.ts';
import { disVotes } from '../../../drivers/shure-dis-ccu/voting.ts';
import { withStreamVotes } from '../../../drivers/stream-votes.ts';
import type { BallotOption, VotingCommand } from '../../../protocols/models/voting.ts';
import { createDisDevice } from '../../../simulators/shure-dis-ccu/device.ts';
import {
  openStreamVoteHall,
  type StreamVoteHall,
  type StreamVoteHallOptions,
} from '../shure-mxcw/vote-hall.ts';
import { opening, yesNoAbstain } from '../televic-plixus/vote-hall.ts';

const open = (options: StreamVoteHallOptions = {}, configuration = 1): Promise<StreamVoteHall> =>
  openStreamVoteHall(
    () => withStreamVotes(createDisSession({ firmware: 'new' }), disVotes({ configuration })),
    createDisDevice,
    options,
  );
const closing = (ballot: string) => ({ type: 'close-ballot', ballot }) as const;
const resuming = (ballot: string): VotingCommand => Object.assign(opening(ballot), { resumed: true });
const done = { ok: true, evidence: 'acknowledged' } as const;
const last = (hall: StreamVoteHall) => hall.states.at(-1);
const voting = (hall: StreamVoteHall): readonly string[] => hall.said.filter((line) => /voting/.test(line));
const press = (hall: StreamVoteHall, ...pressed: readonly (readonly [number, number])[]): void => {
  for (const [seat, key] of pressed) hall.device.pressKey?.(String(seat), key);
};
const idle = { ballot: null, phase: 'idle', totals: null };
/** Buttons are yes, abstain, no; the ballot's options yes, no, abstain. */
const [yes, abstain, no] = [1, 2, 3] as const;
const countOf = (hall: StreamVoteHall, button: number): number =>
  Object.values(hall.device.truth().votes?.pressed ?? {}).filter((one) => one === button).length;
const counted = (hall: StreamVoteHall): readonly number[] =>
  [yes, no, abstain].map((button) => countOf(hall, button));

describe('a ballot', () => {
  test('is a configuration that is started and stopped; its results are the totals, by what they mean', async () => {
    const hall = await open();
    expect(hall.states).toEqual([idle]);
    expect(voting(hall)).toEqual([]);
    expect(await hall.command(opening('b1'), 500)).toEqual(done);
    expect(last(hall)).toEqual({ ballot: 'b1', phase: 'open', totals: null });
    press(hall, [1, yes], [2, no], [3, abstain], [4, no], [5, no], [2, yes]);
    expect(await hall.command(closing('b1'), 1500)).toEqual(done);
    expect(hall.states.slice(-2)).toEqual([
      { ballot: 'b1', phase: 'closed', totals: null },
      { ballot: 'b1', phase: 'drained', totals: [2, 2, 1] },
    ]);
    expect(hall.casts).toEqual([]);
    expect(voting(hall)).toEqual(['voting_status', 'start_voting 1', 'stop_voting']);
    hall.stop();
  });

  test('options of another order get their own counts', async () => {
    const hall = await open();
    const [ja, nein, enthaltung] = yesNoAbstain as [BallotOption, BallotOption, BallotOption];
    await hall.command(opening('b1', [enthaltung, nein, ja]), 500);
    press(hall, [1, yes], [2, yes], [3, no]);
    await hall.command(closing('b1'), 1500);
    expect(last(hall)?.totals).toEqual([0, 1, 2]);
    hall.stop();
  });

  test.each([
    ['the same in German', ['Ja', 'Enthaltung', 'Nein'], [3, 1, 1]],
    ['known words in another order', ['Nein', 'Ja', 'Enthaltung'], [1, 3, 1]],
    ['words of another language, by number', ['Oui', 'Sans avis', 'Non'], [3, 1, 1]],
    ['none, by number', ['', '', ''], [3, 1, 1]],
    ['one word twice, by number', ['Ja', 'Ja', 'Nein'], [3, 1, 1]],
  ] as const)('labels: %s', async (_, labels, totals) => {
    const hall = await open();
    hall.device.fault('labels', { labels });
    await hall.command(opening('b1'), 500);
    press(hall, [1, 1], [2, 1], [3, 1], [4, 2], [5, 3]);
    await hall.command(closing('b1'), 1500);
    expect(last(hall)).toEqual({ ballot: 'b1', phase: 'drained', totals });
    hall.stop();
  });

  test('a secret configuration tells the same', async () => {
    const hall = await open({}, 2);
    await hall.command(opening('b1'), 500);
    press(hall, [1, yes], [2, no]);
    await hall.command(closing('b1'), 1500);
    expect(last(hall)?.totals).toEqual([1, 1, 0]);
    hall.stop();
  });

  test.each([3, 4, 77])(
    'the configuration %i, which has other buttons or is none, is refused',
    async (number) => {
      const hall = await open({}, number);
      expect(await hall.command(opening('b1'), 3000)).toMatchObject({ ok: false, code: 'device-refused' });
      expect(last(hall)).toEqual(idle);
      expect(voting(hall)).toEqual(['voting_status']);
      hall.stop();
    },
  );

  test('anything but yes, no and abstention cannot be voted on', async () => {
    const hall = await open();
    const list = yesNoAbstain.map(({ label }) => ({ label, meaning: null }));
    for (const options of [list, yesNoAbstain.slice(0, 2), [...yesNoAbstain, ...list]])
      expect(await hall.command(opening('b1', options), 100)).toMatchObject({ code: 'device-unsupported' });
    expect(voting(hall)).toEqual([]);
    hall.stop();
  });

  test('the same opened or closed again is done at once and nothing is said', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 500);
    const before = voting(hall).length;
    expect(await hall.command(opening('b1'), 10)).toEqual(done);
    await hall.command(closing('b1'), 1500);
    expect(await hall.command(closing('b1'), 10)).toEqual(done);
    expect(voting(hall)).toHaveLength(before + 1);
    hall.stop();
  });

  test('a vote that somebody runs at the unit is cancelled for ours', async () => {
    const hall = await open();
    hall.device.fault('start-vote', {});
    press(hall, [2, yes]);
    expect(await hall.command(opening('b1'), 2500)).toEqual(done);
    expect(voting(hall).slice(1)).toEqual(['start_voting 1', 'cancel_voting', 'start_voting 1']);
    await hall.command(closing('b1'), 1500);
    expect(last(hall)?.totals).toEqual([0, 0, 0]);
    hall.stop();
  });

  test('one that somebody stops at the unit has its totals, which no second count replaces', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 500);
    press(hall, [2, no]);
    hall.device.fault('stop-vote', {});
    await hall.clock.advance(1000);
    expect(last(hall)).toEqual({ ballot: 'b1', phase: 'drained', totals: [0, 1, 0] });
    expect(await hall.command(opening('b1'), 100)).toMatchObject({ code: 'device-refused' });
    expect(hall.device.truth().votes?.open).toBe(false);
    expect(await hall.command(closing('b1'), 100)).toEqual(done);
    expect(last(hall)?.totals).toEqual([0, 1, 0]);
    hall.stop();
  });

  test('one that somebody cancels at the unit is not open any more; wanted again, it is voted anew', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 500);
    press(hall, [2, no]);
    hall.device.fault('cancel-vote', {});
    await hall.clock.advance(500);
    expect(last(hall)).toEqual(idle);
    expect(await hall.command(opening('b1'), 1000)).toEqual(done);
    press(hall, [3, yes]);
    await hall.command(closing('b1'), 1500);
    expect(last(hall)?.totals).toEqual([1, 0, 0]);
    hall.stop();
  });

  test('a unit that says nothing to the start refuses, and nothing is open', async () => {
    const hall = await open();
    hall.device.fault('refuse-votes', {});
    expect(await hall.command(opening('b1'), 4000)).toMatchObject({ ok: false, code: 'device-refused' });
    expect(last(hall)).toEqual(idle);
    hall.stop();
  });

  test('closed before it is open, at whatever moment, it does not stay open', async () => {
    for (let waitMs = 0; waitMs <= 120; waitMs += 5) {
      const hall = await open({ seed: 1 + waitMs });
      const opened = hall.submit(opening('b1'));
      await hall.clock.advance(waitMs);
      expect(await hall.command(closing('b1'), 6000)).toEqual(done);
      await opened;
      expect(last(hall)).toMatchObject({ ballot: 'b1', phase: 'drained' });
      expect(hall.device.truth().votes?.open).toBe(false);
      hall.stop();
    }
  });
});

describe('what the line does', () => {
  test('lines that come twice, a key that means nothing, results of another vote: nothing of it counts', async () => {
    const hall = await open();
    await hall.command(opening('b0'), 500);
    press(hall, [1, no], [2, no]);
    await hall.command(closing('b0'), 1500);
    hall.device.fault('double-votes', {});
    await hall.command(opening('b1'), 500);
    hall.device.fault('stale-vote', {});
    hall.device.fault('wrong-key', { seat: 3 });
    press(hall, [1, yes], [99, yes]);
    await hall.command(closing('b1'), 1500);
    expect(last(hall)).toEqual({ ballot: 'b1', phase: 'drained', totals: [1, 0, 0] });
    hall.device.fault('stray-vote', {});
    hall.device.fault('start-vote', {});
    press(hall, [1, no]);
    hall.device.fault('stop-vote', {});
    await hall.clock.advance(1000);
    expect(last(hall)).toEqual({ ballot: 'b1', phase: 'drained', totals: [1, 0, 0] });
    hall.stop();
  });

  test('a unit that no plan knows is counted by the device, and so by us', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 500);
    hall.device.fault('stranger', { key: no });
    await hall.command(closing('b1'), 1500);
    expect(last(hall)?.totals).toEqual([0, 1, 0]);
    hall.stop();
  });

  test('results that come late are waited for', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 500);
    press(hall, [2, yes]);
    hall.device.fault('late-finals', {});
    await hall.command(closing('b1'), 600);
    expect(last(hall)).toMatchObject({ phase: 'closed' });
    await hall.clock.advance(1500);
    expect(last(hall)).toEqual({ ballot: 'b1', phase: 'drained', totals: [1, 0, 0] });
    hall.stop();
  });

  test('results that never come are no totals', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 500);
    press(hall, [2, yes]);
    hall.device.fault('lose-finals', {});
    expect(await hall.command(closing('b1'), 4000)).toEqual(done);
    expect(last(hall)).toEqual({ ballot: 'b1', phase: 'drained', totals: null });
    // Also where those of another vote came before.
    await hall.command(opening('b2'), 500);
    await hall.command(closing('b2'), 1500);
    await hall.command(opening('b3'), 500);
    hall.device.fault('stale-vote', {});
    hall.device.fault('lose-finals', {});
    await hall.command(closing('b3'), 4000);
    expect(last(hall)).toEqual({ ballot: 'b3', phase: 'drained', totals: null });
    hall.stop();
  });

  test('a link that dies in mid-ballot: it is open again, and the totals are whole', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 500);
    press(hall, [2, yes]);
    hall.cut();
    press(hall, [3, no]);
    await hall.clock.advance(3000);
    expect(hall.states.map(({ phase }) => phase)).toEqual(['idle', 'open', 'open']);
    await hall.command(closing('b1'), 1500);
    expect(last(hall)?.totals).toEqual([1, 1, 0]);
    hall.stop();
  });

  test('a link that dies while the results come: they are lost, and nothing is made up', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 500);
    press(hall, [2, yes]);
    const closed = hall.submit(closing('b1'));
    await hall.clock.advance(21);
    expect(hall.device.truth().votes?.open).toBe(false);
    hall.cut();
    expect(await closed).toMatchObject({ ok: false, effect: 'unknown' });
    await hall.clock.advance(5000);
    expect(last(hall)).toEqual({ ballot: 'b1', phase: 'drained', totals: null });
    hall.stop();
  });

  test('a unit that was without power has nothing to stop: no totals', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 500);
    hall.cut();
    hall.device.coldStart();
    await hall.clock.advance(3000);
    expect(await hall.command(closing('b1'), 3000)).toEqual(done);
    expect(last(hall)).toEqual({ ballot: 'b1', phase: 'drained', totals: null });
    hall.stop();
  });
});

describe('after a crash of ours', () => {
  test('a ballot that is resumed goes on, with all that was pressed', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 500);
    press(hall, [2, yes]);
    await hall.restart();
    press(hall, [3, no]);
    expect(await hall.command(resuming('b1'), 500)).toEqual(done);
    await hall.command(closing('b1'), 1500);
    expect(last(hall)?.totals).toEqual([1, 1, 0]);
    expect(voting(hall).filter((line) => line.startsWith('start'))).toHaveLength(1);
    hall.stop();
  });

  test('a ballot closed then is stopped; whose option which count was is not known any more', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 500);
    press(hall, [2, no]);
    await hall.restart();
    expect(await hall.command(closing('b1'), 3000)).toEqual(done);
    expect(hall.device.truth().votes?.open).toBe(false);
    expect(last(hall)).toEqual({ ballot: 'b1', phase: 'drained', totals: null });
    hall.stop();
  });
});

test('microphones work during a vote as they do without', async () => {
  const hall = await open();
  await hall.command(opening('b1'), 500);
  expect(await hall.command({ type: 'open', seat: 2 }, 500)).toEqual(done);
  hall.device.press(3);
  await hall.clock.advance(100);
  expect(hall.device.truth().speakers).toEqual([2, 3]);
  expect(hall.microphones.at(-1)).toMatchObject({ type: 'lists', speakers: [2, 3] });
  hall.stop();
});

test('totals are all that is promised, and only with a configuration', () => {
  const promised = (more: object) => {
    const config = { id: 'm', kind: 'shure-dis-ccu', address: 'tcp://192.0.2.10', ...more };
    const parsed = shureDisCcuKind.config.parse(config);
    const { voting, individualVotes } = shureDisCcuKind.capabilities(parsed);
    return [shureDisCcuKind.voting?.(parsed), voting, individualVotes];
  };
  expect(promised({})).toEqual([null, false, false]);
  expect(promised({ votingConfiguration: 1 })).toMatchObject([
    { individualVotes: false, maxOptions: 3, delivery: 'totals-only', readBack: false },
    true,
    false,
  ]);
});

test('two hundred evenings by chance: totals are what the unit counts, or none', async () => {
  let withTotals = 0;
  for (let seed = 1; seed <= 200; seed++) {
    const hall = await open({ seats: 8, seed }, 1 + (seed % 2));
    const chance = hall.random;
    const to = (count: number): number => Math.floor(chance() * count);
    if (chance() < 0.3) hall.device.fault('start-vote', { configuration: 1 + to(4) });
    await hall.command(opening('b1'), 3000);
    expect(last(hall), `seed ${seed}`).toMatchObject({ ballot: 'b1', phase: 'open' });
    for (let turn = 0; turn < 30; turn++) {
      const fault = to(12);
      if (fault === 0) hall.device.fault('double-votes', { on: chance() < 0.5 });
      else if (fault === 1) hall.device.fault('stale-vote', {});
      else if (fault === 2) hall.device.press(1 + to(8));
      else if (fault === 3) hall.device.fault('stranger', { key: 1 + to(3) });
      else if (fault === 4 && chance() < 0.1) hall.cut();
      else press(hall, [1 + to(9), 1 + to(4)]);
      await hall.clock.advance(to(300));
    }
    const ends = chance();
    if (ends < 0.1) hall.device.fault('lose-finals', {});
    else if (ends < 0.3) hall.device.fault('late-finals', {});
    void hall.submit(closing('b1'));
    await hall.clock.advance(to(300));
    if (chance() < 0.3) hall.cut();
    press(hall, [1, 1]);
    await hall.clock.advance(9000);
    // The domain closes again what it does not see drained.
    if (last(hall)?.phase !== 'drained') {
      void hall.submit(closing('b1'));
      await hall.clock.advance(9000);
    }
    expect(last(hall), `seed ${seed}`).toMatchObject({ ballot: 'b1', phase: 'drained' });
    expect(hall.casts).toEqual([]);
    hall.stop();
    if (!last(hall)?.totals) continue;
    withTotals++;
    expect(last(hall)?.totals, `seed ${seed}`).toEqual(counted(hall));
  }
  expect(withTotals).toBeGreaterThan(120);
}, 60_000);
