import { describe, expect, test } from 'vitest';
import { withVotes } from '../../../drivers/http-votes.ts';
import { televicConferoKind } from '../../../drivers/televic-confero/driver.ts';
import { createConferoSession } from '../../../drivers/televic-confero/session.ts';
import { conferoVotes } from '../../../drivers/televic-confero/voting.ts';
import { createConferoDevice, defaultSimulation } from '../../../simulators/televic-confero/device.ts';
import {
  counted,
  opening,
  openVoteHall,
  yesNoAbstain,
  type VoteHall,
  type VoteHallOptions,
} from '../televic-plixus/vote-hall.ts';

const { token } = defaultSimulation;
type Mode = 'totals' | 'individual';
const open = (votes: Mode = 'individual', options: VoteHallOptions = {}): Promise<VoteHall> =>
  openVoteHall(
    () =>
      withVotes(
        createConferoSession({ token, manual: 'request', minimumKey: 'minimum-id' }),
        conferoVotes({ token, votes }),
      ),
    (device) => createConferoDevice(device),
    options,
  );
const closing = (ballot: string) => ({ type: 'close-ballot', ballot }) as const;
const done = { ok: true, evidence: 'acknowledged' } as const;
const actions = (hall: VoteHall): readonly string[] =>
  hall.calls.flatMap(({ path, body }) =>
    path.endsWith('/actions') ? [(JSON.parse(body) as { kind: string }).kind] : [],
  );
const last = (hall: VoteHall) => hall.states.at(-1);
const press = (hall: VoteHall, ...pressed: readonly (readonly [number, number])[]): void => {
  for (const [seat, key] of pressed) hall.device.pressKey?.(String(seat), key);
};

describe('a ballot', () => {
  test('is one vote of the open meeting, whose single votes come after the stop', async () => {
    const hall = await open();
    expect(hall.states).toEqual([{ ballot: null, phase: 'idle', totals: null }]);
    expect(await hall.command(opening('b1'), 8000)).toEqual(done);
    expect(last(hall)).toEqual({ ballot: 'b1', phase: 'open', totals: null });
    press(hall, [1, 1], [2, 2], [3, 3], [2, 1]);
    await hall.clock.advance(4000);
    expect(hall.casts).toEqual([]);
    expect(await hall.command(closing('b1'), 6000)).toEqual(done);
    expect(hall.states.slice(-2)).toEqual([
      { ballot: 'b1', phase: 'closed', totals: null },
      { ballot: 'b1', phase: 'drained', totals: null },
    ]);
    expect(hall.votes('b1')).toEqual({ 1: 0, 2: 0, 3: 2 });
    expect(actions(hall)).toEqual(['StartVotingAction', 'StopVotingAction']);
    // Read after the stop until it is the same twice, and not any more.
    const stop = hall.calls.findIndex(({ body }) => body.includes('StopVotingAction'));
    expect(hall.calls.slice(stop).filter(({ path }) => path.endsWith('/voting-results'))).toHaveLength(2);
    const start = hall.calls.find(({ body }) => body.includes('StartVotingAction'));
    expect(JSON.parse(start?.body ?? '')).toMatchObject({
      meetingId: 'd5a1c2a0-0000-4000-8000-000000000001',
      voting: {
        votingTitle: expect.stringMatching(/^Haushalt 2027 \[[0-9a-z]{4}\]$/) as string,
        choices: [
          { number: 1, choiceId: '1', label: 'Ja', color: 'green', button: '+' },
          { number: 2, choiceId: '2', label: 'Nein', color: 'red', button: '0' },
          { number: 3, choiceId: '3', label: 'Enthaltung', color: 'yellow', button: '-' },
        ],
        resultVisibility: 'Public',
        showResultsRealtime: false,
      },
    });
    hall.stop();
  });

  test('on a unit that tells results while it runs, each press is one cast', async () => {
    const hall = await open('individual', { seats: 100 });
    hall.device.fault('realtime', {});
    await hall.command(opening('b1'), 8000);
    for (let seat = 1; seat <= 100; seat++) press(hall, [seat, 1 + (seat % 3)]);
    await hall.clock.advance(5000);
    expect(hall.casts).toHaveLength(100);
    expect(hall.refusedAcknowledgements).toEqual([]);
    expect(hall.votes('b1')).toEqual(counted(hall.device));
    hall.stop();
  });

  test('where single votes are not believed, totals are all there is', async () => {
    const hall = await open('totals');
    hall.device.fault('realtime', {});
    await hall.command(opening('b1'), 8000);
    press(hall, [1, 1], [2, 3], [3, 3]);
    expect(await hall.command(closing('b1'), 6000)).toEqual(done);
    expect(hall.casts).toEqual([]);
    expect(last(hall)).toEqual({ ballot: 'b1', phase: 'drained', totals: [1, 0, 2] });
    hall.stop();
  });

  test('where they are, and the unit names nobody, totals as well', async () => {
    const hall = await open();
    hall.device.fault('nameless', {});
    await hall.command(opening('b1'), 8000);
    press(hall, [1, 1], [2, 3], [3, 3]);
    await hall.command(closing('b1'), 9000);
    expect(last(hall)).toEqual({ ballot: 'b1', phase: 'drained', totals: [1, 0, 2] });
    hall.stop();
  });

  test('drained and wanted open again, it is another vote of the device for the same ballot', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 9000);
    hall.device.pressKey?.('2', 1);
    await hall.command(closing('b1'), 9000);
    expect(last(hall)).toMatchObject({ ballot: 'b1', phase: 'drained' });
    expect(await hall.command(opening('b1'), 9000)).toEqual(done);
    expect(last(hall)).toMatchObject({ ballot: 'b1', phase: 'open' });
    expect(hall.device.truth().votes).toEqual({ open: true, pressed: {} });
    hall.device.pressKey?.('3', 2);
    await hall.command(closing('b1'), 9000);
    expect(hall.votes('b1')).toEqual({ 2: 0, 3: 1 });
    hall.stop();
  });

  test('another ends the one before, and its votes are nobody’s of the new one', async () => {
    const hall = await open();
    hall.device.fault('realtime', {});
    await hall.command(opening('b1'), 8000);
    press(hall, [2, 1]);
    await hall.clock.advance(300);
    expect(await hall.command(opening('b2'), 8000)).toEqual(done);
    hall.device.fault('stale-vote', {});
    await hall.clock.advance(200);
    expect(hall.votes('b2')).toEqual({});
    press(hall, [3, 2], [2, 1]);
    await hall.clock.advance(500);
    expect(hall.votes('b1')).toEqual({ 2: 0 });
    expect(hall.votes('b2')).toEqual({ 2: 0, 3: 1 });
    hall.stop();
  });

  test('a vote that somebody runs at the unit is ended for ours', async () => {
    const hall = await open();
    hall.device.fault('start-vote', {});
    press(hall, [2, 1]);
    await hall.clock.advance(4000);
    expect(await hall.command(opening('b1'), 8000)).toEqual(done);
    await hall.command(closing('b1'), 6000);
    expect(hall.votes('b1')).toEqual({});
    hall.stop();
  });

  test('one that somebody stops at the unit is read all the same', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 8000);
    press(hall, [2, 2]);
    hall.device.fault('stop-vote', {});
    await hall.command(closing('b1'), 12_000);
    expect(last(hall)).toMatchObject({ ballot: 'b1', phase: 'drained' });
    expect(hall.votes('b1')).toEqual({ 2: 1 });
    hall.stop();
  });

  test.each(['none', 'not-licensed'])('with the meeting %s it is refused', async (state) => {
    const hall = await open();
    hall.device.fault('meeting', { state });
    expect(await hall.command(opening('b1'), 4000)).toMatchObject({ ok: false, code: 'device-refused' });
    expect(last(hall)).toEqual({ ballot: null, phase: 'idle', totals: null });
    hall.stop();
  });

  test('a unit that refuses to start says that nothing is open', async () => {
    const hall = await open();
    hall.device.fault('refuse-votes', {});
    expect(await hall.command(opening('b1'), 8000)).toMatchObject({ ok: false, code: 'device-refused' });
    expect(last(hall)).toEqual({ ballot: null, phase: 'idle', totals: null });
    hall.stop();
  });

  test('closed before it is open, at whatever question, it never opens', async () => {
    for (let waitMs = 0; waitMs <= 120; waitMs += 5) {
      const hall = await open('individual', { seed: 1 + waitMs });
      // Something has to be ended first.
      hall.device.fault('start-vote', {});
      await hall.clock.advance(4000);
      const opened = hall.submit(opening('b1'));
      await hall.clock.advance(waitMs);
      const starts = (): number => actions(hall).filter((kind) => kind === 'StartVotingAction').length;
      const before = starts();
      expect(await hall.command(closing('b1'), 15_000)).toEqual(done);
      await opened;
      expect(last(hall)).toMatchObject({ ballot: 'b1', phase: 'drained' });
      expect(starts()).toBe(before);
      hall.stop();
    }
  });
});

test('choices that are none are no option, and a stranger has a name of its own', async () => {
  const hall = await open();
  await hall.command(opening('b1'), 8000);
  hall.device.fault('wrong-key', { seat: 2 });
  hall.device.fault('stranger', { key: 1 });
  await hall.command(closing('b1'), 9000);
  expect(hall.votes('b1')).toEqual({ 2: null, 'participant stranger': 0 });
  hall.stop();
});

describe('what the line loses', () => {
  test('is found by reading, two seconds later', async () => {
    const hall = await open();
    hall.device.fault('realtime', {});
    await hall.command(opening('b1'), 8000);
    hall.device.fault('lose-votes', { count: 2 });
    press(hall, [2, 1], [3, 2]);
    await hall.clock.advance(2500);
    expect(hall.votes('b1')).toEqual({ 2: 0, 3: 1 });
    hall.stop();
  });

  test('a vote that is named late is waited for; one that is told after the end is nobody’s', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 8000);
    hall.device.fault('double-votes', {});
    hall.device.fault('late-vote', { seat: 4, key: 2 });
    await hall.command(closing('b1'), 600);
    expect(last(hall)).toMatchObject({ phase: 'closed' });
    await hall.clock.advance(5000);
    expect(last(hall)).toMatchObject({ phase: 'drained' });
    expect(hall.votes('b1')).toEqual({ 4: 1 });
    expect(hall.casts).toHaveLength(1);
    hall.device.fault('stray-vote', { seat: 2, key: 1 });
    await hall.clock.advance(3000);
    expect(hall.casts).toHaveLength(1);
    hall.stop();
  });

  test.each(['individual', 'totals'] as const)(
    'a link that dies in mid-ballot: it is open again, and all votes are there at the end (%s)',
    async (mode) => {
      const hall = await open(mode);
      await hall.command(opening('b1'), 8000);
      press(hall, [2, 1]);
      hall.cut();
      press(hall, [2, 2], [3, 1]);
      await hall.clock.advance(5000);
      expect(hall.states.map(({ phase }) => phase)).toEqual(['idle', 'open', 'open']);
      await hall.command(closing('b1'), 6000);
      if (mode === 'individual') expect(hall.votes('b1')).toEqual({ 2: 1, 3: 0 });
      else expect(last(hall)?.totals).toEqual([1, 1, 0]);
      hall.stop();
    },
  );

  test('a link that dies at the stop: it is stopped and read back after the reconnect', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 8000);
    press(hall, [2, 1]);
    const closed = hall.submit(closing('b1'));
    hall.cut();
    expect(await closed).toMatchObject({ ok: false, effect: 'unknown' });
    await hall.clock.advance(12_000);
    expect(last(hall)).toMatchObject({ ballot: 'b1', phase: 'drained' });
    expect(hall.votes('b1')).toEqual({ 2: 0 });
    hall.stop();
  });

  test('a unit that was without power, or that votes on something else: nothing of ours is open', async () => {
    for (const happens of ['coldStart', 'other'] as const) {
      const hall = await open();
      await hall.command(opening('b1'), 8000);
      hall.cut();
      if (happens === 'coldStart') hall.device.coldStart();
      else for (const fault of ['stop-vote', 'start-vote']) hall.device.fault(fault, {});
      await hall.clock.advance(10_000);
      expect(hall.states.map(({ phase }) => phase)).toEqual(['idle', 'open', 'idle']);
      hall.stop();
    }
  });

  test('an answer to the start that never came: the vote is not started a second time', async () => {
    const hall = await open('individual', { losesAnswer: ({ body }) => body.includes('StartVoting') });
    expect(await hall.command(opening('b1'), 15_000)).toEqual(done);
    expect(actions(hall)).toEqual(['StartVotingAction']);
    hall.stop();
  });
});

describe('after a crash of ours', () => {
  test('the same ballot opened again goes on', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 8000);
    press(hall, [2, 1]);
    await hall.restart();
    press(hall, [3, 2]);
    expect(await hall.command(opening('b1'), 8000)).toEqual(done);
    await hall.command(closing('b1'), 6000);
    expect(hall.votes('b1')).toEqual({ 2: 0, 3: 1 });
    expect(actions(hall)).toEqual(['StartVotingAction', 'StopVotingAction']);
    hall.stop();
  });

  test('a ballot closed then is found by its mark, one that the unit never had has nothing to come', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 8000);
    press(hall, [2, 3]);
    await hall.restart();
    expect(await hall.command(closing('b1'), 9000)).toEqual(done);
    expect(hall.votes('b1')).toEqual({ 2: 2 });
    expect(await hall.command(closing('b9'), 9000)).toEqual(done);
    expect(last(hall)).toEqual({ ballot: 'b9', phase: 'drained', totals: null });
    hall.stop();
  });
});

test('what is promised depends on what the config believes', () => {
  const config = { id: 'm', kind: 'televic-confero', address: 'http://192.0.2.10', token: 't' };
  const promised = (votes?: Mode) => {
    const parsed = televicConferoKind.config.parse({ ...config, ...(votes ? { votes } : {}) });
    return [televicConferoKind.voting?.(parsed), televicConferoKind.capabilities(parsed).individualVotes];
  };
  expect(promised()).toMatchObject([{ individualVotes: false, delivery: 'totals-only' }, false]);
  expect(promised('individual')).toMatchObject([{ individualVotes: true, delivery: 'reported-once' }, true]);
});

test('two hundred evenings by chance: what was told is what the controller counts', async () => {
  for (let seed = 1; seed <= 200; seed++) {
    const votes = seed % 3 === 0 ? 'totals' : 'individual';
    const hall = await open(votes, { seats: 8, seed });
    const chance = hall.random;
    const to = (count: number): number => Math.floor(chance() * count);
    const options = yesNoAbstain.slice(0, 2 + to(2));
    hall.device.fault('realtime', { on: chance() < 0.5 });
    await hall.command(opening('b1', options), 8000);
    for (let turn = 0; turn < 30; turn++) {
      const fault = to(12);
      if (fault === 0) hall.device.fault('lose-votes', { count: 1 + to(4) });
      else if (fault === 1) hall.device.fault('double-votes', { on: chance() < 0.5 });
      else if (fault === 3) hall.device.fault('late-vote', { seat: 1 + to(8), key: 1 + to(3) });
      else if (fault === 4) hall.device.fault('stale-vote', {});
      else if (fault === 5) hall.device.fault('drop-events', {});
      else if (fault === 6 && chance() < 0.3) hall.cut();
      else press(hall, [1 + to(9), 1 + to(4)]);
      await hall.clock.advance(to(400));
    }
    void hall.submit(closing('b1'));
    await hall.clock.advance(to(300));
    if (chance() < 0.3) hall.cut();
    press(hall, [1, 1]);
    await hall.clock.advance(15_000);
    // The domain closes again what it does not see drained.
    if (last(hall)?.phase !== 'drained') {
      void hall.submit(closing('b1'));
      await hall.clock.advance(15_000);
    }
    expect(last(hall), `seed ${seed}`).toMatchObject({ ballot: 'b1', phase: 'drained' });
    const truth = counted(hall.device);
    if (votes === 'individual') expect(hall.votes('b1'), `seed ${seed}`).toEqual(truth);
    else
      expect(last(hall)?.totals, `seed ${seed}`).toEqual(
        options.map((_, index) => Object.values(truth).filter((one) => one === index).length),
      );
    hall.stop();
  }
}, 60_000);
