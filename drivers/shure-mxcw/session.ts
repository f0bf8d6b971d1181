/**
 * One conversation with a Shure MXCW access point, as a pure session (drivers/session.ts). `GET ALL` has no
 * end of its own: `GET AUDIO_METER_RATE` behind it is answered last, and quiet after that answer ends the
 * block. The same question every 5 s is the sign of life. Silence is a legal answer to a command, so its
 * effect is read back.
 */
import type { MonotonicMs } from '../../protocols/clock.ts';
import { noBytes } from '../../protocols/codec.ts';
import {
  noMicrophones,
  type MicrophoneCommand,
  type MicrophoneEvent,
  type MicrophonesState,
} from '../../protocols/models/microphones.ts';
import { outcome } from '../../protocols/models/outcome.ts';
import { mxcwReports, type MxcwReport } from '../../protocols/shure-mxcw/reports.ts';
import { mxcwRequests, type MxcwRequest } from '../../protocols/shure-mxcw/requests.ts';
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
import type { CommandId, Input, Output, Session, Step } from '../session.ts';
import { readBackOf, requestsOf } from './commands.ts';
import { afterBlock, afterReport, type PictureOptions } from './picture.ts';

export const signIntervalMs = 5000;
/** After this much silence a command's effect is read back. */
export const silenceMs = 400;
/** No report for so long after the last answer: everything asked for has come. */
export const quietMs = 250;
/** In a hall that is never quiet an answer counts as the end by then. */
const patienceMs = 1500;
/** Reports may have been lost to garbage: look again, but not at each piece. */
const afterGarbageMs = 500;
/** Every so many signs of life the whole is asked for again. */
const signsPerBlock = 12;
const maxMissed = 2;

export interface MxcwState {
  readonly pending: Uint8Array;
  readonly desk: Desk;
  /** What the running block alone has said; null: none runs. */
  readonly said: MicrophonesState | null;
  /** Questions for the meter rate that are not answered. */
  readonly unanswered: number;
  /** When the last of them was answered, while what was asked before it is not taken as complete yet. */
  readonly answeredAt: MonotonicMs | null;
  /** Commands met with silence whose effect was asked for. */
  readonly judged: readonly CommandId[];
  readonly signs: number;
  readonly missed: number;
  readonly garbage: number;
}

const initial: MxcwState = {
  pending: noBytes,
  desk: emptyDesk,
  said: null,
  unanswered: 0,
  answeredAt: null,
  judged: [],
  signs: 0,
  missed: 0,
  garbage: 0,
};

type Out = Output<MicrophoneEvent, Uint8Array>;
type Stepped = Step<MxcwState, MicrophoneEvent, Uint8Array>;

export function createMxcwSession(
  options: PictureOptions,
): Session<MxcwState, MicrophoneCommand, MicrophoneEvent, Uint8Array, Uint8Array> {
  return {
    initial,
    deadlineMs: () => commandDeadlineMs,
    step: (state, input, now) => step(state, input, now, options),
  };
}

function step(
  state: MxcwState,
  input: Input<MicrophoneCommand, Uint8Array>,
  now: MonotonicMs,
  options: PictureOptions,
): Stepped {
  switch (input.type) {
    case 'link-up':
      return after(askWhole(initial), [
        { type: 'status', status: { level: 'warning', code: 'synchronising' } },
        { type: 'arm', timer: 'sign', afterMs: signIntervalMs },
      ]);
    case 'link-down':
      return { state: initial, outputs: [] };
    case 'received':
      return receive(state, input.data, now, options);
    case 'timer':
      return timer(state, input.name);
    case 'submitted':
      return submit(state, input.id, input.command);
    case 'abandoned':
      return { state: { ...state, desk: abandoned(state.desk, input.id) }, outputs: [] };
  }
}

const after = ({ state, outputs }: Stepped, before: readonly Out[]): Stepped => ({
  state,
  outputs: [...before, ...outputs],
});

const send = (request: MxcwRequest): Out => ({ type: 'send', data: mxcwRequests.encode(request) });

function timer(state: MxcwState, name: string): Stepped {
  switch (name) {
    case 'sign':
      return signDue(state);
    case 'quiet':
      return complete(state);
    case 'read-back':
      return readBack(state);
    default:
      // Also while a block runs: it may have lost a part of itself.
      return askWhole(state);
  }
}

/** Asks, and then for the meter rate, whose answer comes last. */
function ask(state: MxcwState, requests: readonly MxcwRequest[]): Stepped {
  return {
    state: { ...state, unanswered: state.unanswered + 1, answeredAt: null },
    outputs: [
      { type: 'disarm', timer: 'quiet' },
      ...[...requests, { type: 'get', property: 'AUDIO_METER_RATE' } as const].map(send),
    ],
  };
}

const askWhole = (state: MxcwState): Stepped => ask({ ...state, said: noMicrophones }, [{ type: 'get-all' }]);

function signDue(state: MxcwState): Stepped {
  const missed = state.unanswered > 0 ? state.missed + 1 : 0;
  // Nothing but frames that this unit would not say: it is something else.
  if (!state.desk.isKnown && state.garbage > 0 && missed > 0)
    return { state, outputs: [{ type: 'hang-up', reason: 'no such unit', refusal: 'wrong-device' }] };
  if (missed >= maxMissed)
    return { state, outputs: [{ type: 'hang-up', reason: `${missed} questions without an answer` }] };
  const late: Out[] = missed > 0 ? [{ type: 'status', status: { level: 'warning', code: 'silent' } }] : [];
  const signs = state.signs + 1;
  const next = { ...state, missed, signs };
  // What was said while nothing came is lost: after a pause the whole is asked for.
  const isWholeDue = missed > 0 || signs % signsPerBlock === 0;
  return after(isWholeDue ? askWhole(next) : ask(next, []), [
    ...late,
    { type: 'arm', timer: 'sign', afterMs: signIntervalMs },
  ]);
}

function receive(state: MxcwState, data: Uint8Array, now: MonotonicMs, options: PictureOptions): Stepped {
  const decoded = mxcwReports.decode(state.pending, data);
  const outputs: Out[] = [{ type: 'garbage', count: decoded.garbage }];
  let next: MxcwState = { ...state, pending: decoded.pending, garbage: state.garbage + decoded.garbage };
  for (const report of decoded.messages) {
    const taken = take(next, report, now, options);
    next = taken.state;
    outputs.push(...taken.outputs);
  }
  if (decoded.garbage > 0 && next.desk.isKnown)
    outputs.push({ type: 'arm', timer: 'garbage', afterMs: afterGarbageMs });
  const { answeredAt } = next;
  if (answeredAt !== null && decoded.messages.length > 0) {
    const isPatient = now - answeredAt < patienceMs;
    if (isPatient) outputs.push({ type: 'arm', timer: 'quiet', afterMs: quietMs });
  }
  return { state: next, outputs };
}

function take(state: MxcwState, report: MxcwReport, now: MonotonicMs, options: PictureOptions): Stepped {
  switch (report.type) {
    case 'meter-rate': {
      const unanswered = Math.max(0, state.unanswered - 1);
      const isLast = unanswered === 0 && state.unanswered > 0;
      return { state: { ...state, unanswered, answeredAt: isLast ? now : state.answeredAt }, outputs: [] };
    }
    case 'error': {
      // Errors name no command; the oldest one that waits is the likeliest.
      const [oldest] = state.desk.open;
      if (!oldest) return { state, outputs: [] };
      const { desk, outputs } = settle(state.desk, oldest.id, outcome.failed('device-refused'));
      return { state: { ...state, desk }, outputs };
    }
    default: {
      const { desk, outputs } = show(state.desk, afterReport(state.desk.picture, report, options));
      const said = state.said && afterReport(state.said, report, options);
      return { state: { ...state, desk, said }, outputs };
    }
  }
}

/** Everything that was asked for has come. */
function complete(state: MxcwState): Stepped {
  const { picture } = state.desk;
  const shown = synchronise(state.desk, state.said ? afterBlock(picture, state.said) : picture);
  const judged = judge(shown.desk, state.judged);
  return {
    state: { ...state, desk: judged.desk, said: null, answeredAt: null, judged: [], missed: 0 },
    outputs: [...shown.outputs, ...judged.outputs],
  };
}

function submit(state: MxcwState, id: CommandId, command: MicrophoneCommand): Stepped {
  const requests = requestsOf(command);
  if (!requests)
    return { state, outputs: [{ type: 'settle', id, outcome: outcome.failed('device-unsupported') }] };
  return {
    state: { ...state, desk: submitted(state.desk, id, command) },
    outputs: [...requests.map(send), { type: 'arm', timer: 'read-back', afterMs: silenceMs }],
  };
}

function readBack(state: MxcwState): Stepped {
  const waiting = state.desk.open.filter(({ id }) => !state.judged.includes(id));
  if (waiting.length === 0) return { state, outputs: [] };
  const judged = [...state.judged, ...waiting.map(({ id }) => id)];
  return ask(
    { ...state, judged },
    waiting.flatMap(({ command }) => readBackOf(command)),
  );
}
