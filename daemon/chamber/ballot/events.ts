/**
 * Facts about ballots: the records that are leaves of the log of votes, in the form the result file shows them.
 * `data` is for everybody; who and what lies in the personal part, which the record only commits to. A voting
 * right has a number of its own in every ballot (`tag`), given out in random order: the record of a vote tells the
 * tag and commits to the choice, the record of the right commits to the name, and each can be shown without the
 * other.
 */
import type { BallotKind, MajorityRule } from '../../../protocols/api/commands/ballot.ts';
import type { BallotId, CastChannel, Change, Meaning, Outcome, RightChannel, Tag } from './state.ts';
import type { ItemId, PersonId } from '../../../protocols/models/council.ts';
import type { ErrorCode } from '../../../protocols/api/errors.ts';
import type { VoidCause } from '../../../protocols/api/views/ballot.ts';

interface OfBallot {
  readonly ballot: BallotId;
}
interface OfRight extends OfBallot {
  readonly tag: Tag;
}
export interface Named {
  readonly person: PersonId;
  readonly name: string;
  readonly group?: string;
}
type Fact<Type extends string, Data, Personal = never> = {
  readonly type: Type;
  readonly version: 1;
  readonly data: Data;
} & ([Personal] extends [never] ? { readonly personal?: never } : { readonly personal?: Personal });

export type BallotEvent =
  | Fact<
      'ballot/opened',
      OfBallot & {
        readonly sitting: string;
        readonly item: ItemId | null;
        readonly kind: BallotKind;
        readonly named: boolean;
        readonly options: readonly { readonly id: string; readonly meaning: Meaning | null }[];
        readonly majority: MajorityRule;
        /** By law, less the seats that cannot be filled again. */
        readonly members: number;
        readonly isPublic: boolean;
        readonly live: boolean;
        readonly seconds: number | null;
        readonly repeats: BallotId | null;
        /** State profile whose rules were applied. */
        readonly profile: string;
      },
      {
        readonly number: string;
        readonly title: string;
        readonly text: string;
        readonly labels: Readonly<Record<string, string>>;
      }
    >
  /** One for each voting right, directly after the opening. */
  | Fact<
      'ballot/entitled',
      OfRight & { readonly mode: 'room' | 'remote'; readonly channel: RightChannel },
      Named
    >
  | Fact<'ballot/barred', OfBallot & { readonly reason: BarredReason }, Named>
  | Fact<'ballot/changed', OfBallot & { readonly tag: Tag | null; readonly change: Change }, Named>
  | Fact<'ballot/called', OfRight>
  /** The clerk entered the vote that follows. */
  | Fact<'ballot/entered', OfRight, { readonly reason?: string }>
  | Fact<
      'ballot/cast',
      OfRight & { readonly channel: CastChannel; readonly cast: string | null },
      { readonly choice: string }
    >
  | Fact<
      'ballot/rejected',
      { readonly ballot: BallotId | null; readonly code: ErrorCode; readonly channel: 'unit' | 'page' },
      { readonly who?: string }
    >
  | Fact<
      'ballot/counted',
      OfBallot & {
        readonly by: 'chair' | 'clerk';
        readonly counts: Readonly<Record<string, number>>;
        readonly invalid: number;
        readonly source: 'typed' | 'csv' | 'device';
      }
    >
  | Fact<'ballot/read-back', OfBallot>
  | Fact<'ballot/extended', OfBallot & { readonly seconds: number }>
  | Fact<'ballot/closed', OfBallot>
  | Fact<'ballot/drained', OfBallot & { readonly device: string; readonly how: 'reported' | 'overridden' }>
  | Fact<
      'ballot/tallied',
      OfBallot & {
        readonly counts: Readonly<Record<string, number>>;
        readonly invalid: number;
        readonly cast: number;
        readonly entitled: number;
        readonly notCast: number;
        readonly outcome: Outcome;
        readonly elected: readonly string[];
        readonly needed: number | null;
      }
    >
  | Fact<'ballot/announced', OfBallot>
  | Fact<'ballot/cleared', OfBallot>
  | Fact<'ballot/voided', OfBallot & { readonly cause: VoidCause }, { readonly reason?: string }>
  | Fact<'ballot/lot', OfBallot & { readonly option: string }>;

export type BarredReason = 'conflict' | 'remote-secret' | 'remote-election';

/** Beside the log of votes: what is signed of it, and whose keypads are whose. */
export type VotesEvent =
  | Fact<
      'votes/checkpoint',
      OfBallot & {
        readonly of: 'closed' | 'tallied';
        /** Leaves of the tree. */
        readonly size: number;
        /** The signed note, as C2SP writes it. */
        readonly note: string;
        readonly fingerprint: string;
      }
    >
  | Fact<
      'keypads/assigned',
      { readonly device: string },
      { readonly keypad: string; readonly person: PersonId | null }
    >
  | Fact<'keypads/test-opened', { readonly test: string }>
  | Fact<'keypads/test-closed', { readonly test: string }>
  | Fact<'keypads/pressed', { readonly device: string }, { readonly keypad: string }>;
