/**
 * What a member's page knows and asks for: what all see, what only this member sees, votes on their way with their
 * receipts, wishes with their answers. A vote counts as saved only by a receipt or by the daemon's word; until then
 * it is sent again after every reconnection, always with the id it was pressed with.
 */
import type { ErrorCode } from '../../protocols/api/errors.ts';
import type {
  CastInput,
  Receipt,
  SeatMessage,
  SeatOwn,
  SeatRequest,
  SeatShared,
  SeatWish,
} from '../../protocols/api/seat.ts';
import type { PageError } from './http.ts';
import { applyMergePatch } from './merge-patch.ts';
import type { PendingCast, PendingCasts } from './seat-casts.ts';
import { createSeatLine } from './seat-line.ts';
import { parseSeatMessage } from './seat-messages.ts';
import type { LiveClock, LiveSocket, SocketHandlers } from './store.ts';

/** A vote that does not count, and why. */
export interface RefusedCast {
  readonly ballot: string;
  readonly choice: string;
  readonly error: ErrorCode;
}

export interface SeatState {
  readonly link: 'connecting' | 'live' | 'lost' | 'ended';
  /** Why the daemon ended it for good. */
  readonly ended: ErrorCode | null;
  readonly shared: SeatShared | null;
  readonly own: SeatOwn | null;
  /** false: the ballot is newer than what this member was last told of their own vote. */
  readonly isOwnCurrent: boolean;
  /** Votes without an answer. */
  readonly pending: readonly PendingCast[];
  /** The last receipt of each ballot. */
  readonly receipts: Readonly<Record<string, Receipt>>;
  readonly refused: Readonly<Record<string, RefusedCast>>;
}

export type WishAnswer = { readonly ok: true } | { readonly ok: false; readonly error: PageError };

export interface SeatStore {
  getState(): SeatState;
  subscribe(listener: () => void): () => void;
  /** The daemon's wall time now, ms; stands still while the link is lost. */
  serverNow(): number;
  /** One press. The same choice again while it is on its way, or once it is saved, is no second vote. */
  cast(ballot: string, choice: string): void;
  wish(wish: SeatWish, input?: object): Promise<WishAnswer>;
  wake(): void;
  stop(): void;
}

export interface SeatStoreOptions {
  readonly clock: LiveClock;
  /** 0 ≤ n < 1. */
  readonly random: () => number;
  readonly openSocket: (handlers: SocketHandlers) => LiveSocket;
  readonly casts: PendingCasts;
  readonly newCastId: () => string;
}

/** A wish without an answer by then is told as such, ms. */
export const wishDeadlineMs = 10_000;
/** A cast without an answer on a line that stands is sent again after this, ms. */
const castPatienceMs = 4000;
const catchUpDeadlineMs = 2000;
/** Heartbeats whose least delayed one gives the clock offset. */
const offsetSamples = 8;
/** Refusals that say nothing about the vote: it is sent again. */
const passing: readonly ErrorCode[] = ['overloaded', 'journal-failed', 'internal'];
/** The page is over; every other end is a reason to connect again. */
const final: readonly ErrorCode[] = ['not-signed-in', 'signed-in-elsewhere'];

const beginning: SeatState = {
  link: 'connecting',
  ended: null,
  shared: null,
  own: null,
  isOwnCurrent: true,
  pending: [],
  receipts: {},
  refused: {},
};

/** What is saved of this member's vote in a ballot, by the latest word on it. */
export function savedVote(
  { own, receipts }: Pick<SeatState, 'own' | 'receipts'>,
  ballot: string,
):
  { readonly choice: string; readonly number: number; readonly at: number; readonly by: string } | undefined {
  const receipt = receipts[ballot];
  const vote = own?.vote?.ballot === ballot ? own.vote : undefined;
  const told =
    vote?.choice === undefined || vote.number === undefined || vote.at === undefined
      ? undefined
      : { choice: vote.choice, number: vote.number, at: vote.at, by: vote.by ?? 'page' };
  if (receipt === undefined || (told !== undefined && told.number >= receipt.number)) return told;
  return { choice: receipt.choice, number: receipt.number, at: receipt.at, by: 'page' };
}

export function createSeatStore(options: SeatStoreOptions): SeatStore {
  const { clock, casts } = options;
  const listeners = new Set<() => void>();
  let state: SeatState = { ...beginning, pending: casts.all() };
  let position: { readonly epoch: string; readonly revision: number } | null = null;
  let offsets: number[] = [];
  /** The daemon's time stands still there; null: it runs. */
  let stoppedAt: number | null = null;
  let cancelCatchUp: (() => void) | null = null;
  let wishes = 0;
  const sentAt = new Map<string, number>();
  const waiting = new Map<string, (answer: WishAnswer) => void>();

  function change(next: Partial<SeatState>): void {
    const entries = Object.entries(next) as [keyof SeatState, unknown][];
    if (entries.every(([key, value]) => Object.is(state[key], value))) return;
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  }

  const offset = (): number => (offsets.length === 0 ? 0 : Math.max(...offsets));
  const serverNow = (): number => stoppedAt ?? clock.wall() + offset();

  const line = createSeatLine({
    clock,
    random: options.random,
    openSocket: options.openSocket,
    onOpen() {
      requestUpdates();
      sentAt.clear();
      // Read anew: another tab may have pressed since, and its answer is the one that counts.
      change({ pending: casts.all() });
      resend();
    },
    onText: (text) => {
      const message = parseSeatMessage(text);
      if (message !== null) receive(message);
    },
    onDrop() {
      caughtUp();
      for (const answer of waiting.values()) answer({ ok: false, error: 'no-answer' });
      waiting.clear();
    },
    onLost() {
      if (state.link === 'ended') return;
      stoppedAt = line.lastHeard().wall + offset();
      change({ link: 'lost' });
    },
  });

  const stopListening = casts.onChange(() => change({ pending: casts.all() }));
  const send = (request: SeatRequest): boolean => line.send(JSON.stringify(request));
  const requestUpdates = (): void => void send({ type: 'subscribe', ...position });

  function sendCast({ ballot, cast, choice }: CastInput): void {
    if (!send({ type: 'cast', ballot, cast, choice })) return;
    sentAt.set(cast, clock.now());
    casts.sent(cast);
  }

  /** What has had no answer for a while. */
  function resend(): void {
    for (const cast of casts.all())
      if (clock.now() - (sentAt.get(cast.cast) ?? Number.NEGATIVE_INFINITY) >= castPatienceMs) sendCast(cast);
  }

  function receive(message: SeatMessage): void {
    if (message.type === 'ended') {
      end(message.error);
      return;
    }
    line.heard();
    stoppedAt = null;
    switch (message.type) {
      case 'heartbeat':
        learnOffset(message.wallMs - line.lastHeard().wall);
        // Whatever belongs to a change has come within a second.
        change({ isOwnCurrent: true });
        resend();
        break;
      case 'snapshot':
        caughtUp();
        position = { epoch: message.epoch, revision: message.revision };
        show(message.view);
        break;
      case 'delta':
        receiveDelta(message.revision, message.patch);
        break;
      case 'own':
        change({ own: message.own, isOwnCurrent: true });
        break;
      case 'receipt':
        receiveReceipt(message.receipt);
        break;
      case 'refused':
        receiveRefusal(message.id, message.error);
        break;
      case 'done':
        settleWish(message.id, { ok: true });
        break;
    }
    if (state.shared !== null) change({ link: 'live' });
  }

  function receiveDelta(revision: number, patch: unknown): void {
    if (position === null || revision <= position.revision) return;
    if (revision > position.revision + 1) {
      if (cancelCatchUp !== null) return;
      cancelCatchUp = clock.after(catchUpDeadlineMs, () => line.reconnect());
      requestUpdates();
      return;
    }
    caughtUp();
    position = { epoch: position.epoch, revision };
    show(applyMergePatch(state.shared, patch) as SeatShared);
  }

  function show(shared: SeatShared): void {
    const isAnother = shared.ballot?.id !== state.shared?.ballot?.id;
    const isTold = shared.ballot === undefined || state.own?.vote?.ballot === shared.ballot.id;
    change({ shared, ...(isAnother ? { isOwnCurrent: isTold } : {}) });
  }

  function receiveReceipt(receipt: Receipt): void {
    casts.settle(receipt.cast);
    sentAt.delete(receipt.cast);
    const known = state.receipts[receipt.ballot];
    change({
      pending: casts.all(),
      ...(known !== undefined && known.number > receipt.number
        ? {}
        : { receipts: { ...state.receipts, [receipt.ballot]: receipt } }),
    });
  }

  function receiveRefusal(id: string, error: ErrorCode): void {
    if (settleWish(id, { ok: false, error })) return;
    const cast = casts.all().find((each) => each.cast === id);
    if (cast === undefined || passing.includes(error)) return;
    casts.settle(id);
    sentAt.delete(id);
    const { ballot, choice } = cast;
    const isLast = casts.of(ballot) === undefined;
    const refused = isLast ? { ...state.refused, [ballot]: { ballot, choice, error } } : state.refused;
    change({ pending: casts.all(), refused });
  }

  function settleWish(id: string, answer: WishAnswer): boolean {
    const settle = waiting.get(id);
    waiting.delete(id);
    settle?.(answer);
    return settle !== undefined;
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
    if (!final.includes(error)) {
      // Too slow, overloaded, restarting: start afresh, without the revision that could not be kept up.
      position = null;
      line.retry();
      return;
    }
    line.stop();
    change({ link: 'ended', ended: error });
  }

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    serverNow,
    cast(ballot, choice) {
      const before = casts.of(ballot);
      if ((before ?? savedVote(state, ballot))?.choice === choice) return;
      const cast = { ballot, cast: options.newCastId(), choice, madeAt: serverNow() };
      casts.put(cast);
      const { [ballot]: _old, ...refused } = state.refused;
      change({ pending: casts.all(), refused });
      sendCast(cast);
    },
    wish(wish, input = {}) {
      const id = `w${++wishes}`;
      return new Promise((resolve) => {
        if (!send({ type: 'wish', id, wish, input })) {
          resolve({ ok: false, error: 'unreachable' });
          return;
        }
        const cancel = clock.after(wishDeadlineMs, () => settleWish(id, { ok: false, error: 'no-answer' }));
        waiting.set(id, (answer) => {
          cancel();
          resolve(answer);
        });
      });
    },
    wake: () => {
      if (state.link !== 'ended') line.wake();
    },
    stop() {
      line.stop();
      stopListening();
      listeners.clear();
    },
  };
}
