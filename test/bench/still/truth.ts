/**
 * Holds what a driver says against the world's camera, which knows nothing of it: STILL is true while the head
 * neither moves nor rings, and stands at the preset that is claimed. What was read before a stranger's first
 * touch may still become a STILL right after it: until the driver takes it back, that is the stranger's and its
 * length counted apart.
 */
import type { MonotonicMs } from '../../../protocols/clock.ts';
import type { Motion } from '../../../protocols/models/camera.ts';
import type { CameraBody } from '../../../simulators/world/camera.ts';
import { isNear } from '../../drivers/camera-rig.ts';

export interface Verdict {
  /** Time with a STILL that was not true, ms, and how often it began. */
  readonly falseMs: number;
  readonly lies: number;
  /** For how long a STILL was false because of a stranger, ms; Infinity: not noticed. */
  readonly left: readonly number[];
}

/** A STILL that is said later than this after a touch is no stranger's, ms. */
const touchMs = 1000;
/** Not noticed until then is not noticed, ms. */
const unnoticedMs = 4000;

export interface Judge {
  /** The driver says this, at this moment. */
  said(motion: Motion): void;
  /** To be called at every step of the clock. */
  look(): void;
  /** A stranger has begun to move the camera. */
  disturbed(): void;
  wasTouchedSince(at: MonotonicMs): boolean;
  /** What came together since the last time. */
  take(): Verdict;
}

export function createJudge(camera: CameraBody, now: () => MonotonicMs): Judge {
  let motion: Motion = { kind: 'unknown', since: 0 };
  let lookedAt = now();
  let falseSince: MonotonicMs | null = null;
  /** The stranger's hand, and since when a STILL is false because of it. */
  let touch: { readonly at: MonotonicMs; readonly falseFrom: MonotonicMs | null } | null = null;
  let lastTouchAt = -Infinity;
  let falseMs = 0;
  let lies = 0;
  let left: number[] = [];

  function isTrue(): boolean {
    if (motion.kind !== 'still') return true;
    const { preset } = motion;
    return !camera.isMoving() && (preset === null || isNear(camera.position(), camera.presets.get(preset)));
  }

  function look(): void {
    const at = now();
    if (falseSince !== null) falseMs += at - Math.max(falseSince, lookedAt);
    lookedAt = at;
    const isFalse = !isTrue();
    if (touch) {
      if (isFalse) touch = { ...touch, falseFrom: touch.falseFrom ?? at };
      const { falseFrom } = touch;
      if (falseFrom === null ? at - touch.at > touchMs : at - falseFrom > unnoticedMs) {
        if (falseFrom !== null) left.push(Infinity);
        touch = null;
      }
    }
    if (touch || !isFalse) falseSince = null;
    else if (falseSince === null) {
      falseSince = at;
      lies++;
    }
  }

  return {
    said(said) {
      look();
      if (touch?.falseFrom != null && said.kind !== 'still') {
        left.push(now() - touch.falseFrom);
        touch = null;
      }
      motion = said;
      look();
    },
    look,
    disturbed() {
      look();
      lastTouchAt = now();
      touch = { at: lastTouchAt, falseFrom: motion.kind === 'still' ? lastTouchAt : null };
    },
    wasTouchedSince: (at) => lastTouchAt >= at,
    take() {
      look();
      const verdict = { falseMs, lies, left };
      falseMs = 0;
      lies = 0;
      left = [];
      return verdict;
    },
  };
}
