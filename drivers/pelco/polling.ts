/**
 * Where the camera looks: pan, tilt and zoom, one question after the other, about four times a second while
 * moving and twice while standing. A camera that is not asked is given the passing of time instead.
 */
import type { CameraPosition } from '../../protocols/models/camera.ts';
import type { PelcoQuestion } from '../../protocols/pelco/requests.ts';
import { arrival, creep, near } from '../camera-gate-knobs.ts';
import { nextLookAt } from '../camera-gate-needs.ts';
import type { GateInput } from '../camera-gate.ts';
import { feed, gateStatus, type GateTurn } from '../gated-camera.ts';
import { knobsOf, notSilent, update, type PelcoSettings, type Round, type Turn } from './state.ts';

const stillPoll = { factor: 2.2, longestMs: 495 };
/** From one look at the clock to the next, of a camera that is not asked. */
const blindPollMs = 400;
/** Of one round. */
const maxVain = 2;
const questions: readonly PelcoQuestion[] = ['pan', 'tilt', 'zoom'];

/** Puts out what a step of the gate brought. */
export function takeGate(turn: Turn, { camera, outputs }: GateTurn): void {
  update(turn, { camera });
  turn.outputs.push(...outputs);
}

export function feedGate(turn: Turn, input: GateInput): void {
  takeGate(turn, feed(turn.state.camera, input, turn.now, knobsOf(turn.settings)));
}

export function reportStatus(turn: Turn): void {
  const { state, settings } = turn;
  const isWaiting = state.phase !== 'running' || (settings.position && !state.lastPosition);
  turn.outputs.push({
    type: 'status',
    status: isWaiting ? { level: 'warning', code: 'synchronising' } : gateStatus(state.camera),
  });
}

/** Starts a round that is due; a camera that is not asked gets its look at the clock. */
export function startRound(turn: Turn): void {
  const { now, settings } = turn;
  if (settings.position) {
    update(turn, { round: { startedAt: now, answeredAt: null, todo: questions, values: {}, vain: 0 } });
    return;
  }
  feedGate(turn, { type: 'poll', sentAt: now, status: null, position: null });
  update(turn, { nextRoundAt: now + blindPollMs });
  reportStatus(turn);
}

/** An answer to the question that was asked; false when it fits none. */
export function takeAnswer(turn: Turn, what: PelcoQuestion, value: number): boolean {
  const { round, asked } = turn.state;
  if (!round || asked?.what !== what) return false;
  const todo = round.todo.filter((other) => other !== what);
  update(turn, {
    asked: null,
    silent: notSilent,
    round: {
      ...round,
      answeredAt: round.answeredAt ?? turn.now,
      todo,
      values: { ...round.values, [what]: value },
    },
  });
  if (todo.length === 0) finishRound(turn, round.startedAt);
  return true;
}

/**
 * A question stayed without an answer. It is asked once more, as a frame is lost now and then; after that the
 * round is given up, and the line has a rest, as a late answer looks like the next one's.
 */
export function takeSilence(turn: Turn): void {
  const { round } = turn.state;
  update(turn, { asked: null });
  if (!round) return;
  if (round.vain < maxVain) return update(turn, { round: { ...round, vain: round.vain + 1 } });
  update(turn, {
    round: null,
    nextRoundAt: round.startedAt + turn.settings.pollMs,
    notBefore: turn.now + turn.settings.answerTimeoutMs,
  });
}

function finishRound(turn: Turn, startedAt: number): void {
  const { round, lastPosition } = turn.state;
  const position = round && positionIn(round, turn.settings);
  update(turn, { round: null });
  if (!position) {
    turn.outputs.push({ type: 'garbage', count: 1 });
    update(turn, { nextRoundAt: startedAt + turn.settings.pollMs });
    return;
  }
  if (!near(position, lastPosition, { degrees: 0, zoom: 0 }))
    turn.outputs.push({ type: 'emit', event: { type: 'position', position } });
  update(turn, { lastPosition: position });
  const receivedAt = round?.answeredAt ?? turn.now;
  feedGate(turn, { type: 'poll', sentAt: startedAt, receivedAt, status: null, position });
  update(turn, { nextRoundAt: nextRoundAt(turn, startedAt) });
  reportStatus(turn);
}

/** null: a zoom beyond what the config calls tele. */
function positionIn({ values }: Round, { position: scale }: PelcoSettings): CameraPosition | null {
  const { pan = 0, tilt = 0, zoom = 0 } = values;
  if (!scale || zoom > scale.zoomTele) return null;
  const upward = scale.tiltUp === 'positive' ? 1 : -1;
  return {
    panDegrees: aroundZero(pan / scale.unitsPerDegree),
    tiltDegrees: aroundZero(tilt / scale.unitsPerDegree) * upward,
    zoom: zoom / scale.zoomTele,
  };
}

/** 0…360 → −180…180: left and down are told as what is missing to a whole turn. */
const aroundZero = (degrees: number): number => (degrees > 180 ? degrees - 360 : degrees);

function nextRoundAt({ state, settings, now }: Turn, startedAt: number): number {
  const { gate } = state.camera;
  // Counted from when the position was asked for, as STILL expires from then.
  if (gate.motion.kind === 'still')
    return startedAt + Math.min(stillPoll.longestMs, stillPoll.factor * settings.pollMs);
  return nextLookAt(gate, startedAt, now, settings.pollMs, knobsOf(settings));
}

/**
 * The newest recall seems not to have been heard: the camera stands, and not at the preset (or, where that is
 * not known, still where it stood before). To be asked before the gate would take it for arrived.
 */
export function isUnheard({ state, settings }: Turn): boolean {
  const { recall, camera } = state;
  const { move, standing } = camera.gate;
  if (!settings.position || !recall || !move) return false;
  if (recall.move !== camera.move || standing?.confirmedAt == null) return false;
  return move.target
    ? !near(standing.position, move.target, arrival)
    : recall.from === null || near(standing.position, recall.from, creep);
}
