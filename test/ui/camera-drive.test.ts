/** Driving a camera by hand, without a browser: what a push comes to, and which commands go out when. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createVirtualClock } from '../../protocols/clock.ts';
import {
  addDeflections,
  centre,
  gamepadDeflection,
  keyDeflection,
  levels,
  rockerDeflection,
  speedsOf,
  stickDeflection,
  type Deflection,
} from '../../ui/views/operator/camera-setup/deflection.ts';
import {
  createDriveSender,
  repeatMs,
  spacingMs,
  stopPatienceMs,
} from '../../ui/views/operator/camera-setup/drive-sender.ts';
import { findSeats, nearestFirst } from '../../ui/views/operator/camera-setup/seat-names.ts';
import { hemicycle } from './seats.ts';

const right: Deflection = { pan: 1, tilt: 0, zoom: 0 };
const left: Deflection = { pan: -1, tilt: 0, zoom: 0 };

describe('what a push comes to', () => {
  test('up is up, right is right, and the rim is the most', () => {
    expect(stickDeflection(80, 0, 80)).toEqual({ pan: 1, tilt: 0 });
    expect(stickDeflection(0, -80, 80)).toEqual({ pan: 0, tilt: 1 });
    expect(stickDeflection(400, 0, 80)).toEqual({ pan: 1, tilt: 0 });
    expect(rockerDeflection(-80, 160)).toBe(1);
    expect(rockerDeflection(300, 160)).toBe(-1);
  });

  test('a resting thumb moves nothing', () => {
    expect(stickDeflection(5, -5, 80)).toEqual({ pan: 0, tilt: 0 });
    expect(rockerDeflection(6, 160)).toBe(0);
    expect(speedsOf(centre, 'fast')).toEqual(centre);
  });

  test('each level has its own fastest, and half a push is much less than half of it', () => {
    expect(levels.map((level) => speedsOf(right, level).pan)).toEqual([0.15, 0.45, 1]);
    expect(speedsOf({ pan: 0.5, tilt: -0.5, zoom: 0 }, 'fast')).toEqual({ pan: 0.25, tilt: -0.25, zoom: 0 });
  });

  test('keys and several hands add up, opposite ones to nothing', () => {
    expect(keyDeflection(['ArrowUp', 'ArrowLeft', '+'])).toEqual({ pan: -1, tilt: 1, zoom: 1 });
    expect(keyDeflection(['ArrowRight', 'ArrowLeft', '-'])).toEqual({ pan: 0, tilt: 0, zoom: -1 });
    expect(addDeflections([right, right])).toEqual(right);
  });

  test('of a gamepad the left stick turns, the right one and the triggers zoom', () => {
    const buttons = Array.from({ length: 8 }, () => ({ value: 0 }));
    const pad = { connected: true, mapping: 'standard', axes: [0, 0, 0, 0], buttons };
    expect(gamepadDeflection(pad)).toEqual(centre);
    expect(gamepadDeflection({ ...pad, axes: [1, 0, 0, 0] })).toEqual(right);
    expect(gamepadDeflection({ ...pad, axes: [0, -1, 0, 0] }).tilt).toBe(1);
    expect(gamepadDeflection({ ...pad, axes: [0, 0, 0, -1] }).zoom).toBe(1);
    expect(gamepadDeflection({ ...pad, buttons: buttons.with(6, { value: 1 }) }).zoom).toBe(-1);
    // A worn stick that does not quite come back.
    expect(gamepadDeflection({ ...pad, axes: [0.08, -0.06, 0, 0.1] })).toEqual(centre);
    // Of an unknown layout the fourth axis may be a lever that never rests.
    expect(gamepadDeflection({ ...pad, mapping: '', axes: [0, 0, 0, -1] })).toEqual(centre);
  });

  test('whatever a stick or a gamepad says, the speeds are ones the command takes', () => {
    const axis = fc.oneof(fc.double(), fc.constantFrom(NaN, Infinity, -Infinity));
    fc.assert(
      fc.property(fc.array(axis, { maxLength: 5 }), fc.array(axis, { maxLength: 9 }), (axes, values) => {
        const buttons = values.map((value) => ({ value }));
        const pushed = gamepadDeflection({ connected: true, mapping: 'standard', axes, buttons });
        for (const level of levels)
          for (const speed of Object.values(speedsOf(pushed, level)))
            expect(speed >= -1 && speed <= 1 && !Object.is(speed, -0)).toBe(true);
      }),
      { seed: 17, numRuns: 500 },
    );
  });
});

describe('driving', () => {
  /** A daemon that answers after `answerMs`, null: never. */
  function setUp(answerMs: number | null = 20) {
    const clock = createVirtualClock();
    const sent: [number, Deflection][] = [];
    let underWay = 0;
    const most = { underWay: 0 };
    const sender = createDriveSender(clock, (speeds) => {
      sent.push([clock.now(), speeds]);
      most.underWay = Math.max(most.underWay, ++underWay);
      return new Promise((resolve) => {
        if (answerMs === null) return;
        clock.after(answerMs, () => {
          underWay--;
          resolve();
        });
      });
    });
    return { clock, sent, sender, most, speeds: () => sent.map(([, { pan }]) => pan) };
  }

  test('goes out at once, is repeated while pushed, and stops at once', async () => {
    const { clock, sent, sender } = setUp();
    sender.drive(right);
    expect(sent).toEqual([[0, right]]);
    await clock.advance(2 * repeatMs + 60);
    expect(sent.map(([at]) => at)).toEqual([0, repeatMs, 2 * repeatMs]);
    sender.drive(centre);
    expect(sent.at(-1)).toEqual([2 * repeatMs + 60, centre]);
    await clock.advance(5000);
    expect(sent).toHaveLength(4);
    expect(clock.pending()).toBe(0);
  });

  test('a thumb that wanders sends the newest only, never more often than every 100 ms', async () => {
    const { clock, sent, sender, most } = setUp();
    for (let step = 1; step <= 60; step++) {
      sender.drive({ pan: step / 100, tilt: 0, zoom: 0 });
      await clock.advance(10);
    }
    const times = sent.map(([at]) => at);
    for (const [index, at] of times.entries())
      if (index > 0) expect(at - (times[index - 1] ?? 0)).toBeGreaterThanOrEqual(spacingMs);
    expect(times.length).toBeGreaterThan(4);
    expect(sent[1]?.[1].pan).toBe(0.1);
    expect(most.underWay).toBe(1);
  });

  test('a slow daemon has one request at a time', async () => {
    const { clock, sender, most, speeds } = setUp(400);
    sender.drive(right);
    await clock.advance(100);
    sender.drive(left);
    await clock.advance(299);
    expect(speeds()).toEqual([1]);
    await clock.advance(2);
    expect(speeds()).toEqual([1, -1]);
    expect(most.underWay).toBe(1);
  });

  test('a stop waits for the answer under way, so that nothing can come after it', async () => {
    const { clock, sent, sender, speeds } = setUp(60);
    sender.drive(right);
    await clock.advance(10);
    sender.drive(centre);
    expect(speeds()).toEqual([1]);
    await clock.advance(50);
    expect(sent[1]?.[0]).toBe(60);
    await clock.advance(3000);
    expect(speeds()).toEqual([1, 0]);
  });

  test('but not for long: then it overtakes, and is said again once that one has answered', async () => {
    const { clock, sent, sender, speeds } = setUp(900);
    sender.drive(right);
    await clock.advance(10);
    sender.drive(centre);
    await clock.advance(stopPatienceMs);
    expect(sent.map(([at]) => at)).toEqual([0, stopPatienceMs]);
    await clock.advance(5000);
    expect(speeds()).toEqual([1, 0, 0]);
    expect(clock.pending()).toBe(0);
  });

  test('stopping stops also what was not driven from here, once', async () => {
    const { clock, sender, speeds } = setUp();
    sender.stop();
    await clock.advance(1000);
    expect(speeds()).toEqual([0]);
    sender.drive(centre);
    await clock.advance(1000);
    expect(speeds()).toEqual([0]);
  });

  test('a daemon that never answers is stopped all the same, and is not flooded', async () => {
    const { clock, sender, speeds } = setUp(null);
    sender.drive(right);
    await clock.advance(3000);
    sender.drive(centre);
    await clock.advance(3000);
    expect(speeds()).toEqual([1, 0]);
  });
});

describe('finding seats', () => {
  const seats = hemicycle([8, 13, 19]);

  test('the number typed comes first, then what begins with it, then names', () => {
    expect(findSeats(seats, '4').slice(0, 2)).toEqual([4, 40]);
    expect(findSeats(seats, ' mitglied 1 ')[0]).toBe(1);
    expect(findSeats(seats, 'vors')).toEqual([41]);
    expect(findSeats(seats, 'niemand')).toEqual([]);
    expect(findSeats(seats, ' ')).toEqual([]);
  });

  test('neighbours come first', () => {
    expect(nearestFirst(seats, [12])[0]).toBe(12);
    expect(new Set(nearestFirst(seats, [12]).slice(1, 3))).toEqual(new Set([11, 13]));
    expect(nearestFirst(seats, []).slice(0, 3)).toEqual([1, 2, 3]);
  });
});
