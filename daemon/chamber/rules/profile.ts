/**
 * What a state's municipal law asks of a sitting, as data: each profile is a file with the day its rules hold
 * from, the day they were read, and its sources with how certain each is. The software applies them as an
 * aid; it is certified by nobody, and a body's own statute or rules of procedure go before (`own`).
 */
export type Certainty =
  /** Read in the statute or an official explanation of it. */
  | 'read'
  /** From a secondary source. */
  | 'secondary'
  /** Generally known, not looked up for this release. */
  | 'general';

export interface Source {
  readonly norm: string;
  readonly says: string;
  readonly certainty: Certainty;
  /** Where it was found. */
  readonly place?: string;
}

/** A share in integers: `strict` asks for more than it, else as much as it is enough. */
export interface Share {
  readonly of: number;
  readonly parts: number;
  readonly strict: boolean;
}

export interface QuorumRule {
  /** Share of the members by law (less the seats that cannot be filled again) that must be here. */
  readonly normal: Share;
  /** Once found at the start it holds until found otherwise; below this share it must be found lost. */
  readonly continuesDownTo: Share | null;
  /** The quorum where members are excluded for a conflict of interest; null: as always. */
  readonly whenExcluded: { readonly moreThan: Share | null; readonly share: Share } | null;
  /** Members enough in a second sitting on the same matter; 0: any number. */
  readonly secondSitting: number;
}

/** Whether something is allowed: `statute`: only if the body's own statute says so. */
export type Allowed = 'yes' | 'no' | 'statute' | 'emergency';

export interface RemoteRule {
  readonly members: Allowed;
  readonly chair: Allowed;
  readonly constituentSitting: Allowed;
  /** Secret votes with somebody remote: barred for the remote ones, in the whole sitting, or as it stands. */
  readonly secretBallot: 'not-by-remote' | 'not-in-sitting' | 'same-system' | 'open';
  readonly elections: Allowed;
  /** A disturbance in the municipality's sphere stops the sitting. */
  readonly disturbanceStops: boolean;
  /** Presumed not the municipality's fault while at least one remote member is still connected. */
  readonly presumedNotOurs: boolean;
}

/** What a person must have declared before picture, sound or recording go out. */
export type ConsentNeeded = 'consent' | 'no-objection' | 'statute';

export interface ConsentRule {
  readonly members: ConsentNeeded;
  readonly others: ConsentNeeded;
  readonly recording: ConsentNeeded;
  readonly audience: ConsentNeeded;
}

/** Majorities of a motion, with yes and no. */
export type MajorityId =
  | 'simple'
  | 'of-voting'
  | 'of-present'
  | 'of-all'
  | 'two-thirds-of-voting'
  | 'three-quarters-of-voting'
  | 'two-thirds-of-all'
  | 'three-quarters-of-all';

export interface StateProfile {
  readonly id: string;
  readonly name: string;
  /** `YYYY-MM-DD`, the first day these rules hold. */
  readonly validFrom: string;
  /** `YYYY-MM-DD`, when the sources were read. */
  readonly readOn: string;
  readonly quorum: QuorumRule;
  readonly majority: MajorityId;
  readonly remote: RemoteRule;
  readonly consent: ConsentRule;
  readonly sources: readonly Source[];
}

export const moreThanHalf: Share = { parts: 1, of: 2, strict: true };
export const atLeast = (parts: number, of: number): Share => ({ parts, of, strict: false });
export const moreThan = (parts: number, of: number): Share => ({ parts, of, strict: true });

/** The fewest of `basis` that satisfy the share. */
export function fewest({ parts, of, strict }: Share, basis: number): number {
  return strict ? Math.floor((basis * parts) / of) + 1 : Math.ceil((basis * parts) / of);
}
