/**
 * One motor of a camera head: it accelerates, cruises and brakes, and its position is a function of time
 * alone, so the same motion plays under the virtual clock and the real one. Units are the caller's
 * (degrees, or 0..1 of the zoom); speeds per second, times in ms.
 */

interface Segment {
  /** Seconds. */
  readonly duration: number;
  readonly acceleration: number;
}

interface Plan {
  readonly startMs: number;
  readonly from: number;
  readonly velocity: number;
  readonly segments: readonly Segment[];
  readonly endMs: number;
  readonly target: number;
}

export interface Axis {
  at(nowMs: number): { readonly position: number; readonly velocity: number };
  /** Where it is heading, or stands. */
  target(): number;
  /** When the present motion ends; in the past for a standing axis. */
  endMs(): number;
  /** Heads for `target`, at most `speed` fast, from whatever it is doing now. */
  moveTo(target: number, speed: number, nowMs: number): void;
  /** Brakes as hard as it can. */
  stop(nowMs: number): void;
}

export function createAxis(options: { readonly start: number; readonly acceleration: number }): Axis {
  const { acceleration } = options;
  let plan: Plan = {
    startMs: 0,
    from: options.start,
    velocity: 0,
    segments: [],
    endMs: -Infinity,
    target: options.start,
  };

  function at(nowMs: number): { position: number; velocity: number } {
    if (nowMs >= plan.endMs) return { position: plan.target, velocity: 0 };
    let left = Math.max(0, nowMs - plan.startMs) / 1000;
    let position = plan.from;
    let velocity = plan.velocity;
    for (const segment of plan.segments) {
      const time = Math.min(left, segment.duration);
      position += velocity * time + (segment.acceleration * time * time) / 2;
      velocity += segment.acceleration * time;
      left -= time;
      if (left <= 0) break;
    }
    return { position, velocity };
  }

  function follow(
    from: number,
    velocity: number,
    segments: readonly Segment[],
    target: number,
    nowMs: number,
  ) {
    const seconds = segments.reduce((sum, segment) => sum + segment.duration, 0);
    plan = { startMs: nowMs, from, velocity, segments, target, endMs: nowMs + seconds * 1000 };
  }

  const brake = (velocity: number): Segment => ({
    duration: Math.abs(velocity) / acceleration,
    acceleration: -Math.sign(velocity) * acceleration,
  });
  const brakingDistance = (velocity: number): number => (velocity * Math.abs(velocity)) / (2 * acceleration);

  /** Accelerate to a peak, cruise, brake: from a velocity that points towards the target and can still stop there. */
  function towards(distance: number, velocity: number, speed: number): readonly Segment[] {
    const way = Math.abs(distance);
    const sign = Math.sign(distance);
    const initial = Math.abs(velocity);
    // Faster than allowed already: brake down to the allowed speed first.
    const slowing = initial > speed ? (initial - speed) / acceleration : 0;
    const slowingWay = slowing > 0 ? (initial * initial - speed * speed) / (2 * acceleration) : 0;
    const begin = Math.min(initial, speed);
    const rest = way - slowingWay;
    const peak = Math.min(speed, Math.sqrt(acceleration * rest + (begin * begin) / 2));
    const rampWay = (2 * peak * peak - begin * begin) / (2 * acceleration);
    return [
      { duration: slowing, acceleration: -sign * acceleration },
      { duration: Math.max(0, peak - begin) / acceleration, acceleration: sign * acceleration },
      { duration: peak > 0 ? Math.max(0, rest - rampWay) / peak : 0, acceleration: 0 },
      { duration: peak / acceleration, acceleration: -sign * acceleration },
    ];
  }

  return {
    at,
    target: () => plan.target,
    endMs: () => plan.endMs,
    moveTo(target, speed, nowMs) {
      const { position, velocity } = at(nowMs);
      const distance = target - position;
      // Sent to where it stands, it does not stir.
      if (velocity === 0 && distance === 0) return;
      const overrun = brakingDistance(velocity);
      const mayContinue =
        velocity === 0 ||
        (Math.sign(velocity) === Math.sign(distance) && Math.abs(overrun) <= Math.abs(distance));
      if (mayContinue) return follow(position, velocity, towards(distance, velocity, speed), target, nowMs);
      const back = target - (position + overrun);
      follow(position, velocity, [brake(velocity), ...towards(back, 0, speed)], target, nowMs);
    },
    stop(nowMs) {
      const { position, velocity } = at(nowMs);
      follow(position, velocity, [brake(velocity)], position + brakingDistance(velocity), nowMs);
    },
  };
}
