/**
 * Walking through an OParl list, page by page, as far as it can be had. Servers end lists in many ways: with
 * a page that repeats for ever, without `next` although more is there, with 404 for an empty one. A filter
 * by time is asked for in both spellings of its plus sign, and left out where the server takes neither.
 */
import type { Doubts } from '../../protocols/oparl/doubts.ts';
import { isSingleEntry, parsePage, type OparlPage } from '../../protocols/oparl/list.ts';
import { linkKey, linkPath } from '../../protocols/oparl/links.ts';
import { isFields, typeName } from '../../protocols/oparl/values.ts';
import type { OparlClient } from './oparl-client.ts';

export interface WalkOptions {
  /** Only what changed since: full date-time with offset, e.g. `2024-01-01T00:00:00+01:00`. */
  readonly modifiedSince?: string;
  /** May also be one object. */
  readonly mayBeObject?: boolean;
}

/** false: the list was not had to its end. */
export type Walk = (link: string, take: (entry: unknown) => void, options?: WalkOptions) => Promise<boolean>;

/** So many pages in a row that bring nothing new: the list has no end. */
const maxUnproductive = 3;
const maxPages = 1000;

export function createWalk(client: OparlClient, doubts: Doubts): Walk {
  return async (link, take, options = {}) => {
    const where = linkPath(link);
    const first = await firstPage(link, options);
    if (!first) return false;
    const visited = new Set([linkKey(link), linkKey(first.link)]);
    const seen = new Set<string>();
    let { page, link: address } = first;
    let unproductive = 0;
    let guessed = false;
    let isShort = false;
    for (let count = 1; ; count++) {
      const before = seen.size;
      for (const entry of page.entries) {
        const key = entryKey(entry);
        if (seen.has(key)) continue;
        seen.add(key);
        take(entry);
      }
      unproductive = seen.size > before ? 0 : unproductive + 1;
      const more = page.next === undefined && hasMore(page, seen.size) && unproductive === 0;
      const next = page.next ?? (more ? pageAfter(address, page) : undefined);
      if (next === undefined) break;
      if (unproductive >= maxUnproductive || visited.has(linkKey(next)) || count >= maxPages) {
        doubts.add('endless-pages', { where });
        break;
      }
      visited.add(linkKey(next));
      if (more && !guessed) doubts.add('next-missing', { where });
      guessed ||= more;
      const answer = await client.get(next, { isTrial: more });
      const following = answer.ok ? parsePage(answer.value, where, doubts) : undefined;
      if (!following) {
        isShort = more && !client.stopped();
        if (isShort) break;
        doubts.add('list-broke-off', { where, had: seen.size });
        return false;
      }
      page = { ...totalsOf(page), ...following };
      address = next;
    }
    if (!isShort && (page.totalElements ?? 0) <= seen.size) return true;
    doubts.add('list-truncated', { where, had: seen.size, of: page.totalElements ?? '?' });
    return false;
  };

  async function firstPage(
    link: string,
    { modifiedSince, mayBeObject = false }: WalkOptions,
  ): Promise<{ readonly page: OparlPage; readonly link: string } | undefined> {
    if (modifiedSince !== undefined) {
      for (const filtered of spellings(link, modifiedSince)) {
        const answer = await client.get(filtered, { isTrial: true });
        const page = answer.ok ? parsePage(answer.value, linkPath(link), doubts) : undefined;
        // An empty one may be a filter that was misread: the whole list tells.
        if (page && page.entries.length > 0) return { page, link: filtered };
      }
      if (!client.stopped()) doubts.add('filter-refused', { where: linkPath(link) });
    }
    const answer = await client.get(link, { mayBeMissing: true });
    if (!answer.ok)
      return answer.code === 'missing-object' && answer.value !== undefined
        ? { page: { entries: [] }, link }
        : undefined;
    return asPage(answer.value, link, mayBeObject);
  }

  function asPage(
    value: unknown,
    link: string,
    mayBeObject: boolean,
  ): { readonly page: OparlPage; readonly link: string } | undefined {
    const where = linkPath(link);
    const page = parsePage(value, where, doubts);
    if (page) return { page, link };
    if (!isSingleEntry(value)) {
      doubts.add('wrong-type', { where, expected: 'List', found: typeName(value) ?? '?' });
      return undefined;
    }
    if (!mayBeObject) doubts.add('object-for-list', { field: 'data', where });
    return { page: { entries: [value] }, link };
  }
}

const totalsOf = ({ totalElements, totalPages }: OparlPage): Partial<OparlPage> => ({
  ...(totalElements === undefined ? {} : { totalElements }),
  ...(totalPages === undefined ? {} : { totalPages }),
});

function hasMore(page: OparlPage, had: number): boolean {
  if (page.totalElements !== undefined) return had < page.totalElements;
  return page.totalPages !== undefined && (page.currentPage ?? 1) < page.totalPages;
}

/** The address of the page after this one; its number is set in the query that the address has. */
function pageAfter(link: string, { currentPage }: OparlPage): string {
  const url = new URL(link);
  const current = currentPage ?? Number(url.searchParams.get('page') ?? '1');
  url.searchParams.set('page', String((Number.isSafeInteger(current) ? current : 1) + 1));
  return url.href;
}

/** A filter with its plus sign encoded, as it should be, and bare, as some servers want it. */
function spellings(link: string, since: string): readonly string[] {
  const url = new URL(link);
  url.searchParams.delete('modified_since');
  const query = url.search === '' ? '?' : `${url.search}&`;
  url.search = '';
  return [
    `${url.href}${query}modified_since=${encodeURIComponent(since)}`,
    `${url.href}${query}modified_since=${since}`,
  ];
}

function entryKey(entry: unknown): string {
  const id = isFields(entry) ? entry['id'] : entry;
  if (typeof id === 'string') return linkKey(id);
  try {
    return JSON.stringify(entry);
  } catch {
    // Nested deeper than the stack.
    return '';
  }
}
