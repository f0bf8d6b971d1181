/**
 * What every session with a microphone system keeps beside its own protocol: the picture of the desk as we
 * know it, and the commands whose effect is awaited in it. Pure. A session decodes, makes a new picture and
 * calls `show`: news are emitted, and commands that are seen to be done are settled.
 */
import {
  applyMicrophoneEvent,
  noMicrophones,
  type MicrophoneCommand,
  type MicrophoneEvent,
  type MicrophonesState,
  type SeatNumber,
} from '../protocols/models/microphones.ts';
import { changesBetween, isDone } from '../protocols/models/microphone-changes.ts';
import { outcome, type Evidence, type Outcome } from '../protocols/models/outcome.ts';
import type { CommandId, Output } from './session.ts';

/** Every microphone command is settled by then; the shell's deadline for all systems. */
export const commandDeadlineMs = 3000;

export interface OpenCommand {
  readonly id: CommandId;
  readonly command: MicrophoneCommand;
  /** The picture when it was submitted. */
  readonly before: MicrophonesState;
}

export interface Desk {
  readonly picture: MicrophonesState;
  /** A whole picture has come since the link is up; before it, nothing is emitted. */
  readonly isKnown: boolean;
  readonly open: readonly OpenCommand[];
}

export const emptyDesk: Desk = { picture: noMicrophones, isKnown: false, open: [] };

type DeskOutput = Exclude<Output<MicrophoneEvent, never>, { readonly type: 'send' }>;
export interface DeskStep {
  readonly desk: Desk;
  readonly outputs: readonly DeskOutput[];
}

const ready: DeskOutput = { type: 'status', status: { level: 'ok', code: 'ready' } };

/**
 * The desk looks like this now. Before the first whole picture (`synchronise`) it is only kept. Commands
 * whose effect can be seen are settled with `evidence`.
 */
export function show(desk: Desk, picture: MicrophonesState, evidence: Evidence = 'acknowledged'): DeskStep {
  const next = { ...desk, picture: withoutRepeats(picture) };
  if (!desk.isKnown) return { desk: next, outputs: [] };
  const events = changesBetween(desk.picture, next.picture);
  // What was so already when the command was sent proves nothing: reading back decides it.
  const done = next.open.filter(
    ({ command, before }) =>
      isDone(command, before, before) !== true && isDone(command, next.picture, before) === true,
  );
  return {
    desk: { ...next, open: next.open.filter((one) => !done.includes(one)) },
    outputs: [
      ...events.map((event): DeskOutput => ({ type: 'emit', event })),
      ...done.map(({ id }): DeskOutput => ({ type: 'settle', id, outcome: outcome.done(evidence) })),
    ],
  };
}

/** Folds events of a protocol that reports changes one by one. */
export function showEvents(desk: Desk, events: readonly MicrophoneEvent[]): DeskStep {
  return show(desk, events.reduce(applyMicrophoneEvent, desk.picture));
}

/** The whole picture has come: the first one after the link came up is emitted as a snapshot, and the status is `ready`. */
export function synchronise(desk: Desk, picture: MicrophonesState): DeskStep {
  if (desk.isKnown) {
    const shown = show(desk, picture, 'read-back');
    return { desk: shown.desk, outputs: [...shown.outputs, ready] };
  }
  const state = withoutRepeats(picture);
  return {
    desk: { ...desk, picture: state, isKnown: true },
    outputs: [{ type: 'emit', event: { type: 'snapshot', state } }, ready],
  };
}

export function submitted(desk: Desk, id: CommandId, command: MicrophoneCommand): Desk {
  return { ...desk, open: [...desk.open, { id, command, before: desk.picture }] };
}

/** Ends one command with what the device itself said of it; nothing happens if it is not open any more. */
export function settle(desk: Desk, id: CommandId, result: Outcome): DeskStep {
  if (!desk.open.some((one) => one.id === id)) return { desk, outputs: [] };
  return { desk: abandoned(desk, id), outputs: [{ type: 'settle', id, outcome: result }] };
}

/** The shell gave up on it. */
export const abandoned = (desk: Desk, id: CommandId): Desk => ({
  ...desk,
  open: desk.open.filter((one) => one.id !== id),
});

/**
 * Ends those of `ids` that are still open by looking at the picture, which was read back after they were
 * sent: done, or refused. Where the picture cannot tell, only that it was sent is known.
 */
export function judge(desk: Desk, ids: readonly CommandId[]): DeskStep {
  const judged = desk.open.filter(({ id }) => ids.includes(id));
  return {
    desk: { ...desk, open: desk.open.filter((one) => !judged.includes(one)) },
    outputs: judged.map(({ id, command, before }): DeskOutput => ({
      type: 'settle',
      id,
      outcome: verdict(isDone(command, desk.picture, before)),
    })),
  };
}

function verdict(done: boolean | null): Outcome {
  if (done === null) return outcome.done('sent');
  return done ? outcome.done('read-back') : outcome.failed('device-refused');
}

/** A device that names a seat twice in a list means it once. */
function withoutRepeats(state: MicrophonesState): MicrophonesState {
  const once = (list: readonly SeatNumber[]): readonly SeatNumber[] =>
    new Set(list).size === list.length ? list : [...new Set(list)];
  const [speakers, requests, replies] = [once(state.speakers), once(state.requests), once(state.replies)];
  return speakers === state.speakers && requests === state.requests && replies === state.replies
    ? state
    : { ...state, speakers, requests, replies };
}
