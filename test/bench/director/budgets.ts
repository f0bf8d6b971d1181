/** What the director is held to in the standard world, per data set. */
import type { Row } from './measure.ts';

export interface Budget {
  readonly budget: string;
  readonly data: string;
  readonly measured: number;
  readonly limit: number;
  readonly holds: boolean;
}

/** Seconds an hour above the optimum with a list that is right, by number of cameras. */
const aboveOptimum = [
  [2, 25],
  [3, 10],
] as const;

/** Of the losses, the rows of the standard setting; of safety, every row. */
export function budgetsOf(standard: readonly Row[], all: readonly Row[]): readonly Budget[] {
  const row = (data: string, cameras: number, queue: Row['queue']): Row | undefined =>
    standard.find((each) => each.data === data && each.cameras === cameras && each.queue === queue);
  const names = [...new Set(standard.map(({ data }) => data))];
  return names.flatMap((data) => {
    const known = aboveOptimum.flatMap(([cameras, seconds]) => {
      const found = row(data, cameras, 'known');
      if (!found) return [];
      const name = `known, ${cameras} cameras: optimum + ${seconds} s/h`;
      return atMost(name, data, found.lost_s_per_h, found.optimum_s_per_h + seconds);
    });
    const right = row(data, 2, 'right70');
    const half = right
      ? [
          atMost(
            "right in 70 %, 2 cameras: half of reactive's",
            data,
            right.lost_s_per_h,
            right.reactive_s_per_h / 2,
          ),
        ]
      : [];
    const blind = standard
      .filter((each) => each.data === data && each.queue === 'none')
      .map((each) =>
        atMost(
          `no list, ${each.cameras} cameras: reactive's`,
          data,
          each.lost_s_per_h,
          each.reactive_s_per_h,
        ),
      );
    const unsafe = all.filter((each) => each.data === data).reduce((sum, each) => sum + each.unsafe_cuts, 0);
    return [...known, ...half, ...blind, atMost('unsafe cuts, both settings', data, unsafe, 0)];
  });
}

const atMost = (budget: string, data: string, measured: number, limit: number): Budget => ({
  budget,
  data,
  measured,
  limit,
  holds: measured <= limit,
});
