/**
 * The ballot that an i>clicker base runs for us, as stages that follow each other. The base has no name for what
 * it does, so this is the only memory of it, and it outlives the link. Pure.
 */
import type { CommandId, Output } from '../session.ts';
import type { VotingEvent, VotingState } from '../../protocols/models/voting.ts';
import { outcome, type Outcome } from '../../protocols/models/outcome.ts';

export type Stage =
  | 'starting'
  /** The link was away, or we were: what does the base still have? */
  | 'resuming'
  /** It has been without power: the vote is started anew. */
  | 'restarting'
  /** v1 has kept everything: it is told to go on. */
  | 'continuing'
  | 'open'
  | 'stopping'
  /** It takes no more; what is still on its way is waited for. */
  | 'draining'
  | 'drained';

export interface Ballot {
  readonly ballot: string;
  readonly options: number;
  readonly stage: Stage;
  /** Votes were taken on it: what the base has may be of another one before. */
  readonly wasOpen: boolean;
  readonly opens: readonly CommandId[];
  readonly closes: readonly CommandId[];
}

type Out = Exclude<Output<VotingEvent, never>, { readonly type: 'send' }>;

export interface BallotStep {
  readonly ballot: Ballot;
  readonly outputs: readonly Out[];
}

export const at = (ballot: Ballot, stage: Stage): Ballot => ({ ...ballot, stage });

export const isOnTheWay = (stage: Stage): boolean =>
  stage === 'starting' || stage === 'resuming' || stage === 'restarting' || stage === 'continuing';

export const report = (state: VotingState): Out => ({ type: 'emit', event: { type: 'voting', state } });

export const reportAs = (ballot: Ballot, phase: 'open' | 'closed' | 'drained'): Out =>
  report({ ballot: ballot.ballot, phase, totals: null });

const settleAll = (ids: readonly CommandId[], result: Outcome): readonly Out[] =>
  ids.map((id): Out => ({ type: 'settle', id, outcome: result }));

export const opened = (ballot: Ballot): BallotStep => ({
  ballot: { ...at(ballot, 'open'), wasOpen: true, opens: [] },
  outputs: [
    { type: 'status', status: { level: 'ok', code: 'ready' } },
    reportAs(ballot, 'open'),
    ...settleAll(ballot.opens, outcome.done('acknowledged')),
  ],
});

export const closed = (ballot: Ballot): BallotStep => ({
  ballot: { ...at(ballot, 'draining'), closes: [] },
  outputs: [reportAs(ballot, 'closed'), ...settleAll(ballot.closes, outcome.done('acknowledged'))],
});

/** Another ballot takes its place: nobody will see the end of what was asked for. */
export const replaced = (ballot: Ballot | null): readonly Out[] =>
  ballot ? settleAll([...ballot.opens, ...ballot.closes], outcome.failed('device-refused', 'unknown')) : [];

/** It is to be closed: whatever was still on the way to being open is not any more. */
export const closing = (ballot: Ballot, id: CommandId): BallotStep => ({
  ballot: { ...at(ballot, 'stopping'), opens: [], closes: [...ballot.closes, id] },
  outputs: settleAll(ballot.opens, outcome.failed('device-refused', 'unknown')),
});

export const forgetCommand = (ballot: Ballot, id: CommandId): Ballot => ({
  ...ballot,
  opens: ballot.opens.filter((one) => one !== id),
  closes: ballot.closes.filter((one) => one !== id),
});

/** What is to be done about it when the link is back; the shell has settled its commands by then. */
export function afterLinkDown(ballot: Ballot | null): Ballot | null {
  if (!ballot || ballot.stage === 'starting') return null;
  const kept = { ...ballot, opens: [], closes: [] };
  if (ballot.stage === 'drained') return kept;
  return at(kept, ballot.stage === 'stopping' || ballot.stage === 'draining' ? 'stopping' : 'resuming');
}
