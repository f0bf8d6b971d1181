/**
 * One conversation with an ONVIF camera, as a pure session. Commands, status, signs of life and events each have
 * a question of their own in flight, so a GetStatus that takes half a minute delays no recall. GotoPreset's
 * answer means "accepted" and settles the command; whether the camera stands is told by the gate.
 */
import type { CameraCommand, CameraEvent } from '../../protocols/models/camera.ts';
import { outcome, type Outcome } from '../../protocols/models/outcome.ts';
import type { OnvifOperation } from '../../protocols/onvif/requests.ts';
import { gateNeeds } from '../camera-gate-needs.ts';
import { beginMove, gateTimer } from '../gated-camera.ts';
import type { CommandId, Session } from '../session.ts';
import type { OnvifCall, OnvifReply } from '../transports/onvif.ts';
import { requestOf } from './commands.ts';
import { greet, greetAnew, greetingAnswered, hangUp } from './greeting.ts';
import { aliveAnswered, poll, pollNow, statusAnswered } from './polling.ts';
import { eventsAnswered, pull } from './preset-events.ts';
import { meaningOf, type Meaning } from './replies.ts';
import {
  ask,
  freshState,
  initialState,
  isAsking,
  knobsOf,
  reportStatus,
  takeGate,
  tellGate,
  update,
  updatePulling,
  type Asked,
  type Job,
  type OnvifInput,
  type OnvifSettings,
  type OnvifState,
  type Turn,
} from './state.ts';

/** So many questions in a row without an answer: the camera is gone. */
const maxSilent = 3;
const maxStores = 8;
const maxReissues = 2;
/** Reached is said once the motors stop, and pulled at once: by then the camera has been seen standing for less. */
const reachedWithinMs = 500;

export function createOnvifSession(
  settings: OnvifSettings,
): Session<OnvifState, CameraCommand, CameraEvent, OnvifCall, OnvifReply> {
  return {
    initial: initialState(settings),
    // One request may be in flight before it, and it may be sent twice.
    deadlineMs: () => 3 * settings.requestTimeoutMs,
    step(state, input, now) {
      const turn: Turn = { state, outputs: [], settings, now };
      take(turn, input);
      if (turn.state.phase !== 'down') carryOn(turn);
      return { state: turn.state, outputs: turn.outputs };
    },
  };
}

function take(turn: Turn, input: OnvifInput): void {
  const { state, settings } = turn;
  switch (input.type) {
    case 'link-up': {
      turn.state = { ...freshState(state.camera, state.nextId), phase: 'greeting' };
      const { videoLatencyMs } = settings;
      turn.outputs.push({ type: 'emit', event: { type: 'video-latency', videoLatencyMs } });
      return;
    }
    case 'link-down':
      tellGate(turn, { type: 'link-lost' });
      turn.state = freshState(turn.state.camera, state.nextId);
      return;
    case 'submitted':
      submit(turn, input.id, input.command);
      return;
    case 'abandoned':
      abandon(turn, input.id);
      return;
    case 'timer':
      if (input.name === gateTimer) tellGate(turn, { type: 'tick' });
      return;
    case 'received':
      received(turn, input.data);
      return;
  }
}

/** Sends what may be sent now. */
function carryOn(turn: Turn): void {
  if (turn.state.phase === 'greeting' && !isAsking(turn.state, 'greeting')) greet(turn);
  if (turn.state.phase === 'running') {
    sendJob(turn);
    poll(turn);
    pull(turn);
  }
  if (turn.state.phase !== 'down') reportStatus(turn);
}

function received(turn: Turn, reply: OnvifReply): void {
  const asked = turn.state.waiting.get(reply.id);
  // Of a link before, or never asked.
  if (!asked || turn.state.phase === 'down') return;
  const waiting = new Map(turn.state.waiting);
  waiting.delete(reply.id);
  update(turn, { waiting, silent: reply.result.ok ? 0 : turn.state.silent + 1 });
  const operation = operationOf(asked);
  const meaning = meaningOf(operation, reply);
  if (meaning.type === 'answer' && operation === 'get-status') update(turn, { isWelcome: true });
  // Answers to what was asked before a new greeting are of no use, but for the commands that wait for theirs.
  const isOld = turn.state.phase === 'greeting' && asked.type !== 'greeting' && asked.type !== 'job';
  if (!isOld) answered(turn, asked, meaning);
  if (turn.state.phase === 'running' && turn.state.silent >= maxSilent)
    hangUp(turn, 'the camera does not answer');
}

function operationOf(asked: Asked): OnvifOperation {
  switch (asked.type) {
    case 'greeting':
    case 'events':
      return asked.operation;
    case 'job':
      return asked.job.request.type;
    case 'status':
      return 'get-status';
    case 'alive':
      return 'get-date-and-time';
  }
}

function answered(turn: Turn, asked: Asked, meaning: Meaning): void {
  switch (asked.type) {
    case 'greeting':
      return greetingAnswered(turn, asked.operation, meaning);
    case 'status':
      return statusAnswered(turn, asked.sentAt, meaning);
    case 'alive':
      return aliveAnswered(turn, asked.sentAt, meaning);
    case 'events':
      return eventsAnswered(turn, asked, meaning);
    case 'job':
      return jobAnswered(turn, asked.job, meaning);
  }
}

function settle(turn: Turn, id: CommandId | null, result: Outcome): void {
  if (id !== null) turn.outputs.push({ type: 'settle', id, outcome: result });
}

function submit(turn: Turn, id: CommandId, command: CameraCommand): void {
  const { state, settings, now } = turn;
  if (command.type === 'use-calibration') {
    tellGate(turn, { type: 'calibration', calibration: command.calibration });
    return settle(turn, id, outcome.done('completed'));
  }
  const request = requestOf(command, state, settings);
  if (typeof request === 'string') return settle(turn, id, outcome.failed(request));
  if (state.phase !== 'running') return settle(turn, id, outcome.failed('device-offline'));
  if (command.type === 'store') {
    if (state.jobs.filter((job) => job.storing !== null).length >= maxStores)
      return settle(turn, id, outcome.failed('device-busy'));
    const job: Job = { id, request, move: null, storing: command.preset, isRepeated: false };
    update(turn, { jobs: [...state.jobs, job] });
    return;
  }
  // A newer move takes the place of one that was not sent yet.
  for (const job of state.jobs) if (job.move !== null) settle(turn, job.id, outcome.failed('device-busy'));
  const kind =
    request.type === 'goto-preset' ? 'recall' : request.type === 'continuous-move' ? 'drive' : 'other';
  update(turn, { current: { kind, request, askedAt: now, reissues: 0 } });
  takeGate(turn, beginMove(turn.state.camera, command, now, knobsOf(turn.state, settings)));
  const { move } = turn.state.camera;
  const job: Job = { id, request, move, storing: null, isRepeated: false };
  update(turn, { jobs: [job, ...state.jobs.filter((other) => other.move === null)] });
}

/** The shell's deadline passed: what was not sent yet is not sent any more, what was sent may still happen. */
function abandon(turn: Turn, id: CommandId): void {
  const { jobs, waiting, camera } = turn.state;
  const dropped = jobs.find((job) => job.id === id);
  update(turn, {
    jobs: jobs.filter((job) => job !== dropped),
    waiting: new Map(
      [...waiting].map(([number, asked]) =>
        asked.type === 'job' && asked.job.id === id
          ? [number, { ...asked, job: { ...asked.job, id: null } }]
          : [number, asked],
      ),
    ),
  });
  if (dropped && dropped.move === camera.move) tellGate(turn, { type: 'refused' });
}

/** The next command, one at a time: requests on two connections overtake each other. */
function sendJob(turn: Turn): void {
  if (isAsking(turn.state, 'job')) return;
  reissue(turn);
  const [job, ...jobs] = turn.state.jobs;
  if (!job) return;
  update(turn, { jobs });
  ask(turn, { type: 'job', job }, job.request);
}

/** A recall whose end signal was lost: the camera is there, and says so once more when it is sent there again. */
function reissue(turn: Turn): void {
  const { state, settings, now } = turn;
  const { current, camera } = state;
  if (current?.kind !== 'recall' || state.jobs.length > 0) return;
  const needs = gateNeeds(camera.gate, now, knobsOf(state, settings));
  // Status and position both say so, and it is overdue: the news of it was lost.
  const isOverdue = now - (camera.gate.standing?.confirmedAt ?? now) >= reachedWithinMs;
  if (needs === 'completion' && isOverdue) return tellGate(turn, { type: 'completion-lost' });
  if (needs !== 'reissue') return;
  if (current.reissues >= maxReissues) return updatePulling(turn, { isReachedLost: true });
  const job: Job = { id: null, request: current.request, move: camera.move, storing: null, isRepeated: true };
  update(turn, { jobs: [job], current: { ...current, reissues: current.reissues + 1 } });
}

/** Sent twice they do the same as sent once. */
const isRepeatable = ({ request }: Job): boolean =>
  request.type === 'goto-preset' || request.type === 'absolute-move' || request.type === 'stop';

function jobAnswered(turn: Turn, job: Job, meaning: Meaning): void {
  const isNewest = job.move !== null && job.move === turn.state.camera.move;
  switch (meaning.type) {
    case 'answer': {
      const { answer } = meaning;
      if (answer.type === 'set-preset') return stored(turn, job, answer.preset);
      settle(turn, job.id, outcome.done('acknowledged'));
      if (isNewest) tellGate(turn, { type: 'accepted' });
      pollNow(turn);
      return;
    }
    case 'none':
      if (meaning.reason === 'broken' && !job.isRepeated && isNewest && isRepeatable(job)) {
        update(turn, { jobs: [{ ...job, isRepeated: true }, ...turn.state.jobs] });
        return;
      }
      settle(turn, job.id, outcome.failed('device-deadline', 'unknown'));
      break;
    case 'senseless':
      turn.outputs.push({ type: 'garbage', count: 1 });
      settle(turn, job.id, outcome.failed('device-mismatch', 'unknown'));
      break;
    case 'fault':
    // If the credentials are bad and not only this user's rights, the next poll shows it.
    case 'not-authorised':
      settle(turn, job.id, outcome.failed('device-refused'));
      break;
  }
  // Whether it moves now only looking can tell.
  if (isNewest) tellGate(turn, { type: 'refused' });
  pollNow(turn);
  if (turn.state.phase === 'running' && meaning.type === 'fault' && meaning.fault.code === 'NoProfile')
    greetAnew(turn);
}

/** A camera that gives the preset another token has stored something, but not what was meant. */
function stored(turn: Turn, { id, request, storing }: Job, token: string): void {
  if (request.type !== 'set-preset' || request.preset !== token)
    return settle(turn, id, outcome.failed('device-mismatch', 'unknown'));
  settle(turn, id, outcome.done('acknowledged'));
  if (storing !== null) tellGate(turn, { type: 'stored', preset: storing });
}
