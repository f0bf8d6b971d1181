/** React's side of a member's page: its one store, read through selectors, and the clock of its countdown. */
import { useSyncExternalStore } from 'react';
import { browserClock, onWake, openSeatSocket } from './browser.ts';
import { createPendingCasts } from './seat-casts.ts';
import { keptInBrowser, newCastId } from './seat-kept.ts';
import { createSeatStore, type SeatState, type SeatStore } from './seat-store.ts';

export const pendingCasts = createPendingCasts(keptInBrowser('casts'));

let current: { readonly store: SeatStore; readonly stopWaking: () => void } | null = null;

/** The page's one connection: opened when first needed. */
export function seatStore(): SeatStore {
  if (current === null) {
    const store = createSeatStore({
      clock: browserClock,
      random: Math.random,
      openSocket: openSeatSocket,
      casts: pendingCasts,
      newCastId,
    });
    current = { store, stopWaking: onWake(() => store.wake()) };
  }
  return current.store;
}

/** Ends the connection: the next look opens a fresh one, of whoever has signed in by then. */
export function leaveSeat(): void {
  current?.stopWaking();
  current?.store.stop();
  current = null;
}

/** A part of the state; `select` must return the same value while nothing changed. */
export function useSeat<T>(select: (state: SeatState) => T): T {
  const store = seatStore();
  return useSyncExternalStore(store.subscribe, () => select(store.getState()));
}

const tickMs = 250;

function subscribeToTicks(listener: () => void): () => void {
  const timer = setInterval(listener, tickMs);
  return () => clearInterval(timer);
}

/** Whole seconds from now until `at` (daemon's wall time, ms), rounded up; negative once it is over. */
export function useSecondsUntil(at: number): number {
  const store = seatStore();
  return useSyncExternalStore(subscribeToTicks, () => Math.ceil((at - store.serverNow()) / 1000));
}

/** The daemon's wall time in whole seconds, as ms; stands still while the link is lost. */
export function useSeatSecond(): number {
  const store = seatStore();
  return useSyncExternalStore(subscribeToTicks, () => Math.floor(store.serverNow() / 1000) * 1000);
}
