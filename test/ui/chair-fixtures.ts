/** Views of the chair's page in the states a sitting can be in. */
import type { ChairView, View } from '../../protocols/api/views.ts';
import type { SittingHead } from '../../protocols/api/views/sitting.ts';
import {
  fixtureNow,
  item,
  items,
  longGroup,
  longName,
  longTitle,
  runningSitting,
  speech,
  waiting,
} from './sitting-fixtures.ts';

const { item: _item, next: _next, ...betweenItems } = runningSitting;
const noSpeakers = { residents: [], closed: false, returnable: true, groups: {} };

/** The agenda while the item at `running` is called; those before it are done. */
export const agendaAt = (running: number): ChairView['agenda'] =>
  items.map(({ id, number, title, isPublic }, index) => ({
    id,
    number,
    title,
    isPublic,
    state: index < running ? 'done' : index === running ? 'running' : 'waiting',
    ...(index === 0 ? { outcome: 'noted' } : {}),
  }));

const deputies = [
  { person: 'm1', name: 'Mitglied 1', isDeputyChair: true },
  { person: 'm2', name: 'Mitglied 2', isDeputyChair: true },
  ...Array.from({ length: 12 }, (_, index) => ({
    person: `m${index + 3}`,
    name: `Mitglied ${index + 3}`,
    isDeputyChair: false,
  })),
];

/** An item runs, one speaks, four wait: one of them remote, one asks in between. */
const chairSitting: ChairView = {
  role: 'chair',
  ballots: [],
  memberPages: [],
  title: 'Stadtvertretung · 14. Sitzung',
  chamber: 'Ratssaal Musterstadt',
  publicity: 'public',
  sitting: runningSitting,
  speakers: noSpeakers,
  deputies,
  agenda: agendaAt(2),
  floor: speech,
  queue: [
    waiting(1, 3, 84),
    waiting(2, 27, 71, { group: 'Gruppe D' }),
    waiting(3, 31, 40, { group: 'Gruppe D', where: 'remote' }),
    waiting(4, 18, 12, { group: 'Gruppe C', kind: 'contra' }),
  ],
  open: [
    { seat: 12, name: 'Mitglied 12', group: 'Gruppe B', known: true, sinceAt: fixtureNow - 161_000 },
    { seat: 41, name: 'Vorsitzendes Mitglied', known: true, sinceAt: fixtureNow - 754_000 },
  ],
  transmitted: 'yes',
  microphonesReady: true,
};

const chairOrder: ChairView = {
  ...chairSitting,
  agenda: chairSitting.agenda.map((entry) =>
    entry.state === 'running' ? { ...entry, outcome: 'unanimous' } : entry,
  ),
  floor: { ...speech, sinceAt: fixtureNow - 265_000 },
  queue: [waiting(9, 22, 4, { kind: 'point-of-order', group: 'Gruppe B' }), ...chairSitting.queue],
  speakers: {
    ...noSpeakers,
    closed: true,
    returnable: true,
    groups: { 'Gruppe A': 754_000, 'Gruppe B': -83_000, 'Gruppe C': 20_000, 'Gruppe D': 600_000 },
  },
};

const resident = (entry: number, name: string, note?: string) => ({
  entry,
  name,
  known: true,
  kind: 'residents-question' as const,
  where: 'guest' as const,
  sinceAt: fixtureNow - 60_000,
  ...(note === undefined ? {} : { note }),
});

const chairResidents: ChairView = {
  ...chairSitting,
  agenda: agendaAt(1),
  sitting: { ...runningSitting, item: items[1], next: items[2] },
  floor: {
    name: 'Einwohner 1',
    known: true,
    kind: 'residents-question',
    entry: 70,
    sinceAt: fixtureNow - 200_000,
    usedMs: 0,
    held: false,
    limitMs: 180_000,
    amberMs: 30_000,
  },
  queue: [waiting(9, 22, 4, { kind: 'point-of-order', group: 'Gruppe B' })],
  speakers: {
    ...noSpeakers,
    residents: [resident(71, 'Einwohner 2', 'zur Buslinie 4'), resident(72, 'Einwohner 3')],
  },
  open: [],
  transmitted: 'no',
};

const inPhase = (phase: SittingHead['phase'], part: Partial<SittingHead> = {}): SittingHead => ({
  ...runningSitting,
  phase,
  phaseAt: fixtureNow - 300_000,
  ...part,
});

const chairInterrupted: ChairView = {
  ...chairSitting,
  publicity: 'paused',
  transmitted: 'no',
  sitting: inPhase('interrupted'),
  floor: { ...speech, held: true, usedMs: 161_000, sinceAt: fixtureNow - 300_000 },
};

const chairNonPublic: ChairView = {
  ...chairSitting,
  publicity: 'non-public',
  transmitted: 'no',
  agenda: agendaAt(6),
  sitting: {
    ...betweenItems,
    phase: 'non-public',
    phaseAt: fixtureNow - 60_000,
    item: items[6],
    quorum: { ...betweenItems.quorum, isQuorate: false, present: 19 } as NonNullable<SittingHead['quorum']>,
  },
};

const chairHandedOver: ChairView = {
  ...chairSitting,
  sitting: inPhase('open', {
    item: item(4, 'Haushaltssatzung für das kommende Jahr'),
    next: items[4],
    chair: { person: 'm1', name: 'Mitglied 1', sinceAt: fixtureNow - 20_000 },
  }),
  agenda: agendaAt(3),
  deputies: deputies.slice(1, 2),
};

const { openedAt: _openedAt, quorum: _quorum, ...notOpened } = betweenItems;
const { floor: _floor, ...nobodySpeaks } = chairSitting;

const chairPrepared: ChairView = {
  ...nobodySpeaks,
  publicity: 'unknown',
  transmitted: 'no',
  sitting: { ...notOpened, phase: 'prepared', next: items[0] },
  agenda: agendaAt(-1).map(({ outcome: _outcome, ...entry }) => entry),
  deputies: [],
  queue: [],
  open: [],
};

const chairClosed: ChairView = {
  ...nobodySpeaks,
  publicity: 'unknown',
  transmitted: 'no',
  sitting: { ...betweenItems, phase: 'closed' },
  agenda: agendaAt(7),
  queue: [],
  open: [],
};

/** Nobody has made a sitting, and the microphones are not there. */
const chairQuiet: ChairView = {
  role: 'chair',
  ballots: [],
  memberPages: [],
  title: 'Ratssaal Musterstadt',
  chamber: 'Ratssaal Musterstadt',
  publicity: 'non-public',
  speakers: noSpeakers,
  deputies: [],
  agenda: [],
  queue: [],
  open: [],
  transmitted: 'no',
  microphonesReady: false,
};

const chairLong: ChairView = {
  ...chairSitting,
  title: 'Haupt-, Finanz-, Beteiligungs- und Digitalisierungsausschuss · 27. öffentliche Sitzung',
  chamber: 'Großer Sitzungssaal der Verbandsgemeindeverwaltung Obermusterhausen',
  sitting: inPhase('open', {
    title: 'Haupt-, Finanz-, Beteiligungs- und Digitalisierungsausschuss · 27. öffentliche Sitzung',
    body: 'Haupt-, Finanz-, Beteiligungs- und Digitalisierungsausschuss',
    item: { ...item(12, longTitle), number: 'Ö 12.3.1' },
    next: { ...item(13, longTitle, { isPublic: false }), number: 'NÖ 13.1' },
    chair: { person: 'm1', name: longName, sinceAt: fixtureNow },
  }),
  floor: {
    ...speech,
    name: longName,
    group: longGroup,
    kind: 'point-of-order',
    sinceAt: fixtureNow - 3_725_000,
  },
  queue: [
    waiting(1, 3, 84, {
      kind: 'interposed-question',
      name: longName,
      group: longGroup,
      note: 'bezieht sich auf den Änderungsantrag der Verwaltung zu Ziffer 4',
    }),
    ...chairSitting.queue.slice(1),
  ],
};

export const chairFixtures = {
  chairSitting,
  chairOrder,
  chairResidents,
  chairInterrupted,
  chairNonPublic,
  chairHandedOver,
  chairPrepared,
  chairClosed,
  chairQuiet,
  chairLong,
} as const satisfies Record<string, View>;
