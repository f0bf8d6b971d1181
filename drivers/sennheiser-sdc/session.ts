/**
 * One conversation with the control panel port of a Sennheiser SDC 8000/8200, as a pure session
 * (drivers/session.ts). Commands are not answered. The one question there is (`1V`) brings every open
 * microphone and every request again, without an end: after 0.4 s of quiet that was all. It is asked every
 * 5 s and after each command that was met with silence. In a silent hall nothing may come upon it either, so
 * a dead unit cannot be told from one where nobody speaks: the picture is known from the first report on, and
 * not known any more when nothing comes although somebody spoke.
 */
import { noBytes, type StreamCodec } from '../../protocols/codec.ts';
import {
  applyMicrophoneEvent,
  noMicrophones,
  type MicrophoneCommand,
  type MicrophoneEvent,
  type MicrophoneMode,
  type MicrophoneSeat,
  type MicrophoneSettings,
  type MicrophonesState,
  type SeatNumber,
} from '../../protocols/models/microphones.ts';
import { outcome, type Outcome } from '../../protocols/models/outcome.ts';
import { sdcCommands, type SdcCommand } from '../../protocols/sennheiser-sdc/commands.ts';
import { createSdcReports, type SdcReport } from '../../protocols/sennheiser-sdc/reports.ts';
import {
  abandoned,
  commandDeadlineMs,
  emptyDesk,
  judge,
  settle,
  showEvents,
  submitted,
  synchronise,
  type Desk,
  type DeskStep,
} from '../desk.ts';
import type { CommandId, Input, Output, Session, Step } from '../session.ts';

export const refreshMs = 5000;
/** After this much quiet, what was asked for has come. */
export const quietMs = 400;
/** Reports that never stop must not put the picture off for ever. */
const longestMs = 2000;
const maxSeats = 2000;
/** After this much silence a command's effect is asked for. */
const silenceMs = 400;

export interface SdcOptions {
  readonly switchOff: 'toggle' | 'small-letter' | 'never';
  readonly chairs: readonly SeatNumber[];
}

interface Question {
  /** What has been reported since it was asked. */
  readonly draft: MicrophonesState;
  /** Commands that its end decides on. */
  readonly judges: readonly CommandId[];
  /** Reports there had been when it was asked. */
  readonly since: number;
}

export interface SdcState {
  readonly pending: Uint8Array;
  readonly desk: Desk;
  readonly question: Question | null;
  /** Reports over this link, and how many there had been when each command was sent. */
  readonly reports: number;
  readonly reportsAt: ReadonlyMap<CommandId, number>;
}

const initial: SdcState = {
  pending: noBytes,
  desk: emptyDesk,
  question: null,
  reports: 0,
  reportsAt: new Map(),
};

type Out = Output<MicrophoneEvent, Uint8Array>;
type Stepped = Step<SdcState, MicrophoneEvent, Uint8Array>;

export function createSdcSession(
  options: SdcOptions,
): Session<SdcState, MicrophoneCommand, MicrophoneEvent, Uint8Array, Uint8Array> {
  const codec = createSdcReports();
  return {
    initial,
    deadlineMs: () => commandDeadlineMs,
    step: (state, input) => step(state, input, options, codec),
  };
}

function step(
  state: SdcState,
  input: Input<MicrophoneCommand, Uint8Array>,
  options: SdcOptions,
  codec: StreamCodec<SdcReport>,
): Stepped {
  switch (input.type) {
    case 'link-up':
      return ask(
        initial,
        [],
        [
          { type: 'status', status: { level: 'warning', code: 'synchronising' } },
          { type: 'arm', timer: 'refresh', afterMs: refreshMs },
        ],
      );
    case 'link-down':
      return { state: initial, outputs: [] };
    case 'received':
      return receive(state, input.data, options, codec);
    case 'timer':
      return onTimer(state, input.name);
    case 'submitted':
      return submit(state, input.id, input.command, options);
    case 'abandoned':
      return { state: forget({ ...state, desk: abandoned(state.desk, input.id) }), outputs: [] };
  }
}

function onTimer(state: SdcState, name: string): Stepped {
  switch (name) {
    case 'refresh': {
      const again: Out = { type: 'arm', timer: 'refresh', afterMs: refreshMs };
      return state.question ? { state, outputs: [again] } : ask(state, [], [again]);
    }
    case 'read-back':
      return ask(
        state,
        state.desk.open.map(({ id }) => id),
        [],
      );
    default:
      return answered(state);
  }
}

const send = (command: SdcCommand): Out => ({ type: 'send', data: sdcCommands.encode(command) });

/** A question that still runs is asked anew: what it brought so far may be from before. */
function ask(state: SdcState, judges: readonly CommandId[], outputs: readonly Out[]): Stepped {
  return {
    state: { ...state, question: { draft: noMicrophones, judges, since: state.reports } },
    outputs: [
      ...outputs,
      send({ type: 'resynchronise' }),
      { type: 'arm', timer: 'quiet', afterMs: quietMs },
      { type: 'arm', timer: 'longest', afterMs: longestMs },
    ],
  };
}

/** Everything that is open or asks has been told: the rest is not. */
function answered(state: SdcState): Stepped {
  const { question } = state;
  if (!question) return { state, outputs: [] };
  const before = state.desk.picture;
  const picture = {
    ...before,
    speakers: inOldOrder(before.speakers, question.draft.speakers),
    requests: inOldOrder(before.requests, question.draft.requests),
  };
  const outputs: Out[] = [
    { type: 'disarm', timer: 'quiet' },
    { type: 'disarm', timer: 'longest' },
  ];
  if (state.reports === 0)
    return {
      state: { ...state, question: null },
      outputs: [...outputs, { type: 'status', status: { level: 'warning', code: 'silent' } }],
    };
  if (state.reports === question.since && before.speakers.length > 0)
    return { state, outputs: [{ type: 'hang-up', reason: 'nothing comes, though somebody spoke' }] };
  let { desk } = state;
  const take = (taken: DeskStep): void => {
    desk = taken.desk;
    outputs.push(...taken.outputs);
  };
  // Before the picture empties for want of reports: emptiness proves nothing then.
  for (const { id, command } of desk.open)
    if (question.judges.includes(id) && state.reportsAt.get(id) === state.reports)
      take(settle(desk, id, unseen(command)));
  take(synchronise(desk, picture));
  take(judge(desk, question.judges));
  return { state: forget({ ...state, desk, question: null }), outputs };
}

/** Nothing at all has come since the command: the unit refused, or had nothing to say, or is not there. */
const unseen = (command: MicrophoneCommand): Outcome =>
  command.type === 'open' ? outcome.failed('device-refused', 'unknown') : outcome.done('sent');

/** The unit tells them in its own order; who was first is known from the order of the reports. */
const inOldOrder = (before: readonly SeatNumber[], now: readonly SeatNumber[]): readonly SeatNumber[] => {
  const stay = before.filter((seat) => now.includes(seat));
  return [...stay, ...now.filter((seat) => !stay.includes(seat))];
};

function forget(state: SdcState): SdcState {
  const open = new Set(state.desk.open.map(({ id }) => id));
  return { ...state, reportsAt: new Map([...state.reportsAt].filter(([id]) => open.has(id))) };
}

function receive(
  state: SdcState,
  data: Uint8Array,
  options: SdcOptions,
  codec: StreamCodec<SdcReport>,
): Stepped {
  const decoded = codec.decode(state.pending, data);
  const outputs: Out[] = [{ type: 'garbage', count: decoded.garbage }];
  let next: SdcState = { ...state, pending: decoded.pending };
  for (const report of decoded.messages) {
    const events = tooMany(report, next.desk.picture) ? [] : eventsOf(report, next.desk.picture, options);
    const { desk, outputs: news } = showEvents(next.desk, events);
    const question = next.question && {
      ...next.question,
      draft: events.reduce(applyMicrophoneEvent, next.question.draft),
    };
    next = { ...next, desk, question, reports: next.reports + 1 };
    outputs.push(...news);
    if (question) outputs.push({ type: 'arm', timer: 'quiet', afterMs: quietMs });
  }
  // The first sign of life after silence: now the question has a chance.
  if (next.reports > 0 && !next.desk.isKnown && !next.question) {
    const asked = ask(forget(next), [], []);
    return { state: asked.state, outputs: [...outputs, ...asked.outputs] };
  }
  return { state: forget(next), outputs };
}

/** A line that names more microphones than any system has is not believed. */
const tooMany = (report: SdcReport, { seats }: MicrophonesState): boolean =>
  'seat' in report && !seats[report.seat] && Object.keys(seats).length >= maxSeats;

function eventsOf(
  report: SdcReport,
  picture: MicrophonesState,
  { chairs }: SdcOptions,
): readonly MicrophoneEvent[] {
  switch (report.type) {
    case 'panel-on':
      return [
        ...appears(report.seat, picture, chairs),
        { type: 'opened', seat: report.seat },
        { type: 'request-ended', seat: report.seat },
      ];
    case 'panel-off':
      return [
        { type: 'closed', seat: report.seat },
        { type: 'request-ended', seat: report.seat },
      ];
    case 'panel-request':
      return [...appears(report.seat, picture, chairs), { type: 'requested', seat: report.seat }];
    case 'panel-all-off':
      return [{ type: 'all-closed' }];
    // What a camera control would be told: the port is set to the other protocol.
    default:
      return [];
  }
}

/** Only who has spoken or asked is known to be there. */
function appears(
  seat: SeatNumber,
  { seats }: MicrophonesState,
  chairs: readonly SeatNumber[],
): readonly MicrophoneEvent[] {
  if (seats[seat]) return [];
  const state: MicrophoneSeat = {
    present: true,
    ...(chairs.length > 0 ? { chair: chairs.includes(seat) } : {}),
  };
  return [{ type: 'seat-changed', seat, state }];
}

function submit(state: SdcState, id: CommandId, command: MicrophoneCommand, options: SdcOptions): Stepped {
  const refuse: Stepped = {
    state,
    outputs: [{ type: 'settle', id, outcome: outcome.failed('device-unsupported') }],
  };
  // Activating may be a toggle: not before it is known what it would do.
  if (!state.desk.isKnown)
    return { state, outputs: [{ type: 'settle', id, outcome: outcome.failed('device-offline') }] };
  if (command.type === 'set') {
    const mode = modeNumber(command.settings);
    if (mode === undefined) return refuse;
    // The unit never tells its mode.
    return {
      state,
      outputs: [send({ type: 'set-mode', mode }), { type: 'settle', id, outcome: outcome.done('sent') }],
    };
  }
  const wire = wireOf(command, state.desk, options);
  if (!wire) return refuse;
  return {
    state: {
      ...state,
      desk: submitted(state.desk, id, command),
      reportsAt: new Map(state.reportsAt).set(id, state.reports),
    },
    outputs: [...wire.map(send), { type: 'arm', timer: 'read-back', afterMs: silenceMs }],
  };
}

function wireOf(
  command: MicrophoneCommand,
  { picture, open }: Desk,
  { switchOff, chairs }: SdcOptions,
): readonly SdcCommand[] | undefined {
  // Where activating toggles, the same command twice would undo itself.
  const close = (seats: readonly SeatNumber[]): readonly SdcCommand[] | undefined => {
    if (switchOff === 'never') return undefined;
    const type = switchOff === 'toggle' ? 'activate' : 'deactivate';
    return seats
      .filter((seat) => !open.some((one) => closes(one.command, seat, chairs)))
      .map((seat): SdcCommand => ({ type, seat }));
  };
  switch (command.type) {
    case 'open':
      return picture.speakers.includes(command.seat) ||
        open.some((one) => one.command.type === 'open' && one.command.seat === command.seat)
        ? []
        : [{ type: 'activate', seat: command.seat }];
    case 'close':
      return close(picture.speakers.filter((seat) => seat === command.seat));
    case 'close-all':
      return close(picture.speakers);
    case 'close-delegates':
      return close(picture.speakers.filter((seat) => !chairs.includes(seat)));
    default:
      return undefined;
  }
}

function closes(command: MicrophoneCommand, seat: SeatNumber, chairs: readonly SeatNumber[]): boolean {
  switch (command.type) {
    case 'close':
      return command.seat === seat;
    case 'close-all':
      return true;
    case 'close-delegates':
      return !chairs.includes(seat);
    default:
      return false;
  }
}

const modeNumbers: Readonly<Partial<Record<MicrophoneMode, number>>> = { auto: 0, manual: 1, fifo: 4 };

/** Only the mode can be set, and nothing else with it. */
function modeNumber({ mode, ...others }: MicrophoneSettings): number | undefined {
  const isAlone = Object.values(others).every((value) => value === undefined || value === false);
  return isAlone && mode !== undefined ? modeNumbers[mode] : undefined;
}
