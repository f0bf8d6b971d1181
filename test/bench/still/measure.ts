/** Plays rows, and turns their judged recalls into figures and the budgets they hold or break. */
import { quantile, rounded } from '../table.ts';
import { playRow, type Judged } from './play.ts';
import { rows, type Row } from './rows.ts';

/** Seen in time: within this much of the true move, and a constant for looking twice and settling. */
const timely = { factor: 1.5, plusMs: 500 };
const lateInHundred = 1;
/** Of a few dozen recalls so many may be late: a row of whose recalls one in two hundred is must not break by chance. */
const lateAtLeast = 2;
const leftBudgetMs = 1000;

export interface Figures {
  readonly kind: string;
  readonly fault: string;
  readonly held: Row['held'];
  readonly recalls: number;
  /** Recalls with a STILL that was not true, and for how long in all. */
  readonly false_still: number;
  readonly false_ms: number;
  /** They failed, and the driver says so. */
  readonly refused: number;
  /** STILL after the longest travel time only, as nothing that the camera says is believed. */
  readonly timed: number;
  /** Of those that were carried out and are not timed; null where there is none. */
  readonly reached_in_time: number | null;
  /** What the camera needs, and from then to STILL. */
  readonly move_p50_ms: number | null;
  readonly late_p50_ms: number | null;
  /** For how long a camera was called STILL that a stranger moved. */
  readonly left_p99_ms: number | null;
  readonly broken: readonly string[];
}

/** So many recalls in all, shared out among the rows; the same seed gives the same figures. */
export async function measureRows(
  wanted: readonly Row[],
  recalls: number,
  seed: number,
): Promise<readonly Figures[]> {
  const figures: Figures[] = [];
  for (const [index, row] of wanted.entries()) {
    const share = Math.floor((recalls + index) / wanted.length);
    figures.push(figuresOf(row, await playRow(row, share, seed * 1009 + rows.indexOf(row))));
  }
  return figures;
}

export function figuresOf(row: Row, judged: readonly Judged[]): Figures {
  const falseOnes = judged.filter(({ verdict }) => verdict.lies > 0);
  const refused = judged.filter(hasFailedOpenly);
  // Where only time tells, a STILL is right and not quick.
  const measured = judged.filter((one) => !one.isTimed && !hasFailedOpenly(one));
  const late = measured.filter((one) => !isInTime(one)).length;
  const reached = judged.flatMap(({ trueMs, stillMs }) =>
    trueMs === null || stillMs === null ? [] : [{ trueMs, lateMs: stillMs - trueMs }],
  );
  const left_p99_ms = quantileMs(
    judged.flatMap(({ verdict }) => verdict.left),
    0.99,
  );
  const median = (samples: readonly number[]): number | null => quantileMs(samples, 0.5);
  const isHeld = row.held !== 'none';
  return {
    kind: row.kind,
    fault: row.fault,
    held: row.held,
    recalls: judged.length,
    false_still: falseOnes.length,
    false_ms: Math.round(falseOnes.reduce((sum, { verdict }) => sum + verdict.falseMs, 0)),
    refused: refused.length,
    timed: judged.filter(({ isTimed }) => isTimed).length,
    reached_in_time: measured.length > 0 ? rounded(1 - late / measured.length) : null,
    move_p50_ms: median(reached.map(({ trueMs }) => trueMs)),
    late_p50_ms: median(reached.map(({ lateMs }) => lateMs)),
    left_p99_ms,
    broken: [
      ...(isHeld && falseOnes.length > 0 ? ['false still'] : []),
      ...(row.held === 'all' &&
      late > Math.max(lateAtLeast, Math.floor((measured.length * lateInHundred) / 100))
        ? ['in time']
        : []),
      ...(isHeld && left_p99_ms !== null && left_p99_ms > leftBudgetMs ? ['left'] : []),
    ],
  };
}

const hasFailedOpenly = ({ trueMs, isExcused }: Judged): boolean => trueMs === null && isExcused;

/** A camera that was there already has nothing to reach: how long looking takes is no matter of its way. */
function isInTime({ trueMs, stillMs }: Judged): boolean {
  if (trueMs === null || stillMs === null) return false;
  return trueMs === 0 || stillMs <= trueMs * timely.factor + timely.plusMs;
}

function quantileMs(samples: readonly number[], part: number): number | null {
  return samples.length > 0 ? Math.round(quantile(samples, part)) : null;
}

export interface Total {
  readonly recalls: number;
  /** In the rows that are held to having none, and in the others. */
  readonly false_still: number;
  readonly false_still_not_held: number;
  /** In the rows that are held to it. */
  readonly reached_in_time: number;
  readonly broken: readonly string[];
}

export function totalOf(figures: readonly Figures[]): Total {
  const sum = (of: readonly Figures[], value: (row: Figures) => number): number =>
    of.reduce((total, row) => total + value(row), 0);
  const held = figures.filter((row) => row.held !== 'none');
  const inTime = figures.filter((row) => row.held === 'all' && row.reached_in_time !== null);
  const measured = (row: Figures): number => row.recalls - row.refused - row.timed;
  const reached = sum(inTime, (row) => (row.reached_in_time ?? 0) * measured(row));
  const reached_in_time = inTime.length > 0 ? rounded(reached / sum(inTime, measured)) : 1;
  return {
    recalls: sum(figures, (row) => row.recalls),
    false_still: sum(held, (row) => row.false_still),
    false_still_not_held: sum(figures, (row) => row.false_still) - sum(held, (row) => row.false_still),
    reached_in_time,
    broken: [
      ...figures.flatMap((row) => row.broken.map((budget) => `${row.kind}, ${row.fault}: ${budget}`)),
      ...(reached_in_time < 1 - lateInHundred / 100 ? ['in time, all together'] : []),
    ],
  };
}
