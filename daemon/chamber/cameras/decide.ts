import type { CameraCommand } from '../../../protocols/models/camera.ts';
import { unknownSwitcher } from '../../../protocols/models/switcher.ts';
import type { Observed } from '../../../protocols/models/observed.ts';
import type { ChamberCommand, ChamberDecision, ChamberEvent, ChamberRoot } from '../root.ts';
import { cameraNamed } from './state.ts';
import type { CamerasEvent } from './events.ts';

type CameraCommandOf<Name extends ChamberCommand['name']> = Extract<ChamberCommand, { readonly name: Name }>;
type Camera = NonNullable<ReturnType<typeof cameraNamed>>;
type Refusal = Extract<ChamberDecision, { readonly ok: false }>['error'];

const no = (error: Refusal): ChamberDecision => ({ ok: false, error });
const yes = (...events: readonly ChamberEvent[]): ChamberDecision => ({ ok: true, events });

export function decideCameras(
  root: ChamberRoot,
  observed: Observed,
  command: ChamberCommand,
): ChamberDecision | undefined {
  if (!command.name.startsWith('camera/')) return undefined;
  const ours = command as Extract<ChamberCommand, { readonly name: `camera/${string}` }>;
  const camera = cameraNamed(root, ours.input.camera);
  if (!camera) return no('unknown-camera');
  switch (ours.name) {
    case 'camera/reserve':
      return reserve(root, camera);
    case 'camera/release':
      return root.cameras.reserved[camera.device]?.why === 'by-hand' ? yes(of('released', camera)) : yes();
    case 'camera/drive':
      return drive(root, observed, camera, ours);
    case 'camera/visit':
      return visit(root, observed, camera, ours);
    case 'camera/store':
      return store(root, observed, camera, ours);
    case 'camera/describe': {
      const { preset, subjects, visible, zones } = ours.input;
      if (!camera.shots.some((shot) => shot.preset === preset)) return no('unknown-shot');
      return (
        shownIn(root, camera, ours) ??
        yes(taught(camera, { preset, subjects, visible, zones, stored: false }))
      );
    }
    case 'camera/forget': {
      const { preset } = ours.input;
      if (!camera.shots.some((shot) => shot.preset === preset)) return no('unknown-shot');
      return yes({ type: 'cameras/forgotten', version: 1, data: { camera: camera.device, preset } });
    }
    case 'camera/calibrate':
      return calibrate(root, camera, ours);
    case 'camera/stop-calibration':
      return root.cameras.runs[camera.device]?.state === 'running'
        ? yes(of('calibration-stopped', camera))
        : yes();
  }
}

const of = (what: 'reserved' | 'released' | 'calibration-stopped', { device }: Camera): CamerasEvent => ({
  type: `cameras/${what}`,
  version: 1,
  data: { camera: device },
});

type Lesson = Omit<Extract<CamerasEvent, { readonly type: 'cameras/taught' }>['data'], 'camera'>;
const taught = ({ device }: Camera, lesson: Lesson): CamerasEvent => ({
  type: 'cameras/taught',
  version: 1,
  data: { camera: device, ...lesson },
});

function reserve({ cameras }: ChamberRoot, camera: Camera): ChamberDecision {
  const held = cameras.reserved[camera.device];
  if (held?.why === 'calibration') return no('calibration-running');
  return held ? yes() : yes(of('reserved', camera));
}

/** Only who has taken the camera out of the direction moves it by hand. */
function heldByHand({ cameras }: ChamberRoot, camera: Camera): Refusal | null {
  const held = cameras.reserved[camera.device];
  if (held?.why === 'calibration') return 'calibration-running';
  return held ? null : 'camera-not-reserved';
}

/**
 * Of the fastest: on air a swing is to be watched, and who comes into the picture must be seen coming before the
 * next position has been read.
 */
const liveSpeed = 0.3;

/** Its picture is out, or may be: while the mixer is not heard, any camera's may. */
function isOnAir({ hall }: ChamberRoot, observed: Observed, camera: Camera): boolean {
  const { program } = observed.switchers[hall.switcher] ?? unknownSwitcher;
  return program === camera.scene;
}

const order = ({ device }: Camera, command: CameraCommand) => ({ device, model: 'camera', command }) as const;

function drive(
  root: ChamberRoot,
  observed: Observed,
  camera: Camera,
  { input: { pan, tilt, zoom } }: CameraCommandOf<'camera/drive'>,
): ChamberDecision {
  const refusal = heldByHand(root, camera);
  if (refusal) return no(refusal);
  if (pan === 0 && tilt === 0 && zoom === 0)
    return { ok: true, events: [], effects: [order(camera, { type: 'stop' })] };
  const { direction } = root;
  const wish = direction.mode === 'manual' ? direction.wish : null;
  const isLive = wish?.kind === 'free' && wish.live && wish.camera === camera.device;
  if (isOnAir(root, observed, camera) && !isLive) return no('camera-on-air');
  const slowed = (speed: number): number =>
    isLive ? Math.max(-liveSpeed, Math.min(liveSpeed, speed)) : speed;
  const driven = { type: 'drive', pan: slowed(pan), tilt: slowed(tilt), zoom: slowed(zoom) } as const;
  return { ok: true, events: [], effects: [order(camera, driven)] };
}

function visit(
  root: ChamberRoot,
  observed: Observed,
  camera: Camera,
  { input: { preset } }: CameraCommandOf<'camera/visit'>,
): ChamberDecision {
  const refusal = heldByHand(root, camera);
  if (refusal) return no(refusal);
  if (isOnAir(root, observed, camera)) return no('camera-on-air');
  if (!camera.head.presets.includes(preset)) return no('preset-not-allowed');
  return { ok: true, events: [], effects: [order(camera, { type: 'recall', preset })] };
}

/** Everything named must exist. */
function shownIn(
  { hall }: ChamberRoot,
  camera: Camera,
  { input }: CameraCommandOf<'camera/store' | 'camera/describe'>,
): ChamberDecision | undefined {
  if (![...input.subjects, ...input.visible].every((seat) => hall.seats[seat])) return no('unknown-seat');
  const known = new Set(camera.head.zones.map(({ id }) => id));
  return input.zones.every((zone) => known.has(zone)) ? undefined : no('unknown-zone');
}

function store(
  root: ChamberRoot,
  observed: Observed,
  camera: Camera,
  command: CameraCommandOf<'camera/store'>,
): ChamberDecision {
  const refusal = heldByHand(root, camera);
  if (refusal) return no(refusal);
  const mistake = shownIn(root, camera, command);
  if (mistake) return mistake;
  // What moves would be stored somewhere on its way.
  if (observed.cameras[camera.device]?.motion.kind !== 'still') return no('camera-not-still');
  const preset = command.input.preset ?? freePresets(camera)[0];
  if (preset === undefined) return no('no-free-preset');
  if (!camera.head.presets.includes(preset)) return no('preset-not-allowed');
  const { subjects, visible, zones } = command.input;
  return {
    ok: true,
    events: [],
    effects: [order(camera, { type: 'store', preset })],
    // A shot that says who is seen at a place where the camera was never stored would show somebody else.
    afterwards: [taught(camera, { preset, subjects, visible, zones, stored: true })],
    // Nobody knows whether it did: what the shot said of that place is not to be relied on.
    inDoubt: camera.shots.some((shot) => shot.preset === preset)
      ? [{ type: 'cameras/forgotten', version: 1, data: { camera: camera.device, preset } }]
      : [],
  };
}

export function freePresets({ head, shots }: Camera): readonly number[] {
  const used = new Set(shots.map(({ preset }) => preset));
  return head.presets.filter((preset) => !used.has(preset));
}

function calibrate(
  root: ChamberRoot,
  camera: Camera,
  { input: { afresh } }: CameraCommandOf<'camera/calibrate'>,
): ChamberDecision {
  if (root.broadcast.publicity === 'public') return no('calibration-in-public');
  if (root.cameras.runs[camera.device]?.state === 'running') return no('calibration-running');
  if (camera.shots.length < 2) return no('nothing-to-calibrate');
  return yes({ type: 'cameras/calibration-begun', version: 1, data: { camera: camera.device, afresh } });
}
