/** Bare VISCA on real TCP and UDP sockets, and a chain on a real tty (a pty made by socat), in real time. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Driver } from '../../../drivers/driver.ts';
import { viscaKind } from '../../../drivers/visca/driver.ts';
import type { Clock } from '../../../protocols/clock.ts';
import {
  applyCameraEvent,
  unknownCamera,
  type CameraCommand,
  type CameraState,
} from '../../../protocols/models/camera.ts';
import type { Serve } from '../../../simulators/simulator.ts';
import { serve, serveRawTcp, serveRawUdp } from '../../../simulators/visca/serve.ts';
import { standardChamber } from '../../../simulators/world/chamber.ts';
import { cameraOf, type World } from '../../../simulators/world/world.ts';
import { hasPrograms } from '../../programs.ts';

const realClock: Clock = {
  now: () => performance.now(),
  wall: () => Date.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};

const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

function drive(world: World, id: string, client: Readonly<Record<string, unknown>>) {
  const camera = cameraOf(world, id);
  const lies: string[] = [];
  let state: CameraState = unknownCamera;
  let wake = (): void => undefined;
  const config = viscaKind.config.parse({ id, kind: 'visca', ...client });
  const driver: Driver<CameraCommand> = viscaKind.create(config, {
    clock: realClock,
    emit(event) {
      state = applyCameraEvent(state, event);
      if (event.type === 'motion' && event.motion.kind === 'still' && camera.isMoving()) lies.push(id);
      wake();
    },
    onHealth: () => wake(),
  });
  ends.push(() => driver.stop());
  const until = async (condition: (now: CameraState) => boolean): Promise<void> => {
    while (!condition(state))
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
  };
  driver.start();
  return { camera, driver, until, lies };
}

async function simulate(run: Serve, cameras: number, pty?: string) {
  const { world } = standardChamber({ seats: 40, cameras, seed: 2, clock: realClock });
  const simulator = await run({
    world,
    clock: realClock,
    id: 'camera-1',
    host: '127.0.0.1',
    port: 0,
    ...(pty === undefined ? {} : { pty }),
  });
  ends.push(() => simulator.close());
  return { world, simulator };
}

describe('bare VISCA on real sockets', () => {
  it.each([
    ['TCP', serveRawTcp],
    ['UDP', serveRawUdp],
  ] as const)('finds the camera over %s and recalls a preset', async (_name, run) => {
    const { world, simulator } = await simulate(run, 1);
    const { camera, driver, until, lies } = drive(world, 'camera-1', simulator.client ?? {});
    await until(({ motion }) => motion.kind === 'still');
    // An X400's tilt speed does not matter to a recall.
    expect(await driver.submit({ type: 'recall', preset: 20 })).toEqual({
      ok: true,
      evidence: 'acknowledged',
    });
    await until(({ motion }) => motion.kind === 'still' && motion.preset === 20);
    expect(camera.isMoving()).toBe(false);
    expect(lies).toEqual([]);
    expect(driver.health()).toMatchObject({ link: 'up', garbage: 0 });
    expect(simulator.fault('earthquake', {})).toMatchObject({ ok: false });
  });
});

describe.skipIf(!hasPrograms('serial lines', ['socat']))('a VISCA chain on a tty', () => {
  it('three drivers share the port, and each moves its own camera', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'saalregie-visca-'));
    ends.push(() => rmSync(directory, { recursive: true }));
    const { world, simulator } = await simulate(serve, 3, join(directory, 'line'));
    const cameras = [1, 2, 3].map((address) =>
      drive(world, `camera-${address}`, { ...simulator.client, deviceAddress: address }),
    );
    await Promise.all(cameras.map(({ until }) => until(({ motion }) => motion.kind === 'still')));
    const outcomes = await Promise.all(
      cameras.map(({ driver }, index) => driver.submit({ type: 'recall', preset: 5 + index })),
    );
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    await Promise.all(
      cameras.map(({ until }, index) =>
        until(({ motion }) => motion.kind === 'still' && motion.preset === 5 + index),
      ),
    );
    expect(cameras.flatMap(({ lies }) => lies)).toEqual([]);
    for (const [index, { camera }] of cameras.entries())
      expect(camera.position().panDegrees).toBeCloseTo(camera.presets.get(5 + index)?.panDegrees ?? 999, 1);
  });
});
