/**
 * What differs between Panasonic's AW cameras, as data: how closely commands may follow each other, and
 * whether the notice that a preset was reached may be believed. Scales are the same in all of them (facts A5:
 * 8000 is the centre, 2D09…D2F5 are ±175° of pan, 5555…8E38 are +90°…−30° of tilt, 555…FFF wide to tele).
 */
import type { CameraPosition } from '../models/camera.ts';

export interface AwModel {
  /** As the camera names itself. */
  readonly name: string;
  /** Commands closer together than this may be lost. */
  readonly gapMs: number;
  /** `q<nn>` comes when a recalled preset is reached, and not before. */
  readonly endSignal: boolean;
}

/** By the names the config uses. */
export const awModels = {
  'aw-he40': { name: 'AW-HE40', gapMs: 130, endSignal: true },
  'aw-he42': { name: 'AW-HE42', gapMs: 130, endSignal: true },
  'aw-ue80': { name: 'AW-UE80', gapMs: 40, endSignal: true },
  'aw-ue100': { name: 'AW-UE100', gapMs: 40, endSignal: true },
  'aw-ue150': { name: 'AW-UE150', gapMs: 40, endSignal: true },
} as const satisfies Readonly<Record<string, AwModel>>;

export type AwModelName = keyof typeof awModels;

/** Slow, and believed in nothing but its position. */
export const unknownAwModel: AwModel = { name: 'unknown model', gapMs: 130, endSignal: false };

/** The model that calls itself so; not listed: the unknown one, under its own name. */
export const awModelOf = (name: string): AwModel =>
  Object.values(awModels).find((model) => model.name === name.toUpperCase()) ?? { ...unknownAwModel, name };

/** Presets as the menu counts them. */
export const presetRange = { from: 1, to: 100 } as const;

export const panDegrees = { from: -175, to: 175 } as const;
export const tiltDegrees = { from: -30, to: 90 } as const;

const centre = 0x8000;
const unitsPerDegree = (0xd2f5 - 0x2d09) / 350;
export const panUnits = { from: 0x2d09, to: 0xd2f5 } as const;
/** Up is low: 5555 is +90°. */
export const tiltUnits = { from: 0x5555, to: 0x8e38 } as const;
export const zoomUnits = { from: 0x555, to: 0xfff } as const;
const zoomSpan = zoomUnits.to - zoomUnits.from;

export interface RawPanTilt {
  readonly pan: number;
  readonly tilt: number;
}

/** Raw units → degrees and 0..1; null where they are outside of everything an AW camera can reach. */
export function toPosition({ pan, tilt }: RawPanTilt, zoom: number): CameraPosition | null {
  const position = {
    panDegrees: (pan - centre) / unitsPerDegree,
    tiltDegrees: (centre - tilt) / unitsPerDegree,
    zoom: (zoom - zoomUnits.from) / zoomSpan,
  };
  const isReachable =
    Math.abs(position.panDegrees) <= 180 &&
    Math.abs(position.tiltDegrees) <= 120 &&
    position.zoom >= 0 &&
    position.zoom <= 1;
  return isReachable ? position : null;
}

const clamp = (value: number, { from, to }: { readonly from: number; readonly to: number }): number =>
  Math.min(to, Math.max(from, value));

/** Degrees and 0..1 → raw units, held within the ranges. */
export function toRaw(position: CameraPosition): RawPanTilt & { readonly zoom: number } {
  return {
    pan: clamp(Math.round(centre + position.panDegrees * unitsPerDegree), panUnits),
    tilt: clamp(Math.round(centre - position.tiltDegrees * unitsPerDegree), tiltUnits),
    zoom: clamp(Math.round(zoomUnits.from + position.zoom * zoomSpan), zoomUnits),
  };
}
