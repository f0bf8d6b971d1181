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

export interface CameraState {
  readonly motion: Motion;
  readonly position: CameraPosition | null;
  /** How much later a picture arrives than it was taken, ms; a cut waits STILL + this. */
  readonly videoLatencyMs: number;
}

/** The usual delay of a picture through capture and OBS until calibration has measured it, ms. */
export const defaultVideoLatencyMs = 150;

export const unknownCamera: CameraState = {
  motion: { kind: 'unknown', since: 0 },
  position: null,
  videoLatencyMs: defaultVideoLatencyMs,
};

export type CameraEvent =
  | { readonly type: 'motion'; readonly motion: Motion }
  | { readonly type: 'position'; readonly position: CameraPosition }
  | { readonly type: 'video-latency'; readonly videoLatencyMs: number }
  /** The camera moved and it was not us: a joystick, a remote panel, its own patrol. */
  | { readonly type: 'foreign-move' }
  /** Standing, but not where this preset was learned: somebody stored over it. */
  | { readonly type: 'preset-moved'; readonly preset: PresetNumber };

export type CameraCommand =
  | { readonly type: 'recall'; readonly preset: PresetNumber }
  | { readonly type: 'move'; readonly position: CameraPosition }
  /** Speeds from -1 to 1 of the model's fastest; all 0 stops. */
  | { readonly type: 'drive'; readonly pan: number; readonly tilt: number; readonly zoom: number }
  | { readonly type: 'stop' }
  | { readonly type: 'store'; readonly preset: PresetNumber };

export function applyCameraEvent(state: CameraState, event: CameraEvent): CameraState {
  switch (event.type) {
    case 'motion':
      return { ...state, motion: event.motion };
    case 'position':
      return { ...state, position: event.position };
    case 'video-latency':
      return { ...state, videoLatencyMs: event.videoLatencyMs };
    case 'foreign-move':
    case 'preset-moved':
      return state;
  }
}
