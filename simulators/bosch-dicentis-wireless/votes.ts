/**
 * The voting of a DICENTIS Wireless access point, from a client and a simulator in the field. As they say: parameters
 * are those of the next round, single votes are told only where there are participants, and a state follows the other
 * only in the allowed order. Assumed where they are silent: everybody whose seat is connected may vote, with keys in
 * the order of the mode's answers, and change the vote while the round is open; `interimResultsMode` 0 tells single
 * votes while it runs, any other only after the close; results before the first round are empty and closed.
 *
 * Faults: `lose-votes {count}` (as many votes are named only after the close), `double-votes {on}` (every single vote
 * comes twice), `late-vote {seat, key}` (counted in time, and named 0.7 s after the close), `stray-vote {seat, key}`
 * (named long after the close, and counted by nobody), `wrong-key {seat}` (one that means nothing), `stranger {key}`
 * (seat 500), `start-vote` and `stop-vote` (somebody at the unit's pages), `hold-vote {on}`, `refuse-votes {on}`,
 * `nameless {on}` (single votes are never named).
 */
import type { Clock } from '../../protocols/clock.ts';
import {
  answersOfMode,
  type IndividualVote,
  type RoundParameters,
  type RoundResults,
  type RoundState,
  type WapVotingAnswer,
  type WapVotingRequest,
} from '../../protocols/bosch-dicentis-wireless/voting.ts';
import type { VotesTruth } from '../device.ts';

export interface WapVotesOptions {
  readonly clock: Clock;
  /** Seats whose unit is there. */
  seats(): readonly number[];
  voter(seat: number): Omit<IndividualVote, 'vote'>;
  hasParticipants(): boolean;
  /** Carries out a moment later. */
  later(write: () => void): void;
  /** Polls are answered. */
  changed(): void;
}

export interface WapVotes {
  answer(request: WapVotingRequest | { readonly type: 'malformed' }): WapVotingAnswer;
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
  'wrong-key',
  'stranger',
  'start-vote',
  'stop-vote',
  'hold-vote',
  'refuse-votes',
  'nameless',
];

const lateMs = 700;
const coldParameters: RoundParameters = {
  mode: 4,
  subject: '',
  individuals: false,
  interimResultsMode: 1,
};
const order: readonly string[] = ['0>1', '1>2', '2>1', '1>0', '2>0'];
const done: WapVotingAnswer = { type: 'done' };
const error = (status: number, details?: string): WapVotingAnswer => ({
  type: 'error',
  status,
  ...(details === undefined ? {} : { details }),
});

export function createWapVotes(options: WapVotesOptions): WapVotes {
  const { clock, changed } = options;
  let next = coldParameters;
  let round = coldParameters;
  let state: RoundState = 0;
  /** Key by seat. */
  let votes = new Map<number, number>();
  /** Counted, and not yet named. */
  let unnamed = new Set<number>();
  /** Named, and not counted. */
  let strays = new Map<number, number>();
  let toLose = 0;
  let [doubles, refuses, nameless] = [false, false, false];

  const answers = () => answersOfMode[round.mode] ?? answersOfMode[4];

  function results(): RoundResults {
    const present = options.seats().length;
    const isNamed = round.individuals && !nameless && (state === 0 || round.interimResultsMode === 0);
    const named = isNamed ? [...[...votes].filter(([seat]) => !unnamed.has(seat)), ...strays] : [];
    const individuals = named.flatMap(([seat, key]): readonly IndividualVote[] => {
      const vote = answers()[key - 1];
      const one = vote && { ...options.voter(seat), vote };
      return !one ? [] : doubles ? [one, one] : [one];
    });
    return {
      state,
      mode: round.mode,
      subject: round.subject,
      counts: answers().map((vote, index) => ({
        vote,
        count: [...votes.values()].filter((key) => key === index + 1).length,
      })),
      present,
      notVoted: Math.max(0, present - votes.size),
      individuals,
    };
  }

  function become(wanted: RoundState): void {
    if (!order.includes(`${state}>${wanted}`)) return;
    if (state === 0) [votes, unnamed, strays, round] = [new Map(), new Set(), new Map(), next];
    state = wanted;
    if (wanted === 0)
      clock.after(lateMs, () => {
        unnamed.clear();
        changed();
      });
    changed();
  }

  function set(parameters: RoundParameters): WapVotingAnswer {
    if (parameters.interimResultsMode === 0 && !parameters.individuals)
      return error(400, 'Combination of settings for interim results and individuals incorrect');
    if (parameters.individuals && !options.hasParticipants())
      return error(400, 'Cannot gather individual results without participants or identification');
    options.later(() => {
      next = parameters;
      changed();
    });
    return done;
  }

  function count(seat: number, key: number): void {
    if (state !== 1 || !answers()[key - 1]) return;
    votes.set(seat, key);
    if (toLose > 0) {
      toLose--;
      unnamed.add(seat);
    }
    changed();
  }

  function press(keypad: string, key: number): void {
    const seat = Number(keypad);
    if (!options.seats().includes(seat)) return;
    unnamed.delete(seat);
    count(seat, key);
  }

  return {
    answer(request) {
      switch (request.type) {
        case 'get-voting':
          return { ...next, type: 'voting' };
        case 'get-round-state':
          return { type: 'round-state', state };
        case 'get-results':
          return { type: 'results', results: results() };
        case 'set-voting':
          return refuses ? error(403) : set(request);
        case 'set-round-state':
          if (!order.includes(`${state}>${request.state}`))
            return error(400, `Cannot change state from ${state} to ${request.state}`);
          if (refuses) return error(403);
          options.later(() => become(request.state));
          return done;
        case 'malformed':
          return error(400, 'Invalid request body type');
      }
    },
    press,
    fault(name, parameters) {
      const on = parameters['on'] !== false;
      const [seat, key] = [Number(parameters['seat']), Number(parameters['key'] ?? 1)];
      switch (name) {
        case 'lose-votes':
          toLose = Number(parameters['count'] ?? 1);
          return true;
        case 'double-votes':
          doubles = on;
          return true;
        case 'late-vote':
          press(String(seat), key);
          if (votes.has(seat)) unnamed.add(seat);
          return true;
        case 'stray-vote':
          if (state === 0) strays.set(seat, key);
          return true;
        case 'wrong-key':
          press(String(seat), 9);
          return true;
        case 'stranger':
          count(500, key);
          return true;
        case 'start-vote':
          if (state !== 0) return true;
          next = { ...next, subject: 'Abstimmung am Gerät' };
          become(1);
          return true;
        case 'stop-vote':
          become(0);
          return true;
        case 'hold-vote':
          become(on ? 2 : 1);
          return true;
        case 'refuse-votes':
          refuses = on;
          return true;
        case 'nameless':
          nameless = on;
          return true;
        default:
          return false;
      }
    },
    truth: () => ({
      open: state !== 0,
      pressed: Object.fromEntries([...votes].map(([seat, key]) => [String(seat), key])),
    }),
    coldStart() {
      [next, round, state] = [coldParameters, coldParameters, 0];
      [votes, unnamed, strays] = [new Map(), new Set(), new Map()];
      [toLose, doubles, refuses, nameless] = [0, false, false, false];
    },
  };
}
