/**
 * A sitting that is being prepared, as typed: kept in memory until it is sent. Pure; ids and today's date are
 * handed in. It becomes one `sitting/prepare`, and `agenda/import` for what does not fit its limits.
 */
import type { CommandInput } from '../../../../protocols/api/commands.ts';
import type { ImportState } from '../../../../protocols/api/imports.ts';
import type { ClerkView } from '../../../../protocols/api/views.ts';
import { given } from '../given.ts';
import { inChunks } from './chunks.ts';

export interface ItemDraft {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly isPublic: boolean;
  readonly onStream: boolean;
  readonly reporter: string;
  readonly paper: string;
  readonly matter: string;
  readonly source: string;
}

export interface SittingDraft {
  readonly id: string;
  readonly body: string;
  readonly title: string;
  readonly date: string;
  readonly time: string;
  readonly place: string;
  readonly chair: string;
  /** Called for a second time on the same matter: a smaller quorum is enough. */
  readonly second: boolean;
  readonly source: string;
  readonly items: readonly ItemDraft[];
}

export type PastSitting = ClerkView['past'][number];
export type NewItem = CommandInput<'agenda/import'>['add'][number];
export type ImportedSitting = NonNullable<ImportState['result']>['sittings'][number];

/** Of `sitting/prepare` and `agenda/import`, with room for the rest of the input. */
export const agendaLimit = { bytes: 3_500_000, count: 500 } as const;
export const longestTitle = 5000;

export const emptyItem = (id: string): ItemDraft => ({
  id,
  number: '',
  title: '',
  // Whoever says nothing gets a non-public item: the other mistake would be on air.
  isPublic: false,
  onStream: true,
  reporter: '',
  paper: '',
  matter: '',
  source: '',
});

export const emptySitting = (id: string, date: string): SittingDraft => ({
  id,
  body: '',
  title: '',
  date,
  time: '',
  place: '',
  chair: '',
  second: false,
  source: '',
  items: [],
});

/** “13. Sitzung” is followed by “14. Sitzung”; a title without a number stays. */
const nextTitle = (title: string): string =>
  title.replace(/\b\d{1,4}(?=\.(?!\d))/, (number) => String(Number(number) + 1));

/** The next sitting of the same body; its agenda and its date are new. */
export const sittingLike = (past: PastSitting, id: string, date: string): SittingDraft => ({
  ...emptySitting(id, date),
  body: past.bodyId,
  title: nextTitle(past.title),
  time: past.time ?? '',
  place: past.place ?? '',
  chair: past.chair ?? '',
});

const itemOf = (item: NewItem): ItemDraft => ({
  ...emptyItem(item.id),
  ...item,
  onStream: item.onStream,
  reporter: item.reporter ?? '',
  paper: item.paper ?? '',
  matter: item.matter ?? '',
  source: item.source ?? '',
});

/** What an import knows goes before what was typed; what it does not know stays. */
export function withImported(draft: SittingDraft, imported: ImportedSitting): SittingDraft {
  return {
    ...draft,
    body: imported.body ?? draft.body,
    title: imported.title === '' ? draft.title : imported.title,
    date: imported.date === '' ? draft.date : imported.date,
    time: imported.time ?? draft.time,
    place: imported.place ?? draft.place,
    source: imported.source ?? draft.source,
    items: imported.items.map(itemOf),
  };
}

export type DraftChange =
  | { readonly type: 'head'; readonly part: Partial<Omit<SittingDraft, 'id' | 'items'>> }
  | { readonly type: 'item'; readonly id: string; readonly part: Partial<Omit<ItemDraft, 'id'>> }
  | { readonly type: 'add'; readonly items: readonly ItemDraft[] }
  | { readonly type: 'remove'; readonly id: string }
  | { readonly type: 'shift'; readonly id: string; readonly by: 1 | -1 }
  | { readonly type: 'publicity'; readonly isPublic: boolean };

export function changeDraft(draft: SittingDraft, change: DraftChange): SittingDraft {
  const { items } = draft;
  switch (change.type) {
    case 'head':
      return { ...draft, ...change.part };
    case 'item':
      return {
        ...draft,
        items: items.map((item) => (item.id === change.id ? { ...item, ...change.part } : item)),
      };
    case 'add':
      return { ...draft, items: [...items, ...change.items].slice(0, agendaLimit.count) };
    case 'remove':
      return { ...draft, items: items.filter(({ id }) => id !== change.id) };
    case 'shift':
      return { ...draft, items: shifted(items, change.id, change.by) };
    case 'publicity':
      return { ...draft, items: items.map((item) => ({ ...item, isPublic: change.isPublic })) };
  }
}

function shifted(items: readonly ItemDraft[], id: string, by: 1 | -1): readonly ItemDraft[] {
  const from = items.findIndex((item) => item.id === id);
  const moved = items[from];
  const to = from + by;
  if (moved === undefined || to < 0 || to >= items.length) return items;
  const others = items.filter((item) => item !== moved);
  return [...others.slice(0, to), moved, ...others.slice(to)];
}

export type DraftProblem = 'body' | 'title' | 'date' | 'items' | 'papers';

/** A web address that the commands accept as the link to a paper. */
export function isWebLink(text: string): boolean {
  try {
    return /^https?:$/.test(new URL(text).protocol);
  } catch {
    return false;
  }
}

const isBlank = (item: ItemDraft): boolean =>
  [item.number, item.title, item.reporter, item.paper, item.matter].every((text) => text.trim() === '');

/** What keeps the sitting from being made; rows without a word do not count. */
export function problemsOf(draft: SittingDraft): readonly DraftProblem[] {
  const items = draft.items.filter((item) => !isBlank(item));
  const found: [DraftProblem, boolean][] = [
    ['body', draft.body === ''],
    ['title', draft.title.trim() === ''],
    ['date', draft.date === ''],
    ['items', items.some(({ title }) => title.trim() === '')],
    ['papers', items.some(({ paper }) => paper.trim() !== '' && !isWebLink(paper.trim()))],
  ];
  return found.filter(([, holds]) => holds).map(([problem]) => problem);
}

export const newItemOf = (item: ItemDraft): NewItem => ({
  id: item.id,
  number: item.number.trim(),
  title: item.title.trim(),
  isPublic: item.isPublic,
  onStream: item.onStream,
  ...given({ reporter: item.reporter, paper: item.paper, matter: item.matter, source: item.source }),
});

/** The commands that make the sitting: the first one, and the agenda's rest in chunks. */
export function commandsOf(draft: SittingDraft): {
  readonly prepare: CommandInput<'sitting/prepare'>;
  readonly rest: readonly CommandInput<'agenda/import'>[];
} {
  const items = draft.items.filter((item) => !isBlank(item)).map(newItemOf);
  const [first = [], ...rest] = inChunks(items, agendaLimit);
  return {
    prepare: {
      id: draft.id,
      body: draft.body,
      title: draft.title.trim(),
      date: draft.date,
      second: draft.second,
      items: first,
      ...given({ time: draft.time, place: draft.place, chair: draft.chair, source: draft.source }),
    },
    rest: rest.map((add) => ({ add, change: [] })),
  };
}
