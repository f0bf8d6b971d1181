/**
 * The page one writes on: where the next line goes, what of a line the font can show, and that everything is
 * either part of the document's structure or marked as decoration, as screen readers need it.
 */
import { fileURLToPath } from 'node:url';
import PDFDocument from 'pdfkit';
import { inVisualOrder, wrap, type Line, type Run } from './pdf-wrap.ts';

export type Element = PDFKit.PDFStructureElement;

export interface TextStyle {
  /** pt */
  readonly size: number;
  readonly color?: string;
}

export interface Sheet {
  readonly doc: PDFKit.PDFDocument;
  /** The text area, pt from the page's upper left corner. */
  readonly area: {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly bottom: number;
  };
  /** The upper edge of what comes next. */
  y: number;
  lineHeight(style: TextStyle): number;
  wrap(runs: readonly Run[], width: number, style: TextStyle): readonly Line[];
  widthOf(line: Line, style: TextStyle): number;
  /** Inside `tagged` or `decoration` only. */
  drawLine(line: Line, x: number, y: number, style: TextStyle): void;
  /** Adds a structure element; end it when its content is complete. */
  addElement(parent: Element, type: string, attributes?: object): Element;
  /** Content that belongs to the element. */
  tagged(element: Element, type: string, draw: () => void): void;
  /** Rules, fillings, page numbers: nothing a screen reader should read. */
  decoration(kind: 'Layout' | 'Pagination', draw: () => void): void;
  /** Goes on a new page unless there is room for this many pt. */
  ensureRoom(height: number): void;
  newPage(): void;
  /** Lines one after the other, over as many pages as it takes. `indent` is from the left edge of the area. */
  flow(
    element: Element,
    type: string,
    lines: readonly Line[],
    style: TextStyle,
    indent?: number,
    decorate?: (top: number, bottom: number) => void,
  ): void;
}

const fontFiles = {
  regular: import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf'),
  bold: import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf'),
} as const;
/** Of the size; what the font itself does not need is shared between above and below the letters. */
const lineSpacing = 1.38;
const missingGlyph = '□';

const a4 = { width: 595.28, height: 841.89 } as const;
const margins = { left: 71, right: 57, top: 74, bottom: 68 } as const;

export function createSheet(options: { title: string; at: number }): Sheet {
  const date = new Date(options.at);
  const doc = new PDFDocument({
    size: 'A4',
    margins,
    pdfVersion: '1.7',
    tagged: true,
    lang: 'de-DE',
    displayTitle: true,
    bufferPages: true,
    // The same minutes make the same bytes.
    info: {
      Title: options.title,
      Creator: 'Saalregie',
      Producer: 'PDFKit',
      CreationDate: date,
      ModDate: date,
    },
  });
  doc.registerFont('regular', fileURLToPath(fontFiles.regular));
  doc.registerFont('bold', fileURLToPath(fontFiles.bold));

  const fonts = { regular: openFont('regular'), bold: openFont('bold') };
  function openFont(name: 'regular' | 'bold') {
    doc.font(name);
    // Not in the types, but the only way to know what a font has; a missing glyph is an error in PDF/UA.
    const { font } = (doc as unknown as { _font: { font: FontFile } })._font;
    return {
      name,
      widths: new Map<string, number>(),
      has: (code: number) => font.hasGlyphForCodePoint(code),
    };
  }

  function shown(text: string, bold: boolean): string {
    const { has } = bold ? fonts.bold : fonts.regular;
    return text.replace(/[^\x20-\x7EäöüÄÖÜß]/gu, (character) =>
      has(character.codePointAt(0) ?? 0) ? character : missingGlyph,
    );
  }

  /** Of the shown text at 1 pt. */
  function unitWidth(text: string, bold: boolean): number {
    const { name, widths } = bold ? fonts.bold : fonts.regular;
    const known = widths.get(text);
    if (known !== undefined) return known;
    const width = doc.font(name).fontSize(1).widthOfString(shown(text, bold));
    widths.set(text, width);
    return width;
  }

  const widthOf = (line: Line, { size }: TextStyle): number =>
    line.reduce((sum, { text, bold }) => sum + unitWidth(text.trimEnd(), bold) * size, 0);

  function drawRun({ text, bold }: Run, x: number, y: number, size: number): number {
    doc.font(bold ? 'bold' : 'regular').fontSize(size);
    const letters = shown(text, bold);
    // What the font cannot show is still read out and copied as it is.
    if (letters !== text) doc.markContent('Span', { actual: text });
    let at = x;
    for (const piece of inVisualOrder(letters)) {
      doc.text(piece, at, y, { lineBreak: false });
      at += doc.widthOfString(piece);
    }
    if (letters !== text) doc.endMarkedContent();
    return at;
  }

  const sheet: Sheet = {
    doc,
    area: {
      left: margins.left,
      top: margins.top,
      width: a4.width - margins.left - margins.right,
      bottom: a4.height - margins.bottom,
    },
    y: margins.top,
    lineHeight: ({ size }) => size * lineSpacing,
    wrap: (runs, width, { size }) => wrap(runs, width, (text, bold) => unitWidth(text, bold) * size),
    widthOf,
    drawLine(line, x, y, { size, color }) {
      doc.fillColor(color ?? '#000000');
      const leading = (size * lineSpacing - doc.font('regular').fontSize(size).currentLineHeight()) / 2;
      let at = x;
      for (const run of line) at = drawRun(run, at, y + leading, size);
    },
    addElement(parent, type, attributes) {
      const element = doc.struct(type, attributes);
      parent.add(element);
      return element;
    },
    tagged(element, type, draw) {
      const content = doc.markStructureContent(type);
      draw();
      doc.endMarkedContent();
      element.add(content);
    },
    decoration(kind, draw) {
      doc.markContent('Artifact', { type: kind });
      draw();
      doc.endMarkedContent();
    },
    ensureRoom(height) {
      if (sheet.y > margins.top && sheet.y + height > sheet.area.bottom) sheet.newPage();
    },
    newPage() {
      doc.addPage();
      sheet.y = margins.top;
    },
    flow(element, type, lines, style, indent = 0, decorate) {
      const height = sheet.lineHeight(style);
      for (let next = 0; next < lines.length;) {
        sheet.ensureRoom(height);
        const fitting = Math.max(1, Math.floor((sheet.area.bottom - sheet.y) / height + 1e-6));
        const portion = lines.slice(next, next + fitting);
        const top = sheet.y;
        decorate?.(top, top + portion.length * height);
        sheet.tagged(element, type, () => {
          portion.forEach((line, index) =>
            sheet.drawLine(line, sheet.area.left + indent, top + index * height, style),
          );
        });
        sheet.y = top + portion.length * height;
        next += portion.length;
      }
    },
  };
  return sheet;
}

interface FontFile {
  hasGlyphForCodePoint(code: number): boolean;
}
