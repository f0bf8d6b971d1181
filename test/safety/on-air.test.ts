/** What takes somebody off the air at once: a withdrawn consent, and a stranger at the joystick of the camera. */
import { afterEach, describe, expect, test } from 'vitest';
import { operatorView } from '../../daemon/chamber/project.ts';
import { shotsOf } from '../../daemon/chamber/shots.ts';
import { createVirtualClock } from '../../protocols/clock.ts';
import { cameraOf } from '../../simulators/world/world.ts';
import { openSittingHall, type SittingHall } from './sitting-hall.ts';

const halls: SittingHall[] = [];
afterEach(async () => {
  for (const hall of halls.splice(0)) await hall.stop();
});

/** At 30 frames a second. */
const frameMs = 1000 / 30;
const seat = 3;
const person = `mitglied-${seat}`;

/** The public part, a member speaks and is on air in close-up. */
async function speaking(syncMs = 2) {
  const hall = await openSittingHall({ clock: createVirtualClock(), seats: 8, cameras: 2, seed: 5, syncMs });
  halls.push(hall);
  void hall.command({ name: 'broadcast/open', input: { confirmed: true } });
  await hall.clock.advance(syncMs + 200);
  hall.unit.unit.press(seat);
  await hall.clock.advance(8000);
  const { studio } = hall.obs.model;
  const sound = (): boolean => studio.inputs.get('Mic/Aux')?.muted === false;
  expect(shotOf(hall, studio.program)).toBe(seat);
  expect(sound()).toBe(true);
  return { hall, studio, sound };
}

/** Whose close-up the scene shows now. */
function shotOf({ hall, loop }: SittingHall, scene: string): number | undefined {
  const camera = hall.cameras.find((each) => each.scene === scene);
  const motion = camera && loop.observed().cameras[camera.device]?.motion;
  if (motion?.kind !== 'still') return undefined;
  return shotsOf(hall).get(`${camera?.device}:${motion.preset}`)?.subjects[0];
}

const viewOf = ({ loop }: SittingHall) =>
  operatorView({
    root: loop.durable(),
    observed: loop.observed(),
    direction: loop.picture(),
    devices: {},
    unreached: [],
    capabilities: { microphoneModes: [] },
    safeMode: null,
    isStorageFull: false,
    isCopyLost: false,
    reachable: null,
    wallMs: 0,
  });

describe('a consent withdrawn in the midst of a speech', () => {
  test('the picture: the wide within a frame, long before the disk; sound goes on; the reason names the seat', async () => {
    const { hall, studio, sound } = await speaking(400);
    void hall.command({ name: 'people/consent', input: { person, image: 'not-recognisable' } });
    await hall.clock.advance(frameMs);
    expect(studio.program).toBe('Saalregie Totale');
    expect(sound()).toBe(true);
    await hall.clock.advance(1000);
    expect(studio.program).toBe('Saalregie Totale');
    const { direction } = viewOf(hall);
    expect(direction.program).toMatchObject({ kind: 'wide' });
    expect([...direction.refused, direction.reason].map((reason) => reason?.params?.['seat'])).toContain(
      seat,
    );
  });

  test('the whole picture: the slate, as no wide hides the seat', async () => {
    const { hall, studio } = await speaking(400);
    void hall.command({ name: 'people/consent', input: { person, image: 'no' } });
    await hall.clock.advance(frameMs);
    expect(studio.program).toBe('Saalregie Tafel');
    await hall.clock.advance(1000);
    expect(viewOf(hall).direction.refused).toContainEqual({ code: 'no-permitted-shot' });
  });

  test('the sound: silence within a frame, and the picture stays', async () => {
    const { hall, studio, sound } = await speaking(400);
    const before = studio.program;
    void hall.command({ name: 'people/consent', input: { person, sound: false } });
    await hall.clock.advance(frameMs);
    expect(sound()).toBe(false);
    expect(studio.program).toBe(before);
    expect(viewOf(hall).onAir.reasons).toEqual([{ code: 'sound-no-consent', params: { seat } }]);
  });

  test('given again it comes back, once that is on disk', async () => {
    const { hall, studio, sound } = await speaking(400);
    void hall.command({ name: 'people/consent', input: { person, image: 'not-recognisable', sound: false } });
    await hall.clock.advance(1000);
    void hall.command({ name: 'people/consent', input: { person, image: 'yes', sound: true } });
    await hall.clock.advance(300);
    expect([shotOf(hall, studio.program), sound()]).toEqual([undefined, false]);
    await hall.clock.advance(5000);
    expect([shotOf(hall, studio.program), sound()]).toEqual([seat, true]);
  });
});

describe('a stranger at the joystick of the camera on air', () => {
  test('is seen within a second: the wide, and the speaker again once a camera stands there', async () => {
    const { hall, studio } = await speaking();
    const camera = hall.hall.cameras.find(({ scene }) => scene === studio.program);
    const truth = cameraOf(hall.chamber.world, camera?.device ?? '');
    for (const [pan, tilt, zoom] of [
      [4, 0, 0],
      [0, -2, 0],
      [0, 0, -0.05],
    ] as const) {
      const alarms = (): number =>
        viewOf(hall).log.filter(
          ({ code, level, params }) =>
            code === 'alarm-foreign-move' && level === 'alarm' && params?.['camera'] === truth.id,
        ).length;
      const before = alarms();
      truth.drive(pan, tilt, zoom);
      await hall.clock.advance(1000);
      expect(studio.program, `${pan} ${tilt} ${zoom}`).not.toBe(camera?.scene);
      expect(alarms()).toBe(before + 1);
      truth.stop();
      await hall.clock.advance(15_000);
      expect(shotOf(hall, studio.program)).toBe(seat);
      // Again on the same camera, that the next push meets it on air.
      void hall.command({ name: 'direction/show', input: { shot: `${truth.id}:${seat}` } });
      await hall.clock.advance(8000);
      void hall.command({ name: 'direction/hand-back', input: {} });
      await hall.clock.advance(500);
      expect(studio.program).toBe(camera?.scene);
    }
  });
});
