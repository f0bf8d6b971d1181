/**
 * The voting of a Confero controller, from clients in the field. Assumed where they are silent: one vote runs at a
 * time, actions of another meeting or in the wrong state are a 412, results before the first vote too, single
 * votes look as in the maker's Core API, and every press is told. As seen on units: for three seconds after the
 * start results are refused, and until the stop they are empty. Only participants of the meeting vote.
 *
 * Faults: `lose-votes {count}` (as many news of votes are never told), `double-votes {on}`, `late-vote {seat, key}`
 * (counted in time, and named 0.7 s after the stop), `stray-vote {seat, key}` (told after the end, and counted by
 * nobody), `stale-vote` (results of the vote before are told), `wrong-key {seat}`, `stranger {key}`, `realtime {on}`
 * (results while it runs), `nameless {on}` (results name nobody), `start-vote`, `stop-vote` (somebody at the
 * unit), `refuse-votes {on}`.
 */
import type { Clock } from '../../protocols/clock.ts';
import type { HttpAnswer } from '../../protocols/http.ts';
import type { JsonObject } from '../../protocols/json.ts';
import {
  encodeConferoVotingAnswer,
  resultsJson,
  type Choice,
  type ConferoResults,
  type ConferoVotingAnswer,
  type ConferoVotingRequest,
} from '../../protocols/televic-confero/voting.ts';
import type { VotesTruth } from '../device.ts';

export interface ConferoVotesOptions {
  readonly clock: Clock;
  seats(): readonly number[];
  /** null: none is open. */
  meetingId(): string | null;
  participantAt(seat: number): string;
  tell(results: JsonObject): void;
}

export interface ConferoVotes {
  answer(request: ConferoVotingRequest | { readonly type: 'malformed' }): HttpAnswer;
  press(keypad: string, key: number): void;
  /** False: not one of these. */
  fault(name: string, parameters: Record<string, unknown>): boolean;
  truth(): VotesTruth;
  coldStart(): void;
}

export const voteFaults = [
  'lose-votes',
  'double-votes',
  'late-vote',
  'stray-vote',
  'stale-vote',
  'wrong-key',
  'stranger',
  'realtime',
  'nameless',
  'start-vote',
  'stop-vote',
  'refuse-votes',
];

interface Held {
  readonly id: string;
  readonly title: string;
  readonly choices: readonly Choice[];
  readonly startedAt: number;
  isRunning: boolean;
  /** Choice by participant. */
  readonly votes: Map<string, string>;
  readonly keys: Map<number, number>;
  /** Counted, and not yet named. */
  readonly late: Set<string>;
}

const lateMs = 700;
const startMs = 3000;
const error = (status: number, text: string): ConferoVotingAnswer => ({ type: 'error', status, text });

export function createConferoVotes(options: ConferoVotesOptions): ConferoVotes {
  const { clock } = options;
  let current: Held | undefined;
  let previous: Held | undefined;
  let count = 0;
  let toLose = 0;
  let [doubles, realtime, nameless, refuses] = [false, false, false, false];

  function resultsOf({ id, title, choices, isRunning, votes, late }: Held): ConferoResults {
    const isShown = !isRunning || realtime;
    const cast = isShown ? [...votes] : [];
    return {
      votingId: id,
      title,
      counts: choices.map((choice) => ({
        choice: choice.id,
        count: cast.filter(([, one]) => one === choice.id).length,
      })),
      individual: nameless
        ? []
        : cast.flatMap(([participant, choice]) => (late.has(participant) ? [] : [{ participant, choice }])),
    };
  }

  function tell(one: Held): void {
    if (toLose > 0) {
      toLose--;
      return;
    }
    const results = resultsJson(resultsOf(one));
    options.tell(results);
    if (doubles) options.tell(results);
  }

  function start(title: string, choices: readonly Choice[]): Held {
    previous = current;
    const id = `9b2f0c1e-5a44-4d0e-8a55-${String(++count).padStart(12, '0')}`;
    const one: Held = {
      id,
      title,
      choices,
      startedAt: clock.now(),
      isRunning: true,
      votes: new Map(),
      keys: new Map(),
      late: new Set(),
    };
    current = one;
    return one;
  }

  function stop(one: Held): void {
    one.isRunning = false;
    tell(one);
    clock.after(lateMs, () => {
      one.late.clear();
      tell(one);
    });
  }

  function answerTo(request: ConferoVotingRequest): ConferoVotingAnswer {
    const meeting = options.meetingId();
    if (meeting === null) return error(412, 'No open meeting');
    if (request.type === 'get-voting-results') {
      const isStarting = current?.isRunning && clock.now() - current.startedAt < startMs;
      return current && !isStarting
        ? { type: 'results', results: resultsOf(current) }
        : error(isStarting ? 500 : 412, '');
    }
    if (request.meetingId !== meeting) return error(412, 'Another meeting');
    if (request.type === 'start-voting') {
      if (current?.isRunning || refuses) return error(412, 'Not possible');
      return { type: 'started', votingId: start(request.title, request.choices).id };
    }
    if (!current?.isRunning || current.id !== request.votingId) return error(412, 'Not running');
    stop(current);
    return { type: 'stopped' };
  }

  function press(keypad: string, key: number): void {
    const choice = current?.choices[key - 1];
    const seat = Number(keypad);
    // A button without a lamp does nothing.
    if (!current?.isRunning || !choice || !options.seats().includes(seat)) return;
    current.votes.set(options.participantAt(seat), choice.id);
    current.keys.set(seat, key);
    tell(current);
  }

  return {
    answer: (request) =>
      encodeConferoVotingAnswer(
        request.type === 'malformed' ? error(400, 'Malformed action') : answerTo(request),
      ),
    press,
    fault(name, parameters) {
      const on = parameters['on'] !== false;
      const [seat, key] = [Number(parameters['seat']), Number(parameters['key'] ?? 1)];
      const running = current?.isRunning ? current : undefined;
      const participant = options.participantAt(seat);
      switch (name) {
        case 'lose-votes':
          toLose = Number(parameters['count'] ?? 1);
          return true;
        case 'double-votes':
          doubles = on;
          return true;
        case 'realtime':
          realtime = on;
          return true;
        case 'nameless':
          nameless = on;
          return true;
        case 'refuse-votes':
          refuses = on;
          return true;
        case 'late-vote':
          running?.late.add(participant);
          press(String(seat), key);
          return true;
        case 'stray-vote': {
          const choice = current?.choices[key - 1];
          if (!current || running || !choice) return true;
          current.votes.set(participant, choice.id);
          tell(current);
          return true;
        }
        case 'stale-vote':
          if (previous) tell(previous);
          return true;
        case 'wrong-key':
          if (!running) return true;
          running.keys.delete(seat);
          running.votes.set(participant, 'no-such-choice');
          tell(running);
          return true;
        case 'stranger': {
          const choice = running?.choices[key - 1];
          if (!running || !choice) return true;
          running.votes.set('stranger', choice.id);
          tell(running);
          return true;
        }
        case 'start-vote':
          if (!running) start('Abstimmung am Gerät', [yes]);
          return true;
        case 'stop-vote':
          if (running) stop(running);
          return true;
        default:
          return false;
      }
    },
    truth: () => ({
      open: current?.isRunning ?? false,
      pressed: Object.fromEntries([...(current?.keys ?? [])].map(([seat, key]) => [String(seat), key])),
    }),
    coldStart() {
      [current, previous, toLose] = [undefined, undefined, 0];
      [doubles, realtime, nameless, refuses] = [false, false, false, false];
    },
  };
}

const yes: Choice = { id: 'ja', title: 'Ja', color: 'green', button: '+' };
