/**
 * The one model of a PTZ camera: presets, a position, and above all whether it is certain to stand still.
 * STILL only after the gate of drivers/camera-gate.ts; unknown counts as moving, whoever asks.
 */
import type { MonotonicMs } from '../clock.ts';

/** Degrees: pan right and tilt up are positive; zoom 0 (wide) to 1 (optical tele). */
export interface CameraPosition {
  readonly panDegrees: number;
  readonly tiltDegrees: number;
  readonly zoom: number;
}

/** A camera's own preset number as printed in its manual, counted from 1. */
export type PresetNumber = number;

export type Motion =
  /** Certain to stand since `since`; `preset` is the one it stands at, null when it was driven by hand. */
  | {
      readonly kind: 'still';
      readonly since: MonotonicMs;
      readonly preset: PresetNumber | null;
      /** false where the protocol offers no witness and only the calibrated worst-case time has passed. */
      readonly measured: boolean;
    }
  /** `preset` is where our own recall is heading, null when somebody else moves it. */
  | { readonly kind: 'moving'; readonly since: MonotonicMs; readonly preset: PresetNumber | null }
  | { readonly kind: 'unknown'; readonly since: MonotonicMs };

export interface CameraCapabilities {
  readonly presets: readonly PresetNumber[];
  readonly position: boolean;
  readonly drive: boolean;
}

/**
 * How one of our moves ended, as far as each witness told it: what a calibration learns from. Times count from
 * when the move was asked for, ms; null: this witness said nothing.
 */
export interface MoveReport {
  readonly from: PresetNumber | null;
  /** null: driven, or moved to a position. */
  readonly preset: PresetNumber | null;
  /** The camera took the order, or was sent it where it never answers. */
  readonly acceptedMs: number | null;
  /** The end signal. */
  readonly completedMs: number | null;
  /** The first word of the status, after which it did not say "moving" again. */
  readonly idleMs: number | null;
  /** The last poll that found another position than the one before it. */
  readonly lastChangeMs: number | null;
  /** When that one before it was asked: after that the camera has certainly moved. */
  readonly movedAfterMs: number | null;
  /** The gate's STILL. */
  readonly stillMs: number;
  readonly position: CameraPosition | null;
}

/** What a calibration found out about one camera; it goes before what is known of the model. */
export interface CameraCalibration {
  /** Tells one calibration from another. */
  readonly id: string;
  /** Whose word counts, among what the camera offers. */
  readonly witnesses: { readonly completion: boolean; readonly status: boolean; readonly position: boolean };
  /** Longer than any move between two presets, ms; null: as configured. */
  readonly maxTravelMs: number | null;
  /** null: not measured. */
  readonly videoLatencyMs: number | null;
  /** Where each preset is; empty where no position can be read. */
  readonly targets: readonly { readonly preset: PresetNumber; readonly position: CameraPosition }[];
}

/** Where nothing shows the end of a move, so many times the longest travel time is waited. */
export const timedFactor = 1.5;

export interface CameraState {
  readonly motion: Motion;
  readonly position: CameraPosition | null;
  /** How much later a picture arrives than it was taken, ms; a cut waits STILL + this. */
  readonly videoLatencyMs: number;
  /** The id of the calibration in use; null: none. */
  readonly calibration: string | null;
  /** The last move of ours that ended. */
  readonly lastMove: MoveReport | null;
  /** Where presets were when the camera last arrived at them; of no use for cameras that do not tell. */
  readonly targets: Readonly<Record<PresetNumber, CameraPosition>>;
  /** The picture last changed as a whole, as far as somebody watches it for that; null: nobody does. */
  readonly pictureMovedAt: MonotonicMs | null;
  /** Presets found to be stored over by somebody else, until they are stored anew or reached as before. */
  readonly movedPresets: readonly PresetNumber[];
}

/** The usual delay of a picture through capture and OBS until calibration has measured it, ms. */
export const defaultVideoLatencyMs = 150;

export const unknownCamera: CameraState = {
  motion: { kind: 'unknown', since: 0 },
  position: null,
  videoLatencyMs: defaultVideoLatencyMs,
  calibration: null,
  lastMove: null,
  targets: {},
  pictureMovedAt: null,
  movedPresets: [],
};

export type CameraEvent =
  | { readonly type: 'motion'; readonly motion: Motion }
  | { readonly type: 'position'; readonly position: CameraPosition }
  | { readonly type: 'video-latency'; readonly videoLatencyMs: number }
  /** The camera moved and it was not us: a joystick, a remote panel, its own patrol. */
  | { readonly type: 'foreign-move' }
  /** Standing, but not where this preset was learned: somebody stored over it. */
  | { readonly type: 'preset-moved'; readonly preset: PresetNumber }
  /** The preset holds a new place now, and rightly so. */
  | { readonly type: 'preset-stored'; readonly preset: PresetNumber }
  | { readonly type: 'move-report'; readonly report: MoveReport }
  | { readonly type: 'calibrated'; readonly id: string }
  /** Not from the camera but from its picture: it changed as a whole. null: the picture is not watched any more. */
  | { readonly type: 'picture-moved'; readonly at: MonotonicMs | null };

export type CameraCommand =
  | { readonly type: 'recall'; readonly preset: PresetNumber }
  | { readonly type: 'move'; readonly position: CameraPosition }
  /** Speeds from -1 to 1 of the model's fastest; all 0 stops. */
  | { readonly type: 'drive'; readonly pan: number; readonly tilt: number; readonly zoom: number }
  | { readonly type: 'stop' }
  | { readonly type: 'store'; readonly preset: PresetNumber }
  /** Said to our side alone: nothing of it goes over the wire. */
  | { readonly type: 'use-calibration'; readonly calibration: CameraCalibration };

/** The commands that reach the camera. */
export type CameraOrder = Exclude<CameraCommand, { readonly type: 'use-calibration' }>;

export function applyCameraEvent(state: CameraState, event: CameraEvent): CameraState {
  switch (event.type) {
    case 'motion':
      return { ...state, motion: event.motion };
    case 'position':
      return { ...state, position: event.position };
    case 'video-latency':
      return { ...state, videoLatencyMs: event.videoLatencyMs };
    case 'foreign-move':
      return state;
    case 'preset-moved':
      return state.movedPresets.includes(event.preset)
        ? state
        : { ...state, movedPresets: [...state.movedPresets, event.preset] };
    case 'preset-stored':
      return storedAnew(state, event.preset);
    case 'move-report': {
      const { preset, position } = event.report;
      const targets =
        preset === null || position === null ? state.targets : { ...state.targets, [preset]: position };
      // It was reached where it was known to be.
      const movedPresets = without(state.movedPresets, preset);
      return { ...state, lastMove: event.report, targets, movedPresets };
    }
    case 'picture-moved':
      return { ...state, pictureMovedAt: event.at };
    case 'calibrated':
      return { ...state, calibration: event.id };
  }
}

const without = (presets: readonly PresetNumber[], gone: PresetNumber | null): readonly PresetNumber[] =>
  presets.includes(gone ?? -1) ? presets.filter((preset) => preset !== gone) : presets;

/** What the preset held before is not there any more; the place it holds now is known if the camera stands. */
function storedAnew(state: CameraState, preset: PresetNumber): CameraState {
  const { [preset]: _before, ...others } = state.targets;
  const isKnown = state.motion.kind === 'still' && state.position !== null;
  return {
    ...state,
    targets: isKnown && state.position ? { ...others, [preset]: state.position } : others,
    movedPresets: without(state.movedPresets, preset),
  };
}
