/**
 * System, bodies, organisations, people and memberships of OParl 1.0 and 1.1 as this house needs them. Of a
 * person only the name and the memberships are read: addresses, mails and telephone numbers stay where they
 * are. What is embedded in one version is an address in the other; both are `Linked`.
 */
import type { Doubts } from './doubts.ts';
import { parseMoment } from './dates.ts';
import {
  cut,
  readFlag,
  readLinked,
  readLinkedList,
  readList,
  readObject,
  readText,
  typeName,
  isFields,
  type Linked,
  type Source,
} from './values.ts';

/** Entries of a list as they came: objects, or addresses of objects or of the list; parsed by who walks them. */
export type RawList = readonly unknown[];

export interface OparlSystem {
  readonly bodies: RawList;
}

/** A municipality with its lists. */
export interface OparlBody {
  readonly id?: string;
  readonly name?: string;
  readonly organizations: RawList;
  readonly people: RawList;
  readonly meetings: RawList;
  /** A list of its own in 1.1 only. */
  readonly memberships: RawList;
}

export interface OparlOrganization {
  readonly id?: string;
  readonly name: string;
  readonly shortName?: string;
  /** `organizationType` and `classification` as one text to look for words in. */
  readonly classification: string;
  readonly memberships: readonly Linked<OparlMembership>[];
  /** `YYYY-MM-DD`. */
  readonly to?: string;
}

export interface OparlPerson {
  readonly id?: string;
  /** With title, as shown. */
  readonly name: string;
  readonly memberships: readonly Linked<OparlMembership>[];
}

export interface OparlMembership {
  readonly id?: string;
  readonly person?: Linked<OparlPerson>;
  /** Address of the organisation. */
  readonly organization?: string;
  readonly role?: string;
  readonly votingRight?: boolean;
  /** Address of the group, or its name where a server writes that. */
  readonly onBehalfOf?: string;
  readonly from?: string;
  readonly to?: string;
}

const maxNameLength = 120;

export function parseSystem(value: unknown, doubts: Doubts): OparlSystem | undefined {
  const source = readObject(value, 'System', doubts);
  return source && { bodies: readList(source, 'body', doubts) };
}

export function parseBody(value: unknown, doubts: Doubts): OparlBody | undefined {
  const source = readObject(value, 'Body', doubts);
  if (!source) return undefined;
  const name = readText(source.fields['name']) ?? readText(source.fields['shortName']);
  return {
    ...idOf(source),
    ...(name === undefined ? {} : { name: cut(name, maxNameLength) }),
    organizations: readList(source, 'organization', doubts),
    people: readList(source, 'person', doubts),
    meetings: readList(source, 'meeting', doubts),
    memberships: readList(source, 'membership', doubts),
  };
}

/** Whether a value is a body and no system, also where it does not say so. */
export function isBody(value: unknown): boolean {
  const type = typeName(value);
  if (type !== undefined) return type === 'Body';
  return isFields(value) && !('body' in value) && ('organization' in value || 'meeting' in value);
}

export function parseOrganization(value: unknown, doubts: Doubts): OparlOrganization | undefined {
  const source = readObject(value, 'Organization', doubts);
  if (!source) return undefined;
  const { fields } = source;
  const shortName = readText(fields['shortName']);
  const name = readText(fields['name']) ?? shortName;
  if (name === undefined) {
    doubts.add('no-name', { where: source.where });
    return undefined;
  }
  const words = [fields['organizationType'], fields['classification']].map((word) => readText(word) ?? '');
  return {
    ...idOf(source),
    name: nameUpTo(name, doubts),
    ...(shortName === undefined ? {} : { shortName: cut(shortName, maxNameLength) }),
    classification: words.join(' ').trim(),
    memberships: readLinkedList(source, 'membership', parseMembership, doubts),
    ...limits(source, doubts, ['endDate', 'to']),
  };
}

export function parsePerson(value: unknown, doubts: Doubts): OparlPerson | undefined {
  const source = readObject(value, 'Person', doubts);
  const name = source && personName(source, doubts);
  if (!source || name === undefined) return undefined;
  return {
    ...idOf(source),
    name,
    memberships: readLinkedList(source, 'membership', parseMembership, doubts),
  };
}

/** A person embedded in a membership, where its own memberships are not read again. */
function parseMember(value: unknown, doubts: Doubts): OparlPerson | undefined {
  const source = readObject(value, 'Person', doubts);
  const name = source && personName(source, doubts);
  return source && name !== undefined ? { ...idOf(source), name, memberships: [] } : undefined;
}

function personName(source: Source, doubts: Doubts): string | undefined {
  const { fields } = source;
  const parts = [
    ...readList(source, 'title', doubts).map(readText),
    readText(fields['givenName']),
    readText(fields['affix']),
    readText(fields['familyName']),
  ].filter((part) => part !== undefined);
  const isNamed = readText(fields['familyName']) ?? readText(fields['givenName']);
  const name = readText(fields['name']) ?? (isNamed === undefined ? undefined : parts.join(' '));
  if (name !== undefined) return nameUpTo(name, doubts);
  doubts.add('no-name', { where: source.where });
  return undefined;
}

export function parseMembership(value: unknown, doubts: Doubts): OparlMembership | undefined {
  const source = readObject(value, 'Membership', doubts);
  if (!source) return undefined;
  const { fields } = source;
  const person = readLinked(source, 'person', parseMember, doubts);
  const organization = addressOf(source, 'organization', doubts);
  const role = readText(fields['role']);
  const votingRight = readFlag(fields['votingRight']);
  const onBehalfOf = addressOf(source, 'onBehalfOf', undefined) ?? readText(fields['onBehalfOf']);
  return {
    ...idOf(source),
    ...(person === undefined ? {} : { person }),
    ...(organization === undefined ? {} : { organization }),
    ...(role === undefined ? {} : { role: cut(role, maxNameLength) }),
    ...(votingRight === undefined ? {} : { votingRight }),
    ...(onBehalfOf === undefined ? {} : { onBehalfOf: cut(onBehalfOf, 2000) }),
    ...limits(source, doubts, ['startDate', 'from']),
    ...limits(source, doubts, ['endDate', 'to']),
  };
}

const silent: Doubts = { add: () => undefined, merge: () => undefined, list: () => [] };

/** The address of an object that is given as address or embedded. */
function addressOf(source: Source, field: string, doubts: Doubts | undefined): string | undefined {
  const value = readLinked(
    source,
    field,
    (entry) => readObject(entry, typeName(entry) ?? '', silent),
    doubts ?? silent,
  );
  return typeof value === 'string' ? value : value?.id;
}

function limits<Name extends string>(
  source: Source,
  doubts: Doubts,
  [field, name]: readonly [string, Name],
): { readonly [Key in Name]?: string } {
  const value = source.fields[field];
  if (readText(value) === undefined) return {};
  const day = parseMoment(value)?.day;
  if (day === undefined) doubts.add('bad-date', { field, where: source.where });
  return (day === undefined ? {} : { [name]: day }) as { readonly [Key in Name]?: string };
}

function nameUpTo(name: string, doubts: Doubts): string {
  if (name.length > maxNameLength) doubts.add('name-cut', { name, max: maxNameLength });
  return cut(name, maxNameLength);
}

const idOf = ({ id }: Source): { readonly id?: string } => (id === undefined ? {} : { id });
