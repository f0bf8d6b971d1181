import type { ChamberEvent } from '../root.ts';
import type { BroadcastState } from './state.ts';

export function reduceBroadcast(broadcast: BroadcastState, event: ChamberEvent): BroadcastState {
  switch (event.type) {
    case 'broadcast/publicity':
      return { ...broadcast, publicity: event.data.to };
    case 'broadcast/sound':
      return { ...broadcast, soundOff: event.data.off };
    default:
      return broadcast;
  }
}
