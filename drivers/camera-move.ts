/** A move of ours under way, and what shows that the camera has set off: pure, a part of the STILL gate. */
import type { MonotonicMs } from '../protocols/clock.ts';
import type { CameraPosition, PresetNumber } from '../protocols/models/camera.ts';
import { arrival, near, type GateKnobs } from './camera-gate-knobs.ts';
import type { Poll } from './camera-standing.ts';
import { tracePoll, type MoveTrace } from './move-trace.ts';

export interface Move {
  readonly preset: PresetNumber | null;
  readonly target: CameraPosition | null;
  readonly askedAt: MonotonicMs;
  readonly acceptedAt: MonotonicMs | null;
  readonly completedAt: MonotonicMs | null;
  readonly completionLost: boolean;
  readonly besideReported: boolean;
  readonly from: PresetNumber | null;
  /** Where the camera was seen last before; null: not known. */
  readonly origin: CameraPosition | null;
  /** It was STILL when it was sent; and its status has said "moving" since it took the order. */
  readonly wasStill: boolean;
  readonly wasSeenMoving: boolean;
  readonly trace: MoveTrace;
}

/** The move with what this poll says of it. */
export function polledMove(move: Move, poll: Poll, now: MonotonicMs): Move {
  const { wasStill, wasSeenMoving, acceptedAt } = move;
  // Of a camera that was already moving, the word may be about that.
  const isSettingOff =
    wasStill && poll.status === 'moving' && acceptedAt !== null && poll.sentAt >= acceptedAt;
  return {
    ...move,
    wasSeenMoving: wasSeenMoving || isSettingOff,
    trace: tracePoll(move.trace, poll, now),
  };
}

/** Whether what this poll says can be the end of the move, and not still its beginning. */
export function hasBegun(move: Move, { sentAt, position }: Poll, knobs: GateKnobs): boolean {
  const { acceptedAt, completedAt } = move;
  if (acceptedAt !== null) {
    const isProven = knobs.witnesses.completion && knobs.isCompletionProven === true;
    const isOver = isProven && completedAt !== null && sentAt >= completedAt;
    if (sentAt >= acceptedAt + knobs.tMinMs || isOver || move.wasSeenMoving) return true;
  }
  return sentAt >= move.askedAt && hasTravelled(move, position);
}

/** It was elsewhere when it was sent to this place, and is seen there: that needs no acknowledgement. */
export const hasTravelled = ({ origin, target }: Move, position: CameraPosition | null): boolean =>
  origin !== null &&
  target !== null &&
  position !== null &&
  !near(origin, target, arrival) &&
  near(position, target, arrival);
