/**
 * What a camera's picture may contain, by where its head points. Angles are the head's own, degrees, and the
 * picture is taken for rather too wide: of a zoom only 0..1 is known, and linear between the two ends is wider
 * than any real lens. Pure.
 */
import type { CameraPosition } from '../../protocols/models/camera.ts';
import type { FieldOfView, HallCamera, Zone } from '../chamber/hall.ts';

interface Extent {
  readonly pan: { readonly from: number; readonly to: number };
  readonly tilt: { readonly from: number; readonly to: number };
}

/** Height over width. */
const aspect = 9 / 16;
/** A head tells its place this exactly, and people lean. */
export const marginDegrees = 3;
/** How much further it may have turned until the next poll and the picture's delay have passed. */
export const liveMarginDegrees = 12;

function extentOf(position: CameraPosition, view: FieldOfView, margin: number): Extent {
  const zoom = Math.min(1, Math.max(0, position.zoom));
  const width = view.wideDegrees + (view.teleDegrees - view.wideDegrees) * zoom;
  const around = (centre: number, angle: number) => ({
    from: centre - angle / 2 - margin,
    to: centre + angle / 2 + margin,
  });
  return { pan: around(position.panDegrees, width), tilt: around(position.tiltDegrees, width * aspect) };
}

const overlaps = (a: Extent['pan'], b: Extent['pan']): boolean => a.from <= b.to && b.from <= a.to;

/** The zones that may be in the picture from there. */
export function zonesSeen(
  { head }: HallCamera,
  position: CameraPosition,
  margin = marginDegrees,
): readonly Zone[] {
  const extent = extentOf(position, head.view, margin);
  return head.zones.filter((zone) => overlaps(extent.pan, zone.pan) && overlaps(extent.tilt, zone.tilt));
}

/** Whether what lies in that direction may be in the picture from `position`. */
export function mayShow(
  { head }: HallCamera,
  position: CameraPosition,
  direction: CameraPosition,
  margin = marginDegrees,
): boolean {
  const { pan, tilt } = extentOf(position, head.view, margin);
  const at = (angle: number) => ({ from: angle, to: angle });
  return overlaps(pan, at(direction.panDegrees)) && overlaps(tilt, at(direction.tiltDegrees));
}
