/**
 * Where the seats stand in a plan of a given size. The bounding box of the seats is stretched over the whole
 * plan; tiles that would then touch are pushed apart, a little only, so that the hall stays recognisable.
 * Where not even 44 px are to be had the map is a picture, and the tiles of seat-tiles.tsx are pressed.
 */
export interface SeatPlace {
  readonly seat: number;
  /** Middle of the tile, px. */
  readonly x: number;
  readonly y: number;
  /** Width of the area that takes a press, px; the drawn tile is a little smaller. */
  readonly width: number;
}

export interface SeatLayout {
  readonly places: readonly SeatPlace[];
  /** Height of the area that takes a press, px. */
  readonly height: number;
  /** Every tile is large enough to press, and none covers another. */
  readonly pressable: boolean;
}

export interface SeatInPlan {
  readonly seat: number;
  /** 0..1 of the plan's width and height. */
  readonly x: number;
  readonly y: number;
  /** Carries a word and not a number. */
  readonly wide?: boolean;
}

interface TileSize {
  readonly width: number;
  readonly height: number;
  /** How far a seat may be pushed from where the hall has it. */
  readonly pushPx: number;
}

/** WCAG 2.2, 2.5.5: the smallest target, px. */
export const targetPx = 44;
const wideTilePx = 112;
/** Largest first: a smaller tile is better than a bent row, a bent row better than no map. */
const sizes: readonly TileSize[] = [
  { width: 66, height: 54, pushPx: 10 },
  { width: 62, height: 52, pushPx: 12 },
  { width: 58, height: 50, pushPx: 14 },
  { width: 54, height: 48, pushPx: 18 },
  { width: 50, height: 46, pushPx: 26 },
  { width: 47, height: 45, pushPx: 34 },
  { width: targetPx, height: targetPx, pushPx: 60 },
];
const smallestPx = 9;
const rounds = 250;

/** `width` and `height` of the plan in px. */
export function layoutSeats(seats: readonly SeatInPlan[], width: number, height: number): SeatLayout {
  for (const size of sizes) {
    const places = settle(stretch(seats, size, width, height), size, width, height);
    if (places) return { places, height: size.height, pressable: true };
  }
  return picture(seats, width, height);
}

/** The bounding box of the seats over the whole plan; a single line of seats stands in the middle. */
function stretch(
  seats: readonly SeatInPlan[],
  size: Pick<TileSize, 'width' | 'height'>,
  width: number,
  height: number,
): readonly SeatPlace[] {
  const alongX = scale(
    seats.map(({ x }) => x),
    size.width / 2,
    width - size.width / 2,
  );
  const alongY = scale(
    seats.map(({ y }) => y),
    size.height / 2,
    height - size.height / 2,
  );
  return seats.map(({ seat, x, y, wide }) => ({
    seat,
    x: alongX(x),
    y: alongY(y),
    width: wide ? Math.max(size.width, Math.min(wideTilePx, width / 4)) : size.width,
  }));
}

function scale(values: readonly number[], from: number, to: number): (value: number) => number {
  const known = values.map(clamp);
  const least = Math.min(...known);
  const span = Math.max(...known) - least;
  if (span < 0.01 || to < from) return () => (from + to) / 2;
  return (value) => from + ((clamp(value) - least) / span) * (to - from);
}

function clamp(value: number): number {
  return Number.isFinite(value) ? Math.min(1, Math.max(0, value)) : 0.5;
}

/** Tiles pushed apart until none touches another; null where that would move a seat too far. */
function settle(
  places: readonly SeatPlace[],
  { height: tile, pushPx }: TileSize,
  width: number,
  height: number,
): readonly SeatPlace[] | null {
  if (places.some((place) => place.width > width) || tile > height) return null;
  const now = places.map(({ x, y, width: wide }) => ({ x, y, wide, pushX: 0, pushY: 0 }));
  for (let round = 0; round < rounds; round++) {
    let touching = false;
    for (const [index, one] of now.entries())
      for (const other of now.slice(index + 1)) {
        const dx = other.x - one.x;
        const dy = other.y - one.y;
        const overX = (one.wide + other.wide) / 2 - Math.abs(dx);
        const overY = tile - Math.abs(dy);
        if (overX <= 1e-6 || overY <= 1e-6) continue;
        touching = true;
        // Collected first and applied together, so that a symmetric hall stays symmetric.
        if (overX < overY) {
          const push = (overX / 2 + 0.1) * (dx < 0 ? -1 : 1);
          one.pushX -= push;
          other.pushX += push;
        } else {
          const push = (overY / 2 + 0.1) * (dy < 0 ? -1 : 1);
          one.pushY -= push;
          other.pushY += push;
        }
      }
    if (!touching) return within(places, now, pushPx);
    for (const one of now) {
      one.x = between(one.x + one.pushX * 0.8, one.wide / 2, width - one.wide / 2);
      one.y = between(one.y + one.pushY * 0.8, tile / 2, height - tile / 2);
      one.pushX = 0;
      one.pushY = 0;
    }
  }
  return null;
}

function within(
  places: readonly SeatPlace[],
  settled: readonly { readonly x: number; readonly y: number }[],
  pushPx: number,
): readonly SeatPlace[] | null {
  const moved = places.map((place, index) => ({ ...place, ...pick(settled[index] ?? place) }));
  const far = moved.some(({ x, y }, index) => {
    const start = places[index];
    return start !== undefined && Math.hypot(x - start.x, y - start.y) > pushPx;
  });
  return far ? null : moved;
}

const pick = ({ x, y }: { readonly x: number; readonly y: number }) => ({ x, y });

function between(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

/** Too small to press: tiles as large as fit without touching. */
function picture(seats: readonly SeatInPlan[], width: number, height: number): SeatLayout {
  const places = stretch(seats, { width: 34, height: 34 }, width, height);
  const square = smallestOver(places, (dx, dy) => Math.max(dx, dy));
  const tileHeight = between(square, smallestPx, targetPx - 1);
  const room = smallestOver(places, (dx, dy) => (dy < tileHeight ? dx : Infinity));
  const tileWidth = between(room, tileHeight, targetPx + 6);
  return {
    places: places.map((place) => ({ ...place, width: tileWidth })),
    height: tileHeight,
    pressable: false,
  };
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
