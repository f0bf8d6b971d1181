/**
 * Logins and held polls of a DICENTIS Wireless access point: one session for each user, one poll for each path
 * and session (a second one releases the first), held until the resource changes or the time is over.
 */
import type { Cancel, Clock } from '../../protocols/clock.ts';

export interface WapSessions {
  /** null: somebody is logged in under this name. */
  login(username: string, override: boolean): { readonly id: number; readonly sid: string } | null;
  logout(sid: string): void;
  /** False: no such session (any more). A session that is used stays. */
  use(sid: string | undefined): boolean;
  /** Releases with the current data; the returned function says that the client went away. */
  hold(sid: string, path: string, release: () => void): Cancel;
  /** Those who wait for this path get an answer. */
  changed(path: string): void;
  /** Every session ends; held polls are never answered. */
  clear(): void;
}

interface Held {
  readonly sid: string;
  readonly path: string;
  readonly release: () => void;
  readonly cancel: Cancel;
}

/** Idle sessions end after ten minutes. */
const idleMs = 600_000;

export function createWapSessions(clock: Clock, random: () => number, holdMs: number): WapSessions {
  const users = new Map<string, { readonly sid: string; usedAt: number }>();
  const held = new Set<Held>();
  let logins = 0;

  function release(one: Held): void {
    if (!held.delete(one)) return;
    one.cancel();
    one.release();
  }

  function sessionOf(sid: string): { readonly sid: string; usedAt: number } | undefined {
    for (const [username, session] of users) {
      if (session.sid !== sid) continue;
      const isHeld = [...held].some((one) => one.sid === sid);
      if (isHeld || clock.now() - session.usedAt <= idleMs) return session;
      users.delete(username);
    }
    return undefined;
  }

  return {
    login(username, override) {
      const before = users.get(username);
      if (before && sessionOf(before.sid) && !override) return null;
      const sid = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('');
      users.set(username, { sid, usedAt: clock.now() });
      return { id: ++logins, sid };
    },
    logout(sid) {
      for (const [username, session] of users) if (session.sid === sid) users.delete(username);
    },
    use(sid) {
      const session = sid === undefined ? undefined : sessionOf(sid);
      if (session) session.usedAt = clock.now();
      return session !== undefined;
    },
    hold(sid, path, answer) {
      for (const one of held) if (one.sid === sid && one.path === path) release(one);
      const cancel = clock.after(holdMs, () => release(mine));
      const mine: Held = { sid, path, release: answer, cancel };
      held.add(mine);
      return () => {
        cancel();
        held.delete(mine);
      };
    },
    changed(path) {
      for (const one of held) if (one.path === path) release(one);
    },
    clear() {
      users.clear();
      for (const { cancel } of held) cancel();
      held.clear();
    },
  };
}
