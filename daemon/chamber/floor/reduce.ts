import type { WallMs } from '../../../protocols/clock.ts';
import type { ChamberEvent } from '../root.ts';
import { holderOf, type FloorState } from './state.ts';

export function reduceFloor(
  floor: FloorState,
  event: ChamberEvent,
  at: WallMs,
  chairSeat: number | null,
): FloorState {
  const next = withLists(floor, event, at);
  if (next === floor) return floor;
  const changed = holderOf(next.open, chairSeat)?.seat !== holderOf(floor.open, chairSeat)?.seat;
  return changed ? { ...next, extendedMs: 0 } : next;
}

function withLists(floor: FloorState, event: ChamberEvent, at: WallMs): FloorState {
  switch (event.type) {
    case 'floor/opened': {
      const { seat } = event.data;
      if (floor.open.some((open) => open.seat === seat)) return floor;
      return { ...floor, open: [...floor.open, { seat, sinceAt: at }] };
    }
    case 'floor/closed':
      return { ...floor, open: floor.open.filter((open) => open.seat !== event.data.seat) };
    case 'floor/requested': {
      const { seat, kind } = event.data;
      const others = floor.queue.filter((waiting) => waiting.seat !== seat);
      const entry = { seat, kind, sinceAt: at };
      // Replies go before requests, each in order of arrival.
      const firstRequest = others.findIndex((waiting) => waiting.kind === 'request');
      const place = kind === 'reply' && firstRequest >= 0 ? firstRequest : others.length;
      return { ...floor, queue: others.toSpliced(place, 0, entry) };
    }
    case 'floor/request-ended':
      return { ...floor, queue: floor.queue.filter((waiting) => waiting.seat !== event.data.seat) };
    case 'floor/extended':
      return { ...floor, extendedMs: floor.extendedMs + event.data.byMs };
    default:
      return floor;
  }
}
