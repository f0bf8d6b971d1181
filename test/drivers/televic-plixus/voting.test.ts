/** What is Plixus' own of its votes; what every system does with a ballot is in test/conformance/voting.test.ts. */
import { describe, expect, test } from 'vitest';
import { closing, done, opening, press, type HttpVoteHall } from '../../conformance/vote-hall.ts';
import { openPlixus as open } from '../../conformance/vote-sessions.ts';

const voting = (hall: HttpVoteHall): readonly string[] =>
  hall.calls
    .filter(({ path }) => path.includes('/voting/') || path.includes('/Voting/'))
    .map(({ method, path }) => `${method} ${path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, 'ID')}`);
/** What the unit itself counts, in options instead of keys. */
const counted = (hall: HttpVoteHall): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(hall.device.truth().votes?.pressed ?? {}).map(([keypad, key]) => [keypad, key - 1]),
  );

test('a ballot is a session that is scheduled, started, stopped, read twice and closed', async () => {
  const hall = await open();
  await hall.command(opening('b1'), 500);
  press(hall, [1, 1], [2, 2], [3, 3], [2, 1]);
  await hall.clock.advance(500);
  await hall.command(closing('b1'), 2000);
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

test('a delegate’s vote is that of the seat, also after they have moved', async () => {
  const hall = await open();
  hall.device.fault('delegate', { id: '77', firstName: 'Ida', lastName: 'Beispiel', seat: 3 });
  await hall.clock.advance(500);
  await hall.command(opening('b1'), 500);
  press(hall, [3, 1]);
  await hall.clock.advance(500);
  hall.device.fault('delegate', { id: '77', firstName: 'Ida', lastName: 'Beispiel', seat: 4 });
  await hall.clock.advance(3000);
  await hall.command(closing('b1'), 2000);
  expect(hall.votes('b1')).toEqual({ 3: 0 });
  hall.stop();
});

describe('votes from elsewhere', () => {
  const external = (keypad: string, option: number, ballot = 'b1') =>
    ({ type: 'external-cast', ballot, keypad, option }) as const;

  test('are put into the unit’s count and do not come back as presses', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 500);
    expect(await hall.command(external('4', 1), 200)).toEqual(done);
    await hall.clock.advance(3000);
    expect(counted(hall)).toEqual({ 4: 1 });
    expect(hall.casts).toEqual([]);
    // Somebody presses at that seat all the same.
    press(hall, [4, 1]);
    press(hall, [4, 3]);
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
    press(hall, [3, 1]);
    await hall.clock.advance(200);
    hall.device.fault('refuse-votes', {});
    for (const keypad of ['2', '3'])
      expect(await hall.command(external(keypad, 1), 200)).toMatchObject({ code: 'device-refused' });
    press(hall, [2, 2]);
    press(hall, [3, 2]);
    await hall.clock.advance(500);
    expect(hall.casts.map(({ keypad, option }) => [keypad, option])).toEqual([
      ['3', 0],
      ['2', 1],
      ['3', 1],
    ]);
    hall.stop();
  });
});

test('a connection that the unit has forgotten is made anew and hears of votes again', async () => {
  const hall = await open();
  await hall.command(opening('b1'), 500);
  hall.device.fault('forget', {});
  await hall.clock.advance(95_000);
  press(hall, [2, 1]);
  await hall.clock.advance(200);
  expect(hall.votes('b1')).toEqual({ 2: 0 });
  expect(voting(hall).filter((line) => line.endsWith('/Voting/subscribe'))).toHaveLength(2);
  hall.stop();
});
