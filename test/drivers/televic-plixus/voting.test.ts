import { describe, expect, test } from 'vitest';
import { withVotes } from '../../../drivers/http-votes.ts';
import { createPlixusSession } from '../../../drivers/televic-plixus/session.ts';
import { plixusVotes } from '../../../drivers/televic-plixus/voting.ts';
import { createPlixusDevice } from '../../../simulators/televic-plixus/device.ts';
import {
  counted,
  opening,
  openVoteHall,
  yesNoAbstain,
  type VoteHall,
  type VoteHallOptions,
} from './vote-hall.ts';

const open = (options: VoteHallOptions = {}): Promise<VoteHall> =>
  openVoteHall(
    () => withVotes(createPlixusSession({ badgeIn: 'down' }), plixusVotes),
    createPlixusDevice,
    options,
  );
const closing = (ballot: string) => ({ type: 'close-ballot', ballot }) as const;
const done = { ok: true, evidence: 'acknowledged' } as const;
const voting = (hall: VoteHall): readonly string[] =>
  hall.calls
    .filter(({ path }) => path.includes('/voting/') || path.includes('/Voting/'))
    .map(({ method, path }) => `${method} ${path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, 'ID')}`);
const last = (hall: VoteHall) => hall.states.at(-1);

describe('a ballot', () => {
  test('is a session that is scheduled, started, stopped, read twice and closed', async () => {
    const hall = await open();
    expect(hall.states).toEqual([{ ballot: null, phase: 'idle', totals: null }]);
    expect(voting(hall)).toEqual([]);
    expect(await hall.command(opening('b1'), 500)).toEqual(done);
    expect(last(hall)).toEqual({ ballot: 'b1', phase: 'open', totals: null });
    expect(hall.device.truth().votes).toEqual({ open: true, pressed: {} });
    for (const [seat, key] of [
      [1, 1],
      [2, 2],
      [3, 3],
      [2, 1],
    ])
      hall.device.pressKey?.(String(seat), key ?? 0);
    await hall.clock.advance(500);
    expect(hall.votes('b1')).toEqual({ 1: 0, 2: 0, 3: 2 });
    expect(await hall.command(closing('b1'), 2000)).toEqual(done);
    expect(hall.states.slice(-2)).toEqual([
      { ballot: 'b1', phase: 'closed', totals: null },
      { ballot: 'b1', phase: 'drained', totals: null },
    ]);
    expect(hall.device.truth().votes?.open).toBe(false);
    const asked = voting(hall);
    expect(asked.slice(0, 5)).toEqual([
      'POST /api/notification/ID/modules/Voting/subscribe',
      'GET /api/v1/voting/sessions',
      'POST /api/v1/voting/sessions',
      'POST /api/v1/voting/sessions/ID/start',
      'GET /api/v1/voting/sessions',
    ]);
    expect(asked.slice(-5)).toEqual([
      'POST /api/v1/voting/sessions/ID/stop',
      'GET /api/v1/voting/sessions',
      'GET /api/v1/voting/sessions/ID/results',
      'GET /api/v1/voting/sessions/ID/results',
      'POST /api/v1/voting/sessions/ID/close',
    ]);
    const schedule = hall.calls.find(({ method, path }) => method === 'POST' && path.endsWith('/sessions'));
    expect(JSON.parse(schedule?.body ?? '')).toMatchObject({
      title: expect.stringMatching(/^Haushalt 2027 \[[0-9a-z]{4}\]$/) as string,
      options: [
        { number: 2, description: 'Ja', ledColor: 'green', abstain: false },
        { number: 3, description: 'Nein', ledColor: 'red', abstain: false },
        { number: 4, description: 'Enthaltung', ledColor: 'yellow', abstain: true },
      ],
      settings: { hideIndividualVotingResults: false },
    });
    hall.stop();
  });

  test('each press is one cast, which is acknowledged at once, also when a hundred press together', async () => {
    const hall = await open({ seats: 100 });
    await hall.command(opening('b1'), 500);
    for (let seat = 1; seat <= 100; seat++) hall.device.pressKey?.(String(seat), 1 + (seat % 3));
    await hall.clock.advance(5000);
    expect(hall.casts).toHaveLength(100);
    expect(new Set(hall.casts.map(({ receipt }) => receipt)).size).toBe(100);
    expect(hall.casts.every(({ id }) => id === null)).toBe(true);
    expect(hall.refusedAcknowledgements).toEqual([]);
    expect(hall.votes('b1')).toEqual(counted(hall.device));
    hall.stop();
  });

  test('the same opened or closed again is done at once and nothing is asked', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 500);
    const before = voting(hall).length;
    expect(await hall.command(opening('b1'), 10)).toEqual(done);
    expect(voting(hall)).toHaveLength(before);
    await hall.command(closing('b1'), 2000);
    const after = voting(hall).length;
    expect(await hall.command(closing('b1'), 10)).toEqual(done);
    expect(voting(hall)).toHaveLength(after);
    hall.stop();
  });

  test('drained and wanted open again, it is another vote of the device for the same ballot', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 3000);
    hall.device.pressKey?.('2', 1);
    await hall.command(closing('b1'), 3000);
    expect(last(hall)).toMatchObject({ ballot: 'b1', phase: 'drained' });
    expect(await hall.command(opening('b1'), 3000)).toEqual(done);
    expect(last(hall)).toMatchObject({ ballot: 'b1', phase: 'open' });
    expect(hall.device.truth().votes).toEqual({ open: true, pressed: {} });
    hall.device.pressKey?.('3', 2);
    await hall.command(closing('b1'), 3000);
    expect(hall.votes('b1')).toEqual({ 2: 0, 3: 1 });
    hall.stop();
  });

  test('another ends the one before, and its votes are nobody’s of the new one', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 500);
    hall.device.pressKey?.('2', 1);
    await hall.clock.advance(300);
    expect(await hall.command(opening('b2'), 2000)).toEqual(done);
    hall.device.fault('stale-vote', {});
    hall.device.pressKey?.('3', 2);
    await hall.clock.advance(500);
    expect(hall.votes('b1')).toEqual({ 2: 0 });
    expect(hall.votes('b2')).toEqual({ 3: 1 });
    hall.device.pressKey?.('2', 1);
    await hall.clock.advance(500);
    expect(hall.votes('b2')).toEqual({ 2: 0, 3: 1 });
    hall.stop();
  });

  test('a vote that an operator runs is ended for ours', async () => {
    const hall = await open();
    hall.device.fault('start-vote', {});
    hall.device.pressKey?.('2', 1);
    expect(await hall.command(opening('b1'), 3000)).toEqual(done);
    await hall.clock.advance(3000);
    expect(hall.votes('b1')).toEqual({});
    expect(hall.device.truth().votes).toEqual({ open: true, pressed: {} });
    hall.stop();
  });

  test('one that the operator stops is closed and drained without our asking', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 500);
    hall.device.pressKey?.('2', 2);
    hall.device.fault('stop-vote', {});
    await hall.clock.advance(2000);
    expect(last(hall)).toMatchObject({ ballot: 'b1', phase: 'drained' });
    expect(hall.votes('b1')).toEqual({ 2: 1 });
    // Wanted open all the same: the unit votes once more, for the same ballot.
    expect(await hall.command(opening('b1'), 3000)).toEqual(done);
    expect(hall.device.truth().votes).toEqual({ open: true, pressed: {} });
    hall.device.pressKey?.('3', 1);
    await hall.command(closing('b1'), 3000);
    expect(hall.votes('b1')).toEqual({ 2: 1, 3: 0 });
    hall.stop();
  });

  test('closed before it is open, at whatever question, it never opens', async () => {
    for (let waitMs = 0; waitMs <= 120; waitMs += 5) {
      const hall = await open({ seed: 1 + waitMs });
      const opened = hall.submit(opening('b1'));
      await hall.clock.advance(waitMs);
      const starts = (): number => voting(hall).filter((line) => line.endsWith('/start')).length;
      const before = starts();
      expect(await hall.command(closing('b1'), 6000)).toEqual(done);
      await opened;
      expect(last(hall)).toMatchObject({ ballot: 'b1', phase: 'drained' });
      expect(starts()).toBe(before);
      hall.stop();
    }
  });

  test('a unit that does not vote refuses, and says that nothing is open', async () => {
    const hall = await open();
    hall.device.fault('refuse-votes', {});
    expect(await hall.command(opening('b1'), 2000)).toMatchObject({ ok: false, code: 'device-refused' });
    expect(last(hall)).toEqual({ ballot: null, phase: 'idle', totals: null });
    hall.stop();
  });

  test('results that name nobody give totals', async () => {
    const hall = await open();
    hall.device.fault('secret', {});
    await hall.command(opening('b1'), 500);
    for (const [seat, key] of [
      [1, 1],
      [2, 3],
      [3, 3],
    ])
      hall.device.pressKey?.(String(seat), key ?? 0);
    await hall.command(closing('b1'), 2000);
    expect(hall.casts).toEqual([]);
    expect(last(hall)).toEqual({ ballot: 'b1', phase: 'drained', totals: [1, 0, 2] });
    hall.stop();
  });
});

describe('who it was', () => {
  test('a delegate’s vote is that of the seat, also after they have moved', async () => {
    const hall = await open();
    hall.device.fault('delegate', { id: '77', firstName: 'Ida', lastName: 'Beispiel', seat: 3 });
    await hall.clock.advance(500);
    await hall.command(opening('b1'), 500);
    hall.device.pressKey?.('3', 1);
    await hall.clock.advance(500);
    hall.device.fault('delegate', { id: '77', firstName: 'Ida', lastName: 'Beispiel', seat: 4 });
    await hall.clock.advance(3000);
    await hall.command(closing('b1'), 2000);
    expect(hall.votes('b1')).toEqual({ 3: 0 });
    hall.stop();
  });

  test('a button without an option is no option, and a stranger’s vote has a name of its own', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 500);
    hall.device.fault('wrong-key', { seat: 2 });
    hall.device.fault('stranger', { key: 1 });
    await hall.clock.advance(500);
    expect(hall.votes('b1')).toEqual({ 2: null, 'delegate a-stranger': 0 });
    hall.stop();
  });
});

describe('votes from elsewhere', () => {
  const external = (keypad: string, option: number, ballot = 'b1') =>
    ({ type: 'external-cast', ballot, keypad, option }) as const;

  test('are put into the unit’s count and do not come back as presses', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 500);
    expect(await hall.command(external('4', 1), 200)).toEqual(done);
    await hall.clock.advance(3000);
    expect(counted(hall.device)).toEqual({ 4: 1 });
    expect(hall.casts).toEqual([]);
    // Somebody presses at that seat all the same.
    hall.device.pressKey?.('4', 1);
    hall.device.pressKey?.('4', 3);
    await hall.clock.advance(500);
    expect(hall.votes('b1')).toEqual({ 4: 2 });
    await hall.command(closing('b1'), 2000);
    expect(hall.votes('b1')).toEqual({ 4: 2 });
    hall.stop();
  });

  test('a seat that the unit does not know, another ballot and a closed one are refused', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 500);
    const refused = { ok: false, code: 'device-refused' };
    expect(await hall.command(external('99', 1), 200)).toMatchObject(refused);
    expect(await hall.command(external('x', 1), 200)).toMatchObject(refused);
    expect(await hall.command(external('2', 7), 200)).toMatchObject(refused);
    expect(await hall.command(external('2', 1, 'b2'), 200)).toMatchObject(refused);
    await hall.command(closing('b1'), 2000);
    expect(await hall.command(external('2', 1), 200)).toMatchObject(refused);
    expect(hall.casts).toEqual([]);
    hall.stop();
  });

  test('one that is refused leaves the seat as it was: what is pressed there is heard', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 500);
    hall.device.pressKey?.('3', 1);
    await hall.clock.advance(200);
    hall.device.fault('refuse-votes', {});
    for (const keypad of ['2', '3'])
      expect(await hall.command(external(keypad, 1), 200)).toMatchObject({ code: 'device-refused' });
    hall.device.pressKey?.('2', 2);
    hall.device.pressKey?.('3', 2);
    await hall.clock.advance(500);
    expect(hall.casts.map(({ keypad, option }) => [keypad, option])).toEqual([
      ['3', 0],
      ['2', 1],
      ['3', 1],
    ]);
    hall.stop();
  });
});

describe('what the line loses', () => {
  test('is found by reading, two seconds later', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 500);
    hall.device.fault('lose-votes', { count: 2 });
    hall.device.pressKey?.('2', 1);
    hall.device.pressKey?.('3', 2);
    await hall.clock.advance(2500);
    expect(hall.votes('b1')).toEqual({ 2: 0, 3: 1 });
    hall.stop();
  });

  test('what is told twice is one cast, and what is told in the wrong order ends right', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 500);
    hall.device.fault('double-votes', {});
    hall.device.pressKey?.('2', 1);
    await hall.clock.advance(500);
    expect(hall.casts).toHaveLength(1);
    hall.device.fault('swap-votes', {});
    hall.device.pressKey?.('2', 2);
    hall.device.pressKey?.('2', 3);
    await hall.clock.advance(200);
    await hall.command(closing('b1'), 2000);
    expect(hall.votes('b1')).toEqual({ 2: 2 });
    hall.stop();
  });

  test('a vote that the unit names late is waited for before it is drained', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 500);
    hall.device.fault('late-vote', { seat: 4, key: 2 });
    expect(await hall.command(closing('b1'), 400)).toEqual(done);
    expect(last(hall)).toMatchObject({ phase: 'closed' });
    expect(hall.votes('b1')).toEqual({});
    // Not before all of it is read.
    expect(await hall.command(opening('b1'), 1)).toMatchObject({ code: 'device-busy' });
    await hall.clock.advance(3000);
    expect(last(hall)).toMatchObject({ phase: 'drained' });
    expect(hall.votes('b1')).toEqual({ 4: 1 });
    hall.stop();
  });

  test('what is told after it is drained is nobody’s vote', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 500);
    await hall.command(closing('b1'), 2000);
    hall.device.fault('stray-vote', { seat: 2, key: 1 });
    await hall.clock.advance(3000);
    expect(hall.casts).toEqual([]);
    hall.stop();
  });

  test('a link that dies in mid-ballot: what was pressed meanwhile is there afterwards', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 500);
    hall.device.pressKey?.('2', 1);
    await hall.clock.advance(300);
    hall.cut();
    hall.device.pressKey?.('2', 2);
    hall.device.pressKey?.('3', 1);
    await hall.clock.advance(3000);
    expect(last(hall)).toMatchObject({ ballot: 'b1', phase: 'open' });
    expect(hall.votes('b1')).toEqual({ 2: 1, 3: 0 });
    // Told anew, and not as idle in between: nobody has to open it again.
    expect(hall.states.map(({ phase }) => phase)).toEqual(['idle', 'open', 'open']);
    hall.stop();
  });

  test('a link that dies at the stop: it is stopped and read back after the reconnect', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 500);
    hall.device.pressKey?.('2', 1);
    const closed = hall.submit(closing('b1'));
    hall.cut();
    expect(await closed).toMatchObject({ ok: false, effect: 'unknown' });
    await hall.clock.advance(5000);
    expect(last(hall)).toMatchObject({ ballot: 'b1', phase: 'drained' });
    expect(hall.votes('b1')).toEqual({ 2: 0 });
    hall.stop();
  });

  test('a connection that the unit has forgotten is made anew and hears of votes again', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 500);
    hall.device.fault('forget', {});
    await hall.clock.advance(95_000);
    hall.device.pressKey?.('2', 1);
    await hall.clock.advance(200);
    expect(hall.votes('b1')).toEqual({ 2: 0 });
    expect(voting(hall).filter((line) => line.endsWith('/Voting/subscribe'))).toHaveLength(2);
    hall.stop();
  });

  test('a unit that was without power has no such vote: nothing is open', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 500);
    hall.cut();
    hall.device.coldStart();
    await hall.clock.advance(3000);
    expect(hall.states.map(({ phase }) => phase)).toEqual(['idle', 'open', 'idle']);
    expect(await hall.command(opening('b1'), 1000)).toEqual(done);
    hall.stop();
  });

  test('an answer to scheduling that never came: the session is not made a second time', async () => {
    const hall = await open({
      losesAnswer: ({ method, path }) => method === 'POST' && path.endsWith('/sessions'),
    });
    expect(await hall.command(opening('b1'), 8000)).toEqual(done);
    expect(voting(hall).filter((line) => line === 'POST /api/v1/voting/sessions')).toHaveLength(1);
    hall.stop();
  });
});

describe('after a crash of ours', () => {
  test('the same ballot opened again goes on, with all that was pressed', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 500);
    hall.device.pressKey?.('2', 1);
    await hall.restart();
    hall.device.pressKey?.('3', 2);
    expect(last(hall)).toEqual({ ballot: null, phase: 'idle', totals: null });
    expect(await hall.command(opening('b1'), 1000)).toEqual(done);
    expect(hall.votes('b1')).toEqual({ 2: 0, 3: 1 });
    expect(voting(hall).filter((line) => line.endsWith('/start'))).toHaveLength(1);
    hall.stop();
  });

  test('a ballot closed then is found by its mark, stopped and read back', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 500);
    hall.device.pressKey?.('2', 3);
    await hall.restart();
    const before = hall.casts.length;
    expect(await hall.command(closing('b1'), 3000)).toEqual(done);
    expect(last(hall)).toMatchObject({ ballot: 'b1', phase: 'drained' });
    expect(hall.casts.slice(before)).toMatchObject([{ ballot: 'b1', keypad: '2', option: 2 }]);
    expect(hall.device.truth().votes?.open).toBe(false);
    hall.stop();
  });

  test('a ballot that the unit never had has nothing more to come', async () => {
    const hall = await open();
    expect(await hall.command(closing('b9'), 3000)).toEqual(done);
    expect(last(hall)).toEqual({ ballot: 'b9', phase: 'drained', totals: null });
    hall.stop();
  });
});

test('microphones work during a vote as they do without', async () => {
  const hall = await open();
  await hall.command(opening('b1'), 500);
  expect(await hall.command({ type: 'open', seat: 2 }, 500)).toEqual(done);
  hall.device.press(3);
  await hall.clock.advance(500);
  expect(hall.device.truth().speakers).toEqual([2, 3]);
  expect(hall.microphones.at(-1)).toMatchObject({ type: 'lists', speakers: [2, 3] });
  hall.stop();
});

test('two hundred evenings by chance: what was told is what the unit counts', async () => {
  for (let seed = 1; seed <= 200; seed++) {
    const hall = await open({ seats: 8, seed });
    const chance = hall.random;
    const to = (count: number): number => Math.floor(chance() * count);
    await hall.command(opening('b1', yesNoAbstain.slice(0, 2 + to(2))), 800);
    for (let turn = 0; turn < 30; turn++) {
      const fault = to(12);
      if (fault === 0) hall.device.fault('lose-votes', { count: 1 + to(4) });
      else if (fault === 1) hall.device.fault('double-votes', { on: chance() < 0.5 });
      else if (fault === 2) hall.device.fault('swap-votes', {});
      else if (fault === 3) hall.device.fault('late-vote', { seat: 1 + to(8), key: 1 + to(3) });
      else if (fault === 4) hall.device.fault('stale-vote', {});
      else if (fault === 5) hall.device.fault('forget', {});
      else if (fault === 6 && chance() < 0.3) hall.cut();
      else hall.device.pressKey?.(String(1 + to(9)), 1 + to(4));
      await hall.clock.advance(to(400));
    }
    void hall.submit(closing('b1'));
    await hall.clock.advance(to(300));
    if (chance() < 0.3) hall.cut();
    hall.device.pressKey?.('1', 1);
    await hall.clock.advance(8000);
    // The domain closes again what it does not see drained.
    if (last(hall)?.phase !== 'drained') {
      void hall.submit(closing('b1'));
      await hall.clock.advance(8000);
    }
    expect(last(hall), `seed ${seed}`).toMatchObject({ ballot: 'b1', phase: 'drained' });
    expect(hall.votes('b1'), `seed ${seed}`).toEqual(counted(hall.device));
    hall.stop();
  }
}, 60_000);
