/** What the STILL gate asks of the session that feeds it: when to look again, and what to do beyond that. Pure. */
import type { MonotonicMs } from '../protocols/clock.ts';
import { timedFactor } from '../protocols/models/camera.ts';
import { calibrated, near, nearing, type GateKnobs } from './camera-gate-knobs.ts';
import {
  besideTargetMs,
  faultAfterMs,
  hasSettled,
  isAtTarget,
  isEndKnown,
  stayedBesideMs,
  type GateState,
} from './camera-gate-state.ts';
import { confirmsFrom, settledAt } from './camera-standing.ts';

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
