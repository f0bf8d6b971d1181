/** A VISCA driver on any transport, whose every STILL is held against the world. */
import { createViscaSession } from '../../../drivers/visca/session.ts';
import type { ViscaConfig } from '../../../drivers/visca/config.ts';
import type { ViscaState } from '../../../drivers/visca/state.ts';
import type { Driver, Health } from '../../../drivers/driver.ts';
import { runSession } from '../../../drivers/run-session.ts';
import type { Transport } from '../../../drivers/transports/transport.ts';
import type { VirtualClock } from '../../../protocols/clock.ts';
import {
  applyCameraEvent,
  unknownCamera,
  type CameraCommand,
  type CameraEvent,
  type CameraPosition,
  type CameraState,
} from '../../../protocols/models/camera.ts';
import type { CameraBody } from '../../../simulators/world/camera.ts';
import { isNear } from './scene.ts';

export interface Watched {
  readonly clock: VirtualClock;
  readonly driver: Driver<CameraCommand>;
  readonly camera: CameraBody;
  readonly events: readonly CameraEvent[];
  readonly falseStills: string[];
  state(): CameraState;
  health(): Health;
  session(): ViscaState;
  /**
   * A stranger's joystick. What was read just before may still be called STILL; `noticedMs` later it must not.
   */
  disturb(target: Partial<CameraPosition>): void;
}

/** A confirmation is believed for a second, and then a little for the round under way. */
const noticedMs = 1200;

export function watch(options: {
  readonly clock: VirtualClock;
  readonly camera: CameraBody;
  readonly config: ViscaConfig;
  readonly transport: Transport<Uint8Array, Uint8Array>;
}): Watched {
  const { clock, camera } = options;
  const events: CameraEvent[] = [];
  const falseStills: string[] = [];
  let state = unknownCamera;
  let disturbedAt = -Infinity;
  const session = createViscaSession(options.config);
  let inside = session.initial;
  const driver = runSession({
    session: {
      ...session,
      step(before, input, at) {
        const step = session.step(before, input, at);
        inside = step.state;
        return step;
      },
    },
    transport: options.transport,
    clock,
    emit(event) {
      const isDisturbed = clock.now() < disturbedAt + noticedMs;
      if (event.type === 'motion' && event.motion.kind === 'still' && !isDisturbed) {
        if (camera.isMoving()) falseStills.push(`${camera.id} moving at ${clock.now()}`);
        const { preset } = event.motion;
        if (preset !== null && !isNear(camera.position(), camera.presets.get(preset)))
          falseStills.push(`${camera.id} not at preset ${preset} at ${clock.now()}`);
      }
      events.push(event);
      state = applyCameraEvent(state, event);
    },
    onHealth: () => undefined,
  });
  return {
    clock,
    driver,
    camera,
    events,
    falseStills,
    state: () => state,
    health: () => driver.health(),
    session: () => inside,
    disturb(target) {
      const mine = clock.now();
      disturbedAt = mine;
      camera.moveTo(target, { pan: 20 });
      clock.after(noticedMs, () => {
        if (disturbedAt === mine && state.motion.kind === 'still' && camera.isMoving())
          falseStills.push(`${camera.id} not noticed moving at ${clock.now()}`);
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
