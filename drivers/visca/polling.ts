/**
 * Rounds of inquiries that feed the gate: position, zoom or lens block, and pan/tilt status. About four
 * a second while moving, two while standing, and back to back while an arrival is being confirmed. What
 * the camera refuses twice as unknown is not asked again.
 */
import type { MonotonicMs } from '../../protocols/clock.ts';
import {
  lensBlockAnswer,
  panTiltAnswer,
  panTiltStatusAnswer,
  switchAnswer,
  versionAnswer,
  zoomAnswer,
} from '../../protocols/visca/answers.ts';
import { modelOf, toPosition, unknownViscaModel, viscaModels } from '../../protocols/visca/models.ts';
import type { Inquiry, PositionWidth } from '../../protocols/visca/requests.ts';
import { arrival, creep, near, still } from '../camera-gate-knobs.ts';
import { nextLookAt } from '../camera-gate-needs.ts';
import { stepGate, type GateInput } from '../camera-gate.ts';
import { isOffered, knobsOf, update, type Round, type Turn, type ViscaState } from './state.ts';

/**
 * From one position inquiry to a standing camera to the next, as a multiple of `pollMs` and at most: half
 * of the second after which STILL expires, so that eight lost datagrams in a row still fit into the rest.
 */
const stillPoll = { factor: 2.2, longestMs: 495 };
/**
 * A standing camera is asked for its pan/tilt status and its power every so many rounds, in turn: that it
 * moves, its position tells as well.
 */
const rarelyEvery = 16;
const statusTurn = 8;

/** Passes an input to the gate and puts out what follows from it. */
export function feedGate(turn: Turn, input: GateInput): void {
  const before = turn.state.gate;
  const step = stepGate(before, input, turn.now, knobsOf(turn.state, turn.settings));
  update(turn, { gate: step.state });
  for (const event of step.events) turn.outputs.push({ type: 'emit', event });
  const { faulty, calibration } = step.state;
  if (before.faulty !== faulty || before.calibration !== calibration) reportStatus(turn);
}

export function reportStatus(turn: Turn): void {
  const { phase, powerOn, menuOrBusy, gate, lastPosition, rounds, model } = turn.state;
  const status =
    phase !== 'running' || rounds === 0
      ? ({ level: 'warning', code: 'synchronising' } as const)
      : powerOn === false
        ? ({ level: 'fault', code: 'power-off' } as const)
        : menuOrBusy
          ? ({ level: 'warning', code: 'not-ready' } as const)
          : gate.faulty
            ? ({ level: 'fault', code: 'never-arrives' } as const)
            : lastPosition === null && isOffered(turn.state, 'pan-tilt-position')
              ? ({ level: 'warning', code: 'synchronising' } as const)
              : model === unknownViscaModel && !gate.calibration
                ? ({ level: 'ok', code: 'unknown-model' } as const)
                : ({ level: 'ok', code: 'ready' } as const);
  turn.outputs.push({ type: 'status', status });
}

const widthByBytes: Readonly<Record<number, PositionWidth>> = { 8: '4+4', 9: '5+4', 10: '5+5' };

const emptyRound: Omit<Round, 'todo' | 'startedAt'> = {
  askedAt: null,
  isInOrder: true,
  isConfirming: false,
  panTilt: null,
  zoom: null,
  status: null,
  failed: false,
};

/** The first round: what camera is it, and is it on? */
export function startIdentification(turn: Turn): void {
  update(turn, { round: { ...emptyRound, startedAt: turn.now, todo: ['version', 'power'] } });
}

/** The round before found it at its target, with a status that says idle: that it is there still is what is asked. */
const isSeenThere = ({ gate: { standing, move, motion } }: ViscaState): boolean =>
  motion.kind !== 'still' &&
  standing?.position != null &&
  move?.target != null &&
  near(standing.position, move.target, arrival);

export function startRound(turn: Turn): void {
  const { state } = turn;
  const stands = state.gate.motion.kind === 'still';
  const lens: Inquiry =
    state.model.lensBlock && isOffered(state, 'lens-block') ? 'lens-block' : 'zoom-position';
  const todo: Inquiry[] = ['pan-tilt-position', lens];
  const isConfirming = isSeenThere(state);
  const asksStatus = stands ? state.rounds % rarelyEvery === statusTurn : !isConfirming;
  if (state.model.statusLayout && asksStatus) todo.push('pan-tilt-status');
  // A move is not kept waiting for it, unless it seems to be the reason.
  const asksPower = (stands || state.menuOrBusy) && state.rounds % rarelyEvery === 0;
  if (state.powerOn !== true || asksPower) todo.push('power');
  const offered = todo.filter((inquiry) => isOffered(state, inquiry));
  // A camera that answers nothing else still shows by its power that it lives.
  update(turn, {
    overtaken: null,
    round: {
      ...emptyRound,
      isConfirming,
      startedAt: turn.now,
      todo: offered.length > 0 ? offered : ['power'],
    },
  });
}

const isOfPosition = (inquiry: Inquiry): boolean =>
  inquiry === 'pan-tilt-position' || inquiry === 'zoom-position' || inquiry === 'lens-block';

/** Takes the answer to the round's present inquiry; false when the bytes do not fit it. */
export function takeAnswer(turn: Turn, inquiry: Inquiry, data: Uint8Array, sentAt: number): boolean {
  const round = turn.state.round;
  if (!round) return true;
  const found = readAnswer(turn, inquiry, data, round);
  if (!found) return false;
  update(turn, {
    round: {
      ...found,
      askedAt: round.askedAt ?? (isOfPosition(inquiry) ? sentAt : null),
      todo: round.todo.filter((other) => other !== inquiry),
    },
    menuOrBusy: false,
    refusals: { ...turn.state.refusals, [inquiry]: 0 },
  });
  if (inquiry === 'pan-tilt-position') cutShortIfGone(turn);
  return true;
}

/** A camera that stood and is elsewhere now is moving, whatever the rest of the round would say. */
function cutShortIfGone(turn: Turn): void {
  const { round, gate, lastPosition, model } = turn.state;
  if (gate.motion.kind !== 'still' || !round?.panTilt || !lastPosition || !gate.at?.position) return;
  const { zoom } = lastPosition;
  if (near(toPosition(model, round.panTilt, zoom), gate.at.position, creep)) return;
  update(turn, { round: { ...round, zoom, todo: [] } });
}

function readAnswer(turn: Turn, inquiry: Inquiry, data: Uint8Array, round: Round): Round | null {
  const { model } = turn.state;
  switch (inquiry) {
    case 'version': {
      const version = versionAnswer.parse(data);
      if (!version) return null;
      const { model: wanted } = turn.settings;
      const found = turn.framing.knowsModels ? modelOf(version) : unknownViscaModel;
      update(turn, { model: wanted === 'auto' ? found : viscaModels[wanted] });
      return round;
    }
    case 'power': {
      const on = switchAnswer.parse(data);
      if (on === null) return null;
      update(turn, { powerOn: on });
      return round;
    }
    case 'pan-tilt-position': {
      // Of an unknown model not even the width is known: take what came.
      const width = model === unknownViscaModel ? (widthByBytes[data.length] ?? model.width) : model.width;
      const panTilt = panTiltAnswer.parse(data, width);
      update(turn, { lastPositionAt: turn.now });
      return panTilt && { ...round, panTilt, isInOrder: round.zoom === null };
    }
    case 'zoom-position': {
      const zoom = zoomAnswer.parse(data);
      return zoom === null ? null : { ...round, zoom };
    }
    case 'lens-block': {
      const block = lensBlockAnswer.parse(data);
      if (!block) return null;
      const busy = block.presetRunning || block.zoomRunning;
      return { ...round, zoom: block.zoom, status: busy ? 'moving' : round.status };
    }
    case 'pan-tilt-status': {
      const layout = model.statusLayout;
      const status = layout && panTiltStatusAnswer.parse(data, layout);
      if (!status) return null;
      const failed = status.move === 'failed' || status.initialised === 'failed';
      const busy = status.move === 'running' || status.initialised === 'running';
      const seen = busy ? 'moving' : failed ? 'failed' : 'idle';
      return { ...round, status: round.status === 'moving' ? 'moving' : seen };
    }
    case 'last-preset':
    case 'max-speed':
    case 'menu':
      return round;
  }
}

/** The camera refused this inquiry as unknown to it or as impossible now, or its answer made no sense. */
export function takeRefusal(turn: Turn, inquiry: Inquiry, code: 'unknown' | 'not-now' | 'senseless'): void {
  const { round, refusals } = turn.state;
  if (code === 'unknown')
    update(turn, { refusals: { ...refusals, [inquiry]: (refusals[inquiry] ?? 0) + 1 } });
  else if (code === 'not-now') update(turn, { menuOrBusy: true });
  if (code === 'unknown' && inquiry === 'version') {
    const { model: wanted } = turn.settings;
    update(turn, { model: wanted === 'auto' ? unknownViscaModel : viscaModels[wanted] });
  }
  if (round)
    update(turn, {
      round: {
        ...round,
        todo: round.todo.filter((other) => other !== inquiry),
        failed: code !== 'unknown' || round.failed,
      },
    });
}

/** A round without open inquiries: tells the gate, and says when the next one is due. */
export function finishRound(turn: Turn): void {
  const { round, phase } = turn.state;
  if (!round) return;
  if (phase === 'identifying') {
    update(turn, { phase: 'running', round: null, nextRoundAt: turn.now });
    reportStatus(turn);
    return;
  }
  update(turn, { round: null, rounds: turn.state.rounds + 1 });
  const { panTilt, zoom, askedAt, isInOrder, status } = round;
  if (panTilt && zoom !== null) notePosition(turn, panTilt, zoom, askedAt ?? turn.now);
  const hasPosition = isOffered(turn.state, 'pan-tilt-position');
  const position = panTilt && zoom !== null ? toPosition(turn.state.model, panTilt, zoom) : null;
  if (!round.failed && (position || !hasPosition)) {
    // Unless the mask is known to fit, busy bits still count against standing, idle ones for nothing.
    const sentAt = askedAt ?? turn.now;
    const receivedAt = panTilt && isInOrder ? turn.state.lastPositionAt : turn.now;
    const said = status ?? (round.isConfirming ? 'idle' : null);
    feedGate(turn, { type: 'poll', sentAt, receivedAt, status: said, position });
  }
  update(turn, { nextRoundAt: nextRoundAt(turn, round) });
  reportStatus(turn);
}

function notePosition(
  turn: Turn,
  panTilt: { pan: number; tilt: number },
  zoom: number,
  seenAt: MonotonicMs,
): void {
  const { lastPosition: last, model, place } = turn.state;
  const stays =
    last !== null &&
    near(toPosition(model, last.panTilt, last.zoom), toPosition(model, panTilt, zoom), still);
  update(turn, { place: { since: stays ? place.since : seenAt, seenAt } });
  if (last && last.panTilt.pan === panTilt.pan && last.panTilt.tilt === panTilt.tilt && last.zoom === zoom)
    return;
  update(turn, { lastPosition: { panTilt, zoom } });
  const position = toPosition(model, panTilt, zoom);
  turn.outputs.push({ type: 'emit', event: { type: 'position', position } });
}

/** When the round after this one is due. */
function nextRoundAt(turn: Turn, { startedAt, failed }: Round): number {
  const { state, settings, now } = turn;
  const { pollMs } = settings;
  const { motion, lastPollAt } = state.gate;
  // Counted from when the position was asked for, as STILL expires from then.
  if (motion.kind === 'still' && !failed) {
    const pauseMs = Math.min(stillPoll.longestMs, stillPoll.factor * pollMs);
    return Math.max(now, Math.max(lastPollAt ?? 0, startedAt) + pauseMs);
  }
  // Counted from the position's answer, so that long rounds do not stretch the interval; but a camera that
  // refuses its position is not asked for it without pause.
  const lookedAt = Math.max(state.lastPositionAt, startedAt);
  return nextLookAt(state.gate, lookedAt, now, pollMs, knobsOf(state, settings));
}
