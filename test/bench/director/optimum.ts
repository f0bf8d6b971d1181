/**
 * The least loss of somebody who knows the whole evening in advance and may place the cameras freely before the
 * first turn: a lower bound to hold the director against.
 *
 * Min-cost flow: a floor interval is a node which one camera at most serves, worth its length; going from one to
 * a later one costs what the camera comes late. One unit of flow is one camera's evening, and each further camera
 * is one shortest path through what those before leave over. Exact for cameras that are alike: where travel times
 * keep the triangle inequality, relieving one another in mid-turn gains nothing that a direct way does not.
 */
import type { Turn } from './turns.ts';

/** Milliseconds between standing at one seat and at another. */
export type SeatTravel = (from: number, to: number) => number;

/** Floor without a ready close-up with 1, 2, … `cameras` cameras, ms. */
export function optimalLossMs(
  floor: readonly Turn[],
  cameras: number,
  travel: SeatTravel,
): readonly number[] {
  const flow = createFlow(floor, travel);
  let lostMs = floor.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
  return Array.from({ length: cameras }, () => {
    lostMs -= flow.addCamera();
    return lostMs;
  });
}

/** No interval: where a camera's evening begins and ends. */
const outside = -1;

/**
 * Every interval has a door in and a door out. Node numbers: in = 2i, out = 2i + 1, and the end of the evening
 * 2n; the beginning needs none, since everything is reached from it at cost 0.
 */
function createFlow(floor: readonly Turn[], travel: SeatTravel) {
  const count = floor.length;
  const end = 2 * count;
  /** The interval each one's camera comes from and goes to; undefined: not served. */
  const from: (number | undefined)[] = floor.map(() => undefined);
  const to: (number | undefined)[] = floor.map(() => undefined);
  /** Distances of the search before, which keep every edge's reduced cost at 0 or more. */
  let potential: Float64Array = new Float64Array(end + 1);
  let isFirst = true;

  const lengthMs = (index: number): number => {
    const turn = floor[index];
    return turn ? turn.endMs - turn.startMs : 0;
  };

  /** What a camera comes late to the later interval; Infinity: nothing of it is left. */
  function lateMs(before: number, after: number): number {
    const [a, b] = [floor[before], floor[after]];
    if (!a || !b) return Infinity;
    const late = Math.max(0, a.endMs + travel(a.seat, b.seat) - b.startMs);
    return late < b.endMs - b.startMs ? late : Infinity;
  }

  /** The edges out of a node in what is left over. */
  function relax(node: number, visit: (next: number, cost: number) => void): void {
    const index = node >> 1;
    const isServed = from[index] !== undefined;
    if (node % 2 === 0) {
      if (!isServed) visit(node + 1, -lengthMs(index));
      // Back along the way by which its camera came: another one takes this interval.
      const before = from[index] ?? outside;
      if (before !== outside) visit(2 * before + 1, -lateMs(before, index));
      return;
    }
    if (isServed) visit(node - 1, lengthMs(index));
    if (to[index] !== outside) visit(end, 0);
    for (let after = index + 1; after < count; after++)
      if (to[index] !== after) {
        const late = lateMs(index, after);
        if (late < Infinity) visit(2 * after, late);
      }
  }

  /** Distances from the beginning, and the node before each on its shortest path. */
  function search(): { distance: Float64Array; previous: Int32Array } {
    const distance = new Float64Array(end + 1).fill(Infinity);
    const previous = new Int32Array(end + 1).fill(outside);
    const settled = new Uint8Array(end + 1);
    // Straight to each door in, except where a camera has begun its evening already.
    for (let index = 0; index < count; index++) if (from[index] !== outside) distance[2 * index] = 0;
    for (let round = 0; round <= end; round++) {
      const node = isFirst ? round : nearest(distance, settled);
      if (node === outside) break;
      settled[node] = 1;
      if (node === end) continue;
      const here = distance[node] ?? Infinity;
      relax(node, (next, cost) => {
        if (settled[next] || here + cost >= (distance[next] ?? Infinity)) return;
        distance[next] = here + cost;
        previous[next] = node;
      });
    }
    return { distance, previous };
  }

  /** Nothing is served at first, and node numbers are then an order in time: no choice is needed. */
  function nearest(distance: Float64Array, settled: Uint8Array): number {
    let best = outside;
    let least = Infinity;
    for (let node = 0; node <= end; node++) {
      if (settled[node]) continue;
      const reduced = (distance[node] ?? Infinity) - (potential[node] ?? 0);
      if (reduced < least) [best, least] = [node, reduced];
    }
    return best;
  }

  function serve(previous: Int32Array): void {
    const path: number[] = [];
    for (let node = end; node !== outside; node = previous[node] ?? outside) path.unshift(node);
    // What is taken back first, then what is new: a door's new way must outlast the end of its old one.
    const steps = path.map((node, index) => [path[index - 1] ?? outside, node] as const);
    for (const [a, b] of steps)
      if (a !== outside && b !== end && a % 2 === 1 && b === a - 1) from[b >> 1] = to[b >> 1] = undefined;
    for (const [a, b] of steps) {
      const isWay = b === end || (b % 2 === 0 && b !== a - 1);
      if (!isWay) continue;
      if (a !== outside) to[a >> 1] = b === end ? outside : b >> 1;
      if (b !== end) from[b >> 1] = a === outside ? outside : a >> 1;
    }
  }

  return {
    /** What one more camera gains, ms. */
    addCamera(): number {
      const { distance, previous } = search();
      isFirst = false;
      const gain = -(distance[end] ?? 0);
      if (!(gain > 0)) return 0;
      potential = distance;
      serve(previous);
      return gain;
    },
  };
}
