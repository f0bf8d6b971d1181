/**
 * Rounds of questions that feed the gate: where the camera looks, and now and then whether it is on. About
 * four a second while moving, two while standing, and as close together as allowed while an arrival is being
 * confirmed. What the camera refuses twice as unknown is not asked again.
 */
import type { AwAnswer, AwErrorCode } from '../../protocols/panasonic-aw/answers.ts';
import { awModelOf, toPosition, unknownAwModel } from '../../protocols/panasonic-aw/models.ts';
import type { AwQuestion } from '../../protocols/panasonic-aw/requests.ts';
import { nextLookAt } from '../camera-gate-needs.ts';
import type { GateInput } from '../camera-gate.ts';
import { feed, gateStatus, type GateTurn } from '../gated-camera.ts';
import type { DeviceStatus } from '../session.ts';
import { isOffered, knobsOf, offersPosition, update, type AwState, type Round, type Turn } from './state.ts';

/**
 * From one position of a standing camera to the next, as a multiple of `pollMs` and at most: half of the
 * second after which STILL expires, so that one request may be lost.
 */
const stillPoll = { factor: 2.2, longestMs: 495 };
/** A camera is asked for its power every so many rounds; that it moves, its position tells. */
const powerEvery = 16;

/** Puts out what a step of the gate brought. */
export function takeGate(turn: Turn, { camera, outputs }: GateTurn): void {
  update(turn, { camera });
  turn.outputs.push(...outputs);
}

export function feedGate(turn: Turn, input: GateInput): void {
  takeGate(turn, feed(turn.state.camera, input, turn.now, knobsOf(turn.state, turn.settings)));
}

export function reportVideoLatency(turn: Turn): void {
  const { videoLatencyMs } = turn.settings;
  turn.outputs.push({ type: 'emit', event: { type: 'video-latency', videoLatencyMs } });
}

export function reportStatus(turn: Turn): void {
  turn.outputs.push({ type: 'status', status: statusOf(turn.state) });
}

function statusOf(state: AwState): DeviceStatus {
  if (state.phase !== 'running' || state.rounds === 0) return { level: 'warning', code: 'synchronising' };
  if (state.power === 'off') return { level: 'fault', code: 'power-off' };
  if (state.power === 'changing' || state.isBusy) return { level: 'warning', code: 'not-ready' };
  const gate = gateStatus(state.camera);
  if (gate.code !== 'ready') return gate;
  if (!state.hasPosition && offersPosition(state)) return { level: 'warning', code: 'synchronising' };
  if (state.model.endSignal || state.camera.gate.calibration) return gate;
  // A model that nobody vouches for is named, so that it can be looked up what is believed of it.
  return { level: 'ok', code: 'unknown-model', detail: state.model.name };
}

export function startRound(turn: Turn): void {
  const { state } = turn;
  const position: readonly AwQuestion[] = isOffered(state, 'everything')
    ? ['everything']
    : offersPosition(state)
      ? ['pan-tilt', 'zoom']
      : [];
  const asksPower = state.power !== 'on' || state.isBusy || state.rounds % powerEvery === 0;
  const todo: AwQuestion[] = [...position];
  // A camera that does not tell where it looks still shows by its power that it lives.
  if (asksPower || position.length === 0) todo.push('power');
  // It was too busy to say its name.
  if (asksPower && state.model === unknownAwModel && isOffered(state, 'model')) todo.push('model');
  update(turn, {
    round: {
      startedAt: turn.now,
      todo,
      positionSentAt: null,
      positionAt: null,
      panTilt: null,
      zoom: null,
      failed: false,
    },
  });
}

const isAboutPosition = (what: AwQuestion): boolean => what !== 'power' && what !== 'model';

/** Takes the answer to a question of the present round; false when it does not fit. */
export function takeAnswer(turn: Turn, what: AwQuestion, answer: AwAnswer, sentAt: number): boolean {
  const { round } = turn.state;
  if (!round) return true;
  const found = readAnswer(turn, what, answer, round);
  if (!found) return false;
  update(turn, {
    round: {
      ...found,
      todo: round.todo.filter((other) => other !== what),
      positionSentAt: round.positionSentAt ?? (isAboutPosition(what) ? sentAt : null),
      positionAt: round.positionAt ?? (isAboutPosition(what) ? turn.now : null),
    },
    refusals: { ...turn.state.refusals, [what]: 0 },
    ...(isAboutPosition(what) ? { isBusy: false } : {}),
  });
  return true;
}

function readAnswer(turn: Turn, what: AwQuestion, answer: AwAnswer, round: Round): Round | null {
  switch (what) {
    case 'power':
      if (answer.type !== 'power') return null;
      update(turn, { power: answer.power });
      return round;
    case 'everything':
      if (answer.type !== 'everything') return null;
      return { ...round, panTilt: { pan: answer.pan, tilt: answer.tilt }, zoom: answer.zoom };
    case 'pan-tilt':
      if (answer.type !== 'pan-tilt') return null;
      return { ...round, panTilt: { pan: answer.pan, tilt: answer.tilt } };
    case 'zoom':
      if (answer.type !== 'zoom') return null;
      return { ...round, zoom: answer.zoom };
    case 'model':
      if (answer.type !== 'model') return null;
      if (turn.settings.model === 'auto') update(turn, { model: awModelOf(answer.name) });
      return round;
    case 'last-preset':
      return round;
  }
}

/** A question of the round that brought nothing: refused, without an answer, or with a senseless one. */
export function takeRefusal(turn: Turn, what: AwQuestion, why: AwErrorCode | 'nothing'): void {
  const { round, refusals } = turn.state;
  if (why === 'unsupported') update(turn, { refusals: { ...refusals, [what]: (refusals[what] ?? 0) + 1 } });
  if (why === 'busy') update(turn, { isBusy: true });
  if (round)
    update(turn, {
      round: { ...round, todo: round.todo.filter((other) => other !== what), failed: true },
    });
}

/** A round without open questions: tells the gate, and says when the next one is due. */
export function finishRound(turn: Turn): void {
  const { round } = turn.state;
  if (!round) return;
  update(turn, { round: null, rounds: turn.state.rounds + 1 });
  const position = round.panTilt && round.zoom !== null ? toPosition(round.panTilt, round.zoom) : null;
  if (position) {
    update(turn, { hasPosition: true });
    turn.outputs.push({ type: 'emit', event: { type: 'position', position } });
  }
  const hasAnswered = position !== null || (!round.failed && !offersPosition(turn.state));
  if (hasAnswered)
    feedGate(turn, {
      type: 'poll',
      sentAt: round.positionSentAt ?? round.startedAt,
      receivedAt: round.positionAt ?? turn.now,
      status: null,
      position,
    });
  update(turn, { nextRoundAt: nextRoundAt(turn, round, hasAnswered) });
  reportStatus(turn);
}

function nextRoundAt(turn: Turn, { startedAt, positionSentAt }: Round, hasAnswered: boolean): number {
  const { state, settings, now } = turn;
  const { pollMs } = settings;
  const { gate } = state.camera;
  // Counted from when the position was asked for, as STILL expires from then.
  if (gate.motion.kind === 'still' && hasAnswered)
    return (positionSentAt ?? startedAt) + Math.min(stillPoll.longestMs, stillPoll.factor * pollMs);
  if (!hasAnswered) return startedAt + pollMs;
  return nextLookAt(gate, startedAt, now, pollMs, knobsOf(state, settings));
}
