/** The rules a house can set: what must happen beside what must not. */
import { describe, expect, test } from 'vitest';
import type { DirectionRules, Hall } from '../../../daemon/chamber/hall.ts';
import { follow } from './asked.ts';
import { camera, everything, moving, smallHall, still } from './small-hall.ts';

const withRules = (rules: Partial<DirectionRules>): Hall => ({
  ...smallHall,
  rules: { ...smallHall.rules, ...rules },
});
const on = (a: number, b: number) => ({
  'cam-a': camera(still(a, -1000)),
  'cam-b': camera(still(b, -1000)),
});

describe('somebody whose picture nobody takes', () => {
  const hall = withRules({ vip: [2] });

  test('stays until their microphone closes, whoever else opens one', () => {
    const ask = follow({ hall, cameras: on(2, 3) });
    expect(ask({ now: 0, open: [2] }).verdict.shot.subjects).toEqual([2]);
    expect(ask({ now: 10_000, open: [2, 3] }).verdict.shot.subjects).toEqual([2]);
    expect(ask({ now: 20_000, open: [3] }).verdict.shot.subjects).toEqual([3]);
  });

  test('takes it from others as anybody does', () => {
    const ask = follow({ hall, cameras: on(2, 3) });
    ask({ now: 0, open: [3] });
    expect(ask({ now: 10_000, open: [3, 2] }).verdict.shot.subjects).toEqual([2]);
    // Opened before, and one who opens later would have it without the rule.
    expect(follow({ cameras: on(2, 3) })({ now: 0, open: [2, 3] }).verdict.shot.subjects).toEqual([3]);
  });

  test('goes before the chair, too', () => {
    const ask = follow({ hall, cameras: on(2, 1) });
    ask({ now: 0, open: [2] });
    expect(ask({ now: 10_000, open: [2, 1] }).verdict.shot.subjects).toEqual([2]);
    expect(ask({ now: 20_000, open: [1] })).toMatchObject({ reason: { code: 'cut-chair' } });
  });

  test('is shown in the wide where no close-up is ready: no other picture takes the place', () => {
    const ask = follow({ hall, cameras: { ...on(1, 3), 'cam-a': camera(moving(2, 0)) } });
    ask({ now: 0, open: [3] });
    expect(ask({ now: 10_000, open: [3, 2] }).verdict.shot.kind).toBe('wide');
  });

  test('of two the first stays', () => {
    const ask = follow({ hall: withRules({ vip: [2, 3] }), cameras: on(2, 3) });
    ask({ now: 0, open: [3] });
    expect(ask({ now: 10_000, open: [3, 2] }).verdict.shot.subjects).toEqual([3]);
  });
});

describe('the chair without priority', () => {
  const hall = withRules({ chairFirst: false });

  test('takes the picture from nobody who speaks', () => {
    const ask = follow({ hall, cameras: on(1, 3) });
    ask({ now: 0, open: [3] });
    expect(ask({ now: 10_000, open: [3, 1] }).verdict.shot.subjects).toEqual([3]);
    expect(ask({ now: 10_500, open: [3] }).isCut).toBe(false);
  });

  test('is shown when nobody else speaks', () => {
    const ask = follow({ hall, cameras: on(1, 3) });
    ask({ now: 0, open: [3] });
    expect(ask({ now: 10_000, open: [1] })).toMatchObject({ reason: { code: 'cut-chair' } });
  });
});

describe('a listener in a long speech', () => {
  const hall = withRules({
    reactionShots: { everyMs: 60_000, forMs: 4000 },
    room: { everyMs: 0, forMs: 0 },
  });
  /** Seat 3 spoke before; seat 2 speaks. */
  const speech = (rules: Hall = hall, cameras = on(2, 3)) => {
    const ask = follow({ hall: rules, cameras });
    ask({ now: 0, open: [3] });
    ask({ now: 10_000, open: [2] });
    return ask;
  };

  test('is shown now and then for some seconds where a camera stands ready, and says why', () => {
    const ask = speech();
    expect(ask({ now: 10_100 }).wakeAt).toBe(70_000);
    expect(ask({ now: 69_000 }).verdict.shot.subjects).toEqual([2]);
    expect(ask({ now: 70_000 })).toMatchObject({
      verdict: { shot: { subjects: [3] } },
      reason: { code: 'cut-reaction', params: { seat: 2, listener: 3 } },
      wakeAt: 74_000,
    });
    expect(ask({ now: 73_000 }).verdict.shot.subjects).toEqual([3]);
    expect(ask({ now: 74_000 }).verdict.shot.subjects).toEqual([2]);
    expect(ask({ now: 133_000 }).isCut).toBe(false);
    expect(ask({ now: 134_000 }).verdict.shot.subjects).toEqual([3]);
  });

  test('is not shown unless the house asks for it', () => {
    const ask = speech(withRules({ room: { everyMs: 0, forMs: 0 } }));
    for (let now = 20_000; now < 400_000; now += 10_000) expect(ask({ now }).isCut).toBe(false);
  });

  test('gives way at once to whoever speaks, and to the speaker when their camera moves', () => {
    const ask = speech();
    ask({ now: 70_000 });
    expect(ask({ now: 70_500, open: [2, 3] }).verdict.shot.subjects).toEqual([3]);
    const disturbed = speech();
    disturbed({ now: 70_000 });
    const cameras = { ...on(2, 3), 'cam-b': camera(moving(null, 70_500)) };
    expect(disturbed({ now: 70_500, cameras }).verdict.shot.subjects).toEqual([2]);
  });

  test('must be allowed to be shown, and no camera is sent for it', () => {
    const ask = follow({
      hall,
      cameras: on(2, 3),
      consents: { 3: { ...everything, image: 'not-recognisable' }, 1: null },
    });
    ask({ now: 0, open: [3] });
    ask({ now: 10_000, open: [2] });
    expect(ask({ now: 70_000 }).verdict.shot.subjects).not.toContain(3);
    expect(speech(hall, on(2, 2))({ now: 70_000 }).isCut).toBe(false);
  });

  test('and the room take turns, never one right after the other', () => {
    const ask = speech(
      withRules({
        reactionShots: { everyMs: 60_000, forMs: 4000 },
        room: { everyMs: 60_000, forMs: 6000 },
      }),
    );
    const shown: string[] = [];
    let lastCutAt = 10_000;
    for (let now = 11_000; now < 300_000; now += 500) {
      const { isCut, verdict, reason } = ask({ now });
      if (!isCut) continue;
      if (verdict.shot.subjects[0] === 2) lastCutAt = now;
      else {
        expect(now - lastCutAt).toBeGreaterThanOrEqual(15_000);
        shown.push(reason.code);
      }
    }
    expect(new Set(shown)).toEqual(new Set(['cut-room', 'cut-reaction']));
  });

  test('a new speaker whose camera is not there yet is not kept waiting by the room', () => {
    const ask = follow({ hall: smallHall, cameras: on(2, 1) });
    ask({ now: 0, open: [2] });
    expect(ask({ now: 240_000 })).toMatchObject({ reason: { code: 'cut-room' } });
    ask({ now: 241_000, open: [3], cameras: { ...on(2, 1), 'cam-b': camera(moving(3, 241_000)) } });
    const there = { ...on(2, 1), 'cam-b': camera(still(3, 242_000)) };
    expect(ask({ now: 242_200, cameras: there }).verdict.shot.subjects).toEqual([3]);
  });
});

describe('whoever is surely next', () => {
  const seats = { ...smallHall.seats };
  /** Seats 2 and 3 in turn by a list that is always right; 3 speaks last, then nobody. */
  const quiet = (rules: Partial<DirectionRules> = {}, cameras = on(2, 3)) => {
    const ask = follow({ hall: { ...withRules({ alternation: off, ...rules }), seats }, cameras });
    const last = Array.from({ length: 8 }, (_, index) => {
      const [speaks, next] = index % 2 === 0 ? [2, 3] : [3, 2];
      ask({ now: index * 10_000 + 5000, open: [speaks], queue: [next, speaks, next] });
      return ask({ now: index * 10_000 + 9000 });
    }).at(-1);
    expect(last?.verdict.shot.subjects).toEqual([3]);
    return ask;
  };
  const off = { turns: 0, withinMs: 0, holdMs: 0 };

  test('is shown as soon as nobody speaks, and the wide when they do not begin', () => {
    const ask = quiet();
    expect(ask({ now: 80_000, open: [] })).toMatchObject({
      verdict: { shot: { subjects: [2] } },
      reason: { code: 'cut-next', params: { seat: 2 } },
      wakeAt: 83_000,
    });
    expect(ask({ now: 83_000 })).toMatchObject({ reason: { code: 'cut-wide-silence' } });
  });

  test('gives the picture back at once to the speaker who only paused', () => {
    const ask = quiet();
    ask({ now: 80_000, open: [] });
    expect(ask({ now: 80_600, open: [3] }).verdict.shot.subjects).toEqual([3]);
  });

  test('is not shown before the last picture has had its time', () => {
    const ask = quiet({ minimumHoldMs: 6000 });
    expect(ask({ now: 80_000, open: [] })).toMatchObject({ reason: { code: 'hold' }, wakeAt: 81_000 });
    expect(ask({ now: 81_000 }).verdict.shot.subjects).toEqual([2]);
  });

  test('is not shown where the house does not want it, where no camera is ready, or where nothing is sure', () => {
    expect(quiet({ showNext: false })({ now: 80_000, open: [] })).toMatchObject({ reason: { code: 'hold' } });
    const going = { ...on(2, 3), 'cam-a': camera(moving(2, 79_900)) };
    expect(quiet()({ now: 80_000, open: [], cameras: going }).verdict.shot.subjects).toEqual([3]);
    const young = follow({ cameras: on(2, 3) });
    young({ now: 0, open: [3], queue: [2] });
    expect(young({ now: 10_000, open: [] }).verdict.shot.subjects).toEqual([3]);
  });
});
