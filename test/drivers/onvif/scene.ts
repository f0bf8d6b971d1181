/**
 * A started ONVIF camera in a virtual chamber, session and device joined in memory: the SOAP text travels as on
 * a socket, time passes only when the test says so, and every STILL is held against the world.
 */
import { afterEach, expect } from 'vitest';
import type { GateState } from '../../../drivers/camera-gate.ts';
import type { Driver, Health } from '../../../drivers/driver.ts';
import { onvifConfigSchema } from '../../../drivers/onvif/config.ts';
import { createOnvifSession } from '../../../drivers/onvif/session.ts';
import type { OnvifState } from '../../../drivers/onvif/state.ts';
import { runSession } from '../../../drivers/run-session.ts';
import type { HttpExchange, HttpRequest } from '../../../drivers/session.ts';
import { createMemoryTransport } from '../../../drivers/transports/memory.ts';
import { createOnvifTransport } from '../../../drivers/transports/onvif.ts';
import type { LinkSink } from '../../../drivers/transports/transport.ts';
import { createVirtualClock, type VirtualClock } from '../../../protocols/clock.ts';
import {
  applyCameraEvent,
  unknownCamera,
  type CameraCommand,
  type CameraEvent,
  type CameraPosition,
  type CameraState,
} from '../../../protocols/models/camera.ts';
import type { Outcome } from '../../../protocols/models/outcome.ts';
import { createOnvifDevice, type OnvifDevice } from '../../../simulators/onvif/device.ts';
import { credentials } from '../../../simulators/onvif/security.ts';
import { slowHead, type CameraBody } from '../../../simulators/world/camera.ts';
import { standardChamber } from '../../../simulators/world/chamber.ts';
import { cameraOf } from '../../../simulators/world/world.ts';

const started: Driver<CameraCommand>[] = [];
afterEach(() => {
  for (const driver of started.splice(0)) driver.stop();
});

export type Faults = Readonly<Record<string, Record<string, unknown>>>;

export interface Scene {
  readonly clock: VirtualClock;
  readonly device: OnvifDevice;
  readonly camera: CameraBody;
  readonly driver: Driver<CameraCommand>;
  readonly events: readonly CameraEvent[];
  readonly falseStills: readonly string[];
  /** Operations asked since the last time, by their name on the wire. */
  asked(): readonly string[];
  /** The last request of an operation, as text. */
  lastRequest(operation: string): string;
  state(): CameraState;
  health(): Health;
  gate(): GateState;
  session(): OnvifState;
  /** While true nothing is answered and nothing heard. */
  unplugged: boolean;
  /** Ends the link; connecting works again at once. */
  cut(): void;
  /** The outcome after `waitMs` (1 s unless told), or `open`. */
  command(command: CameraCommand, waitMs?: number): Promise<Outcome | 'open'>;
}

export interface SceneOptions {
  readonly seed?: number;
  readonly slow?: boolean;
  /** The presets' places are known from the config. */
  readonly targets?: boolean;
  readonly faults?: Faults;
  readonly config?: Readonly<Record<string, unknown>>;
  readonly password?: string;
  /** Answers in the device's place; undefined: the device answers; `null`: the connection breaks. */
  readonly intercept?: (operation: string) => { status: number; body: string } | null | undefined;
  /** How long the driver runs before the test begins, ms. */
  readonly runMs?: number;
}

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
  const presetTargets: Record<string, CameraPosition> = {};
  for (const shot of chamber.shots.get('camera-1') ?? [])
    if (options.targets) presetTargets[shot.preset] = shot.position;
  const device = createOnvifDevice({ camera, clock, random: () => world.random() });
  for (const [name, parameters] of Object.entries(options.faults ?? {}))
    expect(device.fault(name, parameters)).toEqual({ ok: true });

  const falseStills: string[] = [];
  const events: CameraEvent[] = [];
  const requests: { operation: string; body: string }[] = [];
  let seen = 0;
  let state = unknownCamera;
  let sink: LinkSink<HttpExchange> | null = null;
  const open = new Set<() => void>();

  const http = createMemoryTransport<HttpRequest, HttpExchange>({
    opened(opened) {
      if (now.unplugged) {
        opened.down('nobody there');
        return;
      }
      sink = opened;
      opened.up();
    },
    received(sent) {
      const mine = sink;
      const body = sent.body ?? '';
      const operation = /Body><\w+:(\w+)/.exec(body)?.[1] ?? '';
      requests.push({ operation, body });
      let gone = (): void => undefined;
      const end = (result: HttpExchange['result']): void => {
        if (!open.delete(abort)) return;
        cancel();
        const exchange = { id: sent.id, result };
        queueMicrotask(() => (result.ok ? mine?.received(exchange) : mine?.unanswered(exchange)));
      };
      const cancel = clock.after(sent.timeoutMs, () => {
        gone();
        end({ ok: false, reason: 'timeout' });
      });
      const abort = (): void => {
        open.delete(abort);
        cancel();
        gone();
      };
      open.add(abort);
      if (now.unplugged) return;
      const instead = options.intercept?.(operation);
      if (instead === null) return end({ ok: false, reason: 'broken' });
      if (instead) return end({ ok: true, ...instead });
      const call = { method: sent.method, path: sent.path, headers: {}, body };
      gone = device.request(call, ({ status, body: text = '' }) => {
        if (!now.unplugged) end({ ok: true, status, body: text });
      });
    },
    closed: closeAll,
  });
  function closeAll(): void {
    for (const abort of open) abort();
    sink = null;
  }

  const config = onvifConfigSchema.parse({
    id: 'camera-1',
    kind: 'onvif',
    address: 'http://127.0.0.1',
    ...credentials,
    presetTargets,
    ...options.config,
  });
  const session = createOnvifSession(config);
  let present = session.initial;
  const transport = createOnvifTransport(
    { host: '127.0.0.1', port: 80, username: config.username, password: options.password ?? config.password },
    http,
  );
  const driver = runSession({
    session: {
      ...session,
      step(before, input, at) {
        const step = session.step(before, input, at);
        present = step.state;
        return step;
      },
    },
    transport,
    clock,
    emit(event) {
      if (event.type === 'motion' && event.motion.kind === 'still') {
        const { preset } = event.motion;
        if (camera.isMoving()) falseStills.push(`moving at ${clock.now()}`);
        if (preset !== null && !isNear(camera.position(), camera.presets.get(preset)))
          falseStills.push(`not at preset ${preset} at ${clock.now()}`);
      }
      events.push(event);
      state = applyCameraEvent(state, event);
    },
    onHealth: () => undefined,
  });
  const now: Scene = {
    clock,
    device,
    camera,
    driver,
    events,
    falseStills,
    asked() {
      const fresh = requests.slice(seen).map(({ operation }) => operation);
      seen = requests.length;
      return fresh;
    },
    lastRequest: (operation) => requests.findLast((request) => request.operation === operation)?.body ?? '',
    state: () => state,
    health: () => driver.health(),
    gate: () => present.camera.gate,
    session: () => present,
    unplugged: false,
    cut() {
      const mine = sink;
      closeAll();
      mine?.down('cable');
    },
    async command(command, waitMs = 1000) {
      let settled: Outcome | 'open' = 'open';
      void driver.submit(command).then((outcome) => {
        settled = outcome;
      });
      await clock.advance(waitMs);
      return settled;
    },
  };
  started.push(driver);
  driver.start();
  await clock.advance(options.runMs ?? 2500);
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
export async function recall(
  { clock, driver, state }: Scene,
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
