/**
 * Voting beside the microphones of a system over HTTP, as a pure session around the desk's own (http-desk.ts),
 * which stays as it is: the same link and the same polls, requests and timers of its own. A ballot has a goal
 * (to be open, to be drained); one question at a time brings the device's vote nearer to it, whatever happened
 * meanwhile, and every difference between what the device says was pressed and what we told is a cast.
 */
import type { MicrophoneCommand, MicrophoneEvent } from '../protocols/models/microphones.ts';
import { outcome, type Outcome } from '../protocols/models/outcome.ts';
import {
  isVotingCommand,
  notVoting,
  type KeypadId,
  type VotingCommand,
  type VotingEvent,
  type VotingState,
} from '../protocols/models/voting.ts';
import { ask, noExchanges, take, type Exchanges } from './exchanges.ts';
import type { HttpDeskState } from './http-desk.ts';
import {
  markedTitle,
  unansweredPauseMs,
  type HeldBallot,
  type HttpVoteWords,
  type Learned,
} from './http-vote-words.ts';
import { isSameState, tellVotes, withVote, type FoundVote, type ToldVotes } from './told-votes.ts';
import type { CommandId, HttpExchange, HttpRequest, Input, Output, Session, Step } from './session.ts';

/** Opening and closing are several questions, one after the other. */
const ballotDeadlineMs = 15_000;
const voteDeadlineMs = 5000;
/** Commands open at once: everybody presses at the same time. */
export const maxOpenVotingCommands = 256;
const timer = 'votes';

type Command = MicrophoneCommand | VotingCommand;
type Event = MicrophoneEvent | VotingEvent;
type Out = Output<Event, HttpRequest>;

interface Waiting {
  readonly id: CommandId;
  readonly goal: 'open' | 'drained';
}

/** A vote from elsewhere on its way into the device's count. */
interface External<Question> {
  readonly id: CommandId;
  readonly keypad: KeypadId;
  readonly before: number | null | undefined;
  readonly option: number;
  readonly question: Question;
}

interface Purpose<Question> {
  readonly question: Question;
  readonly external?: External<Question>;
}

export interface HttpVotesState<Desk, Question, Known> {
  readonly desk: Desk;
  readonly ballot: HeldBallot<Known> | null;
  /** The device has no vote for the ballot any more, whatever `known` says. */
  readonly isLost: boolean;
  /** What was told last of every keypad, or put in for it. */
  readonly told: ToldVotes;
  readonly receipts: number;
  readonly exchanges: Exchanges<Purpose<Question>>;
  /** The desk's requests that wait for news. */
  readonly polls: ReadonlySet<number>;
  readonly waiting: readonly Waiting[];
  readonly externals: readonly External<Question>[];
  readonly isPausing: boolean;
  readonly isWelcome: boolean;
  /** Since the link is up. */
  readonly reported: VotingState | null;
}

export function withVotes<DeskQuestion, Memory, Question, Known>(
  desk: Session<
    HttpDeskState<DeskQuestion, Memory>,
    MicrophoneCommand,
    MicrophoneEvent,
    HttpRequest,
    HttpExchange
  >,
  words: HttpVoteWords<Question, Known, Memory>,
): Session<
  HttpVotesState<HttpDeskState<DeskQuestion, Memory>, Question, Known>,
  Command,
  Event,
  HttpRequest,
  HttpExchange
> {
  type State = HttpVotesState<HttpDeskState<DeskQuestion, Memory>, Question, Known>;
  type Stepped = Step<State, Event, HttpRequest>;

  const initial: State = {
    desk: desk.initial,
    ballot: null,
    isLost: false,
    told: new Map(),
    receipts: 0,
    exchanges: noExchanges,
    polls: new Set(),
    waiting: [],
    externals: [],
    isPausing: false,
    isWelcome: false,
    reported: null,
  };

  const only = (state: State, ...outputs: readonly Out[]): Stepped => ({ state, outputs });
  const settled = (id: CommandId, result: Outcome): Out => ({ type: 'settle', id, outcome: result });

  /** One step and, from where it leads, the next; their outputs in order. */
  function then(first: Stepped, next: (state: State) => Stepped): Stepped {
    const { state, outputs } = next(first.state);
    return { state, outputs: [...first.outputs, ...outputs] };
  }

  function deskStep(state: State, input: Input<MicrophoneCommand, HttpExchange>, now: number): Stepped {
    const step = desk.step(state.desk, input, now);
    const polls = new Set(state.polls);
    for (const output of step.outputs)
      if (output.type === 'send' && words.isPoll(output.data)) polls.add(output.data.id);
    return { state: { ...state, desk: step.state, polls }, outputs: step.outputs };
  }

  function send(state: State, purpose: Purpose<Question>): Stepped {
    const asked = ask(state.exchanges, purpose, words.request(purpose.question, state.desk.memory));
    // The desk counts upwards from one.
    const request = { ...asked.request, id: -asked.request.id };
    return only({ ...state, exchanges: asked.exchanges }, { type: 'send', data: request });
  }

  function tell(state: State, votes: readonly FoundVote[]): Stepped {
    const { ballot } = state;
    if (!ballot) return only(state);
    const { told, casts } = tellVotes(state.told, votes, ballot.id, state.receipts);
    return only(
      { ...state, told, receipts: state.receipts + casts.length },
      ...casts.map((cast): Out => ({ type: 'emit', event: { type: 'cast', ...cast } })),
    );
  }

  /** Late news of a vote that is drained are of no use any more: it was read back twice. */
  function learned(state: State, learnt: Learned<Known>): Stepped {
    const { ballot } = state;
    if (!ballot) return only(state);
    const isOver = state.isLost || words.phase(ballot.known) === 'drained';
    const next: State = { ...state, ballot: { ...ballot, known: learnt.known } };
    const first = isOver ? only(next) : tell(next, learnt.votes ?? []);
    const garbage: readonly Out[] = learnt.isGarbage ? [{ type: 'garbage', count: 1 }] : [];
    const paused = learnt.pauseMs === undefined ? first : then(first, (each) => pause(each, learnt.pauseMs));
    const outputs = [...garbage, ...paused.outputs];
    if (learnt.ended === undefined) return { state: paused.state, outputs };
    if (ballot.goal === 'drained') return { state: { ...paused.state, isLost: true }, outputs };
    const gone = { ...paused.state, ballot: null, waiting: [] };
    const code = learnt.ended === 'refused' ? 'device-refused' : 'device-mismatch';
    return {
      state: gone,
      outputs: [...outputs, ...state.waiting.map(({ id }) => settled(id, outcome.failed(code)))],
    };
  }

  const pause = (state: State, forMs = unansweredPauseMs): Stepped =>
    only({ ...state, isPausing: true }, { type: 'arm', timer, afterMs: forMs });

  function phaseOf(state: State): ReturnType<typeof words.phase> {
    if (!state.ballot) return 'opening';
    return state.isLost ? 'drained' : words.phase(state.ballot.known);
  }

  function stateOf(state: State): VotingState | null {
    const phase = phaseOf(state);
    if (phase === 'unknown') return null;
    if (phase === 'opening' || !state.ballot) return notVoting;
    const totals = phase === 'drained' && !state.isLost ? words.totals?.(state.ballot) : null;
    return { ballot: state.ballot.id, phase, totals: totals ?? null };
  }

  function report(state: State): Stepped {
    const next = stateOf(state);
    if (!next || (state.reported && isSameState(state.reported, next))) return only(state);
    return only({ ...state, reported: next }, { type: 'emit', event: { type: 'voting', state: next } });
  }

  /** Those who wait for what is so now. */
  function settle(state: State): Stepped {
    const phase = phaseOf(state);
    if (phase === 'unknown' || phase === 'opening') return only(state);
    const isClosed = phase !== 'open';
    const done = state.waiting.filter(({ goal }) => goal === 'open' || isClosed);
    return only(
      { ...state, waiting: state.waiting.filter((one) => !done.includes(one)) },
      ...done.map(({ id, goal }) =>
        // It was stopped at the device before we saw it open.
        settled(
          id,
          goal === 'open' && isClosed ? outcome.failed('device-refused') : outcome.done('acknowledged'),
        ),
      ),
    );
  }

  function advance(state: State): Stepped {
    const isWelcome = state.desk.isWelcome && state.desk.desk.isKnown;
    if (!isWelcome) return only(state.isWelcome ? { ...state, isWelcome } : state);
    const { ballot } = state;
    // Forgotten and greeted anew, or connected anew: what was told meanwhile is lost.
    const isAnew = !state.isWelcome && ballot !== null;
    const here: State = isAnew
      ? { ...state, isWelcome, ballot: { ...ballot, known: words.unsure(ballot.known) } }
      : { ...state, isWelcome };
    return then(then(report(here), settle), proceed);
  }

  function proceed(state: State): Stepped {
    const { ballot } = state;
    if (!ballot || state.isLost || state.exchanges.waiting.size > 0) return only(state);
    const [external, ...externals] = state.externals;
    if (external && phaseOf(state) === 'open') {
      // Before it can come back to us as if somebody had pressed it.
      const told = withVote(state.told, external.keypad, external.option);
      const before = state.told.get(external.keypad);
      const purpose = { question: external.question, external: { ...external, before } };
      return send({ ...state, told, externals }, purpose);
    }
    if (state.isPausing) return only(state);
    const plan = words.plan(ballot, state.desk.memory);
    if (plan.type === 'rest') return only(state);
    return plan.type === 'wait' ? pause(state, plan.forMs) : send(state, { question: plan.question });
  }

  function received(state: State, { id, result }: HttpExchange): Stepped {
    const { exchanges, purpose } = take(state.exchanges, { id: -id, result });
    const next = { ...state, exchanges };
    if (!purpose) return only(next);
    const answer = result.ok ? { status: result.status, body: result.body } : null;
    if (purpose.external) return externalDone(next, purpose.external, answer?.status);
    if (!next.ballot) return only(next);
    const learnt = words.answered(next.ballot, purpose.question, answer, next.desk.memory);
    return learned(next, answer ? learnt : { ...learnt, pauseMs: learnt.pauseMs ?? unansweredPauseMs });
  }

  function externalDone(state: State, external: External<Question>, status: number | undefined): Stepped {
    const isDone = status !== undefined && status >= 200 && status < 300;
    const isStill = state.told.get(external.keypad) === external.option;
    const told = !isDone && isStill ? withVote(state.told, external.keypad, external.before) : state.told;
    if (!isOpenCommand(external.id)) return only({ ...state, told });
    const result = isDone
      ? outcome.done('acknowledged')
      : status === undefined
        ? outcome.failed('device-deadline', 'unknown')
        : outcome.failed('device-refused');
    return only({ ...state, told }, settled(external.id, result));
  }

  /** An abandoned command has the number 0. */
  const isOpenCommand = (id: CommandId): boolean => id !== 0;

  function news(state: State, { id, result }: HttpExchange): Stepped {
    if (!state.polls.has(id)) return only(state);
    const polls = new Set(state.polls);
    polls.delete(id);
    const next = { ...state, polls };
    if (!next.ballot || !result.ok) return only(next);
    const heard = words.heard(next.ballot, result, next.desk.memory);
    return heard ? learned({ ...next, isPausing: false }, heard) : only(next);
  }

  function submit(state: State, id: CommandId, command: VotingCommand): Stepped {
    const { ballot } = state;
    switch (command.type) {
      case 'acknowledge-cast':
        return only(state, settled(id, outcome.done('sent')));
      case 'open-ballot': {
        if (!state.isWelcome) return only(state, settled(id, outcome.failed('device-offline')));
        if (words.fits?.(command.options) === false)
          return only(state, settled(id, outcome.failed('device-unsupported')));
        const isSame = ballot?.id === command.ballot;
        const phase = phaseOf(state);
        if (isSame && phase === 'closed') return only(state, settled(id, outcome.failed('device-busy')));
        if (isSame && ballot.goal === 'open' && phase !== 'drained')
          return only({ ...state, waiting: [...state.waiting, { id, goal: 'open' }] });
        const { ballot: name, options } = command;
        const title = markedTitle(command.title, name);
        // Ended at the device, or by us, and wanted again: another vote of the device's for the same ballot.
        const known = isSame ? (words.reopened?.(ballot.known) ?? words.initial) : words.initial;
        return hold(state, { id: name, title, options, goal: 'open', known }, id, 'open');
      }
      case 'close-ballot': {
        if (!state.isWelcome) return only(state, settled(id, outcome.failed('device-offline')));
        if (ballot?.id === command.ballot) {
          const waiting = [...state.waiting, { id, goal: 'drained' } as const];
          return only({ ...state, waiting, isPausing: false, ballot: { ...ballot, goal: 'drained' } });
        }
        if (ballot && phaseOf(state) !== 'drained')
          return only(state, settled(id, outcome.failed('device-refused')));
        // From before we were started: it is looked for by its mark.
        const { ballot: name, options = [] } = command;
        const unknown = { id: name, title: null, options, known: words.unsure(words.initial) };
        return hold(state, { ...unknown, goal: 'drained' }, id, 'drained');
      }
      case 'external-cast':
        return external(state, id, command);
    }
  }

  /** Another ballot than before: who waited for that one waits in vain. */
  function hold(state: State, ballot: HeldBallot<Known>, id: CommandId, goal: Waiting['goal']): Stepped {
    const lost = state.waiting.map((one) => settled(one.id, outcome.failed('device-refused', 'unknown')));
    const dropped = state.externals.map((one) => settled(one.id, outcome.failed('device-refused')));
    // The same one opened again keeps what was told of it.
    const told = state.ballot?.id === ballot.id ? state.told : new Map();
    const next = { ...state, ballot, told, isLost: false, isPausing: false, externals: [] };
    return only({ ...next, waiting: [{ id, goal }] }, ...lost, ...dropped);
  }

  function external(
    state: State,
    id: CommandId,
    command: VotingCommand & { type: 'external-cast' },
  ): Stepped {
    const fail = (code: 'device-unsupported' | 'device-refused'): Stepped =>
      only(state, settled(id, outcome.failed(code)));
    if (!words.external) return fail('device-unsupported');
    const { ballot } = state;
    const { keypad, option } = command;
    if (ballot?.id !== command.ballot || phaseOf(state) !== 'open') return fail('device-refused');
    const question = words.external(ballot, keypad, option);
    if (question === undefined) return fail('device-refused');
    const one = { id, keypad, option, question, before: undefined };
    return only({ ...state, externals: [...state.externals, one] });
  }

  /** The shell has settled it: what was asked for goes on. */
  function abandoned(state: State, id: CommandId): State {
    const waiting = new Map(state.exchanges.waiting);
    for (const [key, purpose] of waiting)
      if (purpose.external?.id === id)
        waiting.set(key, { ...purpose, external: { ...purpose.external, id: 0 } });
    return {
      ...state,
      exchanges: { ...state.exchanges, waiting },
      waiting: state.waiting.filter((one) => one.id !== id),
      externals: state.externals.filter((one) => one.id !== id),
    };
  }

  function onInput(state: State, input: Input<Command, HttpExchange>, now: number): Stepped {
    switch (input.type) {
      case 'link-up': {
        const { ballot, told, receipts, isLost } = state;
        return deskStep({ ...initial, ballot, told, receipts, isLost }, input, now);
      }
      case 'link-down': {
        const { ballot, told, receipts, isLost } = state;
        return deskStep({ ...initial, desk: state.desk, ballot, told, receipts, isLost }, input, now);
      }
      case 'received': {
        const { data } = input;
        if (data.id < 0) return received(state, data);
        const heard = news(state, data);
        return then(heard, (next) => deskStep(next, input, now));
      }
      case 'timer': {
        if (input.name !== timer) return deskStep(state, input, now);
        const { ballot } = state;
        const due = ballot && { ...ballot, known: words.due(ballot.known) };
        return only({ ...state, ballot: due, isPausing: false });
      }
      case 'submitted': {
        const { id, command } = input;
        return isVotingCommand(command)
          ? submit(state, id, command)
          : deskStep(state, { type: 'submitted', id, command }, now);
      }
      case 'abandoned':
        return deskStep(abandoned(state, input.id), input, now);
    }
  }

  return {
    initial,
    deadlineMs(command) {
      if (!isVotingCommand(command)) return desk.deadlineMs(command);
      return command.type === 'open-ballot' || command.type === 'close-ballot'
        ? ballotDeadlineMs
        : voteDeadlineMs;
    },
    step: (state, input, now) => then(onInput(state, input, now), advance),
  };
}
