/** Ballots of every kind in every state, as those who lead see them: placeholder people, invented numbers, and words as long as they get. */
import type { BallotView, VoterView } from '../../protocols/api/views/ballot.ts';
import { fixtureNow, longGroup, longName } from './sitting-fixtures.ts';

export const longText =
  `Die Stadtvertretung beschließt die Straßenverkehrsinfrastrukturfinanzierungsvereinbarung ${'einschließlich aller Anlagen und Änderungslisten der Verwaltung '.repeat(80)}`.slice(
    0,
    5000,
  );
export const text =
  'Die Stadtvertretung beschließt das Radwegekonzept in der Fassung des Änderungsantrags der Gruppe B.';

export const usual: BallotView['options'] = [
  { id: 'yes', label: 'Ja', meaning: 'yes' },
  { id: 'no', label: 'Nein', meaning: 'no' },
  { id: 'abstain', label: 'Enthaltung', meaning: 'abstain' },
];
/** As many as there can be. */
export const tenOptions: BallotView['options'] = Array.from({ length: 10 }, (_, index) => ({
  id: `o${index + 1}`,
  label: index === 3 ? 'Ortsteilbürgermeisterstellvertretung Nord' : `Vorschlag ${index + 1}`,
}));
export const candidates: BallotView['options'] = [
  { id: 'o1', label: 'Mitglied 4' },
  { id: 'o2', label: 'Mitglied 9' },
  { id: 'o3', label: 'Mitglied 15' },
  { id: 'abstain', label: 'Enthaltung', meaning: 'abstain' },
];

/** `count` members, the last `remote` of them remote. */
export function electorate(
  count: number,
  remote = 0,
  part: (index: number) => Partial<VoterView> = () => ({}),
): Pick<BallotView, 'voters' | 'order'> {
  const voters: Record<string, VoterView> = {};
  for (let index = 0; index < count; index++)
    voters[`m${index + 1}`] = {
      name: `Mitglied ${index + 1}`,
      group: `Gruppe ${'ABCDE'[index % 5]}`,
      seat: index + 1,
      mode: index >= count - remote ? 'remote' : 'room',
      channel: index >= count - remote ? 'page' : 'none',
      voted: false,
      ...part(index),
    };
  return { voters, order: Object.keys(voters) };
}

const question: BallotView = {
  id: 'b3',
  number: 3,
  item: { number: '3', title: 'Radwegekonzept' },
  text,
  kind: 'hands',
  named: false,
  options: usual,
  majority: 'simple',
  openedAt: fixtureNow - 20_000,
  members: 43,
  state: 'open',
  live: false,
  entitled: 32,
  cast: 0,
  ...electorate(32),
  barred: [],
  readBack: false,
  inRoom: 32,
  counted: [],
  waitsFor: [],
  rejected: [],
  interrupted: false,
  changes: [],
};

const result = (
  counts: Record<string, number>,
  outcome: 'carried' | 'rejected' | 'elected' | 'tie' | 'none',
  part: Partial<NonNullable<BallotView['result']>> = {},
): NonNullable<BallotView['result']> => {
  const cast = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return { counts, invalid: 0, cast, entitled: 32, notCast: 32 - cast, outcome, elected: [], ...part };
};
const fingerprint = 'K7QF-2M9A-XT4P';

export const handsOpen: BallotView = question;

/** Three take part remotely; two of them have voted. */
export const handsRemote: BallotView = {
  ...question,
  ...electorate(32, 3, (index) => (index >= 30 ? { voted: true } : {})),
  cast: 2,
  inRoom: 29,
  barred: [{ name: 'Mitglied 35', reason: 'conflict' }],
};

export const handsCounted: BallotView = {
  ...question,
  state: 'counted',
  counted: [{ by: 'chair', counts: { yes: 18, no: 12, abstain: 2 }, invalid: 0, source: 'typed' }],
  result: result({ yes: 18, no: 12, abstain: 2 }, 'carried', { needed: 13 }),
  fingerprint,
};

/** Counted, and not sealed yet. */
export const handsUnsealed: BallotView = Object.fromEntries(
  Object.entries(handsCounted).filter(([key]) => key !== 'fingerprint'),
) as BallotView;

export const handsRemoteCounted: BallotView = {
  ...handsRemote,
  ...electorate(32, 3, (index) => (index >= 29 ? { voted: true, choice: index === 31 ? 'no' : 'yes' } : {})),
  state: 'counted',
  cast: 3,
  counted: [{ by: 'chair', counts: { yes: 10, no: 17, abstain: 2 }, invalid: 0, source: 'typed' }],
  majority: 'two-thirds-of-all',
  result: result({ yes: 12, no: 18, abstain: 2 }, 'rejected', { needed: 29 }),
  fingerprint,
};

export const announced: BallotView = { ...handsCounted, state: 'announced' };

export const deviceOpen: BallotView = {
  ...question,
  kind: 'device',
  named: true,
  closesAt: fixtureNow + 24_000,
  cast: 18,
  ...electorate(32, 4, (index) => ({ channel: index % 8 === 5 ? 'none' : 'unit', voted: index % 9 < 5 })),
  rejected: [
    { at: fixtureNow - 4000, code: 'not-entitled', channel: 'unit', who: 'Mitglied 35' },
    { at: fixtureNow - 9000, code: 'unknown-keypad', channel: 'unit' },
  ],
  changes: [
    { at: fixtureNow - 12_000, name: 'Mitglied 12', change: 'left' },
    { at: fixtureNow - 8000, name: 'Mitglied 40', change: 'arrived' },
    { at: fixtureNow - 6000, name: 'Mitglied 21', change: 'remote' },
  ],
};

/** After a restart, counts shown, a vote entered by hand. */
export const deviceLive: BallotView = {
  ...deviceOpen,
  live: true,
  interrupted: true,
  so: { yes: 9, no: 6, abstain: 3 },
  voters: {
    ...deviceOpen.voters,
    m6: {
      name: 'Mitglied 6',
      mode: 'room',
      channel: 'none',
      voted: true,
      choice: 'no',
      entered: true,
      enteredBecause: 'Abstimmgerät defekt',
    },
  },
};

const { closesAt: _closesAt, ...withoutEnd } = deviceOpen;
export const deviceClosed: BallotView = {
  ...withoutEnd,
  state: 'closed',
  cast: 30,
  waitsFor: [
    { device: 'keypads', label: 'Funkgeräte' },
    { device: 'conference', label: 'Konferenzanlage' },
  ],
};

const cycle = ['yes', 'yes', 'no', 'yes', 'abstain', 'no'] as const;
export const deviceCounted: BallotView = {
  ...withoutEnd,
  state: 'counted',
  cast: 31,
  ...electorate(32, 4, (index) => ({
    channel: 'unit',
    ...(index === 7 ? {} : { voted: true, choice: cycle[index % 6] }),
    ...(index === 11 ? { out: true } : {}),
  })),
  majority: 'of-all',
  result: result({ yes: 16, no: 10, abstain: 5 }, 'rejected', { needed: 22 }),
  fingerprint,
};

export const rollStart: BallotView = { ...question, kind: 'roll-call', named: true };

export const rollCall: BallotView = {
  ...rollStart,
  cast: 11,
  ...electorate(32, 0, (index) =>
    index < 11 ? { voted: true, choice: cycle[index % 6], entered: true } : {},
  ),
  called: 'm12',
};

export const rollDone: BallotView = {
  ...rollStart,
  cast: 32,
  ...electorate(32, 0, (index) => ({ voted: true, choice: cycle[index % 6], entered: true })),
  called: 'm32',
};

export const rollRead: BallotView = { ...rollDone, readBack: true };

export const paperOpen: BallotView = {
  ...question,
  kind: 'paper',
  text: 'Wahl der stellvertretenden Stadtpräsidentin oder des stellvertretenden Stadtpräsidenten',
  options: candidates,
  majority: 'more-than-half-of-valid',
  barred: [{ name: 'Mitglied 31', reason: 'remote-secret' }],
};
const clerkCount = {
  by: 'clerk',
  counts: { o1: 14, o2: 12, o3: 3, abstain: 2 },
  invalid: 1,
  source: 'typed' as const,
};
/** The clerk has counted, the chair has not. */
export const paperOther: BallotView = { ...paperOpen, counted: [clerkCount] };
export const paperAgree: BallotView = { ...paperOpen, counted: [clerkCount, { ...clerkCount, by: 'chair' }] };
export const paperDiffer: BallotView = {
  ...paperOpen,
  counted: [clerkCount, { ...clerkCount, by: 'chair', counts: { ...clerkCount.counts, o1: 15 }, invalid: 0 }],
};
/** Nobody has more than half: a run-off follows. */
export const paperNone: BallotView = {
  ...paperAgree,
  state: 'counted',
  result: result({ o1: 14, o2: 12, o3: 3, abstain: 2 }, 'none', {
    invalid: 1,
    cast: 32,
    notCast: 0,
    needed: 15,
  }),
  fingerprint,
};
export const paperTie: BallotView = {
  ...paperAgree,
  state: 'counted',
  majority: 'most-votes',
  result: result({ o1: 13, o2: 13, o3: 3, abstain: 2 }, 'tie', {
    invalid: 1,
    cast: 32,
    notCast: 0,
    elected: ['o1', 'o2'],
  }),
  fingerprint,
};
export const paperLot: BallotView = {
  ...paperTie,
  result: result({ o1: 13, o2: 13, o3: 3, abstain: 2 }, 'tie', {
    invalid: 1,
    cast: 32,
    notCast: 0,
    elected: ['o1', 'o2'],
    lot: 'o2',
  }),
};
export const elected: BallotView = {
  ...paperAgree,
  state: 'announced',
  majority: 'most-votes',
  result: result({ o1: 17, o2: 10, o3: 3, abstain: 2 }, 'elected', { elected: ['o1'] }),
  fingerprint,
};

export const externalOpen: BallotView = { ...question, kind: 'external' };
export const externalDevice: BallotView = {
  ...externalOpen,
  state: 'closed',
  deviceTotals: { yes: 20, no: 9, abstain: 3 },
};

export const voided: BallotView = {
  ...announced,
  state: 'voided',
  voided: { cause: 'objection', reason: 'Zwei Hände waren nicht zu sehen.' },
};
export const voidedSecret: BallotView = { ...paperOpen, state: 'voided', voided: { cause: 'secrecy' } };

/** A hundred voters with long names, ten options, five thousand characters. */
export const everythingLong: BallotView = {
  ...withoutEnd,
  state: 'counted',
  text: longText,
  item: { number: 'Ö 12.3.1', title: longText },
  options: tenOptions,
  majority: 'most-votes',
  entitled: 100,
  cast: 100,
  ...electorate(100, 10, (index) => ({
    ...(index % 7 === 0 ? { name: `${longName} ${index}`, group: longGroup } : {}),
    voted: true,
    choice: `o${(index % 10) + 1}`,
  })),
  result: {
    counts: Object.fromEntries(tenOptions.map(({ id }, index) => [id, index === 3 ? 37 : 7])),
    invalid: 0,
    cast: 100,
    entitled: 100,
    notCast: 0,
    outcome: 'elected',
    elected: ['o4'],
  },
  fingerprint,
};
export const longOpen: BallotView = {
  ...deviceOpen,
  text: longText,
  options: tenOptions,
  entitled: 100,
  ...electorate(100, 10, (index) => (index % 7 === 0 ? { name: `${longName} ${index}` } : {})),
};

/** Every ballot by name. */
export const ballotFixtures = {
  handsOpen,
  handsRemote,
  handsCounted,
  handsUnsealed,
  handsRemoteCounted,
  announced,
  deviceOpen,
  deviceLive,
  deviceClosed,
  deviceCounted,
  rollStart,
  rollCall,
  rollDone,
  rollRead,
  paperOpen,
  paperOther,
  paperAgree,
  paperDiffer,
  paperNone,
  paperTie,
  paperLot,
  elected,
  externalOpen,
  externalDevice,
  voided,
  voidedSecret,
  everythingLong,
  longOpen,
} as const satisfies Record<string, BallotView>;
