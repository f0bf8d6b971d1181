/** The state profiles by id; a new version of a state's rules is a new entry with a later `validFrom`. */
import type { StateProfile } from './profile.ts';
import { mv } from './profiles/mv.ts';
import { nrw } from './profiles/nrw.ts';
import { own } from './profiles/own.ts';
import { rlp } from './profiles/rlp.ts';
import { sn } from './profiles/sn.ts';

export const profiles: readonly StateProfile[] = [mv, nrw, rlp, sn, own];

export const isProfile = (id: string): boolean => profiles.some((profile) => profile.id === id);

export const profileNames: Readonly<Record<string, string>> = Object.fromEntries(
  profiles.map(({ id, name }) => [id, name]),
);

/** The rules of `id` on a day (`YYYY-MM-DD`): the latest that hold by then, else the earliest known. */
export function profileOn(id: string, day: string): StateProfile {
  const versions = profiles
    .filter((profile) => profile.id === id)
    .sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1));
  return versions.find(({ validFrom }) => validFrom <= day) ?? versions.at(-1) ?? own;
}
