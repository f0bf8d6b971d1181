/**
 * The standard chamber of rehearsals and tests: a hemicycle, PTZ cameras on the wall behind the chair with
 * a preset per seat, and one fixed wide. The list of shots is computed from the geometry, so that a config
 * generated from it tells the truth about who is in which picture.
 */
import type { Clock } from '../../protocols/clock.ts';
import type { CameraPosition } from '../../protocols/models/camera.ts';
import { seatPlan, type Seating } from '../../protocols/models/seating.ts';
import { seatsInView, type CameraBody, type HeadSpeeds } from './camera.ts';
import { aim } from './optics.ts';
import { createRoomSeats, facePoint } from './room.ts';
import { createWorld, type World } from './world.ts';

interface Shot {
  readonly preset: number;
  readonly subjects: readonly number[];
  /** Others who can be recognised in the frame. */
  readonly visible: readonly number[];
  readonly position: CameraPosition;
}

export interface ChamberOptions {
  /** Seats in all, the chair's included; 2..511. */
  readonly seats: number;
  /** PTZ cameras. */
  readonly cameras: number;
  readonly seed: number;
  readonly clock: Clock;
  /** The chair's seat number; default the highest. */
  readonly chair?: number;
  readonly nameOf?: (seat: number) => string;
  readonly head?: HeadSpeeds;
  readonly settleMs?: number;
}

export interface Chamber {
  readonly world: World;
  readonly layout: Seating;
  /** By camera id (`camera-1`, …), in the order of presets. The fixed `wide` has none. */
  readonly shots: ReadonlyMap<string, readonly Shot[]>;
}

/** More presets than this a common camera does not have. */
const presetsPerCamera = 63;
/** The wall behind the chair is so far away that no seat lies further than this to the side of a camera. */
const widestDegrees = 56;
const mountHeightMetres = 2.9;
/** Nearer to the chair, the cameras could not tilt down far enough. */
const nearestMetres = 6;

export function standardChamber(options: ChamberOptions): Chamber {
  const { clock, seed } = options;
  const chair = options.chair ?? options.seats;
  const layout: Seating = { kind: 'hemicycle', rows: hemicycleRows(options.seats - 1), chair };
  const seats = createRoomSeats(seatPlan(layout), options.nameOf);
  const world = createWorld({ clock, seed, seats });
  const spreadMetres = options.cameras > 1 ? 4 : 0;
  const wallY = -wallDistance(seats, spreadMetres / 2, widestDegrees);
  const bodies = Array.from({ length: options.cameras }, (_, index) => {
    const x = options.cameras > 1 ? spreadMetres * (index / (options.cameras - 1) - 0.5) : 0;
    return world.addCamera(`camera-${index + 1}`, {
      mount: { x, y: wallY, z: mountHeightMetres, facingDegrees: 0 },
      ...(options.head ? { head: options.head } : {}),
      ...(options.settleMs === undefined ? {} : { settleMs: options.settleMs }),
    });
  });
  addWide(world);
  return { world, layout, shots: storeShots(world, bodies) };
}

/** Rows that grow outwards, two to six of them. */
export function hemicycleRows(seats: number): readonly number[] {
  const rows = seats <= 10 ? 1 : seats <= 24 ? 2 : seats <= 48 ? 3 : seats <= 75 ? 4 : seats <= 110 ? 5 : 6;
  const weights = Array.from({ length: rows }, (_, row) => 1 + row * 0.5);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const counts = weights.map((weight) => Math.max(1, Math.floor((seats * weight) / total)));
  const missing = seats - counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count, row) => (row === rows - 1 ? count + missing : count));
}

function wallDistance(
  seats: readonly { readonly x: number; readonly y: number; readonly chair: boolean }[],
  offset: number,
  degrees: number,
): number {
  const slope = Math.tan((degrees * Math.PI) / 180);
  return Math.max(nearestMetres, ...seats.map((seat) => (Math.abs(seat.x) + offset) / slope - seat.y));
}

function addWide(world: World): void {
  const y = -wallDistance(world.seats, 0, 37) - 0.5;
  const mount = { x: 0, y, z: 4.6, facingDegrees: 0 };
  const meanY = world.seats.reduce((sum, seat) => sum + seat.y, 0) / world.seats.length;
  const { tiltDegrees } = aim(mount, facePoint({ x: 0, y: meanY }));
  world.addCamera('wide', {
    mount,
    lens: { wideDegrees: 78, teleFactor: 1 },
    fixed: true,
    start: { panDegrees: 0, tiltDegrees, zoom: 0 },
  });
}

function storeShots(world: World, bodies: readonly CameraBody[]): ReadonlyMap<string, readonly Shot[]> {
  const all = new Map<string, readonly Shot[]>();
  const covered = coverage(world, bodies);
  for (const camera of bodies) {
    const seats = covered.get(camera) ?? [];
    // Seat 12 is preset 12 wherever that is possible.
    const bySeat = seats.every((seat) => seat <= presetsPerCamera);
    const shots = seats.map((seat, index): Shot => {
      const preset = bySeat ? seat : index + 1;
      const position = camera.pointAt(seat);
      camera.setPreset(preset, position);
      const visible = seatsInView(camera, position, world.seats)
        .filter((one) => one.recognisable && one.seat !== seat)
        .map((one) => one.seat);
      return { preset, subjects: [seat], visible, position };
    });
    all.set(camera.id, shots);
  }
  return all;
}

/** The seats of each camera, in order: all where the presets suffice, else every seat by its two nearest cameras before others get a third. */
function coverage(world: World, bodies: readonly CameraBody[]): ReadonlyMap<CameraBody, readonly number[]> {
  const seats = new Map<CameraBody, number[]>(bodies.map((camera) => [camera, []]));
  const wishes = world.seats.map((seat) => ({
    seat: seat.seat,
    cameras: bodies.toSorted((a, b) => distance(a, seat) - distance(b, seat)),
  }));
  for (let round = 0; round < bodies.length; round++)
    for (const wish of wishes) {
      const camera = wish.cameras.find((one) => {
        const list = seats.get(one) ?? [];
        return list.length < presetsPerCamera && !list.includes(wish.seat);
      });
      if (camera) seats.get(camera)?.push(wish.seat);
    }
  for (const list of seats.values()) list.sort((a, b) => a - b);
  return seats;
}

function distance(camera: CameraBody, seat: { readonly x: number; readonly y: number }): number {
  return Math.hypot(camera.mount.x - seat.x, camera.mount.y - seat.y);
}
