import type { WallMs } from '../../../protocols/clock.ts';
import type { ChamberEvent } from '../root.ts';
import type { DirectionState } from './state.ts';

export function reduceDirection(direction: DirectionState, event: ChamberEvent, at: WallMs): DirectionState {
  switch (event.type) {
    case 'direction/manual':
      // The age of the override counts from taking over, not from the last chosen shot.
      return {
        mode: 'manual',
        wish: event.data.wish,
        sinceAt: direction.mode === 'manual' ? direction.sinceAt : at,
      };
    case 'direction/automatic':
      return { mode: 'automatic' };
    case 'log/started':
      return event.data.resumed ? direction : { mode: 'automatic' };
    default:
      return direction;
  }
}
