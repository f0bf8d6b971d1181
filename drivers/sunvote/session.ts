/**
 * One conversation with a SunVote base, as a pure session (drivers/session.ts). The base speaks only when
 * spoken to: one sequence of commands runs at a time (script.ts), and at its end what comes next is read off
 * the stage of the ballot (ballot.ts). A press is acknowledged once it is on disk (presses.ts).
 *
 * The base cannot be asked whether it runs a vote. After a link that was lost in mid-ballot it is asked for
 * presses: one that comes shows that it still runs; an empty slot may mean that it lost its power, so the vote
 * is started again without clearing.
 */
import type { MonotonicMs } from '../../protocols/clock.ts';
import { noBytes, type Decoded } from '../../protocols/codec.ts';
import { outcome, type Outcome } from '../../protocols/models/outcome.ts';
import { notVoting, type VotingCommand, type VotingEvent } from '../../protocols/models/voting.ts';
import { u16 } from '../../protocols/resynchronising.ts';
import { sunvoteCommands } from '../../protocols/sunvote/commands.ts';
import { sunvoteReplies, type SunvotePress, type SunvoteReply } from '../../protocols/sunvote/replies.ts';
import type { CommandId, Input, Output, Session, Step } from '../session.ts';
import {
  afterLinkDown,
  at,
  closed,
  closing,
  emptyRounds,
  forgetCommand,
  isBeforeOpen,
  opened,
  replaced,
  report,
  reportAs,
  type Ballot,
  type BallotStep,
  type Stage,
} from './ballot.ts';
import {
  acknowledge,
  discard,
  heardAnew,
  heldNothing,
  keyCount,
  noneHeld,
  stored,
  take,
  type Held,
} from './presses.ts';
import { endForeignVote, findBase, readRange, round, startVote, stopVote, type Saying } from './script.ts';

const restMs = 2000;
/** A base that is not there at all is looked for this often. */
const searchMs = 1000;
/** After this many sequences without an answer the base counts as gone; what is not confirmed is said as often. */
const mostTries = 3;
const openDeadlineMs = 15_000;
const closeDeadlineMs = 5000;
const commandDeadlineMs = 3000;

export interface SunvoteOptions {
  readonly counter: 'stable' | 'presses';
  readonly readMs: number;
}

export interface SunvoteState {
  readonly pending: Uint8Array;
  readonly base: number | null;
  /** Keypads that the base listens to; null: not read yet. */
  readonly range: { readonly from: number; readonly to: number } | null;
  /** What runs on the line; its first entry has been said. */
  readonly script: readonly Saying[];
  readonly doing: 'finding' | 'reading-range' | 'resting' | Stage;
  /** What has come since it began. */
  readonly answer: 'none' | 'reply' | 'empty' | 'press';
  /** The base itself has said that it starts, or stops. */
  readonly isConfirmed: boolean;
  readonly unanswered: number;
  readonly ballot: Ballot | null;
  readonly held: Held;
}

const fresh: SunvoteState = {
  pending: noBytes,
  base: null,
  range: null,
  script: [],
  doing: 'finding',
  answer: 'none',
  isConfirmed: false,
  unanswered: 0,
  ballot: null,
  held: noneHeld,
};

type Out = Output<VotingEvent, Uint8Array>;
type Stepped = Step<SunvoteState, VotingEvent, Uint8Array>;

export function createSunvoteSession(
  options: SunvoteOptions,
): Session<SunvoteState, VotingCommand, VotingEvent, Uint8Array, Uint8Array> {
  return {
    initial: fresh,
    deadlineMs: ({ type }) =>
      type === 'open-ballot' ? openDeadlineMs : type === 'close-ballot' ? closeDeadlineMs : commandDeadlineMs,
    step: (state, input, now) => step(state, input, now, options),
  };
}

function step(
  state: SunvoteState,
  input: Input<VotingCommand, Uint8Array>,
  now: MonotonicMs,
  options: SunvoteOptions,
): Stepped {
  switch (input.type) {
    case 'link-up':
      return say({ ...fresh, ballot: state.ballot, held: heardAnew(state.held) }, 'finding', findBase, [
        { type: 'status', status: { level: 'warning', code: 'synchronising' } },
      ]);
    case 'link-down':
      return { state: { ...state, ballot: afterLinkDown(state.ballot), script: [] }, outputs: [] };
    case 'timer':
      return goOn(state, options);
    case 'received':
      return receive(state, sunvoteReplies.decode(state.pending, input.data), now, options);
    case 'submitted':
      return submit(state, input.id, input.command, options);
    case 'abandoned':
      return {
        state: { ...state, ballot: state.ballot && forgetCommand(state.ballot, input.id) },
        outputs: [],
      };
  }
}

const wait = (afterMs: number): Out => ({ type: 'arm', timer: 'line', afterMs });

const speak = (saying: Saying): readonly Out[] => [
  { type: 'send', data: sunvoteCommands.encode(saying.command) },
  wait(saying.waitMs),
];

function say(
  state: SunvoteState,
  doing: SunvoteState['doing'],
  script: readonly Saying[],
  outputs: readonly Out[] = [],
): Stepped {
  const [first] = script;
  return {
    state: { ...state, doing, script, answer: 'none', isConfirmed: false },
    outputs: [...outputs, ...(first ? speak(first) : [])],
  };
}

const rest = (state: SunvoteState, afterMs: number, outputs: readonly Out[] = []): Stepped => ({
  state: { ...state, doing: 'resting', script: [] },
  outputs: [...outputs, wait(afterMs)],
});

const plus = (outputs: readonly Out[], { state, outputs: more }: Stepped): Stepped => ({
  state,
  outputs: [...outputs, ...more],
});

/** The wait is over: the next thing in the sequence, or what its end means. */
function goOn(state: SunvoteState, options: SunvoteOptions): Stepped {
  const [, next, ...later] = state.script;
  if (next) return { state: { ...state, script: [next, ...later] }, outputs: speak(next) };
  if (state.doing === 'resting') return say(state, 'finding', findBase);
  if (state.answer !== 'none') return ended({ ...state, unanswered: 0 }, options);
  // What ends a vote may be met with silence: whether the base lives, the polls after it show.
  if (state.doing === 'clearing' || state.doing === 'stopping') return ended(state, options);
  const unanswered = state.unanswered + 1;
  if (unanswered < mostTries) return ended({ ...state, unanswered }, options);
  if (state.range) return { state, outputs: [{ type: 'hang-up', reason: 'the base does not answer' }] };
  return rest(state, searchMs, [{ type: 'status', status: { level: 'warning', code: 'silent' } }]);
}

/** A sequence has come to its end. */
function ended(state: SunvoteState, options: SunvoteOptions): Stepped {
  const { ballot, answer } = state;
  switch (state.doing) {
    case 'finding':
      if (answer === 'none') return say(state, 'finding', findBase);
      return state.range ? proceed(state, options) : say(state, 'reading-range', readRange);
    case 'reading-range':
      return state.range ? found(state, options) : say(state, 'reading-range', readRange);
    case 'resting':
      return proceed(state, options);
    default:
      // What was asked for meanwhile comes first.
      if (!ballot || ballot.stage !== state.doing) return proceed(state, options);
      return stageEnded(state, ballot, options);
  }
}

/** The base is known: what it does for us is told as far as we know it. */
function found(state: SunvoteState, options: SunvoteOptions): Stepped {
  const { ballot } = state;
  const known: readonly Out[] = !ballot
    ? [report(notVoting)]
    : ballot.stage === 'drained'
      ? [reportAs(ballot, 'drained')]
      : [];
  return plus(
    [{ type: 'status', status: { level: 'ok', code: 'ready' } }, ...known],
    proceed(state, options),
  );
}

function stageEnded(state: SunvoteState, ballot: Ballot, options: SunvoteOptions): Stepped {
  const { answer, isConfirmed } = state;
  const to = (stage: Stage): Stepped => proceed({ ...state, ballot: at(ballot, stage) }, options);
  const isEnough = isConfirmed || ballot.rounds + 1 >= mostTries;
  const again = (rounds: number): Stepped => proceed({ ...state, ballot: { ...ballot, rounds } }, options);
  switch (ballot.stage) {
    case 'clearing':
      return to('emptying');
    case 'emptying':
      return answer === 'empty' ? to('starting') : proceed(state, options);
    case 'resuming':
      if (answer === 'press') return withBallot(state, opened(ballot, true), options);
      return answer === 'empty' ? to('restarting') : proceed(state, options);
    case 'starting':
    case 'restarting':
      if (isEnough && answer !== 'none') return withBallot(state, opened(ballot, isConfirmed), options);
      return again(ballot.rounds + 1);
    case 'stopping':
      if (isEnough) return withBallot(state, closed(ballot, isConfirmed), options);
      return again(ballot.rounds + 1);
    case 'draining': {
      const rounds = answer === 'empty' && state.held.presses.length === 0 ? ballot.rounds + 1 : 0;
      if (rounds < emptyRounds) return again(rounds);
      const drained = { ballot: at(ballot, 'drained'), outputs: [reportAs(ballot, 'drained')] };
      return withBallot(state, drained, options);
    }
    case 'open':
    case 'drained':
      return proceed(state, options);
  }
}

const withBallot = (state: SunvoteState, { ballot, outputs }: BallotStep, options: SunvoteOptions): Stepped =>
  plus(outputs, proceed({ ...state, ballot }, options));

/** Begins what the stage of the ballot asks for. */
function proceed(state: SunvoteState, options: SunvoteOptions): Stepped {
  const { base, ballot } = state;
  if (base === null || !ballot || ballot.stage === 'drained') return rest(state, restMs);
  const { stage } = ballot;
  switch (stage) {
    case 'clearing':
      return say(state, stage, endForeignVote(base));
    case 'starting':
    case 'restarting':
      return say(state, stage, startVote(base, stage === 'starting'));
    case 'stopping':
      return say(state, stage, stopVote(base));
    default: {
      const { status, held } = acknowledge(state.held);
      const isOpen = stage === 'open' || stage === 'resuming';
      return say({ ...state, held }, stage, round(base, status, isOpen, options.readMs));
    }
  }
}

function receive(
  before: SunvoteState,
  { messages, garbage, pending }: Decoded<SunvoteReply>,
  now: MonotonicMs,
  options: SunvoteOptions,
): Stepped {
  let state: SunvoteState = { ...before, pending };
  let outputs: readonly Out[] = [{ type: 'garbage', count: garbage }];
  for (const reply of messages) {
    const heard = hear(state, reply, now, options);
    outputs = [...outputs, ...heard.outputs];
    state = heard.state;
    if (!endsWait(state.script[0], reply)) continue;
    const next = goOn(state, options);
    outputs = [...outputs, ...next.outputs];
    state = next.state;
  }
  return { state, outputs };
}

const endsWait = (saying: Saying | undefined, reply: SunvoteReply): boolean =>
  saying?.until === 'press' ? reply.type === 'slot' && reply.press !== null : saying?.until === reply.type;

function hear(state: SunvoteState, reply: SunvoteReply, now: MonotonicMs, options: SunvoteOptions): Stepped {
  const answered: SunvoteState = { ...state, answer: state.answer === 'none' ? 'reply' : state.answer };
  switch (reply.type) {
    case 'system':
      return { state: { ...answered, base: reply.base }, outputs: [] };
    case 'scan': {
      const asked = state.script[0]?.command.type;
      if (state.doing !== 'reading-range') {
        const isConfirmed = state.isConfirmed || asked === 'start' || asked === 'stop';
        return { state: { ...answered, isConfirmed }, outputs: [] };
      }
      const data = Uint8Array.from(reply.data);
      return { state: { ...answered, range: { from: u16(data, 0), to: u16(data, 2) } }, outputs: [] };
    }
    case 'slot':
      if (reply.press) return hearPress({ ...state, answer: 'press' }, reply.press, now, options);
      return {
        state: {
          ...answered,
          answer: state.answer === 'press' ? 'press' : 'empty',
          held: heldNothing(state.held),
        },
        outputs: [],
      };
  }
}

function hearPress(
  state: SunvoteState,
  press: SunvotePress,
  now: MonotonicMs,
  options: SunvoteOptions,
): Stepped {
  const { ballot } = state;
  const counting = ballot && { ballot: ballot.ballot, options: ballot.options, counter: options.counter };
  const { held, cast, garbage } =
    !ballot || !counting || isBeforeOpen(ballot.stage)
      ? discard(state.held, press, now)
      : take(state.held, press, counting, now);
  const { from, to } = state.range ?? { from: 0, to: 0xff };
  // From outside of what the base says it listens to: told all the same, whose it is others decide.
  const isOutside = cast !== null && (press.keypad < from || press.keypad > to);
  const emitted: readonly Out[] = cast ? [{ type: 'emit', event: { type: 'cast', ...cast } }] : [];
  return {
    state: { ...state, held },
    outputs: [{ type: 'garbage', count: garbage + (isOutside ? 1 : 0) }, ...emitted],
  };
}

function submit(
  state: SunvoteState,
  id: CommandId,
  command: VotingCommand,
  options: SunvoteOptions,
): Stepped {
  const settle = (result: Outcome): Stepped => ({
    state,
    outputs: [{ type: 'settle', id, outcome: result }],
  });
  switch (command.type) {
    case 'acknowledge-cast':
      return plus([{ type: 'settle', id, outcome: outcome.done('sent') }], {
        state: { ...state, held: stored(state.held, command.receipt) },
        outputs: [],
      });
    case 'external-cast':
      return settle(outcome.failed('device-unsupported'));
    case 'open-ballot': {
      if (command.options.length > keyCount) return settle(outcome.failed('device-unsupported'));
      if (!state.range) return settle(outcome.failed('device-offline'));
      const { ballot } = state;
      if (ballot?.ballot === command.ballot) {
        if (ballot.stage === 'open') return settle(outcome.done('read-back'));
        if (isBeforeOpen(ballot.stage) || ballot.stage === 'resuming' || ballot.stage === 'restarting')
          return {
            state: { ...state, ballot: { ...ballot, opens: [...ballot.opens, id] } },
            outputs: [],
          };
      }
      const next: Ballot = {
        ballot: command.ballot,
        options: command.options.length,
        // Ours from before a restart: the base may still hold presses of it.
        stage: command.resumed === true && !ballot ? 'resuming' : 'clearing',
        rounds: 0,
        opens: [id],
        closes: [],
      };
      return plus(replaced(ballot), soon({ ...state, ballot: next, held: heardAnew(state.held) }, options));
    }
    case 'close-ballot':
      return close(state, id, command.ballot, options);
  }
}

function close(state: SunvoteState, id: CommandId, name: string, options: SunvoteOptions): Stepped {
  if (!state.range)
    return { state, outputs: [{ type: 'settle', id, outcome: outcome.failed('device-offline') }] };
  // Nothing is known of it, because this program is new: what the base holds is of the last ballot there was.
  const unknown = { options: keyCount, stage: 'open', rounds: 0, opens: [], closes: [] } as const;
  const ballot: Ballot = state.ballot ?? { ballot: name, ...unknown };
  const isOver = ballot.stage === 'draining' || ballot.stage === 'drained';
  if (ballot.ballot !== name || isOver) {
    const again = ballot.ballot === name && ballot.stage === 'drained' ? [reportAs(ballot, 'drained')] : [];
    return { state, outputs: [...again, { type: 'settle', id, outcome: outcome.done('read-back') }] };
  }
  if (ballot.stage === 'stopping')
    return {
      state: { ...state, ballot: { ...ballot, closes: [...ballot.closes, id] } },
      outputs: [],
    };
  const stopping = closing(ballot, id);
  return plus(stopping.outputs, soon({ ...state, ballot: stopping.ballot }, options));
}

/** At once where nothing runs on the line; else at the end of what does. */
const soon = (state: SunvoteState, options: SunvoteOptions): Stepped =>
  state.doing === 'resting' ? proceed(state, options) : { state, outputs: [] };
