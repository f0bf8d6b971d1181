/** A started AW camera in a virtual chamber, in memory; every STILL is held against the world. */
import { afterEach, expect } from 'vitest';
import type { Driver, Health } from '../../../drivers/driver.ts';
import { awConfigSchema, type AwConfig } from '../../../drivers/panasonic-aw/config.ts';
import { createAwSession } from '../../../drivers/panasonic-aw/session.ts';
import type { AwReceived, AwState } from '../../../drivers/panasonic-aw/state.ts';
import { runSession } from '../../../drivers/run-session.ts';
import type { HttpRequest } from '../../../drivers/session.ts';
import { createMemoryTransport } from '../../../drivers/transports/memory.ts';
import type { LinkSink } from '../../../drivers/transports/transport.ts';
import { createVirtualClock, type VirtualClock } from '../../../protocols/clock.ts';
import { noBytes } from '../../../protocols/codec.ts';
import {
  applyCameraEvent,
  unknownCamera,
  type CameraCommand,
  type CameraEvent,
  type CameraPosition,
  type CameraState,
} from '../../../protocols/models/camera.ts';
import { awNotices } from '../../../protocols/panasonic-aw/notices.ts';
import { createAwDevice, type AwDevice } from '../../../simulators/panasonic-aw/device.ts';
import type { HttpAnswer } from '../../../simulators/device.ts';
import { slowHead, type CameraBody } from '../../../simulators/world/camera.ts';
import { standardChamber, type Chamber } from '../../../simulators/world/chamber.ts';
import { cameraOf } from '../../../simulators/world/world.ts';

const port = 35_200;
const drivers: Driver<CameraCommand>[] = [];
afterEach(() => {
  for (const driver of drivers.splice(0)) driver.stop();
});

export interface Scene {
  readonly clock: VirtualClock;
  readonly chamber: Chamber;
  readonly camera: CameraBody;
  readonly device: AwDevice;
  readonly driver: Driver<CameraCommand>;
  readonly events: readonly CameraEvent[];
  /** Paths asked, with the time. */
  readonly asked: readonly { readonly at: number; readonly path: string; readonly authorization?: string }[];
  readonly falseStills: string[];
  state(): CameraState;
  session(): AwState;
  health(): Health;
  /** While true nothing comes through in either direction, and nobody says so. */
  deaf: boolean;
  /** While true nobody is at the address. */
  gone: boolean;
  /** While true notices do not come through. */
  isPortClosed: boolean;
  /** Answers in the camera's place; undefined: it answers itself. */
  instead: ((path: string) => HttpAnswer | undefined) | null;
  /** Bytes on a connection of the camera's to our port. */
  pushed(bytes: Uint8Array): void;
}

export interface SceneOptions {
  readonly seed?: number;
  readonly slow?: boolean;
  readonly targets?: boolean;
  readonly faults?: Readonly<Record<string, Record<string, unknown>>>;
  readonly config?: Partial<Omit<AwConfig, 'address' | 'kind' | 'id'>>;
}

/** The driver has started and two and a half seconds have passed. */
export async function scene(options: SceneOptions = {}): Promise<Scene> {
  const clock = createVirtualClock();
  const chamber = standardChamber({
    seats: 40,
    cameras: 1,
    seed: options.seed ?? 1,
    clock,
    ...(options.slow ? { head: slowHead } : {}),
  });
  const { world } = chamber;
  const camera = cameraOf(world, 'camera-1');
  const falseStills: string[] = [];
  const presetTargets: Record<string, CameraPosition> = {};
  for (const shot of chamber.shots.get('camera-1') ?? [])
    if (options.targets) presetTargets[shot.preset] = shot.position;

  let far: LinkSink<AwReceived> | null = null;
  let state = unknownCamera;
  const events: CameraEvent[] = [];
  const asked: { at: number; path: string; authorization?: string }[] = [];
  const device = createAwDevice({
    camera,
    clock,
    random: () => world.random(),
    push(to, bytes) {
      if (to === port && !now.deaf && !now.gone && !now.isPortClosed) now.pushed(bytes);
    },
  });
  const transport = createMemoryTransport<HttpRequest, AwReceived>({
    opened(sink) {
      if (now.gone) {
        sink.down('refused');
        return;
      }
      far = sink;
      sink.up();
      sink.received({ from: 'side', data: { type: 'listening', port } });
    },
    received({ id, method, path, headers, timeoutMs }) {
      const sink = far;
      const authorization = headers?.['authorization'];
      asked.push({ at: clock.now(), path, ...(authorization === undefined ? {} : { authorization }) });
      let settled = false;
      const cancel = clock.after(timeoutMs, () => {
        if (settled) return;
        settled = true;
        sink?.unanswered({ from: 'main', data: { id, result: { ok: false, reason: 'timeout' } } });
      });
      const answer = ({ status, body = '' }: HttpAnswer): void => {
        if (settled || now.deaf) return;
        settled = true;
        cancel();
        sink?.received({ from: 'main', data: { id, result: { ok: true, status, body } } });
      };
      if (now.gone) {
        sink?.down('refused');
        return;
      }
      if (now.deaf) return;
      const instead = now.instead?.(path);
      if (instead) clock.after(20, () => answer(instead));
      else device.request({ method, path, headers: headers ?? {}, body: '' }, answer);
    },
    closed() {
      far = null;
    },
  });
  const config = awConfigSchema.parse({
    id: 'camera-1',
    kind: 'panasonic-aw',
    address: 'http://127.0.0.1',
    presetTargets,
    ...options.config,
  });
  const session = createAwSession(config);
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
  const now: Scene = {
    clock,
    chamber,
    camera,
    device,
    driver,
    events,
    asked,
    falseStills,
    state: () => state,
    session: () => inside,
    health: () => driver.health(),
    deaf: false,
    gone: false,
    isPortClosed: false,
    instead: null,
    pushed(bytes) {
      const { messages, garbage, pending } = awNotices.decode(noBytes, bytes);
      for (const message of messages) far?.received({ from: 'side', data: { type: 'message', message } });
      const count = garbage + (pending.length > 0 ? 1 : 0);
      if (count > 0) far?.received({ from: 'side', data: { type: 'garbage', count } });
    },
  };
  for (const [name, parameters] of Object.entries(options.faults ?? {}))
    expect(device.fault(name, parameters)).toBe(true);
  driver.start();
  await clock.advance(2500);
  return now;
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
export async function recall(now: Scene, preset: number, limitMs = 6000): Promise<number | null> {
  const start = now.clock.now();
  void now.driver.submit({ type: 'recall', preset });
  while (now.clock.now() - start < limitMs) {
    await now.clock.advance(20);
    const { motion } = now.state();
    if (motion.kind === 'still' && motion.preset === preset) return now.clock.now() - start;
  }
  return null;
}

/** As `recall`, and how long after the motors stopped it was known, ms. */
export async function lateness(now: Scene, preset: number, limitMs?: number): Promise<number | null> {
  const took = await recall(now, preset, limitMs);
  return took === null ? null : now.clock.now() - now.camera.motorsStopAt();
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

/** The commands asked, without `#`; other requests by their path. */
export const commandsOf = ({ asked }: Scene, from = 0): readonly string[] =>
  asked.slice(from).map(({ path }) => /cmd=(?:%23)?([^&]*)/.exec(path)?.[1] ?? path);
