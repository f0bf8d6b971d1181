/** Where the seats stand in the plan, from the few layouts German chambers have. Places are 0..1 of the plan's width and height. */

export type Seating =
  /** Concentric arcs open towards the chair; `rows` holds the seats of each arc, innermost first. */
  | { readonly kind: 'hemicycle'; readonly rows: readonly number[]; readonly chair?: number }
  /** Straight rows facing the chair, front row first. */
  | { readonly kind: 'rows'; readonly rows: readonly number[]; readonly chair?: number }
  /** A U open towards the chair. */
  | {
      readonly kind: 'u';
      readonly left: number;
      readonly across: number;
      readonly right: number;
      readonly chair?: number;
    }
  | {
      readonly kind: 'free';
      readonly seats: readonly { readonly seat: number; readonly x: number; readonly y: number }[];
      readonly chair?: number;
    };

export interface Place {
  readonly seat: number;
  /** 0 left to 1 right, as seen from the hall towards the chair's desk at the bottom of the plan. */
  readonly x: number;
  /** 0 top (back of the hall) to 1 bottom (the chair's desk). */
  readonly y: number;
  readonly chair: boolean;
}

/** Width by height of the plan: a page draws places undistorted in a box of this shape. */
export const planAspect = 4 / 3;

const height = 1 / planAspect;
/** Free border left and right, and at the back of the hall, in plan widths. */
const margin = 0.045;
const chairPlace = { x: 0.5, y: 0.93 };
/** Where arcs end and legs of a U begin, above the chair's desk. */
const frontY = 0.78;

/** The places of a layout. Seats are numbered from 1, row by row and left to right, skipping the chair's number; the chair sits bottom centre. */
export function seatPlan(layout: Seating): readonly Place[] {
  if (layout.kind === 'free') return freePlan(layout.seats, layout.chair);
  const points =
    layout.kind === 'hemicycle'
      ? hemicycle(layout.rows)
      : layout.kind === 'rows'
        ? straightRows(layout.rows)
        : horseshoe(layout.left, layout.across, layout.right);
  let seat = 0;
  const places = points.map(({ x, y }): Place => {
    seat++;
    if (seat === layout.chair) seat++;
    return { seat, x, y, chair: false };
  });
  return layout.chair === undefined
    ? places
    : [...places, { seat: layout.chair, ...chairPlace, chair: true }];
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function freePlan(
  seats: readonly { readonly seat: number; readonly x: number; readonly y: number }[],
  chair: number | undefined,
): readonly Place[] {
  const places = seats.map(({ seat, x, y }): Place => ({ seat, x, y, chair: seat === chair }));
  if (chair === undefined || places.some((place) => place.chair)) return places;
  return [...places, { seat: chair, ...chairPlace, chair: true }];
}

/** Numbers from `first` to `last`, both included; one number alone stands in the middle. */
function spread(first: number, last: number, count: number): readonly number[] {
  if (count === 1) return [(first + last) / 2];
  return Array.from({ length: count }, (_, index) => first + ((last - first) * index) / (count - 1));
}

/** Arcs around a point above the chair, slightly higher than wide, so that the hall fills the plan. */
function hemicycle(rows: readonly number[]): readonly Point[] {
  const outer = 0.5 - margin;
  const stretch = (frontY * height - margin) / outer;
  const wanted = Math.max(0, ...rows.map((seats, row) => (seats * 0.06) / Math.PI - row * 0.06));
  // Rows may not come too close together for the sake of a long inner one.
  const inner = Math.min(Math.max(0.2, wanted), outer - 0.056 * (rows.length - 1));
  const gap = rows.length > 1 ? Math.min(0.13, (outer - inner) / (rows.length - 1)) : 0;
  const innermost = rows.length > 1 ? Math.max(inner, outer - gap * (rows.length - 1)) : 0.36;
  return rows.flatMap((seats, row) => {
    const radius = innermost + gap * row;
    return spread(Math.PI, 0, seats).map((angle) => ({
      x: 0.5 + radius * Math.cos(angle),
      y: frontY - (radius * stretch * Math.sin(angle)) / height,
    }));
  });
}

function straightRows(rows: readonly number[]): readonly Point[] {
  const gap = rows.length > 1 ? Math.min(0.14, (frontY - 0.06) / (rows.length - 1)) : 0;
  const first = rows.length > 1 ? frontY - (frontY - 0.06 - gap * (rows.length - 1)) / 2 : 0.5;
  return rows.flatMap((seats, row) => {
    const half = Math.min(0.5 - margin, (0.11 * (seats - 1)) / 2);
    return spread(0.5 - half, 0.5 + half, seats).map((x) => ({ x, y: first - gap * row }));
  });
}

/** Numbered like a walk along the U: up the left leg, across, down the right one. */
function horseshoe(left: number, across: number, right: number): readonly Point[] {
  const half = Math.min(0.5 - margin, Math.max(0.25, (0.09 * (across + 1)) / 2));
  const leg = (x: number, seats: number): readonly Point[] =>
    spread(frontY + 0.02, 0.2, seats).map((y) => ({ x, y }));
  const inset = Math.min(0.09, half / 2);
  return [
    ...leg(0.5 - half, left),
    ...spread(0.5 - half + inset, 0.5 + half - inset, across).map((x) => ({ x, y: 0.1 })),
    ...leg(0.5 + half, right).toReversed(),
  ];
}
