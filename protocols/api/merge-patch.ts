/**
 * JSON merge patch (RFC 7396) between two views: null deletes, arrays are replaced whole. Parts that are the
 * same object are skipped without a look, which is what makes a delta of a large hall cheap; the registry's
 * packages compare everything.
 */
type Json = unknown;

const isObject = (value: Json): value is Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The patch that leads from `before` to `after`; undefined: they are equal. */
export function diff(before: Json, after: Json): Json {
  if (before === after) return undefined;
  if (!isObject(before) || !isObject(after))
    return JSON.stringify(before) === JSON.stringify(after) ? undefined : after;
  const patch: Record<string, Json> = {};
  for (const key of Object.keys(after)) {
    const part = key in before ? diff(before[key], after[key]) : after[key];
    if (part !== undefined) patch[key] = part;
  }
  for (const key of Object.keys(before))
    if (after[key] === undefined && before[key] !== undefined) patch[key] = null;
  return Object.keys(patch).length > 0 ? patch : undefined;
}
