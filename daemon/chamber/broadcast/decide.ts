import type { ChamberCommand, ChamberDecision, ChamberRoot } from '../root.ts';
import type { BroadcastEvent } from './events.ts';

const publicity = (to: 'public' | 'paused' | 'non-public'): ChamberDecision => ({
  ok: true,
  events: [{ type: 'broadcast/publicity', version: 1, data: { to } } satisfies BroadcastEvent],
});

export function decideBroadcast(
  { broadcast, sitting: { current } }: ChamberRoot,
  command: ChamberCommand,
): ChamberDecision | undefined {
  switch (command.name) {
    case 'broadcast/open':
      // While the sitting itself is not public nobody makes its transmission public.
      if (current?.phase === 'non-public') return { ok: false, error: 'sitting-not-public' };
      return publicity('public');
    case 'broadcast/non-public':
      return publicity('non-public');
    case 'broadcast/pause':
      // A pause opens nothing: out of a part that is not public it would be a step towards the public.
      return broadcast.publicity === 'public' || broadcast.publicity === 'paused'
        ? publicity('paused')
        : { ok: false, error: 'not-public' };
    case 'broadcast/resume':
      if (current?.phase === 'interrupted') return { ok: false, error: 'wrong-phase' };
      return broadcast.publicity === 'paused' ? publicity('public') : { ok: false, error: 'not-public' };
    case 'broadcast/sound-off':
    case 'broadcast/sound-on': {
      const data = { off: command.name === 'broadcast/sound-off' };
      return { ok: true, events: [{ type: 'broadcast/sound', version: 1, data }] };
    }
    default:
      return undefined;
  }
}
