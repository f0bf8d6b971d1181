/** Notices when somebody, or the network, sets the PC's clock while the daemon runs. */
import type { Cancel, Clock } from '../../protocols/clock.ts';

const everyMs = 10_000;
/** Less is the drift of quartz and its correction. */
const noticeableMs = 2000;

/** Calls `changed` with the seconds by which the PC's clock went forward (or back) since it was last told. */
export function watchClock(
  clock: Clock,
  deviationMs: () => number,
  changed: (seconds: number) => void,
): Cancel {
  let known = deviationMs();
  let cancel: Cancel;
  const look = (): void => {
    const deviation = deviationMs();
    if (Math.abs(deviation - known) >= noticeableMs) {
      changed(Math.round((deviation - known) / 1000));
      known = deviation;
    }
    cancel = clock.after(everyMs, look);
  };
  cancel = clock.after(everyMs, look);
  return () => cancel();
}
