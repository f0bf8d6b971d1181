/**
 * Calibrations under way: sends each camera from preset to preset and notes how every move ended. Pure, a part
 * of the fast track. Visits are journalled as they are made, so that a run goes on from where it was.
 */
import type { MonotonicMs } from '../../../protocols/clock.ts';
import type { CameraState, MoveReport, PresetNumber } from '../../../protocols/models/camera.ts';
import type { Observed } from '../../../protocols/models/observed.ts';
import { nextVisit, type Visit } from '../../chamber/cameras/calibration.ts';
import type { CamerasEvent } from '../../chamber/cameras/events.ts';
import { cameraNamed } from '../../chamber/cameras/state.ts';
import type { Wish } from '../../chamber/feature.ts';
import type { ChamberRoot } from '../../chamber/root.ts';
import { conclude } from './conclude.ts';

/** After STILL the picture is watched so much longer: of a liar only the picture tells. */
const lookOnMs = 1000;
/** The picture has been calm for so long. */
const calmMs = 700;
/** A picture that never becomes calm, e.g. of people who walk about. */
const longestLookMs = 8000;
/** A camera that does not arrive by then does not arrive. */
const lostMs = 30_000;

interface Leg {
  readonly preset: PresetNumber;
  readonly startedAt: MonotonicMs;
  /** The last report before: another one is ours. */
  readonly before: MoveReport | null;
  /** It was seen to move: one that stands there already must be sent all the same. */
  readonly hasBegun: boolean;
  readonly arrived: { readonly report: MoveReport; readonly at: MonotonicMs } | null;
}

interface Run {
  readonly id: number;
  /** All so far; the journal has them a moment later. */
  readonly visits: readonly Visit[];
  readonly leg: Leg | null;
  readonly isOver: boolean;
}

export type CalibrationMemory = Readonly<Record<string, Run>>;

export interface CalibrationStep {
  readonly memory: CalibrationMemory;
  readonly wishes: readonly Wish[];
  readonly traces: readonly CamerasEvent[];
  readonly wakeAt: MonotonicMs | null;
}

export function stepCalibrations(
  memory: CalibrationMemory,
  root: ChamberRoot,
  observed: Observed,
  now: MonotonicMs,
): CalibrationStep {
  const runs: Record<string, Run> = {};
  const wishes: Wish[] = [];
  const traces: CamerasEvent[] = [];
  let wakeAt: MonotonicMs | null = null;
  for (const [device, { id, state, visits }] of Object.entries(root.cameras.runs)) {
    const camera = observed.cameras[device];
    const presets = cameraNamed(root, device)?.shots.map(({ preset }) => preset) ?? [];
    if (state !== 'running' || !camera) continue;
    const known = memory[device];
    const before: Run = known?.id === id ? known : { id, visits, leg: null, isOver: false };
    const step = stepRun(before, device, presets, camera, now);
    runs[device] = step.run;
    traces.push(...step.traces);
    const { leg } = step.run;
    if (!leg) continue;
    if (!leg.arrived) wishes.push(recallWish(device, leg, camera));
    const nextAt = leg.arrived ? now + 100 : leg.startedAt + lostMs;
    wakeAt = wakeAt === null ? nextAt : Math.min(wakeAt, nextAt);
  }
  return { memory: runs, wishes, traces, wakeAt };
}

function recallWish(device: string, { preset, hasBegun }: Leg, { motion }: CameraState): Wish {
  return {
    key: `${device}/preset`,
    wanted: String(preset),
    reported: motion.kind === 'unknown' || !hasBegun ? 'unknown' : String(motion.preset),
    command: { device, model: 'camera', command: { type: 'recall', preset } },
    insist: true,
  };
}

function stepRun(
  run: Run,
  device: string,
  presets: readonly PresetNumber[],
  camera: CameraState,
  now: MonotonicMs,
): { readonly run: Run; readonly traces: readonly CamerasEvent[] } {
  if (run.isOver) return { run, traces: [] };
  const leg = run.leg && withArrival(run.leg, camera, now);
  const visit = leg && visitOf(leg, camera, now);
  if (leg && !visit) return { run: { ...run, leg }, traces: [] };
  const visits = visit ? [...run.visits, visit] : run.visits;
  const traces: CamerasEvent[] = visit
    ? [{ type: 'cameras/visited', version: 1, data: { camera: device, visit } }]
    : [];
  const preset = nextVisit(presets, visits);
  if (preset === null) {
    const result = conclude(visits, `${device}-${run.id}`);
    traces.push(
      result
        ? { type: 'cameras/calibrated', version: 1, data: { camera: device, result } }
        : { type: 'cameras/calibration-stopped', version: 1, data: { camera: device } },
    );
    return { run: { ...run, visits, leg: null, isOver: true }, traces };
  }
  const next: Leg = {
    preset,
    startedAt: now,
    before: camera.lastMove,
    hasBegun: false,
    arrived: null,
  };
  return { run: { ...run, visits, leg: next }, traces };
}

function withArrival(leg: Leg, { lastMove, motion }: CameraState, now: MonotonicMs): Leg {
  if (leg.arrived) return leg;
  const hasBegun = leg.hasBegun || (motion.kind === 'moving' && motion.since >= leg.startedAt);
  const isOurs = lastMove !== null && lastMove !== leg.before && lastMove.preset === leg.preset;
  if (!isOurs) return hasBegun === leg.hasBegun ? leg : { ...leg, hasBegun };
  return {
    ...leg,
    hasBegun,
    arrived: { report: lastMove, at: motion.kind === 'still' ? motion.since : now },
  };
}

/** The visit, once there is nothing more to see of it. */
function visitOf({ preset, startedAt, arrived }: Leg, camera: CameraState, now: MonotonicMs): Visit | null {
  if (!arrived) return now - startedAt >= lostMs ? { preset, report: null } : null;
  const { report, at } = arrived;
  const { pictureMovedAt } = camera;
  const isCalm = pictureMovedAt === null || now - pictureMovedAt >= calmMs;
  if (now - at < lookOnMs || (!isCalm && now - at < longestLookMs)) return null;
  const askedAt = at - report.stillMs;
  // A picture that never became calm tells nothing of the camera.
  const pictureMs =
    pictureMovedAt === null || !isCalm || pictureMovedAt < askedAt
      ? null
      : Math.round(pictureMovedAt - askedAt);
  return { preset, report, pictureMs };
}
