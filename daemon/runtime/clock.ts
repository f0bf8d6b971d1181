/**
 * Real time: the only owner of timers in the daemon besides the transports. Wall time is read once and then
 * counted on by the monotonic clock: whoever sets the PC's clock in mid-sitting changes neither the order of
 * the queue nor anybody's speaking time. `deviationMs` tells how far the PC's clock has gone its own way.
 */
import type { Clock } from '../../protocols/clock.ts';

/** The longest delay Node's timers take, ms; longer ones would fire at once. */
const maxDelayMs = 2 ** 31 - 1;

export interface SystemClock extends Clock {
  /** The PC's wall clock less ours, ms. */
  deviationMs(): number;
}

export function createSystemClock(
  readWall: () => number = Date.now,
  readMonotonic: () => number = () => performance.now(),
): SystemClock {
  const startWall = readWall();
  const startMono = readMonotonic();
  const wall = (): number => Math.round(startWall + readMonotonic() - startMono);
  return {
    now: readMonotonic,
    wall,
    deviationMs: () => readWall() - wall(),
    after(delayMs, run) {
      const timer = setTimeout(run, Math.min(Math.max(0, delayMs), maxDelayMs));
      return () => clearTimeout(timer);
    },
  };
}
