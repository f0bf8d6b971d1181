/**
 * The first half of an OParl walk: bodies, organisations, people and their memberships. Memberships come
 * embedded in people, embedded in organisations, as a list of their own or one address each; single ones are
 * fetched only where no other way has them.
 */
import { createLinkIndex, linkKey } from '../../protocols/oparl/links.ts';
import { parsePage } from '../../protocols/oparl/list.ts';
import {
  isBody,
  parseBody,
  parseMembership,
  parseOrganization,
  parsePerson,
  parseSystem,
  type OparlBody,
  type OparlMembership,
  type OparlOrganization,
  type OparlPerson,
} from '../../protocols/oparl/people.ts';
import { organizationKind } from '../../protocols/oparl/roles.ts';
import { typeName } from '../../protocols/oparl/values.ts';
import type { OparlClient } from './oparl-client.ts';
import type { OparlReader } from './oparl-reader.ts';

/** Filled while the walk goes on: whatever ends it, the rest is here. */
export interface GatheredPeople {
  organizations: OparlOrganization[];
  readonly people: OparlPerson[];
  readonly memberships: OparlMembership[];
}

/** A source with more than these should be named by the address of one body. */
const maxBodies = 20;

/** The bodies behind the address of a System, a Body or a list of bodies; none where it could not be had. */
export async function readBodies(
  url: string,
  client: OparlClient,
  reader: OparlReader,
): Promise<readonly OparlBody[]> {
  const { doubts } = reader;
  reader.enter('source');
  const answer = await client.get(url);
  if (!answer.ok) return [];
  const bodies: OparlBody[] = [];
  const takeBody = distinct(bodies);
  const type = typeName(answer.value);
  if (isBody(answer.value)) bodies.push(...defined(parseBody(answer.value, doubts)));
  else if (parsePage(answer.value, url, doubts)) await reader.each([url], parseBody, takeBody);
  else if (type === undefined || type === 'System')
    await reader.each(parseSystem(answer.value, doubts)?.bodies ?? [], parseBody, (body) =>
      bodies.push(body),
    );
  if (bodies.length === 0) doubts.add('not-oparl');
  if (bodies.length > 1) doubts.add('several-bodies', { count: bodies.length });
  return bodies.slice(0, maxBodies);
}

/** `from`: who was a member only before that day is left out. */
export async function gatherPeople(
  gathered: GatheredPeople,
  bodies: readonly OparlBody[],
  reader: OparlReader,
  from: string,
): Promise<void> {
  reader.enter('organizations');
  const takeOrganization = distinct(gathered.organizations);
  for (const body of bodies) await reader.each(body.organizations, parseOrganization, takeOrganization);
  gathered.organizations = gathered.organizations.filter(({ to }) => to === undefined || to >= from);

  reader.enter('people');
  const takePerson = distinct(gathered.people);
  for (const body of bodies) await reader.each(body.people, parsePerson, takePerson);
  if (bodies.length > 0 && gathered.people.length === 0) reader.doubts.add('no-people');

  await gatherMemberships(gathered, bodies, reader);
  await gatherMissing(gathered, reader, from);
}

async function gatherMemberships(
  { people, organizations, memberships }: GatheredPeople,
  bodies: readonly OparlBody[],
  reader: OparlReader,
): Promise<void> {
  const known = createLinkIndex<true>();
  const wanted = new Set<string>();
  function note(membership: OparlMembership): void {
    const { id } = membership;
    if (id !== undefined && known.get(id)) return;
    if (id !== undefined) known.set(id, true);
    memberships.push(membership);
  }
  for (const person of people)
    for (const entry of person.memberships)
      if (typeof entry === 'string') wanted.add(entry);
      else note({ ...entry, person });
  const peopleHaveThem = memberships.length > 0;
  for (const { id, classification, name, memberships: entries } of organizations) {
    if (organizationKind(classification, name) === 'none') continue;
    for (const entry of entries)
      if (typeof entry !== 'string') note({ ...entry, ...(id === undefined ? {} : { organization: id }) });
      else if (!peopleHaveThem) wanted.add(entry);
  }
  reader.enter('memberships');
  // One list (1.1) saves hundreds of single requests, where it is had.
  if (wanted.size > 0 || memberships.length === 0)
    for (const body of bodies) await reader.each(body.memberships, parseMembership, note);
  const single = [...wanted].filter((link) => !known.get(link));
  reader.enter('memberships', single.length);
  for (const link of single) {
    if (reader.isStopped()) return;
    const membership = await reader.one(link, parseMembership);
    if (membership) note({ ...membership, id: membership.id ?? link });
    reader.step();
  }
}

/** People whom the list of people leaves out, and only a membership names. */
async function gatherMissing(
  { people, memberships }: GatheredPeople,
  reader: OparlReader,
  from: string,
): Promise<void> {
  const listed = people.length;
  const objects = new Set(people);
  const index = createLinkIndex<OparlPerson>();
  for (const person of people) if (person.id !== undefined) index.set(person.id, person);
  const missing = new Set<string>();
  for (const { person, to } of memberships) {
    if (person === undefined || (to !== undefined && to < from)) continue;
    const link = typeof person === 'string' ? person : person.id;
    if (link !== undefined && index.get(link)) continue;
    if (typeof person === 'string') missing.add(person);
    else if (!objects.has(person)) {
      people.push(person);
      objects.add(person);
      if (person.id !== undefined) index.set(person.id, person);
    }
  }
  if (missing.size > 0) reader.enter('people', missing.size);
  for (const link of missing) {
    if (reader.isStopped()) break;
    const person = await reader.one(link, parsePerson);
    if (person) people.push({ ...person, id: person.id ?? link });
    reader.step();
  }
  if (people.length > listed) reader.doubts.add('people-by-memberships', { count: people.length - listed });
}

/** Adds to `values` what is not there yet: bodies of one server may share their lists. */
export function distinct<Value extends { readonly id?: string }>(values: Value[]): (value: Value) => void {
  const seen = new Set<string>();
  return (value) => {
    const key = value.id === undefined ? undefined : linkKey(value.id);
    if (key !== undefined && seen.has(key)) return;
    if (key !== undefined) seen.add(key);
    values.push(value);
  };
}

const defined = <Value>(value: Value | undefined): readonly Value[] => (value === undefined ? [] : [value]);
