/**
 * The ballot that all keypads are told of by one retained message. It is in force once the broker has passed
 * that message back to us; it outlives the link, and a broker that forgot it. Pure.
 */
import { outcome, type Outcome } from '../../protocols/models/outcome.ts';
import type { VotingEvent } from '../../protocols/models/voting.ts';
import { encodeKeypad, type BallotNotice } from '../../protocols/mqtt-keypads/topics.ts';
import type { CommandId, Output } from '../session.ts';

export interface Ballot {
  readonly notice: BallotNotice;
  /** The broker has it. */
  readonly isTold: boolean;
  readonly isDrained: boolean;
  readonly opens: readonly CommandId[];
  readonly closes: readonly CommandId[];
}

type Out = Exclude<Output<VotingEvent, never>, { readonly type: 'send' }>;

export interface BallotStep {
  readonly ballot: Ballot;
  readonly outputs: readonly Out[];
}

export const untold = (notice: BallotNotice): Ballot => ({
  notice,
  isTold: false,
  isDrained: false,
  opens: [],
  closes: [],
});

export const isSameNotice = (one: BallotNotice | null, other: BallotNotice | null): boolean =>
  encodeKeypad('', { type: 'ballot', notice: one }).payload ===
  encodeKeypad('', { type: 'ballot', notice: other }).payload;

export const reportOf = ({ notice, isDrained }: Ballot): Out => ({
  type: 'emit',
  event: {
    type: 'voting',
    state: { ballot: notice.ballot, phase: isDrained ? 'drained' : notice.phase, totals: null },
  },
});

const settleAll = (ids: readonly CommandId[], result: Outcome): readonly Out[] =>
  ids.map((id): Out => ({ type: 'settle', id, outcome: result }));

/** The broker has it: that is what keypads see from now on. */
export function told(ballot: Ballot): BallotStep {
  const next: Ballot = { ...ballot, isTold: true, opens: [], closes: [] };
  const done = settleAll([...ballot.opens, ...ballot.closes], outcome.done('acknowledged'));
  return { ballot: next, outputs: [reportOf(next), ...done] };
}

/** Another ballot takes its place, or it is closed before it was open. */
export const given = (ids: readonly CommandId[]): readonly Out[] =>
  settleAll(ids, outcome.failed('device-refused', 'unknown'));

export const forgetCommand = (ballot: Ballot, id: CommandId): Ballot => ({
  ...ballot,
  opens: ballot.opens.filter((one) => one !== id),
  closes: ballot.closes.filter((one) => one !== id),
});
