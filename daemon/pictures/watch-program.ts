/**
 * Listens to the program and looks at it while something goes out or soon will, and says when nothing has been heard
 * or nothing has moved for too long. Whether that is an alarm the chamber decides: a slate stands still on purpose.
 */
import type { ProgramWatch } from '../../drivers/driver.ts';
import type { Cancel, Clock, MonotonicMs } from '../../protocols/clock.ts';
import type { ProgramWatched } from '../../protocols/models/switcher.ts';

export interface ProgramWatchOptions {
  readonly clock: Clock;
  createWatch(
    onSound: (peakDecibels: number) => void,
    onPicture: (fingerprint: string) => void,
  ): ProgramWatch;
  /** null: not watched any more. */
  watched(state: ProgramWatched | null): void;
}

/** Told of every change whether there is something to watch. */
export type WatchProgram = (isWanted: boolean) => void;

/** Nothing heard, nothing moved for so long is too long, ms. */
export const tooLongMs = 10_000;
const lookMs = 1000;
/** Hall noise lies above this, an open line without a signal below. */
const silentBelowDecibels = -55;
/** Smaller changes of the level nobody needs to be told. */
const levelStepDecibels = 3;

export function watchProgram({ clock, createWatch, watched }: ProgramWatchOptions): WatchProgram {
  let heardAt: MonotonicMs = 0;
  let movedAt: MonotonicMs = 0;
  /** A watch that sees or hears nothing at all says nothing about the program. */
  let soundAt: MonotonicMs | null = null;
  let pictureAt: MonotonicMs | null = null;
  let fingerprint: string | null = null;
  let peak: number | null = null;
  let told: ProgramWatched | null = null;
  let cancel: Cancel | null = null;
  const watch = createWatch(
    (peakDecibels) => {
      const now = clock.now();
      soundAt ??= heardAt = now;
      soundAt = now;
      if (peakDecibels > silentBelowDecibels) heardAt = now;
      if (peak === null || Math.abs(peak - peakDecibels) >= levelStepDecibels)
        peak = Math.round(peakDecibels);
    },
    (next) => {
      const now = clock.now();
      if (next !== fingerprint) movedAt = now;
      fingerprint = next;
      pictureAt = now;
    },
  );

  function look(): void {
    cancel = clock.after(lookMs, look);
    const now = clock.now();
    const isFresh = (at: MonotonicMs | null): boolean => at !== null && now - at < tooLongMs / 2;
    const state: ProgramWatched = {
      isSilent: isFresh(soundAt) && now - heardAt >= tooLongMs,
      isFrozen: isFresh(pictureAt) && now - movedAt >= tooLongMs,
      peakDecibels: isFresh(soundAt) ? peak : null,
    };
    const isSame =
      told?.isSilent === state.isSilent &&
      told.isFrozen === state.isFrozen &&
      told.peakDecibels === state.peakDecibels;
    if (isSame) return;
    told = state;
    watched(state);
  }

  return (isWanted) => {
    if (isWanted === (cancel !== null)) return;
    if (isWanted) {
      [soundAt, pictureAt, fingerprint, peak, told] = [null, null, null, null, null];
      watch.start();
      look();
      return;
    }
    cancel?.();
    cancel = null;
    watch.stop();
    watched(null);
  };
}
