/** Which words stand on the slate while nothing may be shown. Pure. */
import type { DisplayView } from '../../../protocols/api/views.ts';

export type Slate = 'before' | 'opened' | 'paused' | 'non-public' | 'closed';

/** The state of the sitting goes first: whoever waits in the hall wants to know how long. */
export function slateOf({ publicity, phase }: Pick<DisplayView, 'publicity' | 'phase'>): Slate {
  if (phase === 'prepared') return 'before';
  if (phase === 'closed' || phase === 'approved') return 'closed';
  if (phase === 'non-public') return 'non-public';
  if (phase === 'interrupted') return 'paused';
  if (publicity === 'non-public') return 'non-public';
  if (publicity === 'paused') return 'paused';
  return phase === 'open' ? 'opened' : 'before';
}
