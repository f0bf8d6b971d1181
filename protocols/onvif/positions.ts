/**
 * A camera's units and ours. In the generic space pan and tilt run from −1 to 1 over the whole range of the
 * head, however wide that is; in the degrees space they are degrees; zoom runs from 0 to 1. The node says the
 * ranges; how many degrees the ends are it does not say, so the config must.
 */
import type { CameraPosition } from '../models/camera.ts';
import type { PtzVector } from './requests.ts';
import type { RawPosition } from './status.ts';

export interface Range {
  readonly from: number;
  readonly to: number;
}

export const degreesSpace = 'http://www.onvif.org/ver10/tptz/PanTiltSpaces/SphericalPositionSpaceDegrees';
export const genericSpace = 'http://www.onvif.org/ver10/tptz/PanTiltSpaces/PositionGenericSpace';

/** The space that positions are given and moves are meant in. */
export interface PtzSpace {
  readonly pan: Range;
  readonly tilt: Range;
  /** null: the camera has no zoom position; it counts as wide. */
  readonly zoom: Range | null;
}

export const genericPtzSpace: PtzSpace = {
  pan: { from: -1, to: 1 },
  tilt: { from: -1, to: 1 },
  zoom: { from: 0, to: 1 },
};

/** How many degrees the ends of the head's range are. */
export interface HeadDegrees {
  readonly panDegrees: Range;
  readonly tiltDegrees: Range;
}

/** Encoders overshoot an end a little; more than that is no position. */
const slack = 0.01;

function scaled(value: number, from: Range, to: Range): number | undefined {
  const part = (value - from.from) / (from.to - from.from);
  if (!(part >= -slack && part <= 1 + slack)) return undefined;
  return to.from + part * (to.to - to.from);
}

/** null: in a space that is not known here, beyond its ends, or without the zoom the camera should have. */
export function toPosition(raw: RawPosition, space: PtzSpace, head: HeadDegrees): CameraPosition | null {
  const inDegrees = raw.space === degreesSpace;
  if (!inDegrees && raw.space !== null && raw.space !== genericSpace) return null;
  const pan = inDegrees ? raw.pan : scaled(raw.pan, space.pan, head.panDegrees);
  const tilt = inDegrees ? raw.tilt : scaled(raw.tilt, space.tilt, head.tiltDegrees);
  const zoom = space.zoom
    ? raw.zoom === null
      ? undefined
      : scaled(raw.zoom, space.zoom, { from: 0, to: 1 })
    : 0;
  if (pan === undefined || tilt === undefined || zoom === undefined) return null;
  if (Math.abs(pan) > 360 || Math.abs(tilt) > 360) return null;
  return { panDegrees: pan, tiltDegrees: tilt, zoom: Math.min(1, Math.max(0, zoom)) };
}

/** For an absolute move in the generic space; null: beyond the head's ends, or not a number. */
export function toVector(position: CameraPosition, space: PtzSpace, head: HeadDegrees): PtzVector | null {
  const { panDegrees, tiltDegrees, zoom } = position;
  const isWithin = (value: number, { from, to }: Range): boolean => value >= from && value <= to;
  if (!isWithin(panDegrees, head.panDegrees) || !isWithin(tiltDegrees, head.tiltDegrees)) return null;
  if (!isWithin(zoom, { from: 0, to: 1 })) return null;
  const pan = scaled(panDegrees, head.panDegrees, space.pan);
  const tilt = scaled(tiltDegrees, head.tiltDegrees, space.tilt);
  const lens = space.zoom ? scaled(zoom, { from: 0, to: 1 }, space.zoom) : 0;
  return pan === undefined || tilt === undefined || lens === undefined ? null : { pan, tilt, zoom: lens };
}
