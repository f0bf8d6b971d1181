/**
 * The records of one ballot as this verifier understands them, each with exactly the fields it knows: a field it
 * would pass over might be the one that matters.
 */
import { isObject, type Json, type JsonObject } from './json.ts';
import { fieldsOf, isCount, isId, isIdOrNull, isOneOf } from './shape.ts';

export const kinds = ['hands', 'device', 'roll-call', 'paper', 'external'] as const;
export type Kind = (typeof kinds)[number];

export const majorities = [
  'simple',
  'of-voting',
  'of-present',
  'of-all',
  'two-thirds-of-voting',
  'three-quarters-of-voting',
  'two-thirds-of-all',
  'three-quarters-of-all',
  'most-votes',
  'more-than-half-of-valid',
] as const;
export type Majority = (typeof majorities)[number];

export const outcomes = ['carried', 'rejected', 'elected', 'tie', 'none'] as const;
export type Outcome = (typeof outcomes)[number];

const meanings = ['yes', 'no', 'abstain'] as const;
const channels = ['unit', 'page', 'clerk', 'roll'] as const;
export type Channel = (typeof channels)[number];
const modes = ['room', 'remote'] as const;
export type Mode = (typeof modes)[number];
const changes = ['left', 'returned', 'excluded', 'remote', 'room', 'arrived'] as const;
const counters = ['chair', 'clerk'] as const;

export interface Option {
  readonly id: string;
  /** null: one of a list. */
  readonly meaning: (typeof meanings)[number] | null;
}

/** Votes by the id of the option; an option that is not there has none. */
export type Counts = ReadonlyMap<string, number>;

interface Opened {
  readonly kind: Kind;
  readonly named: boolean;
  readonly options: readonly Option[];
  readonly majority: Majority;
  /** Members by law. */
  readonly members: number;
  readonly isPublic: boolean;
  /** Id of the ballot that this one repeats. */
  readonly repeats: string | null;
}

interface Counted {
  readonly by: (typeof counters)[number];
  readonly counts: Counts;
  readonly invalid: number;
}

interface Tallied {
  readonly counts: Counts;
  readonly invalid: number;
  readonly cast: number;
  readonly entitled: number;
  readonly notCast: number;
  readonly outcome: Outcome;
  /** Elected options, or those that are equal. */
  readonly elected: readonly string[];
  /** Votes in favour that were needed; null where it is the most that decide. */
  readonly needed: number | null;
}

/** What the types of records carry, beside the id of their ballot. */
interface Bodies {
  'ballot/opened': Opened;
  'ballot/entitled': { readonly tag: number; readonly mode: Mode };
  'ballot/barred': object;
  'ballot/changed': { readonly tag: number | null; readonly change: (typeof changes)[number] };
  'ballot/called': { readonly tag: number };
  'ballot/entered': { readonly tag: number };
  'ballot/cast': { readonly tag: number; readonly channel: Channel; readonly cast: string | null };
  'ballot/rejected': object;
  'ballot/counted': Counted;
  'ballot/read-back': object;
  'ballot/extended': object;
  'ballot/closed': object;
  'ballot/drained': object;
  'ballot/tallied': Tallied;
}
export type RecordType = keyof Bodies;

/** A line's place and envelope. */
export interface Envelope {
  /** Index into the file's lines. */
  readonly line: number;
  /** Number in the log, from 1: the number on a receipt. */
  readonly number: number;
  /** Number of the record in the journal, where other records lie between. */
  readonly seq: number;
  readonly wallMs: number;
  /** Digest of salt and personal part, hex; empty where the record has none. */
  readonly commitment: string;
}

export type RecordOf<Type extends RecordType> = {
  [Each in Type]: Envelope & { readonly type: Each } & Bodies[Each];
}[Type];
export type BallotRecord = RecordOf<RecordType>;

/** Whether records of a type have a personal part beside them. */
export const personalParts: Readonly<Record<RecordType, 'always' | 'sometimes' | 'never'>> = {
  'ballot/opened': 'always',
  'ballot/entitled': 'always',
  'ballot/barred': 'always',
  'ballot/changed': 'sometimes',
  'ballot/called': 'never',
  'ballot/entered': 'sometimes',
  'ballot/cast': 'always',
  'ballot/rejected': 'sometimes',
  'ballot/counted': 'never',
  'ballot/read-back': 'never',
  'ballot/extended': 'never',
  'ballot/closed': 'never',
  'ballot/drained': 'never',
  'ballot/tallied': 'never',
};

export const isRecordType = (name: string): name is RecordType => Object.hasOwn(personalParts, name);

const isTag = (value: Json | undefined): value is number => isCount(value) && value > 0;

function parseCounts(value: Json | undefined): Counts | null {
  if (!isObject(value) || Object.keys(value).length > 10) return null;
  const counts = new Map<string, number>();
  for (const [id, count] of Object.entries(value)) {
    if (!isCount(count)) return null;
    counts.set(id, count);
  }
  return counts;
}

function parseOptions(value: Json | undefined): readonly Option[] | null {
  if (!Array.isArray(value) || value.length < 2 || value.length > 10) return null;
  const options: Option[] = [];
  for (const each of value as readonly Json[]) {
    const option = fieldsOf(each, ['id', 'meaning']);
    if (!option) return null;
    const { id, meaning } = option;
    if (!isId(id) || !(meaning === null || isOneOf(meaning, meanings))) return null;
    options.push({ id, meaning });
  }
  return new Set(options.map(({ id }) => id)).size === options.length ? options : null;
}

type Parsers = { readonly [Type in RecordType]: (data: JsonObject) => Bodies[Type] | null };

/** Each is given the data without the id of the ballot. */
const parsers: Parsers = {
  'ballot/opened': (data) => {
    const names = ['sitting', 'item', 'kind', 'named', 'options', 'majority', 'members', 'isPublic'];
    const fields = fieldsOf(data, [...names, 'seconds', 'repeats', 'profile'], ['live']);
    const options = parseOptions(data['options']);
    if (!fields || !options) return null;
    const { sitting, item, kind, named, majority, members, isPublic, seconds, repeats, profile } = fields;
    if (!isId(sitting) || !isIdOrNull(item) || !isOneOf(kind, kinds) || typeof named !== 'boolean')
      return null;
    if (!isOneOf(majority, majorities) || !isCount(members) || typeof isPublic !== 'boolean') return null;
    if (!(seconds === null || isCount(seconds)) || !isIdOrNull(repeats) || !isId(profile)) return null;
    if (typeof (fields['live'] ?? false) !== 'boolean') return null;
    return { kind, named, options, majority, members, isPublic, repeats };
  },
  'ballot/entitled': (data) => {
    const { tag, mode, channel } = fieldsOf(data, ['tag', 'mode', 'channel']) ?? {};
    if (!isTag(tag) || !isOneOf(mode, modes) || !isOneOf(channel, ['unit', 'page', 'none'])) return null;
    return { tag, mode };
  },
  'ballot/barred': (data) => (isId(fieldsOf(data, ['reason'])?.['reason']) ? {} : null),
  'ballot/changed': (data) => {
    const { tag, change } = fieldsOf(data, ['tag', 'change']) ?? {};
    return (tag === null || isTag(tag)) && isOneOf(change, changes) ? { tag, change } : null;
  },
  'ballot/called': parseTag,
  'ballot/entered': parseTag,
  'ballot/cast': (data) => {
    const { tag, channel, cast } = fieldsOf(data, ['tag', 'channel', 'cast']) ?? {};
    return isTag(tag) && isOneOf(channel, channels) && isIdOrNull(cast) ? { tag, channel, cast } : null;
  },
  'ballot/rejected': (data) => {
    const { code, channel } = fieldsOf(data, ['code', 'channel']) ?? {};
    return isId(code) && isOneOf(channel, channels) ? {} : null;
  },
  'ballot/counted': (data) => {
    const { by, counts, invalid, source } = fieldsOf(data, ['by', 'counts', 'invalid', 'source']) ?? {};
    const parsed = parseCounts(counts);
    if (!isOneOf(by, counters) || !parsed || !isCount(invalid)) return null;
    return isOneOf(source, ['typed', 'csv', 'device']) ? { by, counts: parsed, invalid } : null;
  },
  'ballot/read-back': parseNothing,
  'ballot/extended': (data) => (isCount(fieldsOf(data, ['seconds'])?.['seconds']) ? {} : null),
  'ballot/closed': parseNothing,
  'ballot/drained': (data) => {
    const { device, how } = fieldsOf(data, ['device', 'how']) ?? {};
    return isId(device) && isOneOf(how, ['reported', 'overridden']) ? {} : null;
  },
  'ballot/tallied': (data) => {
    const names = ['counts', 'invalid', 'cast', 'entitled', 'notCast', 'outcome', 'elected', 'needed'];
    const { invalid, cast, entitled, notCast, outcome, elected, needed } = fieldsOf(data, names) ?? {};
    const counts = parseCounts(data['counts']);
    if (!counts || !isCount(invalid) || !isCount(cast) || !isCount(entitled) || !isCount(notCast))
      return null;
    if (!isOneOf(outcome, outcomes) || !(needed === null || isCount(needed))) return null;
    if (!Array.isArray(elected) || !elected.every((each: Json) => isId(each))) return null;
    return { counts, invalid, cast, entitled, notCast, outcome, elected, needed };
  },
};

function parseTag(data: JsonObject): { readonly tag: number } | null {
  const tag = fieldsOf(data, ['tag'])?.['tag'];
  return isTag(tag) ? { tag } : null;
}

function parseNothing(data: JsonObject): object | null {
  return fieldsOf(data, []);
}

/** The record of a type with this data; null: not exactly the fields that the type has. */
export function parseRecord(type: RecordType, envelope: Envelope, data: JsonObject): BallotRecord | null {
  const { ballot: _ballot, ...own } = data;
  const body = parsers[type](own);
  return body && ({ ...envelope, type, ...body } as BallotRecord);
}

/** The records of one type, in their order. */
export const recordsOf = <Type extends RecordType>(
  records: readonly BallotRecord[],
  type: Type,
): readonly RecordOf<Type>[] =>
  records.filter((record): record is RecordOf<Type> & BallotRecord => record.type === type);

/** The cast of each right that counts: its last one. By the right's tag. */
export const effectiveCasts = (
  records: readonly BallotRecord[],
): ReadonlyMap<number, RecordOf<'ballot/cast'>> =>
  new Map(recordsOf(records, 'ballot/cast').map((record) => [record.tag, record]));
