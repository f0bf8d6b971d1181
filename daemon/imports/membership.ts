/** One membership of two that name the same person in the same body, as for two terms or two functions. */
import type { MemberRole } from '../../protocols/models/council.ts';
import type { FoundMembership } from './found.ts';

const strength: Readonly<Record<MemberRole, number>> = { chair: 3, 'deputy-chair': 2, member: 1, deputy: 0 };

/** The stronger role counts, from the earlier beginning to the later end. */
export function mergeMembership(a: FoundMembership, b: FoundMembership): FoundMembership {
  const [strong, weak] = strength[b.role] > strength[a.role] ? [b, a] : [a, b];
  const { from: _from, to: _to, ...rest } = strong;
  const group = strong.group ?? weak.group;
  const from = a.from !== undefined && b.from !== undefined ? (a.from < b.from ? a.from : b.from) : undefined;
  const to = a.to !== undefined && b.to !== undefined ? (a.to > b.to ? a.to : b.to) : undefined;
  return {
    ...rest,
    ...(group === undefined ? {} : { group }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}
