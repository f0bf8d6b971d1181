/**
 * The voting of a DIS-CCU without the maker's PC program, as its manual describes it. Assumed where it is silent:
 * the unit says nothing to a start while a vote runs or with a number that is none, nor to a stop or cancel while
 * none runs; interim results come once at the start and after every press; a delegate may press again until the
 * stop; a cold start ends a vote. Buttons are numbered as results are: 1 Yes, 2 Abstain, 3 No.
 *
 * Faults: `lose-finals` (the results of the next stop are never told), `late-finals` (they come 0.7 s after the
 * stop), `double-votes {on}` (every line of votes comes twice), `stale-vote` (the results of the vote before are
 * told once more), `stray-vote {seat, key}` (told after the stop, and counted by nobody), `wrong-key {seat}` (a
 * button that means nothing), `stranger {key}` (a unit that no plan knows), `labels {labels}` (the results' labels,
 * in another language or order of words), `start-vote {configuration}`, `stop-vote`, `cancel-vote` (somebody at the
 * unit), `refuse-votes {on}` (silence to a start).
 */
import type { Clock } from '../../protocols/clock.ts';
import type { DisVotingCommand, DisVotingReport } from '../../protocols/shure-dis-ccu/voting.ts';
import type { VotesTruth } from '../device.ts';

export interface DisVotesOptions {
  readonly clock: Clock;
  isThere(seat: number): boolean;
  /** To every client. */
  say(reports: readonly DisVotingReport[]): void;
}

export interface DisVotes {
  /** The reports are for whoever asked. */
  carryOut(command: DisVotingCommand): readonly DisVotingReport[];
  press(keypad: string, key: number): void;
  /** False: not one of these. */
  fault(name: string, parameters: Record<string, unknown>): boolean;
  truth(): VotesTruth;
  coldStart(): void;
}

export const voteFaults = [
  'lose-finals',
  'late-finals',
  'double-votes',
  'stale-vote',
  'stray-vote',
  'wrong-key',
  'stranger',
  'labels',
  'start-vote',
  'stop-vote',
  'cancel-vote',
  'refuse-votes',
];

const three = ['Yes', 'Abstain', 'No'];
const five = ['++', '+', '0', '-', '--'];
const configurations = [
  { name: '3-button voting', labels: three, isSecret: false },
  { name: '3-button secret voting', labels: three, isSecret: true },
  { name: '5-button voting', labels: five, isSecret: false },
  { name: '5-button secret voting', labels: five, isSecret: true },
];
const lateMs = 700;

export function createDisVotes({ clock, isThere, say }: DisVotesOptions): DisVotes {
  let running: number | null = null;
  let last = 1;
  let pressed = new Map<number, number>();
  let before: readonly DisVotingReport[] = [];
  let labels: readonly string[] | null = null;
  let [doubles, losesFinals, latens, refuses] = [false, false, false, false];

  const current = () => configurations[last - 1];
  const told = (reports: readonly DisVotingReport[]): void =>
    say(doubles ? reports.flatMap((one) => [one, one]) : reports);

  function results(type: 'interim_voting_result' | 'final_voting_result'): readonly DisVotingReport[] {
    return (current()?.labels ?? []).map((label, index) => ({
      type,
      result: index + 1,
      count: [...pressed.values()].filter((button) => button === index + 1).length,
      label: labels?.[index] ?? label,
    }));
  }
  const interim = (): readonly DisVotingReport[] =>
    current()?.isSecret ? [] : results('interim_voting_result');

  function start(configuration: number): void {
    if (running !== null || refuses || !configurations[configuration - 1]) return;
    [running, last, pressed] = [configuration, configuration, new Map()];
    told([{ type: 'voting_started', configuration }, ...interim()]);
  }

  function stop(): void {
    if (running === null) return;
    running = null;
    const finals = losesFinals ? [] : results('final_voting_result');
    before = finals;
    told([{ type: 'voting_stopped' }, ...(latens ? [] : finals)]);
    if (latens) clock.after(lateMs, () => told(finals));
    [losesFinals, latens] = [false, false];
  }

  function cancel(): void {
    if (running === null) return;
    [running, pressed] = [null, new Map()];
    told([{ type: 'voting_cancelled' }]);
  }

  function count(seat: number, button: number): void {
    if (running === null || !current()?.labels[button - 1]) return;
    pressed.set(seat, button);
    told(interim());
  }

  function press(keypad: string, key: number): void {
    const seat = Number(keypad);
    if (isThere(seat)) count(seat, key);
  }

  return {
    carryOut(command) {
      switch (command.type) {
        case 'voting_status': {
          const listed = configurations.map(({ name }, index): DisVotingReport => ({
            type: 'voting_configuration',
            configuration: index + 1,
            label: name,
          }));
          return [...listed, { type: 'voting_status_done' }];
        }
        case 'start_voting':
          start(command.configuration);
          return [];
        case 'stop_voting':
          stop();
          return [];
        case 'cancel_voting':
          cancel();
          return [];
      }
    },
    press,
    fault(name, parameters) {
      const on = parameters['on'] !== false;
      const key = Number(parameters['key'] ?? 1);
      switch (name) {
        case 'lose-finals':
          losesFinals = true;
          return true;
        case 'late-finals':
          latens = true;
          return true;
        case 'double-votes':
          doubles = on;
          return true;
        case 'stale-vote':
          told(before);
          return true;
        case 'stray-vote':
          if (running === null) told(interim());
          return true;
        case 'wrong-key':
          press(String(parameters['seat']), 9);
          return true;
        case 'stranger':
          count(500, key);
          return true;
        case 'labels': {
          const given = parameters['labels'];
          labels = Array.isArray(given) ? given.map(String) : null;
          return true;
        }
        case 'start-vote':
          start(Number(parameters['configuration'] ?? 1));
          return true;
        case 'stop-vote':
          stop();
          return true;
        case 'cancel-vote':
          cancel();
          return true;
        case 'refuse-votes':
          refuses = on;
          return true;
        default:
          return false;
      }
    },
    truth: () => ({
      open: running !== null,
      pressed: Object.fromEntries([...pressed].map(([seat, button]) => [String(seat), button])),
    }),
    coldStart() {
      [running, last, pressed, before, labels] = [null, 1, new Map(), [], null];
      [doubles, losesFinals, latens, refuses] = [false, false, false, false];
    },
  };
}
