/**
 * Time as a value that is handed in. Deadlines use monotonic time, wall time is only a label (a clock
 * jump must not close anything). Real timers live in daemon/runtime/clock.ts; this file has the contract
 * and the virtual clock with which tests run hours in seconds.
 */
export type MonotonicMs = number & { readonly __unit?: 'monotonic ms' };
export type WallMs = number & { readonly __unit?: 'ms since 1970-01-01T00:00Z' };

export type Cancel = () => void;

export interface Clock {
  /** Milliseconds since an arbitrary start, never going back. */
  now(): MonotonicMs;
  /** Wall time, for labels only. */
  wall(): WallMs;
  /** Calls `run` once, not before `delayMs` have passed; the returned function cancels it. */
  after(delayMs: number, run: () => void): Cancel;
}

export interface VirtualClock extends Clock {
  /** Runs everything due up to `now() + ms` in order of time, letting promises settle between timers. */
  advance(ms: number): Promise<void>;
  /** As `advance`, without letting promises settle: for pure simulations. */
  advanceSync(ms: number): void;
  /** Timers that wait, for leak checks. */
  pending(): number;
}

interface Entry {
  at: number;
  order: number;
  run: () => void;
}

/** A clock that only moves when told to; timers of the same instant run in the order they were set. */
export function createVirtualClock(startMs = 0, wallStartMs = 1_800_000_000_000): VirtualClock {
  let now = startMs;
  let order = 0;
  const entries = new Set<Entry>();

  function next(limit: number): Entry | undefined {
    let first: Entry | undefined;
    for (const entry of entries) {
      if (entry.at > limit) continue;
      if (!first || entry.at < first.at || (entry.at === first.at && entry.order < first.order))
        first = entry;
    }
    return first;
  }

  function fire(entry: Entry): void {
    entries.delete(entry);
    now = Math.max(now, entry.at);
    entry.run();
  }

  return {
    now: () => now,
    wall: () => wallStartMs + now - startMs,
    after(delayMs, run) {
      const entry = { at: now + Math.max(0, delayMs), order: order++, run };
      entries.add(entry);
      return () => entries.delete(entry);
    },
    async advance(ms) {
      const limit = now + ms;
      await settle();
      for (let entry = next(limit); entry; entry = next(limit)) {
        fire(entry);
        await settle();
      }
      now = limit;
    },
    advanceSync(ms) {
      const limit = now + ms;
      for (let entry = next(limit); entry; entry = next(limit)) fire(entry);
      now = limit;
    },
    pending: () => entries.size,
  };
}

/** Lets chains of promises run; thirty rounds are deeper than any chain between two timers here. */
async function settle(): Promise<void> {
  for (let round = 0; round < 30; round++) await Promise.resolve();
}
