/** Facts about single cameras: who holds them, what they were taught, and what a calibration measured. */
import type { CalibrationResult, Visit } from './calibration.ts';

interface OfCamera<Type extends string, Data extends object = object> {
  readonly type: `cameras/${Type}`;
  readonly version: 1;
  readonly data: { readonly camera: string } & Data;
}

export type CamerasEvent =
  | OfCamera<'reserved'>
  | OfCamera<'released'>
  | OfCamera<
      'taught',
      {
        readonly preset: number;
        readonly subjects: readonly number[];
        readonly visible: readonly number[];
        readonly zones: readonly string[];
        /** false: the camera was not touched, only the description corrected. */
        readonly stored: boolean;
      }
    >
  | OfCamera<'forgotten', { readonly preset: number }>
  | OfCamera<'calibration-begun', { readonly afresh: boolean }>
  /** A trace: one move of a calibration has ended. */
  | OfCamera<'visited', { readonly visit: Visit }>
  | OfCamera<'calibration-stopped'>
  | OfCamera<'calibrated', { readonly result: CalibrationResult }>
  /** A trace: how long the camera takes from one preset to another, ms, as the mean of the last times. */
  | OfCamera<'travel', { readonly from: number; readonly to: number; readonly ms: number }>;
