/**
 * Where the cameras that are not on air should stand: on the one who speaks without a camera first, then
 * on those who will most likely speak next (the queue in its order, the chair, the previous speaker), by
 * the travel times learned so far. A camera that already covers somebody wanted stays there.
 */
import { shotsOf, type Shot } from '../chamber/shots.ts';
import { cameraOf, type Facts } from './facts.ts';
import { consentRefusals, type Move } from './guard.ts';
import type { TravelTimes } from './travel.ts';
import { expectedTravelMs } from './travel.ts';

/** Longer than any travel. */
const unheardMs = 60_000;
/** Everybody wanted beyond this many does not change what three or four cameras do. */
const maxCandidates = 6;

export function planMoves(
  facts: Facts,
  travel: TravelTimes,
  onAir: ReadonlySet<string>,
  wanted: readonly number[],
): readonly Move[] {
  const taken = new Set<string>();
  const moves: Move[] = [];
  for (const seat of unique(wanted).slice(0, maxCandidates)) {
    const shots = closeUpsOf(facts, seat);
    const covering = shots.find((shot) => headsFor(facts, shot) && !taken.has(deviceOf(shot)));
    if (covering) {
      taken.add(deviceOf(covering));
      continue;
    }
    const best = shots
      .filter(
        (shot) =>
          !onAir.has(deviceOf(shot)) && !taken.has(deviceOf(shot)) && isMovable(facts, deviceOf(shot)),
      )
      .map((shot) => ({ shot, ms: arrivalMs(facts, travel, shot) }))
      .sort((a, b) => a.ms - b.ms)[0]?.shot;
    if (!best?.camera) continue;
    taken.add(best.camera.device);
    moves.push({ camera: best.camera.device, preset: best.camera.preset });
  }
  return moves;
}

const deviceOf = (shot: Shot): string => shot.camera?.device ?? '';
const unique = (seats: readonly number[]): readonly number[] => [...new Set(seats)];

/** Close-ups of one seat that its consent and its neighbours' allow, in the order of the config. */
export function closeUpsOf(facts: Facts, seat: number): readonly Shot[] {
  return [...shotsOf(facts.hall).values()].filter(
    (shot) =>
      shot.kind === 'close-up' && shot.subjects[0] === seat && consentRefusals(shot, facts).length === 0,
  );
}

/** Stands there, or is on its way. */
function headsFor(facts: Facts, shot: Shot): boolean {
  const { motion } = cameraOf(facts, deviceOf(shot));
  return motion.kind !== 'unknown' && motion.preset !== null && motion.preset === shot.camera?.preset;
}

/** A camera that is not heard cannot be sent anywhere. */
function isMovable(facts: Facts, device: string): boolean {
  return facts.cameras[device] !== undefined;
}

function arrivalMs(facts: Facts, travel: TravelTimes, shot: Shot): number {
  const { motion } = cameraOf(facts, deviceOf(shot));
  // One that is not heard, or never arrives, is worth a try only where nobody else is free.
  if (motion.kind === 'unknown') return unheardMs;
  const from = motion.preset;
  // Turning a camera round in mid-move costs what is left of the move as well.
  const detour = motion.kind === 'moving' ? 500 : 0;
  return expectedTravelMs(travel, facts.hall, deviceOf(shot), from, shot.camera?.preset ?? 0) + detour;
}
