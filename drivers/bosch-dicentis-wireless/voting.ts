/**
 * A ballot on a DICENTIS Wireless access point: a round with its own subject is set up, opened and closed; its results
 * are read every second, and after the close until they are the same twice and name as many as were counted. Writes
 * take effect a moment after their answer, so what became of one is read as well.
 */
import type { HttpAnswer } from '../../protocols/http.ts';
import type { BallotOption } from '../../protocols/models/voting.ts';
import { sessionHeader } from '../../protocols/bosch-dicentis-wireless/words.ts';
import {
  answersOfMode,
  encodeWapVotingRequest,
  parseWapVotingAnswer,
  type RoundResults,
  type RoundState,
  type Vote,
  type WapVotingRequest,
} from '../../protocols/bosch-dicentis-wireless/voting.ts';
import {
  isMarked,
  unansweredPauseMs,
  type HeldBallot,
  type HttpVoteWords,
  type Learned,
  type VotePlan,
} from '../http-vote-words.ts';
import { commandTimeoutMs, readTimeoutMs } from '../http-words.ts';
import type { FoundVote } from '../told-votes.ts';
import type { WapMemory } from './memory.ts';

export interface WapVoteOptions {
  /** The words on the units: yes and no, or for and against. */
  readonly answers: 'yes-no' | 'for-against';
}

export interface WapKnown {
  /** false: what follows was so before nobody listened. */
  readonly isSure: boolean;
  /** Of the round that runs, or was the last; null: not read yet. */
  readonly state: RoundState | null;
  /** That round is this ballot's. */
  readonly isMine: boolean;
  /** It was seen closed. */
  readonly isOver: boolean;
  readonly isPrepared: boolean;
  /** The unit has taken our word to open or close, and it is not seen yet. */
  readonly isChanging: boolean;
  /** We have asked for it to be opened. */
  readonly isStarted: boolean;
  readonly attempts: number;
  readonly isStale: boolean;
  /** The last results after the close, to be compared with the next. */
  readonly final: string | null;
  readonly isDrained: boolean;
  readonly totals: readonly number[] | null;
}

type Known = WapKnown;
type Ballot = HeldBallot<Known>;
type Plan = VotePlan<WapVotingRequest>;

const refreshMs = 1000;
const retryMs = 300;
/** Looks after which a word that was taken is said again. */
const maxLooks = 5;
const maxAttempts = 15;
const maxReads = 8;

const nothingKnown: Known = {
  isSure: true,
  state: null,
  isMine: false,
  isOver: false,
  isPrepared: false,
  isChanging: false,
  isStarted: false,
  attempts: 0,
  isStale: true,
  final: null,
  isDrained: false,
  totals: null,
};

export const maxVotingOptions = 3;
const meaningOf: Readonly<Record<Vote, BallotOption['meaning']>> = {
  yes: 'yes',
  for: 'yes',
  no: 'no',
  against: 'no',
  abstain: 'abstain',
  dnpv: null,
};

/** undefined: no mode of the unit's has these answers. */
function modeOf(options: readonly BallotOption[], { answers }: WapVoteOptions): number | undefined {
  const mode = answersOfMode.findIndex(
    (votes) =>
      (votes[0] === 'yes') === (answers === 'yes-no') &&
      votes.length === options.length &&
      votes.every((vote) => options.some(({ meaning }) => meaning !== null && meaning === meaningOf[vote])),
  );
  return mode < 0 ? undefined : mode;
}

export const wapVotes = (options: WapVoteOptions): HttpVoteWords<WapVotingRequest, Known, WapMemory> => ({
  initial: nothingKnown,
  fits: (ballot) => modeOf(ballot, options) !== undefined,
  unsure: (known) => ({
    ...known,
    isSure: false,
    isPrepared: false,
    isChanging: false,
    isStale: true,
    final: null,
    attempts: 0,
  }),
  due: (known) => ({ ...known, isStale: true }),
  plan: (ballot) => plan(ballot, options),
  request(question, { sid }) {
    const { method, path, body } = encodeWapVotingRequest(question);
    return {
      method,
      path,
      headers: {
        ...(sid === null ? {} : { [sessionHeader]: sid }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body }),
      timeoutMs: question.type.startsWith('get-') ? readTimeoutMs : commandTimeoutMs,
    };
  },
  answered,
  isPoll: () => false,
  heard: () => null,
  phase({ isDrained, isSure, isMine, isOver, state }) {
    if (isDrained) return 'drained';
    if (!isSure || (isMine && state === null)) return 'unknown';
    if (!isMine) return 'opening';
    return isOver ? 'closed' : 'open';
  },
  totals: ({ known }) => known.totals,
});

function plan({ known, goal, title, options }: Ballot, vote: WapVoteOptions): Plan {
  const ask = (question: WapVotingRequest): Plan => ({ type: 'ask', question });
  const read = ask({ type: 'get-results', polling: false });
  if (known.isDrained) return { type: 'rest' };
  if (!known.isSure || known.state === null || known.isChanging) return read;
  if (known.isMine) {
    // Which answer was which option is not known any more.
    if (known.isOver) return options.length === 0 ? { type: 'rest' } : read;
    if (goal === 'drained') return ask({ type: 'set-round-state', state: 0 });
    return known.isStale ? read : { type: 'wait', forMs: refreshMs };
  }
  // What is wanted drained, and is not to be found, is lost: see `resultsRead`.
  if (goal === 'drained') return read;
  if (known.state !== 0) return ask({ type: 'set-round-state', state: 0 });
  const mode = modeOf(options, vote);
  if (!known.isPrepared && mode !== undefined)
    return ask({ type: 'set-voting', mode, subject: title ?? '', individuals: true, interimResultsMode: 0 });
  return ask({ type: 'set-round-state', state: 1 });
}

function answered(ballot: Ballot, question: WapVotingRequest, answer: HttpAnswer | null): Learned<Known> {
  const { known } = ballot;
  const tried: Known = { ...known, attempts: known.attempts + 1 };
  // It may have been done or not: that is read.
  const look = { known: { ...tried, isChanging: true }, pauseMs: retryMs };
  const parsed = answer && parseWapVotingAnswer(question, answer);
  if (!parsed) return { ...look, pauseMs: unansweredPauseMs };
  if (!parsed.ok) return { ...look, isGarbage: true };
  const { message } = parsed;
  switch (message.type) {
    case 'results':
      return resultsRead(ballot, message.results);
    case 'done': {
      if (question.type === 'set-voting') return { known: { ...known, isPrepared: true } };
      const isStart = question.type === 'set-round-state' && question.state === 1;
      const isStarted = known.isStarted || isStart;
      return { known: { ...known, isChanging: true, isStarted, attempts: 0 } };
    }
    case 'no-session':
      // The desk finds out as well, and logs in anew.
      return { known, pauseMs: unansweredPauseMs };
    case 'error': {
      // Without participants, or without a right to vote, there is no naming who voted what.
      const isRefused = question.type === 'set-voting' || tried.attempts >= maxAttempts;
      return isRefused && !known.isMine ? { known, ended: 'refused' } : look;
    }
    default:
      return look;
  }
}

function resultsRead(ballot: Ballot, results: RoundResults): Learned<Known> {
  const { known, goal } = ballot;
  const { state } = results;
  const carriesMark = isMarked(results.subject, ballot.id);
  const isAnother = known.isMine && (!carriesMark || (known.isOver && state !== 0));
  const read: Known = { ...known, isSure: true, state, isStale: false, attempts: known.attempts + 1 };
  if (isAnother) return { known: read, ended: 'lost' };
  const votes = carriesMark ? votesIn(ballot, results) : [];
  const isMine = known.isMine || (carriesMark && (state !== 0 || goal === 'drained'));
  if (!isMine) return notMine(ballot, read, votes);
  const mine: Known = { ...read, isMine, isOver: state === 0 };
  if (state !== 0) {
    // It was told to close, and has not yet.
    const isChanging = known.isChanging && goal === 'drained' && read.attempts < maxLooks;
    const next = { ...mine, isChanging, attempts: isChanging ? read.attempts : 0 };
    return { known: next, votes, ...(isChanging ? { pauseMs: retryMs } : {}) };
  }
  return finalRead({ ...ballot, known: { ...mine, isChanging: false } }, results, votes);
}

function notMine({ goal }: Ballot, read: Known, votes: readonly FoundVote[]): Learned<Known> {
  const isAwaited = read.isChanging && (read.isStarted || read.state !== 0);
  if (isAwaited && read.attempts < maxLooks && (goal === 'open' || read.isStarted))
    return { known: read, votes, pauseMs: retryMs };
  if (goal === 'drained') return { known: read, ended: 'lost' };
  if (read.isChanging && read.isStarted) return { known: read, ended: 'refused' };
  // A round of this ballot that is over, from before: what it holds counts, and another is opened.
  return { known: { ...read, isChanging: false }, votes };
}

function finalRead(ballot: Ballot, results: RoundResults, votes: readonly FoundVote[]): Learned<Known> {
  const { known, options } = ballot;
  const voted = results.counts.reduce((sum, { count }) => sum + count, 0);
  const isWhole = new Set(results.individuals.map(({ seat }) => seat)).size >= voted;
  const final = JSON.stringify([results.counts, results.individuals]);
  // Without the options nothing can be told, and nothing has to be where nobody voted.
  if (options.length === 0) return { known: { ...known, isDrained: voted === 0 } };
  const isSame = final === known.final;
  const attempts = known.final === null ? 1 : known.attempts;
  const next: Known = { ...known, final, attempts };
  // A unit that counts and does not name: its counts are all there is.
  if (!isSame || (!isWhole && attempts < maxReads)) return { known: next, votes, pauseMs: retryMs };
  const countOf = ({ meaning }: BallotOption): number =>
    results.counts.reduce((sum, { vote, count }) => sum + (meaningOf[vote] === meaning ? count : 0), 0);
  return { known: { ...next, isDrained: true, totals: isWhole ? null : options.map(countOf) }, votes };
}

const votesIn = ({ options }: Ballot, { individuals }: RoundResults): readonly FoundVote[] =>
  options.length === 0
    ? []
    : individuals.map(({ seat, vote }) => {
        const index = options.findIndex(({ meaning }) => meaning !== null && meaning === meaningOf[vote]);
        return { keypad: String(seat), option: index < 0 ? null : index };
      });
