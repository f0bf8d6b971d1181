import { describe, expect, test } from 'vitest';
import { play } from '../bench/director/play.ts';
import { queuesOf, type Queue } from '../bench/director/queue.ts';
import { reactiveLossMs } from '../bench/director/reactive.ts';
import { settings, type Setting } from '../bench/director/standard-hall.ts';
import { floorOf, type Recording, type Turn } from '../bench/director/turns.ts';
import { advanced, arrivalAt, camerasAtStart, isStanding, sent, travelMs } from '../bench/director/world.ts';

const recordingOf = (seats: number, turns: readonly Turn[]): Recording => ({
  name: 'by hand',
  seats,
  turns,
  floor: floorOf(turns),
});
const turn = (seat: number, startMs: number, endMs: number): Turn => ({ seat, startMs, endMs });

describe('the world', () => {
  test('a move takes 0.8 s and a second for 45°, and none where the camera stands', () => {
    expect(travelMs(1, 5, 5)).toBeCloseTo(800 + 120_000 / 45);
    expect(travelMs(2, 2, 5)).toBe(0);
  });

  test('cameras stand in the middle of their zones at the start', () => {
    expect(camerasAtStart(2, 4).map(({ seat }) => seat)).toEqual([2, 4]);
    expect(camerasAtStart(3, 9).map(({ seat }) => seat)).toEqual([2, 5, 8]);
  });

  test('a move once begun is finished, and the latest order followed then', () => {
    const [camera] = camerasAtStart(1, 5);
    if (!camera) throw new Error('no camera');
    const first = travelMs(3, 5, 5);
    const onTheWay = sent(camera, 5, 0, 5);
    const sentBack = sent(sent(onTheWay, 4, 500, 5), 1, 600, 5);
    expect(isStanding(sentBack, first)).toBe(false);
    const goingOn = advanced(sentBack, first, 5);
    expect(goingOn).toEqual({ seat: 1, readyAt: first + travelMs(5, 1, 5), next: null });
    expect(goingOn.readyAt).toBe(arrivalAt(onTheWay, 1, 600, 5));
  });
});

describe('what is counted', () => {
  const run = (recording: Recording, cameras: number, queue: Queue, setting: Setting = settings.standard) =>
    play(recording, queuesOf(recording, queue, Math.random), cameras, setting);

  test('a speaker for whom a camera must travel is lost for its way, also to the reactive policy', () => {
    const recording = recordingOf(5, [turn(1, 1000, 20_000)]);
    const way = travelMs(2, 1, 5);
    const outcome = run(recording, 2, 'none');
    expect(outcome.lostMs).toBeCloseTo(way);
    expect(outcome).toMatchObject({ cuts: 1, moves: 1, unsafeCuts: 0 });
    expect(reactiveLossMs(recording, 2)).toBeCloseTo(way);
  });

  test('a list that is known in time costs the next speaker nothing', () => {
    // The cameras begin at 2 and 4: the first is shown at once and the other one drives to 5 meanwhile.
    const recording = recordingOf(5, [turn(2, 1000, 20_000), turn(5, 20_000, 40_000)]);
    expect(run(recording, 2, 'known').lostMs).toBe(0);
    expect(run(recording, 2, 'none').lostMs).toBeCloseTo(travelMs(4, 5, 5));
  });

  test('the picture of a camera that has arrived is waited for', () => {
    const recording = recordingOf(5, [turn(1, 1000, 20_000)]);
    const outcome = run(recording, 2, 'none', settings.defaults);
    expect(outcome.lostMs).toBeCloseTo(travelMs(2, 1, 5) + settings.defaults.videoLatencyMs);
    expect(outcome.unsafeCuts).toBe(0);
  });

  test('floor that counts for nothing is not lost', () => {
    const recording = recordingOf(5, [turn(2, 1000, 20_000), turn(5, 19_800, 20_000)]);
    expect(recording.floor).toHaveLength(1);
    expect(run(recording, 1, 'none').lostMs).toBeCloseTo(travelMs(3, 2, 5));
  });
});
