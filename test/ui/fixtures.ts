/** Views of many chambers for the operator's tests: placeholder people, invented numbers. Checked against the schemas in fixtures.test.ts. */
import type { CameraView, DeviceView, OperatorView, SeatView, View } from '../../protocols/api/views.ts';
import { streaming, unknownBroadcast } from './broadcast-states.ts';
import { chairFixtures } from './chair-fixtures.ts';
import { displayFixtures } from './display-fixtures.ts';
import { alter, hemicycle, nobody, unconfirmed } from './seats.ts';
import {
  fixtureNow,
  longGroup,
  longName,
  longTitle,
  runningSitting,
  speech,
  waiting,
} from './sitting-fixtures.ts';

export { fixtureNow };

const device = (part: Partial<DeviceView> & Pick<DeviceView, 'label' | 'model'>): DeviceView => ({
  kind: 'visca',
  product: 'VISCA over IP',
  link: 'up',
  level: 'ok',
  code: 'ready',
  garbage: 0,
  losses: 0,
  deadlines: 0,
  lacks: [],
  ...part,
});

const people = (seats: Record<string, SeatView>): OperatorView['people'] =>
  Object.fromEntries(
    Object.values(seats)
      .filter((seat) => seat.person !== undefined && seat.name !== undefined)
      .map((seat) => [
        seat.person,
        { name: seat.name, ...(seat.group === undefined ? {} : { group: seat.group }) },
      ]),
  ) as OperatorView['people'];

type CameraShot = CameraView['shots'][number];

/** As the config has them: one seat each, its neighbours not in the picture, preset and seat with one number. */
const closeUps = (camera: string, from: number, to: number): CameraShot[] =>
  Array.from({ length: to - from + 1 }, (_, index) => ({
    id: `${camera}/${from + index}`,
    preset: from + index,
    seats: [from + index],
    visible: [],
    zones: [],
    taught: false,
    moved: false,
  }));

/** A camera that may be driven and taught; its shots, and what it does now, are the rest. */
const camera = (part: Partial<CameraView> & Pick<CameraView, 'label' | 'shots'>): CameraView => ({
  motion: 'still',
  seats: [],
  tally: 'none',
  canDrive: true,
  freePresets: Array.from({ length: 12 }, (_, index) => 50 + index),
  zones: [],
  ...part,
});

const noSpeakers = { residents: [], closed: false, returnable: true, groups: {} };

const sittingSeats = nobody(
  alter(hemicycle([8, 13, 19]), {
    12: { microphone: 'open', openSinceAt: fixtureNow - 161_000 },
    3: { waiting: 1 },
    27: { waiting: 2 },
    31: { waiting: 3 },
    18: { waiting: 4, consent: { image: 'no', sound: true, name: false } },
    5: { microphone: 'absent' },
    22: { microphone: 'absent' },
    38: { microphone: 'absent' },
    9: { consent: { image: 'not-recognisable', sound: true, name: true } },
  }),
  35,
);

/** 40 members in a hemicycle, in the middle of a sitting. */
export const midSitting: OperatorView = {
  role: 'operator',
  memberPages: [],
  keypads: { keypads: [] },
  title: 'Stadtvertretung · 14. Sitzung',
  chamber: 'Ratssaal Musterstadt',
  publicity: 'public',
  seats: sittingSeats,
  sitting: runningSitting,
  speakers: noSpeakers,
  floor: speech,
  queue: [
    waiting(1, 3, 84),
    waiting(2, 27, 71, { kind: 'interposed-question', group: 'Gruppe D' }),
    waiting(3, 31, 40, { group: 'Gruppe D' }),
    waiting(4, 18, 12, { group: 'Gruppe C' }),
  ],
  open: [12],
  onAir: { picture: 'live', sound: 'open', stream: 'active', reasons: [] },
  soundOff: false,
  broadcast: streaming,
  direction: {
    mode: 'automatic',
    offerHandBack: false,
    program: { id: 'cam2/12', kind: 'close-up', camera: 'cam2', seats: [12] },
    preview: { id: 'cam1/3', kind: 'close-up', camera: 'cam1', seats: [3] },
    reason: { code: 'cut-speaker', params: { seat: 12 } },
    refused: [],
  },
  cameras: {
    cam1: camera({
      label: 'Kamera 1',
      shot: 'cam1/3',
      seats: [3],
      tally: 'preview',
      shots: closeUps('cam1', 1, 14),
    }),
    cam2: camera({
      label: 'Kamera 2',
      shot: 'cam2/12',
      seats: [12],
      tally: 'program',
      plan: { code: 'cut-speaker', params: { seat: 12 } },
      shots: closeUps('cam2', 8, 27),
    }),
    cam3: camera({
      label: 'Kamera 3',
      motion: 'moving',
      shot: 'cam3/41',
      seats: [41],
      shots: closeUps('cam3', 20, 41),
    }),
    wide: camera({
      label: 'Totale',
      shot: 'wide',
      seats: Array.from({ length: 41 }, (_, index) => index + 1),
      shots: [{ id: 'wide', preset: 1, seats: [], visible: [], zones: [], taught: false, moved: false }],
      canDrive: false,
      freePresets: [],
    }),
  },
  coverage: [],
  devices: {
    mics: device({
      label: 'Mikrofone',
      model: 'microphones',
      kind: 'shure-dis-ccu',
      product: 'Shure DIS-CCU',
      lacks: ['individualVotes', 'presence'],
    }),
    obs: device({ label: 'OBS', model: 'switcher', kind: 'obs-websocket', product: 'OBS Studio' }),
    cam1: device({ label: 'Kamera 1', model: 'camera' }),
    cam2: device({ label: 'Kamera 2', model: 'camera' }),
    cam3: device({ label: 'Kamera 3', model: 'camera', level: 'warning', code: 'slow', deadlines: 3 }),
  },
  microphones: { mode: 'manual', maxOpen: 4, modes: ['auto', 'fifo', 'manual'] },
  people: people(sittingSeats),
  log: [
    { id: 9, at: fixtureNow - 12_000, code: 'request', params: { seat: 18 }, level: 'info' },
    { id: 8, at: fixtureNow - 30_000, code: 'cut', params: { shot: 'cam2/12' }, level: 'info' },
    { id: 7, at: fixtureNow - 161_000, code: 'floor-taken', params: { seat: 12 }, level: 'info' },
    { id: 6, at: fixtureNow - 200_000, code: 'device-up', params: { device: 'cam3' }, level: 'info' },
    { id: 5, at: fixtureNow - 205_000, code: 'device-down', params: { device: 'cam3' }, level: 'warning' },
    { id: 4, at: fixtureNow - 900_000, code: 'publicity', params: { to: 'public' }, level: 'info' },
    { id: 3, at: fixtureNow - 1_000_000, code: 'started', level: 'info' },
  ],
  alarms: [],
};

/** Just started, nothing has reported yet. */
export const emptyStart: OperatorView = {
  role: 'operator',
  memberPages: [],
  keypads: { keypads: [] },
  title: 'Ratssaal Musterstadt',
  chamber: 'Ratssaal Musterstadt',
  publicity: 'unknown',
  seats: {},
  speakers: noSpeakers,
  queue: [],
  open: [],
  onAir: {
    picture: 'unknown',
    sound: 'unknown',
    stream: 'unknown',
    reasons: [{ code: 'sound-microphones-unknown' }],
  },
  soundOff: false,
  broadcast: unknownBroadcast,
  direction: { mode: 'automatic', offerHandBack: false, reason: { code: 'safe-start' }, refused: [] },
  cameras: {},
  coverage: [],
  devices: {
    mics: device({
      label: 'Mikrofone',
      model: 'microphones',
      kind: 'shure-dis-ccu',
      product: 'Shure DIS-CCU',
      link: 'connecting',
      level: 'fault',
      code: 'offline',
    }),
    obs: device({
      label: 'OBS',
      model: 'switcher',
      kind: 'obs-websocket',
      product: 'OBS Studio',
      link: 'down',
      level: 'fault',
      code: 'wrong-password',
    }),
  },
  people: {},
  log: [],
  alarms: [],
};

const hundredSeats = alter(hemicycle([12, 16, 20, 24, 28]), {
  40: { microphone: 'open' },
  77: { waiting: 1 },
  12: { waiting: 2 },
  100: { microphone: 'absent' },
});

export const hundred: OperatorView = {
  ...midSitting,
  seats: hundredSeats,
  people: people(hundredSeats),
  open: [40],
};

const sixtySeats = alter(hemicycle([8, 12, 17, 22]), {
  33: { microphone: 'open' },
  7: { waiting: 1 },
  51: { waiting: 2 },
});

/** 60 seats, the chair's included: the most a desk screen must hold in the plan itself. */
export const ofSixty: OperatorView = {
  ...midSitting,
  seats: sixtySeats,
  people: people(sixtySeats),
  open: [33],
};

/** The system has two units that the config does not know; another cannot be trusted, and a third is not what the config says. */
export const strangers: OperatorView = {
  ...midSitting,
  seats: {
    ...sittingSeats,
    ...Object.fromEntries(
      [500, 62_417].map((seat, index): [string, SeatView] => [
        String(seat),
        {
          x: 0.25 + index / 2,
          y: -0.12,
          label: String(seat),
          role: 'delegate',
          microphone: index === 0 ? 'open' : 'closed',
          confirmed: false,
          unassigned: true,
        },
      ]),
    ),
  },
  devices: {
    ...midSitting.devices,
    mics: device({
      label: 'Mikrofone',
      model: 'microphones',
      kind: 'sennheiser-adn',
      product: 'Sennheiser ADN CU1',
      lacks: ['order', 'reorder', 'replies', 'names', 'priority', 'hold', 'voting', 'individualVotes'],
    }),
    gallery: device({
      label: 'Mikrofone Empore',
      model: 'microphones',
      kind: 'bosch-dicentis',
      product: 'Bosch DICENTIS',
      link: 'down',
      level: 'fault',
      code: 'unknown-certificate',
      detail: Array.from({ length: 32 }, (_, index) => (index * 7 + 16).toString(16).toUpperCase()).join(':'),
    }),
    lectern: device({
      label: 'Redepult',
      model: 'microphones',
      kind: 'televic-dcerno',
      product: 'Televic D-Cerno',
      link: 'down',
      level: 'fault',
      code: 'wrong-device',
    }),
  },
};

export const nonPublic: OperatorView = {
  ...midSitting,
  publicity: 'non-public',
  sitting: { ...runningSitting, phase: 'non-public' },
  onAir: {
    picture: 'slate',
    sound: 'closed',
    stream: 'active',
    reasons: [{ code: 'sound-not-public' }],
  },
  direction: {
    mode: 'automatic',
    offerHandBack: false,
    program: { id: 'slate', kind: 'slate', seats: [] },
    reason: { code: 'slate-not-public' },
    refused: [],
  },
};

export const safeMode: OperatorView = {
  ...nonPublic,
  publicity: 'unknown',
  safeMode: { code: 'alarm-safe-mode' },
  alarms: [],
};

/** The operator leads since two minutes, with wishes refused, alarms and devices in trouble. */
export const alarms: OperatorView = {
  ...midSitting,
  soundOff: true,
  onAir: {
    picture: 'live',
    sound: 'closed',
    stream: 'active',
    reasons: [{ code: 'sound-off-by-operator' }],
  },
  direction: {
    mode: 'manual',
    sinceAt: fixtureNow - 125_000,
    offerHandBack: true,
    program: { id: 'wide', kind: 'wide', camera: 'wide', seats: [] },
    reason: { code: 'manual-wide' },
    refused: [
      { code: 'camera-not-still', params: { camera: 'cam3' } },
      { code: 'no-image-consent', params: { seat: 18 } },
      { code: 'from-a-newer-daemon' },
    ],
  },
  devices: {
    ...midSitting.devices,
    cam1: device({
      label: 'Kamera 1',
      model: 'camera',
      link: 'down',
      level: 'fault',
      code: 'offline',
      garbage: 14,
      losses: 3,
    }),
    cam2: device({ label: 'Kamera 2', model: 'camera', level: 'warning', code: 'never-arrives' }),
  },
  alarms: [
    { code: 'alarm-device-offline', params: { device: 'cam1' } },
    { code: 'alarm-preset-moved', params: { device: 'cam2', preset: 12 } },
  ],
};

const longSeats = alter(sittingSeats, {
  12: { microphone: 'open', name: longName, group: longGroup },
  3: { waiting: 1, name: longName, group: longGroup },
});

/** Names as long as German ones get. */
export const longNames: OperatorView = {
  ...midSitting,
  title: 'Haupt-, Finanz-, Beteiligungs- und Digitalisierungsausschuss · 27. öffentliche Sitzung',
  chamber: 'Großer Sitzungssaal der Verbandsgemeindeverwaltung Obermusterhausen',
  seats: longSeats,
  people: people(longSeats),
  floor: {
    seat: 12,
    name: longName,
    group: longGroup,
    known: true,
    kind: 'point-of-order',
    usedMs: 0,
    held: false,
    sinceAt: fixtureNow - 3_725_000,
    limitMs: 300_000,
  },
  sitting: {
    ...runningSitting,
    item: { id: 'long', number: 'Ö 12.3.1', title: longTitle, isPublic: true, onStream: true },
  },
  queue: [
    waiting(1, 3, 84, { kind: 'point-of-order', name: longName, group: longGroup }),
    ...midSitting.queue.slice(1),
  ],
};

/** Before the sitting: the plan says who sits where, and for many nobody has confirmed it. */
const plannedSeats = alter(
  unconfirmed(
    alter(hemicycle([8, 13, 19]), {
      12: { microphone: 'open', openSinceAt: fixtureNow - 9000 },
      14: { sharedWith: 'Gast 1' },
      20: { excluded: true },
    }),
    2,
    5,
    12,
    17,
    23,
    24,
    31,
    38,
  ),
  { 5: { microphone: 'absent' } },
);

export const planned: OperatorView = {
  ...midSitting,
  publicity: 'unknown',
  onAir: { ...nonPublic.onAir, reasons: [{ code: 'sound-not-public' }] },
  direction: { ...nonPublic.direction, reason: { code: 'slate-unknown' } },
  seats: plannedSeats,
  people: { ...people(plannedSeats), guest1: { name: 'Gast 1' } },
  floor: { seat: 12, known: false, kind: 'speech', usedMs: 0, held: false, sinceAt: fixtureNow - 9000 },
  queue: [
    waiting(1, 31, 30, { kind: 'point-of-order' }),
    { entry: 2, name: 'Mitglied 19', known: true, kind: 'speech', where: 'remote', sinceAt: fixtureNow },
  ],
  speakers: {
    residents: [
      {
        entry: 3,
        name: 'Gast 2',
        known: true,
        kind: 'residents-question',
        where: 'guest',
        note: 'zur Buslinie 4',
        sinceAt: fixtureNow,
      },
    ],
    closed: true,
    returnable: true,
    groups: {},
  },
};

/** So few people that they fit into a list to choose from. */
const fewSeats = unconfirmed(hemicycle([5, 6]), 3);
export const small: OperatorView = {
  ...midSitting,
  seats: fewSeats,
  people: people(fewSeats),
  open: [],
};

/** Every fixture by name. */
export const fixtures = {
  midSitting,
  emptyStart,
  hundred,
  ofSixty,
  nonPublic,
  safeMode,
  alarms,
  longNames,
  planned,
  strangers,
  small,
  ...chairFixtures,
  ...displayFixtures,
} as const satisfies Record<string, View>;
