/**
 * How long cameras take from preset to preset: learned from every undisturbed move, estimated by the plan of the
 * hall until then; and the way each camera is on, so that what is left of it can be reckoned with.
 */
import type { MonotonicMs } from '../../protocols/clock.ts';
import type { Motion } from '../../protocols/models/camera.ts';
import type { Hall, HallSeat } from '../chamber/hall.ts';

/** Milliseconds from leaving `from` to standing at `to`, by `device/from/to`. */
export type TravelTimes = Readonly<Record<string, number>>;

/** A travel time that is new, or has changed enough to be kept beyond this run. */
export interface TravelLearned {
  readonly device: string;
  readonly from: number;
  readonly to: number;
  readonly ms: number;
}

/** The way a camera is on. */
export interface Leg {
  /** null: from nowhere that has a number. */
  readonly from: number | null;
  readonly to: number;
  /** A camera sent elsewhere in mid-move is reckoned to leave from where it was going to, when it would be there. */
  readonly leavesAt: MonotonicMs;
  /** Sent elsewhere in mid-move: its time says nothing about either way. */
  readonly isDisturbed: boolean;
}
export type Legs = Readonly<Record<string, Leg>>;

const startMs = 800;
/** Across the whole plan, for a camera of usual speed. */
const acrossMs = 2500;
const unknownStartMs = 2000;
/** A move that goes on though it should have ended takes at least so much longer. */
const overdueMs = 100;

/** One slow or lucky move counts for no more than this factor, so that it takes several to change what is known. */
const outlierFactor = 1.5;
const newPart = 0.3;
/** Below this it is the start of a move that was missed, above it no move; ms. */
const [shortestMs, longestMs] = [50, 60_000];
/** What is kept changes only by more than this part. */
const worthKeeping = 0.1;

const keyOf = (device: string, from: number, to: number): string => `${device}/${from}/${to}`;

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

type Place = Pick<HallSeat, 'x' | 'y'>;
const places = new WeakMap<Hall, ReadonlyMap<string, Place>>();

/** Where a preset points on the plan: at its first subject. */
function placeOf(hall: Hall, device: string, preset: number): Place | undefined {
  const known = places.get(hall) ?? placesOf(hall);
  places.set(hall, known);
  return known.get(`${device}/${preset}`);
}

function placesOf({ cameras, seats }: Hall): ReadonlyMap<string, Place> {
  const found = new Map<string, Place>();
  for (const { device, shots } of cameras)
    for (const { preset, subjects } of shots) {
      const seat = seats[subjects[0] ?? 0];
      if (seat) found.set(`${device}/${preset}`, seat);
    }
  return found;
}

/** The ways after one camera's motion has changed. */
export function withMotion(
  legs: Legs,
  device: string,
  change: { readonly before: Motion | undefined; readonly after: Motion; readonly now: MonotonicMs },
  expectedMs: (from: number | null, to: number) => number,
): Legs {
  const { before, after, now } = change;
  const { [device]: leg, ...others } = legs;
  if (after.kind !== 'moving' || after.preset === null) return leg ? others : legs;
  const to = after.preset;
  if (!leg) {
    const from = before?.kind === 'still' ? before.preset : null;
    return { ...legs, [device]: { from, to, leavesAt: after.since, isDisturbed: before?.kind !== 'still' } };
  }
  if (leg.to === to) return legs;
  const turned = { to, isDisturbed: true };
  // Sent on twice before it got to where it was going first.
  if (leg.leavesAt > now) return { ...legs, [device]: { ...leg, ...turned } };
  const leavesAt = Math.max(now + overdueMs, leg.leavesAt + expectedMs(leg.from, leg.to));
  return { ...legs, [device]: { from: leg.to, leavesAt, ...turned } };
}

/** What is left until it stands where it is going, ms. */
export const remainingMs = (leg: Leg, now: MonotonicMs, expectedMs: number): number =>
  Math.max(overdueMs, leg.leavesAt + expectedMs - now);

/** The travel time after a camera has arrived, smoothed with what is known; null: this arrival teaches nothing. */
export function learnedFrom(
  leg: Leg | undefined,
  device: string,
  after: Motion,
  travel: TravelTimes,
): TravelLearned | null {
  if (!leg || leg.isDisturbed || leg.from === null || leg.from === leg.to) return null;
  if (after.kind !== 'still' || after.preset !== leg.to) return null;
  const measured = after.since - leg.leavesAt;
  if (measured < shortestMs || measured > longestMs) return null;
  const known = travel[keyOf(device, leg.from, leg.to)];
  return {
    device,
    from: leg.from,
    to: leg.to,
    ms: known === undefined ? measured : smoothed(known, measured),
  };
}

function smoothed(known: number, measured: number): number {
  const taken = Math.min(known * outlierFactor, Math.max(known / outlierFactor, measured));
  return (1 - newPart) * known + newPart * taken;
}

export const withLearned = (travel: TravelTimes, { device, from, to, ms }: TravelLearned): TravelTimes => ({
  ...travel,
  [keyOf(device, from, to)]: ms,
});

/** Whether what is kept beyond this run should be replaced by it. */
export function isWorthKeeping({ device, from, to, ms }: TravelLearned, kept: TravelTimes): boolean {
  const known = kept[keyOf(device, from, to)];
  return known === undefined || Math.abs(ms - known) > worthKeeping * known;
}
