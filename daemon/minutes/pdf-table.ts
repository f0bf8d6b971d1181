/**
 * Tables over several pages: a row that does not fit goes on the next page, one that is higher than a page is
 * divided between lines, and the header is repeated (as decoration: read out it would be noise).
 */
import type { Column } from './blocks.ts';
import type { Line } from './pdf-wrap.ts';
import type { Element, Sheet, TextStyle } from './pdf-sheet.ts';

interface Cell {
  readonly element: Element | null;
  readonly type: 'TH' | 'TD';
  readonly lines: readonly Line[];
}

interface Grid {
  readonly columns: readonly { readonly x: number; readonly width: number; readonly right: boolean }[];
  readonly style: TextStyle;
  /** Left and right of a cell's text, pt. */
  readonly inset: number;
  readonly isRuled: boolean;
}

const style: TextStyle = { size: 9 };
const inset = 4;
const paddingY = 2.5;
const headerFill = '#e8ebef';
const ruleColor = '#b4bac2';

export function drawTable(
  sheet: Sheet,
  table: Element,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): void {
  const grid = makeGrid(sheet, columns, { style, inset, isRuled: true });
  const headerCells = (row: Element | null): readonly Cell[] =>
    columns.map(({ title }, index) => ({
      element: row && sheet.addElement(row, 'TH', { scope: 'Column' }),
      type: 'TH',
      lines: wrapCell(sheet, grid, index, title, true),
    }));
  const headerHeight = rowHeight(sheet, grid, headerCells(null));
  const firstRow = rows[0]?.map((text, index) => ({
    element: null,
    type: 'TD' as const,
    lines: wrapCell(sheet, grid, index, text, false),
  }));
  sheet.ensureRoom(headerHeight + Math.min(firstRow ? rowHeight(sheet, grid, firstRow) : 0, 80));
  const header = sheet.addElement(table, 'TR');
  drawHeader(sheet, grid, headerCells(header));
  header.end();
  for (const row of rows) {
    const element = sheet.addElement(table, 'TR');
    const cells = row.map((text, index): Cell => ({
      element: sheet.addElement(element, 'TD'),
      type: 'TD',
      lines: wrapCell(sheet, grid, index, text, false),
    }));
    drawRow(sheet, grid, cells, () => drawHeader(sheet, grid, headerCells(null)));
    element.end();
  }
}

/** Pairs of a name, which is the row's header, and what it is. */
export function drawFacts(
  sheet: Sheet,
  table: Element,
  rows: readonly (readonly [string, string])[],
  nameShare: number,
): void {
  const columns = [
    { title: '', share: nameShare },
    { title: '', share: 100 - nameShare },
  ];
  const grid = makeGrid(sheet, columns, { style: { size: 10 }, inset: 0, isRuled: false });
  for (const [name, value] of rows) {
    const row = sheet.addElement(table, 'TR');
    const cells: readonly Cell[] = [
      {
        element: sheet.addElement(row, 'TH', { scope: 'Row' }),
        type: 'TH',
        lines: wrapCell(sheet, grid, 0, name, true),
      },
      {
        element: sheet.addElement(row, 'TD'),
        type: 'TD',
        lines: wrapCell(sheet, grid, 1, value, false),
      },
    ];
    drawRow(sheet, grid, cells, () => {});
    row.end();
  }
}

function makeGrid(sheet: Sheet, columns: readonly Column[], look: Omit<Grid, 'columns'>): Grid {
  let x = sheet.area.left;
  return {
    ...look,
    columns: columns.map(({ share, align }) => {
      const width = (sheet.area.width * share) / 100;
      const column = { x, width, right: align === 'right' };
      x += width;
      return column;
    }),
  };
}

function wrapCell(sheet: Sheet, grid: Grid, index: number, text: string, bold: boolean): readonly Line[] {
  const width = (grid.columns[index]?.width ?? 0) - 2 * grid.inset;
  return text === '' ? [] : sheet.wrap([{ text, bold }], width, grid.style);
}

function rowHeight(sheet: Sheet, grid: Grid, cells: readonly Cell[]): number {
  return Math.max(1, ...cells.map(({ lines }) => lines.length)) * sheet.lineHeight(grid.style) + 2 * paddingY;
}

function drawHeader(sheet: Sheet, grid: Grid, cells: readonly Cell[]): void {
  const height = rowHeight(sheet, grid, cells);
  sheet.decoration('Layout', () =>
    sheet.doc.rect(sheet.area.left, sheet.y, sheet.area.width, height).fill(headerFill),
  );
  drawCells(sheet, grid, cells, 0, Number.POSITIVE_INFINITY);
  sheet.y += height;
  drawRule(sheet);
}

function drawRow(sheet: Sheet, grid: Grid, cells: readonly Cell[], onNewPage: () => void): void {
  const lineHeight = sheet.lineHeight(grid.style);
  const count = Math.max(1, ...cells.map(({ lines }) => lines.length));
  const pageHeight = sheet.area.bottom - sheet.area.top;
  // Divided only when it is a large part of a page: a row is read best in one piece.
  const mayDivide = rowHeight(sheet, grid, cells) > pageHeight / 3;
  for (let done = 0; done < count;) {
    const room = Math.floor((sheet.area.bottom - sheet.y - 2 * paddingY) / lineHeight + 1e-6);
    const left = count - done;
    if (room < (mayDivide ? Math.min(3, left) : left)) {
      sheet.newPage();
      onNewPage();
      continue;
    }
    const taken = Math.min(room, left);
    drawCells(sheet, grid, cells, done, done + taken);
    sheet.y += taken * lineHeight + 2 * paddingY;
    if (grid.isRuled) drawRule(sheet);
    done += taken;
  }
  for (const { element } of cells) element?.end();
}

function drawCells(sheet: Sheet, grid: Grid, cells: readonly Cell[], from: number, to: number): void {
  const lineHeight = sheet.lineHeight(grid.style);
  cells.forEach(({ element, type, lines }, index) => {
    const column = grid.columns[index];
    const portion = lines.slice(from, to);
    if (!column || portion.length === 0) return;
    const draw = (): void =>
      portion.forEach((line, row) => {
        const free = column.width - 2 * grid.inset - sheet.widthOf(line, grid.style);
        const x = column.x + grid.inset + (column.right ? free : 0);
        sheet.drawLine(line, x, sheet.y + paddingY + row * lineHeight, grid.style);
      });
    if (element) sheet.tagged(element, type, draw);
    else sheet.decoration('Pagination', draw);
  });
}

function drawRule(sheet: Sheet): void {
  const { left, width } = sheet.area;
  sheet.decoration('Layout', () =>
    sheet.doc
      .moveTo(left, sheet.y)
      .lineTo(left + width, sheet.y)
      .lineWidth(0.5)
      .stroke(ruleColor),
  );
}
