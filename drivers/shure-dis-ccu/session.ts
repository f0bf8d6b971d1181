/**
 * One conversation with a Shure DIS-CCU / DCS 6000 / MXC unit, as a pure session (drivers/session.ts).
 * The unit answers only if something happened, so silence after a command is followed by a read-back of
 * the whole status. The protocol has no sign of life: `mic_status` every 5 s is ours, two misses are the
 * end of the link. The same block heals whatever a lost report left wrong.
 */
import { noBytes } from '../../protocols/codec.ts';
import {
  applyMicrophoneEvent,
  noMicrophones,
  type MicrophoneCommand,
  type MicrophoneEvent,
  type MicrophonesState,
} from '../../protocols/models/microphones.ts';
import { outcome } from '../../protocols/models/outcome.ts';
import { disCommands, type DisCommand } from '../../protocols/shure-dis-ccu/commands.ts';
import { disReports, type DisReport } from '../../protocols/shure-dis-ccu/reports.ts';
import { type Firmware, interruptWord, modeWord } from '../../protocols/shure-dis-ccu/words.ts';
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
} from '../desk.ts';
import type { CommandId, Input, Output, Session, Step } from '../session.ts';

export const statusIntervalMs = 5000;
/** After this much silence a command's effect is read back. */
export const silenceMs = 400;
const maxMissedStatus = 2;

export interface DisState {
  readonly pending: Uint8Array;
  readonly desk: Desk;
  /** What the running status block has said so far. */
  readonly draft: MicrophonesState;
  readonly statusAsked: number;
  readonly statusDone: number;
  /** Status requests in a row that were not answered before the next was due. */
  readonly missed: number;
  /** Lines that made no sense, while nothing else has come. */
  readonly garbage: number;
  /** Commands met with silence, by the number of the status block that decides on them. */
  readonly judged: ReadonlyMap<CommandId, number>;
}

const initial: DisState = {
  pending: noBytes,
  desk: emptyDesk,
  draft: noMicrophones,
  statusAsked: 0,
  statusDone: 0,
  missed: 0,
  garbage: 0,
  judged: new Map(),
};

type Out = Output<MicrophoneEvent, Uint8Array>;
type DisInput = Input<MicrophoneCommand, Uint8Array>;
type Stepped = Step<DisState, MicrophoneEvent, Uint8Array>;

export function createDisSession(options: {
  readonly firmware: Firmware;
}): Session<DisState, MicrophoneCommand, MicrophoneEvent, Uint8Array, Uint8Array> {
  return {
    initial,
    deadlineMs: () => commandDeadlineMs,
    step: (state, input) => step(state, input, options.firmware),
  };
}

function step(state: DisState, input: DisInput, firmware: Firmware): Stepped {
  switch (input.type) {
    case 'link-up':
      return askStatus(initial, [
        { type: 'status', status: { level: 'warning', code: 'synchronising' } },
        { type: 'arm', timer: 'status', afterMs: statusIntervalMs },
      ]);
    case 'link-down':
      return { state: initial, outputs: [] };
    case 'received':
      return receive(state, input.data);
    case 'timer':
      return input.name === 'status' ? statusDue(state) : readBack(state);
    case 'submitted':
      return submit(state, input.id, input.command, firmware);
    case 'abandoned':
      return { state: { ...state, desk: abandoned(state.desk, input.id) }, outputs: [] };
  }
}

const send = (command: DisCommand): Out => ({ type: 'send', data: disCommands.encode(command) });

function askStatus(state: DisState, outputs: readonly Out[]): Stepped {
  const draft = state.statusAsked === state.statusDone ? emptyBlock(state.desk.picture) : state.draft;
  return {
    state: { ...state, draft, statusAsked: state.statusAsked + 1 },
    outputs: [...outputs, send({ type: 'mic_status' })],
  };
}

/** A block says nothing of priorities and of the reply list's limit: they stay as reported. */
function emptyBlock({ priorities, maxReplies }: MicrophonesState): MicrophonesState {
  return { ...noMicrophones, priorities, maxReplies };
}

function statusDue(state: DisState): Stepped {
  const answered = state.statusDone === state.statusAsked;
  const missed = answered ? 0 : state.missed + 1;
  // Nothing but lines that this unit would not say: it is something else.
  if (!state.desk.isKnown && state.garbage > 0)
    return { state, outputs: [{ type: 'hang-up', reason: 'no such unit', refusal: 'wrong-device' }] };
  if (missed >= maxMissedStatus)
    return { state, outputs: [{ type: 'hang-up', reason: 'two status requests without an answer' }] };
  const late: Out[] = answered ? [] : [{ type: 'status', status: { level: 'warning', code: 'silent' } }];
  return askStatus({ ...state, missed }, [
    ...late,
    { type: 'arm', timer: 'status', afterMs: statusIntervalMs },
  ]);
}

function receive(state: DisState, data: Uint8Array): Stepped {
  const decoded = disReports.decode(state.pending, data);
  const outputs: Out[] = [{ type: 'garbage', count: decoded.garbage }];
  let next: DisState = {
    ...state,
    pending: decoded.pending,
    garbage: state.garbage + decoded.garbage,
  };
  for (const report of decoded.messages) {
    const taken = take(next, report);
    next = taken.state;
    outputs.push(...taken.outputs);
  }
  return { state: next, outputs };
}

function take(state: DisState, report: DisReport): Stepped {
  if (report.type === 'mic_status_done') return statusDone(state);
  if (report.type === 'command_error') {
    // Errors name no command; the oldest one that waits is the likeliest.
    const [oldest] = state.desk.open;
    if (!oldest) return { state, outputs: [] };
    const { desk, outputs } = settle(state.desk, oldest.id, outcome.failed('device-refused'));
    return { state: { ...state, desk }, outputs };
  }
  const events = eventsOf(report, state.desk.picture);
  const draft = events.reduce(applyMicrophoneEvent, state.draft);
  // A block repeats what is known; only news leave the desk.
  const { desk, outputs } = showEvents(state.desk, events);
  return { state: { ...state, draft, desk }, outputs };
}

function statusDone(state: DisState): Stepped {
  // A block that another client asked for, or a stray end: nothing of ours.
  if (state.statusDone === state.statusAsked) return { state, outputs: [] };
  const done = state.statusDone + 1;
  const shown = synchronise(state.desk, state.draft);
  const decided = [...state.judged].filter(([, block]) => block <= done).map(([id]) => id);
  const judged = judge(shown.desk, decided);
  return {
    state: {
      ...state,
      desk: judged.desk,
      draft: emptyBlock(state.draft),
      statusDone: done,
      missed: 0,
      judged: new Map([...state.judged].filter(([id]) => !decided.includes(id))),
    },
    outputs: [...shown.outputs, ...judged.outputs],
  };
}

function readBack(state: DisState): Stepped {
  const waiting = state.desk.open.filter(({ id }) => !state.judged.has(id));
  if (waiting.length === 0) return { state, outputs: [] };
  const judged = new Map(state.judged);
  for (const { id } of waiting) judged.set(id, state.statusAsked + 1);
  return askStatus({ ...state, judged }, []);
}

function eventsOf(report: DisReport, model: MicrophonesState): readonly MicrophoneEvent[] {
  switch (report.type) {
    case 'mic_on':
      return [{ type: 'opened', seat: report.seat }];
    case 'mic_off':
      return [{ type: 'closed', seat: report.seat }];
    case 'mic_all_off':
      return [{ type: 'all-closed' }];
    case 'mic_request_on':
      return [{ type: 'requested', seat: report.seat }];
    case 'mic_request_off':
      return [{ type: 'request-ended', seat: report.seat }];
    case 'mic_reply_on':
      return [{ type: 'replied', seat: report.seat }];
    case 'mic_reply_off':
      return [{ type: 'reply-ended', seat: report.seat }];
    case 'seat_state':
    case 'seat_number': {
      // Old firmware leaves the name out on later changes: keep the one we know.
      const name = report.name ?? model.seats[report.seat]?.name;
      return [
        {
          type: 'seat-changed',
          seat: report.seat,
          state: { present: report.active, ...(name ? { name } : {}) },
        },
      ];
    }
    case 'mic_priority':
      return [{ type: 'priority-changed', seat: report.seat, priority: report.priority }];
    case 'mic_mode':
      return [{ type: 'settings-changed', settings: { mode: report.mode, withReplies: report.withReplies } }];
    case 'mic_interrupt':
      return [{ type: 'settings-changed', settings: { interrupt: report.interrupt } }];
    case 'max_total_speakers':
      return [{ type: 'settings-changed', settings: { maxOpenTotal: report.value } }];
    case 'max_speakers':
      return [{ type: 'settings-changed', settings: { maxOpen: report.value } }];
    case 'max_requests':
      return [{ type: 'settings-changed', settings: { maxRequests: report.value } }];
    case 'max_replies':
      return [{ type: 'settings-changed', settings: { maxReplies: report.value } }];
    default:
      return [];
  }
}

function submit(state: DisState, id: CommandId, command: MicrophoneCommand, firmware: Firmware): Stepped {
  const wire = wireOf(command, state.desk.picture, firmware);
  if (!wire)
    return { state, outputs: [{ type: 'settle', id, outcome: outcome.failed('device-unsupported') }] };
  return {
    state: { ...state, desk: submitted(state.desk, id, command) },
    outputs: [...wire.map(send), { type: 'arm', timer: 'read-back', afterMs: silenceMs }],
  };
}

function wireOf(
  command: MicrophoneCommand,
  model: MicrophonesState,
  firmware: Firmware,
): readonly DisCommand[] | undefined {
  switch (command.type) {
    case 'open':
      return [{ type: 'mic_on', seat: command.seat }];
    case 'close':
      return [{ type: 'mic_off', seat: command.seat }];
    case 'close-delegates':
      return [{ type: 'mic_all_delegates_off' }];
    case 'close-all':
      return [{ type: 'mic_all_off' }];
    case 'open-next':
      return [{ type: 'mic_next_on' }];
    case 'add-request':
      return [{ type: 'mic_request_on', seat: command.seat }];
    case 'end-request':
      return [{ type: 'mic_request_off', seat: command.seat }];
    case 'end-all-requests':
      return [{ type: 'mic_all_requests_off' }];
    case 'add-reply':
      return firmware === 'new' ? [{ type: 'mic_reply_on', seat: command.seat }] : undefined;
    case 'end-reply':
      return firmware === 'new' ? [{ type: 'mic_reply_off', seat: command.seat }] : undefined;
    case 'order-requests':
      return undefined;
    case 'set-priority':
      return [{ type: 'mic_priority', seat: command.seat, priority: command.priority }];
    case 'set': {
      const { mode, withReplies, interrupt, maxOpen, maxOpenTotal, maxRequests, maxReplies } =
        command.settings;
      const wire: DisCommand[] = [];
      if (mode !== undefined || withReplies !== undefined)
        wire.push({
          type: 'mic_mode',
          word: modeWord({
            mode: mode ?? model.mode ?? 'auto',
            withReplies: firmware === 'new' && (withReplies ?? model.withReplies),
          }),
        });
      if (interrupt !== undefined)
        wire.push({ type: 'mic_interrupt', word: interruptWord(interrupt, firmware) });
      if (maxOpenTotal !== undefined) wire.push({ type: 'max_total_speakers', value: maxOpenTotal });
      if (maxOpen !== undefined) wire.push({ type: 'max_speakers', value: maxOpen });
      if (maxRequests !== undefined) wire.push({ type: 'max_requests', value: maxRequests });
      if (maxReplies !== undefined) wire.push({ type: 'max_replies', value: maxReplies });
      return wire;
    }
  }
}
