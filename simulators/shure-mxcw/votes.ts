/**
 * The voting of an MXCW access point, from the command strings as clients in the field list them. Assumed where
 * they are silent: a vote is started in any state but ACTIVE and PAUSE (else an error), with a configuration that
 * was made; COMPLETE, CANCEL, PAUSE and RESUME in another state than theirs are an error; presses in a pause count
 * for nothing; GET 0 FINAL_VOTING_SELECTION tells the seats that have voted, before a vote is complete none; a
 * selection is told by the number of its button. Configurations 1 (three buttons), 2 (the same, secret) and 3 (five
 * buttons) are made.
 *
 * Faults: `lose-votes {count}` (as many reports of selections are never told), `double-votes {on}` (every report of
 * votes comes twice), `late-vote {seat, key}` (counted in time, and named 0.7 s after the end), `stray-vote {seat,
 * key}` (told after the end, and counted by nobody), `stale-vote` (at the next start a selection of the vote before
 * is told), `wrong-key {seat}` (button 5), `stranger {key}` (seat 500), `start-vote {configuration}`, `stop-vote`,
 * `cancel-vote`, `pause-vote`, `resume-vote` (somebody at the unit), `refuse-votes {on}`, `held-results {on}` (no
 * start before the results of the last vote are closed), `slow-votes {ms}` (states change so much later),
 * `names {on}` (selections by the button's name).
 */
import type { Clock } from '../../protocols/clock.ts';
import type { MxcwReport } from '../../protocols/shure-mxcw/reports.ts';
import type { MxcwVotingRequest, MxcwVotingReport, VoteState } from '../../protocols/shure-mxcw/voting.ts';
import type { VotesTruth } from '../device.ts';

export interface MxcwVotesOptions {
  readonly clock: Clock;
  /** Seats whose unit is there. */
  seats(): readonly number[];
  /** To every client. */
  say(reports: readonly MxcwReport[]): void;
}

export interface MxcwVotes {
  /** The reports are for whoever asked. */
  carryOut(request: MxcwVotingRequest): readonly MxcwReport[];
  /** For whoever asks for everything. */
  all(): readonly MxcwReport[];
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
  'start-vote',
  'stop-vote',
  'cancel-vote',
  'pause-vote',
  'resume-vote',
  'refuse-votes',
  'held-results',
  'slow-votes',
  'names',
];

interface Configuration {
  readonly names: readonly string[];
  readonly isSecret: boolean;
}

const three = ['Ja', 'Nein', 'Enthaltung'];
const made: Readonly<Record<number, Configuration>> = {
  1: { names: three, isSecret: false },
  2: { names: three, isSecret: true },
  3: { names: ['1', '2', '3', '4', '5'], isSecret: false },
};
const error: readonly MxcwReport[] = [{ type: 'error' }];
const lateMs = 700;

export function createMxcwVotes({ clock, seats, say }: MxcwVotesOptions): MxcwVotes {
  let state: VoteState = 'inactive';
  let configuration = 1;
  /** Button by seat. */
  let votes = new Map<number, number>();
  /** Counted, and not yet named. */
  let late = new Set<number>();
  let previous: readonly [number, number] | undefined;
  let isStaleDue = false;
  let toLose = 0;
  let slowMs = 0;
  let [doubles, refuses, holds, isShowing, named] = [false, false, false, false, false];

  const current = (): Configuration => made[configuration] ?? { names: three, isSecret: false };
  const isRunning = (): boolean => state === 'active' || state === 'paused';
  const told = (reports: readonly MxcwVotingReport[]): readonly MxcwVotingReport[] =>
    doubles ? reports.flatMap((one) => [one, one]) : reports;

  const stateReport = (): MxcwVotingReport => ({ type: 'vote-state', state });
  const configurationReport = (): MxcwVotingReport => ({ type: 'vote-configuration', configuration });
  const selection = (
    type: 'interim-selection' | 'final-selection',
    seat: number,
    button: number,
  ): MxcwVotingReport => ({
    type,
    seat,
    button: named ? (current().names[button - 1] ?? button) : button,
  });
  const countOf = (button: number): number => [...votes.values()].filter((one) => one === button).length;

  function become(next: VoteState): void {
    state = next;
    say(told([stateReport()]));
  }

  function later(change: () => void): readonly MxcwReport[] {
    if (slowMs > 0) clock.after(slowMs, change);
    else change();
    return [];
  }

  function start(wanted: number): void {
    const [last] = votes;
    previous = last ?? previous;
    [votes, late, configuration, isShowing] = [new Map(), new Set(), wanted, false];
    const stale = isStaleDue && previous ? [selection('interim-selection', ...previous)] : [];
    isStaleDue = false;
    state = 'active';
    say(told([...stale, configurationReport(), stateReport()]));
  }

  function complete(): void {
    isShowing = true;
    become('complete');
    clock.after(lateMs, () => late.clear());
  }

  function count(seat: number, button: number): void {
    votes.set(seat, button);
    if (current().isSecret || late.has(seat)) return;
    if (toLose > 0) {
      toLose--;
      return;
    }
    say(
      told([
        selection('interim-selection', seat, button),
        { type: 'interim-result', button, count: countOf(button) },
      ]),
    );
  }

  function press(keypad: string, key: number): void {
    const seat = Number(keypad);
    if (state !== 'active' || !seats().includes(seat) || !current().names[key - 1]) return;
    late.delete(seat);
    count(seat, key);
  }

  function finalSelections(seat: number): readonly MxcwReport[] {
    if (state !== 'complete' || current().isSecret) return seat === 0 ? [] : error;
    const named = [...votes].filter(([one]) => !late.has(one) && (seat === 0 || seat === one));
    return told(named.map(([one, button]) => selection('final-selection', one, button)));
  }

  function carryOut(request: MxcwVotingRequest): readonly MxcwReport[] {
    switch (request.type) {
      case 'start-vote':
        if (isRunning() || refuses || !made[request.configuration]) return error;
        if (holds && isShowing) return error;
        return later(() => start(request.configuration));
      case 'complete-vote':
        return isRunning() ? later(() => isRunning() && complete()) : error;
      case 'cancel-vote':
        if (!isRunning()) return error;
        return later(() => {
          votes = new Map();
          become('inactive');
        });
      case 'pause-vote':
        return state === 'active' ? later(() => become('paused')) : error;
      case 'resume-vote':
        return state === 'paused' ? later(() => become('active')) : error;
      case 'close-results':
        isShowing = false;
        return [];
      case 'get-vote-state':
        return told([stateReport()]);
      case 'get-vote-configuration':
        return told([configurationReport()]);
      case 'get-final-selection':
        return finalSelections(request.seat);
      case 'get-final-result': {
        const { button } = request;
        if (state !== 'complete') return error;
        return told([{ type: 'final-result', button, count: countOf(button) }]);
      }
    }
  }

  return {
    carryOut,
    all: () => [configurationReport(), stateReport()],
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
          if (state !== 'active' || !seats().includes(seat) || !current().names[key - 1]) return true;
          late.add(seat);
          count(seat, key);
          return true;
        case 'stray-vote':
          if (!isRunning()) say([selection('interim-selection', seat, key)]);
          return true;
        case 'stale-vote':
          isStaleDue = true;
          return true;
        case 'wrong-key':
          if (state === 'active') count(seat, 5);
          return true;
        case 'stranger':
          if (state === 'active') count(500, key);
          return true;
        case 'start-vote':
          if (!isRunning()) start(Number(parameters['configuration'] ?? 1));
          return true;
        case 'stop-vote':
          carryOut({ type: 'complete-vote' });
          return true;
        case 'cancel-vote':
        case 'pause-vote':
        case 'resume-vote':
          carryOut({ type: name });
          return true;
        case 'refuse-votes':
          refuses = on;
          return true;
        case 'held-results':
          holds = on;
          return true;
        case 'slow-votes':
          slowMs = Number(parameters['ms'] ?? 600);
          return true;
        case 'names':
          named = on;
          return true;
        default:
          return false;
      }
    },
    truth: () => ({
      open: isRunning(),
      pressed: Object.fromEntries([...votes].map(([seat, button]) => [String(seat), button])),
    }),
    coldStart() {
      // Configurations are stored in the unit; a vote is not.
      [state, votes, late, previous, isStaleDue] = ['inactive', new Map(), new Set(), undefined, false];
      [toLose, slowMs] = [0, 0];
      [doubles, refuses, holds, isShowing, named] = [false, false, false, false, false];
    },
  };
}
