/**
 * Voting beside the microphones of a system on a byte stream, as a pure session around the desk's own, which stays
 * as it is: both hear every report. A ballot has a goal (to be open, to be drained); what is said next brings the
 * device's vote nearer to it, and what the device reports, or its silence, decides how it goes on.
 */
import type { MicrophoneCommand, MicrophoneEvent } from '../protocols/models/microphones.ts';
import { outcome, type Outcome } from '../protocols/models/outcome.ts';
import {
  isVotingCommand,
  notVoting,
  type VotingCommand,
  type VotingEvent,
  type VotingState,
} from '../protocols/models/voting.ts';
import { noBytes } from '../protocols/codec.ts';
import type { Desk } from './desk.ts';
import type { CommandId, Input, Output, Session, Step } from './session.ts';
import type { StreamBallot, StreamLearned, StreamVoteWords } from './stream-vote-words.ts';
import { isSameState, tellVotes, type FoundVote, type ToldVotes } from './told-votes.ts';

/** Opening and closing are several questions, one after the other. */
const ballotDeadlineMs = 15_000;
const voteDeadlineMs = 5000;
/** Commands open at once: everybody presses at the same time. */
export const maxOpenVotingCommands = 256;
const timer = 'votes';

type Command = MicrophoneCommand | VotingCommand;
type Event = MicrophoneEvent | VotingEvent;
type Out = Output<Event, Uint8Array>;

interface Waiting {
  readonly id: CommandId;
  readonly goal: StreamBallot<unknown>['goal'];
}

export interface StreamVotesState<DeskState, Known> {
  readonly desk: DeskState;
  readonly pending: Uint8Array;
  readonly ballot: StreamBallot<Known> | null;
  /** The device has no vote for the ballot any more, whatever `known` says. */
  readonly isLost: boolean;
  readonly told: ToldVotes;
  readonly receipts: number;
  readonly waiting: readonly Waiting[];
  /** Something was said, and its answer or the end of our patience is awaited. */
  readonly isPausing: boolean;
  /** Since the link is up. */
  readonly reported: VotingState | null;
}

export function withStreamVotes<DeskState extends { readonly desk: Desk }, Report, Request, Known>(
  desk: Session<DeskState, MicrophoneCommand, MicrophoneEvent, Uint8Array, Uint8Array>,
  words: StreamVoteWords<Report, Request, Known>,
): Session<StreamVotesState<DeskState, Known>, Command, Event, Uint8Array, Uint8Array> {
  type State = StreamVotesState<DeskState, Known>;
  type Stepped = Step<State, Event, Uint8Array>;

  const initial: State = {
    desk: desk.initial,
    pending: noBytes,
    ballot: null,
    isLost: false,
    told: new Map(),
    receipts: 0,
    waiting: [],
    isPausing: false,
    reported: null,
  };

  const only = (state: State, ...outputs: readonly Out[]): Stepped => ({ state, outputs });
  const settled = (id: CommandId, result: Outcome): Out => ({ type: 'settle', id, outcome: result });

  /** One step and, from where it leads, the next; their outputs in order. */
  function then(first: Stepped, next: (state: State) => Stepped): Stepped {
    const { state, outputs } = next(first.state);
    return { state, outputs: [...first.outputs, ...outputs] };
  }

  function deskStep(state: State, input: Input<MicrophoneCommand, Uint8Array>, now: number): Stepped {
    const step = desk.step(state.desk, input, now);
    return only({ ...state, desk: step.state }, ...step.outputs);
  }

  function phaseOf({ ballot, isLost }: State): ReturnType<typeof words.phase> {
    if (!ballot) return 'opening';
    return isLost ? 'drained' : words.phase(ballot.known);
  }

  function stateOf(state: State): VotingState | null {
    const phase = phaseOf(state);
    if (phase === 'unknown') return null;
    if (phase === 'opening' || !state.ballot) return notVoting;
    const totals = phase === 'drained' && !state.isLost ? words.totals(state.ballot) : null;
    return { ballot: state.ballot.id, phase, totals };
  }

  function report(state: State): Stepped {
    const next = stateOf(state);
    if (!next || (state.reported && isSameState(state.reported, next))) return only(state);
    return only({ ...state, reported: next }, { type: 'emit', event: { type: 'voting', state: next } });
  }

  /** Those who wait for what is so now. */
  function settle(state: State): Stepped {
    const phase = phaseOf(state);
    if (phase === 'unknown' || phase === 'opening') return only(state);
    const isClosed = phase !== 'open';
    const done = state.waiting.filter(({ goal }) => goal === 'open' || isClosed);
    return only(
      { ...state, waiting: state.waiting.filter((one) => !done.includes(one)) },
      ...done.map(({ id, goal }) =>
        // It was stopped at the device before we saw it open.
        settled(
          id,
          goal === 'open' && isClosed ? outcome.failed('device-refused') : outcome.done('acknowledged'),
        ),
      ),
    );
  }

  function tell(state: State, votes: readonly FoundVote[]): Stepped {
    if (!state.ballot) return only(state);
    const { told, casts } = tellVotes(state.told, votes, state.ballot.id, state.receipts);
    return only(
      { ...state, told, receipts: state.receipts + casts.length },
      ...casts.map((cast): Out => ({ type: 'emit', event: { type: 'cast', ...cast } })),
    );
  }

  const pause = (state: State, forMs: number): Stepped =>
    only({ ...state, isPausing: true }, { type: 'arm', timer, afterMs: forMs });

  function learned(state: State, learnt: StreamLearned<Known>): Stepped {
    const { ballot } = state;
    // Late news of a vote that is drained are of no use any more.
    if (!ballot || phaseOf(state) === 'drained') return only(state);
    const told = tell({ ...state, ballot: { ...ballot, known: learnt.known } }, learnt.votes ?? []);
    if (learnt.pauseMs !== undefined) {
      const { pauseMs } = learnt;
      return then(told, (next) => pause(next, pauseMs));
    }
    if (!learnt.isNews || !state.isPausing) return told;
    return then(told, (next) => only({ ...next, isPausing: false }, { type: 'disarm', timer }));
  }

  function ended(state: State, ballot: StreamBallot<Known>, how: 'refused' | 'lost'): Stepped {
    if (ballot.goal === 'drained') return advance({ ...state, isLost: true });
    const code = how === 'refused' ? 'device-refused' : 'device-mismatch';
    const failed = state.waiting.map(({ id }) => settled(id, outcome.failed(code)));
    return then(only({ ...state, ballot: null, waiting: [] }, ...failed), report);
  }

  function proceed(state: State): Stepped {
    const { ballot } = state;
    if (!ballot || state.isLost || state.isPausing) return only(state);
    const plan = words.plan(ballot);
    switch (plan.type) {
      case 'rest':
        return only(state);
      case 'end':
        return ended(state, ballot, plan.how);
      case 'say': {
        const sends = plan.requests.map((one): Out => ({ type: 'send', data: words.encode(one) }));
        const said = only({ ...state, ballot: { ...ballot, known: plan.known } }, ...sends);
        return then(said, (next) => pause(next, plan.silenceMs));
      }
    }
  }

  /** Nothing before the desk is known: until then it is not sure that this is the device at all. */
  const advance = (state: State): Stepped =>
    state.desk.desk.isKnown ? then(then(report(state), settle), proceed) : only(state);

  function receive(state: State, data: Uint8Array): Stepped {
    // What makes no sense is counted by the desk, which hears the same.
    const { messages, pending } = words.reports.decode(state.pending, data);
    let stepped = only({ ...state, pending });
    for (const message of messages)
      stepped = then(stepped, (next) => {
        const learnt = next.ballot && words.heard(next.ballot, message);
        return learnt ? then(learned(next, learnt), advance) : only(next);
      });
    return stepped;
  }

  function submit(state: State, id: CommandId, command: VotingCommand): Stepped {
    const fail = (code: 'device-offline' | 'device-unsupported' | 'device-refused' | 'device-busy') =>
      only(state, settled(id, outcome.failed(code)));
    const { ballot } = state;
    switch (command.type) {
      case 'acknowledge-cast':
        return only(state, settled(id, outcome.done('sent')));
      case 'external-cast':
        return fail('device-unsupported');
      case 'open-ballot': {
        if (!state.desk.desk.isKnown) return fail('device-offline');
        const { ballot: name, options } = command;
        if (!words.fits(options)) return fail('device-unsupported');
        const isSame = ballot?.id === name;
        const phase = phaseOf(state);
        if (isSame && phase === 'closed') return fail('device-busy');
        if (isSame && ballot.goal === 'open' && phase !== 'drained')
          return only({ ...state, waiting: [...state.waiting, { id, goal: 'open' }] });
        const known = isSame
          ? words.reopened(ballot.known)
          : words.initial(command.resumed ? 'resumed' : 'new');
        return known ? hold(state, { id: name, options, goal: 'open', known }, id) : fail('device-refused');
      }
      case 'close-ballot': {
        if (!state.desk.desk.isKnown) return fail('device-offline');
        if (ballot?.id === command.ballot) {
          const waiting: readonly Waiting[] = [...state.waiting, { id, goal: 'drained' }];
          return only({ ...state, waiting, ballot: { ...ballot, goal: 'drained' } });
        }
        if (ballot && phaseOf(state) !== 'drained') return fail('device-refused');
        const known = words.initial('before');
        const { ballot: name, options = [] } = command;
        return hold(state, { id: name, options, goal: 'drained', known }, id);
      }
    }
  }

  /** Another ballot than before: who waited for that one waits in vain. */
  function hold(state: State, ballot: StreamBallot<Known>, id: CommandId): Stepped {
    const lost = state.waiting.map((one) => settled(one.id, outcome.failed('device-refused', 'unknown')));
    // The same one opened again keeps what was told of it.
    const told = state.ballot?.id === ballot.id ? state.told : new Map();
    const waiting = [{ id, goal: ballot.goal }];
    return only({ ...state, ballot, told, isLost: false, isPausing: false, waiting }, ...lost, {
      type: 'disarm',
      timer,
    });
  }

  /** What is kept while the link is down. */
  function between({ ballot, told, receipts, isLost }: State): State {
    const kept = ballot && { ...ballot, known: words.unsure(ballot.known) };
    return { ...initial, ballot: kept, told, receipts, isLost };
  }

  function onInput(state: State, input: Input<Command, Uint8Array>, now: number): Stepped {
    switch (input.type) {
      case 'link-up':
        return deskStep(between(state), input, now);
      case 'link-down':
        return deskStep({ ...between(state), desk: state.desk }, input, now);
      case 'received':
        return then(deskStep(state, input, now), (next) => receive(next, input.data));
      case 'timer': {
        if (input.name !== timer) return deskStep(state, input, now);
        const next = { ...state, isPausing: false };
        return state.ballot ? learned(next, { known: words.silent(state.ballot) }) : only(next);
      }
      case 'submitted': {
        const { id, command } = input;
        return isVotingCommand(command)
          ? submit(state, id, command)
          : deskStep(state, { type: 'submitted', id, command }, now);
      }
      case 'abandoned': {
        const waiting = state.waiting.filter(({ id }) => id !== input.id);
        return deskStep({ ...state, waiting }, input, now);
      }
    }
  }

  return {
    initial,
    deadlineMs(command) {
      if (!isVotingCommand(command)) return desk.deadlineMs(command);
      return command.type === 'open-ballot' || command.type === 'close-ballot'
        ? ballotDeadlineMs
        : voteDeadlineMs;
    },
    step: (state, input, now) => then(onInput(state, input, now), advance),
  };
}
