/**
 * The presses that a SunVote base holds until we acknowledge them: each becomes a cast, and its status byte
 * is echoed only once every press that is held with it is on disk here. Pure.
 *
 * Until then zero is said, which is what the base hears in an empty hall and acknowledges nothing. Not the
 * byte of the press before: nobody knows whether two presses that follow each other differ in it, and if they
 * do not, repeating it would let the base forget a press that is not on disk. For the same reason a byte is
 * said once; where it was lost on the line the base repeats the press, and it is a repetition here as well.
 */
import type { MonotonicMs } from '../../protocols/clock.ts';
import type { Cast } from '../../protocols/models/voting.ts';
import type { SunvotePress } from '../../protocols/sunvote/replies.ts';

export const keyCount = 6;
/** A base that holds more than this at once makes no sense. */
const maxHeld = 64;
/** Whoever stores has not answered for this long: it is told once more. */
export const tellAgainMs = 5000;

interface HeldPress {
  readonly press: SunvotePress;
  /** Of its cast, until that is stored; null: it is, or there is nothing to store. */
  readonly receipt: number | null;
  readonly since: MonotonicMs;
}

export interface Held {
  readonly presses: readonly HeldPress[];
  /** What was left over from before the ballot: not to be taken for a press when the base repeats it. */
  readonly leftOver: SunvotePress | null;
  /** The last receipt that was given. */
  readonly receipts: number;
}

export const noneHeld: Held = { presses: [], leftOver: null, receipts: 0 };

/** The link is new: the base repeats what it was not told to forget. */
export const heardAnew = ({ receipts }: Held): Held => ({ ...noneHeld, receipts });

export interface Taken {
  readonly held: Held;
  readonly cast: Cast | null;
  readonly garbage: number;
}

export interface Counting {
  readonly ballot: string;
  /** How many of the keys stand for an option. */
  readonly options: number;
  readonly counter: 'stable' | 'presses';
}

const isSame = (one: SunvotePress, other: SunvotePress | null): boolean =>
  one.status === other?.status &&
  one.keypad === other.keypad &&
  one.keys === other.keys &&
  one.counter === other.counter;

const hold = (held: Held, press: SunvotePress, receipt: number | null, since: MonotonicMs): Held => ({
  ...held,
  presses: [...held.presses.filter((one) => !isSame(press, one.press)), { press, receipt, since }],
});

/** A press of the ballot that runs. */
export function take(before: Held, press: SunvotePress, counting: Counting, now: MonotonicMs): Taken {
  if (isSame(press, before.leftOver)) return discard(before, press, now);
  const held: Held = { ...before, leftOver: null };
  const known = held.presses.find((one) => isSame(press, one.press));
  const waits = known && (known.receipt === null || now - known.since < tellAgainMs);
  if (waits) return { held, cast: null, garbage: 0 };
  // Not held, so not acknowledged with the others either.
  if (!known && held.presses.length >= maxHeld) return { held, cast: null, garbage: 1 };
  // Nobody, or no key: nothing was pressed, and the base shall go on.
  if (press.keypad === 0 || press.keys === 0)
    return { held: hold(held, press, null, now), cast: null, garbage: 1 };
  const receipt = held.receipts + 1;
  return {
    held: { ...hold(held, press, receipt, now), receipts: receipt },
    cast: castOf(press, counting, receipt),
    garbage: 0,
  };
}

/** A press from before the ballot: acknowledged, and nothing else. */
export const discard = (held: Held, press: SunvotePress, now: MonotonicMs): Taken => ({
  held: { ...hold(held, press, null, now), leftOver: press },
  cast: null,
  garbage: 1,
});

/** The slot was empty: whatever was left over is gone. */
export const heldNothing = (held: Held): Held => (held.leftOver ? { ...held, leftOver: null } : held);

function castOf(press: SunvotePress, { ballot, options, counter }: Counting, receipt: number): Cast {
  const key = Math.log2(press.keys);
  return {
    ballot,
    keypad: String(press.keypad),
    option: Number.isInteger(key) && key < Math.min(options, keyCount) ? key : null,
    id: counter === 'presses' ? `${press.keypad}.${press.counter}.${press.keys}` : null,
    receipt,
  };
}

export const stored = (held: Held, receipt: number): Held => ({
  ...held,
  presses: held.presses.map((one) => (one.receipt === receipt ? { ...one, receipt: null } : one)),
});

/** Presses that wait for the disk here. */
export const isWaiting = (held: Held): boolean => held.presses.some(({ receipt }) => receipt !== null);

/** The byte for the next round, and what is held once it was said. */
export function acknowledge(held: Held): { readonly status: number; readonly held: Held } {
  const last = held.presses.at(-1);
  if (last && !isWaiting(held)) return { status: last.press.status, held: { ...held, presses: [] } };
  // 255 is an empty slot and never a press.
  return { status: held.presses.some(({ press }) => press.status === 0) ? 0xff : 0, held };
}
