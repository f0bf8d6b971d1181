/**
 * What every session with a camera keeps beside its own protocol: the STILL gate, the count of our moves (a
 * newer one overtakes the others), and the timer for the gate's next look. Pure. A session tells the gate what
 * it asked, heard and read (`feed`); the events and the timer come back as outputs.
 */
import type { MonotonicMs } from '../protocols/clock.ts';
import type { CameraEvent, CameraOrder } from '../protocols/models/camera.ts';
import { nextGateCheckMs } from './camera-gate-needs.ts';
import { createGate, type GateState } from './camera-gate-state.ts';
import { stepGate, type GateInput } from './camera-gate.ts';
import { defaultGateKnobs, type GateKnobs } from './camera-gate-knobs.ts';
import type { CameraOptions } from './camera-options.ts';
import type { DeviceStatus, Output } from './session.ts';

export interface GatedCamera {
  readonly gate: GateState;
  /** Counts our moves; what belongs to an older one says nothing of the present. */
  readonly move: number;
}

type Out = Exclude<Output<CameraEvent, never>, { readonly type: 'send' }>;

export interface GateTurn {
  readonly camera: GatedCamera;
  readonly outputs: readonly Out[];
}

/** The session's timer that must come back as `feed(…, {type: 'tick'}, …)`. */
export const gateTimer = 'gate';

export function createGatedCamera({ presetTargets }: Pick<CameraOptions, 'presetTargets'>): GatedCamera {
  const targets = Object.entries(presetTargets).map(
    ([preset, position]) => [Number(preset), position] as const,
  );
  return { gate: createGate(new Map(targets)), move: 0 };
}

export function gateKnobs(options: CameraOptions, witnesses: GateKnobs['witnesses']): GateKnobs {
  const { settleMs, maxTravelMs } = options;
  return { ...defaultGateKnobs, settleMs, maxTravelMs, witnesses };
}

export function feed(camera: GatedCamera, input: GateInput, now: MonotonicMs, knobs: GateKnobs): GateTurn {
  const step = stepGate(camera.gate, input, now, knobs);
  const afterMs = nextGateCheckMs(step.state, now, knobs);
  return {
    camera: { ...camera, gate: step.state },
    outputs: [
      ...step.events.map((event): Out => ({ type: 'emit', event })),
      afterMs === null ? { type: 'disarm', timer: gateTimer } : { type: 'arm', timer: gateTimer, afterMs },
    ],
  };
}

/** Our own move begins: the camera counts as moving from now on. Not for `store`. */
export function beginMove(
  camera: GatedCamera,
  command: Exclude<CameraOrder, { readonly type: 'store' }>,
  now: MonotonicMs,
  knobs: GateKnobs,
): GateTurn {
  const preset = command.type === 'recall' ? command.preset : null;
  const target = command.type === 'move' ? command.position : undefined;
  const begun = feed(camera, { type: 'move', preset, target }, now, knobs);
  return { ...begun, camera: { ...begun.camera, move: camera.move + 1 } };
}

/** What the gate adds to the device's status. */
export const gateStatus = ({ gate }: GatedCamera): DeviceStatus =>
  gate.faulty ? { level: 'fault', code: 'never-arrives' } : { level: 'ok', code: 'ready' };
