import type { ChamberEvent } from '../root.ts';
import { initialBroadcast, type BroadcastState } from './state.ts';

export function reduceBroadcast(broadcast: BroadcastState, event: ChamberEvent): BroadcastState {
  switch (event.type) {
    case 'broadcast/publicity':
      return { ...broadcast, publicity: event.data.to };
    case 'broadcast/sound':
      return { ...broadcast, soundOff: event.data.off };
    case 'log/started':
      // Another day: whoever left the hall open must not find it on air. Non-public stays as it is.
      return event.data.resumed || broadcast.publicity === 'non-public' ? broadcast : initialBroadcast;
    default:
      return broadcast;
  }
}
