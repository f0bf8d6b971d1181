/**
 * From the visits of a calibration to whose word counts: the end signal and the status are held against the last
 * change of the position, and of the picture where somebody looked. A witness that was early once is not
 * believed any more. Two that tell the same are believed where there is nothing to hold them against. Pure.
 */
import type {
  CameraCalibration,
  CameraPosition,
  MoveReport,
  PresetNumber,
} from '../../../protocols/models/camera.ts';
import type { CalibrationResult, Trust, Visit } from '../../chamber/cameras/calibration.ts';

type Arrival = Extract<Visit, { readonly report: MoveReport }>;

/** From one look at the picture to the next, and what a capture may be late: that much earlier it may have ended. */
const lookMs = 450;
/** Shorter ones may have been a camera that stood there already. */
const shortestMoveMs = 600;
/** A witness that speaks so much after the motion costs more than it tells, where the position can be read. */
const lateMs = 1500;
/** Below this share of arrivals with an end signal it is one that does not come. */
const usuallyComes = 0.5;
/** Two visits to one preset differ by this at most. */
const same = { degrees: 0.25, zoom: 0.01 };

const latest = (...times: readonly (number | null)[]): number | null => {
  const known = times.filter((time) => time !== null);
  return known.length > 0 ? Math.max(...known) : null;
};

/** The last that was seen to change, ms; null: nothing was looked at. The picture is late by its latency. */
const seenToMoveMs = ({ report, pictureMs }: Arrival, latencyMs: number | null): number | null =>
  latest(report.lastChangeMs, pictureMs === null ? null : pictureMs - (latencyMs ?? 0));

/** Until then it has certainly moved: a look finds what has changed since the look before. */
const stillMovedMs = ({ report, pictureMs }: Arrival, latencyMs: number | null): number | null =>
  latest(
    report.movedAfterMs,
    // Where nothing tells how late the picture is, an honest signal may be taken for an early one: slow, but safe.
    pictureMs === null ? null : pictureMs - (latencyMs ?? 0) - lookMs,
  );

function trustOf(
  arrivals: readonly Arrival[],
  timeOf: (report: MoveReport) => number | null,
  latencyMs: number | null,
): Trust {
  const said = arrivals.filter(({ report }) => timeOf(report) !== null);
  if (said.length < arrivals.length * usuallyComes || said.length === 0) return 'never';
  const proven = said.filter((arrival) => seenToMoveMs(arrival, latencyMs) !== null);
  if (proven.length === 0) return 'unproven';
  const isEarly = proven.some(
    (arrival) => (timeOf(arrival.report) ?? 0) < (stillMovedMs(arrival, latencyMs) ?? 0),
  );
  if (isEarly) return 'early';
  return isLate(proven, timeOf) ? 'late' : 'after-motion';
}

/** By the position alone: a picture that nobody looked at closely enough makes nobody late. */
function isLate(arrivals: readonly Arrival[], timeOf: (report: MoveReport) => number | null): boolean {
  const late = arrivals
    .flatMap(({ report }) => {
      const said = timeOf(report);
      return said === null || report.lastChangeMs === null ? [] : [said - report.lastChangeMs];
    })
    .sort((a, b) => a - b);
  return (late[Math.floor(late.length / 2)] ?? 0) > lateMs;
}

/** End signal and status told the same, and neither at once. */
function agree(arrivals: readonly Arrival[]): boolean {
  const both = arrivals.flatMap(({ report: { completedMs, idleMs } }) =>
    completedMs === null || idleMs === null ? [] : [{ completedMs, idleMs }],
  );
  return (
    both.length > arrivals.length * usuallyComes &&
    both.every(({ completedMs, idleMs }) => Math.abs(completedMs - idleMs) <= lookMs) &&
    both.some(({ idleMs }) => idleMs > shortestMoveMs)
  );
}

/** The picture's delay: it changes last so much after the position did, ms; null: not measured. */
function latencyOf(arrivals: readonly Arrival[]): number | null {
  const late = arrivals
    .flatMap(({ report: { lastChangeMs }, pictureMs }) =>
      lastChangeMs === null || pictureMs === null ? [] : [pictureMs - lastChangeMs],
    )
    .sort((a, b) => b - a);
  // The position is seen late by up to a poll, so the largest is nearest; one alone may be somebody walking by.
  const measured = late[late.length >= 6 ? 1 : 0];
  return measured === undefined ? null : Math.max(0, Math.round(measured));
}

function targetsOf(arrivals: readonly Arrival[]) {
  const places = new Map<PresetNumber, CameraPosition[]>();
  for (const { preset, report } of arrivals)
    if (report.position) places.set(preset, [...(places.get(preset) ?? []), report.position]);
  const isSame = (a: CameraPosition, b: CameraPosition): boolean =>
    Math.abs(a.panDegrees - b.panDegrees) <= same.degrees &&
    Math.abs(a.tiltDegrees - b.tiltDegrees) <= same.degrees &&
    Math.abs(a.zoom - b.zoom) <= same.zoom;
  const targets: { preset: PresetNumber; position: CameraPosition }[] = [];
  const unsteady: PresetNumber[] = [];
  for (const [preset, positions] of places) {
    const last = positions.at(-1);
    if (!last) continue;
    targets.push({ preset, position: last });
    if (!positions.every((position) => isSame(position, last))) unsteady.push(preset);
  }
  return { targets, unsteady };
}

/** Null: not one arrival, so nothing is known. `id` names what comes of it. */
export function conclude(visits: readonly Visit[], id: string): CalibrationResult | null {
  const arrivals = visits.filter((visit): visit is Arrival => visit.report !== null);
  // The first came from wherever the camera was.
  const counted = arrivals.length > 1 ? arrivals.slice(1) : arrivals;
  if (counted.length === 0) return null;
  const latencyMs = latencyOf(counted);
  const completion = trustOf(counted, ({ completedMs }) => completedMs, latencyMs);
  const status = trustOf(counted, ({ idleMs }) => idleMs, latencyMs);
  const confirmed = completion === 'unproven' && status === 'unproven' && agree(counted);
  const believes = (trust: Trust): boolean => trust === 'after-motion' || (trust === 'unproven' && confirmed);
  const hasPosition = counted.some(({ report }) => report.position !== null);
  const times = counted.map((arrival) => seenToMoveMs(arrival, latencyMs) ?? arrival.report.stillMs);
  const slowestMs = Math.round(Math.max(...times));
  const isTimed = !hasPosition && !believes(completion) && !believes(status);
  const wasWatched = counted.some((arrival) => seenToMoveMs(arrival, null) !== null);
  const calibration: CameraCalibration = {
    id,
    witnesses: { completion: believes(completion), status: believes(status), position: hasPosition },
    // The gate adds its margin; without anybody who looked, the configured time is all there is.
    maxTravelMs: isTimed && wasWatched ? slowestMs : null,
    videoLatencyMs: latencyMs,
    targets: targetsOf(counted).targets,
  };
  const last = new Map(visits.map((visit) => [visit.preset, visit]));
  return {
    calibration,
    completion: confirmed ? 'after-motion' : completion,
    status: confirmed ? 'after-motion' : status,
    failed: [...last.values()].flatMap(({ preset, report }) => (report ? [] : [preset])),
    unsteady: targetsOf(counted).unsteady,
    fastestMs: Math.round(Math.min(...times)),
    slowestMs,
  };
}
