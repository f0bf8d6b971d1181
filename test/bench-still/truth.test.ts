import { describe, expect, it } from 'vitest';
import { createVirtualClock, type VirtualClock } from '../../protocols/clock.ts';
import type { Motion } from '../../protocols/models/camera.ts';
import type { CameraBody } from '../../simulators/world/camera.ts';
import { createWorld } from '../../simulators/world/world.ts';
import { createJudge, type Judge } from '../bench/still/truth.ts';

/** A camera that stands at preset 1, and a judge who looks every 10 ms. */
function court(): {
  readonly clock: VirtualClock;
  readonly camera: CameraBody;
  readonly judge: Judge;
  say(kind: 'still' | 'moving', preset?: number | null): void;
  pass(ms: number): void;
} {
  const clock = createVirtualClock();
  const world = createWorld({ clock, seed: 1, seats: [] });
  const camera = world.addCamera('camera-1', { mount: { x: 0, y: 0, z: 2, facingDegrees: 0 } });
  camera.setPreset(1, camera.position());
  camera.setPreset(2, { panDegrees: 40, tiltDegrees: 0, zoom: 0.2 });
  clock.advanceSync(1000);
  const judge = createJudge(camera, () => clock.now());
  return {
    clock,
    camera,
    judge,
    say(kind, preset = 1) {
      const since = clock.now();
      const motion: Motion =
        kind === 'still' ? { kind, since, preset, measured: true } : { kind, since, preset };
      judge.said(motion);
    },
    pass(ms) {
      for (let passed = 0; passed < ms; passed += 10) {
        clock.advanceSync(10);
        judge.look();
      }
    },
  };
}

describe('the truth that a driver is held against', () => {
  it('finds nothing wrong with a STILL that is true, nor with one that is taken back in time', () => {
    const { camera, judge, say, pass } = court();
    say('still');
    pass(500);
    say('moving', 2);
    camera.recall(2);
    pass(5000);
    say('still', 2);
    pass(500);
    expect(judge.take()).toEqual({ falseMs: 0, lies: 0, left: [] });
  });

  it('measures how long a STILL was false while the head moved or rang', () => {
    const { clock, camera, judge, say, pass } = court();
    say('moving', 2);
    camera.recall(2);
    pass(100);
    say('still', 2);
    const falseFrom = clock.now();
    const restAt = camera.motorsStopAt() + 120;
    pass(4000);
    const { falseMs, lies } = judge.take();
    expect(lies).toBe(1);
    expect(falseMs).toBeGreaterThanOrEqual(restAt - falseFrom - 10);
    expect(falseMs).toBeLessThanOrEqual(restAt - falseFrom + 10);
  });

  it('takes a STILL at another preset than where it stands for false, and one at no preset for true', () => {
    const { judge, say, pass } = court();
    say('still', null);
    pass(300);
    expect(judge.take().lies).toBe(0);
    say('still', 2);
    pass(300);
    expect(judge.take()).toMatchObject({ lies: 1, falseMs: 300 });
  });

  it('counts the time until a stranger is noticed apart', () => {
    const { camera, judge, say, pass } = court();
    say('still');
    judge.disturbed();
    camera.moveTo({ panDegrees: 30 }, { pan: 5 });
    pass(420);
    say('moving', null);
    pass(300);
    expect(judge.take()).toEqual({ falseMs: 0, lies: 0, left: [420] });
    // Who says STILL again meanwhile has no stranger to excuse it.
    say('still', null);
    pass(100);
    expect(judge.take()).toMatchObject({ lies: 1, falseMs: 100 });
  });

  it('does not wait for ever for a stranger to be noticed', () => {
    const { camera, judge, say, pass } = court();
    say('still');
    judge.disturbed();
    camera.moveTo({ panDegrees: 90 }, { pan: 5 });
    pass(6000);
    const { left, lies } = judge.take();
    expect(left).toEqual([Infinity]);
    expect(lies).toBe(1);
  });

  it('excuses nobody a second after a touch that changed nothing', () => {
    const { camera, judge, say, pass } = court();
    say('moving', null);
    judge.disturbed();
    pass(1100);
    camera.recall(2);
    say('still', 2);
    pass(50);
    expect(judge.take().lies).toBe(1);
  });
});
