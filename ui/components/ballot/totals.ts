/** Totals as they are typed: numbers, their sum, and what it is held against. Pure. */
import type { BallotOptionView, BallotView } from '../../../protocols/api/views/ballot.ts';

const mostVotes = 10_000;

/** What stands in the fields; an empty field counts as nothing entered. */
export interface TypedTotals {
  readonly texts: Readonly<Record<string, string>>;
  readonly invalid: string;
}

export const nothingTyped: TypedTotals = { texts: {}, invalid: '' };

/** A whole number; null: it is none. */
export function numberIn(text: string): number | null {
  const trimmed = text.trim();
  if (!/^\d{1,5}$/.test(trimmed)) return null;
  const number = Number(trimmed);
  return number <= mostVotes ? number : null;
}

export interface Totals {
  readonly counts: Readonly<Record<string, number>>;
  readonly invalid: number;
  readonly total: number;
  /** `not-a-number`: nothing can be sent; `too-many` and `too-few`: held against `most`. */
  readonly problem: 'not-a-number' | 'too-many' | 'too-few' | null;
  /** By how much. */
  readonly off: number;
}

/**
 * Reads the fields. `rest`: the option that takes what the others leave of `most`, unless it was typed itself:
 * with hands No and abstentions are asked, and Yes is the rest.
 */
export function totalsOf(
  { texts, invalid }: TypedTotals,
  options: readonly BallotOptionView[],
  most: number,
  rest: string | null = null,
): Totals {
  const counts: Record<string, number> = {};
  let isReadable = true;
  const read = (text: string): number => {
    if (text.trim() === '') return 0;
    const number = numberIn(text);
    if (number === null) isReadable = false;
    return number ?? 0;
  };
  for (const { id } of options) counts[id] = read(texts[id] ?? '');
  const invalidCount = read(invalid);
  const isRest = rest !== null && (texts[rest] ?? '').trim() === '';
  if (isRest) counts[rest] = Math.max(0, most - sumOf(counts) - invalidCount);
  const total = sumOf(counts) + invalidCount;
  const problem = !isReadable ? 'not-a-number' : total > most ? 'too-many' : total < most ? 'too-few' : null;
  return { counts, invalid: invalidCount, total, problem, off: Math.abs(most - total) };
}

export const sumOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

type Count = BallotView['counted'][number];

/** What one side entered last. */
export const lastBy = ({ counted }: Pick<BallotView, 'counted'>, by: string): Count | undefined =>
  counted.filter((count) => count.by === by).at(-1);

/** Options where two counts differ; `invalid` for the papers that do not count. */
export function differences(a: Count, b: Count, options: readonly BallotOptionView[]): readonly string[] {
  return [
    ...options.filter(({ id }) => (a.counts[id] ?? 0) !== (b.counts[id] ?? 0)).map(({ id }) => id),
    ...(a.invalid === b.invalid ? [] : ['invalid']),
  ];
}
