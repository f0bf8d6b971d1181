/** What is CoCon's own of its votes; what every system does with a ballot is in test/conformance/voting.test.ts. */
import { describe, expect, test } from 'vitest';
import { defaultSimulation } from '../../../simulators/televic-cocon/device.ts';
import { closing, idle, last, opening, press, type HttpVoteHall } from '../../conformance/vote-hall.ts';
import { openCoCon as open } from '../../conformance/vote-sessions.ts';

const voting = (hall: HttpVoteHall): readonly string[] =>
  hall.calls
    .map(({ path }) => path)
    .filter((path) => /Voting|GetAgendaItem/.test(path))
    .map((path) => path.replace('/CoCon/', '').replace(/\?Title=.*NrOf.*/, '?…'));

test('a ballot is a template, an instant vote, started, stopped, counted and read twice, cleared and swept away', async () => {
  const hall = await open();
  await hall.command(opening('b1'), 800);
  press(hall, [1, 1], [2, 2], [3, 3], [2, 1]);
  await hall.clock.advance(500);
  await hall.command(closing('b1'), 2500);
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
    expect(last(hall)).toEqual(idle);
    hall.stop();
  }
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

  test('two keys at once are no option', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 800);
    hall.device.fault('both-keys', { seat: 3 });
    await hall.clock.advance(500);
    expect(hall.votes('b1')).toEqual({ 3: null });
    await hall.command(closing('b1'), 3000);
    expect(hall.votes('b1')).toEqual({ 3: null });
    hall.stop();
  });
});

test('what the line loses on a server that says nothing before the stop is found after it', async () => {
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
