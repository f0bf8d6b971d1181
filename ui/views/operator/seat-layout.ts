/**
 * Where the seats stand in a plan of a given size, and how large a tile may be without touching another.
 * Below 44 px a finger cannot hit: then the map is a picture and the tiles of seat-tiles.tsx are pressed.
 */
export interface SeatPlace {
  readonly seat: number;
  /** Middle of the tile, px. */
  readonly x: number;
  readonly y: number;
}

export interface SeatLayout {
  readonly places: readonly SeatPlace[];
  /** Size of the area that takes a press, px; the drawn tile is a little smaller. */
  readonly width: number;
  readonly height: number;
  /** Every tile is large enough to press. */
  readonly pressable: boolean;
}

/** WCAG 2.2, 2.5.5: the smallest target, px. */
export const targetPx = 44;
const widestPx = 62;
const highestPx = 48;
const smallestPx = 9;

/** `seats` have places 0..1; `width` and `height` of the plan in px. */
export function layoutSeats(
  seats: readonly { readonly seat: number; readonly x: number; readonly y: number }[],
  width: number,
  height: number,
): SeatLayout {
  const marginX = Math.min(44, width * 0.06);
  const marginY = Math.min(32, Math.max(22, height * 0.06));
  const places = seats.map(({ seat, x, y }) => ({
    seat,
    x: marginX + clamp(x) * Math.max(0, width - 2 * marginX),
    y: marginY + clamp(y) * Math.max(0, height - 2 * marginY),
  }));
  const square = smallestOver(places, (dx, dy) => Math.max(dx, dy));
  const tileHeight = Math.max(smallestPx, Math.min(square, highestPx));
  const room = smallestOver(places, (dx, dy) => (dy < tileHeight ? dx : Infinity));
  const tileWidth = Math.max(tileHeight, Math.min(room, widestPx));
  return {
    places,
    width: tileWidth,
    height: tileHeight,
    pressable: tileHeight >= targetPx,
  };
}

function clamp(value: number): number {
  return Number.isFinite(value) ? Math.min(1, Math.max(0, value)) : 0.5;
}

function smallestOver(places: readonly SeatPlace[], measure: (dx: number, dy: number) => number): number {
  let smallest = Infinity;
  for (const [index, one] of places.entries()) {
    for (const other of places.slice(index + 1)) {
      smallest = Math.min(smallest, measure(Math.abs(one.x - other.x), Math.abs(one.y - other.y)));
    }
  }
  return smallest;
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/** The seat an arrow key leads to: near, and rather in that direction than beside it. Null at the edge. */
export function neighbour(places: readonly SeatPlace[], from: number, direction: Direction): number | null {
  const start = places.find(({ seat }) => seat === from);
  if (!start) return null;
  let best: { readonly seat: number; readonly cost: number } | null = null;
  for (const { seat, x, y } of places) {
    const [along, aside] =
      direction === 'left'
        ? [start.x - x, start.y - y]
        : direction === 'right'
          ? [x - start.x, start.y - y]
          : direction === 'up'
            ? [start.y - y, start.x - x]
            : [y - start.y, start.x - x];
    if (along <= 1) continue;
    const cost = along + 2.5 * Math.abs(aside);
    if (best === null || cost < best.cost) best = { seat, cost };
  }
  return best?.seat ?? null;
}
