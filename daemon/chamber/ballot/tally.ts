/** From votes and totals to a result: a fold and the rule, in integers. Pure; the offline verifier does it again on its own. */
import type { MajorityRule } from '../../../protocols/api/commands/ballot.ts';
import { isCarried, votesNeeded, type Count } from '../rules/majority.ts';
import type { MajorityId } from '../rules/profile.ts';
import type { Ballot, Counted, Option, Result } from './state.ts';
import { everyTag } from './tags.ts';

/** What is on the table when the ballot is tallied. */
export function resultOf(ballot: Ballot): Result {
  const votes = everyTag(ballot.votes).flatMap(({ choice }) => (choice === null ? [] : [choice]));
  const counts = Object.fromEntries(ballot.options.map(({ id }) => [id, 0]));
  for (const choice of votes) counts[choice] = (counts[choice] ?? 0) + 1;
  const totals = totalsOf(ballot);
  for (const [option, count] of Object.entries(totals?.counts ?? {}))
    counts[option] = (counts[option] ?? 0) + count;
  const invalid = totals?.invalid ?? 0;
  const cast = votes.length + sum(Object.values(totals?.counts ?? {})) + invalid;
  const entitled = ballot.rights.size;
  return {
    counts,
    invalid,
    cast,
    entitled,
    notCast: Math.max(0, entitled - cast),
    ...ruled(ballot.majority, ballot.options, counts, {
      invalid,
      present: entitled,
      members: ballot.members,
    }),
  };
}

/** The totals that count: the last ones entered; on paper those that chair and clerk agree on. */
export function totalsOf({ kind, counted }: Ballot): Counted | undefined {
  const last = counted.at(-1);
  if (kind !== 'paper' || !last) return last;
  const other = counted.findLast(({ by }) => by !== last.by);
  return other && agree(last, other) ? last : undefined;
}

const agree = (a: Counted, b: Counted): boolean =>
  a.invalid === b.invalid &&
  Object.keys({ ...a.counts, ...b.counts }).every(
    (option) => (a.counts[option] ?? 0) === (b.counts[option] ?? 0),
  );

export const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);

/** Whether a rule decides on yes and no, or between options. */
export const isElection = (majority: MajorityRule): majority is 'most-votes' | 'more-than-half-of-valid' =>
  majority === 'most-votes' || majority === 'more-than-half-of-valid';

function ruled(
  majority: MajorityRule,
  options: readonly Option[],
  counts: Readonly<Record<string, number>>,
  basis: Pick<Count, 'invalid' | 'present' | 'members'>,
): Pick<Result, 'outcome' | 'elected' | 'needed'> {
  if (isElection(majority)) return chosen(majority, options, counts);
  const of = (meaning: Option['meaning']): number =>
    sum(options.filter((option) => option.meaning === meaning).map(({ id }) => counts[id] ?? 0));
  const count: Count = { yes: of('yes'), no: of('no'), abstained: of('abstain'), ...basis };
  const rule: MajorityId = majority;
  return {
    outcome: isCarried(rule, count) ? 'carried' : 'rejected',
    elected: [],
    needed: votesNeeded(rule, count),
  };
}

function chosen(
  majority: 'most-votes' | 'more-than-half-of-valid',
  options: readonly Option[],
  counts: Readonly<Record<string, number>>,
): Pick<Result, 'outcome' | 'elected' | 'needed'> {
  const candidates = options.filter(({ meaning }) => meaning !== 'abstain' && meaning !== 'no');
  const votes = (id: string): number => counts[id] ?? 0;
  // A vote against a single candidate is a valid vote.
  const valid = sum(options.filter(({ meaning }) => meaning !== 'abstain').map(({ id }) => votes(id)));
  const most = Math.max(0, ...candidates.map(({ id }) => votes(id)));
  const first = candidates.filter(({ id }) => most > 0 && votes(id) === most).map(({ id }) => id);
  if (majority === 'more-than-half-of-valid') {
    const needed = Math.floor(valid / 2) + 1;
    return most >= needed
      ? { outcome: 'elected', elected: first, needed }
      : { outcome: 'none', elected: [], needed };
  }
  // A single candidate is elected by more yes than no.
  const against = valid - sum(candidates.map(({ id }) => votes(id)));
  if (first.length === 0 || (candidates.length === 1 && most <= against))
    return { outcome: 'none', elected: [], needed: null };
  return { outcome: first.length === 1 ? 'elected' : 'tie', elected: first, needed: null };
}
