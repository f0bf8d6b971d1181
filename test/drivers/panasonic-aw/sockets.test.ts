/** Driver and simulator over real HTTP and real notices on loopback, in real time, waiting only on conditions. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Driver } from '../../../drivers/driver.ts';
import { panasonicAwKind } from '../../../drivers/panasonic-aw/driver.ts';
import type { Clock } from '../../../protocols/clock.ts';
import {
  applyCameraEvent,
  unknownCamera,
  type CameraCommand,
  type CameraState,
} from '../../../protocols/models/camera.ts';
import { serve } from '../../../simulators/panasonic-aw/serve.ts';
import type { Simulator } from '../../../simulators/simulator.ts';
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

const open: { driver: Driver<CameraCommand>; simulator: Simulator }[] = [];
afterEach(async () => {
  for (const { driver, simulator } of open.splice(0)) {
    driver.stop();
    await simulator.close();
  }
});

async function connect() {
  const { world } = standardChamber({ seats: 40, cameras: 1, seed: 2, clock: realClock });
  const simulator = await serve({
    world,
    clock: realClock,
    id: 'camera-1',
    host: '127.0.0.1',
    port: 0,
    picturePort: 0,
  });
  const config = panasonicAwKind.config.parse({
    id: 'camera-1',
    kind: 'panasonic-aw',
    noticeHost: '127.0.0.1',
    ...simulator.client,
  });
  const camera = cameraOf(world, 'camera-1');
  let state: CameraState = unknownCamera;
  const lies: string[] = [];
  let wake = (): void => undefined;
  const driver = panasonicAwKind.create(config, {
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
  return { camera, simulator, driver, until, lies, world };
}

describe('the Panasonic AW driver on real sockets', () => {
  it('finds the camera, is registered, recalls presets by their notices, and sees the seat', async () => {
    const { camera, simulator, driver, until, lies } = await connect();
    await until(({ motion }) => motion.kind === 'still');
    expect(driver.health()).toMatchObject({ link: 'up', garbage: 0, status: { code: 'ready' } });
    expect(simulator.truth()).toMatchObject({ receivers: [expect.any(Number)] });
    for (const preset of [1, 38]) {
      expect(await driver.submit({ type: 'recall', preset })).toEqual({ ok: true, evidence: 'acknowledged' });
      await until(({ motion }) => motion.kind === 'still' && motion.preset === preset);
      expect(camera.isMoving()).toBe(false);
    }
    // Neither had to be sent again for its notice.
    expect(simulator.truth()).toMatchObject({ recalls: 2 });
    expect(lies).toEqual([]);
    const picture = await fetch(`http://127.0.0.1:${simulator.ports.picture}/frame.jpg`);
    expect(picture.headers.get('content-type')).toBe('image/jpeg');
    await picture.arrayBuffer();
    simulator.move?.({ pan: 10, tilt: 0, zoom: 0.1 });
    await until(({ motion }) => motion.kind === 'moving');
  });

  it('finds a restarted camera again, and is registered anew', async () => {
    const { simulator, until } = await connect();
    await until(({ motion }) => motion.kind === 'still');
    simulator.reboot();
    await until(({ motion }) => motion.kind === 'unknown');
    expect(simulator.truth()).toMatchObject({ receivers: [] });
    await until(({ motion }) => motion.kind === 'still');
    expect(simulator.truth()).toMatchObject({ receivers: [expect.any(Number)] });
  });

  it('names faults it has not, shows an unplugged camera as unknown, and frees its ports', async () => {
    const { simulator, until, world } = await connect();
    await until(({ motion }) => motion.kind === 'still');
    expect(simulator.fault('earthquake', {})).toMatchObject({ ok: false });
    const port = simulator.ports.device;
    const options = { world, clock: realClock, id: 'camera-1', host: '127.0.0.1', port };
    await expect(serve(options)).rejects.toThrow('EADDRINUSE');
    simulator.unplug();
    await until(({ motion }) => motion.kind === 'unknown');
  });
});
