/** Real time: the only owner of timers in the daemon besides the transports. */
import type { Clock } from '../../protocols/clock.ts';

/** The longest delay Node's timers take, ms; longer ones would fire at once. */
const maxDelayMs = 2 ** 31 - 1;

export function createSystemClock(): Clock {
  return {
    now: () => performance.now(),
    wall: () => Date.now(),
    after(delayMs, run) {
      const timer = setTimeout(run, Math.min(Math.max(0, delayMs), maxDelayMs));
      return () => clearTimeout(timer);
    },
  };
}
