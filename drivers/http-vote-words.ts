/**
 * What the voting of one system over HTTP says differently from the others (http-votes.ts runs them all): which
 * question brings a ballot nearer to its goal, and what answers and news mean. All of it pure. And what they
 * share: how our own vote is found again on a device after both sides were restarted.
 */
import type { HttpAnswer } from '../protocols/http.ts';
import type { BallotOption, KeypadId } from '../protocols/models/voting.ts';
import type { HttpRequest } from './session.ts';
import type { FoundVote } from './told-votes.ts';

/** The ballot that is open, or was last. */
export interface HeldBallot<Known> {
  readonly id: string;
  /** As the device is to show it, with our mark; null: it was opened before we were started. */
  readonly title: string | null;
  readonly options: readonly BallotOption[];
  readonly goal: 'open' | 'drained';
  /** What is known of the device's vote for it. */
  readonly known: Known;
}

export interface Learned<Known> {
  readonly known: Known;
  /** Who voted what: all of them, or those that are new. */
  readonly votes?: readonly FoundVote[];
  /** `refused`: the device does not open it; `lost`: it has no such vote any more. */
  readonly ended?: 'refused' | 'lost';
  /** What came makes no sense. */
  readonly isGarbage?: boolean;
  /** Not to be asked anew before, ms. */
  readonly pauseMs?: number;
}

export type VotePlan<Question> =
  | { readonly type: 'ask'; readonly question: Question }
  /** Nothing to do but wait for news; after this long `due` says what then. */
  | { readonly type: 'wait'; readonly forMs: number }
  /** Nothing to do. */
  | { readonly type: 'rest' };

export interface HttpVoteWords<Question, Known, Memory> {
  readonly initial: Known;
  /** The device can vote on these; absent: on whatever its `maxOptions` allow. */
  fits?(options: readonly BallotOption[]): boolean;
  /** What stays true while nobody listened. */
  unsure(known: Known): Known;
  /** What is known of a ballot that was drained and is opened once more; absent: nothing. */
  reopened?(known: Known): Known;
  /** A pause or a wait is over. */
  due(known: Known): Known;
  plan(ballot: HeldBallot<Known>, memory: Memory): VotePlan<Question>;
  request(question: Question, memory: Memory): Omit<HttpRequest, 'id'>;
  /** `answer` null: none came, the device may have acted. */
  answered(
    ballot: HeldBallot<Known>,
    question: Question,
    answer: HttpAnswer | null,
    memory: Memory,
  ): Learned<Known>;
  /** Is this the request whose answer brings news? */
  isPoll(request: HttpRequest): boolean;
  /** null: nothing about votes. */
  heard(ballot: HeldBallot<Known>, news: HttpAnswer, memory: Memory): Learned<Known> | null;
  /** `unknown`: to be asked first. */
  phase(known: Known): 'unknown' | 'opening' | 'open' | 'closed' | 'drained';
  /** From votes that tell no more than that. */
  totals?(ballot: HeldBallot<Known>): readonly number[] | null;
  /** Absent: the device counts its own votes only. undefined: that cannot be. */
  external?(ballot: HeldBallot<Known>, keypad: KeypadId, option: number): Question | undefined;
}

/** From a question without an answer to the next, ms. */
export const unansweredPauseMs = 1000;
const maxTitleLength = 90;

/** Four letters and digits by which a ballot's vote is found again: a hash of its id (FNV-1a). */
function markOf(ballot: string): string {
  let hash = 0x81_1c_9d_c5;
  for (let at = 0; at < ballot.length; at++)
    hash = Math.imul(hash ^ ballot.charCodeAt(at), 0x01_00_01_93) >>> 0;
  return (hash % 36 ** 4).toString(36).padStart(4, '0');
}

/** The title as the device gets it: short enough, on one line, with the ballot's mark behind it. */
export function markedTitle(title: string, ballot: string): string {
  const clean = title
    .slice(0, 4 * maxTitleLength)
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  const characters = Array.from(clean);
  const short =
    characters.length > maxTitleLength ? `${characters.slice(0, maxTitleLength - 1).join('')}…` : clean;
  return `${short} [${markOf(ballot)}]`.trimStart();
}

/** Was this title made for this ballot? */
export const isMarked = (title: string, ballot: string): boolean => title.endsWith(`[${markOf(ballot)}]`);

/** A lamp that says what its key means; the options of a list go by their place. */
export function lampOf(
  { meaning }: BallotOption,
  index: number,
): 'green' | 'red' | 'yellow' | 'blue' | 'white' | 'cyan' | 'magenta' {
  if (meaning !== null) return ({ yes: 'green', no: 'red', abstain: 'yellow' } as const)[meaning];
  return (['blue', 'white', 'cyan', 'magenta', 'yellow'] as const)[index % 5] ?? 'white';
}
