/** Travel times per camera and pair of presets: learned from every measured move, estimated by the plan until then. */
import type { Motion } from '../../protocols/models/camera.ts';
import type { Hall } from '../chamber/hall.ts';

/** Milliseconds from leaving `from` to standing at `to`, by `device/from/to`. */
export type TravelTimes = Readonly<Record<string, number>>;

interface Leg {
  readonly from: number | null;
  readonly to: number;
  readonly sinceMs: number;
}
/** The move each camera is on, so that its arrival can be timed. */
export type Legs = Readonly<Record<string, Leg>>;

const keyOf = (device: string, from: number, to: number): string => `${device}/${from}/${to}`;
const startMs = 800;
/** Across the whole plan, for a camera of usual speed. */
const acrossMs = 2500;
const unknownStartMs = 2000;

export function expectedTravelMs(
  travel: TravelTimes,
  hall: Hall,
  device: string,
  from: number | null,
  to: number,
): number {
  if (from === to) return 0;
  if (from === null) return unknownStartMs;
  const learned = travel[keyOf(device, from, to)] ?? travel[keyOf(device, to, from)];
  if (learned !== undefined) return learned;
  const [a, b] = [placeOf(hall, device, from), placeOf(hall, device, to)];
  if (!a || !b) return unknownStartMs;
  return startMs + acrossMs * Math.hypot(a.x - b.x, a.y - b.y);
}

function placeOf(hall: Hall, device: string, preset: number): { x: number; y: number } | undefined {
  const camera = hall.cameras.find((other) => other.device === device);
  const seat = camera?.shots.find((shot) => shot.preset === preset)?.subjects[0];
  return seat === undefined ? undefined : hall.seats[seat];
}

/** Times a move when it ends where it was sent; a mean of the last few keeps one slow poll from mattering. */
export function learnTravel(
  travel: TravelTimes,
  legs: Legs,
  device: string,
  before: Motion | undefined,
  after: Motion,
): { travel: TravelTimes; legs: Legs } {
  if (after.kind === 'moving' && after.preset !== null) {
    const leg = legs[device];
    if (leg && leg.to === after.preset) return { travel, legs };
    const from = before?.kind === 'still' ? before.preset : null;
    return { travel, legs: { ...legs, [device]: { from, to: after.preset, sinceMs: after.since } } };
  }
  const leg = legs[device];
  if (!leg) return { travel, legs };
  const { [device]: _ended, ...others } = legs;
  if (after.kind !== 'still' || after.preset !== leg.to || leg.from === null) return { travel, legs: others };
  const key = keyOf(device, leg.from, leg.to);
  const measured = after.since - leg.sinceMs;
  const known = travel[key];
  return {
    travel: { ...travel, [key]: known === undefined ? measured : 0.7 * known + 0.3 * measured },
    legs: others,
  };
}
