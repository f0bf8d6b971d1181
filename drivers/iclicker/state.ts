/** What a session with an i>clicker base keeps, and the words that its parts have in common. Pure. */
import type { MonotonicMs } from '../../protocols/clock.ts';
import type { VotingEvent } from '../../protocols/models/voting.ts';
import type { Output, Step } from '../session.ts';
import type { Ballot, Stage } from './ballot.ts';
import { noPresses, type Counting, type Presses } from './presses.ts';
import type { Saying } from './script.ts';

export interface IclickerOptions {
  readonly base: 'v1' | 'v2';
  /** Two letters A to D. */
  readonly frequency: string;
  readonly sequence: 'continues' | 'restarts';
}

export interface IclickerState {
  /** It has answered since the link is up. */
  readonly isHeard: boolean;
  readonly isInitialised: boolean;
  /** What is said; its first entry is at `turn`. */
  readonly script: readonly Saying[];
  readonly doing: 'initialising' | 'probing' | 'resting' | Stage;
  readonly turn: 'before' | 'waiting' | 'pausing';
  readonly tries: number;
  /** Places behind the last record that this round has seen. */
  readonly end: number;
  readonly ballot: Ballot | null;
  readonly presses: Presses;
  readonly stoppedAt: MonotonicMs;
  readonly pressedAt: MonotonicMs;
  /** Reports one after the other that made no sense. */
  readonly senseless: number;
}

export const fresh: IclickerState = {
  isHeard: false,
  isInitialised: false,
  script: [],
  doing: 'resting',
  turn: 'pausing',
  tries: 0,
  end: 0,
  ballot: null,
  presses: noPresses,
  stoppedAt: 0,
  pressedAt: 0,
  senseless: 0,
};

export type Out = Output<VotingEvent, Uint8Array>;
export type Stepped = Step<IclickerState, VotingEvent, Uint8Array>;

export const plus = (outputs: readonly Out[], { state, outputs: more }: Stepped): Stepped => ({
  state,
  outputs: [...outputs, ...more],
});

/** It does what it is told. */
export const isReady = ({ isHeard, isInitialised }: IclickerState, { base }: IclickerOptions): boolean =>
  isHeard && (base === 'v1' || isInitialised);

/** The ballot that a press counts for; null: none. */
export function countingOf({ ballot }: IclickerState): Counting | null {
  if (!ballot || !ballot.wasOpen || ballot.stage === 'drained') return null;
  return { ballot: ballot.ballot, options: ballot.options };
}
