/**
 * The virtual chamber: one seeded room with seats, people, microphones and cameras that move in time. It
 * is the truth that tests measure the daemon against, so it knows nothing of devices, drivers or daemon.
 * Coordinates in metres: x to the right and y into the hall as seen from the chair's desk, z up.
 */
import type { CameraBody, CameraModelOptions } from './camera.ts';
import type { Clock } from '../../protocols/clock.ts';

export interface WorldSeat {
  readonly seat: number;
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly chair: boolean;
}

export interface WorldOptions {
  readonly clock: Clock;
  readonly seed: number;
  readonly seats: readonly WorldSeat[];
}

export interface World {
  readonly clock: Clock;
  readonly seed: number;
  readonly seats: readonly WorldSeat[];
  /** The cameras by their id, in the order they were added. */
  readonly cameras: ReadonlyMap<string, CameraBody>;
  addCamera(id: string, options: CameraModelOptions): CameraBody;
  /** Microphones that are open right now: set by the microphone simulator, drawn as a red ring. */
  readonly openMicrophones: ReadonlySet<number>;
  setMicrophone(seat: number, open: boolean): void;
  /** A member of the seeded generator, for faults and faces: 0 ≤ n < 1, the same run after run. */
  random(): number;
}
