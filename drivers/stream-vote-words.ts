/**
 * What the voting of one system on a byte stream says differently from the others (stream-votes.ts runs them all):
 * what to say to bring a ballot nearer to its goal, and what reports and silence mean. All of it pure.
 */
import type { StreamCodec } from '../protocols/codec.ts';
import type { BallotOption } from '../protocols/models/voting.ts';
import type { FoundVote } from './told-votes.ts';

/** The ballot that is open, or was last. */
export interface StreamBallot<Known> {
  readonly id: string;
  /** None of a ballot from before this program was started. */
  readonly options: readonly BallotOption[];
  readonly goal: 'open' | 'drained';
  /** What is known of the device's vote for it. */
  readonly known: Known;
}

export interface StreamLearned<Known> {
  readonly known: Known;
  readonly votes?: readonly FoundVote[];
  /** What was waited for has come: go on. */
  readonly isNews?: boolean;
  /** Nothing is to be said before, ms. */
  readonly pauseMs?: number;
}

export type StreamVotePlan<Request, Known> =
  /** `known` once it is said; silence for so long is an answer, too. */
  | {
      readonly type: 'say';
      readonly requests: readonly Request[];
      readonly known: Known;
      readonly silenceMs: number;
    }
  /** `refused`: the device does not open it; `lost`: it has no such vote any more. */
  | { readonly type: 'end'; readonly how: 'refused' | 'lost' }
  | { readonly type: 'rest' };

export interface StreamVoteWords<Report, Request, Known> {
  readonly reports: Pick<StreamCodec<Report>, 'decode'>;
  encode(request: Request): Uint8Array;
  /** The device can vote on these. */
  fits(options: readonly BallotOption[]): boolean;
  /** `resumed`: open before this program was started; `before`: closed before, and not drained. */
  initial(origin: 'new' | 'resumed' | 'before'): Known;
  /** What is known of a ballot that is over and wanted open once more; null: that cannot be. */
  reopened(known: Known): Known | null;
  /** What stays true while nobody listened. */
  unsure(known: Known): Known;
  plan(ballot: StreamBallot<Known>): StreamVotePlan<Request, Known>;
  /** null: nothing about votes. */
  heard(ballot: StreamBallot<Known>, report: Report): StreamLearned<Known> | null;
  /** A pause is over, and what was waited for has not come. */
  silent(ballot: StreamBallot<Known>): Known;
  /** `unknown`: to be asked first. */
  phase(known: Known): 'unknown' | 'opening' | 'open' | 'closed' | 'drained';
  /** Of a drained ballot, from devices or votes that tell no more than that. */
  totals(ballot: StreamBallot<Known>): readonly number[] | null;
}
