/**
 * A ballot on a Confero controller: a vote of the open meeting is started and stopped, then its results are read
 * until they are the same twice. The controller keeps the results of one vote only and does not say whether it
 * still runs: ours is taken to run until we stop it or another one has taken its place.
 */
import type { HttpAnswer } from '../../protocols/http.ts';
import type { BallotOption } from '../../protocols/models/voting.ts';
import { parseConferoAnswer } from '../../protocols/televic-confero/answers.ts';
import { authorization, encodeConferoRequest } from '../../protocols/televic-confero/requests.ts';
import {
  encodeConferoVotingRequest,
  parseConferoVotingAnswer,
  parseConferoVotingEvent,
  type Button,
  type Choice,
  type ConferoResults,
  type ConferoVotingRequest,
} from '../../protocols/televic-confero/voting.ts';
import {
  isMarked,
  lampOf,
  type HeldBallot,
  type HttpVoteWords,
  type Learned,
  type VotePlan,
} from '../http-vote-words.ts';
import { commandTimeoutMs, readTimeoutMs } from '../http-words.ts';
import type { ConferoMemory } from './memory.ts';

export interface ConferoVoteOptions {
  readonly token: string;
  /** `totals`: the controller names nobody, or is not to be believed. */
  readonly votes: 'totals' | 'individual';
}

export type ConferoVoteQuestion = ConferoVotingRequest | { readonly type: 'get-meeting' };

export interface ConferoKnown {
  /** false: what follows was so before nobody listened. */
  readonly isSure: boolean;
  readonly meetingId: string | null;
  /** The vote that the controller had last was looked at. */
  readonly isChecked: boolean;
  /** One of somebody else, which may still run. */
  readonly other: string | null;
  readonly vote: { readonly id: string; readonly choices: readonly string[] } | null;
  readonly isStopped: boolean;
  readonly attempts: number;
  readonly isStale: boolean;
  /** The last whole results after the stop, to be compared with the next. */
  readonly final: string | null;
  readonly isDrained: boolean;
  readonly totals: readonly number[] | null;
  /** Of participants whose votes were seen. */
  readonly keypads: ReadonlyMap<string, string>;
}

type Known = ConferoKnown;
type Ballot = HeldBallot<Known>;
type Plan = VotePlan<ConferoVoteQuestion>;

const refreshMs = 2000;
const retryMs = 300;
/** For about three seconds after the start units in the field refuse what else is asked of the vote. */
const refusedPauseMs = 600;
const maxAttempts = 8;

const buttonsOf = (count: number): readonly Button[] =>
  ([[], ['+'], ['+', '-'], ['+', '0', '-'], ['++', '+', '-', '--'], ['++', '+', '0', '-', '--']] as const)[
    count
  ] ?? [];
/** Our own choices are called by their place. */
const choicesOf = (options: readonly BallotOption[]): readonly Choice[] =>
  options.map((option, index) => ({
    id: String(index + 1),
    title: option.label,
    color: lampOf(option, index),
    button: buttonsOf(options.length)[index] ?? '0',
  }));

const nothingKnown: Known = {
  isSure: true,
  meetingId: null,
  isChecked: false,
  other: null,
  vote: null,
  isStopped: false,
  attempts: 0,
  isStale: true,
  final: null,
  isDrained: false,
  totals: null,
  keypads: new Map(),
};

export const conferoVotes = (
  options: ConferoVoteOptions,
): HttpVoteWords<ConferoVoteQuestion, Known, ConferoMemory> => ({
  initial: nothingKnown,
  // The one before has our mark too, and takes no votes.
  reopened: ({ vote }) => ({ ...nothingKnown, isChecked: true, other: vote?.id ?? null }),
  unsure: (known) => ({
    ...known,
    isSure: false,
    isChecked: false,
    isStale: true,
    final: null,
    attempts: 0,
  }),
  due: (known) => ({ ...known, isStale: true }),
  plan: (ballot) => plan(ballot, options),
  request(question) {
    const { method, path, body } =
      question.type === 'get-meeting' ? encodeConferoRequest(question) : encodeConferoVotingRequest(question);
    return {
      method,
      path,
      headers: {
        Accept: 'application/json',
        ...authorization(options.token),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body }),
      timeoutMs: question.type.startsWith('get-') ? readTimeoutMs : commandTimeoutMs,
    };
  },
  answered(ballot, question, answer, memory) {
    const { known } = ballot;
    if (question.type === 'get-meeting') return meetingRead(known, answer);
    if (!answer) return again(known, question);
    const parsed = parseConferoVotingAnswer(question, answer);
    if (!parsed.ok) return { ...again(known, question), isGarbage: true };
    const { message } = parsed;
    switch (message.type) {
      case 'results':
        return resultsRead(ballot, message.results, memory, options);
      case 'started': {
        const choices = choicesOf(ballot.options).map(({ id }) => id);
        return { known: { ...known, vote: { id: message.votingId, choices }, attempts: 0 } };
      }
      case 'stopped':
        return { known: stopped(known, question), pauseMs: retryMs };
      case 'wrong-token':
      case 'error':
        return refused(ballot, question);
    }
  },
  isPoll: ({ path }) => path.startsWith('/api/notification/events'),
  heard({ known }, news, memory) {
    const results = parseConferoVotingEvent(news);
    if (results === undefined || !known.vote) return null;
    if (results === null) return { known: { ...known, isStale: true } };
    if (results.votingId !== known.vote.id || options.votes === 'totals') return null;
    return votesIn(known, results, memory);
  },
  phase({ isSure, isDrained, isStopped, vote }) {
    if (isDrained) return 'drained';
    if (!isSure) return 'unknown';
    if (!vote) return 'opening';
    return isStopped ? 'closed' : 'open';
  },
  totals: ({ known }) => known.totals,
});

function plan({ known, goal, title, options }: Ballot, { votes }: ConferoVoteOptions): Plan {
  const ask = (question: ConferoVoteQuestion): Plan => ({ type: 'ask', question });
  const { meetingId, vote, other } = known;
  if (known.isDrained) return { type: 'rest' };
  if (meetingId === null) return ask({ type: 'get-meeting' });
  if (!known.isChecked) return ask({ type: 'get-voting-results' });
  if (!vote && goal === 'drained') return ask({ type: 'get-voting-results' });
  if (!vote && other !== null) return ask({ type: 'stop-voting', meetingId, votingId: other });
  if (!vote) return ask({ type: 'start-voting', meetingId, title: title ?? '', choices: choicesOf(options) });
  if (goal === 'open' && !known.isStopped) {
    if (votes === 'totals') return { type: 'rest' };
    return known.isStale ? ask({ type: 'get-voting-results' }) : { type: 'wait', forMs: refreshMs };
  }
  return ask(
    known.isStopped ? { type: 'get-voting-results' } : { type: 'stop-voting', meetingId, votingId: vote.id },
  );
}

function meetingRead(known: Known, answer: HttpAnswer | null): Learned<Known> {
  const parsed = answer && parseConferoAnswer({ type: 'get-meeting' }, answer);
  if (!parsed) return { known };
  const { meetingId } = parsed.ok && parsed.message.type === 'meeting' ? parsed.message : {};
  // Without a meeting nobody votes.
  return meetingId === undefined
    ? { known, ended: known.vote ? 'lost' : 'refused' }
    : { known: { ...known, meetingId } };
}

const stopped = (known: Known, question: ConferoVotingRequest): Known => {
  if (question.type === 'stop-voting' && question.votingId === known.vote?.id)
    return { ...known, isStopped: true, attempts: 0 };
  return { ...known, other: null };
};

/** What was asked may have been done or not: the controller is looked at again. */
const again = (known: Known, question: ConferoVoteQuestion): Learned<Known> => ({
  known: question.type === 'start-voting' ? { ...known, isChecked: false } : known,
  pauseMs: refusedPauseMs,
});

function refused(ballot: Ballot, question: ConferoVotingRequest): Learned<Known> {
  const { known, goal } = ballot;
  const tried: Known = { ...known, attempts: known.attempts + 1 };
  const mayTryAgain = tried.attempts < maxAttempts;
  switch (question.type) {
    case 'start-voting':
      return { known, ended: 'refused' };
    case 'stop-voting':
      // Somebody stopped it already, or it has just been started.
      if (question.votingId !== known.vote?.id) return { known: stopped(known, question) };
      return mayTryAgain ? { known: tried, pauseMs: refusedPauseMs } : { known: stopped(known, question) };
    case 'get-voting-results':
      // Nothing was voted in this meeting yet.
      if (!known.vote && goal === 'open') return { known: { ...known, isSure: true, isChecked: true } };
      if (mayTryAgain) return { known: tried, pauseMs: refusedPauseMs };
      return known.vote && known.isSure && !known.isStopped
        ? { known: { ...tried, isStale: false } }
        : { known: { ...known, isSure: true }, ended: 'lost' };
  }
}

function resultsRead(
  ballot: Ballot,
  results: ConferoResults,
  memory: ConferoMemory,
  options: ConferoVoteOptions,
): Learned<Known> {
  const known: Known = { ...ballot.known, isSure: true, isChecked: true };
  if (!known.vote) {
    if (!isMarked(results.title, ballot.id))
      return ballot.goal === 'drained'
        ? { known, ended: 'lost' }
        : { known: { ...known, other: results.votingId } };
    const choices = results.counts.map(({ choice }) => choice);
    return { known: { ...known, vote: { id: results.votingId, choices } } };
  }
  // Another has taken its place, and its results are gone.
  if (results.votingId !== known.vote.id) return { known, ended: 'lost' };
  const read =
    options.votes === 'totals' ? { known: { ...known, isStale: false } } : votesIn(known, results, memory);
  return known.isStopped ? finalRead(read, results, options) : read;
}

function finalRead(
  read: Learned<Known>,
  results: ConferoResults,
  { votes }: ConferoVoteOptions,
): Learned<Known> {
  const { known } = read;
  const by = new Map(results.counts.map(({ choice, count }) => [choice, count]));
  const counts = (known.vote?.choices ?? []).map((choice) => by.get(choice) ?? 0);
  const voted = counts.reduce((sum, count) => sum + count, 0);
  const isWhole = votes === 'totals' || results.individual.length >= voted;
  const attempts = known.attempts + 1;
  const final = JSON.stringify([counts, results.individual]);
  const isSame = final === known.final;
  // A controller that counts and does not name: its counts are all there is.
  if (!isSame || (!isWhole && attempts < maxAttempts))
    return { ...read, known: { ...known, final, attempts }, pauseMs: retryMs };
  return {
    ...read,
    known: { ...known, isDrained: true, totals: isWhole && votes === 'individual' ? null : counts },
  };
}

function votesIn(known: Known, { individual }: ConferoResults, memory: ConferoMemory): Learned<Known> {
  const choices = known.vote?.choices ?? [];
  const keypads = new Map(known.keypads);
  const votes = individual.map(({ choice, participant }) => {
    const seat = memory.participants.find(({ id }) => id === participant)?.seat;
    const found = seat === undefined ? `participant ${participant}`.slice(0, 64) : String(seat);
    const keypad = keypads.get(participant) ?? found;
    keypads.set(participant, keypad);
    const index = choices.indexOf(choice);
    return { keypad, option: index < 0 ? null : index };
  });
  return { known: { ...known, keypads, isStale: false }, votes };
}
