/**
 * Marks that a program can read back from pixels, however often the picture was encoded and scaled: a
 * strip of black and white cells in the top left corner (sync 8 bits, camera 8, world time in ms 32,
 * moving 1, CRC-16 over those) and on each placard a code in a coloured frame (seat 9 bits, CRC-15).
 * Cells that are neither clearly dark nor clearly light, cut-off frames and wrong checksums read as nothing.
 */

/** What drawing needs of a canvas. */
export interface Painter {
  fillStyle: unknown;
  fillRect(x: number, y: number, width: number, height: number): void;
}

export interface StripMark {
  /** 1..255. */
  readonly camera: number;
  /** World time modulo 2^32 ms. */
  readonly worldTimeMs: number;
  readonly moving: boolean;
}

export interface Marks {
  /** The camera's index; null, like time and motion, where the strip cannot be read. */
  readonly cameraId: number | null;
  readonly worldTimeMs: number | null;
  readonly moving: boolean | null;
  /** Seats whose placard can be read, ascending. */
  readonly seats: readonly number[];
}

const referenceWidth = 640;
const stripCellPixels = 6;
const stripColumns = 33;
const stripRows = 2;
const sync = [1, 0, 1, 1, 0, 1, 0, 0];

const codeColumns = 6;
const codeRows = 4;
/** The frame around a code, in cells. */
const frameCells = 0.7;
/** Width to height of a code with its frame. */
export const codeAspect = (codeColumns + 2 * frameCells) / (codeRows + 2 * frameCells);
const frameColour = '#f0149b';
const minCellPixels = 4.5;

const bitsOf = (value: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => Math.floor(value / 2 ** (count - 1 - index)) % 2);
const valueOf = (bits: readonly number[]): number => bits.reduce((value, bit) => value * 2 + bit, 0);

/** A plain CRC over bits; the start value keeps the all-dark picture from being valid. */
function crc(bits: readonly number[], width: number, polynomial: number): number[] {
  const top = 2 ** (width - 1);
  const mask = 2 ** width - 1;
  let register = mask ^ 0x55;
  for (const bit of bits) {
    const carry = (register & top ? 1 : 0) ^ bit;
    register = (register << 1) & mask;
    if (carry) register ^= polynomial;
  }
  return bitsOf(register, width);
}
const crc16 = (bits: readonly number[]): number[] => crc(bits, 16, 0x1021);
const crc15 = (bits: readonly number[]): number[] => crc(bits, 15, 0x4599);
const sameBits = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((bit, index) => bit === b[index]);

function paintCells(
  painter: Painter,
  bits: readonly number[],
  columns: number,
  at: { readonly x: number; readonly y: number; readonly cell: number },
): void {
  for (const [index, bit] of bits.entries()) {
    painter.fillStyle = bit ? '#ffffff' : '#000000';
    const column = index % columns;
    const row = Math.floor(index / columns);
    // A hair too large, so that no seam shows between neighbours.
    painter.fillRect(at.x + column * at.cell, at.y + row * at.cell, at.cell * 1.02, at.cell * 1.02);
  }
}

/** Draws the strip into the corner of a picture `width` pixels wide. */
export function drawStrip(painter: Painter, mark: StripMark, width: number): void {
  const payload = [
    ...bitsOf(mark.camera, 8),
    ...bitsOf(Math.floor(mark.worldTimeMs) % 0x1_0000_0000, 32),
    mark.moving ? 1 : 0,
  ];
  const bits = [...sync, ...payload, ...crc16(payload), 0];
  paintCells(painter, bits, stripColumns, { x: 0, y: 0, cell: (stripCellPixels * width) / referenceWidth });
}

/** Draws a seat's code, frame included, `width` pixels wide with its top left corner at (x, y). Seats 1..511. */
export function drawSeatCode(painter: Painter, seat: number, x: number, y: number, width: number): void {
  const cell = width / (codeColumns + 2 * frameCells);
  painter.fillStyle = frameColour;
  painter.fillRect(x, y, width, width / codeAspect);
  const payload = bitsOf(seat, 9);
  const origin = { x: x + frameCells * cell, y: y + frameCells * cell, cell };
  paintCells(painter, [...payload, ...crc15(payload)], codeColumns, origin);
}

interface Pixels {
  readonly rgba: Uint8Array | Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** Reads all marks; null where there are none. `rgba` has four bytes a pixel, row by row. */
export function readMarks(rgba: Uint8Array | Uint8ClampedArray, width: number, height: number): Marks | null {
  if (width < 64 || height < 36 || rgba.length < width * height * 4) return null;
  const pixels = { rgba, width, height };
  const strip = readStrip(pixels);
  const seats = readSeats(pixels);
  if (!strip && seats.length === 0) return null;
  return {
    cameraId: strip?.camera ?? null,
    worldTimeMs: strip?.worldTimeMs ?? null,
    moving: strip?.moving ?? null,
    seats,
  };
}

/** The brightness of the middle of each cell as bits; null when one is neither dark nor light. */
function readCells(
  pixels: Pixels,
  columns: number,
  rows: number,
  at: { readonly x: number; readonly y: number; readonly cellWidth: number; readonly cellHeight: number },
): readonly number[] | null {
  const bits: number[] = [];
  for (let index = 0; index < columns * rows; index++) {
    const x = at.x + ((index % columns) + 0.5) * at.cellWidth;
    const y = at.y + (Math.floor(index / columns) + 0.5) * at.cellHeight;
    const bright = brightness(pixels, x, y, at.cellWidth * 0.22, at.cellHeight * 0.22);
    if (bright > 100 && bright < 150) return null;
    bits.push(bright >= 150 ? 1 : 0);
  }
  return bits;
}

function brightness({ rgba, width, height }: Pixels, x: number, y: number, rx: number, ry: number): number {
  let sum = 0;
  let count = 0;
  for (let row = Math.max(0, Math.floor(y - ry)); row <= Math.min(height - 1, Math.floor(y + ry)); row++)
    for (
      let column = Math.max(0, Math.floor(x - rx));
      column <= Math.min(width - 1, Math.floor(x + rx));
      column++
    ) {
      const at = (row * width + column) * 4;
      sum += 0.3 * (rgba[at] ?? 0) + 0.59 * (rgba[at + 1] ?? 0) + 0.11 * (rgba[at + 2] ?? 0);
      count++;
    }
  return count === 0 ? 0 : sum / count;
}

function readStrip(pixels: Pixels): StripMark | null {
  const cell = (stripCellPixels * pixels.width) / referenceWidth;
  const at = { x: 0, y: 0, cellWidth: cell, cellHeight: cell };
  const bits = readCells(pixels, stripColumns, stripRows, at);
  if (!bits || !sameBits(bits.slice(0, 8), sync)) return null;
  const payload = bits.slice(8, 49);
  if (!sameBits(bits.slice(49, 65), crc16(payload))) return null;
  return {
    camera: valueOf(payload.slice(0, 8)),
    worldTimeMs: valueOf(payload.slice(8, 40)),
    moving: payload[40] === 1,
  };
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

function isFrameColour(rgba: Uint8Array | Uint8ClampedArray, at: number): boolean {
  const red = rgba[at] ?? 0;
  const green = rgba[at + 1] ?? 0;
  const blue = rgba[at + 2] ?? 0;
  return red > 140 && red - green > 85 && blue - green > 45 && red - blue < 150;
}

function readSeats(pixels: Pixels): readonly number[] {
  const seats = new Set<number>();
  for (const box of frameBoxes(pixels)) {
    const seat = readCode(pixels, box);
    if (seat !== null) seats.add(seat);
  }
  return [...seats].sort((a, b) => a - b);
}

/** Bounding boxes of connected areas in the frame's colour, at most 32. */
function frameBoxes({ rgba, width, height }: Pixels): readonly Box[] {
  const seen = new Uint8Array(width * height);
  const boxes: Box[] = [];
  const stack: number[] = [];
  // Every second pixel of every second row finds any frame worth reading.
  for (let y = 0; y < height; y += 2)
    for (let x = 0; x < width; x += 2) {
      const start = y * width + x;
      if (seen[start] || !isFrameColour(rgba, start * 4)) continue;
      const box = { left: x, right: x, top: y, bottom: y };
      seen[start] = 1;
      stack.push(start);
      for (let index = stack.pop(); index !== undefined; index = stack.pop()) {
        const column = index % width;
        const row = (index - column) / width;
        box.left = Math.min(box.left, column);
        box.right = Math.max(box.right, column);
        box.top = Math.min(box.top, row);
        box.bottom = Math.max(box.bottom, row);
        for (const [dx, dy] of neighbours) {
          const nextColumn = column + dx;
          const nextRow = row + dy;
          if (nextColumn < 0 || nextColumn >= width || nextRow < 0 || nextRow >= height) continue;
          const next = nextRow * width + nextColumn;
          if (seen[next] || !isFrameColour(rgba, next * 4)) continue;
          seen[next] = 1;
          stack.push(next);
        }
      }
      if (boxes.length < 32) boxes.push(box);
    }
  return boxes;
}
const neighbours = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
] as const;

function readCode(pixels: Pixels, box: Box): number | null {
  const width = box.right - box.left + 1;
  const height = box.bottom - box.top + 1;
  const cellWidth = width / (codeColumns + 2 * frameCells);
  const cellHeight = height / (codeRows + 2 * frameCells);
  if (cellWidth < minCellPixels || Math.abs(width / height / codeAspect - 1) > 0.12) return null;
  // A frame at the border of the picture may be cut off.
  if (box.left < 2 || box.top < 2 || box.right > pixels.width - 3 || box.bottom > pixels.height - 3)
    return null;
  if (!isFrameWhole(pixels, box, cellWidth * frameCells)) return null;
  const bits = readCells(pixels, codeColumns, codeRows, {
    x: box.left + frameCells * cellWidth,
    y: box.top + frameCells * cellHeight,
    cellWidth,
    cellHeight,
  });
  if (!bits) return null;
  const payload = bits.slice(0, 9);
  const seat = valueOf(payload);
  return seat > 0 && sameBits(bits.slice(9), crc15(payload)) ? seat : null;
}

/** Nine tenths of the middle line of each side must be there: what covers the code usually covers the frame too. */
function isFrameWhole({ rgba, width }: Pixels, box: Box, thickness: number): boolean {
  const inset = thickness / 2;
  const sides = [
    [box.left + inset, box.top + inset, box.right - inset, box.top + inset],
    [box.left + inset, box.bottom - inset, box.right - inset, box.bottom - inset],
    [box.left + inset, box.top + inset, box.left + inset, box.bottom - inset],
    [box.right - inset, box.top + inset, box.right - inset, box.bottom - inset],
  ] as const;
  return sides.every(([x0, y0, x1, y1]) => {
    const steps = 20;
    let present = 0;
    for (let step = 0; step <= steps; step++) {
      const x = Math.round(x0 + ((x1 - x0) * step) / steps);
      const y = Math.round(y0 + ((y1 - y0) * step) / steps);
      if (isFrameColour(rgba, (y * width + x) * 4)) present++;
    }
    return present >= 0.9 * (steps + 1);
  });
}
