/** “Einstimmig” in one key: what comes next. Pure. */
import type { BallotView } from '../../../protocols/api/views/ballot.ts';
import { missingRemote } from './view.ts';

export type Step = 'count' | 'close' | 'announce' | 'wait' | 'end';

/** Who is remote still has to vote: then a person goes on, and nobody's vote is passed over. */
export function nextStep(
  ballot: Pick<BallotView, 'state' | 'counted' | 'fingerprint' | 'order' | 'voters'>,
): Step {
  switch (ballot.state) {
    case 'open':
      if (ballot.counted.length === 0) return 'count';
      return missingRemote(ballot).length > 0 ? 'end' : 'close';
    case 'closed':
      return 'wait';
    case 'counted':
      // What is announced has been sealed.
      return ballot.fingerprint === undefined ? 'wait' : 'announce';
    case 'announced':
    case 'voided':
      return 'end';
  }
}
