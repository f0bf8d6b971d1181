/**
 * The smallest hall in which the guard's rules can get into each other's way: three people, three cameras that
 * move, one that does not. What each place of a camera shows is said here as a table, for the judge, and as
 * angles, for the guard.
 */
import { plainHead, type Hall, type HallCamera } from '../../../../daemon/chamber/hall.ts';
import { shotsOf, type Shot } from '../../../../daemon/chamber/shots.ts';
import type { CameraPosition } from '../../../../protocols/models/camera.ts';
import { smallHall } from '../small-hall.ts';

export const seats = [1, 2, 3] as const;
const cameraCount = 3;
/** It does not tell where it stands. */
export const blindCamera = 2;

/** Where a camera may point: at its two presets, or driven by hand: past everybody, at seat 3, at the gallery. */
export const places = ['preset 1', 'preset 2', 'aside', 'seat 3', 'gallery'] as const;
export type Place = (typeof places)[number];
export const handPlaces: readonly Place[] = ['aside', 'seat 3', 'gallery'];

interface Seen {
  readonly seats: readonly number[];
  readonly gallery: boolean;
}

const directionOf = { 1: 0, 2: 40, 3: 48, gallery: 100, aside: -70 } as const;

/**
 * Camera 0: seat 1 before the gallery, as somebody listed; and seat 2 with the two others behind. Camera 1: seat 2; and
 * seat 3 before the gallery, as only its place tells. Camera 2, which does not tell where it stands: seat 3; and
 * seat 1 before the gallery, by where that preset is known to be.
 */
const presetsSee: readonly (readonly [Seen, Seen])[] = [
  [
    { seats: [1], gallery: true },
    { seats: [2, 3, 1], gallery: false },
  ],
  [
    { seats: [2], gallery: false },
    { seats: [3], gallery: true },
  ],
  [
    { seats: [3], gallery: false },
    { seats: [1], gallery: true },
  ],
];

/** Who can be recognised from a place, in truth. */
export function seenFrom(camera: number, place: Place): Seen {
  const presets = presetsSee[camera];
  switch (place) {
    case 'preset 1':
      return presets?.[0] ?? { seats: [], gallery: false };
    case 'preset 2':
      return presets?.[1] ?? { seats: [], gallery: false };
    case 'aside':
      return { seats: [], gallery: false };
    case 'seat 3':
      return { seats: [3], gallery: camera === 1 };
    case 'gallery':
      return { seats: [], gallery: true };
  }
}

/** Seats of which this camera has a close-up at a known place, so that their direction is known. */
export function knownTo(camera: number): readonly number[] {
  const presets = presetsSee[camera] ?? [];
  // Nobody has found out yet where the second preset of camera 1 is.
  return (camera === 1 ? presets.slice(0, 1) : presets).flatMap(({ seats: [first] }) => first ?? []);
}

const pan = (panDegrees: number): CameraPosition => ({ panDegrees, tiltDegrees: 0, zoom: 0 });

export function positionAt(camera: number, place: Place): CameraPosition {
  switch (place) {
    case 'aside':
      return pan(directionOf.aside);
    case 'seat 3':
      return pan(directionOf[3]);
    case 'gallery':
      return pan(directionOf.gallery);
    default: {
      const { seats: seen } = seenFrom(camera, place);
      return pan(directionOf[(seen[0] ?? 1) as 1 | 2 | 3] + (seen.length > 1 ? 1 : 0));
    }
  }
}

const deviceName = (camera: number): string => `cam-${camera}`;
export const devices: readonly string[] = Array.from({ length: cameraCount }, (_, index) =>
  deviceName(index),
);

function cameraOf(index: number): HallCamera {
  const zone = (id: string, from: number, to: number) => ({
    id,
    label: 'Tribüne',
    pan: { from, to },
    tilt: { from: -90, to: 90 },
  });
  // Right beside seat 3 as camera 1 sees it, and beside seat 1 as camera 2 does.
  const beside = index === 1 ? [zone('front', 53, 58)] : index === 2 ? [zone('front', 5, 10)] : [];
  return {
    device: deviceName(index),
    label: deviceName(index),
    scene: `scene ${index}`,
    ...(index === 0 ? { slidesScene: 'slides 0' } : {}),
    shots: (presetsSee[index] ?? []).map(({ seats: [subject = 0, ...visible] }, at) => ({
      preset: at + 1,
      subjects: [subject],
      visible,
      zones: index === 0 && at === 0 ? ['side'] : [],
    })),
    head: {
      ...plainHead,
      zones: [...beside, zone('side', 95, 130)],
      view: { wideDegrees: 6, teleDegrees: 6 },
    },
  };
}

export const hall: Hall = {
  ...smallHall,
  transmission: {
    ...smallHall.transmission,
    slidesScene: 'slides',
    conference: { speakerScene: 'remote', galleryScene: 'conference', soundInput: null },
  },
  cameras: devices.map((_, index) => cameraOf(index)),
  // It shows everybody but seat 3.
  wides: [{ id: 'wide', scene: 'wide', hides: [3] }],
};

export const shots: readonly Shot[] = [...shotsOf(hall).values()];
export const sceneOfCamera = (camera: number): string => `scene ${camera}`;
export const cameraOfScene = (scene: string): number | null => {
  // The slides with the picture of camera 0 beside them.
  if (scene === 'slides 0') return 0;
  const index = devices.findIndex((_, camera) => sceneOfCamera(camera) === scene);
  return index < 0 ? null : index;
};
