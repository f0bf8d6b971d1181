/** Ballots as public pages see them, and as whoever serves the hall does. */
import type { KeypadsView, PublicBallotView } from '../../protocols/api/views/ballot.ts';
import type { DisplayView, OperatorView } from '../../protocols/api/views.ts';
import { candidates, longText, tenOptions, text, usual } from './ballot-fixtures.ts';
import { displayFixtures } from './display-fixtures.ts';
import { midSitting } from './fixtures.ts';
import { hemicycle } from './seats.ts';
import { fixtureNow, longGroup, longName } from './sitting-fixtures.ts';

const fingerprint = 'K7QF-2M9A-XT4P';
const cycle = ['yes', 'yes', 'no', 'yes', 'abstain', 'no', 'yes'] as const;

type Seats = NonNullable<PublicBallotView['seats']>;
const seatsOf = (
  rows: readonly number[],
  part: (number: number) => { readonly voted: boolean; readonly choice?: string },
): Seats =>
  Object.fromEntries(
    Object.entries(hemicycle(rows)).map(([number, { x, y, label }]) => [
      number,
      { x, y, label, ...part(Number(number)) },
    ]),
  );

const open: PublicBallotView = {
  id: 'b3',
  number: 3,
  item: { number: '3', title: 'Radwegekonzept' },
  text,
  kind: 'device',
  named: true,
  options: usual,
  majority: 'simple',
  openedAt: fixtureNow - 20_000,
  closesAt: fixtureNow + 24_000,
  members: 43,
  state: 'open',
  entitled: 41,
  cast: 23,
  seats: seatsOf([8, 13, 19], (number) => ({ voted: number % 9 < 5 })),
};
const { closesAt: _closesAt, seats: _seats, ...plain } = open;

const counts = { yes: 24, no: 11, abstain: 6 };
const carried: NonNullable<PublicBallotView['result']> = {
  counts,
  invalid: 0,
  cast: 41,
  entitled: 41,
  notCast: 0,
  outcome: 'carried',
  elected: [],
  needed: 12,
};
const groupsOf = (names: readonly string[]): NonNullable<PublicBallotView['groups']> =>
  names.map((group, index) => ({
    group,
    counts: { yes: 5 + index, no: 3 - (index % 3), abstain: index % 2 },
    notCast: 0,
  }));
const namesOf = (count: number, name: (index: number) => string): NonNullable<PublicBallotView['names']> =>
  Array.from({ length: count }, (_, index) => ({
    name: name(index),
    group: `Gruppe ${'ABCDE'[index % 5]}`,
    ...(index === 6 ? {} : { choice: cycle[index % 7] }),
  }));

const announcedNamed: PublicBallotView = {
  ...plain,
  state: 'announced',
  cast: 41,
  result: carried,
  seats: seatsOf([8, 13, 19], (number) => ({ voted: true, choice: cycle[number % 7] ?? 'yes' })),
  groups: groupsOf(['Gruppe A', 'Gruppe B', 'Gruppe C', 'Gruppe D', '']),
  names: namesOf(41, (index) => `Mitglied ${index + 1}`),
  fingerprint,
};

export const hallBallots = {
  open,
  openLive: { ...open, so: { yes: 14, no: 6, abstain: 3 } },
  openHands: { ...plain, kind: 'hands', named: false, cast: 2 },
  openRollCall: { ...plain, kind: 'roll-call', cast: 11 },
  openPaper: { ...plain, kind: 'paper', named: false, cast: 0, options: candidates, majority: 'most-votes' },
  openLong: { ...open, text: longText },
  procedure: (({ item: _item, ...rest }) => ({
    ...rest,
    kind: 'hands',
    named: false,
    text: 'Ende der Debatte',
  }))(plain),
  closed: { ...plain, state: 'closed', cast: 40 },
  closedSealed: { ...plain, state: 'closed', cast: 40, fingerprint },
  announcedHands: {
    ...plain,
    kind: 'hands',
    named: false,
    state: 'announced',
    cast: 2,
    result: { ...carried, counts: { yes: 12, no: 24, abstain: 5 }, outcome: 'rejected', needed: 25 },
    fingerprint,
  },
  announcedNamed,
  announcedElection: {
    ...plain,
    kind: 'paper',
    named: false,
    options: candidates,
    majority: 'most-votes',
    state: 'announced',
    result: {
      ...carried,
      counts: { o1: 17, o2: 10, o3: 3, abstain: 2 },
      invalid: 2,
      notCast: 1,
      outcome: 'elected',
      elected: ['o1'],
    },
    fingerprint,
  },
  announcedTie: {
    ...plain,
    kind: 'paper',
    named: false,
    options: candidates,
    majority: 'most-votes',
    state: 'announced',
    result: {
      ...carried,
      counts: { o1: 15, o2: 15, o3: 3, abstain: 2 },
      outcome: 'tie',
      elected: ['o1', 'o2'],
    },
  },
  announcedHundred: {
    ...announcedNamed,
    entitled: 100,
    seats: seatsOf([12, 16, 20, 24, 28], (number) => ({ voted: true, choice: cycle[number % 7] ?? 'yes' })),
    names: namesOf(100, (index) => `Mitglied ${index + 1}`),
  },
  announcedLong: {
    ...announcedNamed,
    text: longText,
    options: tenOptions,
    majority: 'most-votes',
    entitled: 100,
    result: {
      ...carried,
      counts: Object.fromEntries(tenOptions.map(({ id }, index) => [id, index === 3 ? 37 : 7])),
      outcome: 'elected',
      elected: ['o4'],
    },
    groups: [longGroup, 'Gruppe B'].map((group) => ({
      group,
      counts: Object.fromEntries(tenOptions.map(({ id }) => [id, 5])),
      notCast: 1,
    })),
    seats: seatsOf([12, 16, 20, 24, 28], (number) => ({ voted: true, choice: `o${(number % 10) + 1}` })),
    names: Array.from({ length: 100 }, (_, index) => ({
      name: index % 5 === 0 ? `${longName} ${index}` : `Mitglied ${index}`,
      choice: `o${(index % 10) + 1}`,
    })),
  },
} as const satisfies Record<string, PublicBallotView>;

const { floor: _floor, ...nobodySpeaks } = displayFixtures.displaySpeaking;

/** The hall's screen with a ballot; nobody speaks. */
export const displayWith = (ballot?: PublicBallotView, part: Partial<DisplayView> = {}): DisplayView => ({
  ...nobodySpeaks,
  ...(ballot === undefined ? {} : { ballot }),
  ...part,
});

const progress: NonNullable<OperatorView['ballot']> = {
  id: 'b3',
  number: 3,
  text,
  kind: 'device',
  state: 'open',
  entitled: 41,
  cast: 23,
  closesAt: fixtureNow + 24_000,
  waitsFor: [],
  rejected: [
    { at: fixtureNow - 4000, code: 'not-entitled', channel: 'unit', who: 'Mitglied 35' },
    { at: fixtureNow - 9000, code: 'unknown-keypad', channel: 'unit' },
  ],
  interrupted: false,
  missing: Array.from({ length: 18 }, (_, index) => `Mitglied ${index * 2 + 1}`),
};
const { closesAt: _end, ...closing } = progress;

export const progresses = {
  open: progress,
  closed: { ...closing, state: 'closed', waitsFor: [{ device: 'keypads', label: 'Funkgeräte' }] },
  long: {
    ...progress,
    text: longText,
    interrupted: true,
    missing: Array.from({ length: 100 }, (_, index) => `${longName} ${index}`),
  },
} as const satisfies Record<string, OperatorView['ballot']>;

const keypad = (device: string, number: number, tested: boolean): KeypadsView['keypads'][number] => ({
  device,
  keypad: String(number),
  ...(number % 11 === 0
    ? {}
    : { person: `m${number}`, name: number === 7 ? longName : `Mitglied ${number}`, seat: number }),
  tested,
});

export const devices: NonNullable<OperatorView['votingDevices']> = [
  {
    device: 'keypads',
    label: 'Funkgeräte',
    ready: true,
    individual: true,
    forgeable: true,
    accepted: 'by-device',
    delivery: 'at-most-once',
  },
  {
    device: 'conference',
    label: 'Konferenzanlage',
    ready: false,
    individual: true,
    forgeable: false,
    accepted: 'after-store',
    delivery: 'reported-once',
  },
  {
    device: 'totals',
    label: 'Alte Anlage',
    ready: true,
    individual: false,
    forgeable: false,
    accepted: 'never',
    delivery: 'totals-only',
  },
];

const keypadsOf = (test?: string): KeypadsView => ({
  ...(test === undefined ? {} : { test }),
  keypads: [
    ...Array.from({ length: 40 }, (_, index) => keypad('keypads', index + 1, index % 3 !== 0)),
    ...Array.from({ length: 12 }, (_, index) => keypad('conference', index + 1, false)),
  ],
});

/** The operator's page with keypads, in a test that runs or not, or with a ballot. */
export const operatorWith = (ballot?: OperatorView['ballot'], test?: string): OperatorView => ({
  ...midSitting,
  votingDevices: devices,
  keypads: keypadsOf(test),
  ...(ballot === undefined ? {} : { ballot }),
});
