import { describe, expect, test } from 'vitest';
import { shureMxcwKind } from '../../../drivers/shure-mxcw/driver.ts';
import type { BallotOption } from '../../../protocols/models/voting.ts';
import { opening, yesNoAbstain } from '../televic-plixus/vote-hall.ts';
import { standard, open, closing, done, last, voting, starts, press, counted, idle } from './mxcw-votes.ts';

const list: readonly BallotOption[] = ['Anna', 'Bert', 'Cem', 'Dora'].map((label) => ({
  label,
  meaning: null,
}));

describe('a ballot', () => {
  test('is a configuration of the unit that is started, completed and read twice', async () => {
    const hall = await open();
    expect(hall.states).toEqual([idle]);
    expect(voting(hall)).toEqual([]);
    expect(await hall.command(opening('b1'), 500)).toEqual(done);
    expect(last(hall)).toEqual({ ballot: 'b1', phase: 'open', totals: null });
    press(hall, [1, 1], [2, 2], [3, 3], [2, 1]);
    await hall.clock.advance(100);
    expect(hall.votes('b1')).toEqual({ 1: 0, 2: 0, 3: 2 });
    expect(hall.casts).toHaveLength(4);
    expect(hall.casts.every(({ id }) => id === null)).toBe(true);
    expect(await hall.command(closing('b1'), 2000)).toEqual(done);
    expect(hall.states.slice(-2)).toEqual([
      { ballot: 'b1', phase: 'closed', totals: null },
      { ballot: 'b1', phase: 'drained', totals: null },
    ]);
    expect(hall.casts).toHaveLength(4);
    expect(hall.device.truth().votes).toEqual({ open: false, pressed: { 1: 1, 2: 1, 3: 3 } });
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

  test('a hundred press together: each press is one cast, acknowledged at once', async () => {
    const hall = await open({ seats: 100 });
    await hall.command(opening('b1'), 500);
    for (let seat = 1; seat <= 100; seat++) press(hall, [seat, 1 + (seat % 3)]);
    await hall.clock.advance(2500);
    expect(hall.casts).toHaveLength(100);
    expect(new Set(hall.casts.map(({ receipt }) => receipt)).size).toBe(100);
    expect(hall.refusedAcknowledgements).toEqual([]);
    expect(hall.votes('b1')).toEqual(counted(hall));
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

  test('the same opened or closed again is done at once and nothing is said', async () => {
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

  test('drained and wanted open again, it is another vote of the unit for the same ballot', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 1000);
    press(hall, [2, 1]);
    await hall.command(closing('b1'), 3000);
    expect(await hall.command(opening('b1'), 2000)).toEqual(done);
    expect(hall.device.truth().votes).toEqual({ open: true, pressed: {} });
    press(hall, [3, 2]);
    await hall.command(closing('b1'), 3000);
    expect(last(hall)).toMatchObject({ ballot: 'b1', phase: 'drained' });
    expect(hall.votes('b1')).toEqual({ 2: 0, 3: 1 });
    hall.stop();
  });

  test('another ends the one before, and its votes are nobody’s of the new one', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 500);
    press(hall, [2, 1]);
    await hall.clock.advance(300);
    hall.device.fault('stale-vote', {});
    expect(await hall.command(opening('b2'), 2000)).toEqual(done);
    expect(hall.said).toContain('< SET CANCEL_VOTE TRUE >');
    press(hall, [3, 2]);
    await hall.clock.advance(100);
    expect(hall.votes('b1')).toEqual({ 2: 0 });
    expect(hall.votes('b2')).toEqual({ 3: 1 });
    press(hall, [2, 1]);
    await hall.clock.advance(100);
    expect(hall.votes('b2')).toEqual({ 2: 0, 3: 1 });
    hall.stop();
  });

  test('a vote that somebody runs at the unit is cancelled for ours', async () => {
    const hall = await open();
    hall.device.fault('start-vote', { configuration: 3 });
    press(hall, [2, 1]);
    expect(await hall.command(opening('b1'), 2000)).toEqual(done);
    await hall.command(closing('b1'), 3000);
    expect(hall.votes('b1')).toEqual({});
    hall.stop();
  });

  test('one that somebody completes at the unit is drained without our asking', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 500);
    press(hall, [2, 2]);
    hall.device.fault('stop-vote', {});
    await hall.clock.advance(2000);
    expect(last(hall)).toMatchObject({ ballot: 'b1', phase: 'drained' });
    expect(hall.votes('b1')).toEqual({ 2: 1 });
    hall.stop();
  });

  test('one that somebody cancels at the unit is not open any more; wanted again, it is voted anew', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 500);
    press(hall, [2, 2]);
    hall.device.fault('cancel-vote', {});
    await hall.clock.advance(500);
    expect(last(hall)).toEqual(idle);
    expect(await hall.command(opening('b1'), 2000)).toEqual(done);
    expect(hall.device.truth().votes).toEqual({ open: true, pressed: {} });
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

  test('a unit that does not vote refuses, and says that nothing is open', async () => {
    const hall = await open();
    hall.device.fault('refuse-votes', {});
    expect(await hall.command(opening('b1'), 4000)).toMatchObject({ ok: false, code: 'device-refused' });
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

  test('closed before it is open, at whatever moment, it does not stay open', async () => {
    for (let waitMs = 0; waitMs <= 120; waitMs += 5) {
      const hall = await open({ seed: 1 + waitMs });
      hall.device.fault('start-vote', {});
      const opened = hall.submit(opening('b1'));
      await hall.clock.advance(waitMs);
      const before = starts(hall);
      expect(await hall.command(closing('b1'), 6000)).toEqual(done);
      await opened;
      expect(last(hall)).toMatchObject({ ballot: 'b1', phase: 'drained' });
      expect(starts(hall)).toBe(before);
      if (before > 0) expect(hall.device.truth().votes?.open).toBe(false);
      hall.stop();
    }
  });
});

test('a button without an option is no option, and a strange unit votes under its own number', async () => {
  const hall = await open();
  await hall.command(opening('b1'), 500);
  hall.device.fault('wrong-key', { seat: 2 });
  hall.device.fault('stranger', { key: 1 });
  press(hall, [99, 1]);
  await hall.command(closing('b1'), 6000);
  expect(hall.votes('b1')).toEqual({ 2: null, 500: 0 });
  hall.stop();
});

test('votes from elsewhere cannot be put in', async () => {
  const hall = await open();
  await hall.command(opening('b1'), 500);
  expect(
    await hall.command({ type: 'external-cast', ballot: 'b1', keypad: '2', option: 0 }, 100),
  ).toMatchObject({ code: 'device-unsupported' });
  hall.stop();
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
