import { expect, test } from 'vitest';
import { createVirtualClock } from '../../../protocols/clock.ts';
import { createSystemClock } from '../../../daemon/runtime/clock.ts';
import { watchClock } from '../../../daemon/runtime/clock-watch.ts';

test('whoever sets the clock of the PC in mid-sitting changes no order and no duration', () => {
  let pc = Date.UTC(2026, 9, 25, 0, 59);
  let mono = 500;
  const clock = createSystemClock(
    () => pc,
    () => mono,
  );
  const pass = (ms: number): number => {
    pc += ms;
    mono += ms;
    return clock.wall();
  };
  const before = pass(30_000);
  pc -= 3_600_000;
  expect(pass(60_000) - before).toBe(60_000);
  expect(clock.deviationMs()).toBe(-3_600_000);
  pc += 7_200_000;
  expect(pass(1000) - before).toBe(61_000);
  expect(clock.deviationMs()).toBe(3_600_000);
});

test('a clock that was set is told once, a drift is not', async () => {
  const time = createVirtualClock();
  let deviation = 0;
  const told: number[] = [];
  const stop = watchClock(
    time,
    () => deviation,
    (seconds) => told.push(seconds),
  );
  deviation = 800;
  await time.advance(60_000);
  expect(told).toEqual([]);
  deviation = -3_600_000;
  await time.advance(60_000);
  expect(told).toEqual([-3600]);
  deviation = 0;
  await time.advance(60_000);
  expect(told).toEqual([-3600, 3600]);
  stop();
  expect(time.pending()).toBe(0);
});
