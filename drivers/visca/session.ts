/**
 * One conversation with a VISCA camera, as a pure session (drivers/session.ts). One request is in flight at a
 * time, so it is always clear what an answer belongs to; how frames travel and what is done about lost ones
 * is the framing's business (over-ip.ts, raw.ts). A recall settles at its ACK; whether the camera stands is
 * told by the gate's events, fed by polling.ts.
 */
import type { CameraCommand, CameraEvent } from '../../protocols/models/camera.ts';
import { outcome } from '../../protocols/models/outcome.ts';
import type { CommandId, Session } from '../session.ts';
import type { Framing } from './framing.ts';
import { framesOf } from './jobs.ts';
import { settle } from './outcomes.ts';
import { overIp } from './over-ip.ts';
import { feedGate, reportStatus, startIdentification } from './polling.ts';
import { rawFraming } from './raw.ts';
import { carryOn } from './sending.ts';
import {
  freshState,
  initialState,
  update,
  type Job,
  type Pending,
  type Turn,
  type ViscaInput,
  type ViscaSettings,
  type ViscaState,
} from './state.ts';

const commandDeadlineMs = 3000;
/** So many transmissions in a row without an answer: the camera is gone, though a link seldom says so. */
const maxSilent = 8;
const maxStores = 8;

const framings: Readonly<Record<ViscaSettings['framing'], Framing>> = {
  'over-ip': overIp,
  tcp: rawFraming('tcp'),
  udp: rawFraming('udp'),
  chain: rawFraming('chain'),
};

export function createViscaSession(
  settings: ViscaSettings,
): Session<ViscaState, CameraCommand, CameraEvent, Uint8Array, Uint8Array> {
  const framing = framings[settings.framing];
  return {
    initial: initialState(settings),
    // Without the header, some cameras acknowledge a move only when it is over.
    deadlineMs: () => (framing === overIp ? commandDeadlineMs : settings.maxTravelMs + commandDeadlineMs),
    step(state, input, now) {
      const turn: Turn = { state, outputs: [], settings, framing, now };
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
      turn.state = { ...freshState(state.gate, state.move), phase: turn.framing.firstPhase };
      const { videoLatencyMs } = settings;
      turn.outputs.push({ type: 'emit', event: { type: 'video-latency', videoLatencyMs } });
      reportStatus(turn);
      if (turn.state.phase === 'identifying') startIdentification(turn);
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
    case 'received':
      turn.framing.received(turn, input.data);
      return;
  }
}

function submit(turn: Turn, id: CommandId, command: CameraCommand): void {
  const { state } = turn;
  if (command.type === 'use-calibration') {
    feedGate(turn, { type: 'calibration', calibration: command.calibration });
    return settle(turn, id, outcome.done('completed'));
  }
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
  const { raw } = turn.state;
  if (!raw.parked.some(({ job }) => job.id === id)) return;
  const parked = raw.parked.map((one) =>
    one.job.id === id ? { ...one, job: { ...one.job, id: null } } : one,
  );
  update(turn, { raw: { ...raw, parked } });
}

/** Nothing came for the pending request in time: the camera is gone, or the framing knows what to do. */
function unanswered(turn: Turn): void {
  const { pending } = turn.state;
  if (!pending) return;
  if (!pending.disputed && isSilent(turn, pending)) {
    update(turn, { phase: 'down' });
    turn.outputs.push({ type: 'hang-up', reason: 'the camera does not answer' });
    return;
  }
  turn.framing.unanswered(turn, pending);
}

function isSilent(turn: Turn, pending: Pending): boolean {
  const { silent } = turn.state;
  const count = silent.count + 1;
  const since = silent.count === 0 ? pending.sentAt : silent.since;
  update(turn, { silent: { count, since } });
  return count >= maxSilent && turn.now - since >= turn.framing.silenceMs(turn);
}
