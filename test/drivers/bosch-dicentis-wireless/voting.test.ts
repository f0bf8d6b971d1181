/** What is DICENTIS Wireless' own of its votes; what every system does is in test/conformance/voting.test.ts. */
import { describe, expect, test } from 'vitest';
import {
  closing,
  done,
  idle,
  last,
  opening,
  press,
  resuming,
  yesNoAbstain,
  type HttpVoteHall,
} from '../../conformance/vote-hall.ts';
import { openWap as open } from '../../conformance/vote-sessions.ts';

const voting = (hall: HttpVoteHall): readonly string[] =>
  hall.calls
    .filter(({ path }) => path.startsWith('/api/voting'))
    .map(({ method, path, body }) => `${method} ${path}${path.endsWith('state') ? ` ${body}` : ''}`);
const opened = (hall: HttpVoteHall): number =>
  voting(hall).filter((call) => call === 'PUT /api/voting/state {"state":1}').length;

test('a ballot is a round with its own subject that is opened, closed and read twice', async () => {
  const hall = await open();
  await hall.command(opening('b1'), 1500);
  press(hall, [1, 1], [2, 2], [3, 3], [2, 1]);
  await hall.clock.advance(1500);
  await hall.command(closing('b1'), 3000);
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

describe('after a crash of ours', () => {
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

  test('a ballot that the unit never had leaves the round of somebody else alone', async () => {
    const hall = await open();
    hall.device.fault('start-vote', {});
    expect(await hall.command(closing('b9'), 3000)).toEqual(done);
    expect(last(hall)).toEqual({ ballot: 'b9', phase: 'drained', totals: null });
    expect(hall.device.truth().votes?.open).toBe(true);
    hall.stop();
  });
});
