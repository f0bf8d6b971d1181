/**
 * Every conference system whose units vote, and what is a fact about it: when its votes are told, which button is
 * which option, what it forgets, and how long each takes. One row for each way of telling.
 */
import type { KindName } from '../../drivers/registry.ts';
import type { BallotOption } from '../../protocols/models/voting.ts';
import { defaultSimulation as wapUnit } from '../../simulators/bosch-dicentis-wireless/device.ts';
import { defaultSimulation as conferoUnit } from '../../simulators/televic-confero/device.ts';
import { suffer, yesNoAbstain, type VoteHall, type VoteHallOptions } from './vote-hall.ts';
import { openCoCon, openConfero, openDis, openMxcw, openPlixus, openWap } from './vote-sessions.ts';

/** What the models of several devices can be made to do with votes. */
export const sharedFaults = [
  'lose-votes',
  'double-votes',
  'swap-votes',
  'stale-vote',
  'stray-vote',
  'cancel-vote',
] as const;
export type SharedFault = (typeof sharedFaults)[number];

export interface Fault {
  readonly name: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/** How long things take at most, on the virtual clock. */
export interface Paces {
  readonly opens: number;
  /** From the press to the cast, of systems that tell at once. */
  readonly tells: number;
  readonly drains: number;
  /** To drained, where something has to be asked twice: nameless and strange votes, a lost answer, a reconnect. */
  readonly drainsAtWorst: number;
  /** From a link that is cut to one on which all is known again. */
  readonly returns: number;
  /** Until ours is open in place of somebody else's. */
  readonly takesOver: number;
  /** Until it has said, or its silence means, no. */
  readonly refuses: number;
  /** Until a vote of somebody else is seen, of systems that have to see it before they end it. */
  readonly seesOthersIn: number;
}

/** Closed for good, or drained, and whether its votes were told. */
export interface AfterCrash {
  readonly phase: 'closed' | 'drained';
  readonly isTold: boolean;
}

export interface VoteSystem {
  readonly name: string;
  readonly kind: KindName;
  /** Of the config, what the kind's promise depends on. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly lineScheme: 'http' | 'tcp';
  readonly open: (options?: VoteHallOptions) => Promise<VoteHall>;
  readonly paces: Paces;
  /** `at-once`: each press as it is made; `after-close`: each vote, read back; `totals`: no single votes. */
  readonly tells: 'at-once' | 'after-close' | 'totals';
  readonly maxOptions: number;
  /** What the keys mean, in their order; null: they are the ballot's options by place. */
  readonly buttons: readonly BallotOption['meaning'][] | null;
  /** After the close it is asked for all it has. */
  readonly readsBack: boolean;
  /** Votes from elsewhere can be put into its own count. */
  readonly takesExternalVotes: boolean;
  /** Option sets that it has no buttons for. */
  readonly unfit: readonly (readonly BallotOption[])[];
  /** What is said of votes, and of that what lets people vote, and what ends it. */
  readonly aboutVotes: RegExp;
  readonly starts: RegExp;
  readonly stops: RegExp;
  /** Those of the shared faults that its model has. */
  readonly faults: readonly SharedFault[];
  /** Somebody at the device lets people vote on something else. */
  readonly othersVote: Fault;
  /** What makes it refuse to open. */
  readonly refusal: Fault;
  /** What makes it hide who voted. */
  readonly nameless: Fault | null;
  /** News of its close make it closed, and until the answer to our question has come it is told as open once more. */
  readonly doubtsClose: boolean;
  /** Drained is the end: the same ballot cannot be opened again. */
  readonly isOnce: boolean;
  /** It is read while it is open: what was pressed while the link was down is known soon after. */
  readonly readsWhileOpen: boolean;
  /** The same of presses that were lost on a link that stands; else only after the close. */
  readonly findsLostWhileOpen: boolean;
  /** A stop by somebody at the device is seen within this; null: only with our close. */
  readonly seesStopIn: number | null;
  /** A key that means nothing is told as none of the options, or is not told. */
  readonly strangeKey: 'no-option' | 'no-press';
  /** A unit in no plan: its name, and whether it is told at the press or only after the close. */
  readonly stranger: { readonly keypad: string; readonly isToldAtOnce: boolean };
  /** One that its results name only after the close: whether it was told before all the same; null: there is none. */
  readonly lateVote: {
    readonly closesIn: number;
    readonly drainsIn: number;
    readonly isToldEarly: boolean;
  } | null;
  /**
   * What it knows of our vote after it was without power; `not-asked`: whether a vote runs cannot be asked, so that
   * ours is told as open until the close finds nothing.
   */
  readonly afterPower: 'nothing' | 'results' | 'not-asked';
  /** Somebody's other vote takes the place of ours while the link is down; null: it cannot be told from ours. */
  readonly replaced: { readonly by: readonly Fault[]; readonly leaves: 'nothing' | 'results' } | null;
  /** The vote carries a mark of the ballot: it is known as ours after a crash of ours without being told. */
  readonly isMarked: boolean;
  /** What becomes of a vote that is closed after a crash of ours. */
  readonly readAfterCrash: {
    readonly withoutOptions: AfterCrash;
    readonly running: AfterCrash;
    readonly stopped: AfterCrash;
  };
  /**
   * What is said to begin the vote, and within what it is open though the answer never came; null: nothing is
   * answered one by one.
   */
  readonly beginning: { readonly said: RegExp; readonly opensIn: number } | null;
}

const list = yesNoAbstain.map(({ label }): BallotOption => ({ label, meaning: null }));
const stopAndStart: readonly Fault[] = [{ name: 'stop-vote' }, { name: 'start-vote' }];
const isRead: AfterCrash = { phase: 'drained', isTold: true };
const isUnread: AfterCrash = { phase: 'closed', isTold: false };
const isLost: AfterCrash = { phase: 'drained', isTold: false };

/** What is so of most of them. */
const usual = {
  config: {},
  lineScheme: 'http',
  tells: 'at-once',
  maxOptions: 5,
  buttons: null,
  readsBack: true,
  takesExternalVotes: false,
  unfit: [],
  othersVote: { name: 'start-vote' },
  refusal: { name: 'refuse-votes' },
  nameless: null,
  doubtsClose: false,
  isOnce: false,
  readsWhileOpen: false,
  findsLostWhileOpen: false,
  strangeKey: 'no-option',
  afterPower: 'nothing',
  replaced: { by: stopAndStart, leaves: 'nothing' },
  isMarked: false,
} as const satisfies Partial<VoteSystem>;
const readsAllAfterCrash = { withoutOptions: isRead, running: isRead, stopped: isRead };

const plixus: VoteSystem = {
  ...usual,
  name: 'televic-plixus',
  kind: 'televic-plixus',
  open: openPlixus,
  paces: {
    opens: 500,
    tells: 500,
    drains: 2000,
    drainsAtWorst: 3000,
    returns: 3000,
    takesOver: 3000,
    refuses: 2000,
    seesOthersIn: 0,
  },
  takesExternalVotes: true,
  aboutVotes: /\/[Vv]oting\//,
  starts: /^POST \S+\/start /,
  stops: /^POST \S+\/stop /,
  faults: ['lose-votes', 'double-votes', 'swap-votes', 'stale-vote', 'stray-vote'],
  nameless: { name: 'secret' },
  readsWhileOpen: true,
  findsLostWhileOpen: true,
  seesStopIn: 2000,
  stranger: { keypad: 'delegate a-stranger', isToldAtOnce: true },
  lateVote: { closesIn: 400, drainsIn: 3000, isToldEarly: false },
  replaced: { by: stopAndStart, leaves: 'results' },
  isMarked: true,
  readAfterCrash: readsAllAfterCrash,
  beginning: { said: /^POST \S+\/sessions /, opensIn: 8000 },
};

const cocon: VoteSystem = {
  ...usual,
  name: 'televic-cocon',
  kind: 'televic-cocon',
  open: openCoCon,
  paces: {
    opens: 800,
    tells: 500,
    drains: 2500,
    drainsAtWorst: 3000,
    returns: 3000,
    takesOver: 3000,
    refuses: 2000,
    seesOthersIn: 0,
  },
  aboutVotes: /Voting|GetAgendaItem/,
  starts: /State=Start/,
  stops: /State=Stop/,
  refusal: { name: 'no-meeting' },
  nameless: { name: 'hidden-votes' },
  doubtsClose: true,
  seesStopIn: 6000,
  stranger: { keypad: 'delegate 9999', isToldAtOnce: false },
  lateVote: { closesIn: 300, drainsIn: 3000, isToldEarly: true },
  afterPower: 'results',
  beginning: { said: /AddInstantVote/, opensIn: 9000 },
  faults: ['lose-votes', 'double-votes', 'swap-votes', 'stale-vote', 'stray-vote'],
  readsWhileOpen: true,
  findsLostWhileOpen: true,
  replaced: { by: stopAndStart, leaves: 'results' },
  isMarked: true,
  readAfterCrash: readsAllAfterCrash,
};

/** Tells nothing while it runs, unless somebody has set it to. */
const confero: VoteSystem = {
  ...usual,
  name: 'televic-confero',
  kind: 'televic-confero',
  config: { token: conferoUnit.token, votes: 'individual' },
  open: (options) => openConfero('individual', options),
  paces: {
    opens: 8000,
    tells: 4000,
    drains: 6000,
    drainsAtWorst: 9000,
    returns: 5000,
    takesOver: 8000,
    refuses: 8000,
    seesOthersIn: 4000,
  },
  tells: 'after-close',
  aboutVotes: /oting/,
  starts: /StartVotingAction/,
  stops: /StopVotingAction/,
  faults: ['lose-votes', 'double-votes', 'stale-vote', 'stray-vote'],
  nameless: { name: 'nameless' },
  seesStopIn: null,
  stranger: { keypad: 'participant stranger', isToldAtOnce: false },
  lateVote: { closesIn: 600, drainsIn: 5000, isToldEarly: false },
  beginning: { said: /StartVotingAction/, opensIn: 15_000 },
  isMarked: true,
  readAfterCrash: readsAllAfterCrash,
};

/** With the other buttons of its configuration for lists. */
const listVote: Fault = { name: 'start-vote', parameters: { configuration: 3 } };

const mxcw: VoteSystem = {
  ...usual,
  name: 'shure-mxcw',
  kind: 'shure-mxcw',
  config: { votingConfiguration: 1, listConfiguration: 3 },
  lineScheme: 'tcp',
  open: openMxcw,
  paces: {
    opens: 500,
    tells: 100,
    drains: 2000,
    drainsAtWorst: 6000,
    returns: 2000,
    takesOver: 2000,
    refuses: 4000,
    seesOthersIn: 0,
  },
  buttons: ['yes', 'no', 'abstain'],
  unfit: [[]],
  aboutVotes: /VOT/,
  starts: /START_VOTE/,
  stops: /COMPLETE_VOTE/,
  faults: ['lose-votes', 'double-votes', 'stale-vote', 'stray-vote', 'cancel-vote'],
  stranger: { keypad: '500', isToldAtOnce: true },
  othersVote: listVote,
  replaced: { by: [{ name: 'cancel-vote' }, listVote], leaves: 'nothing' },
  readAfterCrash: { withoutOptions: isUnread, running: isRead, stopped: isUnread },
  beginning: null,
  seesStopIn: 2000,
  lateVote: { closesIn: 400, drainsIn: 3000, isToldEarly: false },
};

const dicentisWireless: VoteSystem = {
  ...usual,
  name: 'bosch-dicentis-wireless',
  kind: 'bosch-dicentis-wireless',
  config: { username: wapUnit.username, password: wapUnit.password },
  open: openWap,
  paces: {
    opens: 1500,
    tells: 1200,
    drains: 3000,
    drainsAtWorst: 4000,
    returns: 3000,
    takesOver: 3000,
    refuses: 9000,
    seesOthersIn: 0,
  },
  maxOptions: 3,
  buttons: ['yes', 'no', 'abstain'],
  unfit: [list, yesNoAbstain.slice(1), yesNoAbstain.slice(0, 1), []],
  aboutVotes: /\/api\/voting/,
  starts: /\{"state":1\}/,
  stops: /\{"state":0\}/,
  faults: ['lose-votes', 'double-votes', 'stray-vote'],
  nameless: { name: 'nameless' },
  readsWhileOpen: true,
  seesStopIn: 4000,
  strangeKey: 'no-press',
  stranger: { keypad: '500', isToldAtOnce: true },
  lateVote: { closesIn: 500, drainsIn: 3000, isToldEarly: false },
  readAfterCrash: { withoutOptions: isUnread, running: isRead, stopped: isRead },
  beginning: { said: /\{"state":1\}/, opensIn: 9000 },
};

const dis: VoteSystem = {
  ...usual,
  name: 'shure-dis-ccu',
  kind: 'shure-dis-ccu',
  config: { votingConfiguration: 1 },
  lineScheme: 'tcp',
  open: openDis,
  readsBack: false,
  paces: {
    opens: 500,
    tells: 100,
    drains: 1500,
    drainsAtWorst: 4000,
    returns: 3000,
    takesOver: 2500,
    refuses: 4000,
    seesOthersIn: 0,
  },
  tells: 'totals',
  maxOptions: 3,
  buttons: ['yes', 'abstain', 'no'],
  unfit: [list, yesNoAbstain.slice(0, 2), [...yesNoAbstain, ...list]],
  aboutVotes: /voting/,
  starts: /^start_voting/,
  stops: /^stop_voting/,
  faults: ['double-votes', 'stale-vote', 'stray-vote', 'cancel-vote'],
  isOnce: true,
  seesStopIn: 1000,
  strangeKey: 'no-press',
  stranger: { keypad: '500', isToldAtOnce: false },
  lateVote: null,
  afterPower: 'not-asked',
  replaced: null,
  readAfterCrash: { withoutOptions: isLost, running: isLost, stopped: isLost },
  beginning: null,
};

/** Set to tell each vote as it is given. */
const openTelling = async (votes: 'individual' | 'totals', options?: VoteHallOptions): Promise<VoteHall> => {
  const hall = await openConfero(votes, options);
  suffer(hall, 'realtime');
  return hall;
};

export const voteSystems: readonly VoteSystem[] = [
  plixus,
  cocon,
  confero,
  {
    ...confero,
    name: 'televic-confero that tells as it runs',
    open: (options) => openTelling('individual', options),
    paces: { ...confero.paces, tells: 500 },
    tells: 'at-once',
    readsWhileOpen: true,
    findsLostWhileOpen: true,
    stranger: { ...confero.stranger, isToldAtOnce: true },
  },
  {
    ...confero,
    name: 'televic-confero that is believed its totals alone',
    config: { ...confero.config, votes: 'totals' },
    open: (options) => openTelling('totals', options),
    tells: 'totals',
  },
  mxcw,
  dicentisWireless,
  dis,
];
