import { describe, expect, test } from 'vitest';
import type { Motion } from '../../../protocols/models/camera.ts';
import { follow } from './asked.ts';
import { camera, moving, still } from './small-hall.ts';

/** Camera B's motions at their times; camera A stays with seat 2, who speaks. */
function drive(
  motions: readonly (readonly [now: number, motion: Motion])[],
  kept: Readonly<Record<string, number>> = {},
) {
  const ask = follow({
    travel: kept,
    cameras: { 'cam-a': camera(still(2, -1000)), 'cam-b': camera(still(1, -1000)) },
  });
  ask({ now: 0, open: [2] });
  return motions.map(([now, motion]) =>
    ask({ now, cameras: { 'cam-a': camera(still(2, -1000)), 'cam-b': camera(motion) } }),
  );
}
/** There and back, in so many ms each. */
const trips = (...times: readonly number[]) => {
  let now = 1000;
  return times.flatMap((ms, index) => {
    const [from, to] = index % 2 === 0 ? [1, 3] : [3, 1];
    const [left, arrived] = [now, now + ms];
    now = arrived + 20_000;
    return [
      [left, moving(to, left)],
      [arrived, still(to, arrived)],
      [arrived + 1, still(to, arrived)],
    ]
      .map(([at, motion]) => [at, motion] as readonly [number, Motion])
      .filter(() => from !== to);
  });
};
const learned = (...args: Parameters<typeof drive>) =>
  drive(...args).flatMap((direction) => direction.learned);

describe('travel times', () => {
  test('are told once a move has arrived, per camera and pair of presets', () => {
    expect(learned(trips(1300))).toEqual([{ device: 'cam-b', from: 1, to: 3, ms: 1300 }]);
  });

  test('are smoothed, and told again only when they have changed', () => {
    const kept = { 'cam-b/1/3': 1300 };
    expect(learned(trips(1310), kept)).toEqual([]);
    expect(learned(trips(1900), kept)).toEqual([
      { device: 'cam-b', from: 1, to: 3, ms: 1300 * 0.7 + 1900 * 0.3 },
    ]);
  });

  test('one move that took unusually long moves them no farther than a slow one', () => {
    const [lesson] = learned(trips(15_000), { 'cam-b/1/3': 1000 });
    expect(lesson?.ms).toBeCloseTo(1150);
    const many = learned(trips(...Array.from({ length: 40 }, () => 3000)), { 'cam-b/1/3': 1000 });
    expect(many.findLast(({ to }) => to === 3)?.ms).toBeGreaterThan(2500);
  });

  test('a move that was turned round, went on by hand or was lost sight of teaches nothing', () => {
    const turned: Parameters<typeof drive>[0] = [
      [1000, moving(3, 1000)],
      [1500, moving(2, 1000)],
      [4000, still(2, 4000)],
    ];
    expect(learned(turned)).toEqual([]);
    expect(
      learned([
        [1000, moving(3, 1000)],
        [2000, moving(null, 1000)],
        [3000, still(3, 3000)],
      ]),
    ).toEqual([]);
    expect(
      learned([
        [1000, moving(3, 1000)],
        [2000, { kind: 'unknown', since: 2000 }],
        [3000, still(3, 3000)],
      ]),
    ).toEqual([]);
    expect(
      learned([
        [1000, moving(3, 1000)],
        [1010, still(3, 1010)],
      ]),
    ).toEqual([]);
  });

  test('kept from earlier runs they decide which camera goes', () => {
    const cameras = { 'cam-a': camera(still(2, -1000)), 'cam-b': camera(still(1, -1000)) };
    const goes = (travel: Readonly<Record<string, number>>) =>
      follow({ cameras, travel })({ now: 0, open: [3] }).verdict.moves.find(({ preset }) => preset === 3)
        ?.camera;
    expect(goes({ 'cam-a/2/3': 4000, 'cam-b/1/3': 900 })).toBe('cam-b');
    expect(goes({ 'cam-a/2/3': 900, 'cam-b/1/3': 4000 })).toBe('cam-a');
  });

  test('what this run has learned goes before what was kept', () => {
    const last = drive(trips(1300), { 'cam-b/1/3': 5000, 'cam-b/3/1': 5000 }).at(-1);
    expect(last?.memory.travel).toEqual({ 'cam-b/1/3': expect.any(Number) });
    expect(last?.memory.travel['cam-b/1/3']).toBeLessThan(5000);
  });
});
