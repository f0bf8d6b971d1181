import { describe, expect, test } from 'vitest';
import { tooLongMs, watchProgram } from '../../../daemon/pictures/watch-program.ts';
import { createVirtualClock } from '../../../protocols/clock.ts';
import type { ProgramWatched } from '../../../protocols/models/switcher.ts';

/** A program that is heard each second and seen each two. */
function open() {
  const clock = createVirtualClock();
  const told: (ProgramWatched | null)[] = [];
  let sound: (decibels: number) => void = () => undefined;
  let picture: (fingerprint: string) => void = () => undefined;
  const program = { decibels: -20 as number | null, isMoving: true, isSeen: true };
  let isRunning = false;
  let frame = 0;
  const tick = (): void => {
    if (isRunning && program.decibels !== null) sound(program.decibels);
    if (program.isMoving) frame++;
    if (isRunning && program.isSeen) picture(String(frame));
    clock.after(1000, tick);
  };
  const watch = watchProgram({
    clock,
    createWatch(onSound, onPicture) {
      [sound, picture] = [onSound, onPicture];
      return { start: () => void (isRunning = true), stop: () => void (isRunning = false) };
    },
    watched: (state) => told.push(state),
  });
  tick();
  return { clock, program, watch, told, last: () => told.at(-1), isRunning: () => isRunning };
}

describe('a program that is watched', () => {
  test('is neither silent nor frozen while it is heard and moves', () => {
    const { clock, watch, last } = open();
    watch(true);
    clock.advanceSync(60_000);
    expect(last()).toEqual({ isSilent: false, isFrozen: false, peakDecibels: -20 });
  });

  test('is told silent and frozen after ten seconds, and not when it is again', () => {
    const { clock, watch, program, last } = open();
    watch(true);
    clock.advanceSync(5000);
    Object.assign(program, { decibels: -80, isMoving: false });
    clock.advanceSync(tooLongMs - 2000);
    expect(last()).toMatchObject({ isSilent: false, isFrozen: false });
    clock.advanceSync(4000);
    expect(last()).toMatchObject({ isSilent: true, isFrozen: true });
    Object.assign(program, { decibels: -30, isMoving: true });
    clock.advanceSync(2500);
    expect(last()).toMatchObject({ isSilent: false, isFrozen: false });
  });

  test('that cannot be seen or heard is neither: the watch is broken, not the program', () => {
    const { clock, watch, program, last } = open();
    watch(true);
    clock.advanceSync(5000);
    Object.assign(program, { decibels: null, isSeen: false });
    clock.advanceSync(60_000);
    expect(last()).toEqual({ isSilent: false, isFrozen: false, peakDecibels: null });
  });

  test('tells only what changes, and nothing once it is not watched', () => {
    const { clock, watch, told, isRunning } = open();
    watch(true);
    clock.advanceSync(30_000);
    const before = told.length;
    expect(before).toBeLessThanOrEqual(2);
    watch(false);
    expect([told.at(-1), isRunning()]).toEqual([null, false]);
    clock.advanceSync(60_000);
    expect(told).toHaveLength(before + 1);
  });
});
