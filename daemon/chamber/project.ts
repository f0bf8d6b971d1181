/**
 * Views per role: allow-lists, built on the server from what is durable, what the devices report and what
 * the direction decided. The public display gets nothing but the slate while the part is not public.
 */
import type {
  CameraView,
  ChairView,
  DeviceView,
  DisplayView,
  OperatorView,
  Reason,
  SeatView,
  ShotView,
} from '../../protocols/api/views.ts';
import type { WallMs } from '../../protocols/clock.ts';
import type { MicrophonesState } from '../../protocols/models/microphones.ts';
import type { Observed } from '../../protocols/models/observed.ts';
import { soundOf, unknownSwitcher } from '../../protocols/models/switcher.ts';
import type { Direction } from '../director/direct.ts';
import { floorView, queueView } from './floor/project.ts';
import { speakerInHall, speakerInPublic } from './people/project.ts';
import type { ChamberRoot } from './root.ts';
import { shotsOf, type Shot } from './shots.ts';

export interface ViewSource {
  readonly root: ChamberRoot;
  readonly observed: Observed;
  readonly direction: Direction | null;
  readonly devices: Readonly<Record<string, DeviceView>>;
  /** Wishes that were given up, as `device/attribute`. */
  readonly unreached: readonly string[];
  readonly capabilities: { readonly microphoneModes: readonly string[] };
  readonly safeMode: Reason | null;
  readonly wallMs: WallMs;
}

export function operatorView(source: ViewSource): OperatorView {
  const { root, observed, devices } = source;
  const { hall } = root;
  const microphones = observed.microphones[hall.microphones] ?? null;
  return {
    role: 'operator',
    ...commonView(source),
    seats: seatViews(root, microphones),
    ...floorView(root, speakerInHall),
    queue: queueView(root, speakerInHall),
    open: root.floor.open.map(({ seat }) => seat),
    onAir: onAirView(source),
    soundOff: root.broadcast.soundOff,
    direction: directionView(source),
    cameras: Object.fromEntries(hall.cameras.map((camera) => [camera.device, cameraView(source, camera)])),
    devices: { ...devices },
    ...(microphones
      ? {
          microphones: {
            mode: microphones.mode ?? 'unknown',
            ...(microphones.maxOpen === null ? {} : { maxOpen: microphones.maxOpen }),
            modes: [...source.capabilities.microphoneModes],
          },
        }
      : {}),
    people: Object.fromEntries(
      Object.entries(hall.people).map(([id, { name, group }]) => [id, { name, ...(group ? { group } : {}) }]),
    ),
    log: [...root.log.entries],
    alarms: alarmsOf(source),
  };
}

export function chairView(source: ViewSource): ChairView {
  const { root, observed } = source;
  const onAir = onAirView(source);
  return {
    role: 'chair',
    ...commonView(source),
    ...floorView(root, speakerInHall),
    queue: queueView(root, speakerInHall),
    open: root.floor.open.map(({ seat }) => speakerInHall(root, seat)),
    transmitted:
      onAir.picture === 'live' || onAir.sound === 'open'
        ? 'yes'
        : onAir.picture === 'unknown' || onAir.sound === 'unknown'
          ? 'unknown'
          : 'no',
    microphonesReady: observed.microphones[root.hall.microphones] != null,
  };
}

export function displayView({ root }: ViewSource): DisplayView {
  const { publicity } = root.broadcast;
  const { chamber, title } = root.hall;
  if (publicity !== 'public') return { role: 'display', publicity, chamber };
  return {
    role: 'display',
    publicity,
    chamber,
    title,
    ...floorView(root, speakerInPublic),
    queueLength: root.floor.queue.length,
  };
}

function commonView({ root, safeMode }: ViewSource) {
  return {
    title: root.hall.title,
    chamber: root.hall.chamber,
    publicity: root.broadcast.publicity,
    ...(safeMode ? { safeMode } : {}),
  };
}

function seatViews(root: ChamberRoot, microphones: MicrophonesState | null): Record<string, SeatView> {
  const { hall, floor, people } = root;
  const openSince = new Map(floor.open.map(({ seat, sinceAt }) => [seat, sinceAt]));
  const places = new Map(floor.queue.map(({ seat }, index) => [seat, index + 1]));
  const views: Record<string, SeatView> = {};
  for (const { seat, x, y, label, role } of Object.values(hall.seats)) {
    const id = people.occupants[seat];
    const person = id == null ? undefined : hall.people[id];
    const consent = id == null ? undefined : people.consents[id];
    const sinceAt = openSince.get(seat);
    const waiting = places.get(seat);
    views[seat] = {
      x,
      y,
      label,
      role,
      microphone: microphoneOf(seat, microphones, sinceAt !== undefined),
      ...(sinceAt === undefined ? {} : { openSinceAt: sinceAt }),
      ...(waiting === undefined ? {} : { waiting }),
      ...(id == null ? {} : { person: id }),
      ...(person ? { name: person.name } : {}),
      ...(person?.group ? { group: person.group } : {}),
      ...(consent ? { consent } : {}),
    };
  }
  return views;
}

function microphoneOf(
  seat: number,
  microphones: MicrophonesState | null,
  open: boolean,
): SeatView['microphone'] {
  if (!microphones) return 'unknown';
  if (open) return 'open';
  return microphones.seats[seat]?.present ? 'closed' : 'absent';
}

function onAirView({ root, observed, direction }: ViewSource): OperatorView['onAir'] {
  const { hall } = root;
  const switcher = observed.switchers[hall.switcher] ?? unknownSwitcher;
  const isSlate = switcher.program === hall.slateScene || switcher.program === hall.pauseScene;
  return {
    picture: switcher.program === null ? 'unknown' : isSlate ? 'slate' : 'live',
    sound: soundOf(switcher),
    stream: switcher.stream,
    reasons: [...(direction?.verdict.silentBecause ?? [])],
  };
}

function directionView({ root, observed, direction, wallMs }: ViewSource): OperatorView['direction'] {
  const { hall } = root;
  const manual = root.direction.mode === 'manual' ? root.direction : null;
  const program = observed.switchers[hall.switcher]?.program ?? null;
  const onAir = program === null ? undefined : shotOnAir(root, observed, program, direction?.verdict.shot);
  return {
    mode: root.direction.mode,
    ...(manual ? { sinceAt: manual.sinceAt } : {}),
    offerHandBack: manual !== null && wallMs - manual.sinceAt >= hall.rules.offerHandBackMs,
    ...(onAir ? { program: shotView(onAir) } : {}),
    ...(direction?.preview ? { preview: shotView(direction.preview) } : {}),
    ...(direction ? { reason: direction.reason } : {}),
    refused: [...(direction?.verdict.refused ?? [])],
  };
}

/** Which shot the program scene shows: by what the camera really stands at, not by what was wished. */
function shotOnAir(
  { hall }: ChamberRoot,
  observed: Observed,
  program: string,
  decided: Shot | undefined,
): Shot | undefined {
  if (decided?.scene === program && !decided.camera) return decided;
  return [...shotsOf(hall).values()].find((shot) => {
    if (shot.scene !== program) return false;
    if (!shot.camera) return true;
    const motion = observed.cameras[shot.camera.device]?.motion;
    return motion?.kind === 'still' && motion.preset === shot.camera.preset;
  });
}

const shotView = (shot: Shot): ShotView => ({
  id: shot.id,
  kind: shot.kind,
  seats: [...shot.subjects],
  ...(shot.camera ? { camera: shot.camera.device } : {}),
});

function cameraView(
  { root, observed, direction }: ViewSource,
  camera: ChamberRoot['hall']['cameras'][number],
): CameraView {
  const { hall } = root;
  const motion = observed.cameras[camera.device]?.motion ?? { kind: 'unknown' as const, preset: null };
  const preset = motion.kind === 'unknown' ? null : motion.preset;
  const shot = preset === null ? undefined : camera.shots.find((other) => other.preset === preset);
  const program = observed.switchers[hall.switcher]?.program;
  return {
    label: camera.label,
    motion: motion.kind,
    ...(shot ? { shot: `${camera.device}:${shot.preset}` } : {}),
    seats: [...(shot?.subjects ?? [])],
    tally:
      program === camera.scene
        ? 'program'
        : direction?.preview?.camera?.device === camera.device
          ? 'preview'
          : 'none',
    shots: camera.shots.map((other) => ({
      id: `${camera.device}:${other.preset}`,
      seats: [...other.subjects],
    })),
  };
}

function alarmsOf({ devices, safeMode, unreached }: ViewSource): Reason[] {
  const fights = unreached.map((key) => {
    const [device = '', attribute] = key.split('/');
    return {
      code: attribute === 'sound' ? 'alarm-mute-failed' : 'alarm-switcher-fights',
      params: { device },
    };
  });
  const offline = Object.entries(devices)
    .filter(([, device]) => device.link === 'down')
    .map(([device]) => ({ code: 'alarm-device-offline', params: { device } }));
  return [...(safeMode ? [{ code: 'alarm-safe-mode' }] : []), ...offline, ...fights];
}
