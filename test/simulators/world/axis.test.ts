import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAxis } from '../../../simulators/world/axis.ts';

const orders = fc.array(
  fc.record({
    // Integers: doubles would nearly all lie close to zero.
    target: fc.integer({ min: -170, max: 170 }),
    speed: fc.integer({ min: 1, max: 300 }),
    afterMs: fc.integer({ min: 0, max: 3000 }),
    stop: fc.boolean(),
  }),
  { minLength: 1, maxLength: 6 },
);

describe('a motor axis', () => {
  it('takes as long as accelerating, cruising and braking take', () => {
    const axis = createAxis({ start: 0, acceleration: 100 });
    axis.moveTo(100, 50, 0);
    // 0.5 s up, 1.5 s at 50°/s, 0.5 s down: 12.5 + 75 + 12.5 degrees.
    expect(axis.endMs()).toBeCloseTo(2500, 6);
    expect(axis.at(500)).toEqual({ position: 12.5, velocity: 50 });
    expect(axis.at(2500)).toEqual({ position: 100, velocity: 0 });
  });

  it('does not stir when it is sent to where it stands', () => {
    const axis = createAxis({ start: 0, acceleration: 100 });
    axis.moveTo(100, 50, 0);
    axis.moveTo(100, 50, 9000);
    expect(axis.endMs()).toBeCloseTo(2500, 6);
  });

  it('never jumps, never exceeds what it was doing or allowed, and ends exactly at its target', () => {
    fc.assert(
      fc.property(orders, (list) => {
        const axis = createAxis({ start: 0, acceleration: 400 });
        let now = 0;
        let fastest = 0;
        for (const { target, speed, afterMs, stop } of list) {
          const before = axis.at(now);
          if (stop) axis.stop(now);
          else axis.moveTo(target, speed, now);
          expect(axis.at(now).position).toBeCloseTo(before.position, 6);
          fastest = Math.max(fastest, speed);
          for (let at = now; at < now + afterMs; at += 50) {
            const a = axis.at(at);
            const b = axis.at(at + 10);
            expect(Math.abs(b.position - a.position)).toBeLessThanOrEqual(fastest * 0.01 + 0.03);
            expect(Math.abs(a.velocity)).toBeLessThanOrEqual(fastest + 1e-6);
          }
          now += afterMs;
        }
        const end = axis.endMs();
        expect(axis.at(end + 1)).toEqual({ position: axis.target(), velocity: 0 });
        expect(axis.at(end - 0.01).position).toBeCloseTo(axis.target(), 3);
      }),
      { seed: 99, numRuns: 200 },
    );
  });
});
