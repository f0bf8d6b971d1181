/**
 * Desired minus reported gives commands: pure. At most three attempts in 10 s for one wish, then an alarm
 * and peace until the wish or the report changes; only wishes that insist (a part that is not public) keep
 * on once a second. After a reconnect nothing is replayed: the report is new, the difference is taken anew.
 */
import type { MonotonicMs } from '../../protocols/clock.ts';
import type { Wish } from '../chamber/feature.ts';

interface Pursuit {
  readonly wanted: string;
  readonly reported: string;
  readonly attempts: readonly MonotonicMs[];
  readonly inFlight: boolean;
  readonly gaveUp: boolean;
}

export type Pursuits = Readonly<Record<string, Pursuit>>;

export interface Reconciliation {
  readonly pursuits: Pursuits;
  readonly submit: readonly Wish[];
  /** Wishes given up just now. */
  readonly alarms: readonly Wish[];
  readonly wakeAt: MonotonicMs | null;
}

const maxAttempts = 3;
const windowMs = 10_000;
const retryMs = 500;
const insistMs = 1000;

export function reconcile(before: Pursuits, wishes: readonly Wish[], now: MonotonicMs): Reconciliation {
  const pursuits: Record<string, Pursuit> = {};
  const submit: Wish[] = [];
  const alarms: Wish[] = [];
  let wakeAt: MonotonicMs | null = null;
  const wake = (at: MonotonicMs): void => {
    wakeAt = wakeAt === null ? at : Math.min(wakeAt, at);
  };

  for (const wish of wishes) {
    if (wish.reported === null) continue;
    const known = before[wish.key];
    const isSame = known?.wanted === wish.wanted;
    const recent = isSame ? known.attempts.filter((at) => now - at < windowMs) : [];
    const isExhausted = recent.length >= maxAttempts;
    const next: Pursuit = {
      wanted: wish.wanted,
      reported: wish.reported,
      attempts: recent,
      inFlight: isSame && known.inFlight,
      gaveUp: isSame && known.gaveUp && (isExhausted || known.reported === wish.reported),
    };
    // What is on its way for an older wish will undo what is reported now.
    const isUndone = known !== undefined && !isSame && known.inFlight;
    if (wish.reported === wish.wanted && !isUndone) {
      // Attempts are remembered beyond success, so that two who fight over a scene do not fight for ever.
      if (recent.length > 0) pursuits[wish.key] = next;
      continue;
    }
    pursuits[wish.key] = next;
    if (next.inFlight) continue;

    const last = recent.at(-1);
    const pauseMs = isExhausted ? insistMs : retryMs;
    if (isExhausted && !next.gaveUp) {
      alarms.push(wish);
      pursuits[wish.key] = { ...next, gaveUp: true };
    }
    // What was given up stays given up, also when the window has passed, until the report changes.
    if ((isExhausted || next.gaveUp) && !wish.insist) continue;
    if (last !== undefined && now - last < pauseMs) {
      wake(last + pauseMs);
      continue;
    }
    submit.push(wish);
    pursuits[wish.key] = {
      ...next,
      attempts: [...recent, now].slice(-maxAttempts),
      inFlight: true,
      gaveUp: next.gaveUp || isExhausted,
    };
  }
  return { pursuits, submit, alarms, wakeAt };
}

/** A command for this wish has ended, however it ended. */
export function ended(pursuits: Pursuits, key: string, wanted: string): Pursuits {
  const pursuit = pursuits[key];
  return pursuit?.wanted === wanted ? { ...pursuits, [key]: { ...pursuit, inFlight: false } } : pursuits;
}
