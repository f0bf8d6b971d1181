/**
 * Vote keypads on MQTT as a pure session. The broker's retained messages are what there is when the link comes
 * up; they have all come when our own echo has come back and nothing has followed for a moment. The same echo,
 * every 5 s, is the sign of life of the broker. A press is answered once it is on disk; the keypad repeats it
 * until then. After the close every keypad says when nothing waits in it any more.
 */
import type { MonotonicMs } from '../../protocols/clock.ts';
import { outcome, type Outcome } from '../../protocols/models/outcome.ts';
import { notVoting, type VotingCommand, type VotingEvent } from '../../protocols/models/voting.ts';
import type { TopicMessage } from '../../protocols/mqtt-buttons/topics.ts';
import { parseKeypad, type BallotNotice, type KeypadMessage } from '../../protocols/mqtt-keypads/topics.ts';
import type { CommandId, Input, Session } from '../session.ts';
import { forgetCommand, given, isSameNotice, reportOf, told, untold, type Ballot } from './ballot.ts';
import { awayWith, unsettled, waitsFor } from './keypads.ts';
import { answerOf, takePress, takeStatus } from './presses.ts';
import {
  plus,
  send,
  statusOf,
  type MqttKeypadsOptions,
  type MqttKeypadsState,
  type Out,
  type Stepped,
} from './state.ts';

export const echoIntervalMs = 5000;
/** After our echo, this much quiet: retained messages may come a little behind it. */
const quietMs = 200;
/** What was pressed just before the close is on its way for less than this. */
const soonestMs = 500;
/** A keypad that has not said by then that nothing waits in it is not waited for. */
export const latestMs = 5000;
const commandDeadlineMs = 3000;

const initial: MqttKeypadsState = {
  echo: 0,
  echoed: 0,
  isKnown: false,
  found: null,
  ballot: null,
  keypads: new Map(),
  receipts: 0,
  drains: 'not-yet',
};

export function createMqttKeypadsSession(
  options: MqttKeypadsOptions,
): Session<MqttKeypadsState, VotingCommand, VotingEvent, TopicMessage, TopicMessage> {
  return {
    initial,
    deadlineMs: () => commandDeadlineMs,
    step: (state, input, now) => step(state, input, now, options),
  };
}

function step(
  state: MqttKeypadsState,
  input: Input<VotingCommand, TopicMessage>,
  now: MonotonicMs,
  options: MqttKeypadsOptions,
): Stepped {
  switch (input.type) {
    case 'link-up': {
      const { ballot, receipts } = state;
      const kept = {
        ballot: ballot && { ...ballot, isTold: false },
        keypads: awayWith(state.keypads),
        receipts,
      };
      return askEcho({ ...initial, ...kept }, options, [
        { type: 'status', status: { level: 'warning', code: 'synchronising' } },
      ]);
    }
    case 'link-down': {
      const ballot = state.ballot && { ...state.ballot, opens: [], closes: [] };
      return { state: { ...state, ballot, isKnown: false }, outputs: [] };
    }
    case 'timer':
      return onTimer(state, input.name, options);
    case 'received':
      return receive(state, input.data, now, options);
    case 'submitted':
      return submit(state, input.id, input.command, options);
    case 'abandoned':
      return {
        state: { ...state, ballot: state.ballot && forgetCommand(state.ballot, input.id) },
        outputs: [],
      };
  }
}

function onTimer(state: MqttKeypadsState, name: string, options: MqttKeypadsOptions): Stepped {
  switch (name) {
    case 'quiet':
      return allHasCome(state, options);
    case 'echo':
      return echoDue(state, options);
    default:
      return drainIfDone({ ...state, drains: name === 'soonest' ? 'with-all' : 'now' });
  }
}

function askEcho(state: MqttKeypadsState, options: MqttKeypadsOptions, outputs: readonly Out[]): Stepped {
  const echo = state.echo + 1;
  return {
    state: { ...state, echo },
    outputs: [
      ...outputs,
      send(options, { type: 'echo', text: `saalregie ${echo}` }),
      { type: 'arm', timer: 'echo', afterMs: echoIntervalMs },
    ],
  };
}

/** A broker passes on in milliseconds: an echo that is not back by now is lost, and other things with it. */
function echoDue(state: MqttKeypadsState, options: MqttKeypadsOptions): Stepped {
  if (state.echoed < state.echo)
    return { state, outputs: [{ type: 'hang-up', reason: 'the broker passes nothing on' }] };
  // Somebody has written over it: no oftener than this, so that two who do so do not fill the broker.
  const { ballot, found } = state;
  const isOverwritten = state.isKnown && ballot !== null && !isSameNotice(found, ballot.notice);
  return askEcho(state, options, isOverwritten ? [tell(ballot, options)] : []);
}

const tell = ({ notice }: Ballot, options: MqttKeypadsOptions): Out =>
  send(options, { type: 'ballot', notice });

const quiet: Out = { type: 'arm', timer: 'quiet', afterMs: quietMs };

/** What we had the keypads do goes on; where this program is new, the broker's word is what they do. */
function allHasCome(state: MqttKeypadsState, options: MqttKeypadsOptions): Stepped {
  if (state.isKnown) return { state, outputs: [] };
  const ballot = state.ballot ?? (state.found && untold(state.found));
  const known = { ...state, isKnown: true, ballot };
  const status = statusOf(known);
  if (!ballot)
    return { state: known, outputs: [status, { type: 'emit', event: { type: 'voting', state: notVoting } }] };
  return isSameNotice(state.found, ballot.notice)
    ? plus([status], inForce(known, ballot))
    : { state: known, outputs: [status, tell(ballot, options)] };
}

/** The broker has our word of the ballot. */
function inForce(state: MqttKeypadsState, ballot: Ballot): Stepped {
  const done = told(ballot);
  const next = { ...state, ballot: done.ballot };
  if (ballot.notice.phase === 'open' || ballot.isDrained) return { state: next, outputs: done.outputs };
  return {
    state: { ...next, drains: 'not-yet' },
    outputs: [
      ...done.outputs,
      { type: 'arm', timer: 'soonest', afterMs: soonestMs },
      { type: 'arm', timer: 'latest', afterMs: latestMs },
    ],
  };
}

/** Nothing waits here, and nothing in the keypads that are there. */
function drainIfDone(state: MqttKeypadsState): Stepped {
  const { ballot, keypads, drains } = state;
  if (!ballot?.isTold || ballot.notice.phase === 'open' || ballot.isDrained || drains === 'not-yet')
    return { state, outputs: [] };
  const name = ballot.notice.ballot;
  if (waitsFor(keypads, name) || (drains === 'with-all' && unsettled(keypads, name)))
    return { state, outputs: [] };
  const drained = { ...ballot, isDrained: true };
  return {
    state: { ...state, ballot: drained },
    outputs: [reportOf(drained), { type: 'disarm', timer: 'latest' }],
  };
}

function receive(
  state: MqttKeypadsState,
  message: TopicMessage,
  now: MonotonicMs,
  options: MqttKeypadsOptions,
): Stepped {
  const parsed = parseKeypad(options.prefix, message);
  if (!parsed.ok) return { state, outputs: [{ type: 'garbage', count: 1 }] };
  const heard = parsed.message;
  if (heard.type === 'echo') return echoed(state, heard.text);
  const taken = take(state, heard, message.retain, now, options);
  const done = plus(taken.outputs, drainIfDone(taken.state));
  // A retained message that comes behind our echo: there may be more. What is said now does not count: keypads that
  // repeat a press until somebody answers would never leave the quiet after which they are answered.
  return message.retain && state.echoed > 0 && !state.isKnown
    ? { ...done, outputs: [...done.outputs, quiet] }
    : done;
}

function echoed(state: MqttKeypadsState, text: string): Stepped {
  const number = Number(/^saalregie (\d{1,15})$/.exec(text)?.[1] ?? Number.NaN);
  // Somebody else's echo.
  if (!(number >= 1 && number <= state.echo)) return { state, outputs: [] };
  return {
    state: { ...state, echoed: Math.max(state.echoed, number) },
    outputs: [state.isKnown ? statusOf(state) : quiet],
  };
}

function take(
  state: MqttKeypadsState,
  message: Exclude<KeypadMessage, { readonly type: 'echo' }>,
  isRetained: boolean,
  now: MonotonicMs,
  options: MqttKeypadsOptions,
): Stepped {
  switch (message.type) {
    case 'ballot':
      return heardBallot({ ...state, found: message.notice }, message.notice);
    case 'press':
      // A press that the broker keeps would come again with every link.
      if (isRetained) return { state, outputs: [{ type: 'garbage', count: 1 }] };
      // Before the ballot is known nothing can be said of it; the keypad repeats it.
      return state.isKnown ? takePress(state, message, now, options) : { state, outputs: [] };
    case 'settled':
    case 'status':
      return takeStatus(state, message, now);
    case 'accepted':
      return { state, outputs: [] };
  }
}

function heardBallot(state: MqttKeypadsState, notice: BallotNotice | null): Stepped {
  const { ballot } = state;
  if (!state.isKnown) return { state, outputs: [] };
  if (!ballot || !isSameNotice(notice, ballot.notice))
    // An older word of ours that comes back late is none of this either.
    return { state, outputs: ballot?.isTold === false ? [] : [{ type: 'garbage', count: 1 }] };
  return ballot.isTold ? { state, outputs: [] } : inForce(state, ballot);
}

function submit(
  state: MqttKeypadsState,
  id: CommandId,
  command: VotingCommand,
  options: MqttKeypadsOptions,
): Stepped {
  const settle = (result: Outcome): Stepped => ({
    state,
    outputs: [{ type: 'settle', id, outcome: result }],
  });
  if (command.type === 'external-cast') return settle(outcome.failed('device-unsupported'));
  if (command.type === 'acknowledge-cast') {
    const answered = answerOf(state, command.receipt, command.stored, options);
    const done = plus(answered.outputs, drainIfDone(answered.state));
    return plus([{ type: 'settle', id, outcome: outcome.done('sent') }], done);
  }
  if (!state.isKnown) return settle(outcome.failed('device-offline'));
  const { ballot } = state;
  const isThis = ballot?.notice.ballot === command.ballot;
  if (command.type === 'open-ballot') {
    if (command.options.length > options.keys) return settle(outcome.failed('device-unsupported'));
    if (isThis && ballot.notice.phase === 'open')
      return ballot.isTold
        ? settle(outcome.done('read-back'))
        : { state: { ...state, ballot: { ...ballot, opens: [...ballot.opens, id] } }, outputs: [] };
    const { title, options: list } = command;
    const next = { ...untold({ ballot: command.ballot, phase: 'open', title, options: list }), opens: [id] };
    return put(state, next, ballot ? given([...ballot.opens, ...ballot.closes]) : [], options);
  }
  if (!isThis) {
    if (ballot) return settle(outcome.done('read-back'));
    // Nothing is known of it: keypads that hold a press of it are told that it is over, and hand it in.
    const list = Array.from({ length: options.keys }, () => ({ label: '–', meaning: null }));
    const notice = { ballot: command.ballot, phase: 'closed', title: '', options: list } as const;
    return put(state, { ...untold(notice), closes: [id] }, [], options);
  }
  if (ballot.notice.phase === 'closed') {
    if (!ballot.isTold)
      return { state: { ...state, ballot: { ...ballot, closes: [...ballot.closes, id] } }, outputs: [] };
    return plus(ballot.isDrained ? [reportOf(ballot)] : [], settle(outcome.done('read-back')));
  }
  const closed = { ...untold({ ...ballot.notice, phase: 'closed' }), closes: [id] };
  return put(state, closed, given(ballot.opens), options);
}

/** The keypads are told; it is in force when the broker has passed it back. */
const put = (
  state: MqttKeypadsState,
  ballot: Ballot,
  outputs: readonly Out[],
  options: MqttKeypadsOptions,
): Stepped => ({ state: { ...state, ballot }, outputs: [...outputs, tell(ballot, options)] });
