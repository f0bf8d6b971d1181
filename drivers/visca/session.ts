/**
 * One conversation with a VISCA camera over UDP 52381, as a pure session (drivers/session.ts). One request
 * is in flight at a time, so it is always clear what an answer belongs to; what is lost is sent again
 * with the same sequence number, and a complaint about that number (`0F 01`) then means "had it already".
 * A recall settles at its ACK; whether the camera stands is told by the gate's events, fed by polling.ts.
 */
import type { MonotonicMs } from '../../protocols/clock.ts';
import type { CameraCommand, CameraEvent } from '../../protocols/models/camera.ts';
import { outcome, type Outcome } from '../../protocols/models/outcome.ts';
import { viscaAnswers } from '../../protocols/visca/over-ip.ts';
import type { ViscaErrorCode, ViscaReplyBody } from '../../protocols/visca/replies.ts';
import type { Inquiry } from '../../protocols/visca/requests.ts';
import type { CommandId, Session } from '../session.ts';
import { framesOf } from './jobs.ts';
import { feedGate, reportStatus, startIdentification, takeAnswer, takeRefusal } from './polling.ts';
import { measured } from './round-trip.ts';
import { carryOn, transmit } from './sending.ts';
import {
  freshState,
  initialState,
  notSilent,
  update,
  type Asked,
  type Job,
  type Pending,
  type Turn,
  type ViscaInput,
  type ViscaSettings,
  type ViscaState,
} from './state.ts';

const commandDeadlineMs = 3000;
/** A real SRG-120DH drops about half of what arrives within 3 ms of its answer. */
const gapMs = 10;
const bufferFullPauseMs = 60;
/** So many transmissions in a row and so long without an answer: the camera is gone though UDP cannot say so. */
const maxSilent = { count: 8, ms: 2000 };
const maxAbnormal = 3;
const maxProbeResends = 3;
const maxStores = 8;
const maxRunning = 4;

export function createViscaSession(
  settings: ViscaSettings,
): Session<ViscaState, CameraCommand, CameraEvent, Uint8Array, Uint8Array> {
  return {
    initial: initialState(settings),
    deadlineMs: () => commandDeadlineMs,
    step(state, input, now) {
      const turn: Turn = { state, outputs: [], settings, now };
      take(turn, input);
      if (turn.state.phase !== 'down') carryOn(turn);
      return { state: turn.state, outputs: turn.outputs };
    },
  };
}

function take(turn: Turn, input: ViscaInput): void {
  const { state, settings } = turn;
  switch (input.type) {
    case 'link-up': {
      turn.state = { ...freshState(state.gate, state.move), phase: 'resetting' };
      const { videoLatencyMs } = settings;
      turn.outputs.push({ type: 'emit', event: { type: 'video-latency', videoLatencyMs } });
      reportStatus(turn);
      return;
    }
    case 'link-down':
      feedGate(turn, { type: 'link-lost' });
      turn.state = freshState(turn.state.gate, state.move);
      return;
    case 'submitted':
      submit(turn, input.id, input.command);
      return;
    case 'abandoned':
      abandon(turn, input.id);
      return;
    case 'timer':
      if (input.name === 'answer') unanswered(turn);
      else if (input.name === 'gate') {
        update(turn, { gateCheckAt: null });
        feedGate(turn, { type: 'tick' });
      }
      return;
    case 'received': {
      const parsed = viscaAnswers.parse(input.data);
      if (!parsed.ok) {
        turn.outputs.push({ type: 'garbage', count: 1 });
        return;
      }
      update(turn, { silent: notSilent });
      const { message } = parsed;
      switch (message.type) {
        case 'sequence-reset':
          if (state.pending?.asked.type !== 'reset') return;
          answered(turn);
          update(turn, { phase: 'identifying', nextSequence: 1, abnormal: 0 });
          startIdentification(turn);
          return;
        case 'abnormal':
          abnormal(turn, message.sequence, message.what);
          return;
        case 'reply':
          replied(turn, message.sequence, message.body);
          return;
      }
    }
  }
}

function submit(turn: Turn, id: CommandId, command: CameraCommand): void {
  const { state } = turn;
  const parts = framesOf(command, state.model, turn.settings);
  if (typeof parts === 'string') return settle(turn, id, outcome.failed(parts));
  if (state.phase !== 'running') return settle(turn, id, outcome.failed('device-offline'));
  if (command.type === 'store') {
    if (state.jobs.filter((job) => job.storing !== null).length >= maxStores)
      return settle(turn, id, outcome.failed('device-busy'));
    update(turn, { jobs: [...state.jobs, { id, parts, move: null, storing: command.preset, begun: false }] });
    return;
  }
  // A newer move takes the place of one that was not sent yet.
  for (const job of state.jobs)
    if (job.move !== null && job.id !== null) settle(turn, job.id, outcome.failed('device-busy'));
  const move = state.move + 1;
  const job: Job = { id, parts, move, storing: null, begun: false };
  update(turn, { move, probes: 0, jobs: [job, ...state.jobs.filter((other) => other.move === null)] });
  feedGate(turn, {
    type: 'move',
    preset: command.type === 'recall' ? command.preset : null,
    target: command.type === 'move' ? command.position : undefined,
  });
}

/** The shell's deadline passed: what was not sent yet is not sent any more, what was sent may still happen. */
function abandon(turn: Turn, id: CommandId): void {
  const { jobs, pending, move } = turn.state;
  const dropped = jobs.find((job) => job.id === id);
  update(turn, { jobs: jobs.filter((job) => job.id !== id) });
  if (dropped && dropped.move === move) feedGate(turn, { type: 'refused' });
  if (pending?.asked.type === 'job' && pending.asked.job.id === id) {
    const job = { ...pending.asked.job, id: null };
    update(turn, { pending: { ...pending, asked: { ...pending.asked, job } } });
  }
}

function settle(turn: Turn, id: CommandId | null, result: Outcome): void {
  if (id !== null) turn.outputs.push({ type: 'settle', id, outcome: result });
}

/** The pending request is dealt with. */
function answered(turn: Turn, pauseMs = gapMs): void {
  update(turn, { pending: null, notBefore: turn.now + pauseMs });
  turn.outputs.push({ type: 'disarm', timer: 'answer' });
}

function unanswered(turn: Turn): void {
  const { pending, silent } = turn.state;
  if (!pending) return;
  if (pending.disputed) return renumber(turn, pending.asked);
  const count = silent.count + 1;
  const since = silent.count === 0 ? pending.sentAt : silent.since;
  update(turn, { silent: { count, since } });
  if (count >= maxSilent.count && turn.now - since >= maxSilent.ms) {
    update(turn, { phase: 'down' });
    turn.outputs.push({ type: 'hang-up', reason: 'the camera does not answer' });
    return;
  }
  if (pending.asked.type === 'probe' && pending.resends >= maxProbeResends) return answered(turn);
  const again: Pending = { ...pending, resends: pending.resends + 1 };
  update(turn, { pending: again });
  transmit(turn, again);
}

function abnormal(turn: Turn, sequence: number, what: 'sequence' | 'message-type'): void {
  const { pending } = turn.state;
  if (!pending || pending.sequence !== sequence) return;
  const { asked } = pending;
  if (what === 'message-type') return refuse(turn, pending, 'syntax');
  if (asked.type === 'probe') {
    answered(turn);
    if (asked.move === turn.state.move) feedGate(turn, { type: 'completion-lost' });
    return;
  }
  if (pending.resends > 0) {
    // It had the first copy: a command runs already, an inquiry is asked anew with a fresh number.
    if (asked.type === 'job') return accepted(turn, pending, asked.job);
    answered(turn);
    if (asked.type === 'inquiry')
      update(turn, { overtaken: { sequence, inquiry: asked.inquiry, sentAt: pending.sentAt } });
    return;
  }
  // Perhaps only a copy the network made: the answer to the other one may be on its way.
  update(turn, { pending: { ...pending, disputed: true } });
  turn.outputs.push({ type: 'arm', timer: 'answer', afterMs: turn.settings.answerTimeoutMs });
}

/** No answer came to a number the camera complained about: its count and ours do not agree. */
function renumber(turn: Turn, asked: Asked): void {
  const count = turn.state.abnormal + 1;
  answered(turn);
  if (asked.type === 'job') putBack(turn, asked.job);
  update(turn, { abnormal: count });
  if (count < maxAbnormal) return;
  update(turn, { phase: 'resetting', round: null, running: [], abnormal: 0 });
}

/** Sends the rest of a job again with a new number, unless a newer move has overtaken it. */
function putBack(turn: Turn, job: Job): void {
  if (job.move !== null && job.move !== turn.state.move) {
    settle(turn, job.id, outcome.failed('device-busy', job.begun ? 'unknown' : 'none'));
    return;
  }
  update(turn, { jobs: [job, ...turn.state.jobs] });
}

function replied(turn: Turn, sequence: number, body: ViscaReplyBody): void {
  const { pending } = turn.state;
  if (!pending || pending.sequence !== sequence) return repliedLate(turn, sequence, body);
  const { asked } = pending;
  switch (body.type) {
    case 'ack':
    case 'completion':
    case 'set':
      if (asked.type === 'job') accepted(turn, pending, asked.job);
      // The camera does not mind old numbers and moves (to the same place) once more.
      else if (asked.type === 'probe') {
        answered(turn);
        if (asked.move === turn.state.move) feedGate(turn, { type: 'accepted' });
      } else return;
      // An ACK that was lost or withheld, with the completion right behind it.
      if (body.type === 'completion') completed(turn, sequence);
      return;
    case 'answer':
      if (asked.type !== 'inquiry') return;
      if (pending.resends === 0) measure(turn, pending.sentAt);
      informed(turn, asked.inquiry, body.data, pending.sentAt);
      return;
    case 'error':
      refuse(turn, pending, body.code);
      return;
    case 'network-change':
    case 'notice':
      return;
  }
}

/** An answer to the inquiry that is pending, to whichever of its numbers. */
function informed(turn: Turn, inquiry: Inquiry, data: Uint8Array, sentAt: MonotonicMs): void {
  answered(turn);
  update(turn, { abnormal: 0 });
  if (takeAnswer(turn, inquiry, data, sentAt)) return;
  turn.outputs.push({ type: 'garbage', count: 1 });
  takeRefusal(turn, inquiry, 'senseless');
}

function measure(turn: Turn, sentAt: MonotonicMs): void {
  update(turn, { roundTrip: measured(turn.state.roundTrip, turn.now - sentAt) });
}

/**
 * Answers to what is not pending: completions of running moves, and the answer to an inquiry that was
 * given up too early; everything else is an echo of a resend.
 */
function repliedLate(turn: Turn, sequence: number, body: ViscaReplyBody): void {
  if (body.type === 'completion') return completed(turn, sequence);
  const { overtaken, round, pending } = turn.state;
  if (body.type === 'answer' && overtaken?.sequence === sequence) {
    // The camera refused the second copy, so this answers the first: it is slower than we thought.
    measure(turn, overtaken.sentAt);
    update(turn, { overtaken: null });
    const wanted = round?.todo[0] === overtaken.inquiry;
    const free =
      !pending || (pending.asked.type === 'inquiry' && pending.asked.inquiry === overtaken.inquiry);
    if (wanted && free) informed(turn, overtaken.inquiry, body.data, overtaken.sentAt);
    return;
  }
  if (body.type !== 'error') return;
  const running = turn.state.running.find((other) => other.sequence === sequence);
  if (!running) return;
  update(turn, { running: turn.state.running.filter((other) => other !== running) });
  if (running.move === turn.state.move) feedGate(turn, { type: 'refused' });
}

function completed(turn: Turn, sequence: number): void {
  const running = turn.state.running.find((other) => other.sequence === sequence);
  if (!running) return;
  update(turn, { running: turn.state.running.filter((other) => other !== running) });
  if (running.move !== turn.state.move) return;
  feedGate(turn, { type: 'completed' });
  update(turn, { nextRoundAt: turn.now });
}

function accepted(turn: Turn, pending: Pending, job: Job): void {
  answered(turn);
  update(turn, { abnormal: 0 });
  if (job.parts.length > 1) {
    putBack(turn, { ...job, parts: job.parts.slice(1), begun: true });
    return;
  }
  settle(turn, job.id, outcome.done('acknowledged'));
  if (job.storing !== null) feedGate(turn, { type: 'stored', preset: job.storing });
  if (job.move === null) return;
  const { sequence, datagram } = pending;
  update(turn, {
    running: [{ sequence, datagram, move: job.move }, ...turn.state.running].slice(0, maxRunning),
  });
  if (job.move === turn.state.move) feedGate(turn, { type: 'accepted' });
}

function refuse(turn: Turn, pending: Pending, code: ViscaErrorCode): void {
  const { asked } = pending;
  if (code === 'buffer-full') {
    answered(turn, bufferFullPauseMs);
    if (asked.type === 'job') putBack(turn, asked.job);
    return;
  }
  answered(turn);
  switch (asked.type) {
    case 'inquiry':
      takeRefusal(turn, asked.inquiry, code === 'not-executable' ? 'not-now' : 'unknown');
      return;
    case 'job':
      settle(turn, asked.job.id, outcome.failed('device-refused', asked.job.begun ? 'unknown' : 'none'));
      if (asked.job.move !== null && asked.job.move === turn.state.move) feedGate(turn, { type: 'refused' });
      return;
    case 'reset':
    case 'probe':
      return;
  }
}
