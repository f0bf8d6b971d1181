/**
 * A camera in the virtual chamber: a head that takes time to move, rings for a moment when it stops, and
 * keeps presets. It is the truth the STILL gate is measured against, so it knows nothing of protocols;
 * simulators drive it, strangers push it (`/move`), and tests ask what it really shows.
 */
import type { Clock } from '../../protocols/clock.ts';
import type { CameraPosition } from '../../protocols/models/camera.ts';
import { createAxis } from './axis.ts';
import { aim, createView, pictureAspect, zoomFor, type Lens, type Mount, type View } from './optics.ts';
import { facePoint, frameBelowFaceMetres, framePoint, headMetres } from './room.ts';
import type { WorldSeat } from './world.ts';

export interface HeadSpeeds {
  /** Degrees per second by speed parameter 1, 2, …: drives and absolute moves. */
  readonly degreesPerSecond: readonly number[];
  /** Degrees per second of preset recalls. */
  readonly presetPanDegreesPerSecond: number;
  readonly presetTiltDegreesPerSecond: number;
  readonly degreesPerSecondSquared: number;
  /** Seconds from wide to tele. */
  readonly zoomSeconds: number;
}

/** Sony BRC-X400, speed parameters 1..18 hex; presets at the fastest speed (facts: 300 pan, 126 tilt). Acceleration and zoom are our guess. */
export const fastHead: HeadSpeeds = {
  degreesPerSecond: [
    1.1, 1.3, 1.6, 2.2, 2.9, 6.7, 11, 23, 24, 27, 41, 43, 47, 49, 54, 57, 62, 64, 69, 72, 80, 84, 91, 101,
  ],
  presetPanDegreesPerSecond: 300,
  presetTiltDegreesPerSecond: 126,
  degreesPerSecondSquared: 600,
  zoomSeconds: 2,
};

/** The kind of camera that takes 4 to 6 s for a preset 40° away. */
export const slowHead: HeadSpeeds = {
  degreesPerSecond: Array.from({ length: 24 }, (_, index) => 0.5 + (index * 9.5) / 23),
  presetPanDegreesPerSecond: 9,
  presetTiltDegreesPerSecond: 8,
  degreesPerSecondSquared: 40,
  zoomSeconds: 5,
};

export interface CameraModelOptions {
  readonly mount: Mount;
  /** Default: 65° wide, 20x. */
  readonly lens?: Lens;
  /** A fixed camera never moves, whoever asks. */
  readonly fixed?: boolean;
  /** Default: `fastHead`. */
  readonly head?: HeadSpeeds;
  /** Ringing after a move; the camera counts as moving until it is over. Default 120. */
  readonly settleMs?: number;
  /** Largest swing of the ringing. Default 0.06. */
  readonly ringDegrees?: number;
  readonly panDegrees?: { readonly from: number; readonly to: number };
  readonly tiltDegrees?: { readonly from: number; readonly to: number };
  readonly start?: CameraPosition;
}

export interface SeatInPicture {
  readonly seat: number;
  /** The head's middle in picture widths from the centre, x right, y down. */
  readonly x: number;
  readonly y: number;
  /** Height of the head as a part of the picture's height. */
  readonly headSize: number;
  /** Large enough, and enough of the face in the frame, to know who it is. */
  readonly recognisable: boolean;
  /** The one the picture is about: recognisable and nearest to the middle. */
  readonly subject: boolean;
}

export interface CameraBody {
  readonly id: string;
  /** Counted from 1 in the order added; in the picture's marks. */
  readonly index: number;
  readonly fixed: boolean;
  readonly mount: Mount;
  readonly lens: Lens;
  readonly head: HeadSpeeds;
  /** The head in motion, or still ringing. */
  isMoving(): boolean;
  /** The motors' position, as a perfect encoder reads it. */
  position(): CameraPosition;
  /** Where it is heading, or stands. */
  target(): CameraPosition;
  /** What the sensor sees, ringing included. */
  view(): View;
  /** When the motors will stop, ringing not included; in the past for a standing camera. */
  motorsStopAt(): number;
  zoomStopsAt(): number;
  readonly presets: ReadonlyMap<number, CameraPosition>;
  setPreset(preset: number, position: CameraPosition | null): void;
  /** false: no such preset, or a fixed camera. */
  recall(preset: number): boolean;
  /** Absolute move of whatever is given, held within the ranges. Speeds in degrees per second. */
  moveTo(
    target: Partial<CameraPosition>,
    speeds?: { readonly pan?: number; readonly tilt?: number; readonly zoomSeconds?: number },
  ): void;
  /** Degrees per second, and zoom units per second; null leaves that axis alone, 0 stops it. */
  drive(pan: number | null, tilt: number | null, zoom: number | null): void;
  stop(): void;
  seatsInPicture(): readonly SeatInPicture[];
  /** The position for a close-up of a seat; `zoom` overrides the usual framing. */
  pointAt(seat: number, zoom?: number): CameraPosition;
}

/** Width of a close-up at the subject, metres: head, shoulders and placard. */
const closeUpMetres = 1.4;
/** A head lower than this part of the picture's height (16 of 360 lines) shows nobody in particular. */
const recognisableHeadSize = 16 / 360;

const clamp = (value: number, from: number, to: number): number => Math.min(to, Math.max(from, value));

/** Called by the world only. */
export function createCameraBody(
  id: string,
  index: number,
  options: CameraModelOptions,
  world: { readonly clock: Clock; readonly seats: readonly WorldSeat[] },
): CameraBody {
  const { clock, seats } = world;
  const { mount } = options;
  const lens = options.lens ?? { wideDegrees: 65, teleFactor: 20 };
  const head = options.head ?? fastHead;
  const fixed = options.fixed ?? false;
  const settleMs = options.settleMs ?? 120;
  const ringDegrees = options.ringDegrees ?? 0.06;
  const panRange = options.panDegrees ?? { from: -170, to: 170 };
  const tiltRange = options.tiltDegrees ?? { from: -20, to: 90 };
  const start = options.start ?? { panDegrees: 0, tiltDegrees: 0, zoom: 0 };
  const presets = new Map<number, CameraPosition>();
  const pan = createAxis({ start: start.panDegrees, acceleration: head.degreesPerSecondSquared });
  const tilt = createAxis({ start: start.tiltDegrees, acceleration: head.degreesPerSecondSquared });
  const zoom = createAxis({ start: start.zoom, acceleration: 4 / head.zoomSeconds });

  const motorsStopAt = (): number => Math.max(pan.endMs(), tilt.endMs(), zoom.endMs());

  function position(): CameraPosition {
    const now = clock.now();
    return {
      panDegrees: pan.at(now).position,
      tiltDegrees: tilt.at(now).position,
      zoom: clamp(zoom.at(now).position, 0, 1),
    };
  }

  function view(): View {
    const exact = position();
    const sinceStop = clock.now() - Math.max(pan.endMs(), tilt.endMs());
    if (sinceStop < 0 || sinceStop >= settleMs) return createView(mount, lens, exact);
    const swing = ringDegrees * (1 - sinceStop / settleMs) * Math.sin(sinceStop / 6);
    return createView(mount, lens, { ...exact, tiltDegrees: exact.tiltDegrees + swing });
  }

  function moveTo(
    target: Partial<CameraPosition>,
    speeds: { readonly pan?: number; readonly tilt?: number; readonly zoomSeconds?: number } = {},
  ): void {
    if (fixed) return;
    const now = clock.now();
    const fastest = head.degreesPerSecond.at(-1) ?? 1;
    if (target.panDegrees !== undefined)
      pan.moveTo(clamp(target.panDegrees, panRange.from, panRange.to), speeds.pan ?? fastest, now);
    if (target.tiltDegrees !== undefined)
      tilt.moveTo(clamp(target.tiltDegrees, tiltRange.from, tiltRange.to), speeds.tilt ?? fastest, now);
    if (target.zoom !== undefined)
      zoom.moveTo(clamp(target.zoom, 0, 1), 1 / (speeds.zoomSeconds ?? head.zoomSeconds), now);
  }

  function pointAt(seat: number, wantedZoom?: number): CameraPosition {
    const place = seats.find((other) => other.seat === seat);
    if (!place) throw new Error(`no seat ${seat} in this room`);
    const { panDegrees, tiltDegrees, distance } = aim(mount, framePoint(place));
    return { panDegrees, tiltDegrees, zoom: wantedZoom ?? zoomFor(lens, closeUpMetres, distance) };
  }

  return {
    id,
    index,
    fixed,
    mount,
    lens,
    head,
    isMoving: () => clock.now() < motorsStopAt() + settleMs,
    position,
    target: () => ({ panDegrees: pan.target(), tiltDegrees: tilt.target(), zoom: zoom.target() }),
    view,
    motorsStopAt,
    zoomStopsAt: () => zoom.endMs(),
    presets,
    setPreset(preset, stored) {
      if (stored) presets.set(preset, stored);
      else presets.delete(preset);
    },
    recall(preset) {
      const target = presets.get(preset);
      if (!target || fixed) return false;
      moveTo(target, { pan: head.presetPanDegreesPerSecond, tilt: head.presetTiltDegreesPerSecond });
      return true;
    },
    moveTo,
    drive(panSpeed, tiltSpeed, zoomSpeed) {
      if (fixed) return;
      const now = clock.now();
      const axes = [
        { axis: pan, speed: panSpeed, range: panRange },
        { axis: tilt, speed: tiltSpeed, range: tiltRange },
        { axis: zoom, speed: zoomSpeed, range: { from: 0, to: 1 } },
      ];
      for (const { axis, speed, range } of axes) {
        if (speed === null) continue;
        if (speed === 0) axis.stop(now);
        else axis.moveTo(speed > 0 ? range.to : range.from, Math.abs(speed), now);
      }
    },
    stop() {
      for (const axis of [pan, tilt, zoom]) axis.stop(clock.now());
    },
    seatsInPicture: () => seatsIn(view(), seats),
    pointAt,
  };
}

/** Who would be in the picture of a camera at `position`; people in front hide nobody here, which errs on the careful side. */
export function seatsInView(
  camera: { readonly mount: Mount; readonly lens: Lens },
  position: CameraPosition,
  seats: readonly WorldSeat[],
): readonly SeatInPicture[] {
  return seatsIn(createView(camera.mount, camera.lens, position), seats);
}

function seatsIn(view: View, seats: readonly WorldSeat[]): readonly SeatInPicture[] {
  const seen: Omit<SeatInPicture, 'subject'>[] = [];
  for (const seat of seats) {
    const face = view.project(facePoint(seat));
    if (!face) continue;
    const headHeight = headMetres * face.scale;
    // Half a head outside the frame still counts as inside: better one name too many.
    const slack = headHeight / 2;
    if (Math.abs(face.x) > 0.5 + slack || Math.abs(face.y) > 0.5 / pictureAspect + slack) continue;
    const headSize = headHeight * pictureAspect;
    const recognisable = headSize >= recognisableHeadSize;
    seen.push({ seat: seat.seat, x: face.x, y: face.y, headSize, recognisable });
  }
  let subject: (typeof seen)[number] | undefined;
  // A close-up has the face this far above its middle, which lies between face and placard.
  const faceY = -frameBelowFaceMetres / closeUpMetres;
  const offCentre = (one: { readonly x: number; readonly y: number }): number =>
    Math.hypot(one.x, one.y - faceY);
  for (const one of seen)
    if (one.recognisable && Math.abs(one.x) < 0.35 && (!subject || offCentre(one) < offCentre(subject)))
      subject = one;
  return seen.map((one) => ({ ...one, subject: one === subject }));
}
