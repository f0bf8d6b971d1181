/**
 * The STILL gate: the one place that decides whether a PTZ camera stands still, shared by every camera
 * kind. No single signal of any protocol is trustworthy, so a move counts as finished only when the camera
 * must have set off (a minimum time, or seen to), the end signal came (where trusted), every status flag says
 * idle, the position equals the preset's known target on polls that agree for as long as the mechanics take to
 * settle. Pure: events in, camera events out. What proves nothing counts as moving; the session does the
 * polling (`gateNeeds`, `nextGateCheckMs`).
 */
import type { MonotonicMs } from '../protocols/clock.ts';
import {
  timedFactor,
  type CameraCalibration,
  type CameraEvent,
  type CameraPosition,
  type Motion,
  type PresetNumber,
} from '../protocols/models/camera.ts';
import {
  arrival,
  calibrated,
  creep,
  hasWitness,
  near,
  nearing,
  type GateKnobs,
} from './camera-gate-knobs.ts';
import { hasBegun, hasTravelled, polledMove, type Move } from './camera-move.ts';
import { confirmsFrom, extend, isSteady, settledAt, type Poll, type Standing } from './camera-standing.ts';
import { moveReport, noTrace } from './move-trace.ts';

/** Standing beside the target this long, everything idle, is not a pause of the motion any more. */
const besideTargetMs = 1000;
/** And so long it is where the camera stays: somebody stored over the preset. */
const stayedBesideMs = 3000;
/** After `maxTravelMs`, time for the polls that may still prove the arrival. */
const faultGraceMs = 700;
/** After this many end signals lost in a row the camera is one that does not send them. */
const maxLostCompletions = 3;

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

export interface GateState {
  readonly motion: Motion;
  readonly faulty: boolean;
  readonly move: Move | null;
  readonly standing: Standing | null;
  /** Where the camera was still last, and at which preset. */
  readonly at: { readonly position: CameraPosition | null; readonly preset: PresetNumber | null } | null;
  readonly lastPollAt: MonotonicMs | null;
  /** Where each preset is: from the config, else learned on the first visit. */
  readonly targets: ReadonlyMap<PresetNumber, CameraPosition>;
  readonly lostCompletions: number;
  readonly calibration: CameraCalibration | null;
}

export function createGate(targets: ReadonlyMap<PresetNumber, CameraPosition> = new Map()): GateState {
  return {
    motion: { kind: 'unknown', since: 0 },
    faulty: false,
    move: null,
    standing: null,
    at: null,
    lastPollAt: null,
    targets,
    lostCompletions: 0,
    calibration: null,
  };
}

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
    if (mayArrive(state, state.move, now, knobs)) return arrive(state, state.move.preset, now, knobs);
  }
  return judgeFault(state, now, knobs);
}

function hasSettled(state: GateState, now: MonotonicMs, knobs: GateKnobs): boolean {
  const { standing, move } = state;
  if (!standing || !isSteady(standing, isExpected(standing, move, knobs), now, knobs)) return false;
  if (knobs.witnesses.status || knobs.witnesses.position) return true;
  // Nothing shows whether it moves: only the end signal, or the longest time a move can take.
  if (!move || move.acceptedAt === null) return false;
  // Polls that see nothing agree on nothing: ringing and focus are counted from the end signal.
  return knobs.witnesses.completion
    ? move.completedAt !== null && now - move.completedAt >= knobs.settleMs
    : now - move.acceptedAt >= knobs.maxTravelMs * timedFactor;
}

/** The camera stands at the known target, or has said that it is there. */
function isExpected({ position }: Standing, move: Move | null, { witnesses }: GateKnobs): boolean {
  if (!move) return false;
  const isThere = move.target !== null && position !== null && near(position, move.target, arrival);
  return isThere || (witnesses.completion && move.completedAt !== null);
}

function mayArrive(state: GateState, move: Move, now: MonotonicMs, knobs: GateKnobs): boolean {
  // A camera that is where it was sent has taken the order, whether its acknowledgement came or not.
  const isTaken = move.acceptedAt !== null || hasTravelled(move, state.standing?.position ?? null);
  return isTaken && isAtTarget(state, move) && isEndKnown(state, move, now, knobs);
}

function isAtTarget(state: GateState, move: Move): boolean {
  if (!move.target) return true;
  const position = state.standing?.position ?? null;
  return position === null || near(position, move.target, arrival);
}

function needsCompletion(state: GateState, knobs: GateKnobs): boolean {
  const others = knobs.witnesses.status || knobs.witnesses.position;
  return knobs.witnesses.completion && !(others && state.lostCompletions >= maxLostCompletions);
}

/** The end signal came, is not needed, or may be waived because status and position both prove the arrival. */
function isEndKnown(state: GateState, move: Move, now: MonotonicMs, knobs: GateKnobs): boolean {
  if (move.completedAt !== null || !needsCompletion(state, knobs)) return true;
  const { status, position } = knobs.witnesses;
  if (!status || !position) return false;
  if (now - move.askedAt >= knobs.maxTravelMs) return true;
  return move.completionLost && move.target !== null;
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
    ...(state.move ? [moveReport(state.move, position, now)] : []),
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

function faultAfterMs(knobs: GateKnobs): number {
  return knobs.maxTravelMs * (hasWitness(knobs) ? 1 : timedFactor) + faultGraceMs;
}

/**
 * What the session should do beyond its usual polling: `confirm`, poll again as soon as the spacing
 * allows; `completion`, everything else proves the arrival, so ask whether the end signal was lost;
 * `reissue`, the end signal did not come and the other witnesses cannot replace it: send the move again.
 */
export function gateNeeds(
  state: GateState,
  now: MonotonicMs,
  offered: GateKnobs,
): 'confirm' | 'completion' | 'reissue' | null {
  const knobs = calibrated(offered, state.calibration);
  if (state.motion.kind === 'still') return null;
  const { move } = state;
  const { status, position } = knobs.witnesses;
  if (move && !isEndKnown(state, move, now, knobs)) {
    const overdue = now - move.askedAt >= knobs.maxTravelMs;
    if (!status && !position) return overdue ? 'reissue' : null;
    const settled = hasSettled(state, now, knobs) && isAtTarget(state, move);
    // One witness alone may not waive the end signal, but a camera that is there gives a new one at once.
    if (settled && !(status && position)) return 'reissue';
    if (settled && move.target && !move.completionLost) return 'completion';
  }
  return state.standing ? 'confirm' : null;
}

/**
 * When a camera that is not STILL should be looked at again: where it seems to stand, as soon as a look tells more
 * than the last one; else `pollMs` after `lookedAt`, or sooner near its target.
 */
export function nextLookAt(
  state: GateState,
  lookedAt: MonotonicMs,
  now: MonotonicMs,
  pollMs: number,
  knobs: GateKnobs,
): MonotonicMs {
  if (gateNeeds(state, now, knobs) === 'confirm') return Math.max(now, confirmsFrom(state.standing, knobs));
  const isNearing = near(state.move?.trace.lastPosition ?? null, state.move?.target ?? null, nearing);
  const pauseMs = state.move?.target && isNearing ? Math.min(pollMs, knobs.pollSpacingMs) : pollMs;
  return Math.max(now, lookedAt + pauseMs);
}

/** In how many ms a `tick` may change something; null: only other input can. */
export function nextGateCheckMs(state: GateState, now: MonotonicMs, offered: GateKnobs): number | null {
  const knobs = calibrated(offered, state.calibration);
  const times: number[] = [];
  if (state.motion.kind === 'still') times.push((state.lastPollAt ?? now) + knobs.expireMs + 1);
  else {
    if (state.standing?.confirmedAt != null)
      times.push(
        settledAt(state.standing, knobs),
        state.standing.confirmedAt + besideTargetMs,
        state.standing.confirmedAt + stayedBesideMs,
      );
    if (state.move) {
      if (state.move.completedAt !== null) times.push(state.move.completedAt + knobs.settleMs);
      const timed = (state.move.acceptedAt ?? Infinity) + knobs.maxTravelMs * timedFactor;
      times.push(state.move.askedAt + knobs.maxTravelMs, state.move.askedAt + faultAfterMs(knobs), timed);
    }
  }
  const next = Math.min(...times.filter((time) => time > now));
  return Number.isFinite(next) ? next - now : null;
}
