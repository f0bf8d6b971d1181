/**
 * The rules of majority, in whole numbers. A motion has one option for yes and one for no, and at most one for
 * abstaining; it never carries without a single yes, and a tie rejects it. A list elects one of its options.
 */
import type { Counts, Majority, Option, Outcome } from './records.ts';

export interface Decision {
  readonly outcome: Outcome;
  /** The elected option, or those that are equal. */
  readonly elected: readonly string[];
  /** Votes that were needed; null where it is the most that decide. */
  readonly needed: number | null;
  /** Votes for yes, or for whoever has most. */
  readonly votes: number;
}

interface Electorate {
  /** Voting rights at the opening. */
  readonly entitled: number;
  /** Members by law. */
  readonly members: number;
}

/** null: the rule is for other options than these. */
export function applyRule(
  majority: Majority,
  options: readonly Option[],
  counts: Counts,
  electorate: Electorate,
): Decision | null {
  return majority === 'most-votes' || majority === 'more-than-half-of-valid'
    ? elect(majority, options, counts)
    : decideMotion(majority, options, counts, electorate);
}

type MotionMajority = Exclude<Majority, 'most-votes' | 'more-than-half-of-valid'>;

function decideMotion(
  majority: MotionMajority,
  options: readonly Option[],
  counts: Counts,
  electorate: Electorate,
): Decision | null {
  const withMeaning = (meaning: Option['meaning']): readonly Option[] =>
    options.filter((option) => option.meaning === meaning);
  if (withMeaning('yes').length !== 1 || withMeaning('no').length !== 1) return null;
  if (withMeaning('abstain').length > 1 || withMeaning(null).length > 0) return null;
  const votes = (meaning: Option['meaning']): number =>
    withMeaning(meaning).reduce((sum, { id }) => sum + (counts.get(id) ?? 0), 0);
  const [yes, no, abstained] = [votes('yes'), votes('no'), votes('abstain')];
  const needed = neededVotes(majority, no, yes + no + abstained, electorate);
  return { outcome: yes > 0 && yes >= needed ? 'carried' : 'rejected', elected: [], needed, votes: yes };
}

const moreThanHalfOf = (basis: number): number => Math.floor(basis / 2) + 1;
const atLeast = (parts: number, of: number, basis: number): number => Math.ceil((parts * basis) / of);

function neededVotes(
  majority: MotionMajority,
  no: number,
  voting: number,
  { entitled, members }: Electorate,
): number {
  switch (majority) {
    case 'simple':
      return no + 1;
    case 'of-voting':
      return moreThanHalfOf(voting);
    case 'of-present':
      return moreThanHalfOf(entitled);
    case 'of-all':
      return moreThanHalfOf(members);
    case 'two-thirds-of-voting':
      return atLeast(2, 3, voting);
    case 'three-quarters-of-voting':
      return atLeast(3, 4, voting);
    case 'two-thirds-of-all':
      return atLeast(2, 3, members);
    case 'three-quarters-of-all':
      return atLeast(3, 4, members);
  }
}

/**
 * Among the options that are neither a no nor an abstention; a vote for no is valid all the same. A single candidate
 * who may be voted against needs more votes for than against.
 */
function elect(
  majority: 'most-votes' | 'more-than-half-of-valid',
  options: readonly Option[],
  counts: Counts,
): Decision | null {
  const votes = ({ id }: Option): number => counts.get(id) ?? 0;
  const valid = options.filter(({ meaning }) => meaning !== 'abstain');
  const candidates = valid.filter(({ meaning }) => meaning !== 'no');
  if (candidates.length === 0) return null;
  const most = Math.max(...candidates.map(votes));
  const first = candidates.filter((option) => votes(option) === most).map(({ id }) => id);
  if (majority === 'more-than-half-of-valid') {
    const needed = moreThanHalfOf(valid.reduce((sum, option) => sum + votes(option), 0));
    return most >= needed
      ? { outcome: 'elected', elected: first, needed, votes: most }
      : { outcome: 'none', elected: [], needed, votes: most };
  }
  const against = options
    .filter(({ meaning }) => meaning === 'no')
    .reduce((sum, option) => sum + votes(option), 0);
  if (most === 0 || (candidates.length === 1 && most <= against))
    return { outcome: 'none', elected: [], needed: null, votes: most };
  return { outcome: first.length === 1 ? 'elected' : 'tie', elected: first, needed: null, votes: most };
}
