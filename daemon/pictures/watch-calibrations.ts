/** Looks at the pictures of cameras that are being calibrated, and reports when they change as a whole. */
import type { Clock, MonotonicMs } from '../../protocols/clock.ts';
import { changedShare, greyOf, isMoving } from './motion.ts';
import type { Pictures } from './pictures.ts';

export interface CalibrationWatchOptions {
  readonly clock: Clock;
  readonly pictures: Pictures;
  /** A picture in grey values; `greyOf` unless told otherwise. */
  readonly grey?: (jpeg: Uint8Array) => Promise<Uint8Array>;
  /** `at` null: the picture is not watched any more. */
  moved(camera: string, at: MonotonicMs | null): void;
}

/** Told of every change which cameras are being calibrated. */
export type CalibrationWatch = (cameras: readonly string[]) => void;

export function watchCalibrations(options: CalibrationWatchOptions): CalibrationWatch {
  const { clock, pictures, moved, grey: greyFrom = greyOf } = options;
  const looking = new Map<string, () => void>();

  function look(camera: string): void {
    let before: Uint8Array | null = null;
    let isBusy = false;
    const lookAway = pictures.look({ onAir: false, cameras: [camera] }, (_name, jpeg) => {
      // A picture that comes while the last one is looked at is left out: the next comes at once.
      if (isBusy) return;
      isBusy = true;
      const at = clock.now();
      void greyFrom(jpeg)
        .then((grey) => {
          if (looking.get(camera) !== lookAway) return;
          // The first one, and a broken look after it, count as motion: nothing is known of before.
          if (before === null || isMoving(changedShare(before, grey))) moved(camera, at);
          before = grey;
        })
        .catch(() => moved(camera, at))
        .finally(() => (isBusy = false));
    });
    looking.set(camera, lookAway);
  }

  return (cameras) => {
    for (const camera of cameras) if (!looking.has(camera)) look(camera);
    for (const [camera, lookAway] of looking) {
      if (cameras.includes(camera)) continue;
      looking.delete(camera);
      lookAway();
      moved(camera, null);
    }
  };
}
