/**
 * The virtual chamber: one seeded room with seats, people, microphones and cameras that move in time. It
 * is the truth that tests measure the daemon against, so it knows nothing of devices, drivers or daemon.
 * Coordinates in metres: x to the right and y into the hall as seen from the chair's desk, z up.
 */
import type { Clock } from '../../protocols/clock.ts';
import { createCameraBody, type CameraBody, type CameraModelOptions } from './camera.ts';
import { createRandom } from './random.ts';

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

/** An empty room with its seats; the same seed gives the same faces and the same faults. */
export function createWorld({ clock, seed, seats }: WorldOptions): World {
  const cameras = new Map<string, CameraBody>();
  const openMicrophones = new Set<number>();
  return {
    clock,
    seed,
    seats,
    cameras,
    addCamera(id, options) {
      if (cameras.has(id)) throw new Error(`two cameras are called ${id}`);
      const camera = createCameraBody(id, cameras.size + 1, options, { clock, seats });
      cameras.set(id, camera);
      return camera;
    },
    openMicrophones,
    setMicrophone(seat, open) {
      if (open) openMicrophones.add(seat);
      else openMicrophones.delete(seat);
    },
    random: createRandom(seed),
  };
}

/** Throws when the world has no camera of that id. */
export function cameraOf(world: World, id: string): CameraBody {
  const camera = world.cameras.get(id);
  if (!camera) throw new Error(`the world has no camera ${id}`);
  return camera;
}
