/**
 * One conversation with a Sennheiser ADN CU1, as a pure session (drivers/session.ts). The unit reports
 * changes by itself but has no list of its units: every place is asked for after connecting, and again in
 * turn, four a second at most; that is also the sign of life. Errors name no command, so only one message
 * travels at a time, and the document wants 0.1 s between two. A microphone is switched by its button, which
 * toggles: it is pressed only if our picture says that this leads to what was asked for.
 */
import { noBytes } from '../../protocols/codec.ts';
import type { MicrophoneCommand, MicrophoneEvent } from '../../protocols/models/microphones.ts';
import { outcome } from '../../protocols/models/outcome.ts';
import { adnCommands, type AdnCommand } from '../../protocols/sennheiser-adn/commands.ts';
import { adnReports, type AdnReport } from '../../protocols/sennheiser-adn/reports.ts';
import {
  abandoned,
  commandDeadlineMs,
  emptyDesk,
  judge,
  settle,
  show,
  submitted,
  synchronise,
  type Desk,
} from '../desk.ts';
import type { SeatNumbers } from '../seat-numbers.ts';
import type { CommandId, Input, Output, Session, Step } from '../session.ts';
import { type AdnOptions, isDue, sayingsOf, type Saying } from './commands.ts';
import { afterReport, withoutUnit } from './picture.ts';
import { askUnit, numberUnits, unitIds, unitOf } from './units.ts';

export const pauseMs = 100;
export const pollIntervalMs = 250;
/** A question is always answered; a press or a setting that changes nothing may not be. */
const answerMs = 1000;
const silenceMs = 300;
const maxMissed = 3;

const settingQuestions: readonly AdnCommand[] = [
  { type: 'get', attribute: 'ConferenceMode' },
  { type: 'get', attribute: 'MaxOpenMic' },
  { type: 'get', attribute: 'MaxSpeakReqListLength' },
];

export interface AdnState {
  readonly pending: Uint8Array;
  readonly desk: Desk;
  readonly numbers: SeatNumbers;
  /** The message that travels. */
  readonly current: Saying | null;
  /** The current message was answered or given up: the pause after it runs. */
  readonly isPausing: boolean;
  /** What is left to say for the command whose turn it is. */
  readonly sayings: readonly Saying[];
  /** Commands that wait for their turn: what they need is found out then, from the picture as it is then. */
  readonly commands: readonly CommandId[];
  /** Questions left until everything was asked once; afterwards the round goes on from its start. */
  readonly unasked: readonly AdnCommand[];
  /** Questions in a row without an answer, and without anything else that was heard. */
  readonly missed: number;
  /** Answers that may still come late; an error among them would be mistaken for an answer to the current one. */
  readonly owed: number;
  readonly garbage: number;
}

type Out = Output<MicrophoneEvent, Uint8Array>;
type Stepped = Step<AdnState, MicrophoneEvent, Uint8Array>;

export function createAdnSession(
  options: AdnOptions,
): Session<AdnState, MicrophoneCommand, MicrophoneEvent, Uint8Array, Uint8Array> {
  const initial: AdnState = {
    pending: noBytes,
    desk: emptyDesk,
    numbers: numberUnits(options.positions, options.units),
    current: null,
    isPausing: false,
    sayings: [],
    commands: [],
    unasked: [],
    missed: 0,
    owed: 0,
    garbage: 0,
  };
  return {
    initial,
    deadlineMs: () => commandDeadlineMs,
    step: (state, input) => step(state, input, options, initial),
  };
}

function step(
  state: AdnState,
  input: Input<MicrophoneCommand, Uint8Array>,
  options: AdnOptions,
  initial: AdnState,
): Stepped {
  switch (input.type) {
    case 'link-up':
      return after(askNext({ ...initial, unasked: round(initial, options) }, options), [
        { type: 'status', status: { level: 'warning', code: 'synchronising' } },
      ]);
    case 'link-down':
      return { state: initial, outputs: [] };
    case 'received':
      return receive(state, input.data, options);
    case 'timer':
      if (input.name === 'answer') return unanswered(state);
      return input.name === 'pause'
        ? sayNext({ ...state, current: null, isPausing: false }, options)
        : askNext(state, options);
    case 'submitted':
      return submit(state, input.id, input.command, options);
    case 'abandoned':
      return { state: { ...state, desk: abandoned(state.desk, input.id) }, outputs: [] };
  }
}

const after = (stepped: Stepped, outputs: readonly Out[]): Stepped => ({
  state: stepped.state,
  outputs: [...outputs, ...stepped.outputs],
});

const round = (state: AdnState, options: AdnOptions): readonly AdnCommand[] => [
  ...settingQuestions,
  ...unitIds(state.numbers, options.positions).map(askUnit),
];

const isQuestion = ({ say }: Saying): boolean =>
  say.type === 'get' || say.type === 'MicStatus' || say.type === 'MicStatusSN';

function send(state: AdnState, current: Saying): Stepped {
  return {
    state: { ...state, current, isPausing: false },
    outputs: [
      { type: 'disarm', timer: 'poll' },
      { type: 'send', data: adnCommands.encode(current.say) },
      { type: 'arm', timer: 'answer', afterMs: isQuestion(current) ? answerMs : silenceMs },
    ],
  };
}

/** The next question of the round, unless something travels: then the round goes on after it. */
function askNext(state: AdnState, options: AdnOptions): Stepped {
  if (state.current !== null) return { state, outputs: [] };
  const [say, ...unasked] = state.unasked.length > 0 ? state.unasked : round(state, options);
  return say ? send({ ...state, unasked }, { say, by: null, judges: null }) : { state, outputs: [] };
}

function submit(state: AdnState, id: CommandId, command: MicrophoneCommand, options: AdnOptions): Stepped {
  // A button must not be pressed before it is known what it would do.
  if (!state.desk.isKnown)
    return { state, outputs: [{ type: 'settle', id, outcome: outcome.failed('device-offline') }] };
  const desk = submitted(state.desk, id, command);
  return sayNext({ ...state, desk, commands: [...state.commands, id] }, options);
}

/** Says what is due next for the commands that wait, unless something travels; else the round goes on. */
function sayNext(state: AdnState, options: AdnOptions): Stepped {
  if (state.current !== null) return { state, outputs: [] };
  const outputs: Out[] = [];
  let next = state;
  for (;;) {
    const [saying, ...sayings] = next.sayings;
    if (saying) {
      next = { ...next, sayings };
      if (isDue(saying, next.desk)) return after(send(next, saying), outputs);
      continue;
    }
    const [id, ...commands] = next.commands;
    if (id === undefined) break;
    const begun = begin({ ...next, commands }, id, options);
    next = begun.state;
    outputs.push(...begun.outputs);
  }
  const rest = next.desk.isKnown || next.unasked.length === 0 ? complete(next) : askNext(next, options);
  return after(rest, outputs);
}

/** The turn of this command has come. */
function begin(state: AdnState, id: CommandId, options: AdnOptions): Stepped {
  const open = state.desk.open.find((one) => one.id === id);
  if (!open) return { state, outputs: [] };
  const sayings = sayingsOf(open.command, id, state.desk.picture, state.numbers, options);
  if (sayings && sayings.length > 0) return { state: { ...state, sayings }, outputs: [] };
  const { desk, outputs } = sayings
    ? judge(state.desk, [id])
    : settle(state.desk, id, outcome.failed('device-unsupported'));
  return { state: { ...state, desk }, outputs };
}

function receive(state: AdnState, data: Uint8Array, options: AdnOptions): Stepped {
  const decoded = adnReports.decode(state.pending, data);
  const outputs: Out[] = [{ type: 'garbage', count: decoded.garbage }];
  let next: AdnState = { ...state, pending: decoded.pending, garbage: state.garbage + decoded.garbage };
  for (const report of decoded.messages) {
    const taken = take({ ...next, missed: 0 }, report, options);
    next = taken.state;
    outputs.push(...taken.outputs);
  }
  return { state: next, outputs };
}

function take(state: AdnState, report: AdnReport, options: AdnOptions): Stepped {
  const current = state.isPausing ? null : state.current;
  if (report.type === 'error') {
    if (state.owed > 0) return { state: { ...state, owed: state.owed - 1 }, outputs: [] };
    return current ? refused(state, current) : { state, outputs: [] };
  }
  const { picture, numbers } = afterReport(state.desk.picture, state.numbers, report, options.chairs);
  const { desk, outputs } = show(state.desk, picture);
  const shown = { ...state, desk, numbers };
  return current && answers(report, current.say)
    ? after(answered({ ...shown, owed: 0 }, current), outputs)
    : { state: shown, outputs };
}

function answers(report: AdnReport, say: AdnCommand): boolean {
  switch (report.type) {
    case 'MicStatus':
      return unitOf(say) === String(report.position);
    case 'MicStatusSN':
      return unitOf(say) === report.serial;
    case 'attribute':
      return 'attribute' in say && say.attribute === report.attribute;
    default:
      return false;
  }
}

/** The unit said no: to a question that no such unit is there, to everything else that it will not do it. */
function refused(state: AdnState, current: Saying): Stepped {
  const unit = unitOf(current.say);
  if (isQuestion(current) && unit !== undefined) {
    const shown = show(state.desk, withoutUnit(state.desk.picture, state.numbers, unit));
    return after(answered({ ...state, desk: shown.desk }, current), shown.outputs);
  }
  if (current.by === null) return answered(state, current);
  const settled = settle(state.desk, current.by, outcome.failed('device-refused'));
  return after(answered({ ...state, desk: settled.desk }, current), settled.outputs);
}

function answered(state: AdnState, current: Saying): Stepped {
  const judged = judge(state.desk, current.judges === null ? [] : [current.judges]);
  return {
    state: { ...state, desk: judged.desk, isPausing: true },
    outputs: [
      ...judged.outputs,
      { type: 'disarm', timer: 'answer' },
      { type: 'arm', timer: 'pause', afterMs: pauseMs },
    ],
  };
}

function unanswered(state: AdnState): Stepped {
  const { current } = state;
  if (!current) return { state, outputs: [] };
  const pause: Out = { type: 'arm', timer: 'pause', afterMs: pauseMs };
  const owed = state.owed + 1;
  if (!isQuestion(current)) return { state: { ...state, isPausing: true, owed }, outputs: [pause] };
  const missed = state.missed + 1;
  if (missed >= maxMissed) return { state, outputs: [hangUp(state)] };
  // What the first picture lacks, or a command waits for, is asked for again.
  const unasked = state.desk.isKnown ? state.unasked : [...state.unasked, current.say];
  const sayings = current.by === null ? state.sayings : [current, ...state.sayings];
  return {
    state: { ...state, isPausing: true, missed, owed, unasked, sayings },
    outputs: [pause, { type: 'status', status: { level: 'warning', code: 'silent' } }],
  };
}

/** Nothing but what this unit would not say, and never anything else: it is something else. */
function hangUp({ desk, garbage, pending }: AdnState): Out {
  return !desk.isKnown && garbage + pending.length > 0
    ? { type: 'hang-up', reason: 'no such unit', refusal: 'wrong-device' }
    : { type: 'hang-up', reason: `${maxMissed} questions without an answer` };
}

/** Everything was asked once: the picture is whole, and from now on the round keeps it so. */
function complete(state: AdnState): Stepped {
  const poll: Out = { type: 'arm', timer: 'poll', afterMs: pollIntervalMs };
  if (state.missed > 0) return { state, outputs: [poll] };
  const { desk, outputs } = synchronise(state.desk, state.desk.picture);
  return { state: { ...state, desk }, outputs: [...outputs, poll] };
}
