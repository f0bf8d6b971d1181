/**
 * A ballot on a DIS-CCU: a configuration with the buttons yes, abstain and no is started and stopped, and the results
 * that follow the stop are its totals. Whether a vote runs cannot be asked: after a lost link ours is taken to run
 * until the stop, which a unit without one meets with silence. Results are told once, and never again.
 */
import type { BallotOption } from '../../protocols/models/voting.ts';
import { disCommands, type DisCommand } from '../../protocols/shure-dis-ccu/commands.ts';
import { disReports, type DisReport } from '../../protocols/shure-dis-ccu/reports.ts';
import type { StreamBallot, StreamLearned, StreamVotePlan, StreamVoteWords } from '../stream-vote-words.ts';

export interface DisVoteOptions {
  /** Its number at the unit. */
  readonly configuration: number;
}

export interface DisKnown {
  readonly origin: 'new' | 'resumed' | 'before';
  /** The unit's configurations by number, and whether their list was asked for and is whole. */
  readonly configurations: ReadonlyMap<number, string>;
  readonly isListed: boolean;
  /** A start was said. */
  readonly isStarting: boolean;
  readonly isRunning: boolean;
  readonly isStopped: boolean;
  /** Somebody cancelled it. */
  readonly isGone: boolean;
  readonly starts: number;
  readonly stops: number;
  /** Pauses in which results were waited for. */
  readonly waits: number;
  readonly finals: ReadonlyMap<number, Final>;
  readonly isDrained: boolean;
}

interface Final {
  readonly count: number;
  readonly label: string;
}

type Known = DisKnown;
type Ballot = StreamBallot<Known>;
type Plan = StreamVotePlan<DisCommand, Known>;

export const maxVotingOptions = 3;
const meanings = ['yes', 'abstain', 'no'] as const;
type Meaning = (typeof meanings)[number];

/** The unit says nothing to what it does not do. */
const silenceMs = 600;
const resultsMs = 300;
/** Start, end what somebody else had running, start again. */
const maxStarts = 3;
const maxStops = 2;
const maxWaits = 6;

const nothingKnown: Omit<Known, 'origin'> = {
  configurations: new Map(),
  isListed: false,
  isStarting: false,
  isRunning: false,
  isStopped: false,
  isGone: false,
  starts: 0,
  stops: 0,
  waits: 0,
  finals: new Map(),
  isDrained: false,
};

export const disVotes = ({
  configuration,
}: DisVoteOptions): StreamVoteWords<DisReport, DisCommand, Known> => ({
  reports: disReports,
  encode: (command) => disCommands.encode(command),
  // Results have no other names, and none of them may be left out.
  fits: (options) =>
    options.length === maxVotingOptions &&
    meanings.every((meaning) => options.some((option) => option.meaning === meaning)),
  initial: (origin) => ({ ...nothingKnown, origin, isRunning: origin === 'resumed' }),
  // Its results are told: a second count for the same ballot would take their place.
  reopened: ({ isStopped }) => (isStopped ? null : { ...nothingKnown, origin: 'new' }),
  unsure: (known) => ({ ...known, starts: 0, stops: 0, waits: 0 }),
  plan: (ballot) => plan(ballot, configuration),
  heard: ({ known }, report) => heard(known, report, configuration),
  silent: ({ known }) =>
    known.isStopped
      ? { ...known, isDrained: isWhole(known.finals) || known.waits >= maxWaits }
      : { ...known, isListed: true },
  phase({ isDrained, isGone, isStopped, isRunning }) {
    if (isDrained) return 'drained';
    // Of one that is gone, the plan says so.
    if (isGone) return 'unknown';
    if (isStopped) return 'closed';
    return isRunning ? 'open' : 'opening';
  },
  totals: ({ known, options }) => totalsOf(known.finals, options),
});

function plan({ known, goal }: Ballot, configuration: number): Plan {
  const say = (change: Partial<Known>, ...requests: readonly DisCommand[]): Plan => ({
    type: 'say',
    requests,
    known: { ...known, ...change },
    silenceMs,
  });
  if (known.isDrained) return { type: 'rest' };
  if (known.isGone) return { type: 'end', how: 'lost' };
  if (known.isStopped)
    return { type: 'say', requests: [], known: { ...known, waits: known.waits + 1 }, silenceMs: resultsMs };
  if (goal === 'drained') {
    const mayRun = known.isRunning || known.isStarting || known.origin === 'before';
    if (!mayRun || known.stops >= maxStops) return { type: 'end', how: 'lost' };
    return say({ stops: known.stops + 1 }, { type: 'stop_voting' });
  }
  if (known.isRunning) return { type: 'rest' };
  if (!known.isListed) return say({}, { type: 'voting_status' });
  if (!isUsable(known, configuration) || known.starts >= maxStarts) return { type: 'end', how: 'refused' };
  const starts = known.starts + 1;
  return known.starts === 1
    ? say({ starts }, { type: 'cancel_voting' })
    : say({ starts, isStarting: true }, { type: 'start_voting', configuration });
}

/** A unit that lists nothing may have it all the same. */
function isUsable({ configurations }: Known, configuration: number): boolean {
  const label = configurations.get(configuration);
  return configurations.size === 0 || (label !== undefined && !/^5\W?button/i.test(label));
}

function heard(known: Known, report: DisReport, configuration: number): StreamLearned<Known> | null {
  switch (report.type) {
    case 'voting_configuration': {
      const configurations = new Map(known.configurations).set(report.configuration, report.label);
      return { known: { ...known, configurations } };
    }
    case 'voting_status_done':
      return { known: { ...known, isListed: true }, isNews: !known.isListed && !known.isRunning };
    case 'voting_started': {
      if (known.isRunning || !known.isStarting || report.configuration !== configuration) return null;
      return { known: { ...known, isRunning: true, finals: new Map() }, isNews: true };
    }
    case 'voting_cancelled':
      if (known.isStopped) return null;
      return { known: { ...known, isGone: known.isRunning }, isNews: known.isRunning || known.starts === 2 };
    case 'voting_stopped':
      return known.isRunning && !known.isStopped
        ? { known: { ...known, isStopped: true }, isNews: true }
        : null;
    case 'final_voting_result': {
      // Nothing of a vote before this one.
      if (!known.isStopped) return null;
      const { result, count, label } = report;
      return { known: { ...known, finals: new Map(known.finals).set(result, { count, label }) } };
    }
    default:
      return null;
  }
}

const isWhole = (finals: DisKnown['finals']): boolean =>
  finals.size === meanings.length && meanings.every((_, index) => finals.has(index + 1));

/** By the labels where all of them are known words, else by the numbers that the manual gives them. */
function totalsOf(finals: DisKnown['finals'], options: readonly BallotOption[]): readonly number[] | null {
  if (!isWhole(finals) || options.length === 0) return null;
  const named = new Map<Meaning, number>();
  const numbered = new Map<Meaning, number>();
  for (const [index, meaning] of meanings.entries()) {
    const { count, label } = finals.get(index + 1) ?? { count: 0, label: '' };
    numbered.set(meaning, count);
    const said = meaningOf(label);
    if (said) named.set(said, count);
  }
  const counts = named.size === meanings.length ? named : numbered;
  return options.map(({ meaning }) => (meaning && counts.get(meaning)) ?? 0);
}

const labels: Readonly<Record<Meaning, RegExp>> = {
  yes: /^(yes|ja|for|für|dafür)$/i,
  abstain: /^(abstain|abstention|enthaltung|enthalten)$/i,
  no: /^(no|nein|against|gegen|dagegen)$/i,
};
const meaningOf = (label: string): Meaning | undefined => meanings.find((one) => labels[one].test(label));
