/** What of an import is taken over, and the commands that do it. Pure. */
import type { CommandInput } from '../../../../protocols/api/commands.ts';
import type { ImportState } from '../../../../protocols/api/imports.ts';
import { inChunks, jsonBytes } from '../agenda/chunks.ts';
import { agendaLimit } from '../agenda/draft.ts';

export type Found = NonNullable<ImportState['result']>;

export interface Selection {
  readonly people: ReadonlySet<string>;
  readonly bodies: ReadonlySet<string>;
  /** Index of the sitting; null: none. */
  readonly sitting: number | null;
}

const registerLimit = { bytes: 3_500_000, count: 2000 } as const;
const bodiesLimit = { bytes: 3_500_000, count: 200 } as const;

/** Everything that is new or changed, and the first sitting that can be taken. */
export function everything(found: Found, mayPrepare: boolean): Selection {
  const sitting = found.sittings.findIndex(({ current }) => current !== undefined || mayPrepare);
  return {
    people: new Set(found.people.filter(({ change }) => change !== 'same').map(({ person }) => person.id)),
    bodies: new Set(found.bodies.filter(({ change }) => change !== 'same').map(({ body }) => body.id)),
    sitting: sitting < 0 ? null : sitting,
  };
}

/** People before bodies, because bodies name people. */
export function registerCommands(
  found: Found,
  selection: Selection,
): readonly CommandInput<'register/import'>[] {
  const people = found.people.map(({ person }) => person).filter(({ id }) => selection.people.has(id));
  const bodies = found.bodies.map(({ body }) => body).filter(({ id }) => selection.bodies.has(id));
  if (people.length + bodies.length === 0) return [];
  const both = { people, bodies };
  const isSmall = people.length <= registerLimit.count && bodies.length <= bodiesLimit.count;
  if (isSmall && jsonBytes(both) <= registerLimit.bytes) return [both];
  return [
    ...inChunks(people, registerLimit).map((chunk) => ({ people: chunk, bodies: [] })),
    ...inChunks(bodies, bodiesLimit).map((chunk) => ({ people: [], bodies: chunk })),
  ];
}

/** What is new in the sitting that is prepared or runs, and what changed in it. */
export function agendaCommands(
  current: NonNullable<Found['sittings'][number]['current']>,
): readonly CommandInput<'agenda/import'>[] {
  const { add, change } = current;
  if (add.length + change.length === 0) return [];
  const added = inChunks(add, { ...agendaLimit, bytes: agendaLimit.bytes / 2 });
  const changed = inChunks(change, { ...agendaLimit, bytes: agendaLimit.bytes / 2 });
  return Array.from({ length: Math.max(added.length, changed.length) }, (_, index) => ({
    add: added[index] ?? [],
    change: changed[index] ?? [],
  }));
}

/** With or without one id. */
export function toggled(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(id)) next.add(id);
  return next;
}
