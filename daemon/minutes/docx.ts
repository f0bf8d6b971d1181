/**
 * Minutes as a Word document to go on writing in: real heading styles, tables with repeated header rows, German
 * as its language, A4, page numbers. The same minutes make the same bytes.
 */
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  WidthType,
} from 'docx';
import type { Minutes } from '../chamber/minutes/minutes.ts';
import { makeDocument, type Block, type Column } from './blocks.ts';
import { coreProperties, styles } from './docx-styles.ts';
import { withoutZipTimes } from './zip-times.ts';

/** Twips, twentieths of a point. */
const page = { width: 11_906, height: 16_838, top: 1480, right: 1134, bottom: 1360, left: 1418 } as const;
const textWidth = page.width - page.left - page.right;
const factsShare = 23;

export async function writeDocx(minutes: Minutes): Promise<Uint8Array> {
  const { title, runningTitle, blocks, at } = makeDocument(minutes);
  const document = new Document({
    title,
    styles,
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { width: page.width, height: page.height },
            margin: { top: page.top, right: page.right, bottom: page.bottom, left: page.left },
          },
        },
        headers: {
          first: new Header({ children: [new Paragraph('')] }),
          default: new Header({ children: [new Paragraph({ text: runningTitle, style: 'Header' })] }),
        },
        footers: { first: footer(), default: footer() },
        children: blocks.flatMap((block) => writeBlock(block)),
      },
    ],
  });
  const packed = await Packer.toBuffer(document, undefined, [coreProperties(title, at)]);
  return withoutZipTimes(packed);
}

const footer = (): Footer =>
  new Footer({
    children: [
      new Paragraph({
        style: 'Footer',
        tabStops: [{ type: TabStopType.RIGHT, position: textWidth }],
        children: [
          new TextRun('Entwurf, nicht beglaubigt\t'),
          new TextRun({ children: ['Seite ', PageNumber.CURRENT, ' von ', PageNumber.TOTAL_PAGES] }),
        ],
      }),
    ],
  });

const headingLevels = {
  1: HeadingLevel.HEADING_1,
  2: HeadingLevel.HEADING_2,
  3: HeadingLevel.HEADING_3,
} as const;

const toneStyles = { subtitle: 'Subtitle', notice: 'Notice', decision: 'Decision' } as const;

function writeBlock(block: Block): readonly (Paragraph | Table)[] {
  switch (block.type) {
    case 'heading':
      return [new Paragraph({ heading: headingLevels[block.level], children: runs(block.text) })];
    case 'paragraph':
      return [
        new Paragraph({
          ...(block.tone ? { style: toneStyles[block.tone] } : {}),
          children: labelled(block.label, block.text),
        }),
      ];
    case 'list':
      return [
        ...(block.caption ? [caption(block.caption)] : []),
        ...block.items.map(
          ({ label, text }) =>
            new Paragraph({ style: 'ListParagraph', bullet: { level: 0 }, children: labelled(label, text) }),
        ),
      ];
    case 'facts':
      return [facts(block.rows), gap()];
    case 'table':
      return [...(block.caption ? [caption(block.caption)] : []), table(block.columns, block.rows), gap()];
  }
}

/** Text with its line breaks. Bold is said where it is wanted only: a style's own would be undone by a no. */
const runs = (text: string, bold = false): readonly TextRun[] =>
  text
    .split('\n')
    .map(
      (line, index) =>
        new TextRun({ text: line, ...(bold ? { bold } : {}), ...(index > 0 ? { break: 1 } : {}) }),
    );

const labelled = (label: string | undefined, text: string): readonly TextRun[] =>
  label ? [...runs(`${label} `, true), ...runs(text)] : runs(text);

const caption = (text: string): Paragraph =>
  new Paragraph({ style: 'Caption', keepNext: true, children: runs(text) });

/** Two tables without a paragraph between them would become one. */
const gap = (): Paragraph => new Paragraph({ style: 'Gap' });

const rule = { style: BorderStyle.SINGLE, size: 4, color: 'B4BAC2' } as const;
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const margins = { top: 40, bottom: 40, left: 80, right: 80 } as const;

function table(columns: readonly Column[], rows: readonly (readonly string[])[]): Table {
  const widths = columns.map(({ share }) => Math.round((textWidth * share) / 100));
  const cell = (text: string, index: number, isHeader: boolean): TableCell =>
    new TableCell({
      width: { size: widths[index] ?? 0, type: WidthType.DXA },
      ...(isHeader ? { shading: { type: ShadingType.CLEAR, fill: 'E8EBEF', color: 'auto' } } : {}),
      children: [
        new Paragraph({
          style: 'TableText',
          ...(columns[index]?.align === 'right' ? { alignment: AlignmentType.RIGHT } : {}),
          children: runs(text, isHeader),
        }),
      ],
    });
  return new Table({
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    margins,
    borders: {
      top: rule,
      bottom: rule,
      left: none,
      right: none,
      insideHorizontal: rule,
      insideVertical: none,
    },
    tableLook: { firstRow: true, firstColumn: false, noVBand: true },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: columns.map(({ title }, index) => cell(title, index, true)),
      }),
      ...rows.map((row) => new TableRow({ children: row.map((text, index) => cell(text, index, false)) })),
    ],
  });
}

function facts(rows: readonly (readonly [string, string])[]): Table {
  const name = Math.round((textWidth * factsShare) / 100);
  const widths = [name, textWidth - name];
  return new Table({
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    margins,
    borders: {
      top: none,
      bottom: none,
      left: none,
      right: none,
      insideHorizontal: none,
      insideVertical: none,
    },
    tableLook: { firstRow: false, firstColumn: true, noHBand: true },
    rows: rows.map(
      (row) =>
        new TableRow({
          children: row.map(
            (text, index) =>
              new TableCell({
                width: { size: widths[index] ?? 0, type: WidthType.DXA },
                children: [new Paragraph({ style: 'FactText', children: runs(text, index === 0) })],
              }),
          ),
        }),
    ),
  });
}
