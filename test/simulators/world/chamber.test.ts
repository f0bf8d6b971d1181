import { describe, expect, it } from 'vitest';
import { createVirtualClock } from '../../../protocols/clock.ts';
import { slowHead } from '../../../simulators/world/camera.ts';
import { hemicycleRows, standardChamber } from '../../../simulators/world/chamber.ts';
import { cameraOf } from '../../../simulators/world/world.ts';

const chamberOf = (seats: number, cameras: number) => {
  const clock = createVirtualClock();
  return { clock, ...standardChamber({ seats, cameras, seed: 3, clock }) };
};

describe('a camera of the virtual chamber', () => {
  it('is moving from the recall until the ringing is over, and then stands at the preset', () => {
    const { clock, world } = chamberOf(40, 1);
    const camera = cameraOf(world, 'camera-1');
    expect(camera.isMoving()).toBe(false);
    expect(camera.recall(40 - 1)).toBe(true);
    expect(camera.isMoving()).toBe(true);
    clock.advanceSync(camera.motorsStopAt() - clock.now());
    expect(camera.position()).toEqual(camera.presets.get(39));
    expect(camera.isMoving()).toBe(true);
    clock.advanceSync(121);
    expect(camera.isMoving()).toBe(false);
  });
  it('takes half a second for a common hop, or many seconds when it is of the slow kind', () => {
    const { clock, world } = chamberOf(40, 1);
    const fast = cameraOf(world, 'camera-1');
    const slow = world.addCamera('slow', { mount: fast.mount, head: slowHead });
    for (const camera of [fast, slow]) {
      camera.setPreset(80, { panDegrees: 40, tiltDegrees: 0, zoom: 0.1 });
      camera.recall(80);
    }
    expect(fast.motorsStopAt() - clock.now()).toBeLessThan(700);
    expect(slow.motorsStopAt() - clock.now()).toBeGreaterThan(4000);
  });
  it('refuses unknown presets, and never moves when it is fixed', () => {
    const { world } = chamberOf(40, 1);
    expect(cameraOf(world, 'camera-1').recall(77)).toBe(false);
    const wide = cameraOf(world, 'wide');
    wide.moveTo({ panDegrees: 20 });
    expect(wide.isMoving()).toBe(false);
    expect(wide.position().panDegrees).toBe(0);
  });
});

describe('the standard chamber', () => {
  it.each([10, 24, 40, 60, 100])(
    'with %i seats shows each in its own close-up, within 60° of the camera',
    (seats) => {
      const { world, shots, clock } = chamberOf(seats, 3);
      expect(world.seats.map((seat) => seat.seat).toSorted((a, b) => a - b)).toEqual(
        Array.from({ length: seats }, (_, index) => index + 1),
      );
      for (const [id, list] of shots)
        for (const shot of list) {
          const camera = cameraOf(world, id);
          expect(Math.abs(shot.position.panDegrees)).toBeLessThanOrEqual(60);
          expect(shot.position.tiltDegrees).toBeGreaterThan(-20);
          camera.recall(shot.preset);
          clock.advanceSync(10_000);
          const seen = camera.seatsInPicture();
          expect(seen.filter((one) => one.subject).map((one) => one.seat)).toEqual(shot.subjects);
          const others = seen.filter((one) => one.recognisable && !one.subject).map((one) => one.seat);
          expect(others).toEqual(shot.visible);
        }
    },
  );
  it('uses the seat number as preset while 63 presets suffice, and shares the seats beyond', () => {
    for (const shot of chamberOf(60, 2).shots.get('camera-2') ?? [])
      expect(shot.subjects).toEqual([shot.preset]);
    const { shots } = chamberOf(90, 3);
    const covered = new Map<number, number>();
    for (const list of shots.values()) {
      expect(list.length).toBeLessThanOrEqual(63);
      for (const { subjects } of list)
        for (const seat of subjects) covered.set(seat, (covered.get(seat) ?? 0) + 1);
    }
    expect(covered.size).toBe(90);
    expect(Math.min(...covered.values())).toBeGreaterThanOrEqual(2);
  });
  it('shows nobody in particular in the wide', () => {
    const { world } = chamberOf(60, 1);
    const seen = cameraOf(world, 'wide').seatsInPicture();
    expect(seen.length).toBe(60);
    expect(seen.filter((one) => one.recognisable)).toEqual([]);
  });
  it('fills its rows with exactly the seats asked for', () => {
    for (let seats = 1; seats <= 200; seats++)
      expect(hemicycleRows(seats).reduce((sum, row) => sum + row, 0)).toBe(seats);
  });
});
