/**
 * What is active, and what is seen: a cut lands on the next frame; a fade takes its time, is in the tally from its
 * start and in the state at its end. What becomes of a fade that is cut into is not documented: it ends, or,
 * with `fadeWins`, comes to its end all the same.
 */
import type { Cancel, Clock } from '../../protocols/clock.ts';

/** The picture on air: between `from` and `to` (keys), 0 to 1. */
export interface OnAir {
  readonly from: string;
  readonly to: string;
  readonly progress: number;
}

export interface Program {
  readonly active: () => string;
  readonly preview: () => string;
  fadeWins: boolean;
  cut(key: string): void;
  fade(key: string, durationMs: number): void;
  setPreview(key: string): void;
  /** The input a running fade leads to. */
  arriving(): string | null;
  onAir(): OnAir;
  /** Forgets a running fade. */
  reset(): void;
}

const frameMs = 1000 / 30;

export function createProgram(
  first: { readonly active: string; readonly preview: string },
  clock: Clock,
  onChange: (before: { readonly active: string; readonly preview: string }) => void,
): Program {
  let { active, preview } = first;
  let shown = { key: active, since: Number.NEGATIVE_INFINITY };
  let fading: {
    readonly to: string;
    readonly startedAt: number;
    readonly durationMs: number;
    cancel: Cancel;
  } | null = null;

  function become(key: string, nextPreview: string): void {
    if (key === active && nextPreview === preview) return;
    const before = { active, preview };
    shown = { key: active, since: clock.now() };
    active = key;
    preview = nextPreview;
    onChange(before);
  }

  const program: Program = {
    active: () => active,
    preview: () => preview,
    fadeWins: false,
    cut(key) {
      if (!program.fadeWins) {
        fading?.cancel();
        fading = null;
      }
      become(key, preview);
    },
    fade(key, durationMs) {
      fading?.cancel();
      const cancel = clock.after(durationMs, () => {
        fading = null;
        become(key, active);
        // It has been seen all along.
        shown = { key, since: Number.NEGATIVE_INFINITY };
      });
      fading = { to: key, startedAt: clock.now(), durationMs, cancel };
      onChange({ active, preview });
    },
    setPreview: (key) => become(active, key),
    arriving: () => fading?.to ?? null,
    onAir() {
      const now = clock.now();
      if (fading)
        return {
          from: active,
          to: fading.to,
          progress: Math.min(1, (now - fading.startedAt) / fading.durationMs),
        };
      const isLate = now - shown.since < frameMs - (shown.since % frameMs);
      return isLate
        ? { from: shown.key, to: active, progress: 0 }
        : { from: active, to: active, progress: 1 };
    },
    reset() {
      fading?.cancel();
      fading = null;
    },
  };
  return program;
}
