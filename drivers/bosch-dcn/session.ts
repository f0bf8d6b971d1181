/**
 * One conversation with a Bosch DCN-NG, as a pure session (drivers/session.ts). One request travels at a
 * time, and each is answered. The unit notifies once the microphone application is started; some
 * notifications say only that a list changed, which is then read. Both sides send a keep-alive every 5 s and
 * give the link up after 15 s of silence.
 */
import { noBytes } from '../../protocols/codec.ts';
import { metLayout, type DcnLayout } from '../../protocols/bosch-dcn/frames.ts';
import { createDcnReports, type DcnReport } from '../../protocols/bosch-dcn/reports.ts';
import { createDcnRequests, type DcnRequest } from '../../protocols/bosch-dcn/requests.ts';
import type { MicrophoneCommand, MicrophoneEvent } from '../../protocols/models/microphones.ts';
import { outcome } from '../../protocols/models/outcome.ts';
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
import { advance, enqueue, noTurns, type Turned, type Turns } from '../turns.ts';
import { planFor } from './commands.ts';
import { afterReport, isWhole, nothingTold, pictureOf, type Reading, type Told } from './picture.ts';

export const aliveIntervalMs = 5000;
/** The longest time for a response; later ones never come. */
export const answerMs = 10_000;
/** Keep-alives of ours without a word of the unit: then it is silent, then the link is given up. */
const [silentAfter, goneAfter] = [2, 3];
/** Every so many keep-alives all lists are read again. */
const alivesPerRound = 12;
/** The unit's word for a client that may not use the interface. */
const noAccess = 0x2a9b;

const readings: readonly Reading[] = ['getSettings', 'getNotebook', 'getSpeakers', 'getRequests'];

interface Asking {
  readonly request: DcnRequest;
  /** The command it belongs to, and whether it is the last request that carries it out. */
  readonly by: CommandId | null;
  readonly isLast: boolean;
  /** Commands that the answer decides on. */
  readonly judges: readonly CommandId[];
}

export interface DcnState {
  readonly pending: Uint8Array;
  readonly desk: Desk;
  readonly told: Told;
  readonly turns: Turns<Asking>;
  readonly heard: boolean;
  readonly missed: number;
  readonly alives: number;
  readonly garbage: number;
}

type Out = Output<MicrophoneEvent, Uint8Array>;
type Stepped = Step<DcnState, MicrophoneEvent, Uint8Array>;

const initial: DcnState = {
  pending: noBytes,
  desk: emptyDesk,
  told: nothingTold,
  turns: noTurns,
  heard: false,
  missed: 0,
  alives: 0,
  garbage: 0,
};

export function createDcnSession(
  layout: DcnLayout = metLayout,
): Session<DcnState, MicrophoneCommand, MicrophoneEvent, Uint8Array, Uint8Array> {
  const [requests, reports] = [createDcnRequests(layout), createDcnReports(layout)];
  const send = (request: DcnRequest): Out => ({ type: 'send', data: requests.encode(request) });

  function step(state: DcnState, input: Input<MicrophoneCommand, Uint8Array>): Stepped {
    switch (input.type) {
      case 'link-up':
        return after(ask(initial, [asking({ type: 'start' }), ...readings.map(reading)]), [
          { type: 'status', status: { level: 'warning', code: 'synchronising' } },
          { type: 'arm', timer: 'alive', afterMs: aliveIntervalMs },
          send({ type: 'keep-alive' }),
        ]);
      case 'link-down':
        return { state: initial, outputs: [] };
      case 'received':
        return receive(state, input.data);
      case 'timer':
        if (input.name === 'alive') return aliveDue(state);
        return { state, outputs: [{ type: 'hang-up', reason: 'no response in time' }] };
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

  /** Puts requests behind those that wait; what is to be read already is not asked for twice. */
  function ask(state: DcnState, askings: readonly Asking[]): Stepped {
    const isWaiting = ({ request, by, judges }: Asking): boolean =>
      by === null &&
      judges.length === 0 &&
      state.turns.waiting.some((other) => other.request.type === request.type);
    return turned(
      state,
      enqueue(
        state.turns,
        askings.filter((one) => !isWaiting(one)),
      ),
    );
  }

  function turned(state: DcnState, { turns, send: now }: Turned<Asking>): Stepped {
    const next = { ...state, turns };
    const [current] = now;
    if (!current) return { state: next, outputs: [] };
    // Its command was given up meanwhile: not sent any more.
    if (current.by !== null && !state.desk.open.some(({ id }) => id === current.by))
      return turned(next, advance(turns));
    return {
      state: next,
      outputs: [send(current.request), { type: 'arm', timer: 'answer', afterMs: answerMs }],
    };
  }

  const proceed = (state: DcnState): Stepped =>
    after(turned(state, advance(state.turns)), [{ type: 'disarm', timer: 'answer' }]);

  function aliveDue(state: DcnState): Stepped {
    const missed = state.heard ? 0 : state.missed + 1;
    // Nothing but bytes that this unit would not say: it is something else.
    if (!state.desk.isKnown && state.garbage > 0 && missed > 0)
      return { state, outputs: [{ type: 'hang-up', reason: 'no such unit', refusal: 'wrong-device' }] };
    if (missed >= goneAfter) return { state, outputs: [{ type: 'hang-up', reason: 'nothing for 15 s' }] };
    const alives = state.alives + 1;
    // After silence something may have been missed.
    const isBack = state.heard && state.missed >= silentAfter;
    const isRoundDue = state.desk.isKnown && (isBack || alives % alivesPerRound === 0);
    const late: Out[] =
      missed >= silentAfter ? [{ type: 'status', status: { level: 'warning', code: 'silent' } }] : [];
    const next = { ...state, missed, alives, heard: false };
    return after(ask(next, isRoundDue ? readings.map(reading) : []), [
      ...late,
      { type: 'arm', timer: 'alive', afterMs: aliveIntervalMs },
      send({ type: 'keep-alive' }),
    ]);
  }

  function receive(state: DcnState, data: Uint8Array): Stepped {
    const decoded = reports.decode(state.pending, data);
    const outputs: Out[] = [{ type: 'garbage', count: decoded.garbage }];
    let next: DcnState = {
      ...state,
      pending: decoded.pending,
      garbage: state.garbage + decoded.garbage,
      heard: state.heard || decoded.messages.length > 0,
    };
    for (const report of decoded.messages) {
      const taken = take(next, report);
      next = taken.state;
      outputs.push(...taken.outputs);
    }
    // Notifications may have been lost with it.
    const isDoubtful = decoded.garbage > 0 && next.desk.isKnown;
    return after(isDoubtful ? ask(next, readings.map(reading)) : { state: next, outputs: [] }, outputs);
  }

  function take(state: DcnState, report: DcnReport): Stepped {
    if (report.type === 'protocol-error') return protocolError(state);
    const current = state.turns.current;
    const answered = answerOf(report);
    if (answered === undefined) return tell(state, report);
    // A response that nobody waits for.
    if (!current || current.request.type !== answered) return { state, outputs: [] };
    if (report.type === 'refused' || report.type === 'not-accepted') return refused(state, current, report);
    const told = tell(state, report);
    const judged = judge(told.state.desk, current.judges);
    const settled =
      current.by !== null && current.isLast
        ? settle(judged.desk, current.by, outcome.done('acknowledged'))
        : { desk: judged.desk, outputs: [] };
    return after(proceed({ ...told.state, desk: settled.desk }), [
      ...told.outputs,
      ...judged.outputs,
      ...settled.outputs,
    ]);
  }

  /** The request that a report responds to; undefined: it is a notification. */
  function answerOf(report: DcnReport): DcnRequest['type'] | undefined {
    switch (report.type) {
      case 'settings':
        return 'getSettings';
      case 'speakers':
        return 'getSpeakers';
      case 'requests':
        return 'getRequests';
      case 'notebook':
        return 'getNotebook';
      case 'done':
      case 'refused':
        return report.of;
      case 'not-accepted':
        return report.of;
      default:
        return undefined;
    }
  }

  function tell(state: DcnState, report: DcnReport): Stepped {
    const { told, read } = afterReport(state.told, report);
    if (!isWhole(told)) return { state: { ...state, told }, outputs: [] };
    const picture = pictureOf(told, state.desk.picture);
    const isRead = ['speakers', 'requests', 'notebook', 'settings'].includes(report.type);
    const shown = isRead ? synchronise(state.desk, picture) : show(state.desk, picture);
    return after(ask({ ...state, told, desk: shown.desk }, read.map(reading)), shown.outputs);
  }

  function refused(
    state: DcnState,
    current: Asking,
    report: Extract<DcnReport, { readonly type: 'refused' | 'not-accepted' }>,
  ): Stepped {
    if (current.by !== null) {
      const { desk, outputs } = settle(state.desk, current.by, outcome.failed('device-refused'));
      return after(proceed({ ...state, desk }), outputs);
    }
    const isBarred = report.type === 'refused' && report.error === noAccess;
    const code = isBarred ? 'no-licence' : 'not-ready';
    return after(proceed(state), [{ type: 'status', status: { level: 'fault', code } }]);
  }

  /** The unit does not read our frames: at the start that is another layout than the config names. */
  function protocolError(state: DcnState): Stepped {
    const current = state.turns.current;
    if (!state.desk.isKnown)
      return {
        state,
        outputs: [{ type: 'hang-up', reason: 'protocol error at the start', refusal: 'wrong-version' }],
      };
    if (current?.by == null) return proceed(state);
    const { desk, outputs } = settle(state.desk, current.by, outcome.failed('device-refused'));
    return after(proceed({ ...state, desk }), outputs);
  }

  function submit(state: DcnState, id: CommandId, command: MicrophoneCommand): Stepped {
    const fail = (code: 'device-offline' | 'device-unsupported'): Stepped => ({
      state,
      outputs: [{ type: 'settle', id, outcome: outcome.failed(code) }],
    });
    if (!state.desk.isKnown) return fail('device-offline');
    const plan = planFor(command, state.desk.picture);
    if (!plan) return fail('device-unsupported');
    const isSetting = command.type === 'set';
    const doings = plan.requests.map((request, at): Asking => ({
      request,
      by: id,
      // What was set is acknowledged only by what is read behind it.
      isLast: !isSetting && at === plan.requests.length - 1,
      judges: [],
    }));
    const decides = plan.requests.length === 0 || isSetting;
    const looks = plan.read.map((request, at): Asking => ({
      ...reading(request),
      judges: decides && at === plan.read.length - 1 ? [id] : [],
    }));
    return ask({ ...state, desk: submitted(state.desk, id, command) }, [...doings, ...looks]);
  }

  return { initial, deadlineMs: () => commandDeadlineMs, step };
}

const asking = (request: DcnRequest): Asking => ({ request, by: null, isLast: false, judges: [] });
const reading = (type: Reading): Asking => asking({ type });
