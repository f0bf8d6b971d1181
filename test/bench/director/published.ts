/**
 * What the standard world's description gives for its own recordings, so that a mistake in the world, the reactive
 * policy or the optimum shows where they are at hand.
 */
import type { Row } from './measure.ts';

const published = [
  { data: 'ami', cameras: 2, reactive: 458, optimum: 28.7 },
  { data: 'ami', cameras: 3, reactive: 225, optimum: 0.2 },
  { data: 'voxconverse', cameras: 2, reactive: 251, optimum: 3.2 },
  { data: 'voxconverse', cameras: 3, reactive: 183, optimum: 0 },
] as const;

/** The rows that differ from it by more than rounding, as text. */
export function differences(rows: readonly Row[]): readonly string[] {
  return published.flatMap(({ data, cameras, reactive, optimum }) => {
    const row = rows.find((each) => each.data === data && each.cameras === cameras);
    if (!row) return [`${data}, ${cameras} cameras: not measured`];
    const isSame =
      Math.abs(row.reactive_s_per_h - reactive) < 1 && Math.abs(row.optimum_s_per_h - optimum) < 0.1;
    const found = `reactive ${row.reactive_s_per_h}, optimum ${row.optimum_s_per_h}`;
    return isSame ? [] : [`${data}, ${cameras} cameras: ${found}, published ${reactive} and ${optimum}`];
  });
}
