/**
 * VISCA without a header: TCP 5678 and UDP 1259 (PTZOptics and clones), and serial lines. Nothing but order
 * tells what an ACK or an answer belongs to, so what was asked twice is not asked anew for as long as the other
 * answer may take. Moves that are not acknowledged in time are parked: some cameras withhold
 * the ACK until the motion is over. On a line of one camera its address is not looked at (some answer A0 to
 * 81); in a chain a frame of another camera is garbage.
 */
import { outcome } from '../../protocols/models/outcome.ts';
import { noBytes } from '../../protocols/codec.ts';
import { viscaStream } from '../../protocols/visca/frames.ts';
import { viscaReplies, type ViscaErrorCode, type ViscaReply } from '../../protocols/visca/replies.ts';
import { viscaRequests } from '../../protocols/visca/requests.ts';
import { gateNeeds } from '../camera-gate-needs.ts';
import { hasTravelled } from '../camera-move.ts';
import type { Framing } from './framing.ts';
import { mayRepeat } from './jobs.ts';
import { accepted, answered, ended, jobRefused, measure, putBack, refuse, settle } from './outcomes.ts';
import { feedGate, startIdentification, takeAnswer, takeRefusal } from './polling.ts';
import { freshRaw, type Parked, type RawState } from './raw-state.ts';
import { resendAfterMs } from './round-trip.ts';
import { sendAgain, transmit } from './sending.ts';
import {
  isOffered,
  knobsOf,
  notSilent,
  update,
  type Job,
  type Pending,
  type Running,
  type Turn,
} from './state.ts';

const replies = viscaStream(viscaReplies);

const silenceMs = 2000;
const maxResends = { lossless: 1, lossy: 3 } as const;
const maxParked = 8;
/** While a camera may be busy with a move and mute because of that, it is not pressed: after so many unanswered requests this is the wait. */
const pressed = { count: 3, waitMs: 1000 };
/** Seen standing for this long after a move was sent, the camera has not got it. */
const deafMs = 300;
/** As much without any position to look at. */
const blindDeafMs = 1500;

export function rawFraming(line: 'tcp' | 'udp' | 'chain'): Framing {
  const isLossy = line !== 'tcp';
  const resends = isLossy ? maxResends.lossy : maxResends.lossless;
  return {
    firstPhase: 'identifying',
    // Sony's cameras do not speak so over IP: what calls itself one is something else.
    knowsModels: line === 'chain',
    encode: (_sequence, body, device) => (body ? viscaRequests.encode({ device, body }) : noBytes),
    received(turn, data) {
      const isDatagram = line === 'udp';
      const { messages, pending, garbage } = replies.decode(isDatagram ? noBytes : turn.state.raw.rest, data);
      // What a datagram does not finish, the next one does not either.
      const broken = isDatagram && pending.length > 0 ? 1 : 0;
      setRaw(turn, { rest: isDatagram ? noBytes : pending });
      turn.outputs.push({ type: 'garbage', count: garbage + broken });
      for (const reply of messages) heard(turn, reply, line === 'chain');
    },
    patienceMs: (turn, pending) => patienceMs(turn, pending, isLossy),
    unanswered(turn, pending) {
      const { asked } = pending;
      if (asked.type === 'job') return jobUnanswered(turn, pending, asked.job, isLossy);
      if (pending.resends < resends) return resend(turn, pending);
      quieten(turn, pending);
      if (asked.type !== 'inquiry') return;
      if (turn.state.raw.parked.length === 0) setRaw(turn, { mute: asked.inquiry });
      takeRefusal(turn, asked.inquiry, 'senseless');
    },
    silenceMs: ({ state, settings }) =>
      state.raw.parked.length > 0 ? Math.max(silenceMs, settings.maxTravelMs) : silenceMs,
    asksAfterEnd: () => false,
    recover,
    askableAt: ({ state }, inquiry) => state.raw.quietUntil[inquiry] ?? -Infinity,
    mayStore: ({ state }) => state.raw.parked.length === 0,
  };
}

function setRaw(turn: Turn, change: Partial<RawState>): void {
  update(turn, { raw: { ...turn.state.raw, ...change } });
}

function patienceMs({ state, settings }: Turn, { asked, resends }: Pending, isLossy: boolean): number {
  const longestMs = settings.answerTimeoutMs;
  if (state.raw.parked.length > 0 && state.silent.count >= pressed.count)
    return Math.max(longestMs, pressed.waitMs);
  if (!isLossy) return longestMs;
  return resendAfterMs(state.roundTrip, asked.type === 'inquiry' ? 'inquiry' : 'command', resends, longestMs);
}

function resend(turn: Turn, pending: Pending): void {
  const again: Pending = { ...pending, resends: pending.resends + 1 };
  update(turn, { pending: again });
  setRaw(turn, { lastSentAt: turn.now });
  transmit(turn, again);
}

/** Ends the pending request, and sends nothing it could be mistaken for while a further answer may be on its way. */
function quieten(turn: Turn, { asked, sentAt, resends }: Pending): void {
  const { roundTrip, raw } = turn.state;
  const answerMs = resendAfterMs(roundTrip, 'inquiry', 0, turn.settings.answerTimeoutMs);
  // The last copy is answered as much later than the first as it was sent.
  const quietMs = answerMs + (resends > 0 ? raw.lastSentAt - sentAt : 0);
  if (asked.type !== 'inquiry') return answered(turn, quietMs);
  answered(turn);
  setRaw(turn, { quietUntil: { ...raw.quietUntil, [asked.inquiry]: turn.now + quietMs } });
}

/** Ends the pending request, which has been answered. */
function done(turn: Turn, pending: Pending): void {
  if (pending.resends > 0) quieten(turn, pending);
  else answered(turn);
  foundAlive(turn);
}

/** The camera answers: what it was asked in vain before, it does not know. */
function foundAlive(turn: Turn): void {
  const { mute } = turn.state.raw;
  if (!mute) return;
  setRaw(turn, { mute: null });
  takeRefusal(turn, mute, 'unknown');
}

function jobUnanswered(turn: Turn, pending: Pending, job: Job, isLossy: boolean): void {
  const [body] = job.parts;
  // A move to a place may be under way: whether it has to be sent again, its position will tell.
  const isAimed = body?.type === 'absolute' || (job.move !== null && body?.type === 'preset');
  if (isLossy && body && mayRepeat(body) && !isAimed && pending.resends < maxResends.lossy)
    return resend(turn, pending);
  quieten(turn, pending);
  if (job.move === null || !body) return settle(turn, job.id, outcome.failed('device-deadline', 'unknown'));
  const { sequence, bytes, sentAt } = pending;
  const parked: Parked = { sequence, bytes, body, job, sentAt };
  const all = [...turn.state.raw.parked, parked];
  for (const { job: lost } of all.slice(0, -maxParked))
    settle(turn, lost.id, outcome.failed('device-deadline', 'unknown'));
  setRaw(turn, { parked: all.slice(-maxParked) });
}

function unpark(turn: Turn, one: Parked): void {
  setRaw(turn, { parked: turn.state.raw.parked.filter((other) => other !== one) });
}

/** A parked move after which the camera was seen standing has not arrived; unless it stands where it was sent. */
function recover(turn: Turn): boolean {
  const { state, settings, now } = turn;
  if (state.gate.motion.kind === 'still') settleParked(turn);
  // It is there already, and will be said to be in a moment.
  const { move, standing } = state.gate;
  if (move && !needsEnd(turn) && hasTravelled(move, standing?.position ?? null)) return false;
  const tooOld = now - settings.maxTravelMs;
  for (const one of state.raw.parked)
    if (one.job.move !== state.move && one.sentAt < tooOld) {
      unpark(turn, one);
      settle(turn, one.job.id, outcome.failed('device-deadline', 'unknown'));
    }
  const one = turn.state.raw.parked.findLast(({ job }) => job.move === state.move);
  if (!one) return false;
  const { since, seenAt } = state.place;
  const isDeaf = isOffered(state, 'pan-tilt-position')
    ? seenAt - Math.max(since, one.sentAt) >= deafMs
    : now - one.sentAt >= blindDeafMs;
  if (!isDeaf) return false;
  if (mayRepeat(one.body)) {
    if (!sendAgain(turn, one.job)) return false;
    unpark(turn, one);
    return true;
  }
  // A drive is not sent again on a guess. It stands; or, where that cannot be seen, may be moving.
  unpark(turn, one);
  settle(turn, one.job.id, outcome.failed('device-deadline', 'unknown'));
  feedGate(turn, { type: isOffered(state, 'pan-tilt-position') ? 'refused' : 'accepted' });
  return false;
}

/** An end signal is waited for, that only a move sent anew can bring. */
const needsEnd = ({ state, settings, now }: Turn): boolean =>
  gateNeeds(state.gate, now, knobsOf(state, settings)) !== 'confirm';

/** The camera is where the move was to bring it: its acknowledgement is not needed any more. */
function settleParked(turn: Turn): void {
  const { move, raw, gate } = turn.state;
  const preset = gate.at?.preset ?? null;
  for (const one of raw.parked) {
    const isThere = one.body.type === 'preset' ? one.body.preset === preset : one.body.type === 'absolute';
    if (one.job.move !== move || !isThere) continue;
    unpark(turn, one);
    settle(turn, one.job.id, outcome.done('read-back'));
  }
}

function heard(turn: Turn, { device, body }: ViscaReply, isChain: boolean): void {
  if (body.type === 'network-change') return restarted(turn);
  // Our own broadcast, come back.
  if (device === 0) return;
  if (isChain && device !== turn.settings.deviceAddress) {
    turn.outputs.push({ type: 'garbage', count: 1 });
    return;
  }
  update(turn, { silent: notSilent });
  switch (body.type) {
    case 'ack':
      acknowledged(turn, body.socket);
      return;
    case 'completion':
      completed(turn, body.socket);
      return;
    case 'set':
      // Cameras with one socket call it 0.
      completed(turn, 0);
      return;
    case 'answer':
      answeredWith(turn, body.data);
      return;
    case 'error':
      failed(turn, body.socket, body.code);
      return;
    case 'addresses-set':
    case 'cleared':
    case 'notice':
      return;
  }
}

/** The camera was switched on again, or greets: nothing that ran runs any more. */
function restarted(turn: Turn): void {
  const { state } = turn;
  if (state.phase !== 'running') return;
  const { pending, jobs, raw } = state;
  const lost = raw.parked.map(({ job }) => job);
  if (pending?.asked.type === 'job') lost.push(pending.asked.job);
  for (const { id } of lost) settle(turn, id, outcome.failed('device-offline', 'unknown'));
  for (const { id } of jobs) settle(turn, id, outcome.failed('device-offline'));
  answered(turn);
  update(turn, {
    phase: 'identifying',
    jobs: [],
    running: [],
    round: null,
    raw: { ...freshRaw, rest: raw.rest },
  });
  feedGate(turn, { type: 'link-lost' });
  startIdentification(turn);
}

/** Goes to the oldest request that waits for one; with none waiting it means nothing. */
function acknowledged(turn: Turn, socket: number): void {
  const { pending, raw, running } = turn.state;
  const oldest = raw.parked[0];
  const job = oldest?.job ?? (pending?.asked.type === 'job' ? pending.asked.job : null);
  const request = oldest ?? pending;
  if (!job || !request) return;
  if (oldest) unpark(turn, oldest);
  else if (pending) done(turn, pending);
  // A camera gives out a socket once it is free: the end of what was in it has been lost.
  update(turn, { running: running.filter((other) => other.socket !== socket) });
  accepted(turn, request, job, socket);
}

/**
 * The end of what is in this socket. For an empty one it says nothing, unless a move waits for an ACK: then that
 * was lost.
 */
function completed(turn: Turn, socket: number): void {
  const inSocket = (): Running | undefined => turn.state.running.find((other) => other.socket === socket);
  if (!inSocket() && turn.state.raw.parked.length > 0) acknowledged(turn, socket);
  const running = inSocket();
  if (running) ended(turn, running, 'completed');
}

function answeredWith(turn: Turn, data: Uint8Array): void {
  const { pending, raw } = turn.state;
  if (pending?.asked.type !== 'inquiry') {
    if (!raw.repeated) turn.outputs.push({ type: 'garbage', count: 1 });
    else echoed(turn, raw.repeated);
    return;
  }
  const { inquiry } = pending.asked;
  // Answers differ in length: one that does not fit belongs to an earlier question.
  if (!takeAnswer(turn, inquiry, data, pending.sentAt)) {
    if (raw.repeated && raw.repeated.open > 0 && raw.repeated.inquiry !== inquiry) echoed(turn, raw.repeated);
    else turn.outputs.push({ type: 'garbage', count: 1 });
    return;
  }
  const tookMs = turn.now - pending.sentAt;
  if (pending.resends === 0) measure(turn, tookMs);
  if (pending.resends > 0) {
    const dueAt = turn.now + (raw.lastSentAt - pending.sentAt) / 2;
    setRaw(turn, { repeated: { inquiry, tookMs, dueAt, open: pending.resends } });
  } else if (raw.repeated?.inquiry === inquiry) setRaw(turn, { repeated: null });
  done(turn, pending);
}

/** A further answer to an inquiry that was sent more than once; after the last of them nothing is on its way. */
function echoed(turn: Turn, repeated: NonNullable<RawState['repeated']>): void {
  if (turn.now >= repeated.dueAt) measure(turn, repeated.tookMs);
  const open = repeated.open - 1;
  setRaw(turn, { repeated: { ...repeated, open } });
  if (open > 0) return;
  setRaw(turn, { quietUntil: { ...turn.state.raw.quietUntil, [repeated.inquiry]: turn.now } });
}

function failed(turn: Turn, socket: number, code: ViscaErrorCode): void {
  const { pending, raw, running } = turn.state;
  const inSocket = running.find((other) => other.socket === socket);
  if (code === 'cancelled' || code === 'no-such-socket') {
    if (inSocket) ended(turn, inSocket, 'refused');
    return;
  }
  const oldest = raw.parked[0];
  if (pending && (pending.asked.type === 'inquiry' || !oldest)) {
    foundAlive(turn);
    refuse(turn, pending, code);
  } else if (oldest) {
    unpark(turn, oldest);
    if (code === 'buffer-full') putBack(turn, oldest.job);
    else jobRefused(turn, oldest.job);
  } else if (inSocket) ended(turn, inSocket, 'refused');
}
