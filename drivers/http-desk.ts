/**
 * One conversation with a microphone system over HTTP with long polls, as a pure session. All of them are the
 * same but for their words: somebody is greeted (a login, a subscription), polls stay open for news, rounds
 * of questions read the whole picture every 5 s (the sign of life, and what heals a lost event), and a
 * command that was accepted is read back if no news proves it. The words are the kind's (`HttpWords`).
 */
import type { MicrophoneCommand, MicrophoneEvent } from '../protocols/models/microphones.ts';
import { outcome } from '../protocols/models/outcome.ts';
import {
  abandoned,
  commandDeadlineMs,
  emptyDesk,
  judge,
  settle,
  show,
  submitted,
  synchronise,
  type Desk,
} from './desk.ts';
import { readTimeoutMs, type HttpWords, type Scope } from './http-words.ts';
import { ask, noExchanges, take, type Exchanges } from './exchanges.ts';
import type { CommandId, HttpExchange, HttpRequest, Input, Output, Session, Step } from './session.ts';

export const roundIntervalMs = 5000;
/** A poll that brought nothing is asked anew after this, however fast the device said so. */
const idlePauseMs = 250;
const brokenPauseMs = 1000;
const maxMissed = 2;

interface Purpose<Question> {
  readonly role: 'greeting' | 'poll' | 'read' | 'command';
  readonly question: Question;
  /** How many news had come when it was asked. */
  readonly news: number;
  /** Commands: whose, and what is to be asked after it. */
  readonly command?: CommandId;
  readonly rest?: readonly Question[];
}

interface Round {
  readonly number: number;
  readonly startedAt: number;
  readonly waiting: number;
  readonly failed: boolean;
}

export interface HttpDeskState<Question, Memory> {
  readonly exchanges: Exchanges<Purpose<Question>>;
  readonly memory: Memory;
  readonly desk: Desk;
  readonly isWelcome: boolean;
  readonly round: Round | null;
  readonly rounds: number;
  /** A round that is wanted once the running one is over. */
  readonly wanted: Scope | null;
  readonly lastFailed: boolean;
  /** A round has succeeded since we were greeted. */
  readonly isProven: boolean;
  readonly missed: number;
  readonly ticks: number;
  readonly news: number;
  /** Polls that pause, and whether one of them may have lost something. */
  readonly paused: readonly Question[];
  readonly isGap: boolean;
  /** Commands that were accepted; by the number of the round that decides, once it is known. */
  readonly accepted: ReadonlyMap<CommandId, number | null>;
  readonly garbage: number;
  readonly hasUnderstood: boolean;
}

type Out = Output<MicrophoneEvent, HttpRequest>;

export function createHttpDeskSession<Question, Memory>(
  words: HttpWords<Question, Memory>,
): Session<HttpDeskState<Question, Memory>, MicrophoneCommand, MicrophoneEvent, HttpRequest, HttpExchange> {
  type State = HttpDeskState<Question, Memory>;
  type Stepped = Step<State, MicrophoneEvent, HttpRequest>;

  const initial: State = {
    exchanges: noExchanges,
    memory: words.initial,
    desk: emptyDesk,
    isWelcome: false,
    round: null,
    rounds: 0,
    wanted: null,
    lastFailed: false,
    isProven: false,
    missed: 0,
    ticks: 0,
    news: 0,
    paused: [],
    isGap: false,
    accepted: new Map(),
    garbage: 0,
    hasUnderstood: false,
  };
  const synchronising: Out = { type: 'status', status: { level: 'warning', code: 'synchronising' } };
  const life: Out = { type: 'arm', timer: 'round', afterMs: roundIntervalMs };

  function send(state: State, purposes: readonly Omit<Purpose<Question>, 'news'>[]): Stepped {
    const outputs: Out[] = [];
    let { exchanges } = state;
    for (const purpose of purposes) {
      const asked = ask(
        exchanges,
        { ...purpose, news: state.news },
        words.request(purpose.question, state.memory),
      );
      exchanges = asked.exchanges;
      outputs.push({ type: 'send', data: asked.request });
    }
    return { state: { ...state, exchanges }, outputs };
  }

  /** One step and, from where it leads, the next; their outputs in order. */
  function then(first: Stepped, next: (state: State) => Stepped): Stepped {
    const { state, outputs } = next(first.state);
    return { state, outputs: [...first.outputs, ...outputs] };
  }

  function greet(state: State, now: number): Stepped {
    const question = words.greeting(state.memory);
    if (question !== undefined) return send(state, [{ role: 'greeting', question }]);
    // Whatever waits was sent to a device that may have forgotten it.
    const accepted = new Map(state.desk.open.map(({ id }) => [id, state.rounds + 1]));
    const welcome = { ...state, isWelcome: true, accepted };
    const polling = send(
      welcome,
      words.polls(state.memory).map((poll) => ({ role: 'poll', question: poll })),
    );
    return then(polling, (next) => startRound(next, 'all', now));
  }

  function startRound(state: State, scope: Scope, now: number): Stepped {
    if (!state.isWelcome) return { state, outputs: [] };
    if (state.round) {
      return { state: { ...state, wanted: state.wanted === 'all' ? 'all' : scope }, outputs: [] };
    }
    const questions = words.reads(scope, state.memory);
    const number = state.rounds + 1;
    const round: Round = { number, startedAt: now, waiting: questions.length, failed: false };
    return send(
      { ...state, round, rounds: number, wanted: null },
      questions.map((question) => ({ role: 'read', question })),
    );
  }

  function readDone(state: State, failed: boolean, now: number): Stepped {
    const { round } = state;
    if (!round) return { state, outputs: [] };
    const next: Round = { ...round, waiting: round.waiting - 1, failed: round.failed || failed };
    if (next.waiting > 0) return { state: { ...state, round: next }, outputs: [] };
    return roundDone({ ...state, round: null, lastFailed: next.failed }, next, now);
  }

  function roundDone(state: State, { number, failed }: Round, now: number): Stepped {
    if (failed) {
      // The commands that it was to decide wait for another.
      const accepted = new Map([...state.accepted].map(([id]) => [id, null]));
      const outputs: Out[] = accepted.size > 0 ? [readBackDue()] : [];
      return { state: { ...state, accepted, wanted: null }, outputs };
    }
    const shown = synchronise(state.desk, words.picture(state.memory));
    const decided = [...state.accepted].flatMap(([id, round]) =>
      round !== null && round <= number ? [id] : [],
    );
    const judged = judge(shown.desk, decided);
    const status = words.status?.(state.memory);
    const open = new Set(judged.desk.open.map(({ id }) => id));
    const accepted = new Map([...state.accepted].filter(([id]) => open.has(id)));
    const done: Stepped = {
      state: { ...state, desk: judged.desk, isProven: true, missed: 0, accepted },
      outputs: [
        ...shown.outputs,
        ...judged.outputs,
        ...(status ? [{ type: 'status', status } as const] : []),
      ],
    };
    const { wanted } = state;
    return wanted ? then(done, (next) => startRound(next, wanted, now)) : done;
  }

  const lookDue = (): readonly Out[] =>
    words.lookMs === undefined ? [] : [{ type: 'arm', timer: 'look', afterMs: words.lookMs }];
  const readBackDue = (): Out => ({ type: 'arm', timer: 'read-back', afterMs: words.effectMs });

  /** Reads back for commands that were accepted and that no news has proved. */
  function readBack(state: State, now: number): Stepped {
    const open = new Map(state.desk.open.map(({ id, command }) => [id, command]));
    const waiting = [...state.accepted].filter(([id, round]) => round === null && open.has(id));
    if (waiting.length === 0) return { state, outputs: [] };
    const scope: Scope = waiting.some(([id]) => open.get(id)?.type.startsWith('set')) ? 'all' : 'lists';
    // A round that runs already may have asked before the command was carried out.
    const accepted = new Map(state.accepted);
    for (const [id] of waiting) accepted.set(id, state.rounds + 1);
    return startRound({ ...state, accepted }, scope, now);
  }

  function roundDue(state: State, now: number): Stepped {
    const late = state.round !== null && now - state.round.startedAt >= readTimeoutMs - 500;
    const isGreeting = [...state.exchanges.waiting.values()].some(({ role }) => role === 'greeting');
    const failed = state.isWelcome ? late || state.lastFailed : !isGreeting;
    const missed = failed ? state.missed + 1 : state.missed;
    const counted = { ...state, missed, ticks: state.ticks + 1, lastFailed: false };
    if (!state.hasUnderstood && state.garbage > 0)
      return { state, outputs: [{ type: 'hang-up', reason: 'no such device', refusal: 'wrong-device' }] };
    if (missed >= maxMissed) return { state, outputs: [{ type: 'hang-up', reason: 'no answers' }] };
    const silent: Out[] = failed ? [{ type: 'status', status: { level: 'warning', code: 'silent' } }] : [];
    const first: Stepped = { state: counted, outputs: [...silent, life] };
    if (!state.isWelcome) return isGreeting ? first : then(first, (next) => greet(next, now));
    if (state.round) return first;
    // Names, units and settings are reported as well: they are looked after half as often.
    const scope: Scope = failed || !state.desk.isKnown || counted.ticks % 2 === 0 ? 'all' : 'lists';
    return then(first, (next) => startRound(next, scope, now));
  }

  function pollPaused(state: State, question: Question, isGap: boolean): Stepped {
    const paused = [...state.paused, question];
    return {
      state: { ...state, paused, isGap: state.isGap || isGap },
      outputs: [{ type: 'arm', timer: 'poll', afterMs: isGap ? brokenPauseMs : idlePauseMs }],
    };
  }

  function pollAgain(state: State, now: number): Stepped {
    const questions = state.paused.map((question) => ({ role: 'poll', question }) as const);
    const again = send({ ...state, paused: [], isGap: false }, questions);
    const polling: Stepped = { ...again, outputs: [...again.outputs, ...lookDue()] };
    return state.isGap ? then(polling, (next) => startRound(next, 'all', now)) : polling;
  }

  function receive(state: State, exchange: HttpExchange, now: number): Stepped {
    const { exchanges, purpose } = take(state.exchanges, exchange);
    if (!purpose) return { state, outputs: [] };
    const next = { ...state, exchanges };
    if (!exchange.result.ok) return unanswered(next, purpose, now);
    const isStale = state.news > purpose.news;
    const answered = words.answered(purpose.question, exchange.result, state.memory, isStale);
    switch (answered.type) {
      case 'understood':
        return understood({ ...next, memory: answered.memory, hasUnderstood: true }, purpose, answered, now);
      case 'refused':
        return refused({ ...next, hasUnderstood: true }, purpose, now);
      case 'garbage': {
        const counted = { ...next, garbage: state.garbage + 1 };
        const after = unanswered(counted, purpose, now);
        return { state: after.state, outputs: [{ type: 'garbage', count: 1 }, ...after.outputs] };
      }
      case 'session-lost':
        return sessionLost(next, now);
      case 'hang-up':
        return { state: next, outputs: [answered] };
    }
  }

  function understood(
    state: State,
    { role, question, command, rest }: Purpose<Question>,
    { news = false, gap = false }: { readonly news?: boolean; readonly gap?: boolean },
    now: number,
  ): Stepped {
    switch (role) {
      case 'greeting':
        return greet(state, now);
      case 'read':
        return readDone(state, false, now);
      case 'command':
        return accepted(state, command, rest ?? [], now);
      case 'poll':
        break;
    }
    if (!news) return pollPaused(state, question, gap);
    const heard = { ...state, news: state.news + 1 };
    const shown = show(heard.desk, words.picture(heard.memory));
    const first: Stepped = {
      state: { ...heard, desk: shown.desk },
      outputs: [...shown.outputs, ...lookDue()],
    };
    const polling = then(first, (next) => send(next, [{ role: 'poll', question }]));
    return gap ? then(polling, (next) => startRound(next, 'all', now)) : polling;
  }

  function accepted(
    state: State,
    id: CommandId | undefined,
    rest: readonly Question[],
    now: number,
  ): Stepped {
    const [question, ...more] = rest;
    if (id === undefined || !state.desk.open.some((one) => one.id === id)) return { state, outputs: [] };
    if (question !== undefined) return send(state, [{ role: 'command', question, command: id, rest: more }]);
    const waiting = { ...state, accepted: new Map(state.accepted).set(id, null) };
    return words.effectMs > 0 ? { state: waiting, outputs: [readBackDue()] } : readBack(waiting, now);
  }

  function refused(state: State, { role, question, command }: Purpose<Question>, now: number): Stepped {
    if (role !== 'command' || command === undefined)
      return unanswered(state, { role, question, news: 0 }, now);
    const { desk, outputs } = settle(state.desk, command, outcome.failed('device-refused'));
    return { state: { ...state, desk }, outputs };
  }

  /** No answer, or one that says nothing: the device may have acted, and a poll may have lost its news. */
  function unanswered(state: State, { role, question, command }: Purpose<Question>, now: number): Stepped {
    switch (role) {
      case 'greeting':
        return { state, outputs: [] };
      case 'read':
        return readDone(state, !words.isOptional?.(question), now);
      case 'command':
        return accepted(state, command, [], now);
      case 'poll': {
        const memory = words.interrupted?.(state.memory) ?? state.memory;
        return pollPaused({ ...state, memory }, question, true);
      }
    }
  }

  function sessionLost(state: State, now: number): Stepped {
    const forgotten: State = {
      ...state,
      memory: words.restart(state.memory),
      exchanges: { ...state.exchanges, waiting: new Map() },
      isWelcome: false,
      isProven: false,
      round: null,
      wanted: null,
      paused: [],
      isGap: false,
    };
    const lost: Stepped = { state: forgotten, outputs: [synchronising, { type: 'disarm', timer: 'poll' }] };
    // Greeted and forgotten in one breath: not again before the next tick.
    return state.isProven ? then(lost, (next) => greet(next, now)) : lost;
  }

  function submit(state: State, id: CommandId, command: MicrophoneCommand, now: number): Stepped {
    const fail = (code: 'device-offline' | 'device-unsupported' | 'device-refused'): Stepped => ({
      state,
      outputs: [{ type: 'settle', id, outcome: outcome.failed(code) }],
    });
    if (!state.isWelcome || !state.desk.isKnown) return fail('device-offline');
    const open = state.desk.open.map((one) => one.command);
    const questions = words.command(command, state.memory, open);
    if (!questions) return fail('device-unsupported');
    if (questions === 'refused') return fail('device-refused');
    return accepted({ ...state, desk: submitted(state.desk, id, command) }, id, questions, now);
  }

  function onTimer(state: State, name: string, now: number): Stepped {
    switch (name) {
      case 'round':
        return roundDue(state, now);
      case 'poll':
        return pollAgain(state, now);
      case 'look':
        return startRound(state, 'lists', now);
      default:
        return readBack(state, now);
    }
  }

  function step(state: State, input: Input<MicrophoneCommand, HttpExchange>, now: number): Stepped {
    switch (input.type) {
      case 'link-up':
        return then({ state: initial, outputs: [synchronising, life] }, (next) => greet(next, now));
      case 'link-down':
        return { state: initial, outputs: [] };
      case 'received':
        return receive(state, input.data, now);
      case 'timer':
        return onTimer(state, input.name, now);
      case 'submitted':
        return submit(state, input.id, input.command, now);
      case 'abandoned': {
        const accepted = new Map(state.accepted);
        accepted.delete(input.id);
        return { state: { ...state, accepted, desk: abandoned(state.desk, input.id) }, outputs: [] };
      }
    }
  }

  return { initial, deadlineMs: () => commandDeadlineMs, step };
}
