/** What an answer means for the request it belongs to, however it was found: the same for every framing. */
import type { MonotonicMs } from '../../protocols/clock.ts';
import { outcome, type Outcome } from '../../protocols/models/outcome.ts';
import type { ViscaErrorCode } from '../../protocols/visca/replies.ts';
import type { Inquiry } from '../../protocols/visca/requests.ts';
import type { CommandId } from '../session.ts';
import { feedGate, takeAnswer, takeRefusal } from './polling.ts';
import { measured } from './round-trip.ts';
import { update, type Job, type Pending, type Running, type Turn } from './state.ts';

/** A real SRG-120DH drops about half of what arrives within 3 ms of its answer. */
const gapMs = 10;
const bufferFullPauseMs = 60;
const maxRunning = 4;

export function settle(turn: Turn, id: CommandId | null, result: Outcome): void {
  if (id !== null) turn.outputs.push({ type: 'settle', id, outcome: result });
}

/** The pending request is dealt with. */
export function answered(turn: Turn, pauseMs = gapMs): void {
  update(turn, { pending: null, notBefore: turn.now + pauseMs });
  turn.outputs.push({ type: 'disarm', timer: 'answer' });
}

/** An answer to the inquiry that is pending, to whichever of its copies. */
export function informed(turn: Turn, inquiry: Inquiry, data: Uint8Array, sentAt: MonotonicMs): void {
  answered(turn);
  update(turn, { abnormal: 0 });
  if (takeAnswer(turn, inquiry, data, sentAt)) return;
  turn.outputs.push({ type: 'garbage', count: 1 });
  takeRefusal(turn, inquiry, 'senseless');
}

export function measure(turn: Turn, sampleMs: number): void {
  update(turn, { roundTrip: measured(turn.state.roundTrip, sampleMs) });
}

/** Sends the rest of a job again, unless a newer move has overtaken it. */
export function putBack(turn: Turn, job: Job): void {
  if (job.move !== null && job.move !== turn.state.move) {
    settle(turn, job.id, outcome.failed('device-busy', job.begun ? 'unknown' : 'none'));
    return;
  }
  update(turn, { jobs: [job, ...turn.state.jobs] });
}

/** The camera has taken this part of the job, into this socket. */
export function accepted(
  turn: Turn,
  request: Pick<Pending, 'sequence' | 'bytes' | 'body'>,
  job: Job,
  socket: number,
): void {
  update(turn, { abnormal: 0 });
  if (job.parts.length > 1) {
    putBack(turn, { ...job, parts: job.parts.slice(1), begun: true });
    return;
  }
  settle(turn, job.id, outcome.done('acknowledged'));
  if (job.storing !== null) feedGate(turn, { type: 'stored', preset: job.storing });
  const { sequence, bytes, body } = request;
  if (job.move === null || !body) return;
  const running: Running = { sequence, bytes, body, move: job.move, socket };
  update(turn, { running: [running, ...turn.state.running].slice(0, maxRunning) });
  if (job.move === turn.state.move) feedGate(turn, { type: 'accepted' });
}

/** The camera has ended this move, as it says. */
export function ended(turn: Turn, running: Running, how: 'completed' | 'refused'): void {
  update(turn, { running: turn.state.running.filter((other) => other !== running) });
  if (how === 'completed') update(turn, { isMute: false });
  if (running.move !== turn.state.move) return;
  feedGate(turn, { type: how });
  // What the round under way has found may be from before the end.
  if (how === 'completed') update(turn, { round: null, nextRoundAt: turn.now });
}

/** The camera will not carry out this part of the job. */
export function jobRefused(turn: Turn, job: Job): void {
  settle(turn, job.id, outcome.failed('device-refused', job.begun ? 'unknown' : 'none'));
  if (job.move !== null && job.move === turn.state.move) feedGate(turn, { type: 'refused' });
}

/** The camera answered the pending request with an error. */
export function refuse(turn: Turn, pending: Pending, code: ViscaErrorCode): void {
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
      jobRefused(turn, asked.job);
      return;
    case 'reset':
    case 'probe':
      return;
  }
}
