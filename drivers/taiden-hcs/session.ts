/**
 * One conversation with a Taiden HCS-3600 class main unit, as a pure session (drivers/session.ts). The
 * protocol has no answers, no frames and no sign of life: the unit is told to report its microphones, and
 * told again every 5 s, because one that was switched off has forgotten it. Most likely it reports at once
 * then; once it did so twice, it is expected to. What a command did is seen in the reports, or only that it
 * was sent is known.
 */
import { noBytes, type StreamCodec } from '../../protocols/codec.ts';
import type {
  MicrophoneCommand,
  MicrophoneEvent,
  MicrophoneSeat,
  MicrophonesState,
  SeatNumber,
} from '../../protocols/models/microphones.ts';
import { outcome } from '../../protocols/models/outcome.ts';
import { type AllOffForm, taidenCommands, type TaidenCommand } from '../../protocols/taiden-hcs/commands.ts';
import {
  createTaidenReports,
  type StatusForm,
  type TaidenReport,
} from '../../protocols/taiden-hcs/reports.ts';
import {
  abandoned,
  commandDeadlineMs,
  emptyDesk,
  judge,
  settle,
  submitted,
  synchronise,
  type Desk,
} from '../desk.ts';
import type { CommandId, Input, Output, Session, Step } from '../session.ts';

export const refreshMs = 5000;
/** Without a report by then, it is said that the unit is silent. */
const firstReportMs = 2000;
/** The rest of a message that comes later than this is not its rest: at 9600 baud one takes 16 ms. */
export const gapMs = 200;
/** After this much silence a command's effect is asked for, as far as this protocol can ask. */
const silenceMs = 400;
/** Then only that it was sent is known. */
const giveUpMs = 2500;
/** Reports in a row that came upon our word, until they are expected. */
const enoughAnswers = 2;
const maxMissed = 2;
/** A line that names more microphones than any system has is not believed. */
const maxSeats = 2000;

export interface TaidenOptions {
  readonly reports: 'status' | 'tracking';
  readonly form: StatusForm;
  readonly lowBits: 'limit' | 'other';
  readonly allOff: AllOffForm;
  readonly chairs: readonly SeatNumber[];
}

export interface TaidenState {
  readonly pending: Uint8Array;
  readonly desk: Desk;
  /** We told it to report, and nothing has come since. */
  readonly isWaiting: boolean;
  /** Reports in a row that came upon our word. */
  readonly answers: number;
  readonly missed: number;
  /** Commands that the next report decides on: they were sent before it was asked for. */
  readonly judged: readonly CommandId[];
}

const initial: TaidenState = {
  pending: noBytes,
  desk: emptyDesk,
  isWaiting: false,
  answers: 0,
  missed: 0,
  judged: [],
};

type Out = Output<MicrophoneEvent, Uint8Array>;
type Stepped = Step<TaidenState, MicrophoneEvent, Uint8Array>;
type Codec = StreamCodec<TaidenReport>;

export function createTaidenSession(
  options: TaidenOptions,
): Session<TaidenState, MicrophoneCommand, MicrophoneEvent, Uint8Array, Uint8Array> {
  const codec = createTaidenReports(options.form);
  return {
    initial,
    deadlineMs: () => commandDeadlineMs,
    step: (state, input) => step(state, input, options, codec),
  };
}

function step(
  state: TaidenState,
  input: Input<MicrophoneCommand, Uint8Array>,
  options: TaidenOptions,
  codec: Codec,
): Stepped {
  switch (input.type) {
    case 'link-up':
      return tellToReport(initial, options, [
        { type: 'status', status: { level: 'warning', code: 'synchronising' } },
        { type: 'arm', timer: 'first', afterMs: firstReportMs },
        { type: 'arm', timer: 'refresh', afterMs: refreshMs },
      ]);
    case 'link-down':
      return { state: initial, outputs: [] };
    case 'received':
      return receive(state, input.data, options, codec);
    case 'timer':
      return onTimer(state, input.name, options);
    case 'submitted':
      return submit(state, input.id, input.command, options);
    case 'abandoned':
      return { state: { ...state, desk: abandoned(state.desk, input.id) }, outputs: [] };
  }
}

function onTimer(state: TaidenState, name: string, options: TaidenOptions): Stepped {
  switch (name) {
    case 'first':
      return state.desk.isKnown ? { state, outputs: [] } : unknownYet(state);
    case 'refresh':
      return refresh(state, options);
    case 'gap':
      return { state: { ...state, pending: noBytes }, outputs: [{ type: 'garbage', count: 1 }] };
    case 'read-back':
      return tellToReport({ ...state, judged: state.desk.open.map(({ id }) => id) }, options, []);
    default:
      return giveUp(state);
  }
}

const send = (command: TaidenCommand): Out => ({ type: 'send', data: taidenCommands.encode(command) });

function tellToReport(state: TaidenState, { reports }: TaidenOptions, outputs: readonly Out[]): Stepped {
  const type = reports === 'status' ? 'start-status' : 'start-tracking';
  return { state: { ...state, isWaiting: true }, outputs: [...outputs, send({ type })] };
}

/**
 * A unit that says nothing when it is told to report may be an honest one that does so when somebody speaks, or
 * dead: whose microphones are open is not known until the first report.
 */
const unknownYet = (state: TaidenState): Stepped => ({
  state,
  outputs: [{ type: 'status', status: { level: 'warning', code: 'silent' } }],
});

function refresh(state: TaidenState, options: TaidenOptions): Stepped {
  const again: Out = { type: 'arm', timer: 'refresh', afterMs: refreshMs };
  if (!state.isWaiting) return tellToReport(state, options, [again]);
  if (state.answers < enoughAnswers) return tellToReport({ ...state, answers: 0 }, options, [again]);
  const missed = state.missed + 1;
  if (missed >= maxMissed)
    return { state, outputs: [{ type: 'hang-up', reason: 'no report, though it was told to report' }] };
  return tellToReport({ ...state, missed }, options, [
    again,
    { type: 'status', status: { level: 'warning', code: 'silent' } },
  ]);
}

function receive(state: TaidenState, data: Uint8Array, options: TaidenOptions, codec: Codec): Stepped {
  const decoded = codec.decode(state.pending, data);
  const outputs: Out[] = [
    { type: 'garbage', count: decoded.garbage },
    decoded.pending.length > 0
      ? { type: 'arm', timer: 'gap', afterMs: gapMs }
      : { type: 'disarm', timer: 'gap' },
  ];
  let next: TaidenState = { ...state, pending: decoded.pending };
  for (const report of decoded.messages) {
    const taken = take(next, report, options);
    next = taken.state;
    outputs.push(...taken.outputs);
  }
  return { state: next, outputs };
}

function take(state: TaidenState, report: TaidenReport, options: TaidenOptions): Stepped {
  const speakers = speakersIn(report, options);
  if (speakers === undefined) return { state, outputs: [] };
  const picture = pictureOf(state.desk.picture, speakers, report, options);
  const { desk, outputs } = synchronise(state.desk, picture);
  const answers = state.isWaiting ? state.answers + 1 : state.answers;
  const judged = judge(desk, state.judged);
  return {
    state: { ...state, desk: judged.desk, isWaiting: false, answers, missed: 0, judged: [] },
    outputs: [...outputs, ...judged.outputs],
  };
}

/** undefined: this report says nothing of it. */
function speakersIn(report: TaidenReport, { reports }: TaidenOptions): readonly SeatNumber[] | undefined {
  if (reports === 'status') return report.type === 'status' ? report.open : undefined;
  if (report.type !== 'tracking') return undefined;
  return report.seat === 0 ? [] : [report.seat];
}

function pictureOf(
  before: MicrophonesState,
  speakers: readonly SeatNumber[],
  report: TaidenReport,
  { lowBits, chairs }: TaidenOptions,
): MicrophonesState {
  const seats: Record<SeatNumber, MicrophoneSeat> = { ...before.seats };
  const room = maxSeats - Object.keys(seats).length;
  // Only who has spoken is known to be there.
  for (const seat of speakers.filter((each) => !seats[each]).slice(0, Math.max(0, room)))
    seats[seat] = { present: true, ...(chairs.length > 0 ? { chair: chairs.includes(seat) } : {}) };
  // Who speaks already keeps the place; the status is in the unit's order, not in that of time.
  const stay = before.speakers.filter((seat) => speakers.includes(seat));
  return {
    ...before,
    seats,
    speakers: [...stay, ...speakers.filter((seat) => !stay.includes(seat))],
    maxOpen: report.type === 'status' && lowBits === 'limit' ? report.activeMicrophones : before.maxOpen,
  };
}

function submit(
  state: TaidenState,
  id: CommandId,
  command: MicrophoneCommand,
  options: TaidenOptions,
): Stepped {
  const wire = wireOf(command, state.desk.picture, options);
  if (!wire)
    return { state, outputs: [{ type: 'settle', id, outcome: outcome.failed('device-unsupported') }] };
  // The oldest command that is open decides when we give up.
  const giveUpLater: Out[] =
    state.desk.open.length === 0 ? [{ type: 'arm', timer: 'give-up', afterMs: giveUpMs }] : [];
  return {
    state: { ...state, desk: submitted(state.desk, id, command) },
    outputs: [...wire.map(send), { type: 'arm', timer: 'read-back', afterMs: silenceMs }, ...giveUpLater],
  };
}

function wireOf(
  command: MicrophoneCommand,
  { speakers }: MicrophonesState,
  { allOff, chairs }: TaidenOptions,
): readonly TaidenCommand[] | undefined {
  switch (command.type) {
    case 'open':
      return [{ type: 'mic-on', seat: command.seat }];
    case 'close':
      return [{ type: 'mic-off', seat: command.seat }];
    case 'close-all':
      return [{ type: 'all-off', form: allOff }];
    case 'close-delegates':
      return speakers
        .filter((seat) => !chairs.includes(seat))
        .map((seat): TaidenCommand => ({ type: 'mic-off', seat }));
    default:
      return undefined;
  }
}

/** Nothing came upon our asking: the bytes went out, more is not known. */
function giveUp(state: TaidenState): Stepped {
  let { desk } = state;
  const outputs: Out[] = [];
  for (const { id } of state.desk.open) {
    const settled = settle(desk, id, outcome.done('sent'));
    desk = settled.desk;
    outputs.push(...settled.outputs);
  }
  return { state: { ...state, desk }, outputs };
}
