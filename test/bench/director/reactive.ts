/**
 * The policy to compare with: at each change of floor the camera that can be there first is sent there, and
 * nobody looks ahead. Ties go to the lowest camera.
 */
import type { Recording } from './turns.ts';
import { arrivalAt, camerasAtStart } from './world.ts';

/** Floor without a ready close-up, ms. */
export function reactiveLossMs({ floor, seats }: Recording, cameras: number): number {
  const places = [...camerasAtStart(cameras, seats)];
  let lostMs = 0;
  for (const { seat, startMs, endMs } of floor) {
    const arrivals = places.map((place) => arrivalAt(place, seat, startMs, seats));
    const soonest = Math.min(...arrivals);
    const first = arrivals.findIndex((at) => at <= soonest + tieMs);
    lostMs += Math.min(soonest, endMs) - startMs;
    places[first] = { seat, readyAt: soonest, next: null };
  }
  return lostMs;
}

/** Times are sums of fractions: what differs by less is the same. */
const tieMs = 1e-3;
