/** A VISCA driver on any transport, whose every STILL is held against the world. */
import type { ViscaConfig } from '../../../drivers/visca/config.ts';
import { createViscaSession } from '../../../drivers/visca/session.ts';
import type { ViscaState } from '../../../drivers/visca/state.ts';
import type { Transport } from '../../../drivers/transports/transport.ts';
import type { VirtualClock } from '../../../protocols/clock.ts';
import type { CameraCommand, CameraPosition } from '../../../protocols/models/camera.ts';
import type { CameraBody } from '../../../simulators/world/camera.ts';
import { runCamera, type CameraRig, type RigOptions } from '../camera-rig.ts';

export interface Watched extends CameraRig<ViscaState> {
  readonly clock: VirtualClock;
  /**
   * A stranger's joystick. What was read just before may still be called STILL; `noticedMs` later it must not.
   */
  disturb(target: Partial<CameraPosition>): void;
}

/** A confirmation is believed for a second, and then a little for the round under way. */
const noticedMs = 1200;

export function watch(
  options: RigOptions & {
    readonly clock: VirtualClock;
    readonly camera: CameraBody;
    readonly config: ViscaConfig;
    readonly transport: Transport<Uint8Array, Uint8Array>;
  },
): Watched {
  const { clock, camera } = options;
  let disturbedAt = -Infinity;
  const rig = runCamera({
    ...options,
    session: createViscaSession(options.config),
    isExcused: () => clock.now() < disturbedAt + noticedMs,
  });
  return {
    ...rig,
    clock,
    disturb(target) {
      const mine = clock.now();
      disturbedAt = mine;
      camera.moveTo(target, { pan: 20 });
      clock.after(noticedMs, () => {
        if (disturbedAt === mine && rig.state().motion.kind === 'still' && camera.isMoving())
          rig.falseStills.push(`${camera.id} not noticed moving at ${clock.now()}`);
      });
    },
  };
}

/** Recalls a preset and waits until the camera is STILL there; ms from the command, or null after `limitMs`. */
export async function recallOn(
  { clock, driver, state }: Watched,
  preset: number,
  limitMs: number,
): Promise<number | null> {
  const start = clock.now();
  void driver.submit({ type: 'recall', preset });
  while (clock.now() - start < limitMs) {
    await clock.advance(20);
    const { motion } = state();
    if (motion.kind === 'still' && motion.preset === preset) return clock.now() - start;
  }
  return null;
}

/** Submits, and gives the outcome once so much time has passed; 'open' if there is none. */
export async function submitOn(
  { clock, driver }: Watched,
  command: CameraCommand,
  waitMs = 600,
): Promise<unknown> {
  let result: unknown = 'open';
  void driver.submit(command).then((outcome) => (result = outcome));
  await clock.advance(waitMs);
  return result;
}
