import { describe, expect, test } from 'vitest';
import { boschDicentisWirelessKind } from '../../../drivers/bosch-dicentis-wireless/driver.ts';
import { createWapSession } from '../../../drivers/bosch-dicentis-wireless/session.ts';
import { wapVotes, type WapVoteOptions } from '../../../drivers/bosch-dicentis-wireless/voting.ts';
import { withVotes } from '../../../drivers/http-votes.ts';
import type { BallotOption, VotingCommand } from '../../../protocols/models/voting.ts';
import { createWapDevice, defaultSimulation } from '../../../simulators/bosch-dicentis-wireless/device.ts';
import {
  counted,
  opening,
  openVoteHall,
  yesNoAbstain,
  type VoteHall,
  type VoteHallOptions,
} from '../televic-plixus/vote-hall.ts';

const { username, password } = defaultSimulation;
const open = (
  options: VoteHallOptions = {},
  vote: WapVoteOptions = { answers: 'yes-no' },
  participants = true,
): Promise<VoteHall> =>
  openVoteHall(
    () =>
      withVotes(
        createWapSession({
          username,
          password,
          override: true,
          discuss: true,
          manualOpen: true,
          fullList: 'refuse',
          cards: false,
        }),
        wapVotes(vote),
      ),
    (device) => createWapDevice(device, { ...defaultSimulation, participants }),
    options,
  );
const resuming = (ballot: string): VotingCommand => Object.assign(opening(ballot), { resumed: true });
const closing = (ballot: string) => ({ type: 'close-ballot', ballot }) as const;
const done = { ok: true, evidence: 'acknowledged' } as const;
const last = (hall: VoteHall) => hall.states.at(-1);
const idle = { ballot: null, phase: 'idle', totals: null };
const voting = (hall: VoteHall): readonly string[] =>
  hall.calls
    .filter(({ path }) => path.startsWith('/api/voting'))
    .map(({ method, path, body }) => `${method} ${path}${path.endsWith('state') ? ` ${body}` : ''}`);
const opened = (hall: VoteHall): number =>
  voting(hall).filter((call) => call === 'PUT /api/voting/state {"state":1}').length;
const press = (hall: VoteHall, ...pressed: readonly (readonly [number, number])[]): void => {
  for (const [seat, key] of pressed) hall.device.pressKey?.(String(seat), key);
};

describe('a ballot', () => {
  test('is a round with its own subject that is opened, closed and read twice', async () => {
    const hall = await open();
    expect(hall.states).toEqual([idle]);
    expect(voting(hall)).toEqual([]);
    expect(await hall.command(opening('b1'), 1500)).toEqual(done);
    expect(last(hall)).toEqual({ ballot: 'b1', phase: 'open', totals: null });
    press(hall, [1, 1], [2, 2], [3, 3], [2, 1]);
    await hall.clock.advance(1500);
    expect(hall.votes('b1')).toEqual({ 1: 0, 2: 0, 3: 2 });
    expect(await hall.command(closing('b1'), 3000)).toEqual(done);
    expect(hall.states.slice(-2)).toEqual([
      { ballot: 'b1', phase: 'closed', totals: null },
      { ballot: 'b1', phase: 'drained', totals: null },
    ]);
    expect(hall.device.truth().votes).toEqual({ open: false, pressed: { 1: 1, 2: 1, 3: 3 } });
    expect(voting(hall).slice(0, 3)).toEqual([
      'GET /api/voting/results',
      'PUT /api/voting',
      'PUT /api/voting/state {"state":1}',
    ]);
    const close = voting(hall).indexOf('PUT /api/voting/state {"state":0}');
    expect(close).toBeGreaterThan(3);
    expect(new Set(voting(hall).slice(close + 1))).toEqual(new Set(['GET /api/voting/results']));
    const set = hall.calls.find(({ method, path }) => method === 'PUT' && path === '/api/voting');
    expect(JSON.parse(set?.body ?? '')).toEqual({
      mode: 4,
      subject: expect.stringMatching(/^Haushalt 2027 \[[0-9a-z]{4}\]$/) as string,
      resultsSettings: { individuals: true, interimResultsMode: 0 },
    });
    // And nothing more is asked.
    const { length } = voting(hall);
    await hall.clock.advance(5000);
    expect(voting(hall)).toHaveLength(length);
    hall.stop();
  });

  test.each([
    ['yes-no', 3, 4],
    ['yes-no', 2, 3],
    ['for-against', 3, 1],
    ['for-against', 2, 0],
  ] as const)('words %s, %i options: mode %i', async (answers, count, mode) => {
    const hall = await open({}, { answers });
    await hall.command(opening('b1', yesNoAbstain.slice(0, count)), 1500);
    const set = hall.calls.find(({ method, path }) => method === 'PUT' && path === '/api/voting');
    expect(JSON.parse(set?.body ?? '')).toMatchObject({ mode });
    press(hall, [1, 1], [2, 2]);
    await hall.command(closing('b1'), 3000);
    expect(hall.votes('b1')).toEqual({ 1: 0, 2: 1 });
    hall.stop();
  });

  test('options of another order are the same meanings', async () => {
    const hall = await open();
    const [ja, nein, enthaltung] = yesNoAbstain as [BallotOption, BallotOption, BallotOption];
    await hall.command(opening('b1', [enthaltung, nein, ja]), 1500);
    press(hall, [1, 1], [2, 2], [3, 3]);
    await hall.command(closing('b1'), 3000);
    expect(hall.votes('b1')).toEqual({ 1: 2, 2: 1, 3: 0 });
    hall.stop();
  });

  test('what has no answers of the unit cannot be voted on', async () => {
    const hall = await open();
    const list = yesNoAbstain.map(({ label }) => ({ label, meaning: null }));
    for (const options of [list, yesNoAbstain.slice(1), yesNoAbstain.slice(0, 1), []])
      expect(await hall.command(opening('b1', options), 100)).toMatchObject({ code: 'device-unsupported' });
    expect(voting(hall)).toEqual([]);
    hall.stop();
  });

  test('a hundred press together: each press is one cast, acknowledged at once', async () => {
    const hall = await open({ seats: 100 });
    await hall.command(opening('b1'), 1500);
    for (let seat = 1; seat <= 100; seat++) press(hall, [seat, 1 + (seat % 3)]);
    await hall.clock.advance(2000);
    expect(hall.casts).toHaveLength(100);
    expect(hall.refusedAcknowledgements).toEqual([]);
    expect(hall.votes('b1')).toEqual(counted(hall.device));
    hall.stop();
  });

  test('drained and wanted open again, it is another round for the same ballot', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 1500);
    press(hall, [2, 1]);
    await hall.command(closing('b1'), 3000);
    expect(await hall.command(opening('b1'), 3000)).toEqual(done);
    expect(hall.device.truth().votes).toEqual({ open: true, pressed: {} });
    press(hall, [3, 2]);
    await hall.command(closing('b1'), 3000);
    expect(last(hall)).toMatchObject({ ballot: 'b1', phase: 'drained' });
    expect(hall.votes('b1')).toEqual({ 2: 0, 3: 1 });
    hall.stop();
  });

  test('another ends the one before, and its votes are nobody’s of the new one', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 1500);
    press(hall, [2, 1]);
    await hall.clock.advance(1200);
    expect(await hall.command(opening('b2'), 3000)).toEqual(done);
    press(hall, [3, 2]);
    await hall.clock.advance(1200);
    expect(hall.votes('b1')).toEqual({ 2: 0 });
    expect(hall.votes('b2')).toEqual({ 3: 1 });
    hall.stop();
  });

  test('a round that somebody runs at the unit is closed for ours', async () => {
    const hall = await open();
    hall.device.fault('start-vote', {});
    press(hall, [2, 1]);
    expect(await hall.command(opening('b1'), 3000)).toEqual(done);
    await hall.command(closing('b1'), 3000);
    expect(hall.votes('b1')).toEqual({});
    hall.stop();
  });

  test('one that somebody closes at the unit is drained without our asking', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 1500);
    press(hall, [2, 2]);
    hall.device.fault('stop-vote', {});
    await hall.clock.advance(4000);
    expect(last(hall)).toMatchObject({ ballot: 'b1', phase: 'drained' });
    expect(hall.votes('b1')).toEqual({ 2: 1 });
    hall.stop();
  });

  test('a hold at the unit is no end, and is closed like any other', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 1500);
    press(hall, [2, 2]);
    hall.device.fault('hold-vote', {});
    press(hall, [3, 1]);
    await hall.clock.advance(2000);
    expect(last(hall)).toMatchObject({ phase: 'open' });
    await hall.command(closing('b1'), 3000);
    expect(last(hall)).toMatchObject({ phase: 'drained' });
    expect(hall.votes('b1')).toEqual({ 2: 1 });
    hall.stop();
  });

  test('without participants nobody votes by name: refused', async () => {
    const hall = await open({}, { answers: 'yes-no' }, false);
    expect(await hall.command(opening('b1'), 3000)).toMatchObject({ ok: false, code: 'device-refused' });
    expect(last(hall)).toEqual(idle);
    expect(opened(hall)).toBe(0);
    hall.stop();
  });

  test('a unit that does not let us refuses, and says that nothing is open', async () => {
    const hall = await open();
    hall.device.fault('refuse-votes', {});
    expect(await hall.command(opening('b1'), 9000)).toMatchObject({ ok: false, code: 'device-refused' });
    expect(last(hall)).toEqual(idle);
    hall.stop();
  });

  test('results that name nobody give totals', async () => {
    const hall = await open();
    hall.device.fault('nameless', {});
    await hall.command(opening('b1'), 1500);
    press(hall, [1, 1], [2, 3], [3, 3]);
    await hall.command(closing('b1'), 6000);
    expect(hall.casts).toEqual([]);
    expect(last(hall)).toEqual({ ballot: 'b1', phase: 'drained', totals: [1, 0, 2] });
    hall.stop();
  });

  test('closed before it is open, at whatever question, it does not stay open', async () => {
    for (let waitMs = 0; waitMs <= 150; waitMs += 5) {
      const hall = await open({ seed: 1 + waitMs });
      const opening_ = hall.submit(opening('b1'));
      await hall.clock.advance(waitMs);
      const before = opened(hall);
      expect(await hall.command(closing('b1'), 8000)).toEqual(done);
      await opening_;
      expect(last(hall)).toMatchObject({ ballot: 'b1', phase: 'drained' });
      expect(opened(hall)).toBe(before);
      expect(hall.device.truth().votes?.open).toBe(false);
      hall.stop();
    }
  });
});

test('a strange unit votes under its own number, a key that means nothing is no vote', async () => {
  const hall = await open();
  await hall.command(opening('b1'), 1500);
  hall.device.fault('wrong-key', { seat: 2 });
  hall.device.fault('stranger', { key: 1 });
  press(hall, [99, 1]);
  await hall.command(closing('b1'), 4000);
  expect(hall.votes('b1')).toEqual({ 500: 0 });
  hall.stop();
});

describe('what the line loses', () => {
  test('votes that are named only after the close are waited for', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 1500);
    hall.device.fault('lose-votes', { count: 2 });
    hall.device.fault('double-votes', {});
    press(hall, [2, 1], [3, 2]);
    hall.device.fault('late-vote', { seat: 4, key: 2 });
    await hall.clock.advance(1500);
    expect(hall.votes('b1')).toEqual({});
    expect(await hall.command(closing('b1'), 500)).toEqual(done);
    expect(last(hall)).toMatchObject({ phase: 'closed' });
    expect(await hall.command(opening('b1'), 1)).toMatchObject({ code: 'device-busy' });
    await hall.clock.advance(3000);
    expect(last(hall)).toMatchObject({ phase: 'drained', totals: null });
    expect(hall.votes('b1')).toEqual({ 2: 0, 3: 1, 4: 1 });
    hall.device.fault('stray-vote', { seat: 1, key: 1 });
    await hall.clock.advance(3000);
    expect(hall.casts).toHaveLength(3);
    hall.stop();
  });

  test('a link that dies in mid-ballot: what was pressed meanwhile is there afterwards', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 1500);
    press(hall, [2, 1]);
    await hall.clock.advance(1200);
    hall.cut();
    press(hall, [2, 2], [3, 1]);
    await hall.clock.advance(4000);
    expect(hall.votes('b1')).toEqual({ 2: 1, 3: 0 });
    // Told anew, and not as idle in between: nobody has to open it again.
    expect(hall.states.map(({ phase }) => phase)).toEqual(['idle', 'open', 'open']);
    hall.stop();
  });

  test('a link that dies at the close: it is closed and read back after the reconnect', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 1500);
    press(hall, [2, 1]);
    const closed = hall.submit(closing('b1'));
    hall.cut();
    expect(await closed).toMatchObject({ ok: false, effect: 'unknown' });
    await hall.clock.advance(6000);
    expect(last(hall)).toMatchObject({ ballot: 'b1', phase: 'drained' });
    expect(hall.votes('b1')).toEqual({ 2: 0 });
    hall.stop();
  });

  test('a login that has ended is made anew, and votes go on', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 1500);
    hall.device.fault('expire', {});
    press(hall, [2, 1]);
    await hall.clock.advance(9000);
    expect(hall.votes('b1')).toEqual({ 2: 0 });
    await hall.command(closing('b1'), 3000);
    expect(last(hall)).toMatchObject({ ballot: 'b1', phase: 'drained' });
    hall.stop();
  });

  test('a unit that was without power, or that votes on something else: nothing of ours is open', async () => {
    for (const happens of ['power', 'other'] as const) {
      const hall = await open();
      await hall.command(opening('b1'), 1500);
      hall.cut();
      if (happens === 'power') hall.device.coldStart();
      else for (const fault of ['stop-vote', 'start-vote']) hall.device.fault(fault, {});
      press(hall, [3, 1]);
      await hall.clock.advance(6000);
      expect(hall.states.map(({ phase }) => phase)).toEqual(['idle', 'open', 'idle']);
      expect(hall.casts).toEqual([]);
      expect(await hall.command(opening('b1'), 3000)).toEqual(done);
      hall.stop();
    }
  });

  test('an answer to the opening that never came: it is not opened a second time', async () => {
    const hall = await open({ losesAnswer: ({ body }) => body === '{"state":1}' });
    expect(await hall.command(opening('b1'), 9000)).toEqual(done);
    expect(opened(hall)).toBe(1);
    hall.stop();
  });
});

describe('after a crash of ours', () => {
  test('the same ballot opened again goes on, with all that was pressed', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 1500);
    press(hall, [2, 1]);
    await hall.restart();
    press(hall, [3, 2]);
    expect(last(hall)).toEqual(idle);
    expect(await hall.command(resuming('b1'), 2000)).toEqual(done);
    await hall.clock.advance(1200);
    expect(hall.votes('b1')).toEqual({ 2: 0, 3: 1 });
    expect(opened(hall)).toBe(1);
    hall.stop();
  });

  test('one that was closed meanwhile is read before another round is opened', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 1500);
    hall.device.fault('lose-votes', {});
    press(hall, [2, 1]);
    hall.device.fault('stop-vote', {});
    await hall.clock.advance(100);
    await hall.restart();
    expect(await hall.command(resuming('b1'), 3000)).toEqual(done);
    expect(hall.votes('b1')).toEqual({ 2: 0 });
    expect(hall.device.truth().votes).toEqual({ open: true, pressed: {} });
    hall.stop();
  });

  test('a ballot closed then takes no more votes, and is drained only if nobody had voted', async () => {
    for (const [votes, isStopped] of [
      [1, false],
      [1, true],
      [0, false],
    ] as const) {
      const hall = await open();
      await hall.command(opening('b1'), 1500);
      if (votes > 0) press(hall, [2, 3]);
      if (isStopped) hall.device.fault('stop-vote', {});
      await hall.restart();
      const before = hall.casts.length;
      expect(await hall.command(closing('b1'), 4000)).toEqual(done);
      expect(last(hall)).toEqual({ ballot: 'b1', phase: votes > 0 ? 'closed' : 'drained', totals: null });
      expect(hall.casts).toHaveLength(before);
      expect(hall.device.truth().votes?.open).toBe(false);
      hall.stop();
    }
  });

  test('with its options, what it holds is read', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 1500);
    hall.device.fault('lose-votes', {});
    press(hall, [2, 3], [3, 1]);
    hall.device.fault('stop-vote', {});
    await hall.restart();
    expect(await hall.command({ ...closing('b1'), options: yesNoAbstain }, 6000)).toEqual(done);
    expect(hall.votes('b1')).toEqual({ 2: 2, 3: 0 });
    expect(last(hall)).toEqual({ ballot: 'b1', phase: 'drained', totals: null });
    hall.stop();
  });

  test('a ballot that the unit never had has nothing more to come', async () => {
    const hall = await open();
    hall.device.fault('start-vote', {});
    expect(await hall.command(closing('b9'), 3000)).toEqual(done);
    expect(last(hall)).toEqual({ ballot: 'b9', phase: 'drained', totals: null });
    expect(hall.device.truth().votes?.open).toBe(true);
    hall.stop();
  });
});

test('microphones work during a vote as they do without', async () => {
  const hall = await open();
  await hall.command(opening('b1'), 1500);
  expect(await hall.command({ type: 'open', seat: 2 }, 1500)).toMatchObject({ ok: true });
  hall.device.press(3);
  await hall.clock.advance(500);
  expect(hall.device.truth().speakers).toEqual([2, 3]);
  expect(hall.microphones.at(-1)).toMatchObject({ type: 'lists', speakers: [2, 3] });
  hall.stop();
});

test('single votes are promised, of three options at most', () => {
  const config = { id: 'm', kind: 'bosch-dicentis-wireless', address: 'http://192.0.2.10' };
  const parsed = boschDicentisWirelessKind.config.parse({ ...config, username: 'u', password: 'p' });
  expect(boschDicentisWirelessKind.voting?.(parsed)).toMatchObject({
    individualVotes: true,
    maxOptions: 3,
    delivery: 'reported-once',
    readBack: true,
    externalVotes: false,
  });
});

test('two hundred evenings by chance: what was told is what the unit counts', async () => {
  for (let seed = 1; seed <= 200; seed++) {
    const hall = await open({ seats: 8, seed });
    const chance = hall.random;
    const to = (count: number): number => Math.floor(chance() * count);
    if (chance() < 0.3) hall.device.fault('start-vote', {});
    await hall.command(opening('b1', yesNoAbstain.slice(0, 2 + to(2))), 4000);
    expect(last(hall), `seed ${seed}`).toMatchObject({ ballot: 'b1', phase: 'open' });
    for (let turn = 0; turn < 30; turn++) {
      const fault = to(12);
      if (fault === 0) hall.device.fault('lose-votes', { count: 1 + to(4) });
      else if (fault === 1) hall.device.fault('double-votes', { on: chance() < 0.5 });
      else if (fault === 2) hall.device.press(1 + to(8));
      else if (fault === 3) hall.device.fault('late-vote', { seat: 1 + to(8), key: 1 + to(3) });
      else if (fault === 4) hall.device.fault('stranger', { key: 1 + to(2) });
      else if (fault === 5 && chance() < 0.2) hall.device.fault('expire', {});
      else if (fault === 6 && chance() < 0.3) hall.cut();
      else press(hall, [1 + to(9), 1 + to(4)]);
      await hall.clock.advance(to(400));
    }
    void hall.submit(closing('b1'));
    await hall.clock.advance(to(300));
    if (chance() < 0.3) hall.cut();
    press(hall, [1, 1]);
    await hall.clock.advance(12_000);
    // The domain closes again what it does not see drained.
    if (last(hall)?.phase !== 'drained') {
      void hall.submit(closing('b1'));
      await hall.clock.advance(12_000);
    }
    expect(last(hall), `seed ${seed}`).toMatchObject({ ballot: 'b1', phase: 'drained', totals: null });
    expect(hall.votes('b1'), `seed ${seed}`).toEqual(counted(hall.device));
    hall.stop();
  }
}, 60_000);
