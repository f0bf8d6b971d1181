/** What is Confero's own of its votes; what every system does with a ballot is in test/conformance/voting.test.ts. */
import { expect, test } from 'vitest';
import { televicConferoKind } from '../../../drivers/televic-confero/driver.ts';
import { closing, idle, last, opening, press, type HttpVoteHall } from '../../conformance/vote-hall.ts';
import { openConfero as open } from '../../conformance/vote-sessions.ts';

const actions = (hall: HttpVoteHall): readonly string[] =>
  hall.calls.flatMap(({ path, body }) =>
    path.endsWith('/actions') ? [(JSON.parse(body) as { kind: string }).kind] : [],
  );

test('a ballot is one vote of the open meeting, whose single votes are read after the stop', async () => {
  const hall = await open();
  await hall.command(opening('b1'), 8000);
  press(hall, [1, 1], [2, 2], [3, 3], [2, 1]);
  await hall.clock.advance(4000);
  await hall.command(closing('b1'), 6000);
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

test.each(['none', 'not-licensed'])('with the meeting %s it is refused', async (state) => {
  const hall = await open();
  hall.device.fault('meeting', { state });
  expect(await hall.command(opening('b1'), 4000)).toMatchObject({ ok: false, code: 'device-refused' });
  expect(last(hall)).toEqual(idle);
  hall.stop();
});

test('what is promised depends on what the config believes', () => {
  const config = { id: 'm', kind: 'televic-confero', address: 'http://192.0.2.10', token: 't' };
  const promised = (votes?: 'totals' | 'individual') => {
    const parsed = televicConferoKind.config.parse({ ...config, ...(votes ? { votes } : {}) });
    return [televicConferoKind.voting?.(parsed), televicConferoKind.capabilities(parsed).individualVotes];
  };
  expect(promised()).toMatchObject([{ individualVotes: false, delivery: 'totals-only' }, false]);
  expect(promised('individual')).toMatchObject([{ individualVotes: true, delivery: 'reported-once' }, true]);
});
