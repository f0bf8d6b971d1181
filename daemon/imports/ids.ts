/** Ids of what an import brings: the same at every import of the same thing, and telling nothing by themselves. */
import { createHash } from 'node:crypto';

const digits = 12;

/** E.g. `p-3fa1…` for a person, `b-` for a body, `a-` for an agenda item. */
export function stableId(kind: 'p' | 'b' | 'a', ...parts: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  return `${kind}-${hash.slice(0, digits)}`;
}
