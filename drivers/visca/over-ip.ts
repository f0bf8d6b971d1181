/**
 * VISCA over IP (UDP 52381): every request has a number and every answer carries it. What is lost is sent
 * again with the same number, and a complaint about that number (`0F 01`) then means "had it already".
 */
import { viscaAnswers, viscaDatagrams } from '../../protocols/visca/over-ip.ts';
import type { ViscaReplyBody } from '../../protocols/visca/replies.ts';
import type { Inquiry } from '../../protocols/visca/requests.ts';
import type { Framing } from './framing.ts';
import { accepted, answered, ended, informed, measure, putBack, refuse } from './outcomes.ts';
import { feedGate, startIdentification, takeRefusal } from './polling.ts';
import { resendAfterMs } from './round-trip.ts';
import { transmit } from './sending.ts';
import { notSilent, update, type Asked, type Pending, type Turn } from './state.ts';

const maxAbnormal = 3;
const maxProbeResends = 3;
/** Where every fifth datagram is lost, one inquiry in a thousand is asked anew so often. */
const maxOvertaken = 6;
const silenceMs = 2000;

export const overIp: Framing = {
  firstPhase: 'resetting',
  knowsModels: true,
  encode: (sequence, body, device) =>
    body
      ? viscaDatagrams.encode({
          type: 'request',
          sequence,
          as: body.type === 'inquiry' ? 'inquiry' : 'command',
          device,
          body,
        })
      : viscaDatagrams.encode({ type: 'reset-sequence', sequence }),
  received(turn, data) {
    const parsed = viscaAnswers.parse(data);
    if (!parsed.ok) {
      turn.outputs.push({ type: 'garbage', count: 1 });
      return;
    }
    update(turn, { silent: notSilent });
    const { message } = parsed;
    switch (message.type) {
      case 'sequence-reset':
        if (turn.state.pending?.asked.type !== 'reset') return;
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
  },
  patienceMs({ state, settings }, { asked, resends }) {
    const what = asked.type === 'inquiry' ? 'inquiry' : 'command';
    return resendAfterMs(state.roundTrip, what, resends, settings.answerTimeoutMs);
  },
  unanswered(turn, pending) {
    if (pending.disputed) return renumber(turn, pending.asked);
    if (pending.asked.type === 'probe' && pending.resends >= maxProbeResends) return answered(turn);
    const again: Pending = { ...pending, resends: pending.resends + 1 };
    update(turn, { pending: again });
    transmit(turn, again);
  },
  silenceMs: () => silenceMs,
  asksAfterEnd(turn, { sequence, bytes, body }) {
    const asked: Asked = { type: 'probe', move: turn.state.move };
    const pending: Pending = {
      sequence,
      bytes,
      body,
      asked,
      sentAt: turn.now,
      resends: 0,
      disputed: false,
    };
    update(turn, { pending });
    transmit(turn, pending);
    return true;
  },
  recover: () => false,
  askableAt: () => -Infinity,
  mayStore: () => true,
};

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
    answered(turn);
    if (asked.type === 'job') return accepted(turn, pending, asked.job, 0);
    if (asked.type === 'inquiry') overtake(turn, asked.inquiry, pending);
    return;
  }
  // Perhaps only a copy the network made: the answer to the other one may be on its way.
  update(turn, { pending: { ...pending, disputed: true } });
  turn.outputs.push({ type: 'arm', timer: 'answer', afterMs: turn.settings.answerTimeoutMs });
}

/** Its answer was lost, or is late; or it is one that this camera does not answer, which it should refuse. */
function overtake(turn: Turn, inquiry: Inquiry, { sequence, sentAt }: Pending): void {
  const { overtaken } = turn.state;
  const times = overtaken?.inquiry === inquiry ? overtaken.times + 1 : 1;
  update(turn, { overtaken: { sequence, inquiry, sentAt, times } });
  if (times >= maxOvertaken) takeRefusal(turn, inquiry, 'unknown');
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

function replied(turn: Turn, sequence: number, body: ViscaReplyBody): void {
  const { pending } = turn.state;
  if (!pending || pending.sequence !== sequence) return repliedLate(turn, sequence, body);
  const { asked } = pending;
  switch (body.type) {
    case 'ack':
    case 'completion':
    case 'set':
      if (asked.type !== 'job' && asked.type !== 'probe') return;
      answered(turn);
      if (asked.type === 'job') accepted(turn, pending, asked.job, 0);
      // The camera does not mind old numbers and moves (to the same place) once more.
      else if (asked.move === turn.state.move) feedGate(turn, { type: 'accepted' });
      // An ACK that was lost or withheld, with the completion right behind it.
      if (body.type === 'completion') completed(turn, sequence);
      return;
    case 'answer':
      if (asked.type !== 'inquiry') return;
      if (pending.resends === 0) measure(turn, turn.now - pending.sentAt);
      informed(turn, asked.inquiry, body.data, pending.sentAt);
      return;
    case 'error':
      refuse(turn, pending, body.code);
      return;
    case 'network-change':
    case 'addresses-set':
    case 'cleared':
    case 'notice':
      return;
  }
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
    measure(turn, turn.now - overtaken.sentAt);
    update(turn, { overtaken: null });
    const wanted = round?.todo[0] === overtaken.inquiry;
    const free =
      !pending || (pending.asked.type === 'inquiry' && pending.asked.inquiry === overtaken.inquiry);
    if (wanted && free) informed(turn, overtaken.inquiry, body.data, overtaken.sentAt);
    return;
  }
  if (body.type !== 'error') return;
  const running = turn.state.running.find((other) => other.sequence === sequence);
  if (running) ended(turn, running, 'refused');
}

function completed(turn: Turn, sequence: number): void {
  const running = turn.state.running.find((other) => other.sequence === sequence);
  if (running) ended(turn, running, 'completed');
}
