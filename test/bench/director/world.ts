/**
 * The standard world in which programs that allocate cameras are compared: seats evenly from -60° to +60°, cameras
 * alike that see them all, each at the middle seat of its zone at the start, and what a move takes. A move once
 * begun is finished, and the latest order followed after it.
 */

const spreadDegrees = 120;
/** Every move, however short, takes so long beside its way. */
const startUpMs = 800;
const degreesPerSecond = 45;

/** The angle between two seats, degrees. */
const degreesBetween = (from: number, to: number, seats: number): number =>
  seats < 2 ? 0 : (Math.abs(from - to) * spreadDegrees) / (seats - 1);

/** From standing at one seat to standing at another, ms. */
export const travelMs = (from: number, to: number, seats: number): number =>
  from === to ? 0 : startUpMs + (degreesBetween(from, to, seats) / degreesPerSecond) * 1000;

/** Where camera `index` of `cameras` stands before the first turn: the middle seat of its zone. */
export const startSeat = (index: number, cameras: number, seats: number): number =>
  1 + Math.floor(((index + 0.5) * seats) / cameras);

/** One camera in the world: standing at `seat` from `readyAt` on, and where it is sent after that. */
export interface Ptz {
  readonly seat: number;
  readonly readyAt: number;
  /** Sent there while a move was not finished. */
  readonly next: number | null;
}

export const camerasAtStart = (cameras: number, seats: number): readonly Ptz[] =>
  Array.from({ length: cameras }, (_, index) => ({
    seat: startSeat(index, cameras, seats),
    readyAt: 0,
    next: null,
  }));

/** When a camera that is sent to `seat` now would stand there, ms. */
export const arrivalAt = (camera: Ptz, seat: number, now: number, seats: number): number =>
  Math.max(now, camera.readyAt) + travelMs(camera.seat, seat, seats);

/** Where its latest order takes it. */
export const headingOf = ({ seat, next }: Ptz): number => next ?? seat;

/** Ordered to a seat. */
export function sent(camera: Ptz, seat: number, now: number, seats: number): Ptz {
  if (camera.readyAt > now) return { ...camera, next: seat === camera.seat ? null : seat };
  return { seat, readyAt: arrivalAt(camera, seat, now, seats), next: null };
}

/** At `now`: one that has arrived and was sent on meanwhile leaves at once. */
export function advanced(camera: Ptz, now: number, seats: number): Ptz {
  if (camera.next === null || camera.readyAt > now) return camera;
  return {
    seat: camera.next,
    readyAt: camera.readyAt + travelMs(camera.seat, camera.next, seats),
    next: null,
  };
}

/** Stands at its seat, and is not about to leave. */
export const isStanding = ({ readyAt, next }: Ptz, now: number): boolean => readyAt <= now && next === null;
