/**
 * How far the list of speakers can be believed. A list is a forecast: whom it names second now, the one before
 * should have named third. So the last lists vote on who comes next, and a vote weighs as much as that list was
 * right where they differed (naive Bayes over measured hit rates). At first the newest is believed, for whoever
 * rearranges a list means it; older ones outvote it only in a house where they were right again and again.
 * Pure; what it remembers are three lists and a few counts that fade.
 */
import type { MonotonicMs } from '../../protocols/clock.ts';

/** Seats in the order in which they are to speak. */
type List = readonly number[];

interface HitRate {
  readonly right: number;
  readonly asked: number;
}

/** Whose turn it is, as far as the list is concerned: after an interjection it says less than after a speech. */
export type Turn = 'chair' | 'announced' | 'unannounced';

export interface QueueMemory {
  /** The present list, and those of the turns before; at most three. */
  readonly lists: readonly List[];
  /** How often each of them was right where they differed, the present one first. */
  readonly votes: readonly HitRate[];
  /** How often somebody whom the lists named was next. */
  readonly named: Readonly<Record<Turn, HitRate>>;
  readonly turn: Turn;
  readonly turnAt: MonotonicMs;
  /** The list has lost the one whose turn it is. */
  readonly hasMovedOn: boolean;
}

export interface Share {
  readonly seat: number;
  /** 0 to 1. */
  readonly share: number;
}

const keptLists = 3;
/** The list moves on when a turn begins, or a moment later, when the unit takes the speaker off it. */
const movesOnWithinMs = 1000;
/** What each observation leaves of those before. */
const fading = 0.97;
/** Nothing is ever certain. */
const surest = 0.98;
/** A list this good may be acted on before anybody speaks. */
const sureFrom = 0.8;

export const freshQueueMemory: QueueMemory = {
  lists: [],
  votes: [
    { right: 3, asked: 4 },
    { right: 1, asked: 3 },
    { right: 1, asked: 3 },
  ],
  named: {
    chair: { right: 3, asked: 4 },
    announced: { right: 3, asked: 4 },
    unannounced: { right: 2, asked: 3 },
  },
  turn: 'announced',
  turnAt: 0,
  hasMovedOn: true,
};

/** Somebody's turn begins: what was said about who is next is held against who it is. */
export function withTurn(
  memory: QueueMemory,
  { seat, isChair, now }: { readonly seat: number; readonly isChair: boolean; readonly now: MonotonicMs },
): QueueMemory {
  const said = saidOf(memory, 0);
  const names = said.filter((name) => name !== undefined);
  // Without a list everybody is as announced as anybody.
  const announced = names.length === 0 || said[0] === seat ? 'announced' : 'unannounced';
  const turn = { turn: isChair ? 'chair' : announced, turnAt: now, hasMovedOn: false } as const;
  if (names.length === 0) return { ...memory, ...turn };
  const isNamed = names.includes(seat);
  const named = { ...memory.named, [memory.turn]: counted(memory.named[memory.turn], isNamed) };
  // Where nobody was right, or all of them, none is better than another.
  const differ = isNamed && new Set(names).size > 1;
  const votes = differ
    ? memory.votes.map((rate, age) => (said[age] === undefined ? rate : counted(rate, said[age] === seat)))
    : memory.votes;
  return { ...memory, ...turn, named, votes };
}

const counted = ({ right, asked }: HitRate, isRight: boolean): HitRate => ({
  right: fading * right + (isRight ? 1 : 0),
  asked: fading * asked + 1,
});

/** Takes in the list as it is now; a list that was changed within a turn replaces the one it was. */
export function withList(memory: QueueMemory, list: List, now: MonotonicMs): QueueMemory {
  const [present, ...before] = memory.lists;
  if (present ? isSame(present, list) : list.length === 0) return memory;
  if (list.length === 0) return { ...memory, lists: [] };
  const movesOn = !memory.hasMovedOn && now - memory.turnAt <= movesOnWithinMs;
  if (!movesOn) return { ...memory, lists: [list, ...before] };
  return { ...memory, hasMovedOn: true, lists: [list, ...memory.lists].slice(0, keptLists) };
}

const isSame = (a: List, b: List): boolean =>
  a.length === b.length && a.every((seat, index) => seat === b[index]);

/** Whom each list named for the turn after so many others, the present list first. */
const saidOf = ({ lists }: QueueMemory, turns: number): readonly (number | undefined)[] =>
  Array.from({ length: keptLists }, (_, age) => lists[age]?.[turns + age]);

/** How likely somebody whom the lists name is next at all, 0 to 1. */
export function listLikelihood({ lists, named, turn }: QueueMemory): number {
  const { right, asked } = named[turn];
  return lists.length === 0 ? 0 : Math.min(surest, right / asked);
}

/** How the lists, if they are right, divide the turn after so many others among `seats`; likeliest first. */
export function forecast(memory: QueueMemory, turns: number, seats: number): readonly Share[] {
  const odds = new Map<number, number>();
  for (const [age, seat] of saidOf(memory, turns).entries()) {
    if (seat === undefined) continue;
    const { right, asked } = memory.votes[age] ?? { right: 0, asked: 1 };
    const rate = Math.min(surest, right / asked);
    // A list that is right no more often than by chance has no vote.
    const weight = Math.max(1, (rate * Math.max(1, seats - 1)) / (1 - rate));
    odds.set(seat, (odds.get(seat) ?? 1) * weight);
  }
  const unnamed = Math.max(0, seats - odds.size);
  const total = [...odds.values()].reduce((sum, each) => sum + each, unnamed);
  return [...odds].map(([seat, each]) => ({ seat, share: each / total })).sort((a, b) => b.share - a.share);
}

/** Who is next for sure: three lists agree, and lists have been right at this point; null: nobody is. */
export function surelyNext(memory: QueueMemory): number | null {
  const said = saidOf(memory, 0);
  const [first] = said;
  const agree = first !== undefined && said.every((seat) => seat === first);
  return agree && listLikelihood(memory) >= sureFrom ? first : null;
}
