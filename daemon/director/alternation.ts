/**
 * Two who answer each other again and again are shown together, where the hall has a shot with both: hopping
 * between two close-ups tires those who watch. Pure; the memory is the last changes of who leads.
 */
import type { MonotonicMs } from '../../protocols/clock.ts';
import { shotsOf, type Shot } from '../chamber/shots.ts';
import type { Facts } from './facts.ts';
import { consentRefusals } from './consent.ts';
import { headsFor } from './close-ups.ts';
import type { Plan } from './plan-moves.ts';

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

/** The camera that stands at such a shot, goes there, or should be sent: one that is not on air, and no more than one. */
export function planShared(
  facts: Facts,
  pair: readonly [number, number],
  shots: readonly Shot[],
  onAir: ReadonlySet<string>,
): readonly Plan[] {
  const isFree = ({ camera }: Shot): boolean =>
    camera !== undefined &&
    !onAir.has(camera.device) &&
    !facts.reserved.has(camera.device) &&
    facts.cameras[camera.device] !== undefined;
  const { camera } = shots.find((shot) => headsFor(facts, shot)) ?? shots.find(isFree) ?? {};
  const [a, b] = pair;
  return camera
    ? [{ camera: camera.device, preset: camera.preset, reason: { code: 'move-both', params: { a, b } } }]
    : [];
}
