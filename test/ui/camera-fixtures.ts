/** Views of the operator's page while cameras are taught and calibrated, and of halls in which not everybody can be shown. */
import type { CameraView, OperatorView } from '../../protocols/api/views.ts';
import type { CalibrationView } from '../../protocols/api/views/cameras.ts';
import { midSitting, nonPublic } from './fixtures.ts';
import { fixtureNow, longName } from './sitting-fixtures.ts';

/** A view with some of its cameras changed. */
export function withCameras(
  view: OperatorView,
  changes: Readonly<Record<string, Partial<CameraView>>>,
): OperatorView {
  const cameras = { ...view.cameras };
  for (const [id, change] of Object.entries(changes)) {
    const old = cameras[id];
    if (!old) throw new Error(`the fixture has no ${id}`);
    cameras[id] = { ...old, ...change };
  }
  return { ...view, cameras };
}

const shotsOf = (camera: string): CameraView['shots'] => midSitting.cameras[camera]?.shots ?? [];
const byHand = { sinceAt: fixtureNow - 161_000, why: 'by-hand' as const };

const coverage: OperatorView['coverage'] = [
  { seat: 35, best: 'wide', because: [{ code: 'unknown-person', params: { seat: 35 } }] },
  {
    seat: 9,
    name: 'Mitglied 9',
    best: 'group',
    because: [{ code: 'not-recognisable', params: { seat: 9 } }],
  },
  {
    seat: 18,
    name: 'Mitglied 18',
    best: 'slate',
    because: [{ code: 'no-image-consent', params: { seat: 18 } }, { code: 'no-permitted-shot' }],
  },
  { seat: 40, name: 'Mitglied 40', best: 'wide', because: [] },
];

/** Before the sitting: four cannot be shown in close-up, one not at all. */
export const uncovered: OperatorView = { ...nonPublic, coverage };

/** In public, and nobody is left with the slate. */
export const coveredLive: OperatorView = {
  ...midSitting,
  coverage: coverage.filter(({ best }) => best !== 'slate'),
};

/** Camera 1 is reserved, stands at seat 3, has a zone, a taught group, a preset that somebody stored over. */
export const teaching: OperatorView = withCameras(uncovered, {
  cam1: {
    tally: 'none',
    reserved: byHand,
    zones: [
      { id: 'gallery', label: 'Empore' },
      { id: 'press', label: 'Pressetisch' },
    ],
    position: { panDegrees: -31.4, tiltDegrees: -6.2, zoom: 0.64 },
    plan: { code: 'camera-reserved', params: { camera: 'cam1' } },
    shots: [
      ...shotsOf('cam1').map((shot) =>
        shot.preset === 3
          ? { ...shot, visible: [2, 4], zones: ['gallery'], taught: true }
          : shot.preset === 5
            ? { ...shot, moved: true }
            : shot,
      ),
      {
        id: 'cam1/40',
        preset: 40,
        seats: [6, 7, 8],
        visible: [20],
        zones: [],
        taught: true,
        moved: false,
      },
    ],
  },
});

export const teachingMoves = withCameras(teaching, { cam1: { motion: 'moving' } });

const calibration = (part: Partial<CalibrationView>): CalibrationView => ({
  state: 'running',
  done: 18,
  total: 42,
  failed: [],
  ...part,
});

const witnessed: NonNullable<CalibrationView['result']> = {
  completion: 'early',
  status: 'after-motion',
  position: true,
  videoLatencyMs: 183.4,
  slowestMs: 2840,
  fastestMs: 690,
};

/** Camera 1 runs, camera 2 is done, camera 3 was interrupted. */
export const calibrating: OperatorView = withCameras(uncovered, {
  cam1: {
    motion: 'moving',
    tally: 'none',
    reserved: { sinceAt: fixtureNow - 62_000, why: 'calibration' },
    calibration: calibration({ restMs: 96_000, failed: [4] }),
  },
  cam2: {
    calibration: calibration({
      state: 'done',
      done: 60,
      total: 60,
      doneAt: fixtureNow - 86_400_000,
      result: witnessed,
    }),
  },
  cam3: {
    reserved: byHand,
    motion: 'still',
    calibration: calibration({
      state: 'interrupted',
      done: 7,
      failed: [22, 31],
      result: {
        completion: 'never',
        status: 'unproven',
        position: false,
        timedMs: 6400,
        slowestMs: 4210,
        fastestMs: 900,
      },
    }),
  },
});

/** In public, camera 2 on air and reserved: as it stands, or barred. */
export const freeShot: OperatorView = withCameras(midSitting, {
  cam2: { reserved: byHand, plan: { code: 'manual' } },
});
export const freeBarred: OperatorView = withCameras(midSitting, {
  cam2: {
    tally: 'none',
    reserved: byHand,
    zones: [{ id: 'gallery', label: 'Empore' }],
    barred: { code: 'zone-visible', params: { camera: 'cam2', zone: 'gallery' } },
  },
});

/** A camera that cannot be driven, long names, no number left. */
export const teachingLong: OperatorView = {
  ...withCameras(teaching, {
    cam1: {
      label: 'Kamera über der Empore links hinten',
      canDrive: false,
      freePresets: [],
      zones: [{ id: 'gallery', label: 'Zuschauerempore mit Pressetisch und Verwaltungsbank' }],
    },
  }),
  seats: {
    ...teaching.seats,
    ...Object.fromEntries(
      [3, 4, 6].flatMap((seat) => {
        const view = teaching.seats[String(seat)];
        return view === undefined ? [] : [[String(seat), { ...view, name: longName }]];
      }),
    ),
  },
};

/** Every one by name. */
export const cameraFixtures = {
  uncovered,
  coveredLive,
  teaching,
  teachingMoves,
  calibrating,
  freeShot,
  freeBarred,
  teachingLong,
} as const satisfies Record<string, OperatorView>;
