/** What a member's page may be told: placeholder people, invented numbers. Checked against the schemas in seat-fixtures.test.ts. */
import type { SeatOwn, SeatShared } from '../../protocols/api/seat.ts';
import { fixtureNow, longGroup, longName, longTitle } from './sitting-fixtures.ts';

/** Wall time of the stand-in at its start, ms. */
export const seatNow = fixtureNow;

export interface SeatFixture {
  readonly shared: SeatShared;
  readonly own: SeatOwn;
}

type Ballot = NonNullable<SeatShared['ballot']>;

const usual: Ballot['options'] = [
  { id: 'yes', label: 'Ja', meaning: 'yes' },
  { id: 'no', label: 'Nein', meaning: 'no' },
  { id: 'abstain', label: 'Enthaltung', meaning: 'abstain' },
];

const text =
  'Die Stadtvertretung beschließt das Radwegekonzept in der Fassung des Änderungsantrags der Gruppe B.';

export const openBallot: Ballot = {
  id: 'b7',
  number: 3,
  item: { number: '7', title: 'Radwegekonzept für die Kernstadt' },
  text,
  kind: 'device',
  named: true,
  majority: 'simple',
  options: usual,
  state: 'open',
  openedAt: seatNow - 6000,
  closesAt: seatNow + 84_000,
  entitled: 31,
  cast: 12,
};

/** 5,000 characters, with words that do not break. */
export const longText =
  `${'Die Stadtvertretung beschließt die Aufstellung der dritten vereinfachten Änderung. '.repeat(40)}${'Bebauungsplanaufstellungsverfahrensbeschleunigungsgesetz'.repeat(20)}\n\n${'1. Der Plan wird gebilligt. '.repeat(40)}`.slice(
    0,
    5000,
  );

export const tenOptions: Ballot['options'] = [
  { id: 'k1', label: 'Mitglied 3' },
  { id: 'k2', label: 'Mitglied 12' },
  { id: 'k3', label: longName.slice(0, 40) },
  { id: 'k4', label: 'Mitglied 22' },
  { id: 'k5', label: 'Mitglied 27' },
  { id: 'k6', label: 'Mitglied 31' },
  { id: 'k7', label: 'Mitglied 34' },
  { id: 'k8', label: 'Mitglied 36' },
  { id: 'k9', label: 'Keine der genannten Personen' },
  { id: 'k10', label: 'Enthaltung', meaning: 'abstain' },
];

const shared: SeatShared = {
  chamber: 'Stadtvertretung',
  title: '12. Sitzung der Stadtvertretung',
  publicity: 'public',
  phase: 'open',
  item: { number: '7', title: 'Radwegekonzept für die Kernstadt' },
  floor: { name: 'Mitglied 12', sinceAt: seatNow - 161_000, limitMs: 300_000, usedMs: 0, held: false },
  queue: [
    { name: 'Mitglied 22', kind: 'point-of-order' },
    { name: 'Mitglied 3', kind: 'speech' },
    { name: 'Mitglied 27', kind: 'speech' },
  ],
  listClosed: false,
  secondChannel: '0385 1234567',
};

const own: SeatOwn = {
  name: 'Mitglied 31',
  group: 'Gruppe C',
  status: 'remote',
  confirmed: true,
  speaking: false,
};

const mayVote = { vote: { ballot: openBallot.id, channel: 'page' } } as const;
const saved = {
  vote: { ...mayVote.vote, choice: 'yes', number: 417, at: seatNow + 5000, by: 'page' },
} as const;
const result: NonNullable<Ballot['result']> = {
  counts: { yes: 18, no: 12, abstain: 1 },
  invalid: 0,
  cast: 31,
  entitled: 31,
  notCast: 0,
  outcome: 'carried',
  elected: [],
  needed: 16,
};
const { closesAt: _closesAt, ...withoutEnd } = openBallot;
const fingerprint = 'K7QF-2M9A-XT4P';

const voting = (ballot: Ballot, part: Partial<SeatOwn> = mayVote): SeatFixture => ({
  shared: { ...shared, ballot },
  own: { ...own, ...part },
});

export const seatFixtures = {
  quiet: { shared, own },
  unconfirmed: voting(openBallot, { ...mayVote, confirmed: false }),
  open: voting(openBallot),
  saved: voting(openBallot, saved),
  short: voting({ ...withoutEnd, closesAt: seatNow + 9000 }),
  byClerk: voting(withoutEnd, { vote: { ...saved.vote, by: 'clerk', choice: 'abstain' } }),
  long: {
    shared: {
      ...shared,
      title: `Sitzung des Ausschusses für ${longGroup}`,
      item: { number: 'Ö 7.12', title: longTitle },
      floor: { name: longName, sinceAt: seatNow - 361_000, limitMs: 300_000, usedMs: 0, held: false },
      queue: Array.from({ length: 25 }, (_, index) => ({
        name: index === 0 ? longName : `Mitglied ${index}`,
        kind: 'speech',
      })),
      ballot: { ...openBallot, number: 128, item: { number: 'Ö 7.12', title: longTitle }, text: longText },
      secondChannel: 'Sitzungsdienst im Rathaus, Zimmer 1.07: 0385 123 45 67 89, oder über Mitglied 1',
    },
    own: { ...own, name: longName, waiting: 7, ...saved },
  },
  election: voting(
    {
      ...withoutEnd,
      text: 'Wahl des stellvertretenden Mitglieds im Verwaltungsrat',
      majority: 'most-votes',
      named: false,
      options: tenOptions,
    },
    mayVote,
  ),
  conflict: voting(openBallot, { vote: { ballot: openBallot.id, channel: 'none', barred: 'conflict' } }),
  secret: voting(
    { ...openBallot, kind: 'paper' },
    { vote: { ballot: openBallot.id, channel: 'none', barred: 'remote-secret' } },
  ),
  keypad: voting(openBallot, { status: 'room', vote: { ballot: openBallot.id, channel: 'unit' } }),
  notEntitled: voting(openBallot, {}),
  absent: voting(openBallot, { status: 'absent' }),
  closed: voting({ ...withoutEnd, state: 'closed', cast: 31 }, saved),
  announced: voting({ ...withoutEnd, state: 'announced', cast: 31, result, fingerprint }, saved),
  rejected: voting(
    {
      ...withoutEnd,
      state: 'announced',
      cast: 31,
      result: { ...result, counts: { yes: 10, no: 20, abstain: 1 }, outcome: 'rejected' },
      fingerprint,
    },
    mayVote,
  ),
  elected: voting(
    {
      ...withoutEnd,
      state: 'announced',
      majority: 'most-votes',
      options: tenOptions,
      result: {
        ...result,
        counts: { k1: 4, k2: 14, k3: 9, k9: 3, k10: 1 },
        invalid: 2,
        outcome: 'elected',
        elected: ['k2'],
      },
      fingerprint,
    },
    { vote: { ...saved.vote, choice: 'k2' } },
  ),
  voided: { shared: { ...shared, voided: { number: 3, cause: 'secrecy' } }, own },
  repeated: {
    shared: {
      ...shared,
      ballot: { ...openBallot, id: 'b8', number: 4 },
      voided: { number: 3, cause: 'objection' },
    },
    own: { ...own, vote: { ballot: 'b8', channel: 'page' } },
  },
  waiting: { shared, own: { ...own, waiting: 2 } },
  speaking: {
    shared: {
      ...shared,
      floor: { ...shared.floor, name: own.name, sinceAt: seatNow - 20_000, usedMs: 0, held: true },
    },
    own: { ...own, speaking: true },
  },
  listClosed: { shared: { ...shared, listClosed: true, queue: [] }, own },
  disturbed: { shared, own: { ...own, disturbance: { kind: 'sound', sinceAt: seatNow - 60_000 } } },
  closedPart: {
    shared: { ...shared, publicity: 'non-public', phase: 'non-public' },
    own: { ...own, alone: false },
  },
  aloneDone: {
    shared: { ...shared, publicity: 'non-public', phase: 'non-public' },
    own: { ...own, alone: true },
  },
  outside: {
    shared: {
      chamber: shared.chamber,
      title: shared.title,
      publicity: 'non-public',
      phase: 'non-public',
      queue: [],
      listClosed: true,
      secondChannel: '0385 1234567',
    },
    own: { ...own, status: 'left' },
  },
} as const satisfies Record<string, SeatFixture>;
