/** Ballots of tonight's sitting, and the keypads they are made with. Times are wall time in ms. */
import type { BallotKind, MajorityRule } from '../../../protocols/api/commands/ballot.ts';
import type { ErrorCode } from '../../../protocols/api/errors.ts';
import type { VoidCause } from '../../../protocols/api/views/ballot.ts';
import type { WallMs } from '../../../protocols/clock.ts';
import type { ItemId, PersonId } from '../../../protocols/models/council.ts';
import type { BarredReason } from './events.ts';
import { atTag, byTag, type ByTag } from './tags.ts';

export type BallotId = string;
/** Number of a voting right in one ballot, from 1. */
export type Tag = number;
export type Meaning = 'yes' | 'no' | 'abstain';
export type Outcome = 'carried' | 'rejected' | 'elected' | 'tie' | 'none';
export type Change = 'left' | 'returned' | 'excluded' | 'remote' | 'room' | 'arrived';
/** By which way a right votes: one only, so that a keypad and a page can never both be live. `none`: the clerk's. */
export type RightChannel = 'unit' | 'page' | 'none';
export type CastChannel = 'unit' | 'page' | 'clerk' | 'roll';

export interface Option {
  readonly id: string;
  readonly label: string;
  readonly meaning: Meaning | null;
}

export interface Right {
  readonly tag: Tag;
  readonly person: PersonId;
  readonly name: string;
  readonly group?: string;
  readonly mode: 'room' | 'remote';
  readonly channel: RightChannel;
  /** Left or was excluded since the opening. */
  readonly isOut: boolean;
}

/** What is kept of one right's votes: the last one counts, the others only to know their ids again. */
export interface Votes {
  readonly choice: string | null;
  /** The record, for the receipt: number of the leaf, from 1. */
  readonly leaf: number;
  readonly at: WallMs;
  readonly channel: CastChannel;
  readonly reason?: string;
  readonly casts: readonly {
    readonly cast: string;
    readonly choice: string;
    readonly leaf: number;
    readonly at: WallMs;
  }[];
}

export interface Counted {
  readonly by: 'chair' | 'clerk';
  readonly counts: Readonly<Record<string, number>>;
  readonly invalid: number;
  readonly source: 'typed' | 'csv' | 'device';
}

export interface Result {
  readonly counts: Readonly<Record<string, number>>;
  readonly invalid: number;
  readonly cast: number;
  readonly entitled: number;
  readonly notCast: number;
  readonly outcome: Outcome;
  readonly elected: readonly string[];
  readonly needed: number | null;
}

export interface Rejected {
  readonly at: WallMs;
  readonly code: ErrorCode;
  readonly channel: 'unit' | 'page';
  readonly who?: string;
}

export interface Checkpoint {
  readonly size: number;
  readonly note: string;
  readonly fingerprint: string;
}

export interface Ballot {
  readonly id: BallotId;
  /** In this sitting, from 1. */
  readonly number: number;
  readonly sitting: string;
  readonly item: ItemId | null;
  /** Number and title of the item as they were. */
  readonly itemNumber: string;
  readonly title: string;
  readonly text: string;
  readonly kind: BallotKind;
  readonly named: boolean;
  readonly options: readonly Option[];
  readonly majority: MajorityRule;
  readonly members: number;
  readonly profile: string;
  readonly isPublic: boolean;
  readonly live: boolean;
  readonly repeats: BallotId | null;
  readonly state: 'open' | 'closed' | 'tallied' | 'announced' | 'voided';
  readonly openedAt: WallMs;
  /** null: it does not close by itself. */
  readonly closesAt: WallMs | null;
  /** Taken from the public pages again. */
  readonly isCleared: boolean;
  /** The daemon was restarted while it was open. */
  readonly wasInterrupted: boolean;
  readonly rights: ByTag<Right>;
  readonly tagOf: ReadonlyMap<PersonId, Tag>;
  readonly barred: readonly {
    readonly person: PersonId;
    readonly name: string;
    readonly reason: BarredReason;
  }[];
  readonly votes: ByTag<Votes>;
  /** How many rights have a vote. */
  readonly castCount: number;
  readonly called: Tag | null;
  readonly isReadBack: boolean;
  readonly counted: readonly Counted[];
  readonly drained: Readonly<Record<string, 'reported' | 'overridden'>>;
  readonly rejected: readonly Rejected[];
  readonly rejectedCount: number;
  readonly changes: readonly {
    readonly at: WallMs;
    readonly name: string;
    readonly person: PersonId;
    readonly change: Change;
  }[];
  readonly result: Result | null;
  readonly voided: {
    readonly cause: VoidCause;
    readonly reason?: string;
  } | null;
  readonly lot: string | null;
  /** Leaves of this ballot in the log, from 0; the last one is that of the tally, once there is one. */
  readonly firstLeaf: number;
  readonly lastLeaf: number | null;
  readonly closedCheckpoint: Checkpoint | null;
  readonly checkpoint: Checkpoint | null;
}

export interface BallotState {
  /** The last one opened; it stays here until the next. */
  readonly current: Ballot | null;
  /** Earlier ones of the sittings that are kept, oldest first. */
  readonly past: readonly Ballot[];
  /** Leaves of the log so far: records of type `ballot/…`. */
  readonly leaves: number;
  /** By device and keypad: whose it is, where the clerk said so. */
  readonly keypads: Readonly<Record<string, Readonly<Record<string, PersonId | null>>>>;
  readonly test: {
    readonly id: string;
    readonly isOpen: boolean;
    readonly pressed: Readonly<Record<string, readonly string[]>>;
  } | null;
}

/** More ballots than any council makes before their sittings are forgotten here; the journal keeps them. */
export const keptBallots = 2000;
/** Shown, and journalled, of one ballot; further ones are only counted. */
export const keptRejections = 200;

export const noBallots: BallotState = { current: null, past: [], leaves: 0, keypads: {}, test: null };

export const noVotes: Votes = { choice: null, leaf: 0, at: 0, channel: 'clerk', casts: [] };

export const noRights: ByTag<Right> = byTag<Right>([]);

export const ballotById = ({ current, past }: BallotState, id: BallotId): Ballot | undefined =>
  current?.id === id ? current : past.find((ballot) => ballot.id === id);

export function rightOf({ tagOf, rights }: Ballot, person: PersonId): Right | undefined {
  const tag = tagOf.get(person);
  return tag === undefined ? undefined : atTag(rights, tag);
}

export const isUsual = ({ options }: Pick<Ballot, 'options'>): boolean =>
  options.some(({ meaning }) => meaning === 'yes') && options.some(({ meaning }) => meaning === 'no');

/** Whether the kind takes votes one by one. */
export const takesVotes = (kind: BallotKind): boolean =>
  kind === 'hands' || kind === 'device' || kind === 'roll-call';
