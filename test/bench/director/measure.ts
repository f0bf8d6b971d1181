/** From recordings to rows: our director, the reactive policy and the optimum, each per hour of speech. */
import { createRandom } from '../../../simulators/world/random.ts';
import { rounded } from '../table.ts';
import { optimalLossMs } from './optimum.ts';
import { play, type Outcome } from './play.ts';
import { queuesOf, type Queue } from './queue.ts';
import { reactiveLossMs } from './reactive.ts';
import type { DataSet } from './recordings.ts';
import type { Setting } from './standard-hall.ts';
import { hoursOf } from './turns.ts';
import { travelMs } from './world.ts';

export const queues: readonly Queue[] = ['known', 'right70', 'none'];
export const cameraCounts = [1, 2, 3, 4] as const;
/** Of the lists that are right in 70 %; the rows are their mean. */
export const seeds: readonly number[] = Array.from({ length: 20 }, (_, index) => index + 1);

export interface Row {
  readonly data: string;
  readonly cameras: number;
  readonly queue: Queue;
  readonly lost_s_per_h: number;
  readonly reactive_s_per_h: number;
  readonly optimum_s_per_h: number;
  readonly cuts_per_h: number;
  readonly moves_per_h: number;
  /** Counted, not per hour, over all seeds. */
  readonly unsafe_cuts: number;
}

export function measure({ name, recordings }: DataSet, setting: Setting): readonly Row[] {
  const hours = sum(recordings.map(hoursOf));
  const secondsPerHour = (ms: number): number => rounded(Math.max(0, ms) / 1000 / hours);
  const optima = recordings.map(({ floor, seats }) =>
    optimalLossMs(floor, Math.max(...cameraCounts), (from, to) => travelMs(from, to, seats)),
  );
  return cameraCounts.flatMap((cameras) => {
    const reactive = sum(recordings.map((recording) => reactiveLossMs(recording, cameras)));
    const optimum = sum(optima.map((losses) => losses[cameras - 1] ?? 0));
    return queues.map((queue): Row => {
      const runs = queue === 'right70' ? seeds : [0];
      const outcomes = runs.flatMap((seed) =>
        recordings.map((recording, index) => {
          const random = createRandom(seed * 10_007 + index);
          return play(recording, queuesOf(recording, queue, random), cameras, setting);
        }),
      );
      const total = (key: keyof Outcome): number => sum(outcomes.map((outcome) => outcome[key]));
      const mean = (key: keyof Outcome): number => total(key) / runs.length;
      return {
        data: name,
        cameras,
        queue,
        lost_s_per_h: secondsPerHour(mean('lostMs')),
        reactive_s_per_h: secondsPerHour(reactive),
        optimum_s_per_h: secondsPerHour(optimum),
        cuts_per_h: rounded(mean('cuts') / hours),
        moves_per_h: rounded(mean('moves') / hours),
        unsafe_cuts: total('unsafeCuts'),
      };
    });
  });
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
