/** What each witness said during one of our moves, for the report when it has ended. Pure. */
import type { MonotonicMs } from '../protocols/clock.ts';
import type { CameraEvent, CameraPosition, PresetNumber } from '../protocols/models/camera.ts';
import { near, still } from './camera-gate-knobs.ts';

export interface MoveTrace {
  readonly lastPosition: CameraPosition | null;
  readonly lastPositionSentAt: MonotonicMs;
  readonly lastChangeAt: MonotonicMs | null;
  readonly movedAfter: MonotonicMs | null;
  /** The first "idle" since the status last said "moving". */
  readonly idleAt: MonotonicMs | null;
}

export const noTrace: MoveTrace = {
  lastPosition: null,
  lastPositionSentAt: 0,
  lastChangeAt: null,
  movedAfter: null,
  idleAt: null,
};

export function tracePoll(
  trace: MoveTrace,
  poll: {
    readonly sentAt: MonotonicMs;
    readonly status: 'idle' | 'moving' | 'failed' | null;
    readonly position: CameraPosition | null;
  },
  now: MonotonicMs,
): MoveTrace {
  const { lastPosition } = trace;
  const hasChanged =
    poll.position !== null && lastPosition !== null && !near(poll.position, lastPosition, still);
  return {
    lastPosition: poll.position ?? lastPosition,
    lastPositionSentAt: poll.position ? poll.sentAt : trace.lastPositionSentAt,
    lastChangeAt: hasChanged ? now : trace.lastChangeAt,
    movedAfter: hasChanged ? trace.lastPositionSentAt : trace.movedAfter,
    idleAt: poll.status === 'idle' ? (trace.idleAt ?? now) : poll.status === null ? trace.idleAt : null,
  };
}

export function moveReport(
  move: {
    readonly preset: PresetNumber | null;
    readonly from: PresetNumber | null;
    readonly askedAt: MonotonicMs;
    readonly acceptedAt: MonotonicMs | null;
    readonly completedAt: MonotonicMs | null;
    readonly trace: MoveTrace;
  },
  position: CameraPosition | null,
  now: MonotonicMs,
): CameraEvent {
  const after = (at: MonotonicMs | null): number | null => (at === null ? null : at - move.askedAt);
  const { from, preset, trace } = move;
  return {
    type: 'move-report',
    report: {
      from,
      preset,
      acceptedMs: after(move.acceptedAt),
      completedMs: after(move.completedAt),
      idleMs: after(trace.idleAt),
      lastChangeMs: after(trace.lastChangeAt),
      movedAfterMs: after(trace.movedAfter),
      stillMs: now - move.askedAt,
      position,
    },
  };
}
