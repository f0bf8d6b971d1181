/** What is MXCW's own of its votes; what every system does with a ballot is in test/conformance/voting.test.ts. */
import { describe, expect, test } from 'vitest';
import { shureMxcwKind } from '../../../drivers/shure-mxcw/driver.ts';
import type { BallotOption } from '../../../protocols/models/voting.ts';
import {
  closing,
  done,
  idle,
  last,
  opening,
  press,
  yesNoAbstain,
  type VoteHall,
} from '../../conformance/vote-hall.ts';
import { openMxcw as open, standardMxcw as standard } from '../../conformance/vote-sessions.ts';

const voting = (hall: VoteHall): readonly string[] => hall.said.filter((line) => /VOT/.test(line));
const starts = (hall: VoteHall): number => hall.said.filter((line) => line.includes('START_VOTE')).length;
const list: readonly BallotOption[] = ['Anna', 'Bert', 'Cem', 'Dora'].map((label) => ({
  label,
  meaning: null,
}));

describe('a ballot', () => {
  test('is a configuration of the unit that is started, completed and read twice', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 500);
    press(hall, [1, 1], [2, 2], [3, 3], [2, 1]);
    await hall.command(closing('b1'), 2000);
    // Told with each press, also where two come together, and not once more when it is read.
    expect(hall.casts).toHaveLength(4);
    const read = [
      '< GET 0 FINAL_VOTING_SELECTION >',
      '< GET 1 FINAL_VOTING_RESULT >',
      '< GET 2 FINAL_VOTING_RESULT >',
      '< GET 3 FINAL_VOTING_RESULT >',
      '< GET VOTING_STATE >',
    ];
    expect(voting(hall)).toEqual([
      '< GET VOTING_CONFIGURATION >',
      '< GET VOTING_STATE >',
      '< SET START_VOTE 1 >',
      '< SET COMPLETE_VOTE TRUE >',
      ...read,
      ...read,
    ]);
    hall.stop();
  });

  test('buttons are the meanings that the config gives them', async () => {
    const hall = await open({}, { configuration: 1, buttons: ['abstain', 'no', 'yes'] });
    await hall.command(opening('b1', yesNoAbstain.slice(0, 2)), 500);
    press(hall, [1, 3], [2, 2], [3, 1]);
    await hall.command(closing('b1'), 3000);
    expect(hall.votes('b1')).toEqual({ 1: 0, 2: 1, 3: null });
    expect(last(hall)).toMatchObject({ phase: 'drained', totals: null });
    hall.stop();
  });

  test('a list is voted on by places, with the configuration for lists; without one it is not', async () => {
    const hall = await open();
    expect(await hall.command(opening('b1', list), 500)).toEqual(done);
    expect(hall.said).toContain('< SET START_VOTE 3 >');
    press(hall, [1, 4], [2, 5]);
    await hall.command(closing('b1'), 3000);
    expect(hall.votes('b1')).toEqual({ 1: 3, 2: null });
    hall.stop();
    const without = await open({}, { configuration: 1, buttons: ['yes', 'no'] });
    for (const options of [list, yesNoAbstain, []])
      expect(await without.command(opening('b1', options), 500)).toMatchObject({
        code: 'device-unsupported',
      });
    expect(voting(without)).toEqual([]);
    without.stop();
  });

  test('buttons told by their names are those options', async () => {
    const hall = await open();
    hall.device.fault('names', {});
    await hall.command(opening('b1'), 500);
    press(hall, [1, 1], [2, 3]);
    await hall.command(closing('b1'), 2000);
    expect(hall.votes('b1')).toEqual({ 1: 0, 2: 2 });
    hall.stop();
  });

  test('another cancels the one before', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 500);
    expect(await hall.command(opening('b2'), 2000)).toEqual(done);
    expect(hall.said).toContain('< SET CANCEL_VOTE TRUE >');
    hall.stop();
  });

  test('a pause at the unit is no end', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 500);
    press(hall, [2, 2]);
    hall.device.fault('pause-vote', {});
    press(hall, [3, 1]);
    await hall.clock.advance(500);
    hall.device.fault('resume-vote', {});
    press(hall, [4, 1]);
    await hall.command(closing('b1'), 3000);
    expect(hall.states.map(({ phase }) => phase)).toEqual(['idle', 'open', 'closed', 'drained']);
    expect(hall.votes('b1')).toEqual({ 2: 1, 4: 0 });
    hall.stop();
  });

  test('another vote that takes its place at the unit before it was read ends it, and is not counted', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 500);
    press(hall, [2, 1]);
    await hall.clock.advance(100);
    for (const fault of ['stop-vote', 'start-vote']) hall.device.fault(fault, {});
    press(hall, [3, 1]);
    await hall.clock.advance(2000);
    expect(hall.votes('b1')).toEqual({ 2: 0 });
    expect(last(hall)).toEqual(idle);
    hall.stop();
  });

  test('a configuration that was not made is refused', async () => {
    const hall = await open({}, { ...standard, configuration: 9 });
    expect(await hall.command(opening('b1'), 4000)).toMatchObject({ ok: false, code: 'device-refused' });
    hall.stop();
  });

  test('a unit that takes its time is waited for, and is not told twice', async () => {
    const hall = await open();
    hall.device.fault('slow-votes', { ms: 600 });
    expect(await hall.command(opening('b1'), 3000)).toEqual(done);
    press(hall, [2, 1]);
    expect(await hall.command(closing('b1'), 4000)).toEqual(done);
    expect(hall.votes('b1')).toEqual({ 2: 0 });
    expect(starts(hall)).toBe(1);
    expect(hall.said.filter((line) => line.includes('COMPLETE_VOTE'))).toHaveLength(1);
    hall.stop();
  });

  test('a unit that still shows the last results is told that they are done with', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 500);
    await hall.command(closing('b1'), 3000);
    hall.device.fault('held-results', {});
    expect(await hall.command(opening('b2'), 3000)).toEqual(done);
    expect(hall.said).toContain('< SET CLOSE_VOTING_RESULTS TRUE >');
    hall.stop();
  });

  test('a secret configuration gives totals', async () => {
    const hall = await open({}, { ...standard, configuration: 2 });
    await hall.command(opening('b1'), 500);
    press(hall, [1, 1], [2, 3], [3, 3]);
    await hall.command(closing('b1'), 6000);
    expect(hall.casts).toEqual([]);
    expect(last(hall)).toEqual({ ballot: 'b1', phase: 'drained', totals: [1, 0, 2] });
    hall.stop();
  });

  test('what is told after somebody ended it at the unit is nobody’s vote, read already or not', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 500);
    hall.device.fault('stop-vote', {});
    hall.device.fault('stray-vote', { seat: 3, key: 1 });
    await hall.clock.advance(3000);
    expect(last(hall)).toMatchObject({ phase: 'drained' });
    hall.device.fault('stray-vote', { seat: 2, key: 1 });
    await hall.clock.advance(500);
    expect(hall.casts).toEqual([]);
    hall.stop();
  });
});

test('what is promised depends on what was made at the unit', () => {
  const promised = (more: object) => {
    const config = { id: 'm', kind: 'shure-mxcw', address: 'tcp://192.0.2.10', ...more };
    const parsed = shureMxcwKind.config.parse(config);
    return [shureMxcwKind.voting?.(parsed), shureMxcwKind.capabilities(parsed).individualVotes];
  };
  expect(promised({})).toEqual([null, false]);
  expect(promised({ votingConfiguration: 7 })).toMatchObject([
    { individualVotes: true, maxOptions: 3, delivery: 'reported-once', readBack: true },
    true,
  ]);
  expect(promised({ votingConfiguration: 7, listConfiguration: 8 })).toMatchObject([{ maxOptions: 5 }, true]);
  expect(() => promised({ votingConfiguration: 51 })).toThrow();
  expect(() => promised({ votingConfiguration: 1, votingButtons: ['yes', 'yes'] })).toThrow();
});
