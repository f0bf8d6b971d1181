/** The optimum by flow against a search through everything that cameras could do, tick by tick. */
import { expect, test } from 'vitest';
import { createRandom } from '../../simulators/world/random.ts';
import { optimalLossMs, type SeatTravel } from '../bench/director/optimum.ts';
import type { Turn } from '../bench/director/turns.ts';

const cases = 400;
const travel: SeatTravel = (from, to) => (from === to ? 0 : 1 + Math.abs(from - to));

/** One camera: where it stands or goes, and how many ticks it is away from there. */
type Camera = readonly [seat: number, away: number];

/** Cameras may leave at any tick, also in the middle of a turn, relieve one another and begin anywhere. */
function searchLoss(floor: readonly Turn[], cameras: number, seats: readonly number[]): number {
  const end = Math.max(...floor.map(({ endMs }) => endMs));
  const least = new Map<string, number>();

  function from(tick: number, places: readonly Camera[]): number {
    if (tick === end) return 0;
    const key = `${tick}|${places.map(String).sort().join('|')}`;
    const known = least.get(key);
    if (known !== undefined) return known;
    const holder = floor.find(({ startMs, endMs }) => startMs <= tick && tick < endMs)?.seat;
    let best = Infinity;
    for (const chosen of product(places.map(choices))) {
      const isShown = holder === undefined || chosen.some(([seat, away]) => seat === holder && away === 0);
      const later = chosen.map(([seat, away]): Camera => [seat, Math.max(0, away - 1)]);
      best = Math.min(best, (isShown ? 0 : 1) + from(tick + 1, later));
    }
    least.set(key, best);
    return best;
  }

  /** One on its way goes on; one that stands stays, or leaves for anywhere. */
  function choices([seat, away]: Camera): readonly Camera[] {
    return away > 0 ? [[seat, away]] : seats.map((to): Camera => [to, travel(seat, to)]);
  }

  const anywhere = seats.map((seat): Camera => [seat, 0]);
  const starts = product(Array.from({ length: cameras }, () => anywhere));
  return Math.min(...starts.map((places) => from(0, places)));
}

function product<Item>(lists: readonly (readonly Item[])[]): readonly (readonly Item[])[] {
  return lists.reduce<readonly (readonly Item[])[]>(
    (built, list) => built.flatMap((items) => list.map((item) => [...items, item])),
    [[]],
  );
}

function randomFloor(random: () => number, seats: number): readonly Turn[] {
  const below = (limit: number): number => Math.floor(random() * limit);
  const floor: Turn[] = [];
  let now = below(2);
  for (let count = 3 + below(5); count > 0; count--) {
    const startMs = now + (random() < 0.3 ? below(4) : 0);
    now = startMs + 1 + below(4);
    floor.push({ seat: 1 + below(seats), startMs, endMs: now });
  }
  return floor;
}

test(`${cases} random evenings: the flow loses exactly what the best of all evenings loses`, () => {
  const random = createRandom(20_260_101);
  let withLoss = 0;
  for (let index = 0; index < cases; index++) {
    const seats = Array.from({ length: 3 + Math.floor(random() * 2) }, (_, seat) => seat + 1);
    const floor = randomFloor(random, seats.length);
    const most = index % 4 === 0 && seats.length === 3 ? 3 : 2;
    const searched = Array.from({ length: most }, (_, more) => searchLoss(floor, more + 1, seats));
    withLoss += searched.filter((loss) => loss > 0).length;
    expect(optimalLossMs(floor, most, travel), JSON.stringify(floor)).toEqual(searched);
  }
  expect(withLoss).toBeGreaterThan(cases);
});

test('a second camera changes what the first should do', () => {
  const floor: readonly Turn[] = [
    { seat: 1, startMs: 0, endMs: 10 },
    { seat: 9, startMs: 10, endMs: 14 },
    { seat: 1, startMs: 14, endMs: 18 },
    { seat: 9, startMs: 18, endMs: 28 },
  ];
  // Alone it drives over at 10 and misses both short ones and a tick; two stand at a seat each.
  expect(optimalLossMs(floor, 3, travel)).toEqual([4 + 4 + 1, 0, 0]);
});

test('without anybody speaking nothing is lost', () => {
  expect(optimalLossMs([], 2, travel)).toEqual([0, 0]);
});
