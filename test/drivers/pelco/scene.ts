/** A started Pelco camera in a virtual chamber, in memory; every STILL is held against the world. */
import { afterEach, expect } from 'vitest';
import type { Driver, Health } from '../../../drivers/driver.ts';
import { pelcoConfigSchema } from '../../../drivers/pelco/config.ts';
import { createPelcoSession } from '../../../drivers/pelco/session.ts';
import type { PelcoState } from '../../../drivers/pelco/state.ts';
import { runSession } from '../../../drivers/run-session.ts';
import { createMemoryTransport } from '../../../drivers/transports/memory.ts';
import type { LinkSink } from '../../../drivers/transports/transport.ts';
import { toHex } from '../../../protocols/bytes.ts';
import { createVirtualClock, type VirtualClock } from '../../../protocols/clock.ts';
import {
  applyCameraEvent,
  unknownCamera,
  type CameraCommand,
  type CameraEvent,
  type CameraPosition,
  type CameraState,
} from '../../../protocols/models/camera.ts';
import type { Line } from '../../../simulators/device.ts';
import { createPelcoDevice, zoomTele, type PelcoDevice } from '../../../simulators/pelco/device.ts';
import { slowHead, type CameraBody } from '../../../simulators/world/camera.ts';
import { standardChamber } from '../../../simulators/world/chamber.ts';
import { cameraOf } from '../../../simulators/world/world.ts';

const drivers: Driver<CameraCommand>[] = [];
afterEach(() => {
  for (const driver of drivers.splice(0)) driver.stop();
});

export interface Scene {
  readonly clock: VirtualClock;
  readonly camera: CameraBody;
  readonly device: PelcoDevice;
  readonly driver: Driver<CameraCommand>;
  readonly events: readonly CameraEvent[];
  /** Frames that went to the line. */
  readonly sent: readonly { readonly at: number; readonly frame: string }[];
  readonly falseStills: string[];
  state(): CameraState;
  health(): Health;
  session(): PelcoState;
  /** The line ends. */
  cut(): void;
  /** Bytes that come over the line. */
  injected(bytes: Uint8Array): void;
}

export interface SceneOptions {
  readonly seed?: number;
  readonly slow?: boolean;
  readonly targets?: boolean;
  /** The camera is not asked for its position. */
  readonly blind?: boolean;
  readonly faults?: Readonly<Record<string, Record<string, unknown>>>;
  readonly config?: Readonly<Record<string, unknown>>;
}

/** The driver has started and two and a half seconds have passed. */
export async function scene(options: SceneOptions = {}): Promise<Scene> {
  const clock = createVirtualClock();
  const { world, shots } = standardChamber({
    seats: 30,
    cameras: 1,
    seed: options.seed ?? 1,
    clock,
    ...(options.slow ? { head: slowHead } : {}),
  });
  const camera = cameraOf(world, 'camera-1');
  const presetTargets: Record<string, CameraPosition> = {};
  for (const shot of shots.get('camera-1') ?? [])
    if (options.targets) presetTargets[shot.preset] = shot.position;
  const config = pelcoConfigSchema.parse({
    id: 'camera-1',
    kind: 'pelco',
    address: 'tcp://127.0.0.1',
    presetTargets,
    ...(options.blind ? {} : { position: { zoomTele } }),
    ...options.config,
  });
  const device = createPelcoDevice({
    camera,
    clock,
    protocol: config.protocol,
    random: () => world.random(),
  });
  const falseStills: string[] = [];
  const events: CameraEvent[] = [];
  const sent: { at: number; frame: string }[] = [];
  let far: LinkSink<Uint8Array> | null = null;
  let line: Line<Uint8Array> | null = null;
  let state = unknownCamera;
  const transport = createMemoryTransport<Uint8Array, Uint8Array>({
    opened(sink) {
      far = sink;
      line = device.accept({ send: (bytes) => sink.received(bytes), close: () => undefined });
      sink.up();
    },
    received(bytes) {
      sent.push({ at: clock.now(), frame: toHex(bytes) });
      line?.received(bytes);
    },
    closed() {
      line?.closed();
      line = null;
      far = null;
    },
  });
  const session = createPelcoSession(config);
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
      if (event.type === 'motion' && event.motion.kind === 'still') {
        if (camera.isMoving()) falseStills.push(`moving at ${clock.now()}`);
        const { preset } = event.motion;
        if (preset !== null && !isNear(camera.position(), camera.presets.get(preset)))
          falseStills.push(`not at preset ${preset} at ${clock.now()}`);
      }
      events.push(event);
      state = applyCameraEvent(state, event);
    },
    onHealth: () => undefined,
  });
  drivers.push(driver);
  for (const [name, parameters] of Object.entries(options.faults ?? {}))
    expect(device.fault(name, parameters)).toBe(true);
  driver.start();
  await clock.advance(2500);
  return {
    clock,
    camera,
    device,
    driver,
    events,
    sent,
    falseStills,
    state: () => state,
    health: () => driver.health(),
    session: () => inside,
    cut: () => far?.down('cut'),
    injected: (bytes) => far?.received(bytes),
  };
}

export function isNear(a: CameraPosition, b: CameraPosition | undefined): boolean {
  return (
    b !== undefined &&
    Math.abs(a.panDegrees - b.panDegrees) < 0.3 &&
    Math.abs(a.tiltDegrees - b.tiltDegrees) < 0.3 &&
    Math.abs(a.zoom - b.zoom) < 0.012
  );
}

/** Recalls a preset and waits until the camera is STILL there; ms from the command, or null after `limitMs`. */
export async function recall(now: Scene, preset: number, limitMs = 8000): Promise<number | null> {
  const start = now.clock.now();
  void now.driver.submit({ type: 'recall', preset });
  while (now.clock.now() - start < limitMs) {
    await now.clock.advance(20);
    const { motion } = now.state();
    if (motion.kind === 'still' && motion.preset === preset) return now.clock.now() - start;
  }
  return null;
}

/** Submits, and gives the outcome once so much time has passed. */
export async function submit(now: Scene, command: CameraCommand, waitMs = 500): Promise<unknown> {
  let result: unknown = 'open';
  void now.driver.submit(command).then((outcome) => {
    result = outcome;
  });
  await now.clock.advance(waitMs);
  return result;
}
