/**
 * What goes to the camera next, and when it is sent again: the reset of the numbers, commands, the question
 * after a lost end signal, then the round of inquiries. One request is in flight at a time.
 */
import type { MonotonicMs } from '../../protocols/clock.ts';
import type { ViscaBody } from '../../protocols/visca/requests.ts';
import { gateNeeds, nextGateCheckMs } from '../camera-gate-needs.ts';
import { mayRepeat } from './jobs.ts';
import { feedGate, finishRound, startRound } from './polling.ts';
import { knobsOf, update, type Asked, type Job, type Pending, type Turn, type ViscaState } from './state.ts';

const maxProbes = 3;

/** Sends the next request if one may be sent, and sets the timers. */
export function carryOn(turn: Turn): void {
  if (turn.state.round && turn.state.round.todo.length === 0) finishRound(turn);
  if (!turn.state.pending) sendNext(turn);
  const checkMs = nextGateCheckMs(turn.state.gate, turn.now, knobsOf(turn.state, turn.settings));
  const checkAt = checkMs === null ? null : turn.now + checkMs;
  // Most steps change nothing about it, and setting a timer anew is work.
  if (checkAt === turn.state.gateCheckAt) return;
  update(turn, { gateCheckAt: checkAt });
  turn.outputs.push(
    checkMs === null ? { type: 'disarm', timer: 'gate' } : { type: 'arm', timer: 'gate', afterMs: checkMs },
  );
}

function sendNext(turn: Turn): void {
  const { state, now } = turn;
  if (now < state.notBefore) return wake(turn, rests(state) ? state.nextRoundAt : state.notBefore);
  if (state.phase === 'resetting') return send(turn, { type: 'reset' }, null);
  const job = state.jobs.find(({ move }) => move !== null || turn.framing.mayStore(turn));
  if (job) {
    update(turn, { jobs: state.jobs.filter((other) => other !== job) });
    return send(turn, { type: 'job', job }, job.parts[0] ?? null);
  }
  if (state.phase === 'running' && (turn.framing.recover(turn) || probeOrReissue(turn))) return;
  if (!turn.state.round && now >= state.nextRoundAt) startRound(turn);
  const todo = turn.state.round?.todo ?? [];
  const inquiry = todo.find((one) => turn.framing.askableAt(turn, one) <= now);
  if (inquiry) return send(turn, { type: 'inquiry', inquiry }, { type: 'inquiry', inquiry });
  const askableAt = Math.min(...todo.map((one) => turn.framing.askableAt(turn, one)));
  wake(turn, todo.length > 0 ? askableAt : turn.state.nextRoundAt);
}

/** Nothing waits to be sent before the next round, which is not due yet. */
function rests({ phase, jobs, round, gate, nextRoundAt, notBefore }: ViscaState): boolean {
  const idle = phase === 'running' && jobs.length === 0 && !round && gate.motion.kind === 'still';
  return idle && nextRoundAt > notBefore;
}

/** Asks after a lost end signal, a few times per move; true when something was sent. */
function probeOrReissue(turn: Turn): boolean {
  const { state, now } = turn;
  const needs = gateNeeds(state.gate, now, knobsOf(state, turn.settings));
  if (needs !== 'completion' && needs !== 'reissue') return false;
  const running = state.running.find((other) => other.move === state.move);
  if (state.probes >= maxProbes && needs === 'reissue') {
    update(turn, { isMute: true });
    feedGate(turn, { type: 'tick' });
  }
  if (!running || state.probes >= maxProbes) return false;
  if (needs === 'completion' && turn.framing.asksAfterEnd(turn, running)) {
    update(turn, { probes: state.probes + 1 });
    return true;
  }
  if (!mayRepeat(running.body)) return false;
  return sendAgain(turn, {
    id: null,
    parts: [running.body],
    move: running.move,
    storing: null,
    begun: false,
  });
}

/** Sends a job's part once more as a request of its own; false when that was done too often for this move. */
export function sendAgain(turn: Turn, job: Job): boolean {
  const [body] = job.parts;
  const { probes } = turn.state;
  if (!body || probes >= maxProbes) return false;
  update(turn, { probes: probes + 1 });
  send(turn, { type: 'job', job }, body);
  return true;
}

function wake(turn: Turn, at: MonotonicMs): void {
  turn.outputs.push({ type: 'arm', timer: 'wake', afterMs: Math.max(0, at - turn.now) });
}

/** Sends a request with the next number; `body` null: the reset of the numbers. */
function send(turn: Turn, asked: Asked, body: ViscaBody | null): void {
  const sequence = body ? turn.state.nextSequence : 0;
  const bytes = turn.framing.encode(sequence, body, turn.settings.deviceAddress);
  const pending: Pending = { sequence, bytes, body, asked, sentAt: turn.now, resends: 0, disputed: false };
  update(turn, { pending, nextSequence: body ? (sequence + 1) % 0x1_0000_0000 : turn.state.nextSequence });
  transmit(turn, pending);
}

/** Sends the pending request, for the first time or again, and waits for its answer. */
export function transmit(turn: Turn, pending: Pending): void {
  turn.outputs.push({ type: 'send', data: pending.bytes });
  turn.outputs.push({ type: 'arm', timer: 'answer', afterMs: turn.framing.patienceMs(turn, pending) });
}
