/** What a value from outside must look like before anybody believes it. */
import { isObject, type Json, type JsonObject } from './json.ts';

const maxIdLength = 128;
const maxCount = 1_000_000;

/** The object, if it has all of `needed`, and beside them nothing but `optional`; null otherwise. */
export function fieldsOf(
  value: Json | undefined,
  needed: readonly string[],
  optional: readonly string[] = [],
): JsonObject | null {
  if (!isObject(value)) return null;
  const isKnown = (key: string): boolean => needed.includes(key) || optional.includes(key);
  return needed.every((key) => key in value) && Object.keys(value).every(isKnown) ? value : null;
}

export const isText = (value: Json | undefined, maxLength: number): value is string =>
  typeof value === 'string' && value.length <= maxLength;

export const isId = (value: Json | undefined): value is string => isText(value, maxIdLength) && value !== '';

export const isIdOrNull = (value: Json | undefined): value is string | null => value === null || isId(value);

/** A whole number of people, votes or seconds. */
export const isCount = (value: Json | undefined): value is number =>
  typeof value === 'number' && value >= 0 && value <= maxCount;

export const isOneOf = <Name extends string>(
  value: Json | undefined,
  names: readonly Name[],
): value is Name => names.some((name) => name === value);
