/**
 * One page of an OParl list: `{data, pagination, links}`. Servers also give a bare array, a single object
 * in place of a list, or (for an address they do not know) their System object, which is none.
 */
import type { Doubts } from './doubts.ts';
import { parseLink } from './links.ts';
import { isFields, readInteger, readLinked, readList, typeName, type Fields } from './values.ts';

export interface OparlPage {
  /** Without nulls; objects or addresses, not looked at yet. */
  readonly entries: readonly unknown[];
  readonly next?: string;
  readonly totalElements?: number;
  readonly currentPage?: number;
  readonly totalPages?: number;
}

/** undefined: this is no list. `where`: what to call it in a doubt. */
export function parsePage(value: unknown, where: string, doubts: Doubts): OparlPage | undefined {
  if (Array.isArray(value)) return { entries: readList({ fields: { data: value }, where }, 'data', doubts) };
  if (!isFields(value) || (!isFields(value['data']) && !Array.isArray(value['data']))) return undefined;
  const links: Fields = isFields(value['links']) ? value['links'] : {};
  const pagination: Fields = isFields(value['pagination']) ? value['pagination'] : {};
  const next = readLinked({ fields: links, where }, 'next', () => undefined, doubts);
  return {
    entries: readList({ fields: value, where }, 'data', doubts),
    ...(next === undefined ? {} : { next }),
    ...numbers(pagination),
  };
}

/** Whether a value can be an object of a list that was given in the list's place. */
export function isSingleEntry(value: unknown): value is Fields {
  const type = typeName(value);
  return isFields(value) && type !== 'System' && type !== 'Error' && parseLink(value['id']) !== undefined;
}

function numbers(pagination: Fields): Pick<OparlPage, 'totalElements' | 'currentPage' | 'totalPages'> {
  const names = ['totalElements', 'currentPage', 'totalPages'] as const;
  return Object.fromEntries(
    names.flatMap((name) => {
      const number = readInteger(pagination[name]);
      return number === undefined || number < 0 ? [] : [[name, number]];
    }),
  );
}
