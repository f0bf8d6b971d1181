/** React's side of the live store: one store per page, read through selectors so that a delta re-renders only what it changed. */
import { createContext, useContext, useState, useSyncExternalStore, type ReactNode } from 'react';
import type { View, ViewOf } from '../../protocols/api/views.ts';
import { browserClock, onWake, openLiveSocket } from './browser.ts';
import { createLiveStore, type LiveState, type LiveStore } from './store.ts';

type Role = View['role'];
const Context = createContext<LiveStore<View> | null>(null);

const stores = new Map<Role, LiveStore<View>>();

/** The page's one connection: opened when first needed, ended by leaving the page, which loads anew. */
function liveStore(role: Role): LiveStore<View> {
  const known = stores.get(role);
  if (known) return known;
  const store: LiveStore<View> = createLiveStore({
    role,
    clock: browserClock,
    random: Math.random,
    openSocket: openLiveSocket,
  });
  onWake(() => store.wake());
  stores.set(role, store);
  return store;
}

/** Connects the page to the daemon, with the view of a role. */
export function LiveProvider({ view, children }: { readonly view: Role; readonly children: ReactNode }) {
  const [store] = useState(() => liveStore(view));
  return <Context value={store}>{children}</Context>;
}

function useStore(): LiveStore<View> {
  const store = useContext(Context);
  if (store === null) throw new Error('outside of LiveProvider');
  return store;
}

/** A part of the connection's state; `select` must return the same value while nothing changed. */
export function useLive<T>(select: (state: LiveState<View>) => T): T {
  const store = useStore();
  return useSyncExternalStore(store.subscribe, () => select(store.getState()));
}

/** A hook for one role's view: `const useOperator = viewHook('operator')`, then `useOperator((view) => view.queue)`. */
export function viewHook<R extends Role>(role: R): <T>(select: (view: ViewOf<R>) => T) => T {
  return function useView(select) {
    return useLive(({ view }) => {
      if (view === null || view.role !== role) throw new Error('a view part is mounted before its view');
      return select(view as ViewOf<R>);
    });
  };
}

export const useIsLost = (): boolean => useLive((state) => state.link === 'lost');

const tickMs = 200;
const tickers = new Set<() => void>();
let ticking: ReturnType<typeof setInterval> | null = null;

/** One interval for every running clock of the page, only while there is one. */
function subscribeToTicks(listener: () => void): () => void {
  tickers.add(listener);
  ticking ??= setInterval(() => {
    for (const run of tickers) run();
  }, tickMs);
  return () => {
    tickers.delete(listener);
    if (tickers.size > 0 || ticking === null) return;
    clearInterval(ticking);
    ticking = null;
  };
}

/** Whole seconds since `at` (daemon's wall time, ms), never negative; stands still while the link is lost. */
export function useSecondsSince(at: number): number {
  const store = useStore();
  return useSyncExternalStore(subscribeToTicks, () =>
    Math.max(0, Math.floor((store.serverNow() - at) / 1000)),
  );
}

/** The daemon's wall time in whole seconds, as ms. */
export function useServerSecond(): number {
  const store = useStore();
  return useSyncExternalStore(subscribeToTicks, () => Math.floor(store.serverNow() / 1000) * 1000);
}
