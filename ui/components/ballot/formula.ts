/** A result's rule in words and numbers: “Mehr Ja als Nein: 18 > 12”. Pure; what it says is the daemon's result. */
import type { BallotOptionView, BallotResultView, BallotView } from '../../../protocols/api/views/ballot.ts';
import type { MajorityRule } from '../../../protocols/api/commands/ballot.ts';

export interface Asked {
  readonly options: readonly BallotOptionView[];
  readonly majority: MajorityRule;
  /** Members by law. */
  readonly members: number;
}

/** Votes of all options with one meaning. */
export function votesOf(
  { options }: Pick<Asked, 'options'>,
  counts: Readonly<Record<string, number>>,
  meaning: NonNullable<BallotOptionView['meaning']>,
): number {
  return options
    .filter((option) => option.meaning === meaning)
    .reduce((sum, { id }) => sum + (counts[id] ?? 0), 0);
}

export const isElection = (majority: MajorityRule): boolean =>
  majority === 'most-votes' || majority === 'more-than-half-of-valid';

/** How many the rule looks at; undefined: it needs no such number. */
export function basisOf(asked: Asked, { counts, entitled }: BallotResultView): number | undefined {
  const abstained = votesOf(asked, counts, 'abstain');
  const all = asked.options.reduce((sum, { id }) => sum + (counts[id] ?? 0), 0);
  switch (asked.majority) {
    case 'simple':
    case 'most-votes':
      return undefined;
    case 'of-voting':
    case 'two-thirds-of-voting':
    case 'three-quarters-of-voting':
      return all;
    case 'more-than-half-of-valid':
      return all - abstained;
    case 'of-present':
      return entitled;
    case 'of-all':
    case 'two-thirds-of-all':
    case 'three-quarters-of-all':
      return asked.members;
  }
}

/** The comparison that decided: `18 > 12`, `18 ≥ 17`, `12 < 17`; undefined: there is nothing to compare. */
export function comparisonOf(asked: Asked, result: BallotResultView): string | undefined {
  const { counts, needed } = result;
  if (asked.majority === 'simple') {
    const yes = votesOf(asked, counts, 'yes');
    const no = votesOf(asked, counts, 'no');
    return `${yes} ${yes > no ? '>' : '≤'} ${no}`;
  }
  if (needed === undefined) return undefined;
  const reached = isElection(asked.majority)
    ? Math.max(0, ...candidatesOf(asked).map(({ id }) => counts[id] ?? 0))
    : votesOf(asked, counts, 'yes');
  return `${reached} ${reached >= needed ? '≥' : '<'} ${needed}`;
}

/** Options somebody or something can be elected by. */
export const candidatesOf = ({ options }: Pick<Asked, 'options'>): readonly BallotOptionView[] =>
  options.filter(({ meaning }) => meaning !== 'no' && meaning !== 'abstain');

/** What an option's share of the bar is, 0..100. */
export const shareOf = (count: number, counts: Readonly<Record<string, number>>): number =>
  (count / Math.max(1, ...Object.values(counts))) * 100;

/** The lot can be drawn between these: a tie without one. */
export const tiedOf = ({ result }: Pick<BallotView, 'result'>): readonly string[] =>
  result?.outcome === 'tie' && result.lot === undefined ? result.elected : [];
