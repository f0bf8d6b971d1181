/**
 * The hall itself: seats of a plan in metres, on a floor that rises towards the back, and where heads and
 * desks are. The origin is the chair's place; x to the right and y into the hall as seen from there.
 */
import { planAspect, type Place } from '../../protocols/models/seating.ts';
import type { Point3 } from './optics.ts';
import type { WorldSeat } from './world.ts';

/** Closest neighbours sit this far apart, so that a close-up shows one head. */
const seatSpacingMetres = 1.05;
export const headMetres = 0.25;
const faceHeightMetres = 1.22;
/** What a close-up is centred on lies between face and placard. */
export const frameBelowFaceMetres = 0.2;

const frontPlaceY = 0.93;

/** Seats in metres. `nameOf` gives the name on the placard; default "Mitglied N". */
export function createRoomSeats(
  places: readonly Place[],
  nameOf: (seat: number) => string = (seat) => `Mitglied ${seat}`,
): readonly WorldSeat[] {
  const width = roomWidthMetres(places);
  return places.map(({ seat, x, y, chair }) => ({
    seat,
    name: nameOf(seat),
    x: (x - 0.5) * width,
    y: ((frontPlaceY - y) * width) / planAspect,
    chair,
  }));
}

/** So wide that the closest neighbours have room, between 9 and 26 metres. */
function roomWidthMetres(places: readonly Place[]): number {
  let closest = 0.12;
  for (const [index, a] of places.entries())
    for (const b of places.slice(index + 1))
      closest = Math.min(closest, Math.hypot(a.x - b.x, (a.y - b.y) / planAspect));
  return Math.min(26, Math.max(9, seatSpacingMetres / Math.max(closest, 0.03)));
}

/** The floor rises behind the first rows, so that nobody sits behind a head. */
export function floorMetres(place: { readonly x: number; readonly y: number }): number {
  return 0.2 * Math.max(0, Math.hypot(place.x, place.y) - 3);
}

export function facePoint(seat: { readonly x: number; readonly y: number }): Point3 {
  return { x: seat.x, y: seat.y, z: floorMetres(seat) + faceHeightMetres };
}

export function framePoint(seat: { readonly x: number; readonly y: number }): Point3 {
  const face = facePoint(seat);
  return { ...face, z: face.z - frameBelowFaceMetres };
}

export interface RoomSize {
  readonly left: number;
  readonly right: number;
  readonly back: number;
  readonly heightMetres: number;
}

/** The walls around the seats; the front is open, cameras stand there. */
export function roomSize(seats: readonly WorldSeat[]): RoomSize {
  const widest = Math.max(4, ...seats.map((seat) => Math.abs(seat.x)));
  const back = Math.max(4, ...seats.map((seat) => seat.y));
  return { left: -widest - 2.2, right: widest + 2.2, back: back + 2.2, heightMetres: 6.5 };
}
