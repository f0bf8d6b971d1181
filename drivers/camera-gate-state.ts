/** What the STILL gate knows of a camera, and what follows from it: whether it has settled, is there, has said so. Pure. */
import type { MonotonicMs } from '../protocols/clock.ts';
import {
  timedFactor,
  type CameraCalibration,
  type CameraPosition,
  type Motion,
  type PresetNumber,
} from '../protocols/models/camera.ts';
import { arrival, hasWitness, near, type GateKnobs } from './camera-gate-knobs.ts';
import type { Move } from './camera-move.ts';
import { isSteady, type Standing } from './camera-standing.ts';

/** Standing beside the target this long, everything idle, is not a pause of the motion any more. */
export const besideTargetMs = 1000;
/** And so long it is where the camera stays: somebody stored over the preset. */
export const stayedBesideMs = 3000;
/** After `maxTravelMs`, time for the polls that may still prove the arrival. */
const faultGraceMs = 700;
/** After this many end signals lost in a row the camera is one that does not send them. */
export const maxLostCompletions = 3;

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

export function hasSettled(state: GateState, now: MonotonicMs, knobs: GateKnobs): boolean {
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

export function isAtTarget(state: GateState, move: Move): boolean {
  if (!move.target) return true;
  const position = state.standing?.position ?? null;
  return position === null || near(position, move.target, arrival);
}

function needsCompletion(state: GateState, knobs: GateKnobs): boolean {
  const others = knobs.witnesses.status || knobs.witnesses.position;
  return knobs.witnesses.completion && !(others && state.lostCompletions >= maxLostCompletions);
}

/** The end signal came, is not needed, or may be waived because status and position both prove the arrival. */
export function isEndKnown(state: GateState, move: Move, now: MonotonicMs, knobs: GateKnobs): boolean {
  if (move.completedAt !== null || !needsCompletion(state, knobs)) return true;
  const { status, position } = knobs.witnesses;
  if (!status || !position) return false;
  if (now - move.askedAt >= knobs.maxTravelMs) return true;
  return move.completionLost && move.target !== null;
}

export function faultAfterMs(knobs: GateKnobs): number {
  return knobs.maxTravelMs * (hasWitness(knobs) ? 1 : timedFactor) + faultGraceMs;
}
