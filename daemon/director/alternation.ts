/**
 * Two who answer each other again and again are shown together, where the hall has a shot with both: hopping
 * between two close-ups tires those who watch. Pure; the memory is the last changes of who leads.
 */
import type { MonotonicMs } from '../../protocols/clock.ts';
import { shotsOf, type Shot } from '../chamber/shots.ts';
import { cameraOf, type Facts } from './facts.ts';
import { consentRefusals, type Move } from './guard.ts';

export interface Change {
  readonly seat: number;
  readonly at: MonotonicMs;
}

/** More changes than this no rule asks for. */
const kept = 12;

/** The one who leads has changed; the same again is none. */
export function withChange(changes: readonly Change[], seat: number, at: MonotonicMs): readonly Change[] {
  return changes.at(-1)?.seat === seat ? changes : [...changes, { seat, at }].slice(-kept);
}

/** Who alternates now, the present speaker last; null: nobody does. */
export function alternating(
  changes: readonly Change[],
  { hall, now }: Facts,
): readonly [number, number] | null {
  const { turns, withinMs } = hall.rules.alternation;
  if (turns < 2) return null;
  // So many turns are one more change than there are turns between them.
  const last = changes.slice(-(turns + 1));
  const [other, present] = [last.at(-2)?.seat, last.at(-1)?.seat];
  if (last.length < turns + 1 || other === undefined || present === undefined) return null;
  const isPair = last.every(({ seat }) => seat === other || seat === present);
  const isRecent = now - (last[0]?.at ?? 0) <= withinMs;
  return isPair && isRecent ? [other, present] : null;
}

/** Shots with both, fewest others first; what consent bars is none. */
export function sharedShots(facts: Facts, pair: readonly [number, number]): readonly Shot[] {
  return [...shotsOf(facts.hall).values()]
    .filter(
      (shot) =>
        shot.kind === 'group' &&
        pair.every((seat) => shot.subjects.includes(seat)) &&
        consentRefusals(shot, facts).length === 0,
    )
    .sort((a, b) => a.subjects.length - b.subjects.length);
}

/** Sends one camera that is not on air to a shot with both; none where one stands there, or is on its way. */
export function moveToShared(
  facts: Facts,
  shots: readonly Shot[],
  onAir: ReadonlySet<string>,
): readonly Move[] {
  const heads = ({ camera }: Shot): boolean => {
    const { motion } = cameraOf(facts, camera?.device ?? '');
    return motion.kind !== 'unknown' && motion.preset !== null && motion.preset === camera?.preset;
  };
  if (shots.some(heads)) return [];
  const free = shots.find(
    ({ camera }) => camera && !onAir.has(camera.device) && facts.cameras[camera.device] !== undefined,
  );
  return free?.camera ? [{ camera: free.camera.device, preset: free.camera.preset }] : [];
}
