/**
 * The ballot that a SunVote base runs for us, as stages that follow each other. The base has no word for
 * what it does, so this is the only memory of it, and it outlives the link. Pure.
 */
import type { CommandId, Output } from '../session.ts';
import type { VotingEvent, VotingState } from '../../protocols/models/voting.ts';
import { outcome, type Outcome } from '../../protocols/models/outcome.ts';

export type Stage =
  /** Whatever ran before is ended and cleared, */
  | 'clearing'
  /** what is left of it is thrown away, */
  | 'emptying'
  /** and the vote is started. */
  | 'starting'
  /** The link was away: does it still run? */
  | 'resuming'
  /** Nothing came: started once more, without clearing. */
  | 'restarting'
  | 'open'
  | 'stopping'
  /** It takes no more; asked until nothing is left. */
  | 'draining'
  | 'drained';

export interface Ballot {
  readonly ballot: string;
  readonly options: number;
  readonly stage: Stage;
  /** While draining: empty slots in a row; while starting or stopping: how often that was said in vain. */
  readonly rounds: number;
  readonly opens: readonly CommandId[];
  readonly closes: readonly CommandId[];
}

/** An empty slot this often after the stop, and nothing more comes. */
export const emptyRounds = 3;

type Out = Exclude<Output<VotingEvent, never>, { readonly type: 'send' }>;

export const at = (ballot: Ballot, stage: Stage): Ballot => ({ ...ballot, stage, rounds: 0 });

export const isBeforeOpen = (stage: Stage): boolean =>
  stage === 'clearing' || stage === 'emptying' || stage === 'starting';

export const report = (state: VotingState): Out => ({ type: 'emit', event: { type: 'voting', state } });

export const reportAs = (ballot: Ballot, phase: 'open' | 'closed' | 'drained'): Out =>
  report({ ballot: ballot.ballot, phase, totals: null });

const settleAll = (ids: readonly CommandId[], result: Outcome): readonly Out[] =>
  ids.map((id): Out => ({ type: 'settle', id, outcome: result }));

export interface BallotStep {
  readonly ballot: Ballot;
  readonly outputs: readonly Out[];
}

const evidence = (isConfirmed: boolean): Outcome => outcome.done(isConfirmed ? 'acknowledged' : 'sent');

/** `isConfirmed`: by the base itself; else it was told often enough. */
export const opened = (ballot: Ballot, isConfirmed: boolean): BallotStep => ({
  ballot: { ...at(ballot, 'open'), opens: [] },
  outputs: [reportAs(ballot, 'open'), ...settleAll(ballot.opens, evidence(isConfirmed))],
});

/** As `opened`. */
export const closed = (ballot: Ballot, isConfirmed: boolean): BallotStep => ({
  ballot: { ...at(ballot, 'draining'), closes: [] },
  outputs: [reportAs(ballot, 'closed'), ...settleAll(ballot.closes, evidence(isConfirmed))],
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
  if (!ballot || isBeforeOpen(ballot.stage)) return null;
  const kept = { ...ballot, opens: [], closes: [] };
  switch (ballot.stage) {
    case 'open':
    case 'resuming':
    case 'restarting':
      return at(kept, 'resuming');
    case 'stopping':
    case 'draining':
      return at(kept, 'stopping');
    default:
      return kept;
  }
}
