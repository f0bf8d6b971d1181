/**
 * Polls of a camera that all say the same: since when, and whether that is long enough to be more than the last
 * moment of a motion. Pure, a part of the STILL gate.
 */
import type { MonotonicMs } from '../protocols/clock.ts';
import type { CameraPosition } from '../protocols/models/camera.ts';
import { near, still, type GateKnobs } from './camera-gate-knobs.ts';

/** One complete poll; the position was read between `sentAt` and now. Null: not asked or not offered. */
export interface Poll {
  readonly sentAt: MonotonicMs;
  /** When the first part of the position had come, of those read in parts in the same order; absent: now. */
  readonly receivedAt?: MonotonicMs;
  readonly status: 'idle' | 'moving' | 'failed' | null;
  readonly position: CameraPosition | null;
}

/** A run of polls that all said the same. */
export interface Standing {
  readonly position: CameraPosition | null;
  /** Of the first. */
  readonly receivedAt: MonotonicMs;
  /** When the second poll of the run agreed. */
  readonly confirmedAt: MonotonicMs | null;
  readonly lastSentAt: MonotonicMs;
}

/** The run with one more poll, or a new one that begins with it. */
export function extend(
  standing: Standing | null,
  { position, sentAt, receivedAt }: Poll,
  now: MonotonicMs,
  knobs: GateKnobs,
): Standing {
  if (!standing || !near(standing.position, position, still))
    return { position, receivedAt: receivedAt ?? now, confirmedAt: null, lastSentAt: sentAt };
  const apart = sentAt - standing.receivedAt >= knobs.pollSpacingMs;
  return { ...standing, confirmedAt: standing.confirmedAt ?? (apart ? now : null), lastSentAt: sentAt };
}

/** When settling is over at the earliest: the first poll that agreed may have been the last of the motion. */
export const settledAt = ({ receivedAt }: Standing, { pollSpacingMs, settleMs }: GateKnobs): MonotonicMs =>
  receivedAt + pollSpacingMs + settleMs;

/**
 * At least two polls apart agreed, settling is over, and they span it. Where the camera was not expected to stop
 * it may be a pause of the motion: then one more has to agree after the second.
 */
export function isSteady(
  standing: Standing,
  isExpected: boolean,
  now: MonotonicMs,
  knobs: GateKnobs,
): boolean {
  const { confirmedAt, lastSentAt, receivedAt } = standing;
  if (confirmedAt === null || now < settledAt(standing, knobs)) return false;
  return lastSentAt >= receivedAt + knobs.settleMs && (isExpected || lastSentAt >= confirmedAt);
}

/** From when on a further poll tells more than the ones before. */
export function confirmsFrom(standing: Standing | null, knobs: GateKnobs): MonotonicMs {
  if (!standing) return -Infinity;
  const { pollSpacingMs, settleMs } = knobs;
  const last = standing.confirmedAt === null ? standing.receivedAt : standing.lastSentAt;
  // A long settling is looked at more than twice.
  return last + Math.min(Math.max(pollSpacingMs, settleMs), 2 * pollSpacingMs);
}
