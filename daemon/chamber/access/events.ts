/**
 * Facts about members' own pages: who was given a link, who signed in with it, whether the line stands, and what
 * they report of it. Links and PINs are never here, only what they can be recognised by.
 */
import type { PersonId } from '../../../protocols/models/council.ts';

interface OfPerson {
  readonly person: PersonId;
}
type Fact<Type extends string, Data, Personal> = {
  readonly type: Type;
  readonly version: 1;
  readonly data: Data;
  readonly personal?: Personal;
};
type Nothing = Readonly<Record<string, never>>;

/** Keyed digests of link and PIN: worth nothing without the secret in the data folder. */
export interface GrantMarks {
  readonly token: string;
  readonly pin: string;
}

export type AccessEvent =
  | Fact<'access/granted', Nothing, OfPerson & GrantMarks>
  | Fact<'access/revoked', Nothing, OfPerson>
  /** On which device does not matter: the one before is signed out. */
  | Fact<'access/signed-in', { readonly session: number; readonly isSecondDevice: boolean }, OfPerson>
  | Fact<'access/signed-out', Nothing, OfPerson>
  /** Too many wrong PINs: the link is dead until the clerk gives out another one. */
  | Fact<'access/locked', Nothing, OfPerson>
  | Fact<'remote/link', { readonly up: boolean }, OfPerson>
  | Fact<'remote/confirmed', Nothing, OfPerson>
  | Fact<
      'remote/disturbance',
      { readonly kind: 'picture' | 'sound' | 'both' | 'vote' | 'other' },
      OfPerson & { readonly note?: string }
    >
  | Fact<'remote/disturbance-over', Nothing, OfPerson>;
