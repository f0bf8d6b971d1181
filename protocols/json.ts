/**
 * Reading JSON that came over a wire: every field is looked at before it is believed, and a number may
 * come as a string (several makers do that). Nothing here throws.
 */
import type { Parsed } from './codec.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function parseJson(text: string): Parsed<unknown> {
  try {
    return { ok: true, message: JSON.parse(text) as unknown };
  } catch {
    return { ok: false, reason: 'not JSON' };
  }
}

/** A whole number within the range (ends included), also if written as a decimal string. */
export function integerIn(value: unknown, [lowest, highest]: readonly [number, number]): number | undefined {
  const number = typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && number >= lowest && number <= highest
    ? number
    : undefined;
}

/** `true`, `false`, or one of the words some makers write for them. */
export function booleanIn(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  const word = typeof value === 'string' ? value.toLowerCase() : value;
  if (word === 'true' || word === 1 || word === '1') return true;
  return word === 'false' || word === 0 || word === '0' ? false : undefined;
}

/** Every element read by `read`; elements it does not understand are left out. undefined: no array, or too long. */
export function listIn<Item>(
  value: unknown,
  maxLength: number,
  read: (element: unknown) => Item | undefined,
): readonly Item[] | undefined {
  if (!Array.isArray(value) || value.length > maxLength) return undefined;
  return value.map(read).filter((item) => item !== undefined);
}
