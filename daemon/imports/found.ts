/**
 * What an import found: `Imported` of the models with what a comparison must know beyond it: which body a
 * sitting belongs to, cards, and what the source did not say and was only assumed.
 */
import type {
  Body,
  BodyId,
  Doubt,
  Imported,
  Membership,
  Person,
  SittingDraft,
} from '../../protocols/models/council.ts';

export interface FoundPerson extends Person {
  /** Card number or login. */
  readonly card?: string;
}

export interface FoundMembership extends Membership {
  /** Nobody said whether they may vote: what is known stays. */
  readonly isVoteAssumed?: true;
}

export interface FoundBody extends Body {
  readonly members: readonly FoundMembership[];
}

export interface FoundSitting extends SittingDraft {
  readonly body?: BodyId;
}

export interface Found extends Imported {
  readonly people: readonly FoundPerson[];
  readonly bodies: readonly FoundBody[];
  readonly sittings: readonly FoundSitting[];
  /** A source names everybody who is a member, a file those that somebody put into it. */
  readonly listsEverybody: boolean;
}

/** What a file gave; without `found` it is no such file, and the last doubt says why. */
export interface FileRead {
  readonly found?: Found;
  readonly doubts: readonly Doubt[];
}

export const limits = {
  people: 2000,
  bodies: 200,
  members: 400,
  sittings: 60,
  items: 500,
} as const;
