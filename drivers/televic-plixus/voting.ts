/**
 * A ballot on a Plixus central unit: a voting session is scheduled, started and stopped, its results are read
 * until they are whole and the same twice, and it is closed, which gives the units their buttons back. Results
 * name delegates: their votes are those of the seat at which each was first seen during the ballot.
 */
import type { HttpAnswer } from '../../protocols/http.ts';
import type { KeypadId } from '../../protocols/models/voting.ts';
import { parsePlixusAnswer } from '../../protocols/televic-plixus/answers.ts';
import { encodePlixusRequest, type PlixusRequest } from '../../protocols/televic-plixus/requests.ts';
import {
  encodePlixusVotingRequest,
  parsePlixusVotingAnswer,
  parsePlixusVotingEvent,
  votingModule,
  type PlixusResults,
  type PlixusVote,
  type PlixusVotingRequest,
  type SessionState,
} from '../../protocols/televic-plixus/voting.ts';
import {
  isMarked,
  lampOf,
  type HeldBallot,
  type HttpVoteWords,
  type Learned,
  type VotePlan,
} from '../http-vote-words.ts';
import { commandTimeoutMs, readTimeoutMs } from '../http-words.ts';
import type { PlixusMemory } from './memory.ts';

export type PlixusVoteQuestion = PlixusVotingRequest | { readonly type: 'join'; readonly client: string };

export interface PlixusKnown {
  /** The connection that hears of votes. */
  readonly client: string | null;
  /** false: what follows was so before nobody listened. */
  readonly isSure: boolean;
  readonly isListed: boolean;
  /** Sessions of somebody else that take votes, or keep the buttons. */
  readonly others: readonly Pick<PlixusVote, 'id' | 'state'>[];
  readonly vote: {
    readonly id: string;
    readonly state: SessionState;
    readonly keys: readonly number[];
  } | null;
  readonly attempts: number;
  readonly isStale: boolean;
  /** The last whole results after the end, to be compared with the next. */
  readonly final: string | null;
  readonly isDrained: boolean;
  readonly totals: readonly number[] | null;
  /** Of delegates whose votes were seen. */
  readonly keypads: ReadonlyMap<string, KeypadId>;
}

type Ballot = HeldBallot<PlixusKnown>;
type Known = PlixusKnown;

/** Results come as events; one that was lost is made good after this, ms. */
const refreshMs = 2000;
const retryMs = 300;
const maxAttempts = 30;

/** Numbers of the buttons that stand for so many options: those in the middle, which units with three have. */
const keysOf = (count: number): readonly number[] =>
  [[], [2], [2, 4], [2, 3, 4], [1, 2, 3, 4], [1, 2, 3, 4, 5]][count] ?? [];

const order: readonly SessionState[] = ['scheduled', 'starting', 'running', 'paused', 'ending', 'closed'];
const isEnded = (state: SessionState): boolean => state === 'ending' || state === 'closed';
const takesVotes = (state: SessionState): boolean => state === 'running' || state === 'paused';

/** A session goes forward only, but for the pauses: news may come after what was read later than they were made. */
const further = (before: SessionState, next: SessionState): SessionState =>
  order.indexOf(next) >= order.indexOf(before) || (takesVotes(before) && takesVotes(next)) ? next : before;

export const plixusVotes: HttpVoteWords<PlixusVoteQuestion, Known, PlixusMemory> = {
  initial: {
    client: null,
    isSure: true,
    isListed: false,
    others: [],
    vote: null,
    attempts: 0,
    isStale: true,
    final: null,
    isDrained: false,
    totals: null,
    keypads: new Map(),
  },
  unsure: (known) => ({ ...known, isSure: false, isListed: false, isStale: true, final: null, attempts: 0 }),
  due: (known) => ({ ...known, isStale: true }),
  plan,
  request(question) {
    const { method, path, body } =
      question.type === 'join'
        ? encodePlixusRequest(joinOf(question.client))
        : encodePlixusVotingRequest(question);
    const isRead = question.type === 'list-votes' || question.type === 'get-results';
    return {
      method,
      path,
      ...(body === undefined ? {} : { headers: { 'Content-Type': 'application/json' }, body }),
      timeoutMs: isRead ? readTimeoutMs : commandTimeoutMs,
    };
  },
  answered,
  isPoll: ({ path }) => path.endsWith('/nextevent'),
  heard(ballot, news, memory) {
    const event = parsePlixusVotingEvent(news);
    const { known } = ballot;
    if (!event || !known.vote) return null;
    if (event.type === 'vote-changed')
      return event.vote.id === known.vote.id ? { known: inState(known, event.vote.state) } : null;
    return event.results.id === known.vote.id ? votesIn(known, event.results, memory, false) : null;
  },
  phase({ isSure, isDrained, vote }) {
    if (isDrained) return 'drained';
    if (!isSure) return 'unknown';
    if (!vote || vote.state === 'scheduled' || vote.state === 'starting') return 'opening';
    return isEnded(vote.state) ? 'closed' : 'open';
  },
  totals: ({ known }) => known.totals,
  external({ known: { vote } }, keypad, option) {
    const key = vote?.keys[option];
    if (!vote || key === undefined || !/^[1-9]\d{0,4}$/.test(keypad)) return undefined;
    return { type: 'external-vote', vote: vote.id, seat: Number(keypad), option: key };
  },
};

const joinOf = (client: string): PlixusRequest => ({ type: 'subscribe', client, module: votingModule });

function plan(
  { known, goal, title, options }: Ballot,
  { client }: PlixusMemory,
): VotePlan<PlixusVoteQuestion> {
  const ask = (question: PlixusVoteQuestion): VotePlan<PlixusVoteQuestion> => ({ type: 'ask', question });
  const act = (vote: string, action: 'start' | 'stop' | 'close'): VotePlan<PlixusVoteQuestion> =>
    ask({ type: 'vote-action', vote, action });
  const { vote, others } = known;
  if (client !== null && known.client !== client) return ask({ type: 'join', client });
  if (!known.isListed) return ask({ type: 'list-votes' });
  const [other] = others;
  if (goal === 'open' && !vote && other) return act(other.id, isEnded(other.state) ? 'close' : 'stop');
  if (!vote) {
    const keys = keysOf(options.length);
    return ask({
      type: 'schedule-vote',
      title: title ?? '',
      options: options.map((option, index) => ({
        number: keys[index] ?? 0,
        description: option.label,
        color: lampOf(option, index),
        abstain: option.meaning === 'abstain',
      })),
    });
  }
  switch (vote.state) {
    case 'scheduled':
      return act(vote.id, goal === 'open' ? 'start' : 'close');
    case 'starting':
      return goal === 'open' ? { type: 'wait', forMs: retryMs } : act(vote.id, 'stop');
    case 'running':
    case 'paused':
      if (goal === 'drained') return act(vote.id, 'stop');
      return known.isStale ? ask({ type: 'get-results', vote: vote.id }) : { type: 'wait', forMs: refreshMs };
    case 'ending':
    case 'closed':
      if (!known.isDrained) return ask({ type: 'get-results', vote: vote.id });
      return vote.state === 'ending' ? act(vote.id, 'close') : { type: 'rest' };
  }
}

const inState = (known: Known, state: SessionState): Known =>
  known.vote ? { ...known, vote: { ...known.vote, state: further(known.vote.state, state) } } : known;

/** To be looked at again: what was asked may have been done or not. */
const again = (known: Known, pauseMs = retryMs): Learned<Known> => ({
  known: { ...known, isListed: false, attempts: known.attempts + 1 },
  pauseMs,
  ...(known.attempts >= maxAttempts && !known.vote ? { ended: 'refused' as const } : {}),
});

function answered(
  ballot: Ballot,
  question: PlixusVoteQuestion,
  answer: HttpAnswer | null,
  memory: PlixusMemory,
): Learned<Known> {
  const { known } = ballot;
  if (question.type === 'join') {
    const parsed = answer && parsePlixusAnswer(joinOf(question.client), answer);
    // A unit that says no tells no events: what was voted is read every two seconds.
    return parsed?.ok ? { known: { ...known, client: question.client } } : { known };
  }
  if (!answer) return again(known);
  const parsed = parsePlixusVotingAnswer(question, answer);
  if (!parsed.ok) return { ...again(known), isGarbage: true };
  const { message } = parsed;
  switch (message.type) {
    case 'votes':
      return listed(ballot, message.votes);
    case 'scheduled': {
      const vote = {
        id: message.vote,
        state: 'scheduled',
        keys: keysOf(ballot.options.length),
      } as const;
      return { known: { ...known, vote } };
    }
    case 'results':
      return votesIn(known, message.results, memory);
    case 'done':
      return acted(known, question);
    case 'error':
      return refused(ballot, question);
  }
}

function listed(ballot: Ballot, votes: readonly PlixusVote[]): Learned<Known> {
  const known: Known = { ...ballot.known, isSure: true, isListed: true };
  const held = known.vote?.id;
  const mine = votes.findLast(({ id, title, state }) =>
    held === undefined
      ? isMarked(title, ballot.id) && (ballot.goal === 'drained' || !isEnded(state))
      : id === held,
  );
  if (!mine && (held !== undefined || ballot.goal === 'drained')) return { known, ended: 'lost' };
  const others = votes.filter((one) => one !== mine && one.state !== 'scheduled' && one.state !== 'closed');
  if (!mine) return { known: { ...known, others } };
  const vote = known.vote ?? {
    id: mine.id,
    state: mine.state,
    keys: mine.options.map(({ number }) => number),
  };
  return { known: inState({ ...known, others, vote }, mine.state) };
}

function acted(known: Known, question: PlixusVotingRequest): Learned<Known> {
  if (question.type !== 'vote-action' || question.vote !== known.vote?.id) return again(known, 0);
  // 204 says that it was accepted; the list says what became of it.
  if (question.action === 'start') return { known: { ...inState(known, 'starting'), isListed: false } };
  if (question.action === 'close') return { known: inState(known, 'closed') };
  return { known: { ...known, isListed: false } };
}

function refused({ known, goal }: Ballot, question: PlixusVotingRequest): Learned<Known> {
  const isOpening = goal === 'open' && (!known.vote || known.vote.state === 'scheduled');
  if (isOpening) return { known, ended: 'refused' };
  // Units that close by themselves have nothing to close any more.
  if (question.type === 'vote-action' && question.action === 'close')
    return { known: inState(known, 'closed') };
  return again(known);
}

/** `isRead`: asked for after what is known, where news may be older. */
function votesIn(known: Known, results: PlixusResults, memory: PlixusMemory, isRead = true): Learned<Known> {
  const keys = known.vote?.keys ?? [];
  const keypads = new Map(known.keypads);
  const votes = (results.individual ?? []).map(({ option, delegate }) => {
    const keypad = keypads.get(delegate) ?? keypadOf(delegate, memory);
    keypads.set(delegate, keypad);
    const index = keys.indexOf(option);
    return { keypad, option: index < 0 ? null : index };
  });
  const read: Known = { ...known, keypads, isStale: false };
  if (!isRead || !known.vote || !isEnded(known.vote.state)) return { known: read, votes };
  const isWhole = !results.individual || results.individual.length >= results.voted;
  const final = isWhole ? JSON.stringify([results.counts, results.individual]) : null;
  if (final === null || final !== known.final) return { known: { ...read, final }, votes, pauseMs: retryMs };
  const counts = new Map(results.counts.map(({ option, count }) => [option, count]));
  const totals = results.individual ? null : keys.map((key) => counts.get(key) ?? 0);
  return { known: { ...read, isDrained: true, totals }, votes };
}

/** A seat that nobody of the meeting sits at votes as itself (assumed). */
function keypadOf(delegate: string, { delegates, badges, seats, room }: PlixusMemory): KeypadId {
  const who = delegates.find(({ id }) => id === delegate);
  const badged = [...badges].find(([, badge]) => badge === who?.badge);
  const seat = who && (badged?.[0] ?? who.seat);
  if (seat !== undefined) return String(seat);
  const isSeat = !who && (seats.has(Number(delegate)) || room.has(Number(delegate)));
  return isSeat ? String(Number(delegate)) : `delegate ${delegate}`.slice(0, 64);
}
