/**
 * The live connection of a page and what it last said: subscribe, snapshot, gapless deltas, heartbeat
 * (protocols/api/live.ts). Socket, clock and chance are handed in. A silent connection is given up after
 * `lostAfterMs`, also when the socket still looks open; what was known stays and is marked as old.
 */
import { applyMergePatch } from './merge-patch.ts';
import { parseLiveMessage } from './messages.ts';
import type { ErrorCode } from '../../protocols/api/errors.ts';
import type { LiveMessage, Subscribe } from '../../protocols/api/live.ts';
import { lostAfterMs } from '../../protocols/api/timing.ts';
import type { View, ViewOf } from '../../protocols/api/views.ts';

export interface LiveClock {
  /** Monotonic ms. */
  now(): number;
  /** Wall time in ms. */
  wall(): number;
  /** Runs once after `delayMs`; the returned function cancels it. */
  after(delayMs: number, run: () => void): () => void;
}

export interface LiveSocket {
  send(text: string): void;
  close(): void;
}

export interface SocketHandlers {
  onOpen(): void;
  onMessage(text: unknown): void;
  /** Also after a failed attempt; never after `close()` was heeded. */
  onClose(): void;
}

export interface LiveState<V> {
  readonly link: 'connecting' | 'live' | 'lost' | 'ended';
  readonly view: V | null;
  /** The daemon's wall time, ms, of the last message before the link was lost; null while it is not. */
  readonly staleSinceAt: number | null;
  /** Why the daemon ended the subscription. */
  readonly ended: ErrorCode | null;
}

export interface LiveStore<V> {
  getState(): LiveState<V>;
  subscribe(listener: () => void): () => void;
  /** The daemon's wall time now, ms; stands still while the link is lost. */
  serverNow(): number;
  /** The device woke up or the network came back: look at once. */
  wake(): void;
  /** Messages that made no sense. */
  garbage(): number;
  stop(): void;
}

export interface LiveStoreOptions<Role extends View['role']> {
  readonly role: Role;
  readonly clock: LiveClock;
  /** 0 ≤ n < 1. */
  readonly random: () => number;
  readonly openSocket: (handlers: SocketHandlers) => LiveSocket;
}

/** A connection attempt that brought no message by then is given up, ms. */
export const attemptDeadlineMs = 4000;
/** An unanswered request for missing deltas ends in a new connection, ms. */
export const catchUpDeadlineMs = 2000;
const firstRetryMs = 300;
const longestRetryMs = 5000;
/** Heartbeats whose least delayed one gives the clock offset. */
const offsetSamples = 8;

/** Connects at once and keeps connecting until stopped. */
export function createLiveStore<Role extends View['role']>(
  options: LiveStoreOptions<Role>,
): LiveStore<ViewOf<Role>> {
  const { role, clock, random } = options;
  const listeners = new Set<() => void>();
  let state: LiveState<ViewOf<Role>> = { link: 'connecting', view: null, staleSinceAt: null, ended: null };
  let position: { readonly epoch: string; readonly revision: number } | null = null;
  let socket: LiveSocket | null = null;
  let generation = 0;
  let failures = 0;
  let garbage = 0;
  let stopped = false;
  let heard = { monotonic: clock.now(), wall: clock.wall() };
  let offsets: number[] = [];
  let cancelWatch = (): void => undefined;
  let cancelRetry: (() => void) | null = null;
  let cancelAttempt = (): void => undefined;
  let cancelCatchUp: (() => void) | null = null;

  function change(next: Partial<LiveState<ViewOf<Role>>>): void {
    const entries = Object.entries(next) as [keyof LiveState<ViewOf<Role>>, unknown][];
    if (entries.every(([key, value]) => Object.is(state[key], value))) return;
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  }

  const offset = (): number => (offsets.length === 0 ? 0 : Math.max(...offsets));
  /** A sleeping device may stop its monotonic clock; its wall clock tells then. */
  const silentMs = (): number =>
    Math.max(clock.now() - heard.monotonic, Math.min(clock.wall() - heard.wall, 86_400_000));

  function lose(): void {
    if (state.link === 'ended') return;
    change({ link: 'lost', staleSinceAt: heard.wall + offset() });
    if (cancelRetry === null) connect();
  }

  function watch(): void {
    cancelWatch();
    cancelWatch = clock.after(lostAfterMs, lose);
  }

  function drop(): void {
    generation++;
    cancelAttempt();
    cancelCatchUp?.();
    cancelCatchUp = null;
    const old = socket;
    socket = null;
    old?.close();
  }

  function retryLater(): void {
    drop();
    if (stopped || cancelRetry !== null || state.link === 'ended') return;
    const delayMs =
      Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(failures, 10)) * (0.5 + random() / 2);
    failures++;
    cancelRetry = clock.after(delayMs, connect);
  }

  function connect(): void {
    cancelRetry?.();
    cancelRetry = null;
    drop();
    if (stopped) return;
    const mine = generation;
    const current = (): boolean => mine === generation;
    cancelAttempt = clock.after(attemptDeadlineMs, retryLater);
    const opened = options.openSocket({
      onOpen: () => {
        if (current()) requestUpdates();
      },
      onMessage: (text) => {
        if (current()) receive(parseLiveMessage(text, role));
      },
      onClose: () => {
        if (current()) retryLater();
      },
    });
    if (current()) socket = opened;
    else opened.close();
  }

  function requestUpdates(): void {
    const request: Subscribe = { type: 'subscribe', view: role, ...position };
    socket?.send(JSON.stringify(request));
  }

  function receive(message: LiveMessage | null): void {
    if (message === null) {
      garbage++;
      return;
    }
    heard = { monotonic: clock.now(), wall: clock.wall() };
    failures = 0;
    cancelAttempt();
    watch();
    switch (message.type) {
      case 'heartbeat':
        learnOffset(message.wallMs - heard.wall);
        break;
      case 'snapshot':
        caughtUp();
        position = { epoch: message.epoch, revision: message.revision };
        change({ view: message.view as ViewOf<Role> });
        break;
      case 'delta':
        receiveDelta(message.revision, message.patch);
        break;
      case 'ended':
        end(message.error);
        return;
    }
    if (state.view !== null) change({ link: 'live', staleSinceAt: null });
  }

  function receiveDelta(revision: number, patch: unknown): void {
    if (position === null || revision <= position.revision) return;
    if (revision > position.revision + 1) {
      if (cancelCatchUp !== null) return;
      cancelCatchUp = clock.after(catchUpDeadlineMs, connect);
      requestUpdates();
      return;
    }
    caughtUp();
    position = { epoch: position.epoch, revision };
    change({ view: applyMergePatch(state.view, patch) as ViewOf<Role> });
  }

  function caughtUp(): void {
    cancelCatchUp?.();
    cancelCatchUp = null;
  }

  function learnOffset(sample: number): void {
    // A clock that was set makes the old samples worthless.
    if (offsets.length > 0 && Math.abs(sample - offset()) > 2000) offsets = [];
    offsets = [...offsets, sample].slice(-offsetSamples);
  }

  function end(error: ErrorCode): void {
    if (error !== 'not-signed-in' && error !== 'wrong-role') {
      // Too slow, overloaded, restarting: start afresh, without the revision that could not be kept up.
      position = null;
      retryLater();
      return;
    }
    cancelWatch();
    drop();
    change({ link: 'ended', ended: error });
  }

  watch();
  connect();

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    serverNow: () => state.staleSinceAt ?? clock.wall() + offset(),
    wake() {
      if (stopped || state.link === 'ended') return;
      if (silentMs() >= lostAfterMs) {
        change({ link: 'lost', staleSinceAt: heard.wall + offset() });
        failures = 0;
        connect();
      } else if (cancelRetry !== null) {
        connect();
      }
    },
    garbage: () => garbage,
    stop() {
      stopped = true;
      cancelWatch();
      cancelRetry?.();
      drop();
      listeners.clear();
    },
  };
}
