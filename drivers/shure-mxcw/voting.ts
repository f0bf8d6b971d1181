/**
 * A ballot on a Shure MXCW access point: a configuration made there is started and completed; presses are reported,
 * and after the end each seat's final selection is asked for until it is the same twice and as many as were counted.
 * The unit has one vote and no title for it: ours is the one that we have started, as long as it runs with our
 * configuration.
 */
import type { BallotOption } from '../../protocols/models/voting.ts';
import { mxcwReports, type MxcwReport } from '../../protocols/shure-mxcw/reports.ts';
import { mxcwRequests, type MxcwRequest } from '../../protocols/shure-mxcw/requests.ts';
import { maxButtons, type MxcwVotingReport, type VoteState } from '../../protocols/shure-mxcw/voting.ts';
import type { StreamBallot, StreamLearned, StreamVotePlan, StreamVoteWords } from '../stream-vote-words.ts';
import type { FoundVote } from '../told-votes.ts';

export type Meaning = 'yes' | 'no' | 'abstain';

export interface MxcwVoteOptions {
  /** What is started for yes, no and abstention, and what its buttons mean. */
  readonly configuration: number;
  readonly buttons: readonly Meaning[];
  /** What is started for lists, whose buttons are the places in them; absent: no lists. */
  readonly listConfiguration?: number | undefined;
}

export interface MxcwKnown {
  readonly origin: 'new' | 'resumed' | 'before';
  /** The state was asked for since the link is up. */
  readonly isAsked: boolean;
  /** It was told since. */
  readonly isSure: boolean;
  readonly state: VoteState | null;
  /** Told since the link is up. */
  readonly configuration: number | null;
  readonly isStarting: boolean;
  /** The vote at the unit is this ballot's. */
  readonly isMine: boolean;
  readonly isOver: boolean;
  /** Another one has taken its place. */
  readonly isReplaced: boolean;
  /** What was said in a row without an effect. */
  readonly attempts: number;
  /** What the running read-back has told; null: none runs. */
  readonly block: Block | null;
  readonly reads: number;
  /** The last read-back, to be compared with the next. */
  readonly final: string | null;
  readonly isDrained: boolean;
  readonly totals: readonly number[] | null;
}

interface Block {
  readonly selections: ReadonlyMap<number, number | string>;
  readonly counts: ReadonlyMap<number, number>;
}

type Known = MxcwKnown;
type Ballot = StreamBallot<Known>;
type Plan = StreamVotePlan<MxcwRequest, Known>;

/** The state follows a command within this, or it is asked for. */
const effectMs = 400;
const blockMs = 1000;
const rereadMs = 300;
const maxStarts = 4;
const maxReads = 8;

const nothingKnown: Omit<Known, 'origin'> = {
  isAsked: false,
  isSure: false,
  state: null,
  configuration: null,
  isStarting: false,
  isMine: false,
  isOver: false,
  isReplaced: false,
  attempts: 0,
  block: null,
  reads: 0,
  final: null,
  isDrained: false,
  totals: null,
};

/** The configuration to start, and the option of each of its buttons (null: none of the ballot's). */
interface Keys {
  readonly configuration: number;
  readonly options: readonly (number | null)[];
}

/** undefined: this cannot be voted on. */
function keysOf(
  options: readonly BallotOption[],
  { configuration, buttons, listConfiguration }: MxcwVoteOptions,
): Keys | undefined {
  if (options.length === 0) return undefined;
  if (options.some(({ meaning }) => meaning === null))
    return listConfiguration === undefined || options.length > maxButtons
      ? undefined
      : { configuration: listConfiguration, options: options.map((_, index) => index) };
  if (!options.every(({ meaning }) => buttons.some((button) => button === meaning))) return undefined;
  const at = (button: Meaning): number => options.findIndex(({ meaning }) => meaning === button);
  return { configuration, options: buttons.map((button) => (at(button) < 0 ? null : at(button))) };
}

export const mxcwVotes = (options: MxcwVoteOptions): StreamVoteWords<MxcwReport, MxcwRequest, Known> => ({
  reports: mxcwReports,
  encode: (request) => mxcwRequests.encode(request),
  fits: (ballot) => keysOf(ballot, options) !== undefined,
  initial: (origin) => ({ ...nothingKnown, origin }),
  reopened: () => ({ ...nothingKnown, origin: 'new' }),
  unsure: (known) => ({
    ...known,
    isAsked: false,
    isSure: false,
    configuration: null,
    attempts: 0,
    block: null,
    final: null,
  }),
  plan: (ballot) => plan(ballot, keysOf(ballot.options, options)),
  heard: (ballot, report) => heard(ballot, report, keysOf(ballot.options, options)),
  silent: ({ known }) => ({ ...known, block: null }),
  phase({ isDrained, isSure, isMine, isOver, isReplaced, origin, state }) {
    if (isDrained) return 'drained';
    // Of one that is gone, the plan says so.
    if (!isSure || isReplaced || (isMine && state === 'inactive')) return 'unknown';
    if (isMine) return isOver ? 'closed' : 'open';
    return origin === 'before' && state === 'complete' ? 'closed' : 'opening';
  },
  totals: ({ known }) => known.totals,
});

const say = (known: Known, requests: readonly MxcwRequest[], silenceMs = effectMs): Plan => ({
  type: 'say',
  requests,
  known: { ...known, attempts: known.attempts + 1 },
  silenceMs,
});
const askState: MxcwRequest = { type: 'get-vote-state' };
/** Says it, and after silence asks for its effect before it is said again. */
const act = (known: Known, ...requests: readonly MxcwRequest[]): Plan =>
  say(known, known.attempts % 2 === 0 ? requests : [askState]);
const lost: Plan = { type: 'end', how: 'lost' };

function plan(ballot: Ballot, keys: Keys | undefined): Plan {
  const { known, goal } = ballot;
  if (known.isDrained) return { type: 'rest' };
  if (!known.isSure) {
    if (goal === 'open' && known.attempts >= maxStarts) return { type: 'end', how: 'refused' };
    return say({ ...known, isAsked: true }, [{ type: 'get-vote-configuration' }, askState]);
  }
  if (known.isReplaced) return lost;
  if (!known.isMine) return goal === 'open' ? opening(known, keys) : leaving(known);
  if (known.state === 'inactive') return lost;
  if (known.isOver) return reading(known, keys);
  return goal === 'open' ? { type: 'rest' } : act(known, { type: 'complete-vote' });
}

const isRunning = (state: VoteState | null): boolean => state === 'active' || state === 'paused';

function opening(known: Known, keys: Keys | undefined): Plan {
  if (!keys || known.attempts >= maxStarts) return { type: 'end', how: 'refused' };
  if (isRunning(known.state)) return act(known, { type: 'cancel-vote' });
  const starting = { ...known, isStarting: true };
  const start: MxcwRequest = { type: 'start-vote', configuration: keys.configuration };
  // A unit that still shows the results of the last one may want to be told that they are done with.
  return known.attempts > 1 ? act(starting, { type: 'close-results' }, start) : act(starting, start);
}

/** Wanted drained before we have seen it open. */
function leaving(known: Known): Plan {
  if (known.isStarting) return known.attempts >= maxStarts ? lost : say(known, [askState]);
  if (known.origin !== 'before' || known.state === 'inactive') return lost;
  // From before we were started: whose results it holds, it does not say.
  return known.state === 'complete' ? { type: 'rest' } : act(known, { type: 'complete-vote' });
}

function reading(known: Known, keys: Keys | undefined): Plan {
  const buttons = keys?.options ?? [];
  return say(
    { ...known, block: { selections: new Map(), counts: new Map() } },
    [
      { type: 'get-final-selection', seat: 0 },
      ...buttons.map((_, index) => ({ type: 'get-final-result', button: index + 1 }) as const),
      // Answered last.
      askState,
    ],
    blockMs,
  );
}

function heard(ballot: Ballot, report: MxcwReport, keys: Keys | undefined): StreamLearned<Known> | null {
  const { known } = ballot;
  switch (report.type) {
    case 'vote-state':
      return stateTold(ballot, report.state, keys);
    case 'vote-configuration': {
      // While the link is up, a vote that takes the place of ours is seen by its state.
      const isAnother = !known.isSure && known.isMine && report.configuration !== keys?.configuration;
      const isReplaced = known.isReplaced || isAnother;
      return { known: { ...known, configuration: report.configuration, isReplaced } };
    }
    case 'interim-selection': {
      const counts = known.isSure && known.isMine && !known.isOver && !known.isReplaced;
      return counts ? { known, votes: votesOf(ballot, [[report.seat, report.button]], keys) } : null;
    }
    case 'final-selection':
    case 'final-result':
      return known.block ? { known: { ...known, block: withReport(known.block, report) } } : null;
    default:
      return null;
  }
}

function withReport({ selections, counts }: Block, report: MxcwVotingReport): Block {
  if (report.type === 'final-result')
    return { selections, counts: new Map(counts).set(report.button, report.count) };
  if (report.type !== 'final-selection' || report.button === null) return { selections, counts };
  return { selections: new Map(selections).set(report.seat, report.button), counts };
}

function stateTold(ballot: Ballot, state: VoteState, keys: Keys | undefined): StreamLearned<Known> {
  const { known } = ballot;
  const isChanged = state !== known.state;
  const isSure = known.isSure || known.isAsked;
  const isOurConfiguration = known.configuration === null || known.configuration === keys?.configuration;
  // One that runs is the one that was wanted last; one that is complete may be any of this evening.
  const isContinued = known.origin === 'resumed' || (known.origin === 'before' && keys !== undefined);
  const isResumed = isSure && isContinued && !known.isStarting && isRunning(state) && isOurConfiguration;
  const isMine = known.isMine || (known.isStarting && state === 'active') || isResumed;
  const next: Known = {
    ...known,
    state,
    isSure,
    isMine,
    isStarting: known.isStarting && !isMine,
    isOver: known.isOver || (isMine && state === 'complete'),
    isReplaced: known.isReplaced || (known.isOver && isRunning(state)),
    attempts: isChanged || !known.isSure ? 0 : known.attempts,
  };
  if (next.block && next.isOver && state === 'complete')
    return blockRead({ ...ballot, known: { ...next, block: null } }, next.block, keys);
  // What a start has not changed yet, it may change in a moment.
  const isNews = isSure && (!known.isSure || (isChanged && (!next.isStarting || state === 'active')));
  return { known: next, isNews };
}

function blockRead(
  ballot: Ballot,
  { selections, counts }: Block,
  keys: Keys | undefined,
): StreamLearned<Known> {
  const { known } = ballot;
  const found = [...selections].sort(([one], [other]) => one - other);
  const buttons = keys?.options ?? [];
  const countOf = (index: number): number => counts.get(index + 1) ?? 0;
  const voted = buttons.reduce<number>((sum, _, index) => sum + countOf(index), 0);
  const isWhole = counts.size >= buttons.length && found.length >= voted;
  const final = JSON.stringify([found, [...counts]]);
  const reads = known.reads + 1;
  const read: Known = { ...known, final, reads, attempts: 0 };
  const votes = votesOf(ballot, found, keys);
  // A secret configuration counts and names nobody: its counts are all there is.
  if (final !== known.final || (!isWhole && reads < maxReads))
    return { known: read, votes, pauseMs: rereadMs };
  const totals = ballot.options.map((_, option) =>
    buttons.reduce<number>((sum, each, index) => sum + (each === option ? countOf(index) : 0), 0),
  );
  return { known: { ...read, isDrained: true, totals: isWhole ? null : totals }, votes, isNews: true };
}

function votesOf(
  { options }: Ballot,
  pressed: readonly (readonly [number, number | string | null])[],
  keys: Keys | undefined,
): readonly FoundVote[] {
  const lower = (text: string): string => text.trim().toLowerCase();
  const optionOf = (button: number | string): number | null => {
    if (typeof button === 'number') return keys?.options[button - 1] ?? null;
    const named = options.findIndex(({ label }) => lower(label) === lower(button));
    return named < 0 ? null : named;
  };
  return pressed.flatMap(([seat, button]) =>
    button === null ? [] : [{ keypad: String(seat), option: optionOf(button) }],
  );
}
