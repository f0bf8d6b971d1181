/**
 * The STILL gate: the one place that decides whether a PTZ camera stands still, shared by every camera
 * kind. No single signal of any protocol is trustworthy, so a move counts as finished only when the camera
 * must have set off (a minimum time, or seen to), the end signal came (where trusted), every status flag says
 * idle, the position equals the preset's known target on polls that agree for as long as the mechanics take to
 * settle. Pure: events in, camera events out. What proves nothing counts as moving; the session does the
 * polling (camera-gate-needs.ts).
 */
import type { MonotonicMs } from '../protocols/clock.ts';
import type {
  CameraCalibration,
  CameraEvent,
  CameraPosition,
  Motion,
  PresetNumber,
} from '../protocols/models/camera.ts';
import { arrival, calibrated, creep, hasWitness, near, type GateKnobs } from './camera-gate-knobs.ts';
import {
  besideTargetMs,
  createGate,
  faultAfterMs,
  hasSettled,
  isAtTarget,
  isEndKnown,
  maxLostCompletions,
  stayedBesideMs,
  type GateState,
} from './camera-gate-state.ts';
import { hasBegun, hasTravelled, polledMove, type Move } from './camera-move.ts';
import { extend, type Poll } from './camera-standing.ts';
import { moveReport, noTrace } from './move-trace.ts';

export type GateInput =
  | { readonly type: 'link-lost' }
  /** We ask for a move, from now on. `target` where it is known better than by learning. */
  | {
      readonly type: 'move';
      readonly preset: PresetNumber | null;
      readonly target?: CameraPosition | undefined;
    }
  /** The camera will carry out the move, or does already. */
  | { readonly type: 'accepted' }
  /** The camera will not carry out the move, or broke it off. */
  | { readonly type: 'refused' }
  | { readonly type: 'completed' }
  /** The camera executed the move, and its end signal will never come again. */
  | { readonly type: 'completion-lost' }
  | ({ readonly type: 'poll' } & Poll)
  /** The preset now holds the present position. */
  | { readonly type: 'stored'; readonly preset: PresetNumber }
  | { readonly type: 'calibration'; readonly calibration: CameraCalibration }
  | { readonly type: 'tick' };

export interface GateStep {
  readonly state: GateState;
  readonly events: readonly CameraEvent[];
}

const withMotion = (state: GateState, motion: Motion, ...before: readonly CameraEvent[]): GateStep => ({
  state: { ...state, motion },
  events: [...before, { type: 'motion', motion }],
});

/** One step of the gate. `offered`: what the camera can say; a calibration may believe less of it. */
export function stepGate(state: GateState, input: GateInput, now: MonotonicMs, offered: GateKnobs): GateStep {
  const knobs = calibrated(offered, state.calibration);
  switch (input.type) {
    case 'link-lost':
      return withMotion(
        {
          ...createGate(state.targets),
          lostCompletions: state.lostCompletions,
          calibration: state.calibration,
        },
        { kind: 'unknown', since: now },
      );
    case 'move':
      return startMove(state, input.preset, input.target, now);
    case 'accepted':
    case 'refused':
    case 'completed':
    case 'completion-lost':
      return state.move ? moveReported(state, state.move, input.type, now, knobs) : { state, events: [] };
    case 'stored':
      return stored(state, input.preset);
    case 'calibration':
      return useCalibration(state, input.calibration);
    case 'poll':
      return polled(state, input, now, knobs);
    case 'tick':
      return judge(state, now, knobs);
  }
}

function moveReported(
  state: GateState,
  move: Move,
  what: 'accepted' | 'refused' | 'completed' | 'completion-lost',
  now: MonotonicMs,
  knobs: GateKnobs,
): GateStep {
  switch (what) {
    case 'accepted': {
      // An acknowledgement that was withheld: what was seen at the target since then is no less true.
      const standing = hasTravelled(move, state.standing?.position ?? null) ? state.standing : null;
      return judge({ ...state, move: { ...move, acceptedAt: now }, standing }, now, knobs);
    }
    case 'refused': {
      const idle = { ...state, move: null, standing: null, faulty: false };
      return withMotion(idle, { kind: 'moving', since: now, preset: null });
    }
    case 'completed':
      return judge({ ...state, move: { ...move, completedAt: now }, lostCompletions: 0 }, now, knobs);
    case 'completion-lost':
      return judge({ ...state, move: { ...move, completionLost: true } }, now, knobs);
  }
}

function startMove(
  state: GateState,
  preset: PresetNumber | null,
  target: CameraPosition | undefined,
  now: MonotonicMs,
): GateStep {
  const known = target ?? (preset === null ? undefined : state.targets.get(preset));
  const move: Move = {
    preset,
    target: known ?? null,
    askedAt: now,
    acceptedAt: null,
    completedAt: null,
    completionLost: false,
    besideReported: false,
    from: state.motion.kind === 'still' ? state.motion.preset : null,
    origin: state.at?.position ?? state.move?.trace.lastPosition ?? state.move?.origin ?? null,
    wasStill: state.motion.kind === 'still',
    wasSeenMoving: false,
    trace: noTrace,
  };
  return withMotion(
    { ...state, move, standing: null, at: null, faulty: false },
    { kind: 'moving', since: now, preset },
  );
}

function stored(state: GateState, preset: PresetNumber): GateStep {
  const targets = new Map(state.targets);
  const event: CameraEvent = { type: 'preset-stored', preset };
  if (state.motion.kind !== 'still' || !state.at?.position) {
    targets.delete(preset);
    return { state: { ...state, targets }, events: [event] };
  }
  targets.set(preset, state.at.position);
  return withMotion(
    { ...state, targets, faulty: false, at: { ...state.at, preset } },
    { ...state.motion, preset },
    event,
  );
}

/** Takes effect with the next move; places that were measured go before those learned on the way. */
function useCalibration(state: GateState, calibration: CameraCalibration): GateStep {
  const targets = new Map(state.targets);
  for (const { preset, position } of calibration.targets) targets.set(preset, position);
  const { id, videoLatencyMs } = calibration;
  return {
    state: { ...state, calibration, targets, lostCompletions: 0 },
    events: [
      ...(videoLatencyMs === null ? [] : [{ type: 'video-latency', videoLatencyMs } as const]),
      { type: 'calibrated', id },
    ],
  };
}

function polled(
  state: GateState,
  poll: Extract<GateInput, { type: 'poll' }>,
  now: MonotonicMs,
  knobs: GateKnobs,
): GateStep {
  // Where the model offers positions, a poll without one confirms nothing.
  if (knobs.witnesses.position && !poll.position) return judge(state, now, knobs);
  const seen = { ...state, lastPollAt: poll.sentAt };
  const busy = poll.status === 'moving' || poll.status === 'failed';
  if (state.motion.kind === 'still') {
    if (!busy && near(poll.position, state.at?.position ?? null, creep)) return { state: seen, events: [] };
    return withMotion(
      { ...seen, move: null, at: null, standing: null },
      { kind: 'moving', since: now, preset: null },
      { type: 'foreign-move' },
    );
  }
  const proves =
    !busy &&
    (poll.status === 'idle' || !knobs.witnesses.status) &&
    (!state.move || hasBegun(state.move, poll, knobs));
  const standing = proves ? extend(state.standing, poll, now, knobs) : null;
  const moved = state.at !== null && !near(poll.position, state.at.position, creep);
  const move = state.move && polledMove(state.move, poll, now);
  return judge({ ...seen, move, standing, at: busy || moved ? null : state.at }, now, knobs);
}

/** Applies the passing of time: arrival, a preset that was stored over, a fault, a confirmation that ran out. */
function judge(state: GateState, now: MonotonicMs, knobs: GateKnobs): GateStep {
  if (state.motion.kind === 'still') {
    if (now - (state.lastPollAt ?? now) <= knobs.expireMs) return { state, events: [] };
    return withMotion({ ...state, move: null, standing: null }, { kind: 'unknown', since: now });
  }
  if (hasSettled(state, now, knobs)) {
    if (!state.move) return arrive(state, presetHere(state), now, knobs);
    if (mayArrive(state, state.move, now, knobs))
      return arrive(state, hasLeft(state, state.move) ? state.move.preset : null, now, knobs);
  }
  return judgeFault(state, now, knobs);
}

/**
 * Sent to a preset of which nobody knows the place, it stands where the last one is: it may not have that preset at
 * all, and some cameras do not say so.
 */
function hasLeft({ targets, standing }: GateState, { target, from, preset }: Move): boolean {
  if (target || from === null || from === preset) return true;
  const left = targets.get(from);
  return !left || !standing?.position || !near(left, standing.position, arrival);
}

function mayArrive(state: GateState, move: Move, now: MonotonicMs, knobs: GateKnobs): boolean {
  // A camera that is where it was sent has taken the order, whether its acknowledgement came or not.
  const isTaken = move.acceptedAt !== null || hasTravelled(move, state.standing?.position ?? null);
  return isTaken && isAtTarget(state, move) && isEndKnown(state, move, now, knobs);
}

/** Coming to rest without a move of ours: a preset only if the camera never left it, or stands at exactly one known target. */
function presetHere(state: GateState): PresetNumber | null {
  if (state.at) return state.at.preset;
  const position = state.standing?.position;
  if (!position) return null;
  const matches = [...state.targets].filter(([, target]) => near(position, target, creep));
  return matches.length === 1 ? (matches[0]?.[0] ?? null) : null;
}

function arrive(state: GateState, preset: PresetNumber | null, now: MonotonicMs, knobs: GateKnobs): GateStep {
  const position = state.standing?.position ?? null;
  let { targets, lostCompletions } = state;
  if (state.move && preset !== null && position && !targets.has(preset))
    targets = new Map(targets).set(preset, position);
  if (state.move && knobs.witnesses.completion && state.move.completedAt === null)
    lostCompletions = Math.min(maxLostCompletions, lostCompletions + 1);
  return withMotion(
    {
      ...state,
      targets,
      lostCompletions,
      move: null,
      standing: null,
      faulty: false,
      at: { position, preset },
    },
    { kind: 'still', since: now, preset, measured: hasWitness(knobs) },
    ...(state.move?.preset === preset ? [moveReport(state.move, position, now)] : []),
  );
}

function judgeFault(state: GateState, now: MonotonicMs, knobs: GateKnobs): GateStep {
  const { move, standing } = state;
  if (!move) return { state, events: [] };
  const isBeside =
    standing?.confirmedAt != null &&
    !isAtTarget(state, move) &&
    (isEndKnown(state, move, now, knobs) || move.completionLost);
  const besideMs = isBeside ? now - (standing.confirmedAt ?? now) : 0;
  if (besideMs >= stayedBesideMs)
    // It does stand, only not at this preset; it can be stored anew where it is.
    return withMotion(
      { ...state, move: null, standing: null, at: { position: standing?.position ?? null, preset: null } },
      { kind: 'still', since: now, preset: null, measured: true },
    );
  if (besideMs >= besideTargetMs && !move.besideReported) {
    const moved: readonly CameraEvent[] =
      move.preset === null ? [] : [{ type: 'preset-moved', preset: move.preset }];
    return withMotion(
      { ...state, faulty: true, move: { ...move, besideReported: true } },
      { kind: 'unknown', since: now },
      ...moved,
    );
  }
  if (state.faulty || now - move.askedAt < faultAfterMs(knobs)) return { state, events: [] };
  return withMotion({ ...state, faulty: true }, { kind: 'unknown', since: now });
}
