/**
 * The voting of a Plixus central unit, from the maker's OpenAPI description. Assumed where it is silent: one
 * session runs at a time; `stop` leads to `ending`, where results stand until `close`; a call in the wrong state
 * is a 400, an unknown session a 404; a voter may press again until the stop; a seat without a delegate of the
 * meeting votes under its own number; every vote is told with the whole results so far.
 *
 * Faults: `lose-votes {count}` (as many news of votes are never told), `double-votes {on}`, `swap-votes` (the next
 * two news change places), `late-vote {seat, key}` (pressed in time, but who pressed what is known 0.7 s after the
 * stop), `stale-vote` (results of an earlier session are told again), `wrong-key {seat}` (a button that no option
 * has), `stranger {key}` (somebody votes whom no list has), `secret {on}` (results name nobody), `start-vote` (an
 * operator starts a session of his own), `stop-vote` (he stops the running one), `refuse-votes {on}`,
 * `stray-vote {seat, key}` (told of the last session after its end, and counted by nobody).
 */
import type { Clock } from '../../protocols/clock.ts';
import type { HttpAnswer } from '../../protocols/http.ts';
import {
  encodePlixusVotingAnswer,
  encodePlixusVotingEvent,
  type PlixusOption,
  type PlixusResults,
  type PlixusVote,
  type PlixusVotingAnswer,
  type PlixusVotingEvent,
  type PlixusVotingRequest,
  type SessionAction,
  type SessionState,
} from '../../protocols/televic-plixus/voting.ts';
import type { VotesTruth } from '../device.ts';

export interface PlixusVotesOptions {
  readonly clock: Clock;
  seats(): readonly number[];
  delegateOf(seat: number): string;
  tell(event: HttpAnswer): void;
}

export interface PlixusVotes {
  answer(request: PlixusVotingRequest | { readonly type: 'malformed' }): HttpAnswer;
  press(keypad: string, key: number): void;
  /** False: not one of these. */
  fault(name: string, parameters: Record<string, unknown>): boolean;
  truth(): VotesTruth;
  coldStart(): void;
}

export const voteFaults = [
  'lose-votes',
  'double-votes',
  'swap-votes',
  'late-vote',
  'stale-vote',
  'wrong-key',
  'stranger',
  'secret',
  'start-vote',
  'stop-vote',
  'refuse-votes',
  'stray-vote',
];

interface Held {
  readonly id: string;
  readonly title: string;
  readonly options: readonly PlixusOption[];
  state: SessionState;
  /** The button that counts, by who pressed it. */
  readonly votes: Map<string, number>;
  readonly bySeat: Map<number, number>;
  /** Counted, and not yet named. */
  readonly late: Set<string>;
}

const lateMs = 700;
const strangeKey = 9;
const error = (status: number, text: string): PlixusVotingAnswer => ({ type: 'error', status, text });
const done: PlixusVotingAnswer = { type: 'done' };

export function createPlixusVotes({ clock, seats, delegateOf, tell }: PlixusVotesOptions): PlixusVotes {
  let held: Held[] = [];
  let count = 0;
  let toLose = 0;
  let swapped: HttpAnswer | 'next' | null = null;
  let [doubles, secret, refuses] = [false, false, false];

  const find = (id: string): Held | undefined => held.find((one) => one.id === id);
  const running = (): Held | undefined =>
    held.find(({ state }) => state === 'running' || state === 'paused' || state === 'starting');
  const voteOf = ({ id, state, title, options }: Held): PlixusVote => ({ id, state, title, options });

  function resultsOf({ id, options, votes, late }: Held): PlixusResults {
    const total = Math.max(seats().length, votes.size);
    const counts = options.map(({ number }) => ({
      option: number,
      count: [...votes.values()].filter((vote) => vote === number).length,
    }));
    const named = [...votes].filter(([who]) => !late.has(who));
    const individual = named.map(([delegate, option]) => ({ option, delegate }));
    const voted = votes.size;
    return {
      id,
      voted,
      notVoted: total - voted,
      total,
      counts,
      ...(secret ? {} : { individual }),
    };
  }

  const eventOf = (event: PlixusVotingEvent): HttpAnswer =>
    encodePlixusVotingEvent(event, '2026-01-01T00:00:00.000');

  function tellResults(one: Held): void {
    if (toLose > 0) {
      toLose--;
      return;
    }
    const event = eventOf({ type: 'results-changed', results: resultsOf(one) });
    if (swapped === 'next') {
      swapped = event;
      return;
    }
    tell(event);
    if (doubles) tell(event);
    if (swapped) tell(swapped);
    swapped = null;
  }

  function enter(one: Held, state: SessionState): void {
    one.state = state;
    tell(eventOf({ type: 'vote-changed', vote: voteOf(one) }));
  }

  function schedule(title: string, options: readonly PlixusOption[]): Held {
    const id = `7c9e6679-7425-40de-944b-${String(++count).padStart(12, '0')}`;
    const state: SessionState = 'scheduled';
    const one: Held = {
      id,
      title,
      options,
      state,
      votes: new Map(),
      bySeat: new Map(),
      late: new Set(),
    };
    held = [...held, one].slice(-50);
    return one;
  }

  function act(one: Held, action: SessionAction): PlixusVotingAnswer {
    const wrong = error(400, 'Not allowed in this state.');
    const { state } = one;
    switch (action) {
      case 'start':
        if (state !== 'scheduled' || running() || refuses) return wrong;
        enter(one, 'starting');
        enter(one, 'running');
        return done;
      case 'stop':
        if (state !== 'running' && state !== 'paused') return wrong;
        enter(one, 'ending');
        tellResults(one);
        clock.after(lateMs, () => one.late.clear());
        return done;
      case 'pause':
        if (state !== 'running') return wrong;
        enter(one, 'paused');
        return done;
      case 'resume':
        if (state !== 'paused') return wrong;
        enter(one, 'running');
        return done;
      case 'close':
        if (state !== 'ending' && state !== 'scheduled') return wrong;
        enter(one, 'closed');
        return done;
      case 'reschedule':
        if (state !== 'ending' && state !== 'closed') return wrong;
        for (const map of [one.votes, one.bySeat]) map.clear();
        enter(one, 'scheduled');
        return done;
    }
  }

  function cast(one: Held, seat: number, button: number): void {
    one.votes.set(delegateOf(seat), button);
    one.bySeat.set(seat, button);
    tellResults(one);
  }

  function answerTo(request: PlixusVotingRequest): PlixusVotingAnswer {
    switch (request.type) {
      case 'list-votes':
        return { type: 'votes', votes: held.map(voteOf) };
      case 'schedule-vote':
        return refuses
          ? error(400, 'No licence.')
          : { type: 'scheduled', vote: schedule(request.title, request.options).id };
      default: {
        const one = find(request.vote);
        if (!one) return error(404, 'Unknown session');
        if (request.type === 'get-results') return { type: 'results', results: resultsOf(one) };
        if (request.type === 'vote-action') return act(one, request.action);
        const { seat, option } = request;
        const isPossible =
          one.state === 'running' &&
          !refuses &&
          seats().includes(seat) &&
          one.options.some(({ number }) => number === option);
        if (!isPossible) return error(400, 'Vote not possible.');
        cast(one, seat, option);
        return done;
      }
    }
  }

  function press(keypad: string, key: number): boolean {
    const one = running();
    const option = one?.options[key - 1];
    const seat = Number(keypad);
    // A button without a lamp does nothing.
    if (!one || one.state !== 'running' || !option || !seats().includes(seat)) return false;
    cast(one, seat, option.number);
    return true;
  }

  return {
    answer: (request) =>
      encodePlixusVotingAnswer(request.type === 'malformed' ? error(400, 'Bad request') : answerTo(request)),
    press: (keypad, key) => void press(keypad, key),
    fault(name, parameters) {
      const on = parameters['on'] !== false;
      const seat = Number(parameters['seat']);
      const one = running();
      switch (name) {
        case 'lose-votes':
          toLose = Number(parameters['count'] ?? 1);
          return true;
        case 'double-votes':
          doubles = on;
          return true;
        case 'swap-votes':
          swapped = 'next';
          return true;
        case 'late-vote':
          one?.late.add(delegateOf(seat));
          press(String(seat), Number(parameters['key'] ?? 1));
          return true;
        case 'stale-vote': {
          const earlier = held.find((each) => each !== one);
          if (earlier) tellResults(earlier);
          return true;
        }
        case 'wrong-key':
          if (one) cast(one, seat, strangeKey);
          return true;
        case 'stranger':
          if (!one) return true;
          one.votes.set('a-stranger', one.options[Number(parameters['key'] ?? 1) - 1]?.number ?? strangeKey);
          tellResults(one);
          return true;
        case 'secret':
          secret = on;
          return true;
        case 'refuse-votes':
          refuses = on;
          return true;
        case 'stray-vote': {
          const over = held.at(-1);
          const key = over?.options[Number(parameters['key'] ?? 1) - 1];
          if (!over || !key) return true;
          over.votes.set(delegateOf(seat), key.number);
          tellResults(over);
          return true;
        }
        case 'start-vote':
          if (!one) act(schedule('Abstimmung am Gerät', [yesKey]), 'start');
          return true;
        case 'stop-vote':
          if (one) act(one, 'stop');
          return true;
        default:
          return false;
      }
    },
    truth() {
      const one = running() ?? held.findLast(({ state }) => state !== 'scheduled');
      const keys = [...(one?.bySeat ?? [])].flatMap(([seat, button]) => {
        const at = one?.options.findIndex(({ number }) => number === button) ?? -1;
        return at < 0 ? [] : [[String(seat), at + 1] as const];
      });
      return { open: one?.state === 'running', pressed: Object.fromEntries(keys) };
    },
    coldStart() {
      held = [];
      [toLose, swapped] = [0, null];
      [doubles, secret, refuses] = [false, false, false];
    },
  };
}

const yesKey: PlixusOption = { number: 2, description: 'Ja', color: 'green', abstain: false };
