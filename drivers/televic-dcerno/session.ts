/**
 * One conversation with a Televic D-Cerno on TCP 5011, as a pure session (drivers/session.ts). Known from one
 * working client: neither keep-alive nor errors nor acknowledgements are. So a round of questions every 5 s
 * is the sign of life and heals what was lost, and after a command met with silence a round decides. The
 * question for microphones is answered by one event for each unit, without an end: the answer to the last
 * question, and quiet behind it, end the round.
 */
import type { MonotonicMs } from '../../protocols/clock.ts';
import { noBytes } from '../../protocols/codec.ts';
import {
  noMicrophones,
  type MicrophoneCommand,
  type MicrophoneEvent,
  type MicrophonesState,
  type SeatNumber,
} from '../../protocols/models/microphones.ts';
import { outcome } from '../../protocols/models/outcome.ts';
import { nextPacketNumber } from '../../protocols/televic-dcerno/frames.ts';
import { dcernoReports, type DcernoReport } from '../../protocols/televic-dcerno/reports.ts';
import { dcernoRequests, type DcernoRequest } from '../../protocols/televic-dcerno/requests.ts';
import type { ModeSettings } from '../../protocols/televic-dcerno/words.ts';
import {
  abandoned,
  commandDeadlineMs,
  emptyDesk,
  judge,
  show,
  submitted,
  synchronise,
  type Desk,
} from '../desk.ts';
import { createSeatNumbers, type SeatNumbers } from '../seat-numbers.ts';
import type { CommandId, Input, Output, Session, Step } from '../session.ts';
import { requestsOf } from './commands.ts';
import { modeOf } from './modes.ts';
import { afterRound, withUnit } from './picture.ts';

export const signIntervalMs = 5000;
/** After this much silence a round decides on a command. */
export const silenceMs = 400;
/** No report for so long after the last answer: the round is over. */
export const quietMs = 250;
/** In a hall that is never quiet the round is over by then. */
const patienceMs = 1500;
const maxMissed = 2;

export interface DcernoOptions {
  readonly units: Readonly<Record<string, SeatNumber>>;
}

export interface DcernoState {
  readonly pending: Uint8Array;
  readonly desk: Desk;
  readonly numbers: SeatNumbers;
  readonly mode: ModeSettings | null;
  /** Of the next packet. */
  readonly number: number;
  /** What the running round alone has told; null: none runs. */
  readonly said: MicrophonesState | null;
  /** Rounds whose last question is not answered. */
  readonly unanswered: number;
  readonly answeredAt: MonotonicMs | null;
  /** Commands met with silence that the running round decides on. */
  readonly judged: readonly CommandId[];
  readonly missed: number;
  readonly garbage: number;
}

type Out = Output<MicrophoneEvent, Uint8Array>;
type Stepped = Step<DcernoState, MicrophoneEvent, Uint8Array>;

export function createDcernoSession(
  options: DcernoOptions,
): Session<DcernoState, MicrophoneCommand, MicrophoneEvent, Uint8Array, Uint8Array> {
  const initial: DcernoState = {
    pending: noBytes,
    desk: emptyDesk,
    numbers: createSeatNumbers(options.units),
    mode: null,
    number: 0,
    said: null,
    unanswered: 0,
    answeredAt: null,
    judged: [],
    missed: 0,
    garbage: 0,
  };
  return {
    initial,
    deadlineMs: () => commandDeadlineMs,
    step: (state, input, now) => step(state, input, now, options, initial),
  };
}

function step(
  state: DcernoState,
  input: Input<MicrophoneCommand, Uint8Array>,
  now: MonotonicMs,
  options: DcernoOptions,
  initial: DcernoState,
): Stepped {
  switch (input.type) {
    case 'link-up': {
      const introduced = say(initial, [{ type: 'connect' }]);
      return after(askRound(introduced.state), [
        { type: 'status', status: { level: 'warning', code: 'synchronising' } },
        { type: 'arm', timer: 'sign', afterMs: signIntervalMs },
        ...introduced.outputs,
      ]);
    }
    case 'link-down':
      return { state: initial, outputs: [] };
    case 'received':
      return receive(state, input.data, now, options);
    case 'timer':
      if (input.name === 'sign') return signDue(state);
      return input.name === 'quiet' ? complete(state) : readBack(state);
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

function say(state: DcernoState, requests: readonly DcernoRequest[]): Stepped {
  let { number } = state;
  const outputs = requests.map((message): Out => {
    const data = dcernoRequests.encode({ number, message });
    number = nextPacketNumber(number);
    return { type: 'send', data };
  });
  return { state: { ...state, number }, outputs };
}

function askRound(state: DcernoState): Stepped {
  const next = { ...state, said: noMicrophones, unanswered: state.unanswered + 1, answeredAt: null };
  return after(say(next, [{ type: 'get-microphones' }, { type: 'get-mode' }, { type: 'get-max-open' }]), [
    { type: 'disarm', timer: 'quiet' },
  ]);
}

function signDue(state: DcernoState): Stepped {
  const missed = state.unanswered > 0 ? state.missed + 1 : 0;
  // Nothing but bytes that this unit would not say: it is something else.
  if (!state.desk.isKnown && state.garbage > 0 && missed > 0)
    return { state, outputs: [{ type: 'hang-up', reason: 'no such unit', refusal: 'wrong-device' }] };
  if (missed >= maxMissed)
    return { state, outputs: [{ type: 'hang-up', reason: `${missed} rounds without an answer` }] };
  const late: Out[] = missed > 0 ? [{ type: 'status', status: { level: 'warning', code: 'silent' } }] : [];
  return after(askRound({ ...state, missed }), [
    ...late,
    { type: 'arm', timer: 'sign', afterMs: signIntervalMs },
  ]);
}

function receive(state: DcernoState, data: Uint8Array, now: MonotonicMs, options: DcernoOptions): Stepped {
  const decoded = dcernoReports.decode(state.pending, data);
  const outputs: Out[] = [{ type: 'garbage', count: decoded.garbage }];
  let next: DcernoState = { ...state, pending: decoded.pending, garbage: state.garbage + decoded.garbage };
  for (const { message } of decoded.messages) {
    const taken = take(next, message, now, options);
    next = taken.state;
    outputs.push(...taken.outputs);
  }
  const isWaitingForQuiet = next.answeredAt !== null && now - next.answeredAt < patienceMs;
  if (isWaitingForQuiet && decoded.messages.length > 0)
    outputs.push({ type: 'arm', timer: 'quiet', afterMs: quietMs });
  return { state: next, outputs };
}

function take(state: DcernoState, report: DcernoReport, now: MonotonicMs, options: DcernoOptions): Stepped {
  switch (report.type) {
    case 'microphone': {
      const { uid, state: status } = report;
      const { picture, numbers } = withUnit(
        { picture: state.desk.picture, numbers: state.numbers },
        uid,
        status,
        options.units,
      );
      const said =
        state.said && withUnit({ picture: state.said, numbers }, uid, status, options.units).picture;
      return shown({ ...state, numbers, said }, picture);
    }
    case 'mode': {
      const { mode, options: bits, activation } = report;
      const settings: ModeSettings = { mode, options: bits, activation };
      return shown({ ...state, mode: settings }, { ...state.desk.picture, mode: modeOf(settings) });
    }
    case 'max-open': {
      const { state: next, outputs } = shown(state, { ...state.desk.picture, maxOpen: report.value });
      if (report.as === 'evt' || state.unanswered === 0) return { state: next, outputs };
      const unanswered = state.unanswered - 1;
      const answeredAt = unanswered === 0 ? now : state.answeredAt;
      return { state: { ...next, unanswered, answeredAt }, outputs };
    }
    default:
      return { state, outputs: [] };
  }
}

function shown(state: DcernoState, picture: MicrophonesState): Stepped {
  const { desk, outputs } = show(state.desk, picture);
  return { state: { ...state, desk }, outputs };
}

/** The round is over. */
function complete(state: DcernoState): Stepped {
  const { picture } = state.desk;
  const whole = synchronise(state.desk, state.said ? afterRound(picture, state.said) : picture);
  const judged = judge(whole.desk, state.judged);
  return {
    state: { ...state, desk: judged.desk, said: null, answeredAt: null, judged: [], missed: 0 },
    outputs: [...whole.outputs, ...judged.outputs],
  };
}

function submit(state: DcernoState, id: CommandId, command: MicrophoneCommand): Stepped {
  const fail = (code: 'device-offline' | 'device-unsupported'): Stepped => ({
    state,
    outputs: [{ type: 'settle', id, outcome: outcome.failed(code) }],
  });
  if (!state.desk.isKnown) return fail('device-offline');
  const requests = requestsOf(command, state.desk.picture, state.numbers, state.mode);
  if (!requests) return fail('device-unsupported');
  const { state: next, outputs } = say(state, requests);
  return {
    state: { ...next, desk: submitted(state.desk, id, command) },
    outputs: [...outputs, { type: 'arm', timer: 'read-back', afterMs: silenceMs }],
  };
}

function readBack(state: DcernoState): Stepped {
  const waiting = state.desk.open.filter(({ id }) => !state.judged.includes(id));
  if (waiting.length === 0) return { state, outputs: [] };
  return askRound({ ...state, judged: [...state.judged, ...waiting.map(({ id }) => id)] });
}
