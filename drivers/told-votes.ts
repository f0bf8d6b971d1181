/**
 * What was told of each keypad during a ballot, for devices that say again and again who voted what and have no
 * counter of their own: whatever differs from it is a new press. Pure.
 */
import type { Cast, KeypadId, VotingState } from '../protocols/models/voting.ts';

/** The option told last, by keypad; null: one that is none. */
export type ToldVotes = ReadonlyMap<KeypadId, number | null>;

export interface FoundVote {
  readonly keypad: KeypadId;
  /** null: none of the ballot's options. */
  readonly option: number | null;
}

/** Those of `found` that are news, in order, numbered from `receipt` on. */
export function tellVotes(
  told: ToldVotes,
  found: readonly FoundVote[],
  ballot: string,
  receipt: number,
): { readonly told: ToldVotes; readonly casts: readonly Cast[] } {
  const next = new Map(told);
  const casts: Cast[] = [];
  for (const { keypad, option } of found) {
    if (next.has(keypad) && next.get(keypad) === option) continue;
    next.set(keypad, option);
    casts.push({ ballot, keypad, option, id: null, receipt: receipt + casts.length });
  }
  return { told: next, casts };
}

/** The vote of a keypad as it was before; undefined: none. */
export function withVote(told: ToldVotes, keypad: KeypadId, option: number | null | undefined): ToldVotes {
  const next = new Map(told);
  if (option === undefined) next.delete(keypad);
  else next.set(keypad, option);
  return next;
}

export function isSameState(one: VotingState, other: VotingState): boolean {
  if (one.ballot !== other.ballot || one.phase !== other.phase) return false;
  if (!one.totals || !other.totals) return one.totals === other.totals;
  const { totals } = other;
  return one.totals.length === totals.length && one.totals.every((count, index) => count === totals[index]);
}
