import { describe, expect, test } from 'vitest';
import { direct, freshMemory, type Direction } from '../../../daemon/director/direct.ts';
import { follow } from './asked.ts';
import { camera, everything, factsOf, moving, still, type Situation } from './small-hall.ts';

const standing = { 'cam-a': camera(still(2, -1000)), 'cam-b': camera(still(3, -1000)) };

describe('who is shown', () => {
  test('the one who speaks, as soon as a camera stands on them', () => {
    const ask = follow();
    const cameras = { 'cam-a': camera(moving(2, 0)), 'cam-b': camera(moving(3, 0)) };
    expect(ask({ now: 0, open: [2], cameras })).toMatchObject({
      verdict: { shot: { id: 'wide:front' } },
      reason: { code: 'cut-wide-no-camera', params: { seat: 2 } },
    });
    const arrived = { 'cam-a': camera(still(2, 900)), 'cam-b': camera(still(3, 900)) };
    const waits = ask({ now: 900, cameras: arrived });
    expect(waits.verdict.shot.id).toBe('wide:front');
    expect(waits.wakeAt).toBe(1050);
    expect(ask({ now: 1050 }).verdict.shot.id).toBe('cam-a:2');
  });

  test('the last to open leads, and it falls back to one still open', () => {
    const ask = follow({ cameras: standing });
    expect(ask({ now: 0, open: [2] }).verdict.shot.subjects).toEqual([2]);
    expect(ask({ now: 5000, open: [2, 3] }).verdict.shot.subjects).toEqual([3]);
    expect(ask({ now: 10_000, open: [2] }).verdict.shot.subjects).toEqual([2]);
  });

  test('a close-up holds for a while before the next one', () => {
    const ask = follow({ cameras: standing });
    ask({ now: 0, open: [2] });
    const early = ask({ now: 500, open: [2, 3] });
    expect(early.verdict.shot.subjects).toEqual([2]);
    expect(early.wakeAt).toBe(2000);
    expect(ask({ now: 2000 }).verdict.shot.subjects).toEqual([3]);
  });

  test('a speaker without a camera is shown in the wide at once, hold or not', () => {
    const ask = follow({ cameras: { ...standing, 'cam-b': camera(moving(3)) } });
    ask({ now: 0, open: [2] });
    expect(ask({ now: 100, open: [2, 3] }).verdict.shot.kind).toBe('wide');
  });

  test('the chair goes before all, and the shot returns afterwards', () => {
    const ask = follow({ cameras: { 'cam-a': camera(still(1, -1000)), 'cam-b': camera(still(3, -1000)) } });
    expect(ask({ now: 0, open: [3] }).verdict.shot.subjects).toEqual([3]);
    expect(ask({ now: 5000, open: [3, 1] })).toMatchObject({ reason: { code: 'cut-chair' } });
    expect(ask({ now: 9000, open: [3] }).verdict.shot.subjects).toEqual([3]);
  });

  test('silence leads to the wide after a while, not at once', () => {
    const ask = follow({ cameras: standing });
    ask({ now: 0, open: [2] });
    const quiet = ask({ now: 4000, open: [] });
    expect(quiet.verdict.shot.subjects).toEqual([2]);
    expect(quiet.wakeAt).toBe(7000);
    expect(ask({ now: 7000 })).toMatchObject({
      verdict: { shot: { kind: 'wide' } },
      reason: { code: 'cut-wide-silence' },
    });
  });

  test('a microphone that opened by voice must stay open for a while: a cough steals no picture', () => {
    const ask = follow({ cameras: standing, byVoice: true });
    ask({ now: 0, open: [2] });
    expect(ask({ now: 1500 }).verdict.shot.subjects).toEqual([2]);
    expect(ask({ now: 5000, open: [2, 3] }).verdict.shot.subjects).toEqual([2]);
    expect(ask({ now: 5400, open: [2] }).verdict.shot.subjects).toEqual([2]);
    const speech = ask({ now: 8000, open: [2, 3] });
    expect(speech.wakeAt).toBe(9500);
    expect(ask({ now: 9500 }).verdict.shot.subjects).toEqual([3]);
  });

  test('the house can ask for a reaction time of every microphone', () => {
    const hall = { ...factsOf().hall, rules: { ...factsOf().hall.rules, reactionMs: 1500 } };
    const ask = follow({ hall, cameras: standing });
    ask({ now: 0, open: [2] });
    expect(ask({ now: 1500 }).verdict.shot.subjects).toEqual([2]);
    const cough = ask({ now: 5000, open: [2, 3] });
    expect(cough.verdict.shot.subjects).toEqual([2]);
    expect(cough.wakeAt).toBe(6500);
    expect(ask({ now: 6500 }).verdict.shot.subjects).toEqual([3]);
  });
});

describe('one long speech', () => {
  test('gives way to the room every few minutes, for some seconds, and says why', () => {
    const ask = follow({ cameras: standing });
    ask({ now: 0, open: [2] });
    expect(ask({ now: 100 }).wakeAt).toBe(240_000);
    expect(ask({ now: 239_000 }).verdict.shot.subjects).toEqual([2]);
    expect(ask({ now: 240_000 })).toMatchObject({
      verdict: { shot: { kind: 'wide' } },
      reason: { code: 'cut-room', params: { seat: 2 } },
      wakeAt: 246_000,
    });
    expect(ask({ now: 245_000 }).verdict.shot.kind).toBe('wide');
    expect(ask({ now: 246_000 }).verdict.shot.subjects).toEqual([2]);
    expect(ask({ now: 485_000 }).verdict.shot.subjects).toEqual([2]);
    expect(ask({ now: 486_000 }).verdict.shot.kind).toBe('wide');
  });

  test('the room ends as soon as somebody else speaks, and is not shown where it may not be', () => {
    const ask = follow({ cameras: standing });
    ask({ now: 0, open: [2] });
    ask({ now: 240_000 });
    expect(ask({ now: 241_000, open: [2, 3] }).verdict.shot.subjects).toEqual([3]);
    const consents = { 3: { ...everything, image: 'no' } } as const;
    const barred = follow({ cameras: standing, consents });
    barred({ now: 0, open: [2] });
    expect(barred({ now: 240_000 }).verdict.shot.id).not.toBe('wide:front');
  });
});

describe('two who answer each other', () => {
  const { hall: plain } = factsOf();
  const hall = {
    ...plain,
    cameras: plain.cameras.map((each) =>
      each.device === 'cam-b'
        ? { ...each, shots: [...each.shots, { preset: 9, subjects: [2, 3], visible: [] }] }
        : each,
    ),
  };
  /** 2, 3, 2, 3 in turn, two seconds each, and where the cameras are then. */
  const debate = (change: Situation = {}) => {
    const ask = follow({ hall, cameras: standing, ...change });
    let last = ask({ now: 0, open: [2] });
    for (const [turn, seat] of [3, 2, 3].entries()) last = ask({ now: 2000 * (turn + 1), open: [seat] });
    return { ask, last };
  };

  test('are shown together from the third turn on, as soon as a camera stands there', () => {
    const { ask, last } = debate();
    expect(last.verdict.shot.id).toBe('cam-b:3');
    // The camera on air cannot go; when the other speaks it can.
    ask({ now: 8000, open: [2] });
    expect(ask({ now: 8100 }).verdict.moves).toContainEqual({ camera: 'cam-b', preset: 9 });
    const there = { ...standing, 'cam-b': camera(still(9, 9000)) };
    expect(ask({ now: 9500, open: [3], cameras: there })).toMatchObject({
      verdict: { shot: { id: 'cam-b:9' } },
      reason: { code: 'cut-group', params: { a: 2, b: 3 } },
    });
  });

  test('stay together for a while, whoever of them speaks, and a third one ends it', () => {
    const there = { ...standing, 'cam-b': camera(still(9, -1000)) };
    const { ask, last } = debate({ cameras: there });
    expect(last.verdict.shot.id).toBe('cam-b:9');
    expect(ask({ now: 9000, open: [2] }).verdict.shot.id).toBe('cam-b:9');
    const third = ask({ now: 9500, open: [1] });
    expect(third.verdict.shot.id).not.toBe('cam-b:9');
  });

  test('are parted again when they have stopped alternating', () => {
    const there = { ...standing, 'cam-b': camera(still(9, -1000)) };
    const { ask } = debate({ cameras: there });
    ask({ now: 7000, open: [2] });
    expect(ask({ now: 40_000, open: [2] }).verdict.shot.id).toBe('cam-a:2');
  });

  test('three turns spread over minutes are no alternation, and neither are two', () => {
    const there = { ...standing, 'cam-b': camera(still(9, -1000)) };
    const ask = follow({ hall, cameras: there });
    for (const [turn, seat] of [2, 3, 2, 3].entries())
      expect(ask({ now: 60_000 * turn, open: [seat] }).verdict.shot.id).not.toBe('cam-b:9');
    const short = follow({ hall, cameras: there });
    for (const [turn, seat] of [2, 3, 2].entries())
      expect(short({ now: 2000 * turn, open: [seat] }).verdict.shot.id).not.toBe('cam-b:9');
  });

  test('are not shown together where one of them may not be shown', () => {
    const there = { ...standing, 'cam-b': camera(still(9, -1000)) };
    const consents = { 3: { ...everything, image: 'no' } } as const;
    expect(debate({ cameras: there, consents }).last.verdict.shot.id).not.toBe('cam-b:9');
  });

  test('the rule can be switched off', () => {
    const there = { ...standing, 'cam-b': camera(still(9, -1000)) };
    const rules = { ...hall.rules, alternation: { ...hall.rules.alternation, turns: 0 } };
    expect(debate({ cameras: there, hall: { ...hall, rules } }).last.verdict.shot.id).not.toBe('cam-b:9');
  });
});

describe('where the cameras go', () => {
  const move = (direction: Direction) => direction.verdict.moves;

  test('an off-air camera prepares the first of the queue while the other shows the speaker', () => {
    const ask = follow({ cameras: { 'cam-a': camera(still(2, -1000)), 'cam-b': camera(still(1, -1000)) } });
    ask({ now: 0, open: [2] });
    expect(move(ask({ now: 10, queue: [3] }))).toEqual([{ camera: 'cam-b', preset: 3 }]);
  });

  test('a camera that is about to be free is waited for, instead of sending a farther one', () => {
    // Both could take seat 3; camera A is still on air with seat 2 when the chair's camera B is cut to.
    const cameras = { 'cam-a': camera(still(2, -1000)), 'cam-b': camera(still(1, -1000)) };
    const situation = { cameras, open: [2, 1], queue: [3], program: 'Kamera A' } as const;
    const cutting = direct({ ...freshMemory, shotId: 'cam-a:2' }, factsOf({ ...situation, now: 5000 }));
    expect(cutting.verdict.shot.id).toBe('cam-b:1');
    expect(cutting.verdict.moves).toEqual([]);
    const free = direct(cutting.memory, factsOf({ ...situation, now: 5050, program: 'Kamera B' }));
    expect(free.verdict.moves).toEqual([{ camera: 'cam-a', preset: 3 }]);
  });

  test('the camera on air is never sent anywhere', () => {
    const ask = follow({ cameras: { 'cam-a': camera(still(2, -1000)) } });
    ask({ now: 0, open: [2] });
    for (const queue of [[3], [1, 3], [3, 1]])
      expect(move(ask({ now: 100, queue })).map(({ camera: id }) => id)).not.toContain('cam-a');
  });

  test('while the mixer is not heard nothing moves: any camera may be on air', () => {
    expect(direct(freshMemory, factsOf({ program: null, open: [2], queue: [3] })).verdict.moves).toEqual([]);
  });

  test('nobody is prepared whom consent bars from a close-up', () => {
    const ask = follow({
      cameras: { 'cam-a': camera(still(2, -1000)), 'cam-b': camera(still(1, -1000)) },
      consents: { 3: { ...everything, image: 'not-recognisable' } },
    });
    ask({ now: 0, open: [2] });
    const moves = move(ask({ now: 10, queue: [3] }));
    // Seat 3 stands in the background of one camera's close-up of 2: the other one takes over.
    expect(moves).toContainEqual({ camera: 'cam-b', preset: 2 });
    expect(moves.map(({ preset }) => preset)).not.toContain(3);
  });

  test('travel times are learned from moves that arrived', () => {
    const ask = follow({ cameras: { 'cam-a': camera(still(2, -1000)), 'cam-b': camera(still(1, -1000)) } });
    ask({ now: 0, open: [2] });
    ask({ now: 100, cameras: { 'cam-a': camera(still(2, -1000)), 'cam-b': camera(moving(3, 100)) } });
    const { memory } = ask({
      now: 1400,
      cameras: { 'cam-a': camera(still(2, -1000)), 'cam-b': camera(still(3, 1400)) },
    });
    expect(memory.travel).toEqual({ 'cam-b/1/3': 1300 });
  });
});

describe('the operator', () => {
  test('takes over: the present shot stays whatever happens in the hall', () => {
    const ask = follow({ cameras: standing });
    ask({ now: 0, open: [2] });
    expect(ask({ now: 5000, open: [2, 3], manual: { kind: 'stay' } }).verdict.shot.subjects).toEqual([2]);
    expect(ask({ now: 9000, open: [] }).verdict.shot.subjects).toEqual([2]);
  });

  test('asks for the wide and gets it', () => {
    const ask = follow({ cameras: standing });
    ask({ now: 0, open: [2] });
    expect(ask({ now: 100, manual: { kind: 'wide' } }).verdict.shot.kind).toBe('wide');
  });

  test('chooses a shot: its camera drives there off air and is shown when it stands', () => {
    const ask = follow({ cameras: standing });
    ask({ now: 0, open: [2] });
    const chosen = ask({ now: 5000, manual: { kind: 'shot', shot: 'cam-b:1' } });
    expect(chosen.verdict.shot.subjects).toEqual([2]);
    expect(chosen.verdict.moves).toContainEqual({ camera: 'cam-b', preset: 1 });
    const there = { ...standing, 'cam-b': camera(still(1, 6000)) };
    expect(ask({ now: 6200, cameras: there }).verdict.shot.id).toBe('cam-b:1');
  });

  test('chooses another shot of the camera on air: the wide covers its drive', () => {
    const ask = follow({ cameras: standing });
    ask({ now: 0, open: [2] });
    const chosen = ask({ now: 5000, manual: { kind: 'shot', shot: 'cam-a:3' } });
    expect(chosen.verdict.shot.kind).toBe('wide');
    expect(ask({ now: 5100 }).verdict.moves).toContainEqual({ camera: 'cam-a', preset: 3 });
  });

  test('cannot show what the guard refuses', () => {
    const ask = follow({ cameras: standing, consents: { 3: { ...everything, image: 'not-recognisable' } } });
    const chosen = ask({ now: 0, open: [2], manual: { kind: 'shot', shot: 'cam-b:3' } });
    expect(chosen.verdict.shot.subjects).not.toContain(3);
  });
});

test('a camera that is not heard is left out while another is free', () => {
  const cameras = { 'cam-a': camera({ kind: 'unknown', since: 0 }), 'cam-b': camera(still(null, -1000)) };
  const { verdict } = direct(freshMemory, factsOf({ open: [2], cameras }));
  expect(verdict.moves[0]).toEqual({ camera: 'cam-b', preset: 2 });
});
