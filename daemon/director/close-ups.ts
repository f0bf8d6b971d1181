/** Close-ups that may be shown of a seat, and whether a shot's camera is there or on its way. Pure. */
import type { Hall } from '../chamber/hall.ts';
import { shotsOf, type Shot } from '../chamber/shots.ts';
import { consentRefusals } from './consent.ts';
import { cameraOf, type Facts } from './facts.ts';

const closeUps = new WeakMap<Hall, ReadonlyMap<number, readonly Shot[]>>();

/** Made once for each hall: a hall has hundreds of shots, and this is asked at every event. */
function closeUpsBySeat(hall: Hall): ReadonlyMap<number, readonly Shot[]> {
  const known = closeUps.get(hall);
  if (known) return known;
  const all = [...shotsOf(hall).values()].filter(({ kind }) => kind === 'close-up');
  const bySeat = Map.groupBy(all, ({ subjects }) => subjects[0] ?? 0);
  closeUps.set(hall, bySeat);
  return bySeat;
}

/** Close-ups of one seat that its consent and its neighbours' allow, in the order of the config. */
export const closeUpsOf = (facts: Facts, seat: number): readonly Shot[] =>
  (closeUpsBySeat(facts.hall).get(seat) ?? []).filter((shot) => consentRefusals(shot, facts).length === 0);

/** Its camera stands there, or is on its way. */
export function headsFor(facts: Facts, { camera }: Pick<Shot, 'camera'>): boolean {
  if (!camera) return false;
  const { motion } = cameraOf(facts, camera.device);
  return motion.kind !== 'unknown' && motion.preset === camera.preset;
}
