/** The result of a ballot as somebody reads it: words instead of ids, names where the ballot has them, votes by the number on their receipt. */
import { hasNames, type Opened } from './check-openings.ts';
import type { Course } from './check-records.ts';
import type { Totals } from './check-count.ts';
import type { Decision } from './majority.ts';
import { effectiveCasts, recordsOf, type Kind, type Outcome } from './records.ts';

export interface NamedVote {
  readonly name: string;
  readonly group: string | null;
  /** Label of the option; null: no vote of its own. */
  readonly vote: string | null;
}

export interface BallotResult {
  readonly number: string;
  readonly title: string;
  readonly text: string;
  readonly kind: Kind;
  readonly isPublic: boolean;
  /** It repeats another ballot. */
  readonly isRepeat: boolean;
  /** Wall time, ms. */
  readonly openedAt: number;
  readonly options: readonly { readonly label: string; readonly votes: number }[];
  readonly invalid: number;
  readonly cast: number;
  readonly entitled: number;
  readonly notCast: number;
  readonly outcome: Outcome;
  /** Labels of the elected options, or of the equal ones. */
  readonly elected: readonly string[];
  /** By name; empty where the ballot is not by name. */
  readonly names: readonly NamedVote[];
  /** By the number on the receipt. */
  readonly receipts: ReadonlyMap<number, Receipt>;
}

export type Receipt =
  | { readonly state: 'counts'; readonly label: string; readonly name: string | null }
  /** `by`: the number of the vote that counts instead. */
  | { readonly state: 'replaced'; readonly by: number };

export function describeResult(
  course: Course,
  { question, voters, choices }: Opened,
  recount: Totals,
  decision: Decision,
): BallotResult {
  const { opened, tallied, records } = course;
  const labelOf = (id: string | undefined): string | null =>
    id === undefined ? null : (question.labels.get(id) ?? id);
  const effective = effectiveCasts(records);
  const receipts = new Map<number, Receipt>();
  for (const { number, tag } of recordsOf(records, 'ballot/cast')) {
    const last = effective.get(tag)?.number ?? number;
    receipts.set(
      number,
      last === number
        ? { state: 'counts', label: labelOf(choices.get(tag)) ?? '', name: voters.get(tag)?.name ?? null }
        : { state: 'replaced', by: last },
    );
  }
  const names = hasNames(course)
    ? [...voters].map(([tag, { name, group }]) => ({ name, group, vote: labelOf(choices.get(tag)) }))
    : [];
  return {
    number: question.number,
    title: question.title,
    text: question.text,
    kind: opened.kind,
    isPublic: opened.isPublic,
    isRepeat: opened.repeats !== null,
    openedAt: opened.wallMs,
    options: opened.options.map(({ id }) => ({
      label: labelOf(id) ?? id,
      votes: recount.counts.get(id) ?? 0,
    })),
    invalid: recount.invalid,
    cast: tallied.cast,
    entitled: tallied.entitled,
    notCast: tallied.notCast,
    outcome: decision.outcome,
    elected: decision.elected.map((id) => labelOf(id) ?? id),
    names: names.sort((left, right) => left.name.localeCompare(right.name, 'de')),
    receipts,
  };
}
