import { describe, expect, test } from 'vitest';
import { withVotes } from '../../../drivers/http-votes.ts';
import { createCoConSession } from '../../../drivers/televic-cocon/session.ts';
import { coconVotes } from '../../../drivers/televic-cocon/voting.ts';
import { createCoConDevice, defaultSimulation } from '../../../simulators/televic-cocon/device.ts';
import {
  counted,
  opening,
  openVoteHall,
  yesNoAbstain,
  type VoteHall,
  type VoteHallOptions,
} from '../televic-plixus/vote-hall.ts';

const open = (options: VoteHallOptions = {}, simulation = defaultSimulation): Promise<VoteHall> =>
  openVoteHall(
    () => withVotes(createCoConSession({ manual: 'Request', voice: 'activation' }), coconVotes),
    (device) => createCoConDevice(device, simulation),
    options,
  );
const closing = (ballot: string) => ({ type: 'close-ballot', ballot }) as const;
const done = { ok: true, evidence: 'acknowledged' } as const;
const voting = (hall: VoteHall): readonly string[] =>
  hall.calls
    .map(({ path }) => path)
    .filter((path) => /Voting|GetAgendaItem/.test(path))
    .map((path) => path.replace('/CoCon/', '').replace(/\?Title=.*NrOf.*/, '?…'));
const last = (hall: VoteHall) => hall.states.at(-1);
const press = (hall: VoteHall, ...pressed: readonly (readonly [number, number])[]): void => {
  for (const [seat, key] of pressed) hall.device.pressKey?.(String(seat), key);
};

describe('a ballot', () => {
  test('is a template, an instant vote, started, stopped, counted and read twice, cleared and swept away', async () => {
    const hall = await open();
    expect(hall.states).toEqual([{ ballot: null, phase: 'idle', totals: null }]);
    expect(await hall.command(opening('b1'), 800)).toEqual(done);
    expect(last(hall)).toEqual({ ballot: 'b1', phase: 'open', totals: null });
    press(hall, [1, 1], [2, 2], [3, 3], [2, 1]);
    await hall.clock.advance(500);
    expect(hall.votes('b1')).toEqual({ 1: 0, 2: 0, 3: 2 });
    expect(await hall.command(closing('b1'), 2500)).toEqual(done);
    expect(hall.states.slice(-2)).toEqual([
      { ballot: 'b1', phase: 'closed', totals: null },
      { ballot: 'b1', phase: 'drained', totals: null },
    ]);
    expect(hall.device.truth().votes?.open).toBe(false);
    const title = encodeURIComponent(
      decodeURIComponent(
        /Title=([^&]*)/.exec(voting(hall).find((line) => line.includes('Delete')) ?? '')?.[1] ?? '',
      ),
    );
    expect(title).toMatch(/^Haushalt%202027%20%5B[0-9a-z]{4}%5D$/);
    const asked = voting(hall);
    expect(asked.slice(0, 9)).toEqual([
      'Meeting_Agenda/GetAgendaItemInformationInRunningMeeting',
      'Voting/GetVotingState',
      `Voting/DeleteVotingTemplate/?Title=${title}`,
      'Voting/AddVotingTemplate/?…',
      `Voting/AddInstantVote/?VotingTemplate=${title}`,
      'Meeting_Agenda/GetAgendaItemInformationInRunningMeeting',
      'Voting/GetVotingState',
      'Voting/SetVotingState/?State=Start',
      'Voting/GetVotingState',
    ]);
    const stop = asked.indexOf('Voting/SetVotingState/?State=Stop');
    expect(asked.slice(stop)).toEqual([
      'Voting/SetVotingState/?State=Stop',
      'Voting/GetVotingState',
      'Voting/GetGeneralVotingResults/?Id=100',
      'Voting/GetIndividualVotingResults/?Id=100',
      'Voting/GetGeneralVotingResults/?Id=100',
      'Voting/GetIndividualVotingResults/?Id=100',
      'Meeting_Agenda/GetAgendaItemInformationInRunningMeeting',
      'Voting/SetVotingState/?State=Clear',
      `Voting/DeleteVotingTemplate/?Title=${title}`,
    ]);
    hall.stop();
  });

  test('each press is one cast, acknowledged at once, also when a hundred press together', async () => {
    const hall = await open({ seats: 100 });
    await hall.command(opening('b1'), 800);
    for (let seat = 1; seat <= 100; seat++) press(hall, [seat, 1 + (seat % 3)]);
    await hall.clock.advance(5000);
    expect(hall.casts).toHaveLength(100);
    expect(hall.refusedAcknowledgements).toEqual([]);
    expect(hall.votes('b1')).toEqual(counted(hall.device));
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
    await hall.command(opening('b1'), 800);
    press(hall, [2, 1]);
    await hall.clock.advance(300);
    expect(await hall.command(opening('b2'), 2000)).toEqual(done);
    hall.device.fault('stale-vote', {});
    await hall.clock.advance(200);
    expect(hall.votes('b2')).toEqual({});
    press(hall, [3, 2], [2, 1]);
    await hall.clock.advance(500);
    expect(hall.votes('b1')).toEqual({ 2: 0 });
    expect(hall.votes('b2')).toEqual({ 2: 0, 3: 1 });
    hall.stop();
  });

  test('nobody votes: drained all the same', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 800);
    await hall.command(closing('b1'), 2500);
    expect(last(hall)).toEqual({ ballot: 'b1', phase: 'drained', totals: null });
    hall.stop();
  });

  test('a vote that an operator runs is ended for ours', async () => {
    const hall = await open();
    hall.device.fault('start-vote', {});
    press(hall, [2, 1]);
    expect(await hall.command(opening('b1'), 3000)).toEqual(done);
    expect(hall.votes('b1')).toEqual({});
    expect(hall.device.truth().votes).toEqual({ open: true, pressed: {} });
    hall.stop();
  });

  test.each([
    ['stop-vote', 1],
    ['other-item', 0],
    ['new-meeting', 0],
  ])('%s by an operator: drained without our asking, and nothing else is cleared', async (fault, clears) => {
    const hall = await open();
    await hall.command(opening('b1'), 800);
    press(hall, [2, 2]);
    hall.device.fault(fault, {});
    await hall.clock.advance(6000);
    expect(last(hall)).toMatchObject({ ballot: 'b1', phase: 'drained' });
    expect(hall.votes('b1')).toEqual({ 2: 1 });
    expect(voting(hall).filter((line) => line.endsWith('=Clear'))).toHaveLength(clears);
    hall.stop();
  });

  test('without a meeting, or on a bare Plixus engine, it is refused', async () => {
    const halls = [await open(), await open({}, { ...defaultSimulation, product: 'plixus' })];
    halls[0]?.device.fault('no-meeting', {});
    for (const hall of halls) {
      expect(await hall.command(opening('b1'), 2000)).toMatchObject({ ok: false, code: 'device-refused' });
      expect(last(hall)).toEqual({ ballot: null, phase: 'idle', totals: null });
      hall.stop();
    }
  });

  test('a server that hides choices gives totals', async () => {
    const hall = await open();
    hall.device.fault('hidden-votes', {});
    await hall.command(opening('b1'), 800);
    press(hall, [1, 1], [2, 3], [3, 3]);
    await hall.command(closing('b1'), 3000);
    expect(hall.casts).toEqual([]);
    expect(last(hall)).toEqual({ ballot: 'b1', phase: 'drained', totals: [1, 0, 2] });
    hall.stop();
  });

  test('a meeting that ends takes the vote along, and no question is asked for ever', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 800);
    press(hall, [2, 2]);
    await hall.clock.advance(200);
    hall.device.fault('no-meeting', {});
    await hall.clock.advance(30_000);
    expect(last(hall)).toMatchObject({ ballot: 'b1', phase: 'drained' });
    expect(hall.votes('b1')).toEqual({ 2: 1 });
    const asked = voting(hall).length;
    await hall.clock.advance(30_000);
    expect(voting(hall)).toHaveLength(asked);
    hall.stop();
  });

  test('closed before it is open, at whatever question, it never opens', async () => {
    for (let waitMs = 0; waitMs <= 120; waitMs += 5) {
      const hall = await open({ seed: 1 + waitMs });
      const opened = hall.submit(opening('b1'));
      await hall.clock.advance(waitMs);
      const starts = (): number => voting(hall).filter((line) => line.endsWith('=Start')).length;
      const before = starts();
      expect(await hall.command(closing('b1'), 6000)).toEqual(done);
      await opened;
      expect(last(hall)).toMatchObject({ ballot: 'b1', phase: 'drained' });
      expect(starts()).toBe(before);
      hall.stop();
    }
  });

  test('votes from elsewhere cannot be put in', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 800);
    const external = { type: 'external-cast', ballot: 'b1', keypad: '2', option: 0 } as const;
    expect(await hall.command(external, 200)).toMatchObject({ code: 'device-unsupported' });
    hall.stop();
  });
});

describe('who it was', () => {
  test('seats come with the votes; where they do not, delegates are known by where they are logged in', async () => {
    const hall = await open();
    hall.device.fault('log-in', { seat: 3, id: 24, firstName: 'Ida', lastName: 'Beispiel' });
    hall.device.fault('printed-votes', {});
    await hall.clock.advance(500);
    await hall.command(opening('b1'), 800);
    press(hall, [3, 1]);
    await hall.clock.advance(200);
    expect(hall.votes('b1')).toEqual({ 3: 0 });
    // Nobody is logged in there: its seat is read at once.
    press(hall, [2, 2]);
    await hall.clock.advance(200);
    expect(hall.votes('b1')).toEqual({ 2: 1, 3: 0 });
    hall.stop();
  });

  test('options that are none, and two at once, are no option; a stranger has a name of its own at the end', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 800);
    hall.device.fault('wrong-key', { seat: 2 });
    hall.device.fault('both-keys', { seat: 3 });
    hall.device.fault('stranger', { key: 1 });
    await hall.clock.advance(500);
    expect(hall.votes('b1')).toEqual({ 2: null, 3: null });
    await hall.command(closing('b1'), 3000);
    expect(hall.votes('b1')).toEqual({ 2: null, 3: null, 'delegate 9999': 0 });
    hall.stop();
  });
});

describe('what the line loses', () => {
  test('is found by reading, two seconds later', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 800);
    hall.device.fault('lose-votes', { count: 2 });
    press(hall, [2, 1], [3, 2]);
    await hall.clock.advance(2500);
    expect(hall.votes('b1')).toEqual({ 2: 0, 3: 1 });
    hall.stop();
  });

  test('on a server that says nothing before the stop, after it', async () => {
    const hall = await open();
    hall.device.fault('silent-votes', {});
    await hall.command(opening('b1'), 800);
    hall.device.fault('lose-votes', { count: 1 });
    press(hall, [2, 1], [3, 2]);
    await hall.clock.advance(4500);
    expect(hall.votes('b1')).toEqual({ 3: 1 });
    await hall.command(closing('b1'), 3000);
    expect(hall.votes('b1')).toEqual({ 2: 0, 3: 1 });
    hall.stop();
  });

  test('what is told twice is one cast, and what is told in the wrong order ends right', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 800);
    hall.device.fault('double-votes', {});
    press(hall, [2, 1]);
    await hall.clock.advance(500);
    expect(hall.casts).toHaveLength(1);
    hall.device.fault('swap-votes', {});
    press(hall, [2, 2], [2, 3]);
    await hall.clock.advance(200);
    await hall.command(closing('b1'), 3000);
    expect(hall.votes('b1')).toEqual({ 2: 2 });
    hall.stop();
  });

  test('a vote that is named late is waited for; one that is told after the end is nobody’s', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 800);
    hall.device.fault('late-vote', { seat: 4, key: 2 });
    // Its news are early: here only the reading is looked at.
    await hall.command(closing('b1'), 300);
    expect(last(hall)).toMatchObject({ phase: 'closed' });
    await hall.clock.advance(3000);
    expect(last(hall)).toMatchObject({ phase: 'drained' });
    expect(hall.votes('b1')).toEqual({ 4: 1 });
    hall.device.fault('stray-vote', { seat: 2, key: 1 });
    await hall.clock.advance(1000);
    expect(hall.votes('b1')).toEqual({ 4: 1 });
    hall.stop();
  });

  test('a link that dies in mid-ballot: what was pressed meanwhile is there afterwards', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 800);
    press(hall, [2, 1]);
    await hall.clock.advance(300);
    hall.cut();
    press(hall, [2, 2], [3, 1]);
    await hall.clock.advance(3000);
    expect(hall.states.map(({ phase }) => phase)).toEqual(['idle', 'open', 'open']);
    expect(hall.votes('b1')).toEqual({ 2: 1, 3: 0 });
    hall.stop();
  });

  test('a link that dies at the stop: it is stopped and read back after the reconnect', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 800);
    press(hall, [2, 1]);
    const closed = hall.submit(closing('b1'));
    hall.cut();
    expect(await closed).toMatchObject({ ok: false, effect: 'unknown' });
    await hall.clock.advance(6000);
    expect(last(hall)).toMatchObject({ ballot: 'b1', phase: 'drained' });
    expect(hall.votes('b1')).toEqual({ 2: 0 });
    hall.stop();
  });

  test('a server that was started anew runs no vote: what it has is read back', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 800);
    press(hall, [2, 1]);
    hall.cut();
    hall.device.coldStart();
    await hall.clock.advance(6000);
    expect(last(hall)).toMatchObject({ ballot: 'b1', phase: 'drained' });
    expect(hall.votes('b1')).toEqual({ 2: 0 });
    hall.stop();
  });

  test('an answer that never came: the vote is not made a second time', async () => {
    const hall = await open({ losesAnswer: ({ path }) => path.includes('AddInstantVote') });
    expect(await hall.command(opening('b1'), 9000)).toEqual(done);
    expect(voting(hall).filter((line) => line.includes('AddInstantVote'))).toHaveLength(1);
    hall.stop();
  });
});

describe('after a crash of ours', () => {
  test('the same ballot opened again goes on, with all that was pressed', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 800);
    press(hall, [2, 1]);
    await hall.restart();
    press(hall, [3, 2]);
    expect(await hall.command(opening('b1'), 1500)).toEqual(done);
    expect(hall.votes('b1')).toEqual({ 2: 0, 3: 1 });
    expect(voting(hall).filter((line) => line.endsWith('Start'))).toHaveLength(1);
    hall.stop();
  });

  test('a ballot closed then is found by its mark, stopped and read back', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 800);
    press(hall, [2, 3]);
    await hall.restart();
    expect(await hall.command(closing('b1'), 3000)).toEqual(done);
    expect(last(hall)).toMatchObject({ ballot: 'b1', phase: 'drained' });
    expect(hall.votes('b1')).toEqual({ 2: 2 });
    expect(hall.device.truth().votes?.open).toBe(false);
    hall.stop();
  });

  test('a ballot that the server never had has nothing more to come', async () => {
    const hall = await open();
    expect(await hall.command(closing('b9'), 3000)).toEqual(done);
    expect(last(hall)).toEqual({ ballot: 'b9', phase: 'drained', totals: null });
    hall.stop();
  });
});

test('microphones work during a vote as they do without', async () => {
  const hall = await open();
  await hall.command(opening('b1'), 800);
  expect(await hall.command({ type: 'open', seat: 2 }, 800)).toEqual(done);
  hall.device.press(3);
  await hall.clock.advance(500);
  expect(hall.device.truth().speakers).toEqual([2, 3]);
  hall.stop();
});

test('two hundred evenings by chance: what was told is what the server counts', async () => {
  for (let seed = 1; seed <= 200; seed++) {
    const hall = await open({ seats: 8, seed });
    const chance = hall.random;
    const to = (count: number): number => Math.floor(chance() * count);
    hall.device.fault('printed-votes', { on: chance() < 0.3 });
    hall.device.fault('silent-votes', { on: chance() < 0.3 });
    await hall.command(opening('b1', yesNoAbstain.slice(0, 2 + to(2))), 1200);
    for (let turn = 0; turn < 30; turn++) {
      const fault = to(12);
      if (fault === 0) hall.device.fault('lose-votes', { count: 1 + to(4) });
      else if (fault === 1) hall.device.fault('double-votes', { on: chance() < 0.5 });
      else if (fault === 2) hall.device.fault('swap-votes', {});
      else if (fault === 3) hall.device.fault('late-vote', { seat: 1 + to(8), key: 1 + to(3) });
      else if (fault === 4) hall.device.fault('stale-vote', {});
      else if (fault === 5) hall.device.fault('forget', {});
      else if (fault === 6 && chance() < 0.3) hall.cut();
      else press(hall, [1 + to(9), 1 + to(4)]);
      await hall.clock.advance(to(400));
    }
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
    expect(hall.votes('b1'), `seed ${seed}`).toEqual(counted(hall.device));
    hall.stop();
  }
}, 60_000);
