import { expect, test } from 'vitest';
import { measured, resendAfterMs, type RoundTrip } from '../../../drivers/visca/round-trip.ts';

const longestMs = 250;

function after(...samplesMs: number[]): RoundTrip | null {
  let roundTrip: RoundTrip | null = null;
  for (const sampleMs of samplesMs) roundTrip = measured(roundTrip, sampleMs);
  return roundTrip;
}

const steady = (ms: number): RoundTrip | null => after(...Array.from({ length: 50 }, () => ms));

test('before anything was measured the wait is the longest', () => {
  expect(resendAfterMs(null, 'inquiry', 0, longestMs)).toBe(longestMs);
});

test('the first round trip counts by itself, with half of it as variation', () => {
  expect(after(40)).toEqual({ smoothedMs: 40, variationMs: 20 });
  expect(resendAfterMs(after(40), 'inquiry', 0, longestMs)).toBe(120);
});

test('a steady camera is asked again soon after its round trip, and never before', () => {
  for (const ms of [5, 22, 70, 160]) {
    const waitMs = resendAfterMs(steady(ms), 'inquiry', 0, longestMs);
    expect(waitMs).toBeGreaterThanOrEqual(ms + 20);
    expect(waitMs).toBeLessThanOrEqual(ms + 30);
  }
});

test('two slow answers are enough to wait for the slow ones', () => {
  const roundTrip = measured(measured(steady(22), 70), 70);
  expect(resendAfterMs(roundTrip, 'inquiry', 0, longestMs)).toBeGreaterThan(70);
});

test('a command gets the four video cycles a camera may take for its acknowledgement', () => {
  expect(resendAfterMs(steady(22), 'command', 0, longestMs)).toBe(100);
});

test('three quick resends, then the waits double up to the longest', () => {
  const waits = [0, 1, 2, 3, 4, 5, 6, 60].map((resends) =>
    Math.round(resendAfterMs(steady(25), 'inquiry', resends, longestMs)),
  );
  expect(waits).toEqual([50, 50, 50, 50, 100, 200, 250, 250]);
});
