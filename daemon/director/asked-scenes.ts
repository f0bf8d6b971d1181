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

/** An order that was lost must not hold a camera for ever. */
const forgottenMs = 2000;

/** What is still to be reported. The mixer carries orders out one after the other: with the last all others are. */
export function heardProgram(before: AskedScenes, program: string | null, now: MonotonicMs): AskedScenes {
  const cuts = before.program === program ? before.cuts : before.cuts + 1;
  const last = before.asked.at(-1);
  const isConfirmed = last !== undefined && last.scene === program && cuts > last.cuts;
  // One that was not heard forgets what it was told; while it is not heard, any camera counts as on air.
  const isOver = program === null || isConfirmed;
  const asked = isOver ? [] : before.asked.filter(({ at }) => now - at < forgottenMs);
  return { program, cuts, asked: asked.length === before.asked.length ? before.asked : asked };
}

/** A shot was decided on; its scene is asked for unless it was already. */
export function withAsked(state: AskedScenes, scene: string, now: MonotonicMs): AskedScenes {
  if (state.program === null || scene === (state.asked.at(-1)?.scene ?? state.program)) return state;
  return { ...state, asked: [...state.asked, { scene, at: now, cuts: state.cuts }] };
}

export const unconfirmed = ({ asked }: AskedScenes): readonly string[] => asked.map(({ scene }) => scene);
