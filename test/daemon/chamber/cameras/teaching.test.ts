/** Taking a camera in hand, driving it and teaching it, in the virtual hall on the virtual clock. */
import { afterEach, describe, expect, test } from 'vitest';
import { shotsOf } from '../../../../daemon/chamber/shots.ts';
import type { ChamberCommand } from '../../../../daemon/chamber/root.ts';
import { deadManMs } from '../../../../daemon/runtime/dead-man.ts';
import { createVirtualClock } from '../../../../protocols/clock.ts';
import { cameraOf } from '../../../../simulators/world/world.ts';
import { openSittingHall, type SittingHall } from '../../../safety/sitting-hall.ts';

const camera = 'camera-1';
const halls: SittingHall[] = [];
afterEach(async () => {
  for (const hall of halls.splice(0)) await hall.stop();
});

async function open(options: { readonly isPublic?: boolean; readonly syncMs?: number } = {}) {
  const { isPublic, ...timing } = options;
  const hall = await openSittingHall({
    clock: createVirtualClock(),
    seats: 8,
    cameras: 2,
    seed: 5,
    ...timing,
  });
  halls.push(hall);
  const give = async (command: ChamberCommand, ms = 100): Promise<unknown> => {
    let answer: unknown = 'no answer yet';
    void hall.command(command).then((result) => (answer = result));
    await hall.clock.advance(ms);
    return answer;
  };
  if (isPublic) await give({ name: 'broadcast/open', input: { confirmed: true } }, 1000);
  const truth = cameraOf(hall.chamber.world, camera);
  return {
    hall,
    give,
    truth,
    drive: (pan: number, ms = 100) =>
      give({ name: 'camera/drive', input: { camera, pan, tilt: 0, zoom: 0 } }, ms),
    still: async () => {
      for (let tries = 0; tries < 100; tries++) {
        if (hall.loop.observed().cameras[camera]?.motion.kind === 'still') return;
        await hall.clock.advance(100);
      }
      throw new Error('the camera does not come to rest');
    },
    shotIds: () => [...shotsOf(hall.loop.durable().hall).keys()],
    program: () => hall.obs.model.studio.program,
  };
}
const fine = expect.objectContaining({ ok: true });
const refused = (error: string) => ({ ok: false, error });
const reserve = { name: 'camera/reserve', input: { camera } } as const;

describe('driving by hand', () => {
  test('only who holds the camera drives it, and it turns', async () => {
    const { give, drive, truth } = await open();
    expect(await drive(1)).toEqual(refused('camera-not-reserved'));
    expect(truth.isMoving()).toBe(false);
    expect(await give(reserve)).toEqual(fine);
    const before = truth.position().panDegrees;
    expect(await drive(0.5, 300)).toEqual(fine);
    expect(truth.position().panDegrees).toBeGreaterThan(before + 1);
    expect(await give({ name: 'camera/release', input: { camera } })).toEqual(fine);
    expect(await drive(1)).toEqual(refused('camera-not-reserved'));
  });

  test('stops when the hand does, and when the page is gone', async () => {
    const { give, drive, truth, hall } = await open();
    await give(reserve);
    await drive(0.3);
    await drive(0, 600);
    expect(truth.isMoving()).toBe(false);
    // Somebody who goes on keeps it turning, for as long as that is.
    for (let times = 0; times < 8; times++) await drive(-0.2, deadManMs / 2);
    expect(truth.isMoving()).toBe(true);
    await hall.clock.advance(deadManMs / 2 + 500);
    expect(truth.isMoving()).toBe(false);
  });

  test('never on air: the wide comes first, and the direction leaves the camera alone until it is released', async () => {
    const { hall, give, drive, truth, still, program } = await open({ isPublic: true });
    const seat = shotsOf(hall.loop.durable().hall).get(`${camera}:1`)?.subjects[0] ?? 0;
    const shown = { name: 'direction/show', input: { shot: `${camera}:1` } } as const;
    await give(shown, 6000);
    expect(program()).toBe('Saalregie Kamera 1');
    await give(reserve, 300);
    expect(program()).toBe('Saalregie Totale');
    await give({ name: 'direction/hand-back', input: {} });
    hall.chamber.world.setMicrophone(seat, true);
    await hall.clock.advance(4000);
    expect(program()).not.toBe('Saalregie Kamera 1');
    expect(truth.isMoving()).toBe(false);
    expect(await drive(0.2, 300)).toEqual(fine);
    expect(await drive(0, 100)).toEqual(fine);
    await still();
    await give({ name: 'camera/release', input: { camera } });
  });

  test('while the picture is still on air the hand is refused, whatever was asked before', async () => {
    const { hall, give, drive, truth } = await open({ isPublic: true });
    await give({ name: 'direction/show', input: { shot: `${camera}:1` } }, 6000);
    // The mixer does not hear us any more.
    hall.obs.freeze(true);
    await give(reserve, 300);
    expect(await drive(0.2)).toEqual(refused('camera-on-air'));
    const visit = { name: 'camera/visit', input: { camera, preset: 2 } } as const;
    expect(await give(visit)).toEqual(refused('camera-on-air'));
    expect(truth.isMoving()).toBe(false);
    hall.obs.freeze(false);
  });

  test('taking it in hand takes it off the air long before that is on disk', async () => {
    const { give, program } = await open({ isPublic: true, syncMs: 400 });
    await give({ name: 'direction/show', input: { shot: `${camera}:1` } }, 6000);
    expect(program()).toBe('Saalregie Kamera 1');
    await give(reserve, 40);
    expect(program()).toBe('Saalregie Totale');
  });

  test('a cut that is still on its way keeps its camera where it is', async () => {
    const { hall, give, truth, program } = await open({ isPublic: true });
    await give({ name: 'camera/visit', input: { camera, preset: 1 } });
    await give({ name: 'direction/show', input: { shot: `${camera}:1` } }, 6000);
    await give({ name: 'direction/wide', input: {} }, 1000);
    hall.obs.model.faults.slowMs = 300;
    // The mixer has not carried out the first wish when the second comes.
    await give({ name: 'direction/show', input: { shot: `${camera}:1` } }, 30);
    await give({ name: 'direction/show', input: { shot: `${camera}:2` } }, 0);
    let wasOnAir = false;
    for (let ms = 0; ms < 8000; ms += 10) {
      await hall.clock.advance(10);
      const isOnAir = program() === 'Saalregie Kamera 1';
      wasOnAir ||= isOnAir;
      expect(isOnAir && truth.isMoving(), `after ${ms} ms`).toBe(false);
    }
    expect(wasOnAir).toBe(true);
    expect(truth.position().panDegrees).toBeCloseTo(truth.presets.get(2)?.panDegrees ?? 999, 1);
  });
});

describe('teaching a preset', () => {
  type Store = Extract<ChamberCommand, { readonly name: 'camera/store' }>;
  const store = (change: Partial<Store['input']> = {}): Store => ({
    name: 'camera/store',
    input: { camera, subjects: [3], visible: [4], zones: [], ...change },
  });

  test('stores where the camera stands, under the next free number, and the direction can show it', async () => {
    const { hall, give, drive, still, truth, shotIds, program } = await open({ isPublic: true });
    await give(reserve);
    await drive(-0.3, 400);
    await drive(0);
    await still();
    const place = truth.position().panDegrees;
    expect(await give(store())).toEqual(fine);
    expect(truth.presets.get(9)?.panDegrees).toBeCloseTo(place, 1);
    expect(shotsOf(hall.loop.durable().hall).get(`${camera}:9`)).toMatchObject({
      subjects: [3],
      visible: [4],
    });
    await give({ name: 'camera/release', input: { camera } });
    await give({ name: 'direction/show', input: { shot: `${camera}:2` } }, 4000);
    await give({ name: 'direction/show', input: { shot: `${camera}:9` } }, 5000);
    expect(program()).toBe('Saalregie Kamera 1');
    expect(truth.position().panDegrees).toBeCloseTo(place, 1);
    // What is described otherwise counts from then on, and what is forgotten is no shot any more.
    const seen = { camera, preset: 9, subjects: [3], visible: [4, 5], zones: [] };
    expect(await give({ name: 'camera/describe', input: seen })).toEqual(fine);
    expect(shotsOf(hall.loop.durable().hall).get(`${camera}:9`)?.visible).toEqual([4, 5]);
    await give({ name: 'camera/forget', input: { camera, preset: 9 } });
    expect(shotIds()).not.toContain(`${camera}:9`);
    // Also one that stands in the config.
    await give({ name: 'camera/forget', input: { camera, preset: 1 } });
    expect(shotIds()).not.toContain(`${camera}:1`);
  });

  test('not while it moves, not by anybody else, not outside the numbers, not of what does not exist', async () => {
    const { give, drive, still, shotIds } = await open();
    const before = shotIds();
    expect(await give(store())).toEqual(refused('camera-not-reserved'));
    await give(reserve);
    await drive(0.2);
    expect(await give(store())).toEqual(refused('camera-not-still'));
    await drive(0);
    await still();
    expect(await give(store({ preset: 200 }))).toEqual(refused('preset-not-allowed'));
    expect(await give(store({ subjects: [77] }))).toEqual(refused('unknown-seat'));
    expect(await give(store({ zones: ['nowhere'] }))).toEqual(refused('unknown-zone'));
    expect(await give({ name: 'camera/reserve', input: { camera: 'none' } })).toEqual(
      refused('unknown-camera'),
    );
    expect(shotIds()).toEqual(before);
  });

  test('a preset that a stranger stored over is named at the next visit, and right again once it is stored anew', async () => {
    const { hall, give, still, truth } = await open();
    const place = truth.presets.get(1);
    if (!place) throw new Error('no preset');
    truth.setPreset(1, { ...place, panDegrees: place.panDegrees + 20 });
    const moved = () => hall.loop.observed().cameras[camera]?.movedPresets;
    await give(reserve);
    await give({ name: 'camera/visit', input: { camera, preset: 1 } }, 6000);
    expect(moved()).toEqual([1]);
    // It is not believed to show whom it should, and can be stored where it stands.
    expect(hall.loop.observed().cameras[camera]?.motion).toMatchObject({ kind: 'still', preset: null });
    expect(await give(store({ preset: 1, subjects: [1] }))).toEqual(fine);
    expect(moved()).toEqual([]);
    await give({ name: 'camera/visit', input: { camera, preset: 2 } }, 4000);
    await give({ name: 'camera/visit', input: { camera, preset: 1 } }, 4000);
    await still();
    expect(hall.loop.observed().cameras[camera]?.motion).toMatchObject({ preset: 1 });
    expect(moved()).toEqual([]);
  });

  test('a camera that does not answer whether it stored leaves no shot that might show somebody else', async () => {
    const { hall, give, still, shotIds } = await open();
    await give(reserve);
    await give({ name: 'camera/visit', input: { camera, preset: 2 } }, 3000);
    await still();
    const connected = hall.cameras.get(camera);
    if (!connected) throw new Error('no camera');
    connected.unplugged = true;
    const answer = give(store({ preset: 1 }), 8000);
    expect(await answer).toMatchObject({ ok: false });
    expect(shotIds()).not.toContain(`${camera}:1`);
    expect(shotIds()).toContain(`${camera}:2`);
  });
});

describe('showing it as it stands', () => {
  const free = (live: boolean) => ({ name: 'direction/show-free', input: { camera, live } }) as const;

  test('goes on air on request, leaves it when somebody drives, and stays only if live was asked for', async () => {
    const { give, drive, still, program, truth } = await open({ isPublic: true });
    expect(await give(free(false))).toEqual(refused('camera-not-reserved'));
    await give(reserve);
    await still();
    expect(await give(free(false), 500)).toEqual(fine);
    expect(program()).toBe('Saalregie Kamera 1');
    expect(await drive(0.1)).toEqual(refused('camera-on-air'));
    expect(await give(free(true), 300)).toEqual(fine);
    // On air no faster than one can look, whatever was asked for.
    const before = truth.position().panDegrees;
    expect(await drive(1, 300)).toEqual(fine);
    expect(truth.isMoving()).toBe(true);
    expect(truth.position().panDegrees - before).toBeLessThan(6);
    expect(program()).toBe('Saalregie Kamera 1');
    await drive(0);
    await give({ name: 'camera/release', input: { camera } }, 500);
    expect(program()).toBe('Saalregie Totale');
  });
});
