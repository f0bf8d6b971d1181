/** Members' own pages: who may sign in, who is there, and what they have said. */
import type { WallMs } from '../../../protocols/clock.ts';
import type { PersonId } from '../../../protocols/models/council.ts';
import type { GrantMarks } from './events.ts';

export interface Disturbance {
  readonly kind: 'picture' | 'sound' | 'both' | 'vote' | 'other';
  readonly note?: string;
  readonly sinceAt: WallMs;
}

export interface Access {
  /** null: no link that works. */
  readonly grant: GrantMarks | null;
  readonly isLocked: boolean;
  /** Number of the last sign-in: a page that shows an earlier one is signed out. */
  readonly session: number;
  readonly isSignedIn: boolean;
  /** A second device took over from a first. */
  readonly tookOverAt: WallMs | null;
  /** Whether the page is connected, and since when it is or is not; null: it never was. */
  readonly link: { readonly isUp: boolean; readonly sinceAt: WallMs } | null;
  /** "Ich sehe und höre", since the line stands. */
  readonly confirmedAt: WallMs | null;
  readonly disturbance: Disturbance | null;
}

export interface AccessState {
  readonly persons: Readonly<Record<PersonId, Access>>;
  /** By the mark of their link. */
  readonly byToken: ReadonlyMap<string, PersonId>;
}

export const noAccess: AccessState = { persons: {}, byToken: new Map() };

export const freshAccess: Access = {
  grant: null,
  isLocked: false,
  session: 0,
  isSignedIn: false,
  tookOverAt: null,
  link: null,
  confirmedAt: null,
  disturbance: null,
};
