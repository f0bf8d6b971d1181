/** What is known of single cameras beyond the config: taught shots, reservations, calibrations, travel times. */
import type { WallMs } from '../../../protocols/clock.ts';
import type { CameraPosition } from '../../../protocols/models/camera.ts';
import type { Observed } from '../../../protocols/models/observed.ts';
import type { CameraShot, Hall, HallCamera } from '../hall.ts';
import type { ChamberRoot } from '../root.ts';
import type { Calibrated, CalibrationRun } from './calibration.ts';

export interface Reservation {
  readonly sinceAt: WallMs;
  readonly why: 'by-hand' | 'calibration';
}

export interface CamerasState {
  /** As in the config. */
  readonly configured: readonly HallCamera[];
  /** By camera and preset; null: forgotten, whatever the config says. */
  readonly taught: Readonly<Record<string, Readonly<Record<number, CameraShot | null>>>>;
  readonly reserved: Readonly<Record<string, Reservation>>;
  readonly runs: Readonly<Record<string, CalibrationRun>>;
  readonly calibrated: Readonly<Record<string, Calibrated>>;
  /** By `camera/from/to`, ms. */
  readonly travel: Readonly<Record<string, number>>;
}

export const initialCameras = (hall: Hall): CamerasState => ({
  configured: hall.cameras,
  taught: {},
  reserved: {},
  runs: {},
  calibrated: {},
  travel: {},
});

/** The hall's cameras with what they were taught. */
export function taughtCameras({ configured, taught }: CamerasState): readonly HallCamera[] {
  return configured.map((camera) => {
    const lessons = taught[camera.device];
    if (!lessons) return camera;
    const kept = camera.shots.filter(({ preset }) => !(preset in lessons));
    const added = Object.values(lessons).flatMap((shot) => shot ?? []);
    return { ...camera, shots: [...kept, ...added].sort((a, b) => a.preset - b.preset) };
  });
}

export const cameraNamed = ({ hall }: ChamberRoot, device: string): HallCamera | undefined =>
  hall.cameras.find((camera) => camera.device === device);

/** Where presets are: what the camera was last seen at goes before the calibration, and that before the config. */
export function knownTargets(
  { hall, cameras }: ChamberRoot,
  observed: Observed,
  device: string,
): Readonly<Record<number, CameraPosition>> {
  const head = hall.cameras.find((camera) => camera.device === device)?.head;
  const measured = cameras.calibrated[device]?.calibration.targets ?? [];
  return {
    ...head?.targets,
    ...Object.fromEntries(measured.map(({ preset, position }) => [preset, position])),
    ...observed.cameras[device]?.targets,
  };
}

export const runningCalibrations = ({ cameras: { runs } }: ChamberRoot): readonly string[] =>
  Object.keys(runs).filter((camera) => runs[camera]?.state === 'running');
