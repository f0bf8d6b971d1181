/**
 * Turns speeds into `camera/drive`: a change goes out at once, the present speeds every 250 ms, never more
 * often than every 100 ms, the newest only, one request under way. Stopping waits for nothing but the answer
 * under way, and not for long: then it overtakes, and is said again once the overtaken one has answered.
 * If even that is lost, the daemon stops a camera of which it hears nothing for 500 ms.
 */
import type { LiveClock } from '../../../live/store.ts';
import { centre, isCentred, type Deflection } from './deflection.ts';

export const repeatMs = 250;
export const spacingMs = 100;
/** So long a stop waits for the request under way, ms. */
export const stopPatienceMs = 150;

export interface DriveSender {
  /** The speeds from now on; all 0 stops. */
  drive(speeds: Deflection): void;
  /** Stops, also where nothing was driven from here: a move to a preset ends too. */
  stop(): void;
}

const same = (one: Deflection, other: Deflection): boolean =>
  one.pan === other.pan && one.tilt === other.tilt && one.zoom === other.zoom;

/** `send` gives one command and resolves when it is answered; it must not reject. */
export function createDriveSender(
  clock: Pick<LiveClock, 'now' | 'after'>,
  send: (speeds: Deflection) => Promise<void>,
): DriveSender {
  let wanted = centre;
  let owesStop = false;
  let underWay = 0;
  let sentAt = -Infinity;
  let sent = centre;
  let cancelTimer: (() => void) | null = null;

  function later(delayMs: number, run: () => void): void {
    cancelTimer?.();
    cancelTimer = clock.after(delayMs, () => {
      cancelTimer = null;
      run();
    });
  }

  function give(speeds: Deflection): void {
    const overtakes = underWay > 0;
    underWay++;
    sentAt = clock.now();
    sent = speeds;
    owesStop = overtakes;
    if (!isCentred(speeds)) later(repeatMs, proceed);
    void send(speeds).then(() => {
      underWay--;
      if (underWay === 0) proceed();
    });
  }

  /** What is due now, or a timer for when it will be. */
  function proceed(): void {
    const now = clock.now();
    if (isCentred(wanted)) {
      if (isCentred(sent) && !owesStop) return;
      if (underWay === 0) give(centre);
      else if (!isCentred(sent)) {
        const dueInMs = sentAt + stopPatienceMs - now;
        if (dueInMs <= 0) give(centre);
        else later(dueInMs, proceed);
      }
      return;
    }
    if (underWay > 0) return;
    const dueAt = sentAt + (same(wanted, sent) ? repeatMs : spacingMs);
    if (dueAt <= now) give(wanted);
    else later(dueAt - now, proceed);
  }

  return {
    drive(speeds) {
      wanted = speeds;
      proceed();
    },
    stop() {
      wanted = centre;
      owesStop = true;
      proceed();
    },
  };
}
