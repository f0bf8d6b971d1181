/**
 * Views per role: allow-lists, built on the server from what is durable, what the devices report and what
 * the direction decided. The public display gets nothing but the slate while the part is not public.
 */
import type {
  ChairView,
  ClerkView,
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
import type { Body } from '../../protocols/models/council.ts';
import { outputNames, soundOf, unknownSwitcher } from '../../protocols/models/switcher.ts';
import type { Direction } from '../director/direct.ts';
import type { Reachable } from './broadcast/preflight.ts';
import { memberAlarms, memberPages } from './access/members.ts';
import { ballotRules, ballotView, keypadsView, pastBallots, votingDevices } from './ballot/project.ts';
import { ballotProgress } from './ballot/progress.ts';
import { publicBallot } from './ballot/public.ts';
import { broadcastAlarms, broadcastView, closedPartView, untilView } from './broadcast/project.ts';
import { slateKindOf } from './broadcast/slates.ts';
import { cameraView, coverageView } from './cameras/project.ts';
import { floorView, queueView, speakersView } from './floor/project.ts';
import { speakerInHall, speakerInPublic } from './people/project.ts';
import { confirmedAt, consentAt, noConsent } from './people/state.ts';
import type { ChamberRoot } from './root.ts';
import { profileNames } from './rules/profiles.ts';
import {
  agendaOf,
  deputiesOf,
  pastView,
  proposalsOf,
  publicItem,
  sittingDetail,
  sittingHead,
} from './sitting/project.ts';
import { barredSeats, groupOf } from './sitting/state.ts';
import { definedOnly } from './defined.ts';
import { deviceOf, shotsOf, type Shot } from './shots.ts';

export interface ViewSource {
  readonly root: ChamberRoot;
  readonly observed: Observed;
  readonly direction: Direction | null;
  readonly devices: Readonly<Record<string, DeviceView>>;
  /** Wishes that were given up, as `device/attribute`. */
  readonly unreached: readonly string[];
  readonly capabilities: { readonly microphoneModes: readonly string[] };
  readonly safeMode: Reason | null;
  /** Nothing new can be begun. */
  readonly isStorageFull: boolean;
  /** The second copy of the journal is not written. */
  readonly isCopyLost: boolean;
  /** Whether the stream's server could be reached when somebody looked. */
  readonly reachable: Reachable;
  readonly wallMs: WallMs;
}

export function operatorView(source: ViewSource): OperatorView {
  const { root, observed, devices } = source;
  const { hall } = root;
  const microphones = observed.microphones[hall.microphones] ?? null;
  return {
    role: 'operator',
    ...commonView(source),
    ...inHallView(root, 'withheld'),
    seats: seatViews(root, microphones),
    ...floorView(root, speakerInHall),
    queue: queueView(root),
    open: root.floor.open.map(({ seat }) => seat),
    onAir: onAirView(source),
    soundOff: root.broadcast.soundOff,
    broadcast: broadcastView(source),
    direction: directionView(source),
    coverage: coverageView(source),
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
      Object.entries(root.register.persons).map(([id, { name }]) => {
        const group = groupOf(root, id);
        return [id, { name, ...(group === undefined ? {} : { group }) }];
      }),
    ),
    ...ballotProgress(root, observed),
    keypads: keypadsView(root),
    ...(hall.voting.length === 0 ? {} : { votingDevices: votingDevices(root, observed) }),
    memberPages: memberPages(root),
    log: [...root.log.entries],
    alarms: alarmsOf(source),
  };
}

/** What chair and clerk see of decisions. */
const decisionsView = ({ root, observed }: ViewSource) => ({
  ...ballotView(root, observed),
  ballots: pastBallots(root),
  ...ballotRules(root, observed),
  memberPages: memberPages(root),
});

export function chairView(source: ViewSource): ChairView {
  const { root, observed } = source;
  const onAir = onAirView(source);
  return {
    role: 'chair',
    ...commonView(source),
    ...inHallView(root),
    ...floorView(root, speakerInHall),
    queue: queueView(root),
    deputies: deputiesOf(root),
    agenda: agendaOf(root),
    open: root.floor.open.map(({ seat, sinceAt }) => ({ ...speakerInHall(root, { seat }), sinceAt })),
    ...definedOnly({ closedPart: closedPartView(root, observed) }),
    ...untilView(root),
    ...proposalsOf(root),
    ...decisionsView(source),
    transmitted:
      onAir.picture === 'live' || onAir.sound === 'open'
        ? 'yes'
        : onAir.picture === 'unknown' || onAir.sound === 'unknown'
          ? 'unknown'
          : 'no',
    microphonesReady: observed.microphones[root.hall.microphones] != null,
  };
}

export function clerkView(source: ViewSource): ClerkView {
  const { root, observed } = source;
  const { register, people, sitting, hall } = root;
  return {
    role: 'clerk',
    ...commonView(source),
    ...inHallView(root),
    ...floorView(root, speakerInHall),
    queue: queueView(root),
    ...sittingDetail(root),
    ...decisionsView(source),
    keypads: keypadsView(root),
    people: Object.fromEntries(
      Object.entries(register.persons).map(([id, { group: _group, ...person }]) => [
        id,
        { ...person, consent: people.consents[id] ?? noConsent },
      ]),
    ),
    bodies: Object.fromEntries(Object.entries(register.bodies).map(([id, body]) => [id, bodyView(body)])),
    past: sitting.past.map(pastView).reverse(),
    seats: seatViews(root, observed.microphones[hall.microphones] ?? null),
    profiles: profileNames,
    sources: [...hall.sources],
    log: [...root.log.entries],
  };
}

const bodyView = ({ id: _id, members, seatPlan, ...body }: Body): ClerkView['bodies'][string] => ({
  ...body,
  members: [...members],
  seatPlan: { ...seatPlan },
});

/** An allow-list: what is not named here is on no public page, whatever the state knows. */
export function displayView({ root, observed, direction }: ViewSource): DisplayView {
  const { publicity } = root.broadcast;
  const { chamber } = root.hall;
  const { current } = root.sitting;
  const phase = current ? { phase: current.phase } : {};
  if (publicity !== 'public') {
    const kind = slateKindOf(root);
    const slate = kind === null ? {} : { slate: { kind, ...untilView(root) } };
    return { role: 'display', publicity, chamber, ...slate, ...phase };
  }
  // Words of somebody who may not be heard are not shown either.
  const captions = direction?.verdict.muted === false ? (observed.captions?.lines ?? []) : [];
  const { floor } = floorView(root, speakerInPublic);
  const { entry: _entry, ...shown } = floor ?? {};
  return {
    role: 'display',
    publicity,
    chamber,
    ...phase,
    title: current?.title ?? root.hall.title,
    ...publicItem(root),
    ...publicBallot(root),
    ...(floor ? { floor: shown as NonNullable<DisplayView['floor']> } : {}),
    queueLength: root.floor.list.waiting.length,
    ...(captions.length === 0 ? {} : { captions: [...captions] }),
  };
}

const inHallView = (root: ChamberRoot, titles: 'all' | 'withheld' = 'all') => ({
  ...sittingHead(root, titles),
  speakers: speakersView(root),
});

function commonView({ root, safeMode }: ViewSource) {
  return {
    title: root.sitting.current?.title ?? root.hall.title,
    chamber: root.hall.chamber,
    publicity: root.broadcast.publicity,
    ...(safeMode ? { safeMode } : {}),
  };
}

function seatViews(root: ChamberRoot, microphones: MicrophonesState | null): Record<string, SeatView> {
  const { hall, floor, people } = root;
  const openSince = new Map(floor.open.map(({ seat, sinceAt }) => [seat, sinceAt]));
  const places = new Map(
    floor.list.waiting.map(({ who }, index) => [who.seat, index + 1]).reverse() as [number, number][],
  );
  const barred = barredSeats(root);
  const views: Record<string, SeatView> = {};
  for (const { seat, x, y, label, role } of Object.values(hall.seats)) {
    const occupant = people.occupants[seat];
    const person = occupant && root.register.persons[occupant.person];
    const group = occupant && groupOf(root, occupant.person);
    const shared = occupant?.with === undefined ? undefined : root.register.persons[occupant.with]?.name;
    const consent = consentAt(people, seat);
    const sinceAt = openSince.get(seat);
    const waiting = places.get(seat);
    views[seat] = {
      x,
      y,
      label,
      role,
      microphone: microphoneOf(seat, microphones, sinceAt !== undefined),
      confirmed: confirmedAt(people, seat) !== undefined,
      ...(sinceAt === undefined ? {} : { openSinceAt: sinceAt }),
      ...(waiting === undefined ? {} : { waiting }),
      ...(occupant ? { person: occupant.person } : {}),
      ...(person ? { name: person.name } : {}),
      ...(group ? { group } : {}),
      ...(shared === undefined ? {} : { sharedWith: shared }),
      ...(barred.includes(seat) ? { excluded: true } : {}),
      ...(consent ? { consent: { image: consent.image, sound: consent.sound, name: consent.name } } : {}),
    };
  }
  return { ...views, ...unassignedViews(root, microphones, openSince, places) };
}

/** More than this no page shows: a system that reports so many strangers is set up wrongly. */
const maxUnassigned = 60;
const unassignedRow = 12;

/** Units that the system has and the config does not, in rows behind the hall. */
function unassignedViews(
  { hall }: ChamberRoot,
  microphones: MicrophonesState | null,
  openSince: ReadonlyMap<number, number>,
  places: ReadonlyMap<number, number>,
): Record<string, SeatView> {
  const reported = Object.entries(microphones?.seats ?? {}).flatMap(([seat, { present }]) =>
    present ? [Number(seat)] : [],
  );
  const strangers = [...new Set([...openSince.keys(), ...places.keys(), ...reported])]
    .filter((seat) => seat !== undefined && !hall.seats[seat])
    .slice(0, maxUnassigned)
    .sort((a, b) => a - b);
  return Object.fromEntries(
    strangers.map((seat, index): [string, SeatView] => {
      const sinceAt = openSince.get(seat);
      const waiting = places.get(seat);
      return [
        String(seat),
        {
          x: ((index % unassignedRow) + 0.5) / Math.min(unassignedRow, strangers.length),
          y: -0.12 * (1 + Math.floor(index / unassignedRow)),
          label: String(seat),
          role: 'delegate',
          microphone: microphoneOf(seat, microphones, sinceAt !== undefined),
          confirmed: false,
          unassigned: true,
          ...(sinceAt === undefined ? {} : { openSinceAt: sinceAt }),
          ...(waiting === undefined ? {} : { waiting }),
        },
      ];
    }),
  );
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
    if (!shot.camera) return shot.driven === undefined;
    const motion = observed.cameras[shot.camera.device]?.motion;
    return motion?.kind === 'still' && motion.preset === shot.camera.preset;
  });
}

const shotView = (shot: Shot): ShotView => ({
  id: shot.id,
  kind: shot.kind,
  seats: [...shot.subjects],
  ...definedOnly({ camera: deviceOf(shot) }),
});

/** The alarm of a wish that was given up; its key is `device/attribute`. */
export function alarmCode(key: string): string {
  const attribute = key.split('/')[1] ?? '';
  if (attribute === 'sound') return 'alarm-mute-failed';
  if (attribute.startsWith('output-') || (outputNames as readonly string[]).includes(attribute))
    return 'alarm-output-not-followed';
  return attribute.startsWith('seat-') ? 'alarm-microphone-fights' : 'alarm-switcher-fights';
}

function alarmsOf({
  root,
  observed,
  devices,
  safeMode,
  isStorageFull,
  isCopyLost,
  unreached,
}: ViewSource): Reason[] {
  const fights = unreached.map((key) => {
    const [device = ''] = key.split('/');
    return { code: alarmCode(key), params: { device } };
  });
  const offline = Object.entries(devices)
    .filter(([, device]) => device.link === 'down')
    .map(([device]) => ({ code: 'alarm-device-offline', params: { device } }));
  return [
    ...(safeMode ? [{ code: 'alarm-safe-mode' }] : []),
    ...(isStorageFull ? [{ code: 'alarm-storage-full' }] : []),
    ...(isCopyLost ? [{ code: 'alarm-copy-lost' }] : []),
    ...broadcastAlarms(root, observed),
    ...memberAlarms(root),
    ...offline,
    ...fights,
  ];
}
