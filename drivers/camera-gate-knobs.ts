/** What the STILL gate may be told about a camera model, and what counts as the same place. */
import type { CameraCalibration, CameraPosition } from '../protocols/models/camera.ts';

/** What a model can say about the end of a move, as far as it may be believed. */
interface Witnesses {
  /** An end signal that comes after the motion. */
  readonly completion: boolean;
  readonly status: boolean;
  readonly position: boolean;
}

export interface GateKnobs {
  /** Polls taken earlier than this after the camera accepted a move prove nothing: it may not have started. */
  readonly tMinMs: number;
  /** Mechanical ringing and focus, counted from the second poll that agreed. */
  readonly settleMs: number;
  /** Longer than any honest move takes; afterwards the camera counts as faulty. */
  readonly maxTravelMs: number;
  /** Two polls closer together than this count as one. */
  readonly pollSpacingMs: number;
  /** A standing camera not confirmed for this long is unknown. */
  readonly expireMs: number;
  readonly witnesses: Witnesses;
  /** A calibration has found the end signal to come after the motion. */
  readonly isCompletionProven?: boolean;
}

export const defaultGateKnobs: GateKnobs = {
  tMinMs: 250,
  settleMs: 150,
  maxTravelMs: 10_000,
  pollSpacingMs: 100,
  expireMs: 1000,
  witnesses: { completion: true, status: true, position: true },
};

/** Between two polls: encoder jitter of a camera that stands, no more. */
export const still = { degrees: 0.03, zoom: 0.0005 };
/** How far a camera may creep from where it stood before somebody has moved it. */
export const creep = { degrees: 0.1, zoom: 0.004 };
/** Arriving at the same preset twice. */
export const arrival = { degrees: 0.25, zoom: 0.01 };

/** So near to its target a camera will be there soon. */
export const nearing = { degrees: 6, zoom: 0.15 };

/** Whether the two places are the same within `tolerance`; two missing ones are. */
export function near(
  a: CameraPosition | null,
  b: CameraPosition | null,
  tolerance: { readonly degrees: number; readonly zoom: number },
): boolean {
  if (!a || !b) return a === b;
  return (
    Math.abs(a.panDegrees - b.panDegrees) <= tolerance.degrees &&
    Math.abs(a.tiltDegrees - b.tiltDegrees) <= tolerance.degrees &&
    Math.abs(a.zoom - b.zoom) <= tolerance.zoom
  );
}

/** Whether the model says anything at all about its arrival. */
export const hasWitness = ({ witnesses }: GateKnobs): boolean =>
  witnesses.completion || witnesses.status || witnesses.position;

/** What the camera offers, as far as its calibration found it worth believing. */
export function calibrated(offered: GateKnobs, calibration: CameraCalibration | null): GateKnobs {
  if (!calibration) return offered;
  const { witnesses, maxTravelMs } = calibration;
  return {
    ...offered,
    // A drive takes as long as somebody drives: what the session says of it stands.
    maxTravelMs: Number.isFinite(offered.maxTravelMs)
      ? (maxTravelMs ?? offered.maxTravelMs)
      : offered.maxTravelMs,
    isCompletionProven: witnesses.completion,
    witnesses: {
      completion: offered.witnesses.completion && witnesses.completion,
      status: offered.witnesses.status && witnesses.status,
      position: offered.witnesses.position && witnesses.position,
    },
  };
}
