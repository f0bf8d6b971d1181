/**
 * Holds what an import found against what is here: a proposal, nothing is changed by it. People and bodies
 * are recognised by their source, else by a name that is the only one of its kind; two of the same name are
 * never made one, because a person's consent would go to another. Ids and everything an import does not know
 * stay: kind, card, seat plan, profile, statutory seats.
 */
import type { z } from 'zod';
import type { importedBodySchema, importedPersonSchema, ImportState } from '../../protocols/api/imports.ts';
import type { Body, BodyId, Membership, Person, PersonId } from '../../protocols/models/council.ts';
import { createDoubts, type Doubts } from '../../protocols/oparl/doubts.ts';
import { isOtherObject, linkKey } from '../../protocols/oparl/links.ts';
import { compareSitting, type SittingNow } from './compare-agenda.ts';
import { definedOnly, differing } from './differences.ts';
import type { Found, FoundBody, FoundMembership, FoundPerson } from './found.ts';

type ImportedPerson = z.infer<typeof importedPersonSchema>;
type ImportedBody = z.infer<typeof importedBodySchema>;
type ImportedMember = ImportedBody['body']['members'][number];
export type ImportResult = NonNullable<ImportState['result']>;

export interface RegisterNow {
  readonly persons: Readonly<Record<PersonId, Omit<Person, 'id'> & { readonly card?: string }>>;
  readonly bodies: Readonly<Record<BodyId, Body>>;
}

export function compareImport(
  found: Found,
  register: RegisterNow,
  sitting: SittingNow | undefined,
): ImportResult {
  const doubts = createDoubts();
  const personIds = match(
    found.people,
    Object.entries(register.persons).map(([id, each]) => ({ id, ...each })),
    (name) => doubts.add('same-name', { name }),
  );
  const bodyIds = match(found.bodies, Object.values(register.bodies), (name) =>
    doubts.add('same-name', { name }),
  );
  const people = found.people.map((person) => {
    const id = personIds.get(person.id) ?? person.id;
    return comparePerson({ ...person, id }, own(register.persons, id));
  });
  const bodies = found.bodies.map((body) => {
    const id = bodyIds.get(body.id) ?? body.id;
    const renamed = renumbered({ ...body, id }, personIds);
    return compareBody(renamed, own(register.bodies, id), register, found.listsEverybody, doubts);
  });
  const sittings = found.sittings.map((each) => {
    const body = each.body === undefined ? undefined : (bodyIds.get(each.body) ?? each.body);
    return compareSitting(each, body, sitting, found.sittings.length === 1, doubts);
  });
  const told = new Set(found.doubts.map((doubt) => JSON.stringify(doubt)));
  const added = doubts.list().filter((doubt) => !told.has(JSON.stringify(doubt)));
  return {
    people,
    bodies,
    sittings,
    doubts: [...found.doubts, ...added].map(({ code, params }) => ({
      code,
      ...(params ? { params: { ...params } } : {}),
    })),
    isComplete: found.isComplete,
  };
}

interface Named {
  readonly id: string;
  readonly name: string;
  readonly source?: string;
}

/** Ids of here by ids of the import. `doubt` gets each name that would have been ambiguous. */
function match(
  found: readonly Named[],
  known: readonly Named[],
  doubt: (name: string) => void,
): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  const free = new Set(known);
  const knownIds = new Map(known.map((each) => [each.id, each]));
  const bySource = new Map(
    known.flatMap((each) => (each.source === undefined ? [] : [[linkKey(each.source), each] as const])),
  );
  function take(each: Named, here: Named | undefined): void {
    if (!here || !free.has(here)) return;
    ids.set(each.id, here.id);
    free.delete(here);
  }
  for (const each of found) if (each.source !== undefined) take(each, bySource.get(linkKey(each.source)));
  // An earlier import of the same row or object made this id.
  for (const each of found) if (!ids.has(each.id)) take(each, knownIds.get(each.id));

  const foundNames = byName(found);
  const knownNames = byName(known);
  for (const each of found) {
    const name = plainName(each.name);
    const here = knownNames.get(name) ?? [];
    const isUnique = here.length === 1 && foundNames.get(name)?.length === 1;
    const [only] = here;
    if (ids.has(each.id)) {
      if (!isUnique) doubt(each.name);
      continue;
    }
    if (isUnique && only && !isOtherObject(each.source, only.source)) take(each, only);
    if (!ids.has(each.id) && (here.length > 0 || (foundNames.get(name)?.length ?? 0) > 1)) doubt(each.name);
  }
  return ids;
}

function byName(all: readonly Named[]): ReadonlyMap<string, readonly Named[]> {
  const names = new Map<string, Named[]>();
  for (const each of all) {
    const name = plainName(each.name);
    names.set(name, [...(names.get(name) ?? []), each]);
  }
  return names;
}

const plainName = (name: string): string => name.normalize('NFC').replace(/\s+/g, ' ').trim();

function comparePerson(
  found: FoundPerson,
  known: RegisterNow['persons'][string] | undefined,
): ImportedPerson {
  const { id, name } = found;
  const position = found.position ?? known?.position;
  const card = found.card ?? known?.card;
  const source = found.source ?? known?.source;
  const person = definedOnly({ id, name, position, kind: known?.kind ?? found.kind, card, source });
  const fields = known ? differing(person, known, ['name', 'position', 'card', 'source']) : [];
  return { ...changeOf(known, fields), person };
}

function compareBody(
  found: FoundBody,
  known: Body | undefined,
  register: RegisterNow,
  listsEverybody: boolean,
  doubts: Doubts,
): ImportedBody {
  const members = known
    ? membersOf(found, known, register, listsEverybody && found.members.length > 0, doubts)
    : found.members.map(plainMembership);
  const body = definedOnly({
    id: found.id,
    name: found.name,
    kind: found.kind,
    members,
    profile: known?.profile ?? found.profile,
    statutorySeats: known?.statutorySeats ?? found.statutorySeats,
    unfillableSeats: known?.unfillableSeats ?? found.unfillableSeats,
    speechMinutes: known?.speechMinutes,
    seatPlan: seatPlanOf(found.seatPlan, known?.seatPlan ?? {}),
    source: found.source ?? known?.source,
  });
  const fields = known ? differing(body, known, ['name', 'kind', 'seatPlan', 'source']) : [];
  if (known && !sameMembers(members, known.members)) fields.push('members');
  return { ...changeOf(known, fields), body };
}

/**
 * Members as the import has them, with what it does not say as it is here. Who is not in it stays, unless
 * the import lists everybody and this person came from an import too.
 */
function membersOf(
  found: FoundBody,
  known: Body,
  register: RegisterNow,
  listsEverybody: boolean,
  doubts: Doubts,
): ImportedMember[] {
  const before = new Map(known.members.map((member) => [member.person, member]));
  const members = found.members.map((member) => {
    const { isVoteAssumed, ...stated } = member;
    const here = before.get(member.person);
    const votingRight = isVoteAssumed && here ? here.votingRight : stated.votingRight;
    return plainMembership({ ...here, ...stated, votingRight });
  });
  const named = new Set(members.map(({ person }) => person));
  for (const member of known.members) {
    if (named.has(member.person)) continue;
    const person = own(register.persons, member.person);
    const isGone = listsEverybody && person?.source !== undefined;
    doubts.add(isGone ? 'member-gone' : 'member-kept', {
      person: person?.name ?? member.person,
      body: found.name,
    });
    if (!isGone) members.push(plainMembership(member));
  }
  return members;
}

function plainMembership({
  person,
  role,
  group,
  votingRight,
  rank,
  from,
  to,
}: Membership | ImportedMember): ImportedMember {
  return definedOnly({ person, role, group, votingRight, rank, from, to });
}

/** Whoever sits elsewhere by the import leaves their old place. */
function seatPlanOf(found: Body['seatPlan'], known: Body['seatPlan']): Record<string, PersonId> {
  const moved = new Set(Object.values(found));
  const kept = Object.entries(known).filter(([, person]) => !moved.has(person));
  return { ...Object.fromEntries(kept), ...found };
}

function sameMembers(a: readonly ImportedMember[], b: readonly Membership[]): boolean {
  const keys = (members: readonly (ImportedMember | Membership)[]): string =>
    JSON.stringify(
      members
        .map((member) =>
          JSON.stringify(Object.entries(plainMembership(member)).sort(([x], [y]) => (x < y ? -1 : 1))),
        )
        .sort(),
    );
  return keys(a) === keys(b);
}

function renumbered(body: FoundBody, ids: ReadonlyMap<string, string>): FoundBody {
  const idOf = (person: PersonId): PersonId => ids.get(person) ?? person;
  return {
    ...body,
    members: body.members.map((member): FoundMembership => ({ ...member, person: idOf(member.person) })),
    seatPlan: Object.fromEntries(Object.entries(body.seatPlan).map(([seat, person]) => [seat, idOf(person)])),
  };
}

const changeOf = (
  known: unknown,
  fields: string[],
): { change: 'new' | 'changed' | 'same'; fields: string[] } => ({
  change: known === undefined ? 'new' : fields.length > 0 ? 'changed' : 'same',
  fields,
});

const own = <Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;
