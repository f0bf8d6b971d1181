/**
 * An imported agenda against the sitting that is prepared or runs. Items are recognised by their source, else
 * by number and title, then by the title and at last by the number alone, each where it is the only one. What
 * was touched tonight is never proposed for a change, and nothing that the source dropped is taken away.
 */
import type { z } from 'zod';
import type { importedSittingSchema } from '../../protocols/api/imports.ts';
import type { AgendaDraft, BodyId, ItemId } from '../../protocols/models/council.ts';
import type { Doubts } from '../../protocols/oparl/doubts.ts';
import { isOtherObject, linkKey } from '../../protocols/oparl/links.ts';
import { definedOnly, differing } from './differences.ts';
import type { FoundSitting } from './found.ts';
import { stableId } from './ids.ts';

type ImportedSitting = z.infer<typeof importedSittingSchema>;
type Item = ImportedSitting['items'][number];

export interface ItemNow {
  readonly number: string;
  readonly title: string;
  readonly isPublic: boolean;
  readonly onStream?: boolean;
  readonly reporter?: string;
  readonly paper?: string;
  readonly matter?: string;
  readonly source?: string;
  readonly touched: boolean;
}

/** The sitting that is prepared or runs. */
export interface SittingNow {
  readonly source?: string;
  /** `YYYY-MM-DD`. */
  readonly date?: string;
  readonly bodyId: BodyId;
  readonly items: Readonly<Record<ItemId, ItemNow>>;
}

/** `body`: by its id here. `isOnly`: the import has no other sitting, so one without a date is this one. */
export function compareSitting(
  found: FoundSitting,
  body: BodyId | undefined,
  now: SittingNow | undefined,
  isOnly: boolean,
  doubts: Doubts,
): ImportedSitting {
  const items = withIds(found.items, found.source ?? '');
  const { title, date, time, place, source } = found;
  const isNow = now !== undefined && isSame(found, body, now, isOnly);
  return {
    ...definedOnly({ body, title, date, time, place, source }),
    items,
    ...(isNow ? { current: difference(items, found.items, now, doubts) } : {}),
  };
}

function isSame(found: FoundSitting, body: BodyId | undefined, now: SittingNow, isOnly: boolean): boolean {
  if (found.source !== undefined && now.source !== undefined)
    return linkKey(found.source) === linkKey(now.source);
  // A file: it says neither day nor body.
  if (found.source === undefined) return isOnly && found.date === '';
  return now.date !== undefined && now.date === found.date && body === now.bodyId;
}

function withIds(drafts: readonly AgendaDraft[], sitting: string): Item[] {
  const counts = new Map<string, number>();
  return drafts.map((draft) => {
    const key =
      draft.source === undefined
        ? JSON.stringify([sitting, draft.number, draft.title])
        : linkKey(draft.source);
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    return itemOf(draft, stableId('a', key, String(count)));
  });
}

function itemOf(draft: AgendaDraft | ItemNow, id: ItemId): Item {
  const { number, title, isPublic, onStream, reporter, paper, matter, source } = draft;
  return definedOnly({
    id,
    number,
    title,
    isPublic,
    onStream: onStream ?? true,
    reporter,
    paper,
    matter,
    source,
  });
}

function difference(
  items: readonly Item[],
  drafts: readonly AgendaDraft[],
  now: SittingNow,
  doubts: Doubts,
): NonNullable<ImportedSitting['current']> {
  const here = matchItems(items, now);
  const add: Item[] = [];
  const change: Item[] = [];
  let keptTonight = 0;
  for (const [at, item] of items.entries()) {
    const id = here.get(item);
    const known = id === undefined ? undefined : now.items[id];
    if (id === undefined || !known) {
      add.push(item);
      continue;
    }
    if (known.touched) {
      keptTonight++;
      continue;
    }
    // What the source does not say stays.
    const proposed = itemOf({ ...known, ...definedOnly(drafts[at] ?? item) }, id);
    const fields = ['number', 'title', 'isPublic', 'reporter', 'paper', 'matter', 'source'] as const;
    if (differing(proposed, known, fields).length > 0) change.push(proposed);
  }
  const matched = new Set(here.values());
  for (const [id, { number, title, source }] of Object.entries(now.items))
    if (source !== undefined && !matched.has(id)) doubts.add('item-gone', { number, title });
  return { add, change, keptTonight };
}

function matchItems(items: readonly Item[], now: SittingNow): ReadonlyMap<Item, ItemId> {
  const found = new Map<Item, ItemId>();
  const free = new Map(Object.entries(now.items));
  function pass(keyOf: (item: Item | ItemNow) => string | undefined): void {
    const waiting = items.filter((item) => !found.has(item));
    const ours = grouped(waiting, keyOf);
    const theirs = grouped([...free], ([, item]) => keyOf(item));
    for (const [key, [item, ...others]] of ours) {
      const [known, ...more] = theirs.get(key) ?? [];
      if (!item || !known || others.length > 0 || more.length > 0) continue;
      if (isOtherObject(item.source, known[1].source)) continue;
      found.set(item, known[0]);
      free.delete(known[0]);
    }
  }
  pass(({ source }) => (source === undefined ? undefined : linkKey(source)));
  for (const item of items) if (!found.has(item) && free.delete(item.id)) found.set(item, item.id);
  pass(({ number, title }) => JSON.stringify([number, title]));
  pass(({ title }) => title);
  pass(({ number }) => (number === '' ? undefined : number));
  return found;
}

function grouped<Value>(
  values: readonly Value[],
  keyOf: (value: Value) => string | undefined,
): ReadonlyMap<string, readonly Value[]> {
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const key = keyOf(value);
    if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), value]);
  }
  return groups;
}
