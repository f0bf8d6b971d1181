/**
 * One conversation with a Panasonic AW camera, as a pure session (drivers/session.ts): commands and questions
 * as single GETs, one at a time and not closer together than the model bears, and the camera's own notices on
 * a port of ours. A recall settles at its answer, which means "accepted" and no more; whether the camera
 * stands is told by the gate's events, fed by polling.ts and by the notice that the preset is reached.
 */
import type { CameraCommand, CameraEvent } from '../../protocols/models/camera.ts';
import { outcome, type Outcome } from '../../protocols/models/outcome.ts';
import { parseAwAnswer, type AwAnswer } from '../../protocols/panasonic-aw/answers.ts';
import { awModelOf, awModels, unknownAwModel } from '../../protocols/panasonic-aw/models.ts';
import type { AwQuestion } from '../../protocols/panasonic-aw/requests.ts';
import { take } from '../exchanges.ts';
import { beginMove, gateTimer } from '../gated-camera.ts';
import type { CommandId, HttpExchange, HttpRequest, Session } from '../session.ts';
import { requestsOf } from './jobs.ts';
import { doubtRegistration, takePushed, takeRegistration } from './notices.ts';
import { feedGate, reportStatus, reportVideoLatency, takeAnswer, takeGate, takeRefusal } from './polling.ts';
import { carryOn } from './sending.ts';
import {
  freshState,
  initialState,
  knobsOf,
  update,
  type AwInput,
  type AwReceived,
  type AwSettings,
  type AwState,
  type Job,
  type Turn,
} from './state.ts';

const commandDeadlineMs = 3000;
/** After "busy". */
const busyPauseMs = 150;
/** So many requests in a row without an answer: the camera is gone though its address is not. */
const maxSilent = 3;
const maxStores = 8;

export function createAwSession(
  settings: AwSettings,
): Session<AwState, CameraCommand, CameraEvent, HttpRequest, AwReceived> {
  return {
    initial: initialState(settings),
    deadlineMs: () => commandDeadlineMs,
    step(state, input, now) {
      const turn: Turn = { state, outputs: [], settings, now };
      takeInput(turn, input);
      if (turn.state.phase !== 'down') carryOn(turn);
      return { state: turn.state, outputs: turn.outputs };
    },
  };
}

function takeInput(turn: Turn, input: AwInput): void {
  const { camera, isMute } = turn.state;
  switch (input.type) {
    case 'link-up':
      turn.state = { ...freshState(camera, isMute), phase: 'identifying' };
      reportVideoLatency(turn);
      reportStatus(turn);
      return;
    case 'link-down':
      feedGate(turn, { type: 'link-lost' });
      turn.state = freshState(turn.state.camera, isMute);
      return;
    case 'submitted':
      submit(turn, input.id, input.command);
      return;
    case 'abandoned':
      abandon(turn, input.id);
      return;
    case 'timer':
      if (input.name === gateTimer) feedGate(turn, { type: 'tick' });
      return;
    case 'received':
      if (input.data.from === 'side') takePushed(turn, input.data.data);
      else takeExchange(turn, input.data.data);
  }
}

function submit(turn: Turn, id: CommandId, command: CameraCommand): void {
  const { state, settings } = turn;
  if (command.type === 'use-calibration') {
    feedGate(turn, { type: 'calibration', calibration: command.calibration });
    return settle(turn, id, outcome.done('completed'));
  }
  const parts = requestsOf(command, settings);
  if (typeof parts === 'string') return settle(turn, id, outcome.failed(parts));
  if (state.phase !== 'running') return settle(turn, id, outcome.failed('device-offline'));
  const isRepeatable = command.type !== 'drive';
  const common = { id, parts, begun: false, isRepeatable, isReissue: false };
  if (command.type === 'store') {
    if (state.jobs.filter((job) => job.storing !== null).length >= maxStores)
      return settle(turn, id, outcome.failed('device-busy'));
    update(turn, { jobs: [...state.jobs, { ...common, move: null, storing: command.preset }] });
    return;
  }
  // A newer move takes the place of one that was not sent yet.
  for (const job of state.jobs)
    if (job.move !== null)
      settle(turn, job.id, outcome.failed('device-busy', job.begun ? 'unknown' : 'none'));
  takeGate(turn, beginMove(state.camera, command, turn.now, knobsOf(state, settings)));
  const job: Job = { ...common, move: turn.state.camera.move, storing: null };
  update(turn, { jobs: [job, ...state.jobs.filter((other) => other.move === null)] });
}

/** The shell's deadline passed: what was not sent yet is not sent any more, what was sent may still happen. */
function abandon(turn: Turn, id: CommandId): void {
  const { jobs, exchanges, camera } = turn.state;
  const dropped = jobs.find((job) => job.id === id);
  update(turn, { jobs: jobs.filter((job) => job.id !== id) });
  if (dropped && dropped.move === camera.move) feedGate(turn, { type: 'refused' });
  const waiting = new Map(exchanges.waiting);
  for (const [number, asked] of waiting)
    if (asked.type === 'job' && asked.job.id === id)
      waiting.set(number, { ...asked, job: { ...asked.job, id: null } });
  update(turn, { exchanges: { ...exchanges, waiting } });
}

function settle(turn: Turn, id: CommandId | null, result: Outcome): void {
  if (id !== null) turn.outputs.push({ type: 'settle', id, outcome: result });
}

function hangUp(turn: Turn, reason: string, refusal?: 'wrong-password' | 'wrong-device'): void {
  update(turn, { phase: 'down' });
  turn.outputs.push({ type: 'hang-up', reason, ...(refusal === undefined ? {} : { refusal }) });
}

function takeExchange(turn: Turn, exchange: HttpExchange): void {
  const { state, now } = turn;
  const { exchanges, purpose } = take(state.exchanges, exchange);
  if (!purpose) return;
  const gapMs = turn.settings.gapMs ?? state.model.gapMs;
  update(turn, { exchanges, notBefore: now + gapMs });
  const { result } = exchange;
  if (!result.ok) {
    update(turn, { silent: state.silent + 1 });
    if (state.silent + 1 >= maxSilent) return hangUp(turn, 'the camera does not answer');
    doubtRegistration(turn);
    if (purpose.type === 'question') takeRefusal(turn, purpose.what, 'nothing');
    else if (purpose.type === 'job') unansweredJob(turn, purpose.job);
    return;
  }
  update(turn, { silent: 0 });
  if (result.status === 401 || result.status === 403)
    return hangUp(turn, 'the camera does not accept name and password', 'wrong-password');
  if (purpose.type === 'register')
    return takeRegistration(turn, result.status === 204 || result.status === 200);
  const parsed = parseAwAnswer(result);
  const answer = parsed.ok ? parsed.message : null;
  if (!answer) turn.outputs.push({ type: 'garbage', count: 1 });
  if (purpose.type === 'job') takeJobAnswer(turn, purpose.job, answer);
  else if (purpose.what === 'model') takeModel(turn, answer);
  else takeQuestionAnswer(turn, purpose.what, answer, purpose.sentAt);
}

function takeModel(turn: Turn, answer: AwAnswer | null): void {
  const { model: wanted } = turn.settings;
  if (answer?.type === 'error') {
    // In standby some cameras do not even say their name.
    if (answer.code === 'busy') update(turn, { isBusy: true });
  } else if (answer?.type !== 'model') return hangUp(turn, 'what answers is no AW camera', 'wrong-device');
  const said = answer.type === 'model' ? awModelOf(answer.name) : unknownAwModel;
  update(turn, {
    model: wanted === 'auto' ? said : awModels[wanted],
    phase: 'running',
    nextRoundAt: turn.now,
  });
  reportStatus(turn);
}

function takeQuestionAnswer(turn: Turn, what: AwQuestion, answer: AwAnswer | null, sentAt: number): void {
  if (answer?.type === 'error') return takeRefusal(turn, what, answer.code);
  if (answer && takeAnswer(turn, what, answer, sentAt)) return;
  if (answer) turn.outputs.push({ type: 'garbage', count: 1 });
  takeRefusal(turn, what, 'nothing');
}

/** The camera may have acted: what may be sent twice is, the rest is left to what its position tells. */
function unansweredJob(turn: Turn, job: Job): void {
  if (job.isRepeatable) return putBack(turn, job);
  leaveOpen(turn, job, outcome.failed('device-deadline', 'unknown'));
}

/** Whether the camera has acted is not known: it counts as moving, towards the target it may be at. */
function leaveOpen(turn: Turn, job: Job, result: Outcome): void {
  settle(turn, job.id, result);
  if (job.move !== null && job.move === turn.state.camera.move) feedGate(turn, { type: 'accepted' });
}

/** Sends the rest of a job (again), unless a newer move has overtaken it. */
function putBack(turn: Turn, job: Job): void {
  if (job.move !== null && job.move !== turn.state.camera.move) {
    settle(turn, job.id, outcome.failed('device-busy', 'unknown'));
    return;
  }
  update(turn, { jobs: [job, ...turn.state.jobs] });
}

/** Whether this is what the camera says when it accepts the job's present request. */
function accepts(job: Job, answer: AwAnswer): boolean {
  const [request] = job.parts;
  switch (request?.type) {
    case 'recall':
    case 'store':
    case 'delete':
      return answer.type === 'preset' && answer.preset === request.preset;
    case 'absolute':
      return answer.type === 'pan-tilt';
    case 'set-zoom':
      return answer.type === 'zoom-set';
    case 'drive':
      return answer.type === 'driving';
    case 'drive-zoom':
      return answer.type === 'zoom-driving';
    default:
      return false;
  }
}

function takeJobAnswer(turn: Turn, job: Job, answer: AwAnswer | null): void {
  if (answer?.type === 'error') return takeJobError(turn, job, answer.code);
  if (!answer || !accepts(job, answer)) {
    if (answer) turn.outputs.push({ type: 'garbage', count: 1 });
    if (!job.isReissue) leaveOpen(turn, job, outcome.failed('device-mismatch', 'unknown'));
    return;
  }
  if (job.parts.length > 1) return putBack(turn, { ...job, parts: job.parts.slice(1), begun: true });
  settle(turn, job.id, outcome.done('acknowledged'));
  if (job.storing !== null) feedGate(turn, { type: 'stored', preset: job.storing });
  if (job.move === null || job.move !== turn.state.camera.move) return;
  feedGate(turn, { type: 'accepted' });
  update(turn, { round: null, nextRoundAt: turn.now });
}

function takeJobError(turn: Turn, job: Job, code: 'unsupported' | 'busy' | 'out-of-range'): void {
  if (code === 'busy' && job.id !== null) {
    // It did not do it: sending it once more is no repetition. The command's deadline ends this.
    update(turn, { notBefore: Math.max(turn.state.notBefore, turn.now + busyPauseMs) });
    return putBack(turn, job);
  }
  if (job.isReissue) return;
  const result = code === 'unsupported' ? 'device-unsupported' : 'device-refused';
  settle(turn, job.id, outcome.failed(result, job.begun ? 'unknown' : 'none'));
  if (job.move !== null && job.move === turn.state.camera.move) feedGate(turn, { type: 'refused' });
}
