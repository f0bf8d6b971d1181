/**
 * What differs between VISCA cameras, as data: status layout, scales, preset numbers, and which of their
 * signals may be believed. Chosen by the model number of the version inquiry; a model that is not listed
 * is read with the X400's scales but nothing it says about having arrived is trusted.
 */
import type { CameraPosition } from '../models/camera.ts';
import type { RawPanTilt, StatusLayout, ViscaVersion } from './answers.ts';
import type { PositionWidth } from './requests.ts';

export interface ViscaModel {
  readonly name: string;
  /** null: pan/tilt status cannot be read reliably. */
  readonly statusLayout: StatusLayout | null;
  /** Answers the lens block inquiry. */
  readonly lensBlock: boolean;
  /** Whether completion of a recall or an absolute move comes after the motion. */
  readonly completionAfterMotion: boolean;
  readonly width: PositionWidth;
  readonly unitsPerDegree: number;
  readonly panDegrees: { readonly from: number; readonly to: number };
  readonly tiltDegrees: { readonly from: number; readonly to: number };
  /** Raw zoom at optical tele; wide is 0. */
  readonly zoomTele: number;
  readonly highestPreset: number;
  /** Largest speed parameters of drive and absolute commands. */
  readonly maxPanSpeed: number;
  readonly maxTiltSpeed: number;
  /** Tilt speed byte in absolute moves; null: as given. X400: must be 00. */
  readonly absoluteTiltSpeed: number | null;
}

const sony = 0x0001;

const x400: ViscaModel = {
  name: 'Sony BRC-X400',
  statusLayout: 'x400',
  lensBlock: true,
  completionAfterMotion: true,
  width: '4+4',
  // DE00…2200 = ±170°, FC00 = −20°, 1200 = +90°.
  unitsPerDegree: 51.2,
  panDegrees: { from: -170, to: 170 },
  tiltDegrees: { from: -20, to: 90 },
  zoomTele: 0x4000,
  highestPreset: 100,
  maxPanSpeed: 0x18,
  maxTiltSpeed: 0x17,
  absoluteTiltSpeed: 0,
};
const srg: ViscaModel = { ...x400, name: 'Sony SRG', highestPreset: 16, absoluteTiltSpeed: null };
const fr7: ViscaModel = {
  ...x400,
  name: 'Sony ILME-FR7',
  statusLayout: 'fr7',
  lensBlock: false,
  width: '5+5',
  // F6359…09CA7 = ±170°, FE45B = −30°, 0B3B0 = +195°.
  unitsPerDegree: 0x9ca7 / 170,
  tiltDegrees: { from: -30, to: 195 },
  absoluteTiltSpeed: null,
};

/**
 * Cameras of the PTZOptics family (raw TCP and UDP): no status bits are documented, and their completions
 * come at once, late or for an empty socket. ±2448 units are ±170°. Numbers go to 254: 255 is reserved.
 */
const ptzOptics: ViscaModel = {
  name: 'PTZOptics',
  statusLayout: null,
  lensBlock: true,
  completionAfterMotion: false,
  width: '4+4',
  unitsPerDegree: 14.4,
  panDegrees: { from: -170, to: 170 },
  tiltDegrees: { from: -30, to: 90 },
  zoomTele: 0x4000,
  highestPreset: 254,
  maxPanSpeed: 0x18,
  maxTiltSpeed: 0x17,
  absoluteTiltSpeed: null,
};

/** By the names the config uses. */
export const viscaModels = {
  'brc-x400': x400,
  'srg-120dh': { ...srg, name: 'Sony SRG-120DH' },
  'srg-300h': { ...srg, name: 'Sony SRG-300H' },
  'brc-x1000': { ...x400, name: 'Sony BRC-X1000', width: '5+4', absoluteTiltSpeed: null },
  'ilme-fr7': fr7,
  'brc-am7': { ...fr7, name: 'Sony BRC-AM7' },
  ptzoptics: ptzOptics,
} as const satisfies Readonly<Record<string, ViscaModel>>;

export type ViscaModelName = keyof typeof viscaModels;

export const unknownViscaModel: ViscaModel = {
  ...x400,
  name: 'unknown model',
  statusLayout: null,
  completionAfterMotion: false,
  absoluteTiltSpeed: null,
};

const byNumber: Readonly<Record<number, ViscaModelName>> = {
  0x0511: 'srg-120dh',
  0x0513: 'srg-300h',
  0x0519: 'brc-x1000',
  0x051c: 'brc-x400',
  0x051e: 'ilme-fr7',
  0x051f: 'brc-am7',
};

/** The model a version answer names; `unknownViscaModel` for other vendors and numbers. */
export function modelOf(version: ViscaVersion): ViscaModel {
  const name = version.vendor === sony ? byNumber[version.model] : undefined;
  return name ? viscaModels[name] : unknownViscaModel;
}

/** Raw pan, tilt and zoom → degrees and 0..1. */
export function toPosition(model: ViscaModel, raw: RawPanTilt, zoom: number): CameraPosition {
  return {
    panDegrees: raw.pan / model.unitsPerDegree,
    tiltDegrees: raw.tilt / model.unitsPerDegree,
    zoom: zoom / model.zoomTele,
  };
}

const clamp = (value: number, from: number, to: number): number => Math.min(to, Math.max(from, value));

/** Degrees and 0..1 → raw units, held within the model's range. */
export function toRaw(model: ViscaModel, position: CameraPosition): RawPanTilt & { readonly zoom: number } {
  const { panDegrees: pan, tiltDegrees: tilt, unitsPerDegree } = model;
  return {
    pan: Math.round(clamp(position.panDegrees, pan.from, pan.to) * unitsPerDegree),
    tilt: Math.round(clamp(position.tiltDegrees, tilt.from, tilt.to) * unitsPerDegree),
    zoom: Math.round(clamp(position.zoom, 0, 1) * model.zoomTele),
  };
}

/**
 * Preset numbers that start functions on some cameras instead of moving them: the menu on air (95),
 * "clear all presets" (96), reboot (99), video formats (100–108).
 */
const reservedPresets = { from: 90, to: 127 } as const;

/** Whether this preset may be recalled or stored: within the model's range and not reserved, unless the config allows it by name. */
export function isPresetAllowed(model: ViscaModel, preset: number, allowed: readonly number[] = []): boolean {
  if (!Number.isInteger(preset) || preset < 1 || preset > model.highestPreset) return false;
  // Manuals count from 1, wires from 0: a number is reserved if either reading of it is.
  const reserved = preset >= reservedPresets.from && preset - 1 <= reservedPresets.to;
  return !reserved || allowed.includes(preset);
}
