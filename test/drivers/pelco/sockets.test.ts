/** Driver and simulator over TCP and over a serial line, in real time, waiting only on conditions. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Driver } from '../../../drivers/driver.ts';
import { pelcoKind } from '../../../drivers/pelco/driver.ts';
import type { Clock } from '../../../protocols/clock.ts';
import {
  applyCameraEvent,
  unknownCamera,
  type CameraCommand,
  type CameraState,
} from '../../../protocols/models/camera.ts';
import { serve } from '../../../simulators/pelco/serve.ts';
import { standardChamber } from '../../../simulators/world/chamber.ts';
import { cameraOf } from '../../../simulators/world/world.ts';

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

async function connect(line: 'tcp' | 'serial') {
  const folder = mkdtempSync(join(tmpdir(), 'pelco-'));
  ends.push(() => rmSync(folder, { recursive: true }));
  const { world } = standardChamber({ seats: 30, cameras: 1, seed: 2, clock: realClock });
  const simulator = await serve({
    world,
    clock: realClock,
    id: 'camera-1',
    host: '127.0.0.1',
    port: 0,
    picturePort: 0,
    ...(line === 'serial' ? { pty: join(folder, 'line') } : {}),
  });
  ends.push(() => simulator.close());
  const config = pelcoKind.config.parse({ id: 'camera-1', kind: 'pelco', ...simulator.client });
  const camera = cameraOf(world, 'camera-1');
  let state: CameraState = unknownCamera;
  const lies: string[] = [];
  let wake = (): void => undefined;
  const driver: Driver<CameraCommand> = pelcoKind.create(config, {
    clock: realClock,
    emit(event) {
      state = applyCameraEvent(state, event);
      if (event.type === 'motion' && event.motion.kind === 'still' && camera.isMoving()) lies.push('moving');
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
  return { camera, simulator, driver, until, lies };
}

describe('the Pelco driver on a real line', () => {
  for (const line of ['tcp', 'serial'] as const)
    it(`finds the camera, recalls a preset and sees a stranger (${line})`, async () => {
      const { camera, simulator, driver, until, lies } = await connect(line);
      await until(({ motion }) => motion.kind === 'still');
      expect(await driver.submit({ type: 'recall', preset: 7 })).toEqual({ ok: true, evidence: 'sent' });
      await until(({ motion }) => motion.kind === 'still' && motion.preset === 7);
      expect(camera.isMoving()).toBe(false);
      expect(lies).toEqual([]);
      simulator.move?.({ pan: 10, tilt: 0, zoom: 0.1 });
      await until(({ motion }) => motion.kind === 'moving');
      const picture = await fetch(`http://127.0.0.1:${simulator.ports.picture}/frame.jpg`);
      expect(picture.headers.get('content-type')).toBe('image/jpeg');
      await picture.arrayBuffer();
      expect(simulator.fault('earthquake', {})).toMatchObject({ ok: false });
      expect(simulator.truth()).toMatchObject({ id: 'camera-1', garbage: 0 });
      simulator.unplug();
      await until(({ motion }) => motion.kind === 'unknown');
    });
});
