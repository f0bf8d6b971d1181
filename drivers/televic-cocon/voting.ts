/**
 * A ballot on a CoCon Room Server: a template is written, an instant vote is made from it, started and stopped;
 * its single votes are read until they are as many as the server counted and the same twice, then it is cleared
 * and the template deleted. The server has one voting state, that of the active agenda item: whether it is our
 * vote's, the agenda says.
 */
import type { HttpAnswer } from '../../protocols/http.ts';
import type { KeypadId } from '../../protocols/models/voting.ts';
import type { LedColour } from '../../protocols/televic-cocon/templates.ts';
import {
  encodeCoConVotingRequest,
  parseCoConVotingAnswer,
  parseCoConVotingEvent,
  type CoConVotingAnswer,
  type CoConVotingRequest,
  type SingleVote,
  type ToldState,
  type VotingItem,
  type VotingStateWord,
} from '../../protocols/televic-cocon/voting.ts';
import {
  isMarked,
  lampOf,
  type HeldBallot,
  type HttpVoteWords,
  type Learned,
  type VotePlan,
} from '../http-vote-words.ts';
import { commandTimeoutMs, readTimeoutMs } from '../http-words.ts';
import type { FoundVote } from '../told-votes.ts';
import type { CoConMemory } from './memory.ts';

export interface CoConKnown {
  /** false: what follows was so before nobody listened. */
  readonly isSure: boolean;
  readonly isAgendaRead: boolean;
  /** Of the active item; null: to be asked. */
  readonly state: VotingStateWord | null;
  /** How far the making of our vote has come. */
  readonly made: 'nothing' | 'no-template' | 'template' | 'vote';
  readonly item: { readonly id: number; readonly place: string; readonly keys: readonly number[] } | null;
  readonly isActive: boolean;
  readonly wasStarted: boolean;
  readonly attempts: number;
  readonly isStale: boolean;
  /** As the server counted after the end; null: not asked yet, or it does not say. */
  readonly counted: { readonly voted: number; readonly counts: readonly number[] } | null;
  readonly isCounted: boolean;
  readonly final: string | null;
  readonly isDrained: boolean;
  readonly isHidden: boolean;
  readonly left: 'vote' | 'template' | 'nothing';
  /** The seats of delegates whose votes were seen. */
  readonly keypads: ReadonlyMap<number, KeypadId>;
}

type Known = CoConKnown;
type Ballot = HeldBallot<Known>;
type Plan = VotePlan<CoConVotingRequest>;

/** Single votes come as events, each once; one that was lost is made good after this, ms. */
const refreshMs = 2000;
const retryMs = 300;
const maxAttempts = 30;
/** Of single votes that the server counted and does not name. */
const maxReads = 10;

/** Buttons that stand for so many options: units with three have 1, 2 and 3. */
const symbolsOf = (count: number): readonly number[] =>
  [[], [1], [1, 3], [1, 2, 3], [0, 1, 2, 3], [0, 1, 2, 3, 4]][count] ?? [];
const colours: Readonly<Record<ReturnType<typeof lampOf>, LedColour>> = {
  green: 'Green',
  red: 'Red',
  yellow: 'Yellow',
  blue: 'Blue',
  white: 'White',
  cyan: 'Cyan',
  magenta: 'Magenta',
};
const toldMeans: Readonly<Record<ToldState, VotingStateWord>> = {
  Start: 'VotingStarted',
  Stop: 'VotingStopped',
  Pause: 'VotingPaused',
  Clear: 'VotingIdle',
};

const takesVotes = (state: VotingStateWord | null): boolean =>
  state === 'VotingStarted' || state === 'VotingPaused';
/** Once started, whatever is not ours, or takes no votes, is over. */
const isEnded = ({ wasStarted, isActive, state, isDrained }: Known): boolean =>
  isDrained || (wasStarted && (!isActive || (state !== null && !takesVotes(state))));

export const coconVotes: HttpVoteWords<CoConVotingRequest, Known, CoConMemory> = {
  initial: {
    isSure: true,
    isAgendaRead: false,
    state: null,
    made: 'nothing',
    item: null,
    isActive: false,
    wasStarted: false,
    attempts: 0,
    isStale: true,
    counted: null,
    isCounted: false,
    final: null,
    isDrained: false,
    isHidden: false,
    left: 'vote',
    keypads: new Map(),
  },
  unsure: (known) => ({
    ...known,
    isSure: false,
    isAgendaRead: false,
    state: null,
    isStale: true,
    attempts: 0,
    made: known.item ? known.made : 'nothing',
    ...(known.isDrained ? {} : { counted: null, isCounted: false, final: null }),
  }),
  // A vote that somebody stops at the server may be told in vain as well.
  due: (known) => ({ ...known, isStale: true, state: isEnded(known) ? known.state : null }),
  plan,
  request(question) {
    const { method, path } = encodeCoConVotingRequest(question);
    return { method, path, timeoutMs: question.type.startsWith('get-') ? readTimeoutMs : commandTimeoutMs };
  },
  answered,
  isPoll: ({ path }) => path.startsWith('/CoCon/Notification/'),
  heard({ known }, news, memory) {
    const event = parseCoConVotingEvent(news);
    if (!event || event.id !== known.item?.id) return null;
    if (event.type === 'voting-state-changed') {
      const state = toldMeans[event.state];
      return { known: { ...known, state, wasStarted: known.wasStarted || takesVotes(state) } };
    }
    return votesIn(known, event.votes, memory, false);
  },
  phase(known) {
    if (known.isDrained) return 'drained';
    // The state is asked again and again; what it was holds until then.
    if (!known.isSure) return 'unknown';
    if (!known.item || !known.wasStarted) return 'opening';
    return isEnded(known) ? 'closed' : 'open';
  },
  totals: ({ known: { counted, isHidden } }) => (isHidden ? (counted?.counts ?? null) : null),
};

function plan({ known, goal, title, options }: Ballot, _memory: CoConMemory): Plan {
  const ask = (question: CoConVotingRequest): Plan => ({ type: 'ask', question });
  const set = (action: 'Start' | 'Stop' | 'Clear'): Plan => ask({ type: 'set-voting-state', action });
  const { item, state } = known;
  if (!known.isAgendaRead) return ask({ type: 'get-agenda' });
  if (isEnded(known) && item) return planEnd(known, item.id, title);
  // Closed before it was open: is there anything of it?
  if (goal === 'drained' && !known.wasStarted) return ask({ type: 'get-agenda' });
  if (state === null) return ask({ type: 'get-voting-state' });
  if (!item || !known.isActive) {
    // What the server runs for somebody else.
    if (takesVotes(state)) return set('Stop');
    if (state === 'VotingStopped') return set('Clear');
    if (item) return ask({ type: 'activate-item', place: item.place });
    switch (known.made) {
      // One that was left behind would be refused, and kept with other options.
      case 'nothing':
        return ask({ type: 'delete-template', title: title ?? '' });
      case 'no-template':
        return ask({ type: 'add-template', title: title ?? '', options: templateOptions(options) });
      case 'template':
        return ask({ type: 'add-instant-vote', title: title ?? '' });
      case 'vote':
        return ask({ type: 'get-agenda' });
    }
  }
  if (takesVotes(state)) {
    if (goal === 'drained') return set('Stop');
    return known.isStale ? ask({ type: 'get-individual', id: item.id }) : { type: 'wait', forMs: refreshMs };
  }
  if (state === 'VotingStopped') return set('Clear');
  return state === 'Stop' ? ask({ type: 'activate-item', place: item.place }) : set('Start');
}

function planEnd(known: Known, id: number, title: string | null): Plan {
  if (!known.isDrained)
    return { type: 'ask', question: { type: known.isCounted ? 'get-individual' : 'get-general', id } };
  switch (known.left === 'vote' && !known.isActive ? 'template' : known.left) {
    case 'vote':
      return { type: 'ask', question: { type: 'set-voting-state', action: 'Clear' } };
    case 'template':
      return title === null
        ? { type: 'rest' }
        : { type: 'ask', question: { type: 'delete-template', title } };
    case 'nothing':
      return { type: 'rest' };
  }
}

function templateOptions(
  options: Ballot['options'],
): (CoConVotingRequest & { readonly type: 'add-template' })['options'] {
  const symbols = symbolsOf(options.length);
  return options.map((option, index) => ({
    description: option.label,
    colour: colours[lampOf(option, index)],
    symbol: symbols[index] ?? 0,
    abstain: option.meaning === 'abstain',
  }));
}

/** To be looked at again: what was asked may have been done or not. */
function again(known: Known, pauseMs = retryMs): Learned<Known> {
  const attempts = known.attempts + 1;
  const isHopeless = attempts > maxAttempts && !known.wasStarted;
  return {
    known: { ...known, isAgendaRead: false, state: null, attempts },
    pauseMs,
    ...(isHopeless ? { ended: 'refused' as const } : {}),
  };
}

function answered(
  ballot: Ballot,
  question: CoConVotingRequest,
  answer: HttpAnswer | null,
  memory: CoConMemory,
): Learned<Known> {
  const { known } = ballot;
  if (!answer) return again(known);
  const parsed = parseCoConVotingAnswer(answer);
  if (!parsed.ok) return { ...again(known), isGarbage: true };
  const { message } = parsed;
  switch (message.type) {
    case 'agenda':
      return agendaRead(ballot, message.items);
    case 'voting-state':
      return stateRead(known, message.state);
    case 'instant-vote':
      if (!message.result) return { known, ended: 'refused' };
      return { known: { ...known, made: 'vote', isAgendaRead: false, state: null } };
    case 'individual':
      return message.id === known.item?.id ? votesIn(known, message.votes, memory, true) : again(known);
    case 'general':
      return countRead(known, message);
    case 'result':
      return message.code === 0 ? done(known, question) : refused(ballot, question);
    case 'text':
      return refused(ballot, question);
  }
}

function stateRead(known: Known, state: VotingStateWord): Learned<Known> {
  const isOurs = known.item !== null && known.isActive;
  return { known: { ...known, state, wasStarted: known.wasStarted || (isOurs && takesVotes(state)) } };
}

function agendaRead(ballot: Ballot, items: readonly VotingItem[]): Learned<Known> {
  const known: Known = { ...ballot.known, isSure: true, isAgendaRead: true };
  const held = known.item?.id;
  const mine = items.findLast(({ idInDb, title, state }) =>
    held === undefined
      ? isMarked(title, ballot.id) && (ballot.goal === 'drained' || state !== 'ended')
      : idInDb === held,
  );
  if (!mine) {
    // Another meeting: its results are found by their number all the same.
    if (held !== undefined && known.wasStarted) return { known: { ...known, isActive: false } };
    if (held !== undefined || ballot.goal === 'drained') return { known, ended: 'lost' };
    // Made, and not in the agenda yet.
    return known.made === 'vote' ? again(known) : { known };
  }
  const item = { id: mine.idInDb, place: mine.place, keys: mine.options.map(({ id }) => id) };
  // One that is found for its results alone was started by whoever opened it.
  const wasStarted = known.wasStarted || ballot.goal === 'drained' || mine.state === 'ended';
  return {
    known: { ...known, item, isActive: mine.state === 'active', wasStarted, made: 'vote' },
  };
}

function done(known: Known, question: CoConVotingRequest): Learned<Known> {
  switch (question.type) {
    case 'delete-template':
      return { known: known.isDrained ? { ...known, left: 'nothing' } : { ...known, made: 'no-template' } };
    case 'add-template':
      return { known: { ...known, made: 'template' } };
    case 'set-voting-state':
      if (known.isDrained) return { known: { ...known, left: 'template' } };
      // 0 says that it was accepted; the state says what became of it.
      return { known: { ...known, state: null } };
    case 'activate-item':
      return again(known, 0);
    default:
      return again(known);
  }
}

/** 1, -1 or a hint in words. */
function refused({ known }: Ballot, question: CoConVotingRequest): Learned<Known> {
  switch (question.type) {
    case 'delete-template':
      return { known: known.isDrained ? { ...known, left: 'nothing' } : { ...known, made: 'no-template' } };
    case 'add-template':
    case 'add-instant-vote':
      return { known, ended: 'refused' };
    case 'get-agenda':
    case 'get-voting-state':
      // No meeting runs, or a bare Plixus engine, which does not vote.
      if (!known.item) return { known, ended: known.isSure ? 'refused' : 'lost' };
      return known.isDrained || (known.wasStarted && known.attempts >= maxAttempts)
        ? { known: { ...known, isSure: true, isAgendaRead: true, isActive: false } }
        : again(known);
    case 'get-individual':
      // Before the end some servers keep them to themselves.
      return isEnded(known) ? withoutVotes(known) : { known: { ...known, isStale: false } };
    case 'get-general':
      return { known: { ...known, isCounted: true, counted: null }, pauseMs: retryMs };
    case 'set-voting-state':
      return known.isDrained ? { known: { ...known, left: 'template' } } : again(known);
    case 'activate-item':
      return again(known);
  }
}

/** Nobody voted; or the server keeps no single votes, whatever its template says: then its counts are all there is. */
function withoutVotes(known: Known): Learned<Known> {
  const isNone = (known.counted?.voted ?? 0) === 0;
  if (!isNone && known.attempts < maxReads)
    return { known: { ...known, isCounted: false, attempts: known.attempts + 1 }, pauseMs: retryMs };
  return { known: { ...known, isHidden: !isNone, isDrained: true, isAgendaRead: false } };
}

function countRead(
  known: Known,
  { voted, counts }: CoConVotingAnswer & { readonly type: 'general' },
): Learned<Known> {
  const by = new Map(counts.map(({ optionId, count }) => [optionId, count]));
  const keys = known.item?.keys ?? [];
  return {
    known: { ...known, isCounted: true, counted: { voted, counts: keys.map((key) => by.get(key) ?? 0) } },
  };
}

/** `isRead`: asked for after what is known, where news may be older. */
function votesIn(
  known: Known,
  single: readonly SingleVote[],
  memory: CoConMemory,
  isRead: boolean,
): Learned<Known> {
  const keys = known.item?.keys ?? [];
  const isFinal = isRead && isEnded(known);
  const keypads = new Map(known.keypads);
  const votes: FoundVote[] = [];
  let isHidden = known.isHidden;
  // A vote of nobody that is known was left out.
  let isStale = !isRead && (known.isStale || single.length === 0);
  for (const { delegateId, optionIds, seat } of single) {
    const [option, ...more] = optionIds;
    if (option === 0) {
      isHidden = true;
      continue;
    }
    const held = delegateId > 0 ? keypads.get(delegateId) : undefined;
    const keypad = held ?? seatOf(delegateId, seat, memory);
    if (keypad !== undefined && delegateId > 0) keypads.set(delegateId, keypad);
    // An event without a seat: the read names it.
    if (keypad === undefined && !isFinal) {
      isStale = !isRead;
      continue;
    }
    const index = more.length === 0 && option !== undefined ? keys.indexOf(option) : -1;
    votes.push({ keypad: keypad ?? `delegate ${delegateId}`, option: index < 0 ? null : index });
  }
  const read: Known = { ...known, keypads, isHidden, isStale };
  if (!isFinal) return { known: read, votes };
  const isWhole = known.counted === null || single.length >= known.counted.voted;
  const final = isWhole ? JSON.stringify([known.counted?.counts, single]) : null;
  // Counted anew each time: late votes are counted first.
  if (final === null || final !== known.final)
    return { known: { ...read, final, isCounted: false }, votes, pauseMs: retryMs };
  // Whether it is still ours that would be cleared, the agenda says.
  return { known: { ...read, isDrained: true, isAgendaRead: false }, votes };
}

function seatOf(
  delegateId: number,
  seat: number | undefined,
  { sitters, logins, delegates }: CoConMemory,
): KeypadId | undefined {
  if (seat !== undefined) return String(seat);
  for (const [at, { delegate }] of sitters) if (delegate?.id === delegateId) return String(at);
  for (const [at, login] of logins) if (login.loggedIn && login.delegateId === delegateId) return String(at);
  const seated = delegates.get(delegateId)?.seat;
  return seated === undefined ? undefined : String(seated);
}
