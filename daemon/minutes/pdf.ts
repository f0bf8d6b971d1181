/**
 * Minutes as a PDF that a screen reader can read: tagged after the rules of PDF/UA-1 (headings, lists, tables
 * with scoped headers, everything else marked as decoration), language and title set, fonts embedded,
 * bookmarks for every section and item.
 */
import type { Minutes } from '../chamber/minutes/minutes.ts';
import { makeDocument, type Block, type ListItem } from './blocks.ts';
import { createSheet, type Element, type Sheet, type TextStyle } from './pdf-sheet.ts';
import { drawFacts, drawTable } from './pdf-table.ts';
import type { Line, Run } from './pdf-wrap.ts';

const text: TextStyle = { size: 10 };
const headingStyles: Readonly<Record<1 | 2 | 3, { style: TextStyle; before: number; after: number }>> = {
  1: { style: { size: 19 }, before: 0, after: 2 },
  2: { style: { size: 13.5, color: '#1d3557' }, before: 20, after: 5 },
  3: { style: { size: 11 }, before: 15, after: 3 },
};
const subtitle: TextStyle = { size: 12 };
const small: TextStyle = { size: 8, color: '#4a4f57' };
const accentColor = '#1d3557';
const paragraphGap = 6;
const listIndent = 12;
const maxBookmarkLength = 120;

type Heading = Extract<Block, { type: 'heading' }>;
/** Notes where a heading begins. */
type Bookmark = (level: Heading['level'], title: string) => void;

/** pdfkit writes the title into XML as it stands, so it must not hold what XML reads as markup. */
const withoutMarkup = (title: string): string =>
  title.replaceAll('&', 'und').replaceAll('<', '‹').replaceAll('>', '›');

export function writePdf(minutes: Minutes): Promise<Uint8Array> {
  const { title, runningTitle, blocks, at } = makeDocument(minutes);
  const sheet = createSheet({ title: withoutMarkup(title), at });
  const { doc } = sheet;
  const root = doc.struct('Document');
  doc.addStructure(root);
  const bookmark = createBookmarks(sheet);
  for (const block of blocks) drawBlock(sheet, root, block, bookmark);
  root.end();
  decoratePages(sheet, runningTitle);
  return collect(doc);
}

function drawBlock(sheet: Sheet, root: Element, block: Block, bookmark: Bookmark): void {
  switch (block.type) {
    case 'heading':
      drawHeading(sheet, root, block, bookmark);
      return;
    case 'paragraph':
      drawParagraph(sheet, root, block);
      return;
    case 'list':
      drawList(sheet, root, block.caption, block.items);
      return;
    case 'facts': {
      const table = sheet.addElement(root, 'Table');
      drawFacts(sheet, table, block.rows, 23);
      table.end();
      sheet.y += paragraphGap;
      return;
    }
    case 'table': {
      const table = sheet.addElement(root, 'Table');
      if (block.caption) drawCaption(sheet, table, 'Caption', block.caption, 60);
      drawTable(sheet, table, block.columns, block.rows);
      table.end();
      sheet.y += paragraphGap + 2;
    }
  }
}

function drawHeading(sheet: Sheet, root: Element, { level, text }: Heading, bookmark: Bookmark): void {
  const { style, before, after } = headingStyles[level];
  const lines = sheet.wrap([{ text, bold: true }], sheet.area.width, style);
  if (sheet.y > sheet.area.top) sheet.y += before;
  // A heading does not stand alone at the foot of a page; one longer than that may break like any text.
  sheet.ensureRoom(Math.min(lines.length, 12) * sheet.lineHeight(style) + 60);
  bookmark(level, text);
  const element = sheet.addElement(root, `H${level}`);
  sheet.flow(element, `H${level}`, lines, style);
  element.end();
  sheet.y += after;
}

function drawParagraph(sheet: Sheet, root: Element, block: Extract<Block, { type: 'paragraph' }>): void {
  const element = sheet.addElement(root, 'P');
  const { area } = sheet;
  if (block.tone === 'notice') drawNotice(sheet, element, block.text);
  else if (block.tone === 'subtitle')
    sheet.flow(element, 'P', sheet.wrap([{ text: block.text, bold: false }], area.width, subtitle), subtitle);
  else if (block.tone === 'decision') {
    sheet.y += 2;
    const lines = sheet.wrap(labelled(block.label, block.text), area.width - listIndent, text);
    sheet.flow(element, 'P', lines, text, listIndent, (top, bottom) =>
      sheet.decoration('Layout', () =>
        sheet.doc.rect(area.left + 2, top, 2.5, bottom - top).fill(accentColor),
      ),
    );
  } else sheet.flow(element, 'P', sheet.wrap(labelled(block.label, block.text), area.width, text), text);
  element.end();
  sheet.y += block.tone === 'subtitle' ? 1 : paragraphGap;
}

function drawNotice(sheet: Sheet, element: Element, notice: string): void {
  const inset = 8;
  const { left, width } = sheet.area;
  const style = { size: 9 };
  const lines = sheet.wrap([{ text: notice, bold: false }], width - 2 * inset, style);
  const height = lines.length * sheet.lineHeight(style) + 2 * inset - 4;
  sheet.y += 8;
  sheet.ensureRoom(height);
  const top = sheet.y;
  sheet.decoration('Layout', () =>
    sheet.doc.rect(left, top, width, height).lineWidth(0.8).fillAndStroke('#f6f1e3', '#9c8443'),
  );
  sheet.y = top + inset - 2;
  sheet.flow(element, 'P', lines, style, inset);
  sheet.y = top + height + 6;
}

function drawList(
  sheet: Sheet,
  root: Element,
  caption: string | undefined,
  items: readonly ListItem[],
): void {
  if (caption) drawCaption(sheet, root, 'P', caption, 30);
  const list = sheet.addElement(root, 'L');
  const bullet: Line = [{ text: '•', bold: false }];
  for (const { label, text: words } of items) {
    const lines = sheet.wrap(labelled(label, words), sheet.area.width - listIndent, text);
    const item = sheet.addElement(list, 'LI');
    sheet.ensureRoom(Math.min(lines.length, 2) * sheet.lineHeight(text));
    const mark = sheet.addElement(item, 'Lbl');
    sheet.tagged(mark, 'Lbl', () => sheet.drawLine(bullet, sheet.area.left + 2, sheet.y, text));
    mark.end();
    const body = sheet.addElement(item, 'LBody');
    sheet.flow(body, 'LBody', lines, text, listIndent);
    body.end();
    item.end();
    sheet.y += 2;
  }
  list.end();
  sheet.y += paragraphGap - 2;
}

/** The bold line over a table or list, with room for the beginning of what it stands over. */
function drawCaption(sheet: Sheet, parent: Element, type: string, caption: string, room: number): void {
  const style = { size: 9.5 };
  sheet.y += 3;
  sheet.ensureRoom(sheet.lineHeight(style) + room);
  const element = sheet.addElement(parent, type);
  sheet.flow(element, type, sheet.wrap([{ text: caption, bold: true }], sheet.area.width, style), style);
  element.end();
  sheet.y += 2;
}

const labelled = (label: string | undefined, words: string): readonly Run[] =>
  label
    ? [
        { text: label, bold: true },
        { text: ` ${words}`, bold: false },
      ]
    : [{ text: words, bold: false }];

/** Sections, and below them their items, each at the place where it begins. */
function createBookmarks(sheet: Sheet): Bookmark {
  const { doc } = sheet;
  let section = doc.outline;
  return (level, title) => {
    const short =
      title.length > maxBookmarkLength ? `${title.slice(0, maxBookmarkLength).toWellFormed()}…` : title;
    // `left` counts from the right edge in pdfkit.
    const place = { expanded: false, fit: false, left: doc.page.width, top: sheet.y };
    if (level === 2) section = doc.outline.addItem(short, place);
    if (level === 3) section.addItem(short, place);
  };
}

/** Running title and page numbers, once it is known how many pages there are. */
function decoratePages(sheet: Sheet, runningTitle: string): void {
  const { doc, area } = sheet;
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    doc.switchToPage(page);
    sheet.decoration('Pagination', () => {
      const place: Line = [{ text: `Seite ${page + 1} von ${count}`, bold: false }];
      const draft: Line = [{ text: 'Entwurf, nicht beglaubigt', bold: false }];
      const foot = area.bottom + 22;
      sheet.drawLine(draft, area.left, foot, small);
      sheet.drawLine(place, area.left + area.width - sheet.widthOf(place, small), foot, small);
      if (page === start) return;
      const [line, more] = sheet.wrap([{ text: runningTitle, bold: false }], area.width - 10, small);
      const running = more ? [...(line ?? []), { text: '…', bold: false }] : (line ?? []);
      sheet.drawLine(running, area.left, area.top - 30, small);
    });
  }
}

function collect(doc: PDFKit.PDFDocument): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    doc.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
    doc.end();
  });
}
