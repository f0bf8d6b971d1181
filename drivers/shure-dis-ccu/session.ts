/**
 * One conversation with a Shure DIS-CCU / DCS 6000 / MXC unit, as a pure session (drivers/session.ts).
 * The unit answers only if something happened, so silence after a command is followed by a read-back of
 * the whole status. The protocol has no sign of life: `mic_status` every 5 s is ours, two misses are the
 * end of the link. The same block heals whatever a lost report left wrong.
 */
import type { MonotonicMs } from '../../protocols/clock.ts';
import { noBytes } from '../../protocols/codec.ts';
import {
  applyMicrophoneEvent,
  noMicrophones,
  type MicrophoneCommand,
  type MicrophoneEvent,
  type MicrophonesState,
} from '../../protocols/models/microphones.ts';
import { outcome, type Outcome } from '../../protocols/models/outcome.ts';
import { disCommands, type DisCommand } from '../../protocols/shure-dis-ccu/commands.ts';
import { disReports, type DisReport } from '../../protocols/shure-dis-ccu/reports.ts';
import { type Firmware, interruptWord, modeWord } from '../../protocols/shure-dis-ccu/words.ts';
import type { CommandId, Input, Output, Session, Step } from '../session.ts';

export const statusIntervalMs = 5000;
/** After this much silence a command's effect is read back. */
export const silenceMs = 400;
const commandDeadlineMs = 3000;
const maxMissedStatus = 2;

interface OpenCommand {
  readonly id: CommandId;
  readonly command: MicrophoneCommand;
  /** The number of the status block that decides, once one was asked for. */
  readonly decidedBy: number | null;
}

export interface DisState {
  readonly pending: Uint8Array;
  readonly model: MicrophonesState;
  readonly synchronised: boolean;
  /** What the running status block has said so far. */
  readonly draft: MicrophonesState;
  readonly statusAsked: number;
  readonly statusDone: number;
  /** Status requests in a row that were not answered before the next was due. */
  readonly missed: number;
  readonly open: readonly OpenCommand[];
}

const initial: DisState = {
  pending: noBytes,
  model: noMicrophones,
  synchronised: false,
  draft: noMicrophones,
  statusAsked: 0,
  statusDone: 0,
  missed: 0,
  open: [],
};

type Out = Output<MicrophoneEvent, Uint8Array>;
type DisInput = Input<MicrophoneCommand, Uint8Array>;

export function createDisSession(options: {
  readonly firmware: Firmware;
}): Session<DisState, MicrophoneCommand, MicrophoneEvent, Uint8Array, Uint8Array> {
  return {
    initial,
    deadlineMs: () => commandDeadlineMs,
    step: (state, input, now) => step(state, input, now, options.firmware),
  };
}

function step(
  state: DisState,
  input: DisInput,
  _now: MonotonicMs,
  firmware: Firmware,
): Step<DisState, MicrophoneEvent, Uint8Array> {
  switch (input.type) {
    case 'link-up':
      return askStatus({ ...initial }, [
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
      return { state: { ...state, open: state.open.filter((other) => other.id !== input.id) }, outputs: [] };
  }
}

const send = (command: DisCommand): Out => ({ type: 'send', data: disCommands.encode(command) });

function askStatus(state: DisState, outputs: readonly Out[]): Step<DisState, MicrophoneEvent, Uint8Array> {
  const draft = state.statusAsked === state.statusDone ? emptyBlock(state.model) : state.draft;
  return {
    state: { ...state, draft, statusAsked: state.statusAsked + 1 },
    outputs: [...outputs, send({ type: 'mic_status' })],
  };
}

/** A block says nothing of priorities and of the reply list's limit: they stay as reported. */
function emptyBlock({ priorities, maxReplies }: MicrophonesState): MicrophonesState {
  return { ...noMicrophones, priorities, maxReplies };
}

function statusDue(state: DisState): Step<DisState, MicrophoneEvent, Uint8Array> {
  const answered = state.statusDone === state.statusAsked;
  const missed = answered ? 0 : state.missed + 1;
  if (missed >= maxMissedStatus)
    return { state, outputs: [{ type: 'hang-up', reason: 'two status requests without an answer' }] };
  const late: Out[] = answered ? [] : [{ type: 'status', status: { level: 'warning', code: 'silent' } }];
  return askStatus({ ...state, missed }, [
    ...late,
    { type: 'arm', timer: 'status', afterMs: statusIntervalMs },
  ]);
}

function receive(state: DisState, data: Uint8Array): Step<DisState, MicrophoneEvent, Uint8Array> {
  const decoded = disReports.decode(state.pending, data);
  const outputs: Out[] = [{ type: 'garbage', count: decoded.garbage }];
  let next: DisState = { ...state, pending: decoded.pending };
  for (const report of decoded.messages) next = take(next, report, outputs);
  return { state: next, outputs };
}

function take(state: DisState, report: DisReport, outputs: Out[]): DisState {
  if (report.type === 'mic_status_done') return statusDone(state, outputs);
  if (report.type === 'command_error') {
    // Errors name no command; the oldest one that waits is the likeliest.
    const [oldest, ...others] = state.open;
    if (!oldest) return state;
    outputs.push({ type: 'settle', id: oldest.id, outcome: outcome.failed('device-refused') });
    return { ...state, open: others };
  }
  const events = eventsOf(report, state.model);
  let { model, draft } = state;
  for (const event of events) {
    draft = applyMicrophoneEvent(draft, event);
    const changed = applyMicrophoneEvent(model, event);
    // A block repeats what is known; only news leave the session.
    if (state.synchronised && isNews(model, changed, event)) outputs.push({ type: 'emit', event });
    model = changed;
  }
  return settleEchoed({ ...state, model, draft }, events, outputs);
}

function statusDone(state: DisState, outputs: Out[]): DisState {
  if (state.statusDone === state.statusAsked) {
    // A block that another client asked for, or a stray end: nothing of ours.
    return state;
  }
  const done = state.statusDone + 1;
  if (!state.synchronised || !sameLists(state.draft, state.model))
    outputs.push({ type: 'emit', event: { type: 'snapshot', state: state.draft } });
  outputs.push({ type: 'status', status: { level: 'ok', code: 'ready' } });
  const decided = state.open.filter((open) => open.decidedBy !== null && open.decidedBy <= done);
  for (const open of decided)
    outputs.push({ type: 'settle', id: open.id, outcome: verdict(open.command, state.draft) });
  return {
    ...state,
    model: state.draft,
    draft: emptyBlock(state.draft),
    synchronised: true,
    statusDone: done,
    missed: 0,
    open: state.open.filter((open) => !decided.includes(open)),
  };
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

function isNews(before: MicrophonesState, after: MicrophonesState, event: MicrophoneEvent): boolean {
  if (before === after) return false;
  switch (event.type) {
    case 'seat-changed': {
      const known = before.seats[event.seat];
      return known?.present !== event.state.present || known.name !== event.state.name;
    }
    case 'settings-changed':
      return !settingsHold(before, event.settings);
    case 'priority-changed':
      return before.priorities[event.seat] !== event.priority;
    default:
      return true;
  }
}

const sameList = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((seat, index) => seat === b[index]);

function sameLists(a: MicrophonesState, b: MicrophonesState): boolean {
  return (
    sameList(a.speakers, b.speakers) &&
    sameList(a.requests, b.requests) &&
    sameList(a.replies, b.replies) &&
    sameList(Object.keys(a.seats).map(Number), Object.keys(b.seats).map(Number))
  );
}

function settingsHold(state: MicrophonesState, settings: Partial<MicrophonesState>): boolean {
  return Object.entries(settings).every(([key, value]) => state[key as keyof MicrophonesState] === value);
}

function submit(
  state: DisState,
  id: CommandId,
  command: MicrophoneCommand,
  firmware: Firmware,
): Step<DisState, MicrophoneEvent, Uint8Array> {
  const wire = wireOf(command, state.model, firmware);
  if (!wire)
    return { state, outputs: [{ type: 'settle', id, outcome: outcome.failed('device-unsupported') }] };
  return {
    state: { ...state, open: [...state.open, { id, command, decidedBy: null }] },
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

/** Settles what a report proves that speaks of it. Commands over "all" and silences wait for the read-back. */
function settleEchoed(state: DisState, events: readonly MicrophoneEvent[], outputs: Out[]): DisState {
  const proved = state.open.filter(
    ({ command, decidedBy }) =>
      decidedBy === null &&
      isProved(command, state.model) &&
      events.some((event) => speaksOf(event, command)),
  );
  if (proved.length === 0) return state;
  for (const { id } of proved) outputs.push({ type: 'settle', id, outcome: outcome.done('acknowledged') });
  const open = state.open.filter((command) => !proved.includes(command));
  if (open.length === 0) outputs.push({ type: 'disarm', timer: 'read-back' });
  return { ...state, open };
}

function speaksOf(event: MicrophoneEvent, command: MicrophoneCommand): boolean {
  if (event.type === 'settings-changed') return command.type === 'set';
  if (command.type === 'close-all') return event.type === 'closed' || event.type === 'all-closed';
  if (command.type === 'end-all-requests') return event.type === 'request-ended';
  return 'seat' in event && 'seat' in command && event.seat === command.seat;
}

function isProved(command: MicrophoneCommand, model: MicrophonesState): boolean {
  switch (command.type) {
    case 'open':
      return model.speakers.includes(command.seat);
    case 'close':
      return !model.speakers.includes(command.seat);
    case 'close-all':
      return model.speakers.length === 0;
    case 'add-request':
      return model.requests.includes(command.seat);
    case 'end-request':
      return !model.requests.includes(command.seat);
    case 'end-all-requests':
      return model.requests.length === 0;
    case 'add-reply':
      return model.replies.includes(command.seat);
    case 'end-reply':
      return !model.replies.includes(command.seat);
    case 'set':
      return settingsHold(model, command.settings);
    case 'set-priority':
      return model.priorities[command.seat] === command.priority;
    case 'close-delegates':
    case 'open-next':
      return false;
  }
}

function readBack(state: DisState): Step<DisState, MicrophoneEvent, Uint8Array> {
  const waits = state.open.some((open) => open.decidedBy === null);
  if (!waits) return { state, outputs: [] };
  const decidedBy = state.statusAsked + 1;
  const open = state.open.map((command) =>
    command.decidedBy === null ? { ...command, decidedBy } : command,
  );
  return askStatus({ ...state, open }, []);
}

/** What a status block after the silence says of a command. */
function verdict(command: MicrophoneCommand, truth: MicrophonesState): Outcome {
  switch (command.type) {
    // The unit keeps the chair's microphone and does not say which seat that is; the block cannot prove more.
    case 'close-delegates':
      return outcome.done('sent');
    // Whoever was first may have been switched on and off again: only the lists know.
    case 'open-next':
      return truth.speakers.length > 0 ? outcome.done('read-back') : outcome.failed('device-refused');
    // Not part of the block.
    case 'set-priority':
      return outcome.failed('device-refused', 'unknown');
    case 'set':
      return settingsHold(truth, command.settings)
        ? outcome.done('read-back')
        : outcome.failed('device-refused');
    default:
      return isProved(command, truth) ? outcome.done('read-back') : outcome.failed('device-refused');
  }
}
