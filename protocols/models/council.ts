/**
 * Bodies, people and agendas as the house knows them: what an import yields, the register keeps and tonight's
 * sitting is made of. Types and small pure functions only. German terms in docs/glossary.md.
 */

/** Opaque, stable within an installation: 1..64 characters, no personal meaning needed. */
export type PersonId = string;
export type BodyId = string;
export type ItemId = string;

export interface Person {
  readonly id: PersonId;
  /** As shown: given name and family name, with title. 1..120 characters. */
  readonly name: string;
  /** How the person is addressed in a lower third, e.g. "Fachbereichsleiterin". */
  readonly position?: string;
  readonly kind: 'member' | 'guest' | 'staff';
  /** Identity in the council information system (an OParl URL), to recognise the person at the next import. */
  readonly source?: string;
}

export type MemberRole = 'member' | 'deputy' | 'chair' | 'deputy-chair';

export interface Membership {
  readonly person: PersonId;
  readonly role: MemberRole;
  /** Name of the council group (Fraktion). */
  readonly group?: string;
  readonly votingRight: boolean;
  /** Order among deputy chairs (1 comes first) or deputies. */
  readonly rank?: number;
  /** `YYYY-MM-DD`, both inclusive; absent: no limit. */
  readonly from?: string;
  readonly to?: string;
}

export interface Body {
  readonly id: BodyId;
  readonly name: string;
  readonly kind: 'council' | 'committee';
  readonly members: readonly Membership[];
  /** Id of a state profile, `own` for own rules. */
  readonly profile: string;
  /** Members the law or the statute names; seats that cannot be filled again in this term come off it. */
  readonly statutorySeats: number;
  readonly unfillableSeats: number;
  /** Speaking time of this body, minutes; absent: that of the house. */
  readonly speechMinutes?: number;
  /** Person by seat number. */
  readonly seatPlan: Readonly<Record<number, PersonId>>;
  readonly source?: string;
}

/** An agenda item before tonight: what the clerk types or an import brings. */
export interface AgendaDraft {
  /** As printed, e.g. "10.1"; may be empty. */
  readonly number: string;
  /** 1..5000 characters. */
  readonly title: string;
  /** false where nobody said so: an item without a flag counts as non-public. */
  readonly isPublic: boolean;
  /** Absent: true. */
  readonly onStream?: boolean;
  readonly reporter?: string;
  /** Link to the paper, http(s) only. */
  readonly paper?: string;
  /** Reference of the paper (Vorlagennummer): items with the same one are the same matter. */
  readonly matter?: string;
  readonly source?: string;
}

export interface SittingDraft {
  readonly title: string;
  /** `YYYY-MM-DD`, local. */
  readonly date: string;
  /** `HH:MM`, local. */
  readonly time?: string;
  readonly place?: string;
  readonly items: readonly AgendaDraft[];
  readonly source?: string;
}

/** What an import could have, and what of it was doubtful. It never fails as a whole once anything was read. */
export interface Imported {
  readonly people: readonly Person[];
  readonly bodies: readonly Body[];
  readonly sittings: readonly SittingDraft[];
  readonly doubts: readonly Doubt[];
  /** false: it ended early; what was had until then is here. */
  readonly isComplete: boolean;
}

/** Something an import could not read as it stood: never fatal, always listed. */
export interface Doubt {
  /** Stable code, e.g. `no-public-flag`; the sentences are in ui/i18n. */
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number>>;
}
