/** A calibration in the virtual hall: the same loop, sessions and cameras as in a sitting, on the virtual clock. */
import { describe, expect, test } from 'vitest';
import {
  nextVisit,
  visitsFor,
  type CalibrationResult,
  type Visit,
} from '../../../../daemon/chamber/cameras/calibration.ts';
import { operatorView } from '../../../../daemon/chamber/project.ts';
import { conclude } from '../../../../daemon/director/calibration/conclude.ts';
import { createVirtualClock } from '../../../../protocols/clock.ts';
import type { MoveReport } from '../../../../protocols/models/camera.ts';
import { cameraOf } from '../../../../simulators/world/world.ts';
import { openSittingHall, type SittingHall } from '../../../safety/sitting-hall.ts';

const device = 'camera-1';

const open = (): Promise<SittingHall> =>
  openSittingHall({ clock: createVirtualClock(), seats: 8, cameras: 2, seed: 5 });

async function command(hall: SittingHall, each: Parameters<SittingHall['command']>[0]): Promise<unknown> {
  const answer = hall.command(each);
  await hall.clock.advance(50);
  return answer;
}
const begin = (hall: SittingHall, afresh = false): Promise<unknown> =>
  command(hall, { name: 'camera/calibrate', input: { camera: device, afresh } });
const runOf = ({ loop }: SittingHall) => loop.durable().cameras.runs[device];
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
  }).cameras[device];

async function finish(hall: SittingHall): Promise<CalibrationResult> {
  for (let seconds = 0; seconds < 900 && runOf(hall); seconds++) await hall.clock.advance(1000);
  const result = hall.loop.durable().cameras.calibrated[device];
  if (!result) throw new Error('no calibration came of it');
  return result;
}

describe('which preset is next', () => {
  test('nearly every pair both ways where presets are few, and each about as often where they are many', () => {
    for (const count of [2, 3, 5, 9, 20, 60]) {
      const presets = Array.from({ length: count }, (_, index) => index + 1);
      const visits: Visit[] = [];
      for (let next = nextVisit(presets, visits); next !== null; next = nextVisit(presets, visits))
        visits.push({ preset: next, report: null });
      // The first one only brings the camera to a known place.
      expect(visits.length, `${count}`).toBe(visitsFor(count) + 1);
      const pairs = new Set(visits.slice(1).map(({ preset }, index) => `${visits[index]?.preset}>${preset}`));
      expect(pairs.size, `${count}`).toBeGreaterThanOrEqual(visitsFor(count) - 1);
      const perPreset = presets.map((preset) => visits.filter((visit) => visit.preset === preset).length);
      expect(Math.max(...perPreset) - Math.min(...perPreset), `${count}`).toBeLessThanOrEqual(2);
    }
  });

  test('nothing where there is nowhere to go', () => {
    expect(nextVisit([], [])).toBeNull();
    expect(nextVisit([4], [])).toBeNull();
  });
});

describe('a calibration', () => {
  test('visits all presets out of the direction, shows how far it is, and the camera uses what it found', async () => {
    const hall = await open();
    expect(await begin(hall)).toEqual({ ok: true });
    await hall.clock.advance(20_000);
    const view = viewOf(hall);
    expect(view?.calibration).toMatchObject({ state: 'running', total: 31, failed: [] });
    expect(view?.calibration?.done).toBeGreaterThan(4);
    expect(view?.calibration?.restMs).toBeGreaterThan(20_000);
    expect(view?.reserved?.why).toBe('calibration');
    // By hand nobody may come between.
    expect(await command(hall, { name: 'camera/reserve', input: { camera: device } })).toEqual({
      ok: false,
      error: 'calibration-running',
    });

    const result = await finish(hall);
    expect(result).toMatchObject({
      completion: 'after-motion',
      status: 'after-motion',
      failed: [],
      unsteady: [],
    });
    expect(result.calibration.witnesses).toEqual({ completion: true, status: true, position: true });
    for (const { preset, position } of hall.chamber.shots.get(device) ?? []) {
      const found = result.calibration.targets.find((target) => target.preset === preset)?.position;
      expect(Math.abs((found?.panDegrees ?? 999) - position.panDegrees), `pan of ${preset}`).toBeLessThan(
        0.2,
      );
    }
    expect(hall.loop.observed().cameras[device]?.calibration).toBe(result.calibration.id);
    expect(viewOf(hall)).toMatchObject({ calibration: { state: 'done' } });
    expect(viewOf(hall)?.reserved).toBeUndefined();
    // A link that was lost has the camera told again.
    const camera = hall.cameras.get(device);
    if (!camera) throw new Error('no camera');
    camera.unplugged = true;
    await hall.clock.advance(20_000);
    expect(hall.loop.observed().cameras[device]?.calibration).toBeNull();
    camera.unplugged = false;
    await hall.clock.advance(20_000);
    expect(hall.loop.observed().cameras[device]?.calibration).toBe(result.calibration.id);
    await hall.stop();
  });

  test('finds out a camera whose end signal comes at once, and one that never sends any', async () => {
    for (const [policy, completion] of [
      ['at-once', 'early'],
      ['never', 'never'],
    ] as const) {
      const hall = await open();
      hall.cameras.get(device)?.device.fault('completion', { policy });
      await begin(hall);
      const result = await finish(hall);
      expect(result, policy).toMatchObject({ completion, status: 'after-motion' });
      expect(result.calibration.witnesses, policy).toEqual({
        completion: false,
        status: true,
        position: true,
      });
      await hall.stop();
    }
  });

  test('gives way to the sitting, and goes on from where it was', async () => {
    const hall = await open();
    await begin(hall);
    await hall.clock.advance(20_000);
    const before = runOf(hall)?.visits.length ?? 0;
    expect(before).toBeGreaterThan(4);
    await command(hall, { name: 'broadcast/open', input: { confirmed: true } });
    expect(viewOf(hall)?.calibration?.state).toBe('interrupted');
    expect(viewOf(hall)?.reserved).toBeUndefined();
    expect(await begin(hall)).toEqual({ ok: false, error: 'calibration-in-public' });
    await command(hall, { name: 'broadcast/non-public', input: {} });
    expect(await begin(hall)).toEqual({ ok: true });
    expect(runOf(hall)?.visits.length).toBeGreaterThanOrEqual(before);
    // At most a visit each second and a half: had it begun again it would need all of them.
    let seconds = 0;
    for (; runOf(hall); seconds++) await hall.clock.advance(1000);
    expect(seconds).toBeLessThan((31 - before + 2) * 2.5);
    await begin(hall, true);
    expect(runOf(hall)?.visits).toEqual([]);
    expect(await command(hall, { name: 'camera/stop-calibration', input: { camera: device } })).toEqual({
      ok: true,
    });
    expect(runOf(hall)?.state).toBe('interrupted');
    await hall.stop();
  });

  test('names the preset that was not reached, and one that somebody stored over', async () => {
    const hall = await open();
    const camera = hall.cameras.get(device);
    const [first] = hall.chamber.shots.get(device) ?? [];
    if (!camera || !first) throw new Error('no camera');
    // Somebody has stored preset 1 far away from where it was taught.
    cameraOf(hall.chamber.world, device).setPreset(first.preset, {
      ...first.position,
      panDegrees: first.position.panDegrees + 40,
    });
    await begin(hall);
    const result = await finish(hall);
    expect(result.failed).toEqual([first.preset]);
    expect(viewOf(hall)?.shots.find(({ preset }) => preset === first.preset)?.moved).toBe(true);
    await hall.stop();
  });
});

describe('what is concluded', () => {
  const report = (change: Partial<MoveReport>): MoveReport => ({
    from: 1,
    preset: 2,
    acceptedMs: 20,
    completedMs: null,
    idleMs: null,
    lastChangeMs: null,
    movedAfterMs: null,
    stillMs: 3000,
    position: null,
    ...change,
  });
  const visits = (
    ...changes: readonly (Partial<MoveReport> & { readonly pictureMs?: number })[]
  ): Visit[] => [
    { preset: 1, report: report({}), pictureMs: null },
    ...changes.map(({ pictureMs, ...change }) => ({
      preset: 2,
      report: report(change),
      pictureMs: pictureMs ?? null,
    })),
  ];
  const many = (change: Partial<MoveReport> & { readonly pictureMs?: number }): Visit[] =>
    visits(...Array.from({ length: 8 }, () => change));

  test('an end signal that was early a single time is not believed any more', () => {
    // Found to have moved at 2100, since the look at 1800: it may have ended before 2000, but not before 1800.
    const moved = { lastChangeMs: 2100, movedAfterMs: 1800 };
    const honest = { completedMs: 2000, ...moved };
    expect(conclude(many(honest), 'a')?.completion).toBe('after-motion');
    expect(conclude([...many(honest), ...visits({ completedMs: 1799, ...moved })], 'a')?.completion).toBe(
      'early',
    );
    expect(conclude([...many(honest), ...visits({ completedMs: 1801, ...moved })], 'a')?.completion).toBe(
      'after-motion',
    );
  });

  test('of a camera without a position its picture tells, and how long a move takes at most', () => {
    const lying = conclude(many({ completedMs: 60, pictureMs: 2600 }), 'a');
    expect(lying?.completion).toBe('early');
    expect(lying?.calibration).toMatchObject({
      witnesses: { completion: false, status: false, position: false },
      maxTravelMs: 2600,
    });
    const honest = conclude(many({ completedMs: 2500, pictureMs: 2600 }), 'a');
    expect(honest?.calibration).toMatchObject({ witnesses: { completion: true }, maxTravelMs: null });
  });

  test('where nobody could look, two witnesses that tell the same are believed, one alone is not', () => {
    expect(conclude(many({ completedMs: 2500, idleMs: 2700 }), 'a')?.calibration.witnesses).toMatchObject({
      completion: true,
      status: true,
    });
    for (const alone of [{ completedMs: 2500 }, { idleMs: 2700 }, { completedMs: 60, idleMs: 250 }])
      expect(conclude(many(alone), 'a')?.calibration.witnesses, JSON.stringify(alone)).toEqual({
        completion: false,
        status: false,
        position: false,
      });
  });

  test('the delay of the picture, of which somebody who walks by makes no second', () => {
    const position = { panDegrees: 1, tiltDegrees: 2, zoom: 0 };
    const looks = [150, 130, 90, 60, 170, 2400, 140].map((late) => ({
      lastChangeMs: 2000,
      pictureMs: 2000 + late,
      position,
    }));
    expect(conclude(visits(...looks), 'a')?.calibration.videoLatencyMs).toBe(170);
    expect(conclude(many({ lastChangeMs: 2000 }), 'a')?.calibration.videoLatencyMs).toBeNull();
  });

  test('a status that says so long after is not waited for, where the position tells', () => {
    const late = { idleMs: 4000, completedMs: 2100, lastChangeMs: 2100, movedAfterMs: 1900 };
    expect(conclude(many(late), 'a')).toMatchObject({ status: 'late', completion: 'after-motion' });
    expect(conclude(many(late), 'a')?.calibration.witnesses.status).toBe(false);
    expect(conclude(many({ ...late, idleMs: 3500 }), 'a')?.status).toBe('after-motion');
  });

  test('a preset that is somewhere else at each visit is named', () => {
    const at = (panDegrees: number) => ({
      lastChangeMs: 1000,
      position: { panDegrees, tiltDegrees: 0, zoom: 0 },
    });
    expect(conclude(visits(at(10), at(10.2)), 'a')?.unsteady).toEqual([]);
    expect(conclude(visits(at(10), at(10.4)), 'a')?.unsteady).toEqual([2]);
  });

  test('nothing where not a single move ended', () => {
    expect(conclude([], 'a')).toBeNull();
    expect(conclude([{ preset: 3, report: null }], 'a')).toBeNull();
  });
});
