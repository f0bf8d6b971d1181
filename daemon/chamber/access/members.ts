/** Members' pages for the house: everybody who has a link or takes part remotely, by name. */
import type { MemberPageView } from '../../../protocols/api/views/members.ts';
import type { Reason } from '../../../protocols/api/views.ts';
import { definedOnly } from '../defined.ts';
import type { ChamberRoot } from '../root.ts';
import { statusOf } from '../sitting/state.ts';
import { freshAccess } from './state.ts';

export function memberPages(root: ChamberRoot): MemberPageView[] {
  const { access, register, sitting } = root;
  const remote = Object.keys(sitting.current?.attendance ?? {}).filter(
    (person) => sitting.current && statusOf(sitting.current, person)?.status === 'remote',
  );
  return [...new Set([...Object.keys(access.persons), ...remote])]
    .map((person): MemberPageView => {
      const own = access.persons[person] ?? freshAccess;
      const { disturbance, link, tookOverAt } = own;
      return {
        person,
        name: register.persons[person]?.name ?? '',
        granted: own.grant !== null,
        locked: own.isLocked,
        signedIn: own.isSignedIn,
        link: link ? (link.isUp ? 'up' : 'down') : 'never',
        ...(link ? { sinceAt: link.sinceAt } : {}),
        confirmed: own.confirmedAt !== null,
        ...(tookOverAt === null ? {} : { tookOverAt }),
        ...(disturbance
          ? {
              disturbance: {
                kind: disturbance.kind,
                sinceAt: disturbance.sinceAt,
                ...definedOnly({ note: disturbance.note }),
              },
            }
          : {}),
      };
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'de'));
}

/** What chair and operator must hear of: members who take part remotely and cannot. */
export function memberAlarms(root: ChamberRoot): readonly Reason[] {
  const sitting = root.sitting.current;
  if (!sitting) return [];
  return memberPages(root).flatMap(({ person, name, link, disturbance }): Reason[] => {
    if (statusOf(sitting, person)?.status !== 'remote') return [];
    if (disturbance) return [{ code: 'alarm-member-disturbed', params: { name } }];
    return link === 'down' ? [{ code: 'alarm-member-gone', params: { name } }] : [];
  });
}
