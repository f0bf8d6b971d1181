/**
 * Puts together what an OParl walk gathered: council groups become the `group` of memberships, everything
 * else that meets becomes a body, meetings become sittings of it. Two people of the same name stay two.
 */
import type { Doubts } from '../../protocols/oparl/doubts.ts';
import { createLinkIndex, linkKey, parseLink } from '../../protocols/oparl/links.ts';
import type { OparlMembership, OparlOrganization, OparlPerson } from '../../protocols/oparl/people.ts';
import { organizationKind, parseRole } from '../../protocols/oparl/roles.ts';
import { cut } from '../../protocols/oparl/values.ts';
import {
  limits,
  type Found,
  type FoundBody,
  type FoundMembership,
  type FoundPerson,
  type FoundSitting,
} from './found.ts';
import { stableId } from './ids.ts';
import { mergeMembership } from './membership.ts';
import type { GatheredMeeting } from './oparl-meetings.ts';
import type { GatheredPeople } from './oparl-people.ts';

const maxGroupLength = 80;

/** `from`: `YYYY-MM-DD`; memberships that ended before it are left out. */
export function assemble(
  { organizations, people, memberships }: GatheredPeople,
  meetings: readonly GatheredMeeting[],
  {
    from,
    isComplete,
    doubts,
  }: { readonly from: string; readonly isComplete: boolean; readonly doubts: Doubts },
): Found {
  const organizationAt = createLinkIndex<OparlOrganization>();
  for (const each of organizations) if (each.id !== undefined) organizationAt.set(each.id, each);
  const personAt = createLinkIndex<OparlPerson>();
  for (const each of people) if (each.id !== undefined) personAt.set(each.id, each);

  const current = memberships.filter(({ to }) => to === undefined || to >= from);
  const memberOf = ({ person }: OparlMembership): OparlPerson | undefined => {
    const link = typeof person === 'string' ? person : person?.id;
    return (
      (link === undefined ? undefined : personAt.get(link)) ??
      (typeof person === 'string' ? undefined : person)
    );
  };
  const kindOf = (each: OparlOrganization | undefined): ReturnType<typeof organizationKind> =>
    each ? organizationKind(each.classification, each.name) : 'none';

  const ids = personIds(people);
  const groups = groupsOfPeople();
  if (people.length > 0 && memberships.length === 0) doubts.add('no-memberships');
  else if (people.length > 0 && groups.size === 0) doubts.add('no-groups');

  function groupName(link: string): string | undefined {
    const group = organizationAt.get(link);
    const name = group ? (group.shortName ?? group.name) : parseLink(link) === undefined ? link : undefined;
    return name === undefined ? undefined : cut(name, maxGroupLength);
  }

  function groupsOfPeople(): ReadonlyMap<OparlPerson, string> {
    const found = new Map<OparlPerson, string>();
    for (const membership of current) {
      const { organization, onBehalfOf } = membership;
      const person = memberOf(membership);
      const isGroup = organization !== undefined && kindOf(organizationAt.get(organization)) === 'group';
      const link = isGroup ? organization : onBehalfOf;
      const name = link === undefined ? undefined : groupName(link);
      if (!person || name === undefined) continue;
      const before = found.get(person);
      if (before === undefined) found.set(person, name);
      else if (before !== name)
        doubts.add('several-groups', { person: person.name, group: before, other: name });
    }
    return found;
  }

  function membershipOf(membership: OparlMembership, person: OparlPerson): FoundMembership | undefined {
    const id = ids.get(person);
    if (id === undefined) return undefined;
    const { role, rank, votingRight, isKnown } = parseRole(membership.role);
    if (!isKnown) doubts.add('role-unknown', { person: person.name, role: membership.role ?? '' });
    const { onBehalfOf, from: begin, to: end } = membership;
    const group = (onBehalfOf === undefined ? undefined : groupName(onBehalfOf)) ?? groups.get(person);
    const vote = membership.votingRight ?? votingRight;
    return {
      person: id,
      role,
      ...(group === undefined ? {} : { group }),
      votingRight: vote ?? true,
      ...(vote === undefined ? { isVoteAssumed: true as const } : {}),
      ...(rank === undefined ? {} : { rank }),
      ...(begin === undefined ? {} : { from: begin }),
      ...(end === undefined ? {} : { to: end }),
    };
  }

  const membersOf = new Map<OparlOrganization, Map<string, FoundMembership>>();
  const inUse = new Set<OparlPerson>();
  for (const membership of current) {
    const organization =
      membership.organization === undefined ? undefined : organizationAt.get(membership.organization);
    const person = memberOf(membership);
    const kind = kindOf(organization);
    if (!organization || !person || kind === 'none') continue;
    inUse.add(person);
    const found = kind === 'group' ? undefined : membershipOf(membership, person);
    if (!found) continue;
    const members = membersOf.get(organization) ?? new Map<string, FoundMembership>();
    const before = members.get(found.person);
    members.set(found.person, before ? mergeMembership(before, found) : found);
    membersOf.set(organization, members);
  }

  const meeting = new Set(
    meetings.flatMap(({ meeting: each }) => each.organizations.map((link) => organizationAt.get(link))),
  );
  const bodies: FoundBody[] = [];
  const bodyIds = new Map<OparlOrganization, string>();
  for (const organization of organizations) {
    const kind = kindOf(organization);
    const members = [...(membersOf.get(organization)?.values() ?? [])];
    if (kind === 'group' || kind === 'none' || (members.length === 0 && !meeting.has(organization))) continue;
    if (bodies.length >= limits.bodies) {
      doubts.add('too-many-bodies', { max: limits.bodies });
      break;
    }
    const body = bodyOf(organization, kind, members, doubts);
    bodies.push(body);
    bodyIds.set(organization, body.id);
  }

  // Lists go back for decades; where memberships tell nothing, everybody is taken.
  const kept = memberships.length === 0 ? people : people.filter((person) => inUse.has(person));
  if (kept.length > limits.people) doubts.add('too-many-people', { max: limits.people });
  const found: FoundPerson[] = kept.slice(0, limits.people).map((person) => ({
    id: ids.get(person) ?? '',
    name: person.name,
    kind: 'member',
    ...(person.id === undefined ? {} : { source: person.id }),
  }));
  const sittings = meetings.map((each) =>
    sittingOf(
      each,
      each.meeting.organizations.flatMap((link) => {
        const organization = organizationAt.get(link);
        const id = organization && bodyIds.get(organization);
        return organization && id !== undefined ? [{ id, name: organization.name }] : [];
      }),
      doubts,
    ),
  );
  return { people: found, bodies, sittings, doubts: doubts.list(), isComplete, listsEverybody: isComplete };
}

function personIds(people: readonly OparlPerson[]): ReadonlyMap<OparlPerson, string> {
  const counts = new Map<string, number>();
  const ids = new Map<OparlPerson, string>();
  for (const person of people) {
    if (person.id !== undefined) {
      ids.set(person, stableId('p', linkKey(person.id)));
      continue;
    }
    const count = counts.get(person.name) ?? 0;
    counts.set(person.name, count + 1);
    ids.set(person, stableId('p', 'name', person.name, String(count)));
  }
  return ids;
}

function bodyOf(
  { id, name }: OparlOrganization,
  kind: FoundBody['kind'],
  members: readonly FoundMembership[],
  doubts: Doubts,
): FoundBody {
  if (members.length > limits.members) doubts.add('too-many-members', { body: name, max: limits.members });
  const kept = members.slice(0, limits.members);
  const seats = kept.filter(({ role, votingRight }) => role !== 'deputy' && votingRight).length;
  // The law's number of seats is in no OParl object.
  doubts.add('seats-counted', { body: name, count: seats });
  return {
    id: id === undefined ? stableId('b', 'name', name) : stableId('b', linkKey(id)),
    name,
    kind,
    members: kept,
    profile: 'own',
    statutorySeats: Math.max(1, seats),
    unfillableSeats: 0,
    seatPlan: {},
    ...(id === undefined ? {} : { source: id }),
  };
}

function sittingOf(
  { meeting, items }: GatheredMeeting,
  bodies: readonly { readonly id: string; readonly name: string }[],
  doubts: Doubts,
): FoundSitting {
  const { name, start, place, id } = meeting;
  const [body] = bodies;
  const title = name ?? body?.name ?? start.day;
  if (!body) doubts.add('meeting-without-body', { title, date: start.day });
  if (items.length === 0) doubts.add('no-agenda', { title, date: start.day });
  // Most servers leave non-public items out: it must not look as if there were none.
  else if (items.every(({ isPublic }) => isPublic))
    doubts.add('only-public-items', { title, date: start.day });
  return {
    title: cut(title, 160),
    date: start.day,
    ...(start.time === undefined ? {} : { time: start.time }),
    ...(place === undefined ? {} : { place }),
    items,
    ...(id === undefined ? {} : { source: id }),
    ...(body ? { body: body.id } : {}),
  };
}
