import type { Publicity } from '../../../protocols/api/views.ts';
import type { ChamberEvent } from '../root.ts';
import { initialBroadcast, type BroadcastState } from './state.ts';

export function reduceBroadcast(broadcast: BroadcastState, event: ChamberEvent): BroadcastState {
  switch (event.type) {
    case 'broadcast/publicity':
      return { ...broadcast, publicity: event.data.to };
    case 'broadcast/sound':
      return { ...broadcast, soundOff: event.data.off };
    case 'sitting/phase':
      return { ...broadcast, publicity: publicityIn(event.data.to, broadcast.publicity) };
    case 'sitting/prepared':
      // Another sitting begins closed.
      return { ...broadcast, publicity: broadcast.publicity === 'non-public' ? 'non-public' : 'unknown' };
    case 'log/started':
      // Another day: whoever left the hall open must not find it on air. Non-public stays as it is.
      return event.data.resumed || broadcast.publicity === 'non-public' ? broadcast : initialBroadcast;
    default:
      return broadcast;
  }
}

/**
 * What the sitting says to the broadcast. It only ever closes: nothing goes out before the operator opens or
 * resumes, so that the way back from a non-public part takes two deliberate steps.
 */
function publicityIn(phase: 'open' | 'interrupted' | 'non-public' | 'closed', now: Publicity): Publicity {
  switch (phase) {
    case 'non-public':
      return 'non-public';
    case 'closed':
      return 'unknown';
    case 'interrupted':
      return now === 'public' ? 'paused' : now;
    case 'open':
      return now === 'non-public' ? 'unknown' : now;
  }
}
