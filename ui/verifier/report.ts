/** What the verification found: the checks in their order, and the result they are about. */
import type { Sentence } from './say.ts';
import type { BallotResult } from './result.ts';

export const checkIds = [
  'file',
  'signature',
  'tree',
  'records',
  'openings',
  'electorate',
  'votes',
  'totals',
  'count',
  'rule',
  'fingerprint',
] as const;
export type CheckId = (typeof checkIds)[number];

/**
 * `not-made`: an earlier check took away what this one needs. `not-needed`: this kind of ballot has nothing to
 * check here. `to-compare`: only a person can.
 */
export type CheckState = 'passed' | 'failed' | 'not-made' | 'not-needed' | 'to-compare';

export interface Check {
  readonly id: CheckId;
  readonly state: CheckState;
  readonly sentences: readonly Sentence[];
}

/** `to-compare`: good, but for the fingerprint, which nobody has compared yet. */
export type Verdict = 'good' | 'to-compare' | 'bad';

export interface Report {
  readonly checks: readonly Check[];
  readonly verdict: Verdict;
  /** Of a checkpoint that its signature and the entries belong to. */
  readonly fingerprint?: string;
  /** Only if the verdict is not `bad`: nobody shall read a result off a forged file. */
  readonly result?: BallotResult;
}

/** What one check found; `value` is what later checks build on. */
export type Finding<Value> =
  | {
      readonly state: 'passed' | 'not-needed' | 'to-compare';
      readonly sentence: Sentence;
      readonly value: Value;
    }
  | { readonly state: 'failed'; readonly faults: readonly Sentence[] };

/** Passed, unless there are faults. */
export const conclude = <Value>(faults: readonly Sentence[], good: Sentence, value: Value): Finding<Value> =>
  faults.length > 0 ? { state: 'failed', faults } : { state: 'passed', sentence: good, value };
