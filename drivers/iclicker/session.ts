/**
 * The exchange with an i>clicker base. It says nothing of what it does, so the session holds the ballot
 * (ballot.ts), what was pressed in it (presses.ts), and one sequence of commands at a time (script.ts). A base v2
 * tells presses by itself and says some twice; a base v1 is asked for its records every 200 ms. Pure.
 */
import type { MonotonicMs } from '../../protocols/clock.ts';
import { codeOf, iclickerCommands } from '../../protocols/iclicker/commands.ts';
import { iclickerReplies, type IclickerReply } from '../../protocols/iclicker/replies.ts';
import { notVoting, type Cast, type VotingCommand, type VotingEvent } from '../../protocols/models/voting.ts';
import type { Input, Session } from '../session.ts';
import {
  afterLinkDown,
  at,
  closed,
  forgetCommand,
  opened,
  report,
  reportAs,
  type Ballot,
  type BallotStep,
  type Stage,
} from './ballot.ts';
import { submit } from './commands.ts';
import { forgetBefore, forNewStart, hear, take, takeRecord, type Presses } from './presses.ts';
import {
  goOnWithVote,
  initialise,
  readRecords,
  startVote,
  stopVote,
  wrapUp,
  type Frequency,
  type Saying,
} from './script.ts';
import {
  countingOf,
  fresh,
  plus,
  type IclickerOptions,
  type IclickerState,
  type Out,
  type Stepped,
} from './state.ts';

/** Longer than the start after the first words with a base, which take some seven seconds. */
const ballotDeadlineMs = 15_000;
const commandDeadlineMs = 3000;
const searchMs = 1000;
const pollMs = 200;
/** What matters is said so often in vain before the base counts as gone. */
const mostTries = 3;
/** So long after the stop, and after the last press since, nothing more comes. */
const quietMs = 500;
/** A remote that is pressed without end does not keep the ballot from ending. */
const longestDrainMs = 5000;
const mostSenseless = 3;
/** Records of a base v1 have numbers of one byte. */
const mostRecords = 255;

export function createIclickerSession(
  options: IclickerOptions,
): Session<IclickerState, VotingCommand, VotingEvent, Uint8Array, Uint8Array> {
  return {
    initial: fresh,
    deadlineMs: ({ type }) =>
      type === 'open-ballot' || type === 'close-ballot' ? ballotDeadlineMs : commandDeadlineMs,
    step: (state, input, now) => step(state, input, now, options),
  };
}

function step(
  state: IclickerState,
  input: Input<VotingCommand, Uint8Array>,
  now: MonotonicMs,
  options: IclickerOptions,
): Stepped {
  switch (input.type) {
    case 'link-up':
      return plus(
        [{ type: 'status', status: { level: 'warning', code: 'synchronising' } }],
        proceed({ ...fresh, ballot: state.ballot, presses: state.presses }, now, options),
      );
    case 'link-down':
      return { state: { ...state, ballot: afterLinkDown(state.ballot), script: [] }, outputs: [] };
    case 'timer':
      return timeUp(state, now, options);
    case 'received': {
      const parsed = iclickerReplies.parse(input.data);
      if (!parsed.ok) return senseless(state);
      return receive({ ...state, senseless: 0 }, parsed.message, now, options);
    }
    case 'submitted':
      return soon(submit(state, input.id, input.command, options), now, options);
    case 'abandoned':
      return {
        state: { ...state, ballot: state.ballot && forgetCommand(state.ballot, input.id) },
        outputs: [],
      };
  }
}

/** At once where nothing is being said; else at the end of what is. */
function soon({ state, outputs }: Stepped, now: MonotonicMs, options: IclickerOptions): Stepped {
  const { doing, ballot } = state;
  const isDue = doing === 'resting' && ballot && ballot.stage !== 'open' && ballot.stage !== 'drained';
  return isDue && ballot.stage !== 'draining'
    ? plus(outputs, proceed(state, now, options))
    : { state, outputs };
}

/** Over TCP such a stream is out of step, and stays so. */
function senseless(before: IclickerState): Stepped {
  const state = { ...before, senseless: before.senseless + 1 };
  return {
    state,
    outputs: [
      { type: 'garbage', count: 1 },
      ...(state.senseless >= mostSenseless ? [{ type: 'hang-up', reason: 'out of step' } as const] : []),
    ],
  };
}

const wait = (afterMs: number): Out => ({ type: 'arm', timer: 'line', afterMs });

const speak = (state: IclickerState, { command, waitMs }: Saying): Stepped => ({
  state: { ...state, turn: 'waiting' },
  outputs: [{ type: 'send', data: iclickerCommands.encode(command) }, wait(waitMs)],
});

/** The next thing in the sequence, or what its end means. */
function begin(before: IclickerState, now: MonotonicMs, options: IclickerOptions): Stepped {
  const state: IclickerState = { ...before, tries: 0 };
  const [first] = state.script;
  if (!first) return ended(state, now, options);
  if (first.beforeMs === 0) return speak(state, first);
  return { state: { ...state, turn: 'before' }, outputs: [wait(first.beforeMs)] };
}

const say = (
  state: IclickerState,
  doing: IclickerState['doing'],
  script: readonly Saying[],
  now: MonotonicMs,
  options: IclickerOptions,
): Stepped => begin({ ...state, doing, script, end: 0 }, now, options);

const rest = (state: IclickerState, afterMs: number | null): Stepped => ({
  state: { ...state, doing: 'resting', script: [] },
  outputs: [afterMs === null ? { type: 'disarm', timer: 'line' } : wait(afterMs)],
});

function timeUp(state: IclickerState, now: MonotonicMs, options: IclickerOptions): Stepped {
  const [first, ...later] = state.script;
  if (!first) return proceed(state, now, options);
  switch (state.turn) {
    case 'before':
      return speak(state, first);
    case 'pausing':
      return begin({ ...state, script: later }, now, options);
    case 'waiting':
      if (!first.isNeeded) return answered(state, first);
      if (state.tries + 1 < mostTries) return speak({ ...state, tries: state.tries + 1 }, first);
      if (state.isHeard) return { state, outputs: [{ type: 'hang-up', reason: 'the base does not answer' }] };
      return plus([{ type: 'status', status: { level: 'warning', code: 'silent' } }], rest(state, searchMs));
  }
}

const answered = (state: IclickerState, { pauseMs }: Saying): Stepped => ({
  state: { ...state, turn: 'pausing' },
  outputs: [wait(pauseMs)],
});

/** A sequence has come to its end. */
function ended(state: IclickerState, now: MonotonicMs, options: IclickerOptions): Stepped {
  if (state.doing === 'probing') return ready(state, now, options);
  if (state.doing === 'initialising') {
    const next = { ...state, isInitialised: true };
    return options.base === 'v2' ? ready(next, now, options) : proceed(next, now, options);
  }
  const { ballot } = state;
  // What was asked for meanwhile comes first.
  if (!ballot || ballot.stage !== state.doing) return proceed(state, now, options);
  return stageEnded(state, ballot, now, options);
}

/** The base is known: what it does for us is told as far as we know it. */
function ready(state: IclickerState, now: MonotonicMs, options: IclickerOptions): Stepped {
  const { ballot } = state;
  const known: readonly Out[] = !ballot
    ? [report(notVoting)]
    : ballot.stage === 'drained'
      ? [reportAs(ballot, 'drained')]
      : [];
  return plus(
    [{ type: 'status', status: { level: 'ok', code: 'ready' } }, ...known],
    proceed(state, now, options),
  );
}

const isQuiet = ({ stoppedAt, pressedAt }: IclickerState, now: MonotonicMs): boolean =>
  now - Math.max(stoppedAt, pressedAt) >= quietMs || now - stoppedAt >= longestDrainMs;

function stageEnded(
  state: IclickerState,
  ballot: Ballot,
  now: MonotonicMs,
  options: IclickerOptions,
): Stepped {
  const to = (stage: Stage, presses: Presses = state.presses): Stepped =>
    proceed({ ...state, presses, ballot: at(ballot, stage) }, now, options);
  switch (ballot.stage) {
    case 'starting':
      return withBallot(
        { ...state, presses: options.sequence === 'restarts' ? forgetBefore(state.presses) : state.presses },
        opened(ballot),
        now,
        options,
      );
    case 'restarting':
    case 'continuing':
      return withBallot(state, opened(ballot), now, options);
    case 'resuming':
      // Fewer records than were read: the base has been without power.
      if (state.end < state.presses.next) return to('restarting', forNewStart(state.presses));
      return to(state.end > 0 ? 'continuing' : 'restarting');
    case 'stopping':
      return withBallot({ ...state, stoppedAt: now, pressedAt: now }, closed(ballot), now, options);
    case 'draining':
      if (!isQuiet(state, now)) return rest(state, pollMs);
      return withBallot(
        state,
        { ballot: at(ballot, 'drained'), outputs: [reportAs(ballot, 'drained')] },
        now,
        options,
      );
    case 'open':
      return rest(state, pollMs);
    case 'drained':
      return proceed(state, now, options);
  }
}

const withBallot = (
  state: IclickerState,
  { ballot, outputs }: BallotStep,
  now: MonotonicMs,
  options: IclickerOptions,
): Stepped => plus(outputs, proceed({ ...state, ballot }, now, options));

/** Begins what is to be done next. */
function proceed(state: IclickerState, now: MonotonicMs, options: IclickerOptions): Stepped {
  const { base } = options;
  const { ballot, presses } = state;
  const saying = (doing: IclickerState['doing'], script: readonly Saying[]): Stepped =>
    say(state, doing, script, now, options);
  if (base === 'v2' && !state.isInitialised)
    return saying('initialising', initialise(base, frequencyOf(options)));
  if (!state.isHeard) return saying('probing', readRecords(0));
  if (!ballot) return rest(state, null);
  switch (ballot.stage) {
    case 'starting':
    case 'restarting':
      // Only now: first words end what runs, and a ballot of before a restart of ours may run.
      if (!state.isInitialised) return saying('initialising', initialise(base, frequencyOf(options)));
      return saying(ballot.stage, startVote(base));
    case 'resuming': {
      if (base === 'v1') return saying('resuming', readRecords(0));
      // The first words have ended what ran. A base that gets its power from this cable counts from the beginning.
      const isKnown = presses.remotes.size > 0;
      const next = { ...state, presses: isKnown ? forNewStart(presses) : presses };
      return proceed({ ...next, ballot: at(ballot, 'restarting') }, now, options);
    }
    case 'continuing':
      return say({ ...state, isInitialised: true }, 'continuing', goOnWithVote, now, options);
    case 'open':
      return base === 'v1' ? saying('open', readRecords(presses.next)) : rest(state, null);
    case 'stopping':
      return saying('stopping', stopVote(base));
    case 'draining':
      if (base === 'v1') return saying('draining', readRecords(presses.next));
      return state.doing === 'resting' ? stageEnded(state, ballot, now, options) : saying('draining', wrapUp);
    case 'drained':
      return rest(state, null);
  }
}

const letters = 'ABCD';
function frequencyOf({ frequency }: IclickerOptions): Frequency {
  const digitAt = (place: number): Frequency[0] =>
    ([0, 1, 2, 3] as const).find((digit) => letters[digit] === frequency[place]) ?? 0;
  return [digitAt(0), digitAt(1)];
}

function receive(
  before: IclickerState,
  reply: IclickerReply,
  now: MonotonicMs,
  options: IclickerOptions,
): Stepped {
  const state: IclickerState = { ...before, isHeard: true };
  const [first] = state.script;
  const isWaiting = state.turn === 'waiting' && first !== undefined;
  switch (reply.type) {
    case 'acknowledged':
      if (!isWaiting || first.until !== 'acknowledged' || reply.code !== codeOf(first.command))
        return { state, outputs: [] };
      return answered(state, first);
    case 'presses': {
      let [presses, pressedAt] = [state.presses, state.pressedAt];
      const casts: Cast[] = [];
      for (const press of reply.presses) {
        const counting = countingOf(state);
        const taken = counting
          ? take(presses, press, counting)
          : { presses: hear(presses, press), cast: null };
        presses = taken.presses;
        if (taken.cast) [pressedAt] = [now, casts.push(taken.cast)];
      }
      return { state: { ...state, presses, pressedAt }, outputs: emitted(casts) };
    }
    case 'records':
      if (!isWaiting || first.until !== 'records') return { state, outputs: [{ type: 'garbage', count: 1 }] };
      return receiveRecords(state, reply, first, now, options);
    case 'config':
    case 'summary':
    case 'protocol':
      return { state, outputs: [] };
  }
}

const emitted = (casts: readonly Cast[]): readonly Out[] =>
  casts.map((cast): Out => ({ type: 'emit', event: { type: 'cast', ...cast } }));

function receiveRecords(
  state: IclickerState,
  { start, records, isMore }: Extract<IclickerReply, { readonly type: 'records' }>,
  saying: Saying,
  now: MonotonicMs,
  { base }: IclickerOptions,
): Stepped {
  const counting = state.doing === 'probing' || base === 'v2' ? null : countingOf(state);
  let presses = state.presses;
  const casts: Cast[] = [];
  records.forEach((record, index) => {
    // What was read is known, and behind a gap it is asked for again.
    if (!counting || start + index !== presses.next) return;
    const taken = takeRecord(presses, record, counting);
    presses = taken.presses;
    if (taken.cast) casts.push(taken.cast);
  });
  const isFull = presses.next >= mostRecords;
  const next: IclickerState = {
    ...state,
    presses,
    end: Math.max(state.end, start + records.length),
    pressedAt: casts.length > 0 ? now : state.pressedAt,
  };
  const outputs: readonly Out[] = [
    ...emitted(casts),
    ...(isFull
      ? [{ type: 'status', status: { level: 'fault', code: 'not-ready', detail: `${mostRecords}` } } as const]
      : []),
  ];
  return plus(outputs, isMore ? { state: next, outputs: [wait(saying.waitMs)] } : answered(next, saying));
}
