/**
 * The line of a member's page: one WebSocket that is opened again whenever it ends, is silent for too long, or the
 * device wakes up. Knows nothing of what is said on it. Socket, clock and chance are handed in.
 */
import { lostAfterMs } from '../../protocols/api/timing.ts';
import type { LiveClock, LiveSocket, SocketHandlers } from './store.ts';

/** An attempt that brought no message by then is given up, ms. */
export const attemptDeadlineMs = 4000;
const firstRetryMs = 250;
const longestRetryMs = 5000;
/** A clock that was set by more than this tells nothing about a sleep, ms. */
const longestSleepMs = 86_400_000;

export interface SeatLineOptions {
  readonly clock: LiveClock;
  /** 0 ≤ n < 1. */
  readonly random: () => number;
  readonly openSocket: (handlers: SocketHandlers) => LiveSocket;
  /** A socket is open: say what has to be said. */
  onOpen(): void;
  onText(text: unknown): void;
  /** The socket is gone, or about to be replaced; what was asked on it may have no answer. */
  onDrop(): void;
  /** Nothing was heard for so long that the page must say so. */
  onLost(): void;
}

export interface SeatLine {
  /** false: there is no open socket now. */
  send(text: string): boolean;
  /** What came made sense: the line stands. */
  heard(): void;
  /** This device's monotonic and wall time of the last sense, ms. */
  lastHeard(): { readonly monotonic: number; readonly wall: number };
  /** Gives this socket up and tries again, later at each failure. */
  retry(): void;
  /** Gives this socket up and tries again at once. */
  reconnect(): void;
  /** The device woke up or the network came back: look at once. */
  wake(): void;
  stop(): void;
}

/** Connects at once and keeps connecting until stopped. */
export function createSeatLine(options: SeatLineOptions): SeatLine {
  const { clock, random } = options;
  let socket: LiveSocket | null = null;
  let isOpen = false;
  let generation = 0;
  let failures = 0;
  let stopped = false;
  let last = { monotonic: clock.now(), wall: clock.wall() };
  let cancelWatch = (): void => undefined;
  let cancelAttempt = (): void => undefined;
  let cancelRetry: (() => void) | null = null;

  /** A sleeping device may stop its monotonic clock; its wall clock tells then. */
  const silentMs = (): number =>
    Math.max(clock.now() - last.monotonic, Math.min(clock.wall() - last.wall, longestSleepMs));

  function watch(): void {
    cancelWatch();
    cancelWatch = clock.after(lostAfterMs, () => {
      options.onLost();
      if (cancelRetry === null) connect();
    });
  }

  function drop(): void {
    generation++;
    isOpen = false;
    cancelAttempt();
    const old = socket;
    socket = null;
    old?.close();
    options.onDrop();
  }

  function retry(): void {
    drop();
    if (stopped || cancelRetry !== null) return;
    const backOffMs = Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(failures, 10));
    failures++;
    cancelRetry = clock.after(backOffMs * (0.5 + random() / 2), connect);
  }

  function connect(): void {
    cancelRetry?.();
    cancelRetry = null;
    drop();
    if (stopped) return;
    const mine = generation;
    const current = (): boolean => mine === generation;
    cancelAttempt = clock.after(attemptDeadlineMs, retry);
    const opened = options.openSocket({
      onOpen: () => {
        if (!current()) return;
        isOpen = true;
        options.onOpen();
      },
      onMessage: (text) => {
        if (current()) options.onText(text);
      },
      onClose: () => {
        if (current()) retry();
      },
    });
    if (current()) socket = opened;
    else opened.close();
  }

  watch();
  connect();

  return {
    send(text) {
      if (!isOpen || socket === null) return false;
      socket.send(text);
      return true;
    },
    heard() {
      last = { monotonic: clock.now(), wall: clock.wall() };
      failures = 0;
      cancelAttempt();
      watch();
    },
    lastHeard: () => last,
    retry,
    reconnect: connect,
    wake() {
      if (stopped) return;
      const isSilent = silentMs() >= lostAfterMs;
      if (isSilent) {
        options.onLost();
        failures = 0;
      }
      if (isSilent || cancelRetry !== null) connect();
    },
    stop() {
      stopped = true;
      cancelWatch();
      cancelRetry?.();
      drop();
    },
  };
}
