/**
 * JSON merge patch (RFC 7396) that shares what it does not touch: an untouched branch keeps its identity,
 * so a page re-renders only what a delta really changed. The target is never written to.
 */
type Tree = Readonly<Record<string, unknown>>;

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Returns `target` with `patch` applied; the same object when the patch changes nothing. */
export function applyMergePatch(target: unknown, patch: unknown): unknown {
  if (!isTree(patch)) return sameJson(target, patch) ? target : patch;
  const before: Tree = isTree(target) ? target : {};
  let after: Record<string, unknown> | null = isTree(target) ? null : {};
  for (const [key, change] of Object.entries(patch)) {
    // An own "__proto__" key would reach the prototype through an assignment.
    if (key === '__proto__') continue;
    if (change === null) {
      if (Object.hasOwn(before, key)) delete (after ??= { ...before })[key];
      continue;
    }
    const old = Object.hasOwn(before, key) ? before[key] : undefined;
    const changed = applyMergePatch(old, change);
    if (changed !== old) (after ??= { ...before })[key] = changed;
  }
  return after ?? target;
}

/** Arrays come whole in a merge patch; an equal one is recognised so that lists do not flicker. */
function sameJson(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  return JSON.stringify(left) === JSON.stringify(right);
}
