/** Which words stand on the slate while nothing may be shown, and the time that belongs to them. Pure. */
import type { DisplayView } from '../../../protocols/api/views.ts';

export type Slate =
  'before' | 'opened' | 'paused' | 'non-public' | 'closed' | 'off' | 'break' | 'fault' | 'objection' | 'end';

/**
 * What the daemon says is on air goes first, but for what tells nothing of the sitting: whoever waits in the
 * hall wants to know how long.
 */
export function slateOf({
  publicity,
  phase,
  slate,
}: Pick<DisplayView, 'publicity' | 'phase' | 'slate'>): Slate {
  switch (slate?.kind) {
    case 'non-public':
    case 'fault':
    case 'objection':
      return slate.kind;
    case 'break':
      return phase === 'interrupted' ? 'paused' : 'break';
    case 'begin':
      // Before the sitting it is the sitting that begins, afterwards only its public part.
      return phase === undefined || phase === 'prepared' ? 'before' : 'opened';
    case 'end':
      return phase === 'closed' || phase === 'approved' ? 'closed' : 'end';
    case 'off':
      return phase === undefined ? 'off' : ofSitting(publicity, phase);
    case undefined:
      return ofSitting(publicity, phase);
  }
}

function ofSitting(publicity: DisplayView['publicity'], phase: DisplayView['phase']): Slate {
  if (phase === 'prepared') return 'before';
  if (phase === 'closed' || phase === 'approved') return 'closed';
  if (phase === 'non-public') return 'non-public';
  if (phase === 'interrupted') return 'paused';
  if (publicity === 'non-public') return 'non-public';
  if (publicity === 'paused') return 'paused';
  if (publicity === 'consent-hold') return 'objection';
  return phase === 'open' ? 'opened' : 'before';
}

/** What a time on a slate is about; other slates announce none. */
export function announcedBy(slate: Slate): 'begin' | 'going-on' | null {
  if (slate === 'before' || slate === 'opened') return 'begin';
  return slate === 'paused' || slate === 'break' || slate === 'fault' ? 'going-on' : null;
}

/** Whole minutes until then, counted up: a minute is left until it is over; 0: the time has come. */
export const minutesUntil = (untilAt: number, now: number): number =>
  Math.max(0, Math.ceil((untilAt - now) / 60_000));
