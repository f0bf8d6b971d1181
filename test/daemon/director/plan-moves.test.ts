/** Where cameras go, and why. */
import { describe, expect, test } from 'vitest';
import type { Hall } from '../../../daemon/chamber/hall.ts';
import type { Direction } from '../../../daemon/director/direct.ts';
import { follow } from './asked.ts';
import { camera, everything, moving, smallHall, still } from './small-hall.ts';

/** Six seats in a row, of which three cameras see all; the chair sits at 6. */
const places = [1, 2, 3, 4, 5, 6];
const hall: Hall = {
  ...smallHall,
  chairSeat: 6,
  seats: Object.fromEntries(
    places.map((seat) => [
      seat,
      {
        seat,
        x: seat / 6,
        y: 0.5,
        label: String(seat),
        role: 'delegate',
        person: null,
      },
    ]),
  ),
  cameras: ['cam-a', 'cam-b', 'cam-c'].map((device) => ({
    device,
    label: device,
    scene: device,
    head: smallHall.cameras[0]?.head ?? {
      zones: [],
      view: { wideDegrees: 75, teleDegrees: 6 },
      targets: {},
      presets: [],
      canDrive: false,
    },
    shots: places.map((seat) => ({
      preset: seat,
      subjects: [seat],
      visible: [],
    })),
  })),
};
const two: Hall = { ...hall, cameras: hall.cameras.slice(0, 2) };
const at = (...seats: readonly number[]) =>
  Object.fromEntries(
    seats.map((seat, index) => [['cam-a', 'cam-b', 'cam-c'][index], camera(still(seat, -9000))]),
  );
const goesTo = ({ verdict }: Direction): readonly string[] =>
  verdict.moves.map(({ camera: id, preset }) => `${id} ${preset}`);

describe('the cameras off air', () => {
  test('each says what it does and why: who speaks, who is next, the chair', () => {
    const ask = follow({ hall, cameras: at(1, 2, 5) });
    ask({ now: 0, open: [1], queue: [3] });
    const { plans } = ask({ now: 100 });
    expect(plans).toContainEqual({
      camera: 'cam-b',
      preset: 3,
      reason: { code: 'move-next-in-list', params: { seat: 3, place: 1 } },
    });
    expect(plans).toContainEqual({
      camera: 'cam-c',
      preset: 6,
      reason: { code: 'move-chair' },
    });
    expect(plans.map(({ camera: id }) => id)).not.toContain('cam-a');
    const unseen = follow({ hall, cameras: at(1, 2, 5) })({
      now: 0,
      open: [4],
    });
    expect(unseen.plans).toContainEqual({
      camera: 'cam-c',
      preset: 4,
      reason: { code: 'move-speaker', params: { seat: 4 } },
    });
  });

  test('of two that are as near the one is sent whose seat the next but one does not need', () => {
    const ask = follow({
      hall: { ...hall, chairSeat: null },
      cameras: at(1, 5, 3),
    });
    ask({ now: 0, open: [1] });
    expect(goesTo(ask({ now: 100, queue: [4, 5] }))).toEqual(['cam-c 4']);
    expect(goesTo(ask({ now: 5000, queue: [4, 3] }))).toEqual(['cam-b 4']);
  });

  test('whoever was given the floor is prepared before the list', () => {
    const ask = follow({ hall: two, cameras: at(1, 2) });
    ask({ now: 0, open: [1], queue: [3, 4] });
    const given = ask({ now: 5000, called: 5 });
    expect(given.plans[0]).toMatchObject({
      camera: 'cam-b',
      preset: 5,
      reason: { code: 'move-called' },
    });
  });

  test('whoever was interrupted keeps their camera, or gets it back', () => {
    const ask = follow({ hall: two, cameras: at(3, 4) });
    ask({ now: 0, open: [3] });
    ask({ now: 60_000, open: [3, 4] });
    const during = ask({ now: 60_100 });
    expect(goesTo(during)).toEqual([]);
    expect(during.plans).toContainEqual({
      camera: 'cam-a',
      preset: 3,
      reason: { code: 'move-open', params: { seat: 3 } },
    });
  });

  test('a house that often hears 5 after 2 prepares for 5', () => {
    const turnTaking = (seat: number) => (seat === 2 ? [{ seat: 5, share: 0.7 }] : []);
    const cameras = at(2, 1);
    const plain = follow({ hall: { ...two, chairSeat: null }, cameras });
    plain({ now: 0, open: [2] });
    expect(goesTo(plain({ now: 100 }))).toEqual([]);
    const knowing = follow({
      hall: { ...two, chairSeat: null },
      cameras,
      turnTaking,
    });
    knowing({ now: 0, open: [2] });
    const { plans } = knowing({ now: 100 });
    expect(plans).toContainEqual({
      camera: 'cam-b',
      preset: 5,
      reason: { code: 'move-likely', params: { seat: 5 } },
    });
  });

  test('the camera of whoever speaks is never sent away, whatever the list says', () => {
    const ask = follow({ hall: two, cameras: at(1, 2) });
    ask({ now: 0, open: [1] });
    for (const [index, queue] of [[3, 4, 5], [4], [5, 3], [6, 2, 4]].entries())
      expect(goesTo(ask({ now: 5000 * (index + 1), queue })).join()).not.toContain('cam-a');
  });

  test('without looking ahead only the speaker gets a camera', () => {
    const rules = { ...hall.rules, lookAhead: false };
    const ask = follow({ hall: { ...hall, rules }, cameras: at(1, 2, 5) });
    ask({ now: 0, open: [1], queue: [3, 4] });
    expect(goesTo(ask({ now: 100 }))).toEqual([]);
    expect(goesTo(ask({ now: 5000, open: [4] }))).toEqual(['cam-c 4']);
  });

  test('whom consent bars takes nobody else’s place', () => {
    const consents = Object.fromEntries(
      [3, 4, 5].map((seat) => [seat, { ...everything, image: 'not-recognisable' as const }]),
    );
    const ask = follow({ hall: two, cameras: at(1, 5), consents });
    ask({ now: 0, open: [1] });
    expect(goesTo(ask({ now: 100, queue: [3, 4, 5, 2] })).join()).not.toMatch(/[345]/);
  });

  test('a camera somebody holds is left alone, also when it is the nearest', () => {
    const ask = follow({ hall, cameras: at(1, 2, 5), reserved: ['cam-b'] });
    ask({ now: 0, open: [1], queue: [3] });
    const { plans } = ask({ now: 100 });
    expect(plans.map(({ camera: id }) => id)).not.toContain('cam-b');
    expect(plans).toContainEqual(expect.objectContaining({ camera: 'cam-c', preset: 3 }));
  });
});

describe('a camera on its way', () => {
  const going = (to: number, since: number) => ({
    ...at(1, 2),
    'cam-b': camera(moving(to, since)),
  });

  test('is not turned round for a small gain', () => {
    const ask = follow({
      hall: { ...two, chairSeat: null },
      cameras: at(1, 2),
    });
    ask({ now: 0, open: [1] });
    ask({ now: 100, open: [3] });
    ask({ now: 200, open: [1], cameras: going(3, 150) });
    // 3 has closed; that somebody else might be as likely is no reason.
    for (const queue of [[], [3]] as const) expect(goesTo(ask({ now: 400, queue }))).toEqual([]);
  });

  test('is turned round when the list says so, for whoever speaks, and where it is not needed any more', () => {
    const ask = follow({
      hall: { ...two, chairSeat: null },
      cameras: at(1, 2),
    });
    ask({ now: 0, open: [1], queue: [3] });
    ask({ now: 100, cameras: going(3, 50) });
    expect(goesTo(ask({ now: 300, queue: [6] }))).toEqual(['cam-b 6']);
  });

  test('what is left of its way counts: one that is almost there is waited for', () => {
    const ask = follow({
      hall: { ...hall, chairSeat: null },
      cameras: at(1, 5, 4),
    });
    ask({ now: 0, open: [1] });
    ask({
      now: 150,
      cameras: { ...at(1, 5, 4), 'cam-c': camera(moving(6, 100)) },
    });
    expect(goesTo(ask({ now: 1400, open: [6] })).join()).not.toContain(' 6');
    // Hardly on its way it is not: the other one is nearer.
    const early = follow({
      hall: { ...hall, chairSeat: null },
      cameras: at(1, 5, 3),
    });
    early({ now: 0, open: [1] });
    early({
      now: 150,
      cameras: { ...at(1, 5, 3), 'cam-c': camera(moving(6, 100)) },
    });
    expect(goesTo(early({ now: 200, open: [6] }))).toContain('cam-b 6');
  });

  test('that was turned round and is turned back has only its first way to end', () => {
    const ask = follow({
      hall: { ...hall, chairSeat: null },
      cameras: at(1, 4, 5),
    });
    const reports = (preset: number) => ({
      ...at(1, 4, 5),
      'cam-c': camera(moving(preset, 100)),
    });
    ask({ now: 0, open: [1] });
    ask({ now: 150, cameras: reports(6) });
    ask({ now: 350, cameras: reports(2) });
    expect(goesTo(ask({ now: 400, open: [6] }))).toEqual(['cam-c 6']);
  });
});

describe('an interjection', () => {
  /** 1 and 2 by a list that has always been right, twelve turns. */
  const known = (cameras = at(1, 2)) => {
    const ask = follow({ hall: { ...two, chairSeat: null }, cameras });
    for (let index = 0; index < 12; index++) {
      const [speaks, next] = index % 2 === 0 ? [1, 2] : [2, 1];
      ask({ now: index * 10_000, open: [speaks], queue: [next, speaks, next] });
    }
    return ask;
  };

  test('where the list is surely right, moves no camera for a moment, and then it is followed', () => {
    const ask = known();
    const aye = ask({ now: 120_000, open: [2, 5] });
    expect(aye.verdict.shot.kind).toBe('wide');
    expect(aye.verdict.moves).toEqual([]);
    expect(aye.wakeAt).toBe(120_300);
    expect(goesTo(ask({ now: 120_300 })).join()).toContain(' 5');
  });

  test('without a list is followed at once', () => {
    const ask = follow({
      hall: { ...two, chairSeat: null },
      cameras: at(1, 2),
    });
    ask({ now: 0, open: [1] });
    expect(goesTo(ask({ now: 10_000, open: [1, 5] })).join()).toContain(' 5');
  });

  test('of whoever the list names is none', () => {
    const ask = known();
    const next = ask({ now: 120_000, open: [1], queue: [5, 1, 2] });
    expect(next.verdict.shot.subjects).toEqual([1]);
    expect(goesTo(ask({ now: 120_010 }))).toEqual(['cam-b 5']);
  });
});

test('the camera on its way to a shot of two who alternate goes on, and no second one is sent', () => {
  const both: Hall = {
    ...smallHall,
    cameras: smallHall.cameras.map((each) => ({
      ...each,
      shots: [...each.shots, { preset: 9, subjects: [2, 3], visible: [] }],
    })),
  };
  const cameras = {
    'cam-a': camera(still(1, -1000)),
    'cam-b': camera(moving(9, 0)),
  };
  const ask = follow({ hall: both, cameras });
  for (const [turn, seat] of [2, 3, 2].entries()) ask({ now: turn * 500, open: [seat] });
  const { plans, verdict } = ask({ now: 1500, open: [3] });
  expect(plans).toContainEqual({
    camera: 'cam-b',
    preset: 9,
    reason: { code: 'move-both', params: { a: 2, b: 3 } },
  });
  expect(verdict.moves).toEqual([{ camera: 'cam-a', preset: 3 }]);
});
