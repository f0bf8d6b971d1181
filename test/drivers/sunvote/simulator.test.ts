/** The driver against the base's simulator, joined in memory: nothing lost, nothing counted twice. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSunvoteSession } from '../../../drivers/sunvote/session.ts';
import { createVirtualClock } from '../../../protocols/clock.ts';
import { createSunvoteBase } from '../../../simulators/sunvote/device.ts';
import { createRandom } from '../../../simulators/world/random.ts';
import { openVotingHall, type VotingHall } from './voting-hall.ts';

type Base = ReturnType<typeof createSunvoteBase>;

async function openHall(options: { seats?: number; seed?: number; counter?: 'stable' | 'presses' } = {}) {
  const { seats = 5, seed = 1, counter = 'stable' } = options;
  const clock = createVirtualClock();
  const base = createSunvoteBase({
    seats: Array.from({ length: seats }, (_, index) => ({ seat: index + 1, name: '', chair: false })),
    clock,
    random: createRandom(seed),
    onMicrophone: () => undefined,
  });
  if (counter === 'presses') base.fault('count', {});
  const hall = await openVotingHall(createSunvoteSession({ counter, readMs: 400 }), base, clock);
  return { base, hall };
}

/** What the base counted, as options. */
const counted = (base: Base, options = 3): Record<string, number | null> =>
  Object.fromEntries(
    Object.entries(base.truth().votes.pressed).map(([keypad, key]) => [
      keypad,
      key >= 1 && key <= options ? key - 1 : null,
    ]),
  );

const drained = (hall: VotingHall): boolean => hall.state().phase === 'drained';
const collected = (hall: VotingHall, count: number) => () => hall.casts.length >= count;

describe('a whole ballot', () => {
  test('every seat presses, one changes its mind and back, and what is drained is what was pressed', async () => {
    const { base, hall } = await openHall();
    expect(hall.state()).toEqual({ ballot: null, phase: 'idle', totals: null });
    await hall.open('b-1');
    expect(hall.state()).toEqual({ ballot: 'b-1', phase: 'open', totals: null });
    for (const seat of [1, 2, 3, 4, 5]) base.pressKey(String(seat), (seat % 3) + 1);
    await hall.until(collected(hall, 5));
    for (const key of [1, 2, 1]) base.pressKey('2', key);
    await hall.close('b-1');
    expect(base.truth().votes.open).toBe(false);
    expect(hall.state().phase).toBe('closed');
    await hall.until(() => drained(hall));
    expect(hall.result('b-1')).toEqual({ 1: 1, 2: 0, 3: 0, 4: 1, 5: 2 });
    expect(hall.result('b-1')).toEqual(counted(base));
    expect(hall.health()).toMatchObject({ garbage: 0, deadlines: 0, losses: 0 });
  });

  test('presses before the opening and after the close are nobody’s', async () => {
    const { base, hall } = await openHall();
    base.pressKey('1', 1);
    await hall.open('b-1');
    await hall.close('b-1');
    base.pressKey('2', 1);
    await hall.until(() => drained(hall));
    await hall.clock.advance(5000);
    expect(hall.casts).toEqual([]);
  });

  test('the same ballot again is nothing new; six options are the most', async () => {
    const { hall } = await openHall();
    await hall.open('b-1');
    const before = hall.events.length;
    await hall.open('b-1');
    expect(hall.events).toHaveLength(before);
    await expect(hall.open('b-2', 7)).rejects.toThrow('device-unsupported');
  });

  test('a key that stands for no option, and several at once, are none of them', async () => {
    const { base, hall } = await openHall();
    await hall.open('b-1', 2);
    base.pressKey('1', 3);
    base.fault('out-of-range', { keypad: 2, keys: 0b11 });
    base.fault('out-of-range', { keypad: 3 });
    await hall.until(() => Object.keys(hall.result('b-1')).length === 3);
    expect(hall.result('b-1')).toEqual({ 1: null, 2: null, 3: null });
  });

  test('a keypad outside of the base’s range is told and counted as garbage; keypad 0 and no key are nothing', async () => {
    const { base, hall } = await openHall();
    await hall.open('b-1');
    base.fault('unknown-keypad', {});
    base.fault('nobody', {});
    base.pressKey('4', 1);
    await hall.until(collected(hall, 2));
    expect(hall.casts.map(({ keypad }) => keypad)).toEqual(['6', '4']);
    expect(hall.health().garbage).toBe(3);
  });

  test('two ballots one after the other do not mix', async () => {
    const { base, hall } = await openHall();
    await hall.open('b-1');
    base.pressKey('1', 1);
    await hall.until(collected(hall, 1));
    await hall.close('b-1');
    await hall.until(() => drained(hall));
    base.fault('stale', { keypad: 3, key: 2 });
    base.fault('never-clears', {});
    await hall.open('b-2');
    base.pressKey('2', 2);
    await hall.until(collected(hall, 2));
    await hall.close('b-2');
    await hall.until(() => drained(hall));
    expect(hall.result('b-1')).toEqual({ 1: 0 });
    expect(hall.result('b-2')).toEqual({ 2: 1 });
  });

  test('a ballot that replaces one in mid-course takes nothing of it with it', async () => {
    const { base, hall } = await openHall();
    hall.disk.works = false;
    await hall.open('b-1');
    for (const seat of ['1', '2', '3']) base.pressKey(seat, 1);
    await hall.until(collected(hall, 1));
    hall.disk.works = true;
    await hall.open('b-2');
    await hall.clock.advance(3000);
    expect(hall.result('b-2')).toEqual({});
  });
});

describe('stored first, acknowledged then', () => {
  test('while the disk does not answer the base keeps the press, whatever its status bytes are', async () => {
    for (const isSame of [false, true]) {
      const { base, hall } = await openHall();
      base.fault('same-status', { on: isSame });
      await hall.open('b-1');
      base.pressKey('1', 1);
      await hall.until(collected(hall, 1));
      await hall.clock.advance(1000);
      hall.disk.works = false;
      base.pressKey('2', 2);
      base.pressKey('3', 3);
      await hall.until(collected(hall, 2));
      await hall.clock.advance(4000);
      expect(hall.casts).toHaveLength(2);
      // The program is killed, and its disk has seen neither: the close of the same ballot brings both again.
      hall.disk.works = true;
      hall.restart();
      await hall.until(() => hall.health().status?.code === 'ready');
      await hall.close('b-1');
      await hall.until(() => drained(hall));
      expect(hall.result('b-1')).toEqual({ 1: 0, 2: 1, 3: 2 });
    }
  });

  test('a cast that nobody answers is told again after a while', async () => {
    const { base, hall } = await openHall();
    hall.disk.works = false;
    await hall.open('b-1');
    base.pressKey('1', 1);
    await hall.until(collected(hall, 1));
    await hall.clock.advance(1000);
    hall.disk.works = true;
    await hall.until(() => hall.result('b-1')['1'] === 0, 8000);
    expect(new Set(hall.casts.map(({ receipt }) => receipt)).size).toBe(2);
  });

  test('it is not drained before everything is stored', async () => {
    const { base, hall } = await openHall();
    await hall.open('b-1');
    base.pressKey('1', 1);
    hall.disk.delayMs = 3000;
    await hall.close('b-1');
    await hall.until(() => drained(hall));
    expect(hall.result('b-1')).toEqual({ 1: 0 });
  });

  test('an acknowledgement that the base did not hear, and an answer that comes twice, count once', async () => {
    for (const counter of ['stable', 'presses'] as const) {
      const { base, hall } = await openHall({ counter });
      base.fault('double', {});
      base.fault('deaf', { count: 2 });
      await hall.open('b-1');
      base.pressKey('1', 1);
      base.pressKey('1', 2);
      base.pressKey('1', 1);
      await hall.clock.advance(6000);
      await hall.close('b-1');
      await hall.until(() => drained(hall));
      expect(hall.result('b-1')).toEqual({ 1: 0 });
    }
  });

  test('with a counter that counts presses the same press has the same id, and another one another', async () => {
    const { base, hall } = await openHall({ counter: 'presses' });
    await hall.open('b-1');
    base.fault('deaf', { count: 1 });
    for (const key of [1, 2, 1]) base.pressKey('3', key);
    await hall.until(() => hall.casts.length === 4);
    const [first, again, second, third] = hall.casts.map(({ id }) => id);
    expect(again).toBe(first);
    expect(new Set([first, second, third]).size).toBe(3);
    expect(first).toMatch(/^3\.\d+\.1$/);
  });
});

describe('a bad line', () => {
  test('wrong checksums, noise before frames and lost answers cost time and nothing else', async () => {
    const { base, hall } = await openHall();
    base.fault('noise', {});
    await hall.open('b-1');
    for (const seat of ['1', '2', '3', '4']) {
      base.pressKey(seat, 2);
      base.fault('bad-crc', { count: 1 });
      base.fault('lose', { count: 1 });
      await hall.clock.advance(1500);
    }
    await hall.close('b-1');
    await hall.until(() => drained(hall));
    expect(hall.result('b-1')).toEqual({ 1: 1, 2: 1, 3: 1, 4: 1 });
    expect(hall.health().losses).toBe(0);
    expect(hall.health().garbage).toBeGreaterThan(0);
  });

  test('presses that were in the air at the stop are found', async () => {
    const { base, hall } = await openHall();
    await hall.open('b-1');
    await hall.close('b-1');
    base.fault('late', { keypad: 2, key: 3 });
    await hall.until(() => drained(hall));
    expect(hall.result('b-1')).toEqual({ 2: 2 });
  });

  test('a base that answers nothing but polls is opened, stopped and drained all the same', async () => {
    const { base, hall } = await openHall();
    base.fault('mute-commands', {});
    await hall.open('b-1');
    base.pressKey('1', 1);
    await hall.until(collected(hall, 1));
    await hall.close('b-1');
    await hall.until(() => drained(hall));
    expect(hall.result('b-1')).toEqual({ 1: 0 });
  });
});

test('a start, and a stop, that the base did not hear are said again', async () => {
  const { base, hall } = await openHall();
  // Stop, clear, two of the round, and the start itself.
  base.fault('unheard', { count: 5 });
  await hall.open('b-1');
  expect(base.truth().votes.open).toBe(true);
  await hall.until(() => hall.state().phase === 'open');
  const closing = hall.close('b-1');
  base.fault('unheard', { count: 4 });
  await closing;
  expect(base.truth().votes.open).toBe(false);
});

describe('a link that ends', () => {
  test('in mid-ballot: the ballot goes on, and what was pressed meanwhile comes', async () => {
    const { base, hall } = await openHall();
    await hall.open('b-1');
    base.pressKey('1', 1);
    hall.disk.works = false;
    await hall.until(collected(hall, 1));
    hall.cut();
    hall.disk.works = true;
    base.pressKey('2', 2);
    base.pressKey('3', 3);
    await hall.until(() => Object.keys(hall.result('b-1')).length === 3);
    expect(hall.state()).toEqual({ ballot: 'b-1', phase: 'open', totals: null });
    await hall.close('b-1');
    await hall.until(() => drained(hall));
    expect(hall.result('b-1')).toEqual(counted(base));
  });

  test('with the base’s power: the vote is started again, and who votes then is heard', async () => {
    const { base, hall } = await openHall();
    await hall.open('b-1');
    base.pressKey('1', 1);
    await hall.until(() => hall.result('b-1')['1'] === 0);
    await hall.clock.advance(1000);
    hall.refuse(true);
    base.coldStart();
    hall.cut();
    await hall.clock.advance(3000);
    hall.refuse(false);
    await hall.until(() => base.truth().votes.open);
    await hall.clock.advance(1000);
    base.pressKey('2', 2);
    await hall.close('b-1');
    await hall.until(() => drained(hall));
    expect(hall.result('b-1')).toEqual({ 1: 0, 2: 1 });
  });

  test('while draining: stopped and drained again', async () => {
    const { base, hall } = await openHall();
    await hall.open('b-1');
    for (const seat of ['1', '2', '3', '4']) base.pressKey(seat, 1);
    await hall.close('b-1');
    hall.cut();
    await hall.until(() => drained(hall));
    expect(hall.result('b-1')).toEqual(counted(base));
    expect(Object.keys(hall.result('b-1'))).toHaveLength(4);
  });

  test('after the end: the last ballot is still told as drained', async () => {
    const { hall } = await openHall();
    await hall.open('b-1');
    await hall.close('b-1');
    await hall.until(() => drained(hall));
    const before = hall.events.length;
    hall.cut();
    await hall.until(() => hall.events.length > before);
    expect(hall.state()).toEqual({ ballot: 'b-1', phase: 'drained', totals: null });
  });

  test('a restarted program says that it runs nothing, and the ballot that it opens starts empty', async () => {
    const { base, hall } = await openHall();
    hall.disk.works = false;
    await hall.open('b-1');
    base.pressKey('1', 1);
    await hall.until(collected(hall, 1));
    hall.restart();
    hall.disk.works = true;
    await hall.until(() => hall.health().status?.code === 'ready');
    expect(hall.state()).toEqual({ ballot: null, phase: 'idle', totals: null });
    await hall.open('b-2');
    await hall.clock.advance(2000);
    expect(hall.result('b-2')).toEqual({});
  });
});

test('200 seeded evenings: random presses, a bad line, cuts, and never another result than the base’s own', async () => {
  const key = fc.integer({ min: 1, max: 6 });
  const seat = fc.integer({ min: 1, max: 8 });
  const act = fc.oneof(
    { weight: 12, arbitrary: fc.record({ act: fc.constant('press' as const), seat, key }) },
    { weight: 6, arbitrary: fc.record({ act: fc.constant('wait' as const), ms: fc.nat(900) }) },
    { weight: 1, arbitrary: fc.record({ act: fc.constant('cut' as const) }) },
    {
      weight: 3,
      arbitrary: fc.record({
        act: fc.constant('fault' as const),
        name: fc.constantFrom('lose', 'bad-crc', 'deaf', 'unheard', 'double', 'noise', 'out-of-range'),
        on: fc.boolean(),
      }),
    },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(act, { maxLength: 40 }),
      fc.array(fc.record({ seat, key }), { maxLength: 3 }),
      fc.record({
        counter: fc.constantFrom('stable' as const, 'presses' as const),
        same: fc.boolean(),
        seed: fc.nat(999),
      }),
      async (acts, late, { counter, same, seed }) => {
        const { base, hall } = await openHall({ seats: 8, seed, counter });
        base.fault('same-status', { on: same });
        await hall.open('b-1');
        for (const one of acts) {
          if (one.act === 'press') base.pressKey(String(one.seat), one.key);
          else if (one.act === 'wait') await hall.clock.advance(one.ms);
          else if (one.act === 'cut') hall.cut();
          else base.fault(one.name, { on: one.on, count: 1, keypad: 1 });
        }
        await hall.until(() => hall.health().status?.code === 'ready' && hall.state().phase === 'open');
        await hall.close('b-1');
        for (const one of late) base.fault('late', { keypad: one.seat, key: one.key });
        await hall.until(() => drained(hall), 120_000);
        expect(hall.result('b-1')).toEqual(counted(base));
      },
    ),
    { seed: 20_261_127, numRuns: 200 },
  );
});
