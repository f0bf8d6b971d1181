/** Driver and simulator over real UDP on loopback, in real time: short, and waiting only on conditions. */
import { afterEach, describe, expect, it } from 'vitest';
import { viscaKind } from '../../../drivers/visca/driver.ts';
import type { Driver } from '../../../drivers/driver.ts';
import type { Clock } from '../../../protocols/clock.ts';
import {
  applyCameraEvent,
  unknownCamera,
  type CameraCommand,
  type CameraState,
} from '../../../protocols/models/camera.ts';
import type { Simulator } from '../../../simulators/simulator.ts';
import { serve } from '../../../simulators/visca/serve.ts';
import { cameraOf } from '../../../simulators/world/world.ts';
import { standardChamber } from '../../../simulators/world/chamber.ts';
import { readMarks } from '../../../simulators/world/marks.ts';
import { createCanvas, loadImage } from '@napi-rs/canvas';

const realClock: Clock = {
  now: () => performance.now(),
  wall: () => Date.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};

const open: { driver: Driver<CameraCommand>; simulator: Simulator }[] = [];
afterEach(async () => {
  for (const { driver, simulator } of open.splice(0)) {
    driver.stop();
    await simulator.close();
  }
});

async function connect() {
  const chamber = standardChamber({ seats: 40, cameras: 1, seed: 2, clock: realClock });
  const { world } = chamber;
  const simulator = await serve({
    world,
    clock: realClock,
    id: 'camera-1',
    host: '127.0.0.1',
    port: 0,
    picturePort: 0,
  });
  let state: CameraState = unknownCamera;
  const config = viscaKind.config.parse({
    id: 'camera-1',
    kind: 'visca',
    address: `udp://127.0.0.1:${simulator.ports.device}`,
  });
  const camera = cameraOf(world, 'camera-1');
  const lies: string[] = [];
  let wake = (): void => undefined;
  const driver = viscaKind.create(config, {
    clock: realClock,
    emit(event) {
      state = applyCameraEvent(state, event);
      if (event.type === 'motion' && event.motion.kind === 'still' && camera.isMoving()) lies.push('moving');
      wake();
    },
    onHealth: () => wake(),
  });
  open.push({ driver, simulator });
  const until = async (condition: (now: CameraState) => boolean): Promise<void> => {
    while (!condition(state))
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
  };
  driver.start();
  return { camera, simulator, driver, until, lies };
}

describe('the VISCA driver on a real socket', () => {
  it('finds the camera, recalls presets, and its picture shows the seat and does not move', async () => {
    const { camera, simulator, driver, until, lies } = await connect();
    await until(({ motion }) => motion.kind === 'still');
    expect(driver.health()).toMatchObject({ link: 'up', garbage: 0 });
    for (const preset of [1, 38, 20]) {
      expect(await driver.submit({ type: 'recall', preset })).toEqual({ ok: true, evidence: 'acknowledged' });
      await until(({ motion }) => motion.kind === 'still' && motion.preset === preset);
      expect(camera.isMoving()).toBe(false);
      const answer = await fetch(`http://127.0.0.1:${simulator.ports.picture}/frame.jpg`);
      const canvas = createCanvas(640, 360);
      const context = canvas.getContext('2d');
      context.drawImage(await loadImage(Buffer.from(await answer.arrayBuffer())), 0, 0);
      const marks = readMarks(context.getImageData(0, 0, 640, 360).data, 640, 360);
      expect(marks).toMatchObject({ cameraId: 1, moving: false });
      expect(marks?.seats).toContain(preset);
    }
    expect(lies).toEqual([]);
  });

  it('shows an unplugged camera as unknown, names faults it has not, and frees its ports', async () => {
    const { simulator, until } = await connect();
    await until(({ motion }) => motion.kind === 'still');
    expect(simulator.fault('earthquake', {})).toMatchObject({ ok: false });
    expect(simulator.truth()).toMatchObject({ id: 'camera-1', power: true });
    simulator.unplug();
    await until(({ motion }) => motion.kind === 'unknown');
  });

  it('cannot serve a port that is taken', async () => {
    const { simulator } = await connect();
    const { world } = standardChamber({ seats: 4, cameras: 1, seed: 2, clock: realClock });
    const port = simulator.ports.device;
    const options = { world, clock: realClock, id: 'camera-1', host: '127.0.0.1', port };
    await expect(serve(options)).rejects.toThrow('EADDRINUSE');
  });
});
