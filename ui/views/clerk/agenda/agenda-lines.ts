/**
 * An agenda pasted as text: one item a line, number and title parted by a tab, several spaces or just by
 * looking like a number. Headings of a part, or Ö and N before a number, tell whether an item is public. Pure.
 */
import { emptyItem, longestTitle, type ItemDraft } from './draft.ts';

const heading = /^(nicht\s*-?\s*)?(?:öffentlicher?|public)\s+(?:teil|sitzung|part|tagesordnung)\s*:?$/iu;
const englishNonPublic = /^non-?public\s+part\s*:?$/i;
const numbered = /^(?:TOP\s*)?((?:(?:NÖ|[ÖN])\s?)?\d+(?:\.\d+)*[a-z]?)[.):]?\s+(\S.*)$/iu;
/** Council information systems number the public part Ö 1, Ö 2 and the other one N 1, N 2. */
const marked = /^(NÖ|[ÖN])\s?\d/iu;
const longestNumber = 20;

/** Items in the order of the lines, at most 500; everything is non-public until a heading says otherwise. */
export function parseAgendaLines(text: string, createId: () => string): readonly ItemDraft[] {
  let isPublic = false;
  const items: ItemDraft[] = [];
  for (const line of text.split(/\r\n|\r|\n/)) {
    const words = line.trim();
    if (words === '') continue;
    if (heading.test(words) || englishNonPublic.test(words)) {
      isPublic = !/^(nicht|non)/i.test(words);
      continue;
    }
    if (items.length === 500) break;
    const { number, title } = parted(line);
    const mark = marked.exec(number)?.[1]?.toUpperCase();
    items.push({
      ...emptyItem(createId()),
      number,
      title: title.slice(0, longestTitle),
      isPublic: mark === undefined ? isPublic : mark === 'Ö',
    });
  }
  return items;
}

function parted(line: string): { readonly number: string; readonly title: string } {
  const tab = line.indexOf('\t');
  if (tab >= 0) {
    const number = line
      .slice(0, tab)
      .replace(/^\s*TOP\s*/i, '')
      .trim();
    const title = line
      .slice(tab + 1)
      .replaceAll('\t', ' ')
      .trim();
    if (number.length <= longestNumber && title !== '') return { number, title };
  }
  const match = numbered.exec(line.trim());
  const [, number, title] = match ?? [];
  return number !== undefined && title !== undefined && number.length <= longestNumber
    ? { number, title }
    : { number: '', title: line.replaceAll('\t', ' ').trim() };
}
