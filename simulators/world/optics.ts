/**
 * From metres to pixels: pinhole cameras in the hall. Pan turns to the right, tilt up, both in degrees
 * relative to the direction the mount faces; zoom 0..1 enlarges exponentially, which fits the X400's
 * zoom table (4x at 0.50, 10x at 0.81, 20x at 1) within a tenth.
 */
import type { CameraPosition } from '../../protocols/models/camera.ts';

export interface Point3 {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

export interface Mount extends Point3 {
  /** 0 looks into the hall (towards +y), 90 to the right (+x). */
  readonly facingDegrees: number;
}

export interface Lens {
  /** Horizontal angle of view at zoom 0. */
  readonly wideDegrees: number;
  /** Magnification at zoom 1. */
  readonly teleFactor: number;
}

/** The picture plane is one unit wide, its origin in the middle, x right and y down; `depth` in metres. */
interface Projected {
  readonly x: number;
  readonly y: number;
  readonly depth: number;
  /** Picture widths per metre at that depth. */
  readonly scale: number;
}

export const pictureAspect = 16 / 9;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;
const degrees = (angle: number): number => (angle * 180) / Math.PI;

/** The focal length in picture widths. */
function focalLength(lens: Lens, zoom: number): number {
  return (0.5 / Math.tan(radians(lens.wideDegrees / 2))) * lens.teleFactor ** zoom;
}

export interface View {
  /** Camera coordinates: x right, y down, z away from the camera; metres. */
  turn(point: Point3): Point3;
  /** null: behind the camera or closer than 20 cm. */
  project(point: Point3): Projected | null;
  readonly focal: number;
}

/** A camera's view at a position; everything that is drawn or measured goes through here. */
export function createView(mount: Mount, lens: Lens, position: CameraPosition): View {
  const pan = radians(mount.facingDegrees + position.panDegrees);
  const tilt = radians(position.tiltDegrees);
  const [sinPan, cosPan, sinTilt, cosTilt] = [Math.sin(pan), Math.cos(pan), Math.sin(tilt), Math.cos(tilt)];
  const focal = focalLength(lens, position.zoom);
  const turn = (point: Point3): Point3 => {
    const dx = point.x - mount.x;
    const dy = point.y - mount.y;
    const dz = point.z - mount.z;
    const ahead = dx * sinPan + dy * cosPan;
    return {
      x: dx * cosPan - dy * sinPan,
      y: ahead * sinTilt - dz * cosTilt,
      z: ahead * cosTilt + dz * sinTilt,
    };
  };
  return {
    focal,
    turn,
    project(point) {
      const { x, y, z } = turn(point);
      if (z < 0.2) return null;
      return { x: (x / z) * focal, y: (y / z) * focal, depth: z, scale: focal / z };
    },
  };
}

const wrap = (angle: number): number => ((((angle + 180) % 360) + 360) % 360) - 180;

/** Pan and tilt that bring `point` into the middle of the picture, and its distance in metres. */
export function aim(
  mount: Mount,
  point: Point3,
): { readonly panDegrees: number; readonly tiltDegrees: number; readonly distance: number } {
  const dx = point.x - mount.x;
  const dy = point.y - mount.y;
  const dz = point.z - mount.z;
  const flat = Math.hypot(dx, dy);
  return {
    panDegrees: wrap(degrees(Math.atan2(dx, dy)) - mount.facingDegrees),
    tiltDegrees: degrees(Math.atan2(dz, flat)),
    distance: Math.hypot(flat, dz),
  };
}

/** The zoom at which `metres` fill the width of the picture at `distance`, within 0..1. */
export function zoomFor(lens: Lens, metres: number, distance: number): number {
  const wanted = distance / metres / focalLength(lens, 0);
  return Math.min(1, Math.max(0, Math.log(wanted) / Math.log(lens.teleFactor)));
}
