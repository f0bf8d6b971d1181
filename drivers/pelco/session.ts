/**
 * One conversation with a Pelco receiver, as a pure session (drivers/session.ts). Nothing is ever
 * acknowledged: a command settles as "sent". Where the config says that the camera answers questions about its
 * position, that decides whether it stands, and silence means that it is gone; else STILL comes after the
 * longest travel time only, and says that it was not measured.
 */
import type { CameraCommand, CameraEvent } from '../../protocols/models/camera.ts';
import { outcome, type Outcome } from '../../protocols/models/outcome.ts';
import { pelcoReplies } from '../../protocols/pelco/replies.ts';
import { pelcoRequests, type PelcoRequestBody } from '../../protocols/pelco/requests.ts';
import { beginMove, gateTimer } from '../gated-camera.ts';
import type { CommandId, Session } from '../session.ts';
import { bodyOf } from './jobs.ts';
import {
  feedGate,
  isUnheard,
  reportStatus,
  startRound,
  takeAnswer,
  takeGate,
  takeSilence,
} from './polling.ts';
import {
  freshState,
  initialState,
  knobsOf,
  notSilent,
  update,
  type Job,
  type PelcoInput,
  type PelcoSettings,
  type PelcoState,
  type Turn,
} from './state.ts';

const commandDeadlineMs = 3000;
/** So many questions in a row and so long without an answer: nobody is there any more. */
const maxSilent = { count: 5, ms: 2000 };
const maxStores = 8;
/** A recall that seems not to have been heard is sent again, so often at most. */
const maxResends = 2;

export function createPelcoSession(
  settings: PelcoSettings,
): Session<PelcoState, CameraCommand, CameraEvent, Uint8Array, Uint8Array> {
  return {
    initial: initialState(settings),
    deadlineMs: () => commandDeadlineMs,
    step(state, input, now) {
      const turn: Turn = { state, outputs: [], settings, now };
      takeInput(turn, input);
      if (turn.state.phase === 'running') carryOn(turn);
      return { state: turn.state, outputs: turn.outputs };
    },
  };
}

function takeInput(turn: Turn, input: PelcoInput): void {
  const { state, settings } = turn;
  switch (input.type) {
    case 'link-up': {
      turn.state = { ...freshState(state.camera), phase: 'running' };
      const { videoLatencyMs } = settings;
      turn.outputs.push({ type: 'emit', event: { type: 'video-latency', videoLatencyMs } });
      reportStatus(turn);
      return;
    }
    case 'link-down':
      feedGate(turn, { type: 'link-lost' });
      turn.state = freshState(turn.state.camera);
      return;
    case 'submitted':
      submit(turn, input.id, input.command);
      return;
    case 'abandoned':
      abandon(turn, input.id);
      return;
    case 'timer':
      if (input.name === gateTimer) feedGate(turn, { type: 'tick' });
      else if (input.name === 'answer') unanswered(turn);
      return;
    case 'received':
      receive(turn, input.data);
  }
}

function submit(turn: Turn, id: CommandId, command: CameraCommand): void {
  const { state, settings } = turn;
  if (command.type === 'use-calibration') {
    feedGate(turn, { type: 'calibration', calibration: command.calibration });
    return settle(turn, id, outcome.done('completed'));
  }
  // Positions can be asked for, not set.
  if (command.type === 'move') return settle(turn, id, outcome.failed('device-unsupported'));
  const body = bodyOf(command, settings);
  if (body === 'device-forbidden') return settle(turn, id, outcome.failed(body));
  if (command.type === 'store') {
    if (state.jobs.filter((job) => job.move === null).length >= maxStores)
      return settle(turn, id, outcome.failed('device-busy'));
    update(turn, { jobs: [...state.jobs, { id, command, body, move: null }] });
    return;
  }
  // A newer move takes the place of one that was not sent yet.
  for (const job of state.jobs) if (job.move !== null) settle(turn, job.id, outcome.failed('device-busy'));
  takeGate(turn, beginMove(state.camera, command, turn.now, knobsOf(settings)));
  const job: Job = { id, command, body, move: turn.state.camera.move };
  update(turn, { jobs: [job, ...state.jobs.filter((other) => other.move === null)] });
}

function settle(turn: Turn, id: CommandId, result: Outcome): void {
  turn.outputs.push({ type: 'settle', id, outcome: result });
}

function abandon(turn: Turn, id: CommandId): void {
  const dropped = turn.state.jobs.find((job) => job.id === id);
  update(turn, { jobs: turn.state.jobs.filter((job) => job !== dropped) });
  if (dropped && dropped.move === turn.state.camera.move) feedGate(turn, { type: 'refused' });
}

function receive(turn: Turn, data: Uint8Array): void {
  const { settings } = turn;
  const { messages, garbage, pending } = pelcoReplies(settings.protocol).decode(turn.state.pending, data);
  update(turn, { pending });
  let senseless = garbage;
  for (const { address, body } of messages) {
    const isOurs = address === settings.receiver && body.type === 'answer';
    // A late answer looks like the next one's: the line has a rest after a silence, and what comes then is nobody's.
    if (!isOurs) senseless++;
    else if (takeAnswer(turn, body.what, body.value)) turn.outputs.push({ type: 'disarm', timer: 'answer' });
  }
  if (senseless > 0) turn.outputs.push({ type: 'garbage', count: senseless });
}

function unanswered(turn: Turn): void {
  const { asked, silent } = turn.state;
  if (!asked) return;
  const since = silent.count === 0 ? asked.sentAt : silent.since;
  const count = silent.count + 1;
  update(turn, { silent: { count, since } });
  takeSilence(turn);
  if (count < maxSilent.count || turn.now - since < maxSilent.ms) return;
  update(turn, { phase: 'down', silent: notSilent });
  turn.outputs.push({ type: 'hang-up', reason: 'the camera does not answer' });
}

/** Sends the next frame if one may be sent, or sets the timer for it. */
function carryOn(turn: Turn): void {
  if (turn.state.asked) return;
  const { state, now, settings } = turn;
  if (now < state.notBefore) return wake(turn, state.notBefore);
  const [job, ...jobs] = state.jobs;
  if (job) {
    update(turn, { jobs });
    sendJob(turn, job);
    return wake(turn, turn.state.notBefore);
  }
  const { recall } = state;
  if (recall && isUnheard(turn)) {
    // It stands where it stood, and where the preset is nobody knows: that it arrived may not be said.
    if (recall.resends >= maxResends) {
      if (!state.camera.gate.move?.target) feedGate(turn, { type: 'refused' });
    } else return sendRecallAgain(turn, recall);
  }
  if (!state.round && now >= state.nextRoundAt) startRound(turn);
  const what = turn.state.round?.todo[0];
  if (!what) return wake(turn, turn.state.nextRoundAt);
  send(turn, { type: 'ask', what });
  update(turn, { asked: { what, sentAt: now } });
  turn.outputs.push({ type: 'arm', timer: 'answer', afterMs: settings.answerTimeoutMs });
}

function sendRecallAgain(turn: Turn, recall: NonNullable<PelcoState['recall']>): void {
  update(turn, { recall: { ...recall, resends: recall.resends + 1 } });
  send(turn, recall.body);
  feedGate(turn, { type: 'accepted' });
  wake(turn, turn.state.notBefore);
}

function wake(turn: Turn, at: number): void {
  turn.outputs.push({ type: 'arm', timer: 'wake', afterMs: Math.max(0, at - turn.now) });
}

function send(turn: Turn, body: PelcoRequestBody): void {
  const { protocol, receiver, gapMs } = turn.settings;
  turn.outputs.push({ type: 'send', data: pelcoRequests(protocol).encode({ address: receiver, body }) });
  update(turn, { notBefore: turn.now + gapMs });
}

function sendJob(turn: Turn, { id, command, body, move }: Job): void {
  send(turn, body);
  settle(turn, id, outcome.done('sent'));
  if (command.type === 'store') feedGate(turn, { type: 'stored', preset: command.preset });
  if (move === null) return;
  const { lastPosition } = turn.state;
  update(turn, {
    recall: command.type === 'recall' ? { body, move, from: lastPosition, resends: 0 } : null,
  });
  // Somebody who is not seen driving has not stopped until told to.
  const goesOn =
    body.type === 'drive' && (body.pan !== 'stop' || body.tilt !== 'stop' || body.zoom !== 'stop');
  if (!goesOn || turn.settings.position) feedGate(turn, { type: 'accepted' });
}
