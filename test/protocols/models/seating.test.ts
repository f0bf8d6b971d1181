import { describe, expect, it } from 'vitest';
import { planAspect, seatPlan, type Place, type Seating } from '../../../protocols/models/seating.ts';

function closest(places: readonly Place[]): number {
  let least = Infinity;
  for (const [index, a] of places.entries())
    for (const b of places.slice(index + 1))
      least = Math.min(least, Math.hypot(a.x - b.x, (a.y - b.y) / planAspect));
  return least;
}

describe('a seat plan', () => {
  it('numbers a hemicycle row by row from left to right and puts the chair bottom centre', () => {
    const places = seatPlan({ kind: 'hemicycle', rows: [8, 13, 19], chair: 41 });
    expect(places.map((place) => place.seat)).toEqual(Array.from({ length: 41 }, (_, index) => index + 1));
    const first = places.slice(0, 8).map((place) => place.x);
    expect(first).toEqual(first.toSorted((a, b) => a - b));
    expect(places.at(-1)).toEqual({ seat: 41, x: 0.5, y: 0.93, chair: true });
    expect(places[13]?.y).toBeLessThan(places[3]?.y ?? 0);
  });
  it("skips the chair's number inside the range", () => {
    const seats = seatPlan({ kind: 'rows', rows: [3, 3], chair: 2 }).map((place) => place.seat);
    expect(seats).toEqual([1, 3, 4, 5, 6, 7, 2]);
  });
  it('walks along a U from the left leg over the top to the right leg', () => {
    const places = seatPlan({ kind: 'u', left: 4, across: 5, right: 4 });
    expect(places[0]).toMatchObject({ seat: 1, y: 0.8 });
    expect(places[4]?.y).toBe(0.1);
    expect(places[12]).toMatchObject({ seat: 13, y: 0.8 });
    expect(places[0]?.x).toBeLessThan(places[12]?.x ?? 0);
  });
  it('keeps free places and marks the chair among them, or adds it', () => {
    const seats = [
      { seat: 5, x: 0.2, y: 0.3 },
      { seat: 9, x: 0.8, y: 0.3 },
    ];
    expect(seatPlan({ kind: 'free', seats, chair: 9 })[1]).toEqual({ seat: 9, x: 0.8, y: 0.3, chair: true });
    expect(seatPlan({ kind: 'free', seats, chair: 1 })).toHaveLength(3);
  });
  const layouts: readonly Seating[] = [
    { kind: 'hemicycle', rows: [8, 13, 19], chair: 41 },
    { kind: 'hemicycle', rows: [12, 15, 19, 23, 27], chair: 97 },
    { kind: 'hemicycle', rows: [1] },
    { kind: 'rows', rows: [16, 16, 16, 16, 16, 16], chair: 97 },
    { kind: 'u', left: 9, across: 9, right: 9, chair: 28 },
  ];
  it.each(layouts)('keeps everybody in the plan and 0.055 apart: %o', (layout) => {
    const places = seatPlan(layout);
    for (const { x, y } of places) {
      expect(x).toBeGreaterThanOrEqual(0.04);
      expect(x).toBeLessThanOrEqual(0.96);
      expect(y).toBeGreaterThanOrEqual(0.04);
      expect(y).toBeLessThanOrEqual(0.96);
    }
    if (places.length > 1) expect(closest(places)).toBeGreaterThanOrEqual(0.054);
  });
});
