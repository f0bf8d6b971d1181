/**
 * A camera's session on a transport in this process, beside the world's camera that it drives: what the driver
 * says, and whether it was true. One for every camera kind; how the two are joined is each kind's own business
 * (rig.ts in its folder). Tests and the benchmark of STILL use the same rigs.
 */
import type { Driver, Health } from '../../drivers/driver.ts';
import { runSession } from '../../drivers/run-session.ts';
import type { Session } from '../../drivers/session.ts';
import type { Transport } from '../../drivers/transports/transport.ts';
import type { Clock } from '../../protocols/clock.ts';
import {
  applyCameraEvent,
  unknownCamera,
  type CameraCommand,
  type CameraEvent,
  type CameraPosition,
  type CameraState,
} from '../../protocols/models/camera.ts';
import type { CameraBody } from '../../simulators/world/camera.ts';

export interface CameraRig<State = unknown> {
  readonly driver: Driver<CameraCommand>;
  readonly camera: CameraBody;
  readonly events: readonly CameraEvent[];
  /** STILL events that were not true at that moment. */
  readonly falseStills: string[];
  state(): CameraState;
  health(): Health;
  /** The session's state after its last step. */
  session(): State;
}

export interface RigOptions {
  /** Sees every event before it is applied. */
  readonly onEvent?: ((event: CameraEvent) => void) | undefined;
  readonly onHealth?: ((health: Health) => void) | undefined;
}

export function runCamera<State, Sent, Received>(
  options: RigOptions & {
    readonly session: Session<State, CameraCommand, CameraEvent, Sent, Received>;
    readonly transport: Transport<Sent, Received>;
    readonly clock: Clock;
    readonly camera: CameraBody;
    /** Whether a false STILL may be passed over at this moment. */
    readonly isExcused?: () => boolean;
  },
): CameraRig<State> {
  const { session, transport, clock, camera, onHealth } = options;
  const events: CameraEvent[] = [];
  const falseStills: string[] = [];
  let state = unknownCamera;
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
    transport,
    clock,
    emit(event) {
      options.onEvent?.(event);
      if (event.type === 'motion' && event.motion.kind === 'still' && options.isExcused?.() !== true) {
        const { preset } = event.motion;
        if (camera.isMoving()) falseStills.push(`${camera.id} moving at ${clock.now()}`);
        if (preset !== null && !isNear(camera.position(), camera.presets.get(preset)))
          falseStills.push(`${camera.id} not at preset ${preset} at ${clock.now()}`);
      }
      events.push(event);
      state = applyCameraEvent(state, event);
    },
    onHealth: (health) => onHealth?.(health),
  });
  return {
    driver,
    camera,
    events,
    falseStills,
    state: () => state,
    health: () => driver.health(),
    session: () => inside,
  };
}

/** Near enough to be the same shot; a little more than the gate itself allows for. */
export function isNear(a: CameraPosition, b: CameraPosition | undefined): boolean {
  return (
    b !== undefined &&
    Math.abs(a.panDegrees - b.panDegrees) < 0.3 &&
    Math.abs(a.tiltDegrees - b.tiltDegrees) < 0.3 &&
    Math.abs(a.zoom - b.zoom) < 0.012
  );
}
