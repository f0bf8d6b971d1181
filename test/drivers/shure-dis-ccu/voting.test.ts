/** What is the DIS-CCU's own of its votes; what every system does with a ballot is in test/conformance/voting.test.ts. */
import { describe, expect, test } from 'vitest';
import { shureDisCcuKind } from '../../../drivers/shure-dis-ccu/driver.ts';
import { closing, done, idle, last, opening, press, type VoteHall } from '../../conformance/vote-hall.ts';
import { openDis } from '../../conformance/vote-sessions.ts';

const open = (configuration = 1): Promise<VoteHall> => openDis({}, configuration);
const voting = (hall: VoteHall): readonly string[] => hall.said.filter((line) => /voting/.test(line));
/** Buttons are yes, abstain, no; the ballot's options yes, no, abstain. */
const [yes, abstain, no] = [1, 2, 3] as const;

describe('a ballot', () => {
  test('is a configuration that is started and stopped; its results are the totals, by what they mean', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 500);
    press(hall, [1, yes], [2, no], [3, abstain], [4, no], [5, no], [2, yes]);
    await hall.command(closing('b1'), 1500);
    expect(last(hall)).toEqual({ ballot: 'b1', phase: 'drained', totals: [2, 2, 1] });
    expect(voting(hall)).toEqual(['voting_status', 'start_voting 1', 'stop_voting']);
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
    const hall = await open(2);
    await hall.command(opening('b1'), 500);
    press(hall, [1, yes], [2, no]);
    await hall.command(closing('b1'), 1500);
    expect(last(hall)?.totals).toEqual([1, 1, 0]);
    hall.stop();
  });

  test.each([3, 4, 77])(
    'the configuration %i, which has other buttons or is none, is refused',
    async (number) => {
      const hall = await open(number);
      expect(await hall.command(opening('b1'), 3000)).toMatchObject({ ok: false, code: 'device-refused' });
      expect(last(hall)).toEqual(idle);
      expect(voting(hall)).toEqual(['voting_status']);
      hall.stop();
    },
  );

  test('in the place of a vote that somebody runs, that is cancelled first', async () => {
    const hall = await open();
    hall.device.fault('start-vote', {});
    expect(await hall.command(opening('b1'), 2500)).toEqual(done);
    expect(voting(hall).slice(1)).toEqual(['start_voting 1', 'cancel_voting', 'start_voting 1']);
    hall.stop();
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
