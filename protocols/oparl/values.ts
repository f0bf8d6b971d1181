/**
 * Reading single fields of an object nobody vouches for. Servers write `""`, `" "` or `"N/A"` where they
 * should leave a field out, and give one object, or null, where a list is due. Nothing here throws.
 */
import type { Doubts } from './doubts.ts';
import { linkPath, parseLink } from './links.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** An object, or the address where it is. */
export type Linked<Value> = string | Value;

/** An object as it came, with what every kind of object has. */
export interface Source {
  readonly fields: Fields;
  readonly id?: string;
  /** What to call it in a doubt. */
  readonly where: string;
}

const maxListEntries = 5000;
/** More than the longest text that is kept; the rest is not even looked at. */
const maxRawLength = 20_000;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** One line of text without control characters; undefined where there is none, or a number as text. */
export function readText(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value !== 'string') return undefined;
  const text = value
    .slice(0, maxRawLength)
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  return text === '' || /^n\/a$/i.test(text) ? undefined : text;
}

/** The beginning of a text; never half a character. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const head = text.slice(0, max);
  return (head.isWellFormed() ? head : head.slice(0, -1)).trim();
}

export function readInteger(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\s*-?\d{1,15}\s*$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
}

/** true and false only; also as words, which some servers write. */
export function readFlag(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  const word = typeof value === 'string' ? value.trim().toLowerCase() : '';
  return word === 'true' ? true : word === 'false' ? false : undefined;
}

/** A link; one that is there and cannot be read is a doubt. */
export function readLink({ fields, where }: Source, field: string, doubts: Doubts): string | undefined {
  const link = parseLink(fields[field]);
  if (link === undefined && readText(fields[field]) !== undefined) doubts.add('bad-link', { field, where });
  return link;
}

/** The entries of a field that holds a list: without nulls; a single object counts as a list of one. */
export function readList({ fields, where }: Source, field: string, doubts: Doubts): readonly unknown[] {
  const value = fields[field];
  if (isFields(value)) {
    doubts.add('object-for-list', { field, where });
    return [value];
  }
  if (!Array.isArray(value)) return readText(value) === undefined ? [] : [value];
  const entries = value.filter((entry) => entry != null && entry !== '');
  if (entries.length < value.length) doubts.add('empty-entry', { field, where });
  if (entries.length > maxListEntries) doubts.add('list-cut', { field, where, max: maxListEntries });
  return entries.slice(0, maxListEntries);
}

/** The entries of a list as objects or addresses; what is neither is a doubt and left out. */
export function readLinkedList<Value>(
  source: Source,
  field: string,
  parse: (value: unknown, doubts: Doubts) => Value | undefined,
  doubts: Doubts,
): readonly Linked<Value>[] {
  return readList(source, field, doubts).flatMap(
    (entry) => linked(entry, source, field, parse, doubts) ?? [],
  );
}

/** A field that holds one object or its address; of a list, which it should not be, the first. */
export function readLinked<Value>(
  source: Source,
  field: string,
  parse: (value: unknown, doubts: Doubts) => Value | undefined,
  doubts: Doubts,
): Linked<Value> | undefined {
  const value = source.fields[field];
  const one: unknown = Array.isArray(value) ? value.find((entry) => entry != null) : value;
  return one == null || (readText(one) === undefined && !isFields(one))
    ? undefined
    : linked(one, source, field, parse, doubts);
}

function linked<Value>(
  entry: unknown,
  { where }: Source,
  field: string,
  parse: (value: unknown, doubts: Doubts) => Value | undefined,
  doubts: Doubts,
): Linked<Value> | undefined {
  if (isFields(entry)) return parse(entry, doubts);
  const link = parseLink(entry);
  if (link === undefined) doubts.add('bad-link', { field, where });
  return link;
}

/** The kind of object by the last part of its `type`, e.g. `Meeting`. */
export function typeName(value: unknown): string | undefined {
  const type = isFields(value) ? readText(value['type']) : undefined;
  return type?.split(/[/#:]/).at(-1);
}

/**
 * What every object has: its kind, identity and whether it was deleted. undefined for one of another kind,
 * a deleted one and what is no object at all, each with its doubt.
 */
export function readObject(value: unknown, expected: string, doubts: Doubts): Source | undefined {
  if (!isFields(value)) {
    doubts.add('not-an-object', { expected });
    return undefined;
  }
  const id = parseLink(value['id']);
  const where = readText(value['name']) ?? (id === undefined ? expected : linkPath(id));
  const type = typeName(value);
  if (type !== undefined && type !== expected) {
    doubts.add('wrong-type', { where, expected, found: type });
    return undefined;
  }
  if (readFlag(value['deleted']) === true) {
    doubts.add('deleted', { where });
    return undefined;
  }
  if (type === undefined) doubts.add('no-type', { where, expected });
  if (id === undefined) doubts.add('no-id', { where, expected });
  return { fields: value, where, ...(id === undefined ? {} : { id }) };
}
