/**
 * The STILL gate: the one place that decides whether a PTZ camera stands still, shared by every camera
 * kind. No single signal of any protocol is trustworthy, so a move counts as finished only when a minimum
 * time has passed, the end signal came (where trusted), every status flag says idle, the position equals
 * the preset's known target on two polls without change between them, and the mechanics have had time to
 * settle. Pure: events in, camera events out. What proves nothing counts as moving; the session does the
 * polling (`gateNeeds`, `nextGateCheckMs`).
 */
import type { MonotonicMs } from '../protocols/clock.ts';
import type { CameraEvent, CameraPosition, Motion, PresetNumber } from '../protocols/models/camera.ts';
import { arrival, creep, hasWitness, near, still, type GateKnobs } from './camera-gate-knobs.ts';

/** Standing beside the target this long, everything idle, is not a pause of the motion any more. */
const besideTargetMs = 1000;
/** After `maxTravelMs`, time for the polls that may still prove the arrival. */
const faultGraceMs = 700;
/** After this many end signals lost in a row the camera is one that does not send them. */
const maxLostCompletions = 3;
/** A move without any witness waits this many times the longest travel time. */
const timedFactor = 1.5;

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
  /** One complete poll; the position was read between `sentAt` and now. Null: not asked or not offered. */
  | {
      readonly type: 'poll';
      readonly sentAt: MonotonicMs;
      readonly status: 'idle' | 'moving' | 'failed' | null;
      readonly position: CameraPosition | null;
    }
  /** The preset now holds the present position. */
  | { readonly type: 'stored'; readonly preset: PresetNumber }
  | { readonly type: 'tick' };

interface Move {
  readonly preset: PresetNumber | null;
  readonly target: CameraPosition | null;
  readonly askedAt: MonotonicMs;
  readonly acceptedAt: MonotonicMs | null;
  readonly completedAt: MonotonicMs | null;
  readonly completionLost: boolean;
  readonly besideReported: boolean;
}

/** A run of polls that all said the same. */
interface Standing {
  readonly position: CameraPosition | null;
  readonly receivedAt: MonotonicMs;
  /** When the second poll of the run agreed. */
  readonly confirmedAt: MonotonicMs | null;
  readonly lastSentAt: MonotonicMs;
}

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

/** One step of the gate. */
export function stepGate(state: GateState, input: GateInput, now: MonotonicMs, knobs: GateKnobs): GateStep {
  switch (input.type) {
    case 'link-lost':
      return withMotion(
        { ...createGate(state.targets), lostCompletions: state.lostCompletions },
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
    case 'accepted':
      return { state: { ...state, move: { ...move, acceptedAt: now }, standing: null }, events: [] };
    case 'refused': {
      const idle = { ...state, move: null, standing: null, faulty: false };
      return withMotion(idle, { kind: 'moving', since: now, preset: null });
    }
    case 'completed':
      return { state: { ...state, move: { ...move, completedAt: now }, lostCompletions: 0 }, events: [] };
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
  };
  return withMotion(
    { ...state, move, standing: null, at: null, faulty: false },
    { kind: 'moving', since: now, preset },
  );
}

function stored(state: GateState, preset: PresetNumber): GateStep {
  const targets = new Map(state.targets);
  if (state.motion.kind !== 'still' || !state.at?.position) {
    targets.delete(preset);
    return { state: { ...state, targets }, events: [] };
  }
  targets.set(preset, state.at.position);
  return withMotion({ ...state, targets, at: { ...state.at, preset } }, { ...state.motion, preset });
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
    (!state.move || (state.move.acceptedAt !== null && poll.sentAt >= state.move.acceptedAt + knobs.tMinMs));
  const standing = proves ? extend(state.standing, poll, now, knobs) : null;
  const moved = state.at !== null && !near(poll.position, state.at.position, creep);
  return judge({ ...seen, standing, at: busy || moved ? null : state.at }, now, knobs);
}

function extend(
  standing: Standing | null,
  poll: { readonly sentAt: MonotonicMs; readonly position: CameraPosition | null },
  now: MonotonicMs,
  knobs: GateKnobs,
): Standing {
  if (!standing || !near(standing.position, poll.position, still))
    return { position: poll.position, receivedAt: now, confirmedAt: null, lastSentAt: poll.sentAt };
  const apart = poll.sentAt - standing.receivedAt >= knobs.pollSpacingMs;
  return { ...standing, confirmedAt: standing.confirmedAt ?? (apart ? now : null), lastSentAt: poll.sentAt };
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

/** At least two polls apart agreed, settling is over, and a further poll after the second still agreed. */
function hasSettled(state: GateState, now: MonotonicMs, knobs: GateKnobs): boolean {
  const { standing, move } = state;
  if (!standing || standing.confirmedAt === null) return false;
  if (standing.lastSentAt < standing.confirmedAt || now - standing.confirmedAt < knobs.settleMs) return false;
  if (knobs.witnesses.status || knobs.witnesses.position) return true;
  // Nothing shows whether it moves: only the end signal, or the longest time a move can take.
  if (!move || move.acceptedAt === null) return false;
  // Polls that see nothing agree on nothing: ringing and focus are counted from the end signal.
  return knobs.witnesses.completion
    ? move.completedAt !== null && now - move.completedAt >= knobs.settleMs
    : now - move.acceptedAt >= knobs.maxTravelMs * timedFactor;
}

function mayArrive(state: GateState, move: Move, now: MonotonicMs, knobs: GateKnobs): boolean {
  return move.acceptedAt !== null && isAtTarget(state, move) && isEndKnown(state, move, now, knobs);
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
  );
}

function judgeFault(state: GateState, now: MonotonicMs, knobs: GateKnobs): GateStep {
  const { move, standing } = state;
  if (!move) return { state, events: [] };
  const beside =
    !move.besideReported &&
    standing?.confirmedAt != null &&
    now - standing.confirmedAt >= besideTargetMs &&
    !isAtTarget(state, move) &&
    (isEndKnown(state, move, now, knobs) || move.completionLost);
  if (beside) {
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
  knobs: GateKnobs,
): 'confirm' | 'completion' | 'reissue' | null {
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

/** In how many ms a `tick` may change something; null: only other input can. */
export function nextGateCheckMs(state: GateState, now: MonotonicMs, knobs: GateKnobs): number | null {
  const times: number[] = [];
  if (state.motion.kind === 'still') times.push((state.lastPollAt ?? now) + knobs.expireMs + 1);
  else {
    if (state.standing?.confirmedAt != null)
      times.push(state.standing.confirmedAt + knobs.settleMs, state.standing.confirmedAt + besideTargetMs);
    if (state.move) {
      if (state.move.completedAt !== null) times.push(state.move.completedAt + knobs.settleMs);
      const timed = (state.move.acceptedAt ?? Infinity) + knobs.maxTravelMs * timedFactor;
      times.push(state.move.askedAt + knobs.maxTravelMs, state.move.askedAt + faultAfterMs(knobs), timed);
    }
  }
  const next = Math.min(...times.filter((time) => time > now));
  return Number.isFinite(next) ? next - now : null;
}
