/** Views of the clerk for the pages' tests: placeholder people, invented numbers. Checked against the schema in clerk-fixtures.test.ts. */
import type { Retention } from '../../protocols/api/retention.ts';
import type { ClerkView, SeatView } from '../../protocols/api/views.ts';
import type { AgendaItemView, Attendee, QuorumView, SittingHead } from '../../protocols/api/views/sitting.ts';
import { alter, hemicycle, nobody } from './seats.ts';

/** Wall time of the stand-in, as in fixtures.ts: 2026-11-23 18:42:07 UTC. */
export const clerkNow = Date.UTC(2026, 10, 23, 18, 42, 7);
const minutes = (count: number): number => clerkNow - count * 60_000;

type Person = ClerkView['people'][string];
type Detail = NonNullable<ClerkView['detail']>;

const person = (name: string, part: Partial<Person> = {}): Person => ({
  name,
  kind: 'member',
  consent: { image: 'yes', sound: true, name: true, recording: true, onDemand: false, form: 'written' },
  ...part,
});

const item = (number: string, title: string, part: Partial<AgendaItemView> = {}): AgendaItemView => ({
  id: `item-${number}`,
  number,
  title,
  isPublic: true,
  onStream: true,
  isUrgent: false,
  motions: [],
  notes: [],
  excluded: [],
  offered: [],
  touched: false,
  ...part,
});

const agenda: readonly AgendaItemView[] = [
  item('1', 'Eröffnung, Feststellung der ordnungsgemäßen Einberufung und der Beschlussfähigkeit', {
    startedAt: minutes(42),
    endedAt: minutes(38),
    outcome: 'done',
  }),
  item('2', 'Genehmigung der Niederschrift vom 12. Oktober', {
    startedAt: minutes(38),
    endedAt: minutes(36),
    outcome: 'unanimous',
    decision: 'Die Niederschrift wird genehmigt.',
  }),
  item('3', 'Einwohnerfragestunde', {
    onStream: false,
    startedAt: minutes(36),
    endedAt: minutes(20),
    outcome: 'noted',
  }),
  item('4', 'Bericht der Verwaltung zur Hochwasservorsorge', {
    startedAt: minutes(20),
    endedAt: minutes(11),
  }),
  item('5', 'Radwegekonzept für die Kernstadt', {
    startedAt: minutes(11),
    reporter: 'Mitglied 7',
    paper: 'https://example.org/vorlagen/2026-118',
    matter: 'BV 2026/118',
    excluded: ['m9'],
    offered: ['m14'],
    motions: [
      { by: 'Gruppe B', text: 'Die Nordroute wird vorgezogen geplant.', at: minutes(6) },
      { by: 'Mitglied 3', text: 'Die Vorlage wird in den Fachausschuss verwiesen.', at: minutes(3) },
    ],
    notes: [{ text: 'Die Karte wird der Niederschrift beigefügt.', at: minutes(2) }],
  }),
  item('6', 'Änderung der Hauptsatzung'),
  item('7', 'Wahl eines stellvertretenden Ausschussmitglieds', { outcome: 'dropped', touched: true }),
  item('8', 'Resolution zum Nahverkehr', { isUrgent: true, touched: true }),
  item('9', 'Anfragen und Mitteilungen'),
  item('10', 'Grundstücksangelegenheit Mühlenweg', { isPublic: false, matter: 'BV 2026/121' }),
  item('11', 'Personalangelegenheit', { isPublic: false }),
];

const hall = hemicycle([8, 13, 19]);

/** Seats whose planned person nobody has confirmed yet. */
const waiting = new Set([3, 8, 17, 20, 24, 29, 33]);

const seats: Record<string, SeatView> = nobody(
  alter(
    hall,
    Object.fromEntries(
      Object.entries(hall).map(([number]) => [
        number,
        { confirmed: !waiting.has(Number(number)) && number !== '12' },
      ]),
    ),
  ),
  35,
);

function attendeeOf(seat: SeatView, number: number): Attendee {
  const status =
    number === 22 ? 'remote' : number === 38 ? 'excused' : waiting.has(number) ? 'absent' : 'room';
  const entered = status !== 'absent';
  return {
    name: seat.name ?? '',
    ...(seat.group === undefined ? {} : { group: seat.group }),
    role: seat.role === 'chair' ? 'chair' : number === 1 ? 'deputy-chair' : 'member',
    votingRight: true,
    status,
    plannedSeat: number,
    ...(entered ? { sinceAt: minutes(45), source: 'clerk' as const } : {}),
    ...(status === 'room' ? { seat: number } : {}),
  };
}

const attendance: Record<string, Attendee> = {
  ...Object.fromEntries(
    Object.entries(seats).flatMap(([number, seat]) =>
      seat.person === undefined ? [] : [[seat.person, attendeeOf(seat, Number(number))]],
    ),
  ),
  m12: { ...attendeeOf(hall['12'] as SeatView, 12), contradicted: true, source: 'unit' },
  m35: {
    name: 'Mitglied 35',
    group: 'Gruppe E',
    role: 'member',
    votingRight: true,
    status: 'left',
    sinceAt: minutes(9),
  },
  d1: { name: 'Stellvertretung 1', group: 'Gruppe A', role: 'deputy', votingRight: true, status: 'absent' },
  g1: { name: 'Gast 1', role: 'guest', votingRight: false, status: 'room', sinceAt: minutes(30) },
};

const people: ClerkView['people'] = {
  ...Object.fromEntries(
    Object.values(hall).map((seat) => [seat.person ?? '', person(seat.name ?? '', { card: seat.label })]),
  ),
  m18: person('Mitglied 18', {
    consent: { image: 'no', sound: true, name: false, recording: false, onDemand: false },
  }),
  d1: person('Stellvertretung 1'),
  g1: person('Gast 1', {
    kind: 'guest',
    position: 'Planungsbüro',
    consent: { image: 'no', sound: false, name: false, recording: false, onDemand: false },
  }),
  s1: person('Fachbereichsleitung Bau', { kind: 'staff', position: 'Fachbereich 3' }),
};

const bodies: ClerkView['bodies'] = {
  council: {
    name: 'Stadtvertretung',
    kind: 'council',
    members: [
      ...Object.values(hall).map((seat) => ({
        person: seat.person ?? '',
        role: seat.role === 'chair' ? ('chair' as const) : ('member' as const),
        ...(seat.group === undefined ? {} : { group: seat.group }),
        votingRight: true,
      })),
      { person: 'd1', role: 'deputy', group: 'Gruppe A', votingRight: true, rank: 1 },
    ],
    profile: 'mv',
    statutorySeats: 43,
    unfillableSeats: 1,
    seatPlan: Object.fromEntries(Object.entries(hall).map(([number, seat]) => [number, seat.person ?? ''])),
  },
  building: {
    name: 'Bau- und Umweltausschuss',
    kind: 'committee',
    members: [
      { person: 'm3', role: 'chair', group: 'Gruppe A', votingRight: true },
      { person: 's1', role: 'member', votingRight: false },
    ],
    profile: 'own',
    statutorySeats: 9,
    unfillableSeats: 0,
    seatPlan: {},
  },
};

const quorum = (minutesAgo: number, present: number): QuorumView => ({
  at: minutes(minutesAgo),
  present,
  required: 22,
  members: 42,
  isQuorate: present >= 22,
  rule: 'normal',
  cause: 'attendance',
});

const running = agenda[4] as AgendaItemView;
const head = ({ id, number, title, isPublic, onStream }: AgendaItemView) => ({
  id,
  number,
  title,
  isPublic,
  onStream,
});

const sitting: SittingHead = {
  id: 'sitting-14',
  title: '14. Sitzung der Stadtvertretung',
  body: 'Stadtvertretung',
  phase: 'open',
  openedAt: minutes(42),
  phaseAt: minutes(42),
  item: head(running),
  next: head(agenda[5] as AgendaItemView),
  chair: { person: 'chair', name: 'Vorsitzendes Mitglied', sinceAt: minutes(42) },
  quorum: quorum(9, 31),
};

const detail: Detail = {
  date: '2026-11-23',
  time: '18:00',
  place: 'Ratssaal Musterstadt',
  bodyId: 'council',
  profile: 'mv',
  items: Object.fromEntries(agenda.map((one) => [one.id, one])),
  order: agenda.map(({ id }) => id),
  attendance,
  quorums: [{ ...quorum(42, 30), cause: 'opened' }, quorum(30, 32), quorum(9, 31)],
  corrections: [
    {
      at: minutes(25),
      enteredAt: minutes(5),
      text: 'Mitglied 4 hat den Saal um 18:17 Uhr kurz verlassen.',
      isPublic: true,
    },
  ],
  openPoints: [],
};

const past: ClerkView['past'] = [
  {
    id: 'sitting-13',
    title: '13. Sitzung der Stadtvertretung',
    bodyId: 'council',
    date: '2026-10-12',
    isApproved: true,
    time: '18:00',
    place: 'Ratssaal Musterstadt',
    chair: 'chair',
  },
  {
    id: 'building-9',
    title: '9. Sitzung des Bau- und Umweltausschusses',
    bodyId: 'building',
    date: '2026-09-30',
    isApproved: false,
  },
  {
    id: 'sitting-12',
    title: '12. Sitzung der Stadtvertretung',
    bodyId: 'council',
    date: '2026-09-07',
    isApproved: true,
  },
];

/** In the middle of a sitting of 41. */
export const clerkSitting: ClerkView = {
  role: 'clerk',
  ballots: [],
  memberPages: [],
  keypads: { keypads: [] },
  title: sitting.title,
  chamber: 'Ratssaal Musterstadt',
  publicity: 'public',
  sitting,
  speakers: { residents: [], closed: false, returnable: true, groups: {} },
  floor: {
    seat: 5,
    name: 'Mitglied 5',
    group: 'Gruppe A',
    known: true,
    sinceAt: minutes(2),
    kind: 'speech',
    usedMs: 0,
    held: false,
    limitMs: 300_000,
  },
  queue: [
    {
      entry: 7,
      seat: 11,
      name: 'Mitglied 11',
      group: 'Gruppe B',
      known: true,
      kind: 'speech',
      where: 'room',
      sinceAt: minutes(3),
    },
    {
      entry: 8,
      person: 'm22',
      name: 'Mitglied 22',
      group: 'Gruppe C',
      known: true,
      kind: 'point-of-order',
      where: 'remote',
      note: 'Vertagung',
      sinceAt: minutes(1),
    },
  ],
  detail,
  people,
  bodies,
  past,
  seats,
  profiles: { mv: 'Mecklenburg-Vorpommern', own: 'Eigene Regeln' },
  sources: [{ id: 'ris', label: 'Ratsinformationssystem Musterstadt' }],
  log: [
    { id: 3, at: minutes(11), code: 'request', params: { seat: 11 }, level: 'info' },
    { id: 2, at: minutes(42), code: 'publicity', params: { to: 'public' }, level: 'info' },
    { id: 1, at: minutes(60), code: 'started', level: 'info' },
  ],
};

const without = <T extends object, K extends keyof T>(value: T, ...keys: readonly K[]): Omit<T, K> =>
  Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key as K))) as Omit<T, K>;

/** Nothing is prepared; people, bodies and earlier sittings are known. */
export const clerkStart: ClerkView = {
  ...without(clerkSitting, 'sitting', 'detail', 'floor'),
  title: 'Ratssaal Musterstadt',
  publicity: 'unknown',
  queue: [],
};

/** A new house: nothing is known at all. */
export const clerkBare: ClerkView = {
  ...clerkStart,
  people: {},
  bodies: {},
  past: [],
  seats: {},
  sources: [],
  log: [],
};

/** Prepared, not open yet: nobody is here. */
export const clerkPrepared: ClerkView = {
  ...clerkSitting,
  publicity: 'unknown',
  sitting: {
    ...without(sitting, 'item', 'openedAt', 'quorum'),
    phase: 'prepared',
    next: head(agenda[0] as AgendaItemView),
  },
  detail: {
    ...detail,
    items: Object.fromEntries(
      agenda
        .filter(({ isUrgent }) => !isUrgent)
        .map((one) => [
          one.id,
          item(one.number, one.title, { isPublic: one.isPublic, onStream: one.onStream }),
        ]),
    ),
    order: agenda.filter(({ isUrgent }) => !isUrgent).map(({ id }) => id),
    quorums: [],
    corrections: [],
  },
};

/** A non-public part with things left to settle, below its quorum. */
export const clerkNonPublic: ClerkView = {
  ...clerkSitting,
  publicity: 'non-public',
  sitting: {
    ...sitting,
    phase: 'non-public',
    phaseAt: minutes(1),
    item: head(agenda[9] as AgendaItemView),
    quorum: { ...quorum(1, 19), isQuorate: false, rule: 'must-be-found-lost' },
  },
  speakers: {
    closed: true,
    returnable: true,
    groups: {},
    residents: [
      {
        entry: 12,
        name: 'Gast 2',
        known: true,
        kind: 'residents-question',
        where: 'guest',
        sinceAt: minutes(8),
      },
    ],
  },
  detail: {
    ...detail,
    openPoints: [
      { code: 'item-runs' },
      { code: 'no-outcome', params: { items: '4, 5' } },
      { code: 'attendance-missing', params: { count: 7 } },
      { code: 'of-a-newer-daemon' },
    ],
  },
};

export const clerkClosed: ClerkView = {
  ...clerkSitting,
  publicity: 'unknown',
  sitting: { ...without(sitting, 'item', 'next'), phase: 'closed', phaseAt: minutes(1) },
};

const longTitle =
  `Haushaltssatzung, Haushaltsplan und Investitionsprogramm einschließlich der Straßenverkehrsinfrastrukturfinanzierungsvereinbarung ${'mit allen Anlagen und Änderungslisten der Verwaltung '.repeat(95)}`.slice(
    0,
    5000,
  );
const longName = 'Prof. Dr. Maximiliane-Charlotte Freifrau von Donaudampfschifffahrtsgesellschaftshausen';
const longGroup = 'Bürgerinitiative Verkehrsberuhigung und Innenstadtentwicklung – Freie Wählergemeinschaft';
const manyItems = Array.from({ length: 400 }, (_, index) =>
  item(`${Math.floor(index / 20) + 1}.${(index % 20) + 1}`, longTitle, { isPublic: index < 350 }),
);
const manySeats = alter(hemicycle([12, 16, 20, 24, 28]), {
  12: { name: longName, group: longGroup },
  13: { confirmed: false },
});

/** As much and as long as it gets: 400 items of 5,000 characters, a hundred members. */
export const clerkLong: ClerkView = {
  ...clerkSitting,
  chamber: 'Großer Sitzungssaal der Verbandsgemeindeverwaltung Obermusterhausen',
  sitting: {
    ...sitting,
    title: 'Haupt-, Finanz-, Beteiligungs- und Digitalisierungsausschuss · 27. öffentliche Sitzung',
    body: 'Haupt-, Finanz-, Beteiligungs- und Digitalisierungsausschuss',
    item: head(manyItems[2] as AgendaItemView),
    next: head(manyItems[3] as AgendaItemView),
  },
  detail: {
    ...detail,
    items: Object.fromEntries(manyItems.map((one) => [one.id, one])),
    order: manyItems.map(({ id }) => id),
    attendance: Object.fromEntries(
      Object.entries(manySeats).map(([number, seat]) => [
        seat.person ?? '',
        attendeeOf(seat, Number(number)),
      ]),
    ),
  },
  seats: manySeats,
};

export const someRetention: Retention = {
  classes: [
    { id: 'speeches', days: 365, kept: 120, due: 4 },
    { id: 'attendance', days: 3650, kept: 800, due: 0 },
    { id: 'register', kept: 60, due: 1 },
    { id: 'consents', kept: 44, due: 0 },
    { id: 'seating', days: 30, kept: 310, due: 0 },
    { id: 'conflicts', days: 365, kept: 3, due: 0 },
    { id: 'agenda', days: 730, kept: 210, due: 0 },
  ],
};

/** Every view by name. */
export const clerkFixtures = {
  clerkSitting,
  clerkStart,
  clerkBare,
  clerkPrepared,
  clerkNonPublic,
  clerkClosed,
  clerkLong,
} as const satisfies Record<string, ClerkView>;
