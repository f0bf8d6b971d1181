/**
 * The sessions of a device that tells its news by long polls (Televic CoCon and Plixus): ids that are given out
 * and forgotten, what each has subscribed to, events kept for it between two polls, and the poll that waits.
 * No timers but those of waiting polls.
 */
import type { Cancel, Clock } from '../protocols/clock.ts';

export interface Notifications<Event> {
  connect(): string;
  disconnect(id: string): boolean;
  knows(id: string): boolean;
  /** False: the session is not known. */
  subscribe(id: string, model: string, on: boolean): boolean;
  /** The next event as soon as there is one; `null`: none within the time. undefined: an unknown session. */
  poll(id: string, answer: (event: Event | null) => void): Cancel | undefined;
  /** For every session that subscribed to the model. */
  publish(model: string, event: Event): void;
  clear(): void;
}

export interface NotificationTimes {
  /** An empty poll ends after this, ms. */
  readonly pollMs: number;
  /** Events are dropped where nobody polled for this long, ms. */
  readonly discardMs: number;
  /** Ids are forgotten where nobody polled for this long, ms. */
  readonly expireMs: number;
}

export interface NotificationOptions {
  readonly clock: Clock;
  readonly random: () => number;
  readonly times: NotificationTimes;
  /** Is a new session subscribed to this model? */
  readonly isSubscribed: (model: string) => boolean;
}

interface Session<Event> {
  /** What differs from how a session begins. */
  readonly subscriptions: Map<string, boolean>;
  events: Event[];
  waiting: { readonly answer: (event: Event | null) => void; readonly cancel: Cancel } | null;
  /** When the last poll came or ended. */
  lastPollAt: number;
}

const maxEvents = 1000;
const maxSessions = 64;

export function createNotifications<Event>(options: NotificationOptions): Notifications<Event> {
  const { clock, random, times } = options;
  const sessions = new Map<string, Session<Event>>();

  function find(id: string): Session<Event> | undefined {
    const session = sessions.get(id);
    if (!session) return undefined;
    if (!session.waiting && clock.now() - session.lastPollAt > times.expireMs) {
      sessions.delete(id);
      return undefined;
    }
    return session;
  }

  function end(session: Session<Event>, event: Event | null): void {
    const { waiting } = session;
    session.waiting = null;
    session.lastPollAt = clock.now();
    waiting?.cancel();
    waiting?.answer(event);
  }

  return {
    connect() {
      for (const id of sessions.keys()) find(id);
      const [oldest] = sessions.keys();
      if (sessions.size >= maxSessions && oldest !== undefined) sessions.delete(oldest);
      const digit = (): string => Math.floor(random() * 16).toString(16);
      const id = '00000000-0000-4000-8000-000000000000'.replaceAll('0', digit);
      sessions.set(id, { subscriptions: new Map(), events: [], waiting: null, lastPollAt: clock.now() });
      return id;
    },
    disconnect(id) {
      const session = find(id);
      if (session) end(session, null);
      return sessions.delete(id);
    },
    knows: (id) => find(id) !== undefined,
    subscribe(id, model, on) {
      const session = find(id);
      session?.subscriptions.set(model, on);
      return session !== undefined;
    },
    poll(id, answer) {
      const session = find(id);
      if (!session) return undefined;
      if (session.waiting) end(session, null);
      if (clock.now() - session.lastPollAt > times.discardMs) session.events = [];
      session.lastPollAt = clock.now();
      const event = session.events.shift();
      if (event !== undefined) {
        answer(event);
        return () => undefined;
      }
      const cancel = clock.after(times.pollMs, () => end(session, null));
      const waiting = { answer, cancel };
      session.waiting = waiting;
      return () => {
        cancel();
        if (session.waiting === waiting) session.waiting = null;
      };
    },
    publish(model, event) {
      for (const session of sessions.values()) {
        if (!(session.subscriptions.get(model) ?? options.isSubscribed(model))) continue;
        session.events.push(event);
        if (session.events.length > maxEvents) session.events.shift();
        const next = session.waiting ? session.events.shift() : undefined;
        if (next !== undefined) end(session, next);
      }
    },
    clear() {
      for (const session of sessions.values()) session.waiting?.cancel();
      sessions.clear();
    },
  };
}
