/** Single cameras on the operator's page: where they stand, what they were taught, and their calibration. */
import type { CalibrationView, CameraView, CoverageView } from '../../../protocols/api/views/cameras.ts';
import { timedFactor, unknownCamera } from '../../../protocols/models/camera.ts';
import type { Observed } from '../../../protocols/models/observed.ts';
import { coverage } from '../../director/coverage.ts';
import type { Direction } from '../../director/direct.ts';
import { gatherFacts } from '../../director/facts.ts';
import { consentRefusals } from '../../director/consent.ts';
import { definedOnly } from '../defined.ts';
import type { HallCamera } from '../hall.ts';
import type { ChamberRoot } from '../root.ts';
import { freeShotId, shotsOf } from '../shots.ts';
import { visitsFor, type Calibrated, type CalibrationRun } from './calibration.ts';
import { freePresets } from './decide.ts';

interface Source {
  readonly root: ChamberRoot;
  readonly observed: Observed;
  readonly direction: Direction | null;
}

const maxFreePresets = 20;
/** After the arrival: the look at the picture. */
const lookMs = 1100;

export function cameraView({ root, observed, direction }: Source, camera: HallCamera): CameraView {
  const { hall, cameras } = root;
  const { device } = camera;
  const { motion, position, movedPresets } = observed.cameras[device] ?? unknownCamera;
  const preset = motion.kind === 'unknown' ? null : motion.preset;
  const shot = preset === null ? undefined : camera.shots.find((other) => other.preset === preset);
  const reserved = cameras.reserved[device];
  const calibration = calibrationView(camera, cameras.runs[device], cameras.calibrated[device]);
  return {
    label: camera.label,
    motion: motion.kind,
    ...(shot ? { shot: `${device}:${shot.preset}` } : {}),
    seats: [...(shot?.subjects ?? [])],
    tally:
      observed.switchers[hall.switcher]?.program === camera.scene
        ? 'program'
        : direction?.preview?.camera?.device === device
          ? 'preview'
          : 'none',
    ...definedOnly({ plan: direction?.plans.find((plan) => plan.camera === device)?.reason }),
    shots: camera.shots.map((other) => ({
      id: `${device}:${other.preset}`,
      preset: other.preset,
      seats: [...other.subjects],
      visible: [...other.visible],
      zones: [...(other.zones ?? [])],
      taught: other.isTaught === true,
      moved: movedPresets.includes(other.preset),
    })),
    ...(reserved ? { reserved: { ...reserved }, ...barredView(root, observed, camera) } : {}),
    ...(position ? { position: { ...position } } : {}),
    canDrive: camera.head.canDrive,
    freePresets: freePresets(camera).slice(0, maxFreePresets),
    zones: camera.head.zones.map(({ id, label }) => ({ id, label })),
    ...(calibration ? { calibration } : {}),
  };
}

/** Why it may not go on air as it stands, if the operator asked for that. */
function barredView(
  root: ChamberRoot,
  observed: Observed,
  { device }: HallCamera,
): Pick<CameraView, 'barred'> {
  const shot = shotsOf(root.hall).get(freeShotId(device));
  if (!shot) return {};
  const facts = gatherFacts(root, observed, 0, false);
  const [barred] = consentRefusals(shot, { ...facts, manual: { kind: 'free', camera: device, live: false } });
  return barred ? { barred } : {};
}

function calibrationView(
  { shots }: HallCamera,
  run: CalibrationRun | undefined,
  done: Calibrated | undefined,
): CalibrationView | null {
  if (!run && !done) return null;
  const result = done && {
    doneAt: done.at,
    result: {
      completion: done.completion,
      status: done.status,
      position: done.calibration.witnesses.position,
      slowestMs: done.slowestMs,
      fastestMs: done.fastestMs,
      ...definedOnly({
        timedMs:
          done.calibration.maxTravelMs === null ? undefined : done.calibration.maxTravelMs * timedFactor,
        videoLatencyMs: done.calibration.videoLatencyMs ?? undefined,
      }),
    },
  };
  // The first visit only brings it to a known place.
  const total = visitsFor(shots.length) + 1;
  if (!run) return { state: 'done', done: total, total, failed: [...(done?.failed ?? [])], ...result };
  const times = run.visits.map(({ report }) => (report ? report.stillMs : 0) + lookMs);
  const meanMs = times.reduce((sum, time) => sum + time, 0) / times.length;
  const last = new Map(run.visits.map((visit) => [visit.preset, visit]));
  return {
    state: run.state,
    done: Math.min(total, run.visits.length),
    total,
    ...(times.length > 0 ? { restMs: Math.round(meanMs * Math.max(0, total - times.length)) } : {}),
    failed: [...last.values()].flatMap(({ preset, report }) => (report ? [] : [preset])),
    ...result,
  };
}

let lastCoverage: { readonly of: readonly unknown[]; readonly view: CoverageView[] } | null = null;

/** It takes a look at every seat with every shot; what it depends on seldom changes, and the view is made often. */
export function coverageView(source: Source): CoverageView[] {
  const { root, observed } = source;
  const { hall, people, register, sitting, cameras } = root;
  const targets = hall.cameras.map(({ device }) => observed.cameras[device]?.targets);
  const of = [hall, people, register, sitting.current, cameras.calibrated, ...targets];
  const isSame =
    lastCoverage?.of.length === of.length && of.every((part, at) => part === lastCoverage?.of[at]);
  if (!lastCoverage || !isSame) lastCoverage = { of, view: makeCoverage(source) };
  return lastCoverage.view;
}

function makeCoverage({ root, observed }: Source): CoverageView[] {
  return coverage(gatherFacts(root, observed, 0, false)).map(({ seat, best, because }) => {
    const occupant = root.people.occupants[seat];
    const name = occupant && root.register.persons[occupant.person]?.name;
    return { seat, best, because: [...because], ...(name == null ? {} : { name }) };
  });
}
