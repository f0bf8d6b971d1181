/**
 * What is known of each keypad: whether it is there, which press of it is the latest, and whether two of them
 * go by one id. Pure.
 *
 * A keypad makes up a boot id when its power comes on, so a new one is a keypad that was switched off and on;
 * one that was replaced and comes back is a second keypad. From then on nothing that is pressed under that id
 * means an option, because nobody knows whose it is, until one of the two has been silent for a while.
 */
import type { MonotonicMs } from '../../protocols/clock.ts';
import type { NotStored, PressNumber } from '../../protocols/mqtt-keypads/topics.ts';

/** A hall has fewer; a broker that names more is not believed. */
const maxKeypads = 512;
const maxBoots = 4;
/** A keypad says its status every 30 s: after this one is switched off, or has another id by now. */
export const goneMs = 300_000;
/** Whoever stores has not answered for this long: it is told once more. */
export const tellAgainMs = 5000;

interface Boot {
  readonly boot: string;
  readonly heard: MonotonicMs;
}

/** The latest press of a keypad. */
export interface LatestPress extends PressNumber {
  readonly key: number;
  /** `waits`: for the disk here, by its receipt; `untold`: the link was away before it was stored. */
  readonly is: 'waits' | 'untold' | 'stored' | NotStored;
  readonly receipt: number;
  readonly since: MonotonicMs;
}

export interface Keypad {
  readonly isOnline: boolean;
  /** The one that speaks now is first. */
  readonly boots: readonly Boot[];
  readonly isTwice: boolean;
  readonly latest: LatestPress | null;
  /** The ballot of which it has said that nothing waits any more. */
  readonly settled: string | null;
}

export type Keypads = ReadonlyMap<string, Keypad>;

const unknown: Keypad = { isOnline: false, boots: [], isTwice: false, latest: null, settled: null };

/** The keypad as it is known; undefined: one too many. */
export const keypadOf = (keypads: Keypads, id: string): Keypad | undefined =>
  keypads.get(id) ?? (keypads.size < maxKeypads ? unknown : undefined);

export const withKeypad = (keypads: Keypads, id: string, keypad: Keypad): Keypads =>
  new Map(keypads).set(id, keypad);

/** Something came from the keypad that has this boot id. */
export function speaks(keypad: Keypad, boot: string, now: MonotonicMs): Keypad {
  const recent = keypad.boots.filter(({ heard }) => now - heard < goneMs);
  const place = recent.findIndex((one) => one.boot === boot);
  const others = recent.filter((one) => one.boot !== boot);
  return {
    ...keypad,
    isOnline: true,
    boots: [{ boot, heard: now }, ...others].slice(0, maxBoots),
    isTwice: place > 0 || (keypad.isTwice && others.length > 0),
  };
}

/** Its last will, or its word: only of the one that spoke last. */
export const leaves = (keypad: Keypad, boot: string): Keypad =>
  keypad.boots.length === 0 || keypad.boots[0]?.boot === boot ? { ...keypad, isOnline: false } : keypad;

/** The same press as the latest one, an older one that came late, or one that is new. */
export function compare(latest: LatestPress | null, press: PressNumber): 'same' | 'older' | 'new' {
  if (latest?.ballot !== press.ballot || latest.boot !== press.boot) return 'new';
  if (latest.press === press.press) return 'same';
  return press.press < latest.press ? 'older' : 'new';
}

/** The link was away: who is there is told anew, and what was not stored will be repeated. */
export const awayWith = (keypads: Keypads): Keypads =>
  new Map(
    [...keypads].map(([id, keypad]) => {
      const { latest } = keypad;
      const untold = latest?.is === 'waits' ? { ...latest, is: 'untold' as const } : latest;
      return [id, { ...keypad, isOnline: false, settled: null, latest: untold }];
    }),
  );

export const waitsFor = (keypads: Keypads, ballot: string): boolean =>
  [...keypads.values()].some(({ latest }) => latest?.is === 'waits' && latest.ballot === ballot);

/** Keypads that are there and may still have something of it. */
export const unsettled = (keypads: Keypads, ballot: string): boolean =>
  [...keypads.values()].some(({ isOnline, settled }) => isOnline && settled !== ballot);

/** An id that two keypads have, if there is one. */
export const twice = (keypads: Keypads): string | undefined =>
  [...keypads].find(([, { isTwice }]) => isTwice)?.[0];
