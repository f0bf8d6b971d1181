/**
 * What a camera of the virtual chamber sees right now: hall, people, desks, open microphones, and the
 * marks of marks.ts. A painter's picture from back to front, cheap enough for several cameras at 25
 * frames a second beside everything else.
 */
import { createCanvas, type Canvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { CameraBody } from './camera.ts';
import { looksOf, type Looks } from './looks.ts';
import { drawStrip } from './marks.ts';
import type { Point3, View } from './optics.ts';
import { drawPerson } from './person.ts';
import { facePoint, floorMetres, roomSize, type RoomSize } from './room.ts';
import { cameraOf, type World, type WorldSeat } from './world.ts';

const pictureWidth = 640;
const pictureHeight = 360;
const jpegQuality = 80;

interface Studio {
  readonly canvas: Canvas;
  readonly context: SKRSContext2D;
  readonly looks: ReadonlyMap<number, Looks>;
  readonly room: RoomSize;
}
const studios = new WeakMap<World, Studio>();

function studioOf(world: World): Studio {
  const known = studios.get(world);
  if (known) return known;
  const canvas = createCanvas(pictureWidth, pictureHeight);
  const looks = new Map(world.seats.map((seat) => [seat.seat, looksOf(world.seed, seat)]));
  const studio = { canvas, context: canvas.getContext('2d'), looks, room: roomSize(world.seats) };
  studios.set(world, studio);
  return studio;
}

/** The present picture of a camera as a JPEG of 640×360. */
export function renderJpeg(world: World, cameraId: string): Uint8Array {
  const { canvas } = draw(world, cameraId);
  return canvas.encodeSync('jpeg', jpegQuality);
}

function draw(world: World, cameraId: string): Studio {
  const camera = cameraOf(world, cameraId);
  const studio = studioOf(world);
  const { context } = studio;
  const view = camera.view();
  context.setTransform(1, 0, 0, 1, 0, 0);
  drawRoom(context, view, studio.room);
  drawSeats(world, studio, camera, view);
  context.setTransform(1, 0, 0, 1, 0, 0);
  drawMarks(world, camera, context);
  return studio;
}

function drawMarks(world: World, camera: CameraBody, context: SKRSContext2D): void {
  const mark = { camera: camera.index, worldTimeMs: world.clock.now(), moving: camera.isMoving() };
  drawStrip(context, mark, pictureWidth);
}

function drawSeats(world: World, studio: Studio, camera: CameraBody, view: View): void {
  const inFrame: { seat: WorldSeat; x: number; y: number; depth: number; pixels: number }[] = [];
  for (const seat of world.seats) {
    const face = view.project(facePoint(seat));
    if (!face) continue;
    const pixels = face.scale * pictureWidth;
    const x = pictureWidth * (face.x + 0.5);
    const y = pictureHeight / 2 + face.y * pictureWidth;
    const half = pixels * (seat.chair ? 1 : 0.6);
    if (x + half < 0 || x - half > pictureWidth || y - 0.35 * pixels > pictureHeight || y + 1.1 * pixels < 0)
      continue;
    inFrame.push({ seat, x, y, depth: face.depth, pixels });
  }
  inFrame.sort((a, b) => b.depth - a.depth);
  // Real cameras hang where nobody hides the speaker: whom a close-up is about is drawn in front.
  const subject = closeUpSubject(camera);
  if (subject !== null)
    inFrame.sort((a, b) => Number(a.seat.seat === subject) - Number(b.seat.seat === subject));
  for (const { seat, x, y, pixels } of inFrame) {
    const looks = studio.looks.get(seat.seat);
    if (!looks) continue;
    studio.context.setTransform(pixels, 0, 0, pixels, x, y);
    drawPerson(studio.context, {
      seat: seat.seat,
      name: seat.name,
      chair: seat.chair,
      looks,
      microphoneOpen: world.openMicrophones.has(seat.seat),
      pixelsPerMetre: pixels,
    });
  }
}

function closeUpSubject(camera: CameraBody): number | null {
  const subject = camera.seatsInPicture().find((one) => one.subject);
  return subject && subject.headSize > 0.15 ? subject.seat : null;
}

function drawRoom(context: SKRSContext2D, view: View, room: RoomSize): void {
  const { left, right, back, heightMetres: top } = room;
  const front = -12;
  context.fillStyle = '#cfc6b6';
  context.fillRect(0, 0, pictureWidth, pictureHeight);
  const fill = (colour: string, points: readonly Point3[]): void =>
    fillPolygon(context, view, colour, points);
  const floor = (y: number): number => floorMetres({ x: 0, y });
  const corner = (x: number, y: number, z: number): Point3 => ({ x, y, z });
  fill('#e4ded2', [
    corner(left, front, top),
    corner(right, front, top),
    corner(right, back, top),
    corner(left, back, top),
  ]);
  fill('#4d5560', [corner(left, front, 0), corner(right, front, 0), corner(right, 3, 0), corner(left, 3, 0)]);
  fill('#48505b', [
    corner(left, 2.9, 0),
    corner(right, 2.9, 0),
    corner(right, back, floor(back)),
    corner(left, back, floor(back)),
  ]);
  for (const [x, colour] of [
    [left, '#b39472'],
    [right, '#a8896a'],
  ] as const) {
    fill(colour, [corner(x, front, 0), corner(x, back, 0), corner(x, back, top), corner(x, front, top)]);
    for (let y = 0; y + 1.8 < back; y += 3)
      fill('#dfe9f1', [
        corner(x, y, 2.6),
        corner(x, y + 1.8, 2.6),
        corner(x, y + 1.8, 5.2),
        corner(x, y, 5.2),
      ]);
  }
  fill('#c2a27d', [
    corner(left, back, 0),
    corner(right, back, 0),
    corner(right, back, top),
    corner(left, back, top),
  ]);
  for (let x = left; x < right; x += 1.6)
    fill('#b39370', [
      corner(x, back, 0),
      corner(x + 0.8, back, 0),
      corner(x + 0.8, back, 4.4),
      corner(x, back, 4.4),
    ]);
  fill('#8d6d4d', [
    corner(left, back, 4.4),
    corner(right, back, 4.4),
    corner(right, back, 4.5),
    corner(left, back, 4.5),
  ]);
  for (let x = left + 1.4; x < right - 1; x += 3.2)
    fill('#fff7e0', [
      corner(x, back - 4, top),
      corner(x + 1.6, back - 4, top),
      corner(x + 1.6, back - 0.8, top),
      corner(x, back - 0.8, top),
    ]);
}

const nearMetres = 0.2;

/** Cuts the polygon at the picture plane's near side and fills what is left. */
function fillPolygon(context: SKRSContext2D, view: View, colour: string, points: readonly Point3[]): void {
  const turned = points.map((point) => view.turn(point));
  const clipped: Point3[] = [];
  for (const [index, a] of turned.entries()) {
    const b = turned[(index + 1) % turned.length];
    if (!b) continue;
    if (a.z >= nearMetres) clipped.push(a);
    if (a.z >= nearMetres !== b.z >= nearMetres) {
      const part = (nearMetres - a.z) / (b.z - a.z);
      clipped.push({ x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part, z: nearMetres });
    }
  }
  if (clipped.length < 3) return;
  context.fillStyle = colour;
  context.beginPath();
  for (const { x, y, z } of clipped)
    context.lineTo(
      pictureWidth * (0.5 + (x / z) * view.focal),
      pictureHeight / 2 + (y / z) * view.focal * pictureWidth,
    );
  context.closePath();
  context.fill();
}
