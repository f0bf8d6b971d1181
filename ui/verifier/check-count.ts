/** Checks 8, 9 and 10: totals that were entered, the count made anew, and the rule of majority applied to it. */
import type { Opened } from './check-openings.ts';
import type { Course } from './check-records.ts';
import { applyRule, type Decision } from './majority.ts';
import { effectiveCasts, recordsOf, type Counts, type Kind, type Outcome, type RecordOf } from './records.ts';
import { conclude, type Finding } from './report.ts';
import { sentence, type Sentence } from './say.ts';

/** The ballots of which the room or the papers were counted by hand. */
const hasTotals: Readonly<Record<Kind, boolean>> = {
  hands: true,
  device: false,
  'roll-call': false,
  paper: true,
  external: true,
};

export interface Totals {
  readonly counts: Counts;
  readonly invalid: number;
}

const noTotals: Totals = { counts: new Map(), invalid: 0 };

const sumOf = ({ counts, invalid }: Totals): number =>
  [...counts.values()].reduce((sum, count) => sum + count, invalid);

const areEqualTotals = (left: Totals, right: Totals): boolean =>
  left.invalid === right.invalid &&
  [...left.counts.keys(), ...right.counts.keys()].every(
    (id) => (left.counts.get(id) ?? 0) === (right.counts.get(id) ?? 0),
  );

/** `value`: the totals that count beside the votes that came one by one. */
export function checkTotals(course: Course, entitled: number): Finding<Totals> {
  const { records, opened } = course;
  const counted = recordsOf(records, 'ballot/counted');
  if (!hasTotals[opened.kind]) {
    const faults = counted.map(({ line }) => sentence('totals.unasked', { line: line + 1 }));
    if (faults.length > 0) return { state: 'failed', faults };
    return { state: 'not-needed', sentence: sentence('totals.not-needed'), value: noTotals };
  }
  const faults: Sentence[] = [];
  for (const { counts, line } of counted)
    if ([...counts.keys()].some((id) => opened.options.every((option) => option.id !== id)))
      faults.push(sentence('totals.option', { line: line + 1 }));
  const last = counted.at(-1);
  if (!last) return { state: 'failed', faults: [...faults, sentence('totals.missing')] };
  if (opened.kind === 'paper') faults.push(...disagreement(counted));
  const single = effectiveCasts(records).size;
  const sum = sumOf(last);
  if (sum + single > entitled)
    faults.push(
      single > 0
        ? sentence('totals.tooManyInRoom', { sum, room: entitled - single })
        : sentence('totals.tooMany', { sum, entitled }),
    );
  const good = opened.kind === 'paper' ? sentence('totals.paper', { sum }) : sentence('totals.once', { sum });
  return conclude(faults, good, { counts: last.counts, invalid: last.invalid });
}

/** Papers are counted by two people, each of whom enters what was found. */
function disagreement(counted: readonly RecordOf<'ballot/counted'>[]): readonly Sentence[] {
  const byChair = counted.findLast(({ by }) => by === 'chair');
  const byClerk = counted.findLast(({ by }) => by === 'clerk');
  if (!byChair || !byClerk) return [sentence('totals.oneOnly')];
  return areEqualTotals(byChair, byClerk) ? [] : [sentence('totals.disagree')];
}

/** Votes by option: those that came one by one, and the totals. */
export function countAnew({ opened }: Course, { choices }: Opened, totals: Totals): Totals {
  const counts = opened.options.map(({ id }) => {
    const single = [...choices.values()].filter((choice) => choice === id).length;
    return [id, single + (totals.counts.get(id) ?? 0)] as const;
  });
  return { counts: new Map(counts), invalid: totals.invalid };
}

export function checkCount(
  course: Course,
  { question: { labels } }: Opened,
  recount: Totals,
  entitled: number,
): Finding<null> {
  const { opened, tallied } = course;
  const faults: Sentence[] = [];
  if ([...tallied.counts.keys()].some((id) => !recount.counts.has(id))) faults.push(sentence('count.option'));
  for (const { id } of opened.options) {
    const recounted = recount.counts.get(id) ?? 0;
    const claimed = tallied.counts.get(id) ?? 0;
    if (recounted !== claimed)
      faults.push(sentence('count.votes', { label: labels.get(id) ?? id, recounted, claimed }));
  }
  const cast = sumOf(recount);
  for (const [key, recounted, claimed] of [
    ['count.invalid', recount.invalid, tallied.invalid],
    ['count.cast', cast, tallied.cast],
    ['count.notCast', entitled - cast, tallied.notCast],
  ] as const)
    if (recounted !== claimed) faults.push(sentence(key, { recounted, claimed }));
  const counts = opened.options
    .map(({ id }) => `${labels.get(id) ?? id} ${recount.counts.get(id) ?? 0}`)
    .join(', ');
  return conclude(faults, sentence('count.good', { counts }), null);
}

/** An outcome in words, with the labels of its options. */
export function outcomeInWords(
  { question: { labels } }: Opened,
  outcome: Outcome,
  elected: readonly string[],
): Sentence {
  return sentence(`outcome.${outcome}`, { options: elected.map((id) => labels.get(id) ?? id).join(', ') });
}

export function checkRule(
  course: Course,
  opened: Opened,
  recount: Totals,
  entitled: number,
): Finding<Decision> {
  const { tallied } = course;
  const { majority, members, options } = course.opened;
  const decision = applyRule(majority, options, recount.counts, { entitled, members });
  if (!decision) return { state: 'failed', faults: [sentence('rule.options')] };
  const faults: Sentence[] = [];
  const recomputed = outcomeInWords(opened, decision.outcome, decision.elected);
  if (decision.outcome !== tallied.outcome)
    faults.push(
      sentence('rule.outcome', {
        recomputed,
        claimed: outcomeInWords(opened, tallied.outcome, tallied.elected),
      }),
    );
  else if (!areSameOptions(decision.elected, tallied.elected)) faults.push(sentence('rule.elected'));
  if (decision.needed !== tallied.needed)
    faults.push(
      sentence('rule.needed', { recomputed: decision.needed ?? '–', claimed: tallied.needed ?? '–' }),
    );
  const rule = sentence(`majority.${majority}`, { members });
  const good =
    decision.needed === null
      ? sentence('rule.most', { majority: rule, outcome: recomputed })
      : sentence('rule.needing', {
          majority: rule,
          needed: decision.needed,
          votes: decision.votes,
          outcome: recomputed,
        });
  return conclude(faults, good, decision);
}

const areSameOptions = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length &&
  left.every((id) => right.includes(id)) &&
  new Set(right).size === right.length;
