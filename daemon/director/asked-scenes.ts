/**
 * Scenes that were asked of the mixer and that it has not reported yet. Between the order and the report a camera
 * may go on air though the mixer said otherwise a moment ago: until then it counts as on air. Pure.
 */
import type { MonotonicMs } from '../../protocols/clock.ts';

interface Asked {
  readonly scene: string;
  readonly at: MonotonicMs;
  /** The count of reported cuts when it was asked. */
  readonly cuts: number;
}

export interface AskedScenes {
  /** What the mixer reported last; null: it is not heard. */
  readonly program: string | null;
  /** Counts the changes of it: a report from before the order confirms nothing. */
  readonly cuts: number;
  readonly asked: readonly Asked[];
}

export const nothingAsked: AskedScenes = { program: null, cuts: 0, asked: [] };

/**
 * A report says what is on air, not which order it answers: an older one of the same scene, or a hand at the mixer,
 * looks alike. So it is believed only when every order has had its time.
 */
const settledMs = 2000;
/** An order that was lost must not hold a camera for ever. */
const lostMs = 5000;

/** What may still come on air: with the last order all before it are carried out. */
export function heardProgram(before: AskedScenes, program: string | null, now: MonotonicMs): AskedScenes {
  const cuts = before.program === program ? before.cuts : before.cuts + 1;
  // One that is not heard has forgotten what it was told; meanwhile any camera counts as on air.
  if (program === null) return { program, cuts, asked: [] };
  const last = before.asked.at(-1);
  const isConfirmed = last !== undefined && last.scene === program && cuts > last.cuts;
  const asked = before.asked.filter(({ at }) => now - at < (isConfirmed ? settledMs : lostMs));
  return { program, cuts, asked: asked.length === before.asked.length ? before.asked : asked };
}

/** A shot was decided on; its scene is asked for unless it was already. */
export function withAsked(state: AskedScenes, scene: string, now: MonotonicMs): AskedScenes {
  if (state.program === null || scene === (state.asked.at(-1)?.scene ?? state.program)) return state;
  return { ...state, asked: [...state.asked, { scene, at: now, cuts: state.cuts }] };
}

/** When the oldest order may be given up: nothing else may happen by then. null: none is waited for. */
export function forgetsAt({ asked: [oldest] }: AskedScenes, now: MonotonicMs): MonotonicMs | null {
  if (!oldest) return null;
  return oldest.at + (now - oldest.at < settledMs ? settledMs : lostMs);
}

export const unconfirmed = ({ asked }: AskedScenes): readonly string[] => asked.map(({ scene }) => scene);
