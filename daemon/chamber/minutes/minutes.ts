/**
 * The minutes as data: what the projection makes of the journal, and what documents are written from. Two of
 * them for each sitting, `public` and `non-public`; a public one holds nothing of a non-public part but that
 * there was one. Times are wall time in ms.
 */
import type { BallotKind, MajorityRule } from '../../../protocols/api/commands/ballot.ts';
import type { SpeechKindView } from '../../../protocols/api/views/sitting.ts';
import type { WallMs } from '../../../protocols/clock.ts';

export interface PresenceSpan {
  readonly from: WallMs;
  /** null: until the end, or still there. */
  readonly to: WallMs | null;
  readonly mode: 'room' | 'remote';
  /** When it was entered, where that was later than it was true. */
  readonly enteredAt?: WallMs;
}

export interface MinutesPerson {
  readonly name: string;
  readonly group?: string;
  readonly role: 'chair' | 'deputy-chair' | 'member' | 'deputy' | 'guest' | 'staff';
  readonly votingRight: boolean;
  readonly state: 'present' | 'excused' | 'absent';
  readonly spans: readonly PresenceSpan[];
}

export interface MinutesSpeech {
  readonly name: string;
  readonly group?: string;
  readonly kind: SpeechKindView;
  readonly startedAt: WallMs;
  /** Speaking time without pauses. */
  readonly durationMs: number;
}

/** How an item ended without a ballot; ballots come with the votes. */
export type ItemOutcome =
  'unanimous' | 'noted' | 'postponed' | 'referred' | 'dropped' | 'withdrawn' | 'joined' | 'done' | 'none';

/** A ballot whose result was announced, or that was declared void. */
export interface MinutesBallot {
  /** In the sitting, from 1. */
  readonly number: number;
  /** The words voted on. */
  readonly text: string;
  readonly kind: BallotKind;
  readonly majority: MajorityRule;
  readonly openedAt: WallMs;
  readonly entitled: number;
  /** Of those entitled, how many took part from elsewhere. */
  readonly remote: number;
  /** In the order of the options. */
  readonly counts: readonly { readonly label: string; readonly votes: number }[];
  readonly invalid: number;
  readonly notCast: number;
  /** null: it was voided before there was a result. */
  readonly outcome: 'carried' | 'rejected' | 'elected' | 'tie' | 'none' | null;
  /** Labels of who or what is elected, or equal. */
  readonly elected: readonly string[];
  /** Of a lot after a tie. */
  readonly lot?: string;
  /** Of a named ballot, in the order of the names; a vote that was not cast has no label. */
  readonly votes: readonly { readonly name: string; readonly group?: string; readonly label?: string }[];
  /** Who did not take part, and why the rules or a conflict of interest kept them. */
  readonly barred: readonly {
    readonly name: string;
    readonly reason: 'conflict' | 'remote-secret' | 'remote-election';
  }[];
  readonly isRepeated: boolean;
  readonly voided?: 'objection' | 'disturbance' | 'mistake' | 'secrecy';
  /** Of the signed checkpoint, as it stood on the public display. */
  readonly fingerprint?: string;
}

export interface MinutesItem {
  readonly number: string;
  readonly title: string;
  readonly reporter?: string;
  readonly paper?: string;
  /** Added during the sitting. */
  readonly isUrgent: boolean;
  readonly startedAt: WallMs | null;
  readonly endedAt: WallMs | null;
  readonly outcome: ItemOutcome;
  /** e.g. the committee it was referred to, or the item it was joined with. */
  readonly outcomeNote?: string;
  readonly decision?: string;
  readonly motions: readonly { readonly by: string; readonly text: string; readonly at: WallMs }[];
  /** Who was excluded for a conflict of interest. Reasons never stand here. */
  readonly excluded: readonly string[];
  readonly speeches: readonly MinutesSpeech[];
  readonly ballots: readonly MinutesBallot[];
  /** The clerk's notes, in order. */
  readonly notes: readonly string[];
}

export interface Minutes {
  readonly part: 'public' | 'non-public';
  readonly body: string;
  readonly title: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly place?: string;
  /** IANA name, for writing times; DST nights included. */
  readonly timeZone: string;
  readonly openedAt: WallMs | null;
  readonly closedAt: WallMs | null;
  /** Who presided from when on; the first from the opening. */
  readonly chairs: readonly { readonly name: string; readonly from: WallMs }[];
  readonly quorum: readonly {
    readonly at: WallMs;
    readonly present: number;
    readonly required: number;
    readonly isQuorate: boolean;
  }[];
  readonly presence: readonly MinutesPerson[];
  readonly items: readonly MinutesItem[];
  /** On the procedure, without an item. */
  readonly ballots: readonly MinutesBallot[];
  /** Interruptions, and in the public minutes the times of non-public parts. */
  readonly interruptions: readonly {
    readonly from: WallMs;
    readonly to: WallMs | null;
    readonly kind: 'interrupted' | 'non-public';
    readonly reason?: string;
  }[];
  /** Entries made later than they happened: true time, time of entry and what, in words of the clerk. */
  readonly corrections: readonly { readonly at: WallMs; readonly enteredAt: WallMs; readonly text: string }[];
  /** Hash and sequence of the journal's last record this draft was made from. */
  readonly journal: { readonly seq: number; readonly hash: string };
}
