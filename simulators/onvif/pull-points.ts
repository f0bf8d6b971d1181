/** Subscriptions to preset events: messages wait in each, or a pull waits for messages. */
import type { Cancel, Clock } from '../../protocols/clock.ts';
import type { PresetEvent } from '../../protocols/onvif/events.ts';

const maxPullPoints = 4;
const maxMessages = 50;
const longestLifeMs = 120_000;

interface PullPoint {
  readonly path: string;
  endsAt: number;
  messages: PresetEvent[];
  waiting: { readonly limit: number; readonly answer: (events: readonly PresetEvent[]) => void } | null;
  cancel: Cancel;
}

export interface PullPoints {
  /** The path of a new one; null: too many. */
  create(lifeMs: number): string | null;
  renew(path: string, lifeMs: number): boolean;
  /** false: no such subscription, or it has ended. */
  pull(
    path: string,
    request: { readonly waitMs: number; readonly limit: number },
    answer: (events: readonly PresetEvent[]) => void,
  ): boolean;
  /** Nobody waits for this pull any more. */
  gone(path: string): void;
  publish(event: PresetEvent): void;
  count(): number;
  clear(): void;
}

export function createPullPoints(clock: Clock): PullPoints {
  let points: PullPoint[] = [];
  let created = 0;

  const present = (): PullPoint[] => {
    points = points.filter(({ endsAt }) => endsAt > clock.now());
    return points;
  };
  const find = (path: string): PullPoint | undefined => present().find((point) => point.path === path);

  function deliver(point: PullPoint): void {
    const { waiting } = point;
    if (!waiting) return;
    point.waiting = null;
    point.cancel();
    waiting.answer(point.messages.splice(0, waiting.limit));
  }

  return {
    create(lifeMs) {
      if (present().length >= maxPullPoints) return null;
      const path = `/onvif/events/pull?id=${++created}`;
      const endsAt = clock.now() + Math.min(lifeMs, longestLifeMs);
      points.push({ path, endsAt, messages: [], waiting: null, cancel: () => undefined });
      return path;
    },
    renew(path, lifeMs) {
      const point = find(path);
      if (point) point.endsAt = clock.now() + Math.min(lifeMs, longestLifeMs);
      return point !== undefined;
    },
    pull(path, { waitMs, limit }, answer) {
      const point = find(path);
      if (!point) return false;
      deliver(point);
      point.waiting = { limit, answer };
      point.cancel = clock.after(waitMs, () => deliver(point));
      if (point.messages.length > 0) deliver(point);
      return true;
    },
    gone(path) {
      const point = points.find((one) => one.path === path);
      point?.cancel();
      if (point) point.waiting = null;
    },
    publish(event) {
      for (const point of present()) {
        point.messages = [...point.messages, event].slice(-maxMessages);
        deliver(point);
      }
    },
    count: () => present().length,
    clear() {
      for (const point of points) point.cancel();
      points = [];
    },
  };
}
