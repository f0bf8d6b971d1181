import { describe, expect, test } from 'vitest';
import { opening, yesNoAbstain } from '../televic-plixus/vote-hall.ts';
import { open, resuming, closing, done, last, starts, press, counted, idle } from './mxcw-votes.ts';

describe('what the line loses', () => {
  test('is found after the end', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 500);
    hall.device.fault('lose-votes', { count: 2 });
    press(hall, [2, 1], [3, 2]);
    await hall.clock.advance(500);
    expect(hall.votes('b1')).toEqual({});
    await hall.command(closing('b1'), 2000);
    expect(hall.votes('b1')).toEqual({ 2: 0, 3: 1 });
    hall.stop();
  });

  test('what is told twice is one cast', async () => {
    const hall = await open();
    hall.device.fault('double-votes', {});
    await hall.command(opening('b1'), 500);
    press(hall, [2, 1], [2, 2]);
    await hall.command(closing('b1'), 3000);
    expect(hall.casts.map(({ keypad, option }) => [keypad, option])).toEqual([
      ['2', 0],
      ['2', 1],
    ]);
    hall.stop();
  });

  test('a vote that the unit names late is waited for before it is drained', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 500);
    hall.device.fault('late-vote', { seat: 4, key: 2 });
    expect(await hall.command(closing('b1'), 400)).toEqual(done);
    expect(last(hall)).toMatchObject({ phase: 'closed' });
    expect(await hall.command(opening('b1'), 1)).toMatchObject({ code: 'device-busy' });
    await hall.clock.advance(3000);
    expect(last(hall)).toMatchObject({ phase: 'drained', totals: null });
    expect(hall.votes('b1')).toEqual({ 4: 1 });
    hall.stop();
  });

  test('what is told after the end is nobody’s vote', async () => {
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

  test('a link that dies in mid-ballot: it is open again, and what was pressed meanwhile is read at the end', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 500);
    press(hall, [2, 1]);
    await hall.clock.advance(300);
    hall.cut();
    press(hall, [2, 2], [3, 1]);
    await hall.clock.advance(3000);
    // Told anew, and not as idle in between: nobody has to open it again.
    expect(hall.states.map(({ phase }) => phase)).toEqual(['idle', 'open', 'open']);
    press(hall, [4, 3]);
    await hall.clock.advance(100);
    expect(hall.votes('b1')).toEqual({ 2: 0, 4: 2 });
    await hall.command(closing('b1'), 3000);
    expect(hall.votes('b1')).toEqual({ 2: 1, 3: 0, 4: 2 });
    hall.stop();
  });

  test('a link that dies at the end: it is completed and read back after the reconnect', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 500);
    hall.device.fault('lose-votes', {});
    press(hall, [2, 1]);
    const closed = hall.submit(closing('b1'));
    hall.cut();
    expect(await closed).toMatchObject({ ok: false, effect: 'unknown' });
    await hall.clock.advance(4000);
    expect(last(hall)).toMatchObject({ ballot: 'b1', phase: 'drained' });
    expect(hall.votes('b1')).toEqual({ 2: 0 });
    hall.stop();
  });

  test('a unit that was without power, or votes with another configuration: nothing of ours is open', async () => {
    for (const happens of ['power', 'other'] as const) {
      const hall = await open();
      await hall.command(opening('b1'), 500);
      hall.cut();
      if (happens === 'power') hall.device.coldStart();
      else {
        hall.device.fault('cancel-vote', {});
        hall.device.fault('start-vote', { configuration: 3 });
        press(hall, [3, 1]);
      }
      await hall.clock.advance(3000);
      expect(hall.states.map(({ phase }) => phase)).toEqual(['idle', 'open', 'idle']);
      expect(hall.casts).toEqual([]);
      expect(await hall.command(opening('b1'), 2000)).toEqual(done);
      hall.stop();
    }
  });
});

describe('after a crash of ours', () => {
  test('a ballot that is resumed goes on, with all that was pressed', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 500);
    press(hall, [2, 1]);
    await hall.restart();
    press(hall, [3, 2]);
    expect(last(hall)).toEqual(idle);
    expect(await hall.command(resuming('b1'), 1000)).toEqual(done);
    press(hall, [4, 3]);
    await hall.command(closing('b1'), 3000);
    expect(hall.votes('b1')).toEqual({ 2: 0, 3: 1, 4: 2 });
    expect(starts(hall)).toBe(1);
    hall.stop();
  });

  test('one that is not takes no votes over', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 500);
    press(hall, [2, 1]);
    await hall.restart();
    expect(await hall.command(opening('b2'), 2000)).toEqual(done);
    press(hall, [3, 1]);
    await hall.command(closing('b2'), 3000);
    expect(hall.votes('b2')).toEqual({ 3: 0 });
    hall.stop();
  });

  test('a ballot closed then takes no more votes, and is not said to be drained', async () => {
    const hall = await open();
    await hall.command(opening('b1'), 500);
    press(hall, [2, 3]);
    await hall.restart();
    const before = hall.casts.length;
    expect(await hall.command(closing('b1'), 3000)).toEqual(done);
    expect(last(hall)).toEqual({ ballot: 'b1', phase: 'closed', totals: null });
    expect(hall.casts).toHaveLength(before);
    expect(hall.device.truth().votes?.open).toBe(false);
    hall.stop();
  });

  test('with its options one that still runs is ended and read; results of nobody knows which are not', async () => {
    for (const [isStopped, votes, phase] of [
      [false, { 2: 2, 3: 0 }, 'drained'],
      [true, {}, 'closed'],
    ] as const) {
      const hall = await open();
      await hall.command(opening('b1'), 500);
      hall.device.fault('lose-votes', {});
      press(hall, [2, 3], [3, 1]);
      if (isStopped) hall.device.fault('stop-vote', {});
      await hall.restart();
      const before = hall.casts.length;
      expect(await hall.command({ ...closing('b1'), options: yesNoAbstain }, 4000)).toEqual(done);
      expect(last(hall)).toEqual({ ballot: 'b1', phase, totals: null });
      expect(hall.casts.length - before).toBe(Object.keys(votes).length);
      expect(hall.votes('b1')).toEqual(votes);
      hall.stop();
    }
  });

  test('a ballot that the unit never had has nothing more to come', async () => {
    const hall = await open();
    expect(await hall.command(closing('b9'), 3000)).toEqual(done);
    expect(last(hall)).toEqual({ ballot: 'b9', phase: 'drained', totals: null });
    hall.stop();
  });
});

test('two hundred evenings by chance: what was told is what the unit counts', async () => {
  for (let seed = 1; seed <= 200; seed++) {
    const hall = await open({ seats: 8, seed });
    const chance = hall.random;
    const to = (count: number): number => Math.floor(chance() * count);
    const options = yesNoAbstain.slice(0, 2 + to(2));
    hall.device.fault('names', { on: chance() < 0.2 });
    if (chance() < 0.2) hall.device.fault('slow-votes', { ms: 100 + to(600) });
    await hall.command(opening('b1', options), 3000);
    expect(last(hall), `seed ${seed}`).toMatchObject({ phase: 'open' });
    for (let turn = 0; turn < 30; turn++) {
      const fault = to(12);
      if (fault === 0) hall.device.fault('lose-votes', { count: 1 + to(4) });
      else if (fault === 1) hall.device.fault('double-votes', { on: chance() < 0.5 });
      else if (fault === 2) hall.device.press(1 + to(8));
      else if (fault === 3) hall.device.fault('late-vote', { seat: 1 + to(8), key: 1 + to(3) });
      else if (fault === 4) hall.device.fault('stale-vote', {});
      else if (fault === 5) hall.device.fault('stranger', { key: 1 + to(3) });
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
    expect(last(hall), `seed ${seed}`).toMatchObject({ ballot: 'b1', phase: 'drained', totals: null });
    expect(hall.votes('b1'), `seed ${seed}`).toEqual(counted(hall, options.length));
    hall.stop();
  }
}, 60_000);
