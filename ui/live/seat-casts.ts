/**
 * Casts that have no answer yet. What is kept here lies in the browser's storage before anything is sent, so that it
 * outlives a dead spot, a reload and a battery; every tab of this browser sees the same. A changed mind takes the place
 * of a cast that was never on a wire. One that was may still be on its way on a line given up, and would arrive last:
 * both are sent again in the order they were pressed, and what comes later of the old line is known already.
 */
import type { CastInput } from '../../protocols/api/seat.ts';

export interface PendingCast extends CastInput {
  /** The daemon's wall time when it was pressed, ms. */
  readonly madeAt: number;
  /** It has been on a wire, and may arrive from there whenever it likes. */
  readonly isSent?: true;
}

/** A text that outlives the page, as seat-kept.ts keeps it. */
export interface KeptText {
  read(): string | null;
  /** null: forgets it. */
  write(text: string | null): void;
  /** Another tab has written; the returned function stops listening. */
  onChange(listener: () => void): () => void;
}

export interface PendingCasts {
  /** The oldest first. */
  all(): readonly PendingCast[];
  /** The last press. */
  of(ballot: string): PendingCast | undefined;
  put(cast: PendingCast): void;
  /** It is on a wire. */
  sent(cast: string): void;
  /** It has its receipt, or was refused. */
  settle(cast: string): void;
  clear(): void;
  /** Another tab has pressed, or has its answer; the returned function stops listening. */
  onChange(listener: () => void): () => void;
}

/** More than one presses while the line is lost, and fewer than a line may say in a second. */
const maxPending = 16;
/** After an evening nobody waits for an answer any more, ms. */
const longestWaitMs = 12 * 3_600_000;
const maxChars = 20_000;

/** The one that is to count. */
export const lastOf = (casts: readonly PendingCast[], ballot: string): PendingCast | undefined =>
  casts.filter((cast) => cast.ballot === ballot).pop();

export function createPendingCasts(kept: KeptText): PendingCasts {
  const all = (): readonly PendingCast[] => parsePendingCasts(kept.read());
  const write = (casts: readonly PendingCast[]): void =>
    kept.write(casts.length === 0 ? null : JSON.stringify(casts));

  return {
    all,
    of: (ballot) => lastOf(all(), ballot),
    put(cast) {
      const others = all().filter(
        ({ ballot, madeAt, isSent }) =>
          (ballot !== cast.ballot || isSent === true) && cast.madeAt - madeAt < longestWaitMs,
      );
      write([...others, cast].slice(-maxPending));
    },
    sent(sent) {
      const before = all();
      if (before.some(({ cast, isSent }) => cast === sent && isSent !== true))
        write(before.map((each) => (each.cast === sent ? { ...each, isSent: true } : each)));
    },
    settle(settled) {
      const before = all();
      const after = before.filter(({ cast }) => cast !== settled);
      if (after.length < before.length) write(after);
    },
    clear: () => write([]),
    onChange: kept.onChange,
  };
}

/** What a browser's storage says, which anybody may have written: only what could have been pressed here. */
export function parsePendingCasts(text: string | null): readonly PendingCast[] {
  if (text === null || text.length > maxChars) return [];
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [];
  }
  return Array.isArray(value) ? value.filter(isPendingCast).slice(-maxPending) : [];
}

function isPendingCast(value: unknown): value is PendingCast {
  if (typeof value !== 'object' || value === null) return false;
  const { ballot, cast, choice, madeAt } = value as Readonly<Record<string, unknown>>;
  return (
    typeof ballot === 'string' &&
    typeof choice === 'string' &&
    typeof madeAt === 'number' &&
    typeof cast === 'string' &&
    /^[A-Za-z0-9-]{8,64}$/.test(cast)
  );
}
