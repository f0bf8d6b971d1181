/** What one visit of a calibration found, and what all of them together say of a camera. */
import type { WallMs } from '../../../protocols/clock.ts';
import type { CameraCalibration, MoveReport, PresetNumber } from '../../../protocols/models/camera.ts';

export type Visit =
  | {
      readonly preset: PresetNumber;
      readonly report: MoveReport;
      /** When the picture last changed, counted like the report's times; null: nobody looked. */
      readonly pictureMs: number | null;
    }
  /** It did not arrive. */
  | { readonly preset: PresetNumber; readonly report: null };

/**
 * `after-motion`: comes when the motion is over; `early`: before; `late`: so long after that it is not waited for;
 * `unproven`: nothing to hold it against.
 */
export type Trust = 'after-motion' | 'early' | 'late' | 'never' | 'unproven';

export interface CalibrationResult {
  readonly calibration: CameraCalibration;
  readonly completion: Trust;
  readonly status: Trust;
  /** Presets that were not reached at their last visit. */
  readonly failed: readonly PresetNumber[];
  /** Presets that were found at different places from one visit to the next. */
  readonly unsteady: readonly PresetNumber[];
  readonly fastestMs: number;
  readonly slowestMs: number;
}

export interface CalibrationRun {
  /** The record it began with. */
  readonly id: number;
  readonly state: 'running' | 'interrupted';
  readonly visits: readonly Visit[];
}

export interface Calibrated extends CalibrationResult {
  readonly at: WallMs;
}

/** So many visits a run makes at most, whatever the number of presets. */
const fewest = 30;
const perPreset = 3;

/** How many visits a run over so many presets makes: each pair both ways where they are few. */
export const visitsFor = (presets: number): number =>
  Math.min(presets * (presets - 1), Math.max(fewest, presets * perPreset));

/**
 * The next preset to visit: never gone to from the last one, if there is such, and of those the one seen least.
 * null: it is done. Any run can be gone on with from its visits alone.
 */
export function nextVisit(presets: readonly PresetNumber[], visits: readonly Visit[]): PresetNumber | null {
  // The first only brings the camera to a known place.
  if (presets.length < 2 || visits.length > visitsFor(presets.length)) return null;
  const here = visits.at(-1)?.preset ?? null;
  const counts = new Map<string, number>();
  const count = (key: string): number => counts.get(key) ?? 0;
  visits.forEach(({ preset }, index) => {
    counts.set(`${preset}`, count(`${preset}`) + 1);
    const before = visits[index - 1]?.preset;
    if (before !== undefined) counts.set(`${before}>${preset}`, count(`${before}>${preset}`) + 1);
  });
  const others = presets.filter((preset) => preset !== here);
  return others.reduce((best, preset) => {
    const [a, b] = [count(`${here}>${preset}`), count(`${here}>${best}`)];
    return a < b || (a === b && count(`${preset}`) < count(`${best}`)) ? preset : best;
  });
}
