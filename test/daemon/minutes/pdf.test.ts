/** The PDF, as other programs read it. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Minutes } from '../../../daemon/chamber/minutes/minutes.ts';
import { makeDocument } from '../../../daemon/minutes/blocks.ts';
import { inVisualOrder, wrap } from '../../../daemon/minutes/pdf-wrap.ts';
import { writePdf } from '../../../daemon/minutes/pdf.ts';
import { wordsOf } from './block-words.ts';
import { evening, nasty } from './evenings.ts';
import { missingPoppler, pageStreams, poppler } from './poppler.ts';

const note = missingPoppler.length > 0 ? ` (skipped, missing: ${missingPoppler.join(', ')})` : '';
const bare = (text: string): string => text.replace(/\s/g, '');

/** The text of the structure tree, in its order. */
const readOut = (structure: string): string =>
  [...structure.matchAll(/^ +"(.*)"$/gm)].map(([, text = '']) => text).join(' ');

describe.skipIf(missingPoppler.length > 0)(`the PDF${note}`, () => {
  let pdf: Uint8Array;
  let nastyPdf: Uint8Array;
  let structure: string;
  beforeAll(async () => {
    [pdf, nastyPdf] = [await writePdf(evening), await writePdf(nasty)];
    structure = poppler('pdfinfo', ['-struct-text'], pdf);
  });

  test('is tagged, German, 1.7, A4 and shows its title', () => {
    const info = poppler('pdfinfo', [], pdf);
    expect(info).toMatch(/^Tagged: +yes$/m);
    expect(info).toMatch(/^PDF version: +1\.7$/m);
    expect(info).toMatch(/^Page size: +595\.28 x 841\.89 pts \(A4\)$/m);
    expect(info).toMatch(
      /^Title: +Niederschrift \(Entwurf\), Stadtvertretung, Mittwoch, 25\. November 2026/m,
    );
    const raw = Buffer.from(pdf).toString('latin1');
    expect(raw).toContain('/Lang (de-DE)');
    expect(raw).toContain('/DisplayDocTitle true');
  });

  test('is read out whole and in order by its structure', () => {
    expect(bare(readOut(structure))).toBe(bare(wordsOf(makeDocument(evening).blocks, '•')));
  });

  test('has headings in steps, tables with scoped headers, lists with marks', () => {
    const count = (pattern: RegExp): number => structure.match(pattern)?.length ?? 0;
    expect([count(/^ *H1 /gm), count(/^ *H2 /gm), count(/^ *H3 /gm)]).toEqual([1, 8, 25]);
    const { blocks } = makeDocument(evening);
    const columns = blocks.flatMap((block) => (block.type === 'table' ? block.columns : []));
    const facts = blocks.flatMap((block) => (block.type === 'facts' ? block.rows : []));
    expect(count(/TH:?.*\n +\/Scope \/Column/g)).toBe(columns.length);
    expect(count(/TH:?.*\n +\/Scope \/Row/g)).toBe(facts.length);
    const items = blocks.flatMap((block) => (block.type === 'list' ? block.items : []));
    expect([count(/^ *LI\b/gm), count(/^ *Lbl\b/gm), count(/^ *LBody\b/gm)]).toEqual(
      Array.from({ length: 3 }, () => items.length),
    );
  });

  test('paints nothing that is neither structure nor marked as decoration', () => {
    for (const document of [pdf, nastyPdf]) {
      const streams = pageStreams(document);
      expect(streams.length).toBeGreaterThan(10);
      for (const stream of streams) {
        let depth = 0;
        for (const line of stream.split('\n')) {
          if (/ (BDC|BMC)$/.test(line)) depth++;
          else if (line === 'EMC') depth--;
          else if (/(^| )(TJ|Tj|f|f\*|S|B|b)$/.test(line)) expect(depth, line).toBeGreaterThan(0);
        }
        expect(depth).toBe(0);
      }
    }
  });

  test('embeds its fonts with a way back to Unicode', () => {
    const fonts = poppler('pdffonts', [], pdf).trim().split('\n').slice(2);
    expect(fonts).toHaveLength(2);
    for (const font of fonts) expect(font).toMatch(/DejaVuSansCondensed.* yes yes yes +\d+ +\d+$/);
  });

  test('numbers its pages and says on each that it is a draft', () => {
    const pages = poppler('pdftotext', ['-layout'], pdf).split('\f').slice(0, -1);
    expect(pages.length).toBeGreaterThan(10);
    pages.forEach((page, index) => {
      expect(page).toContain(`Seite ${index + 1} von ${pages.length}`);
      expect(page).toContain('Entwurf, nicht beglaubigt');
    });
  });

  test('has a bookmark for every section and item', () => {
    const raw = Buffer.from(pdf).toString('latin1');
    expect(raw.match(/\/Dest \[\d+ 0 R \/XYZ/g)).toHaveLength(8 + 25);
  });

  test('holds long titles, emoji and right-to-left names, and divides rows that are longer than a page', () => {
    const text = poppler('pdftotext', ['-layout'], nastyPdf);
    for (const end of ['ENDE-A', 'ENDE-B', 'ENDE-C', 'ENDE-D', 'Ende des Titels', '漢字', 'כל הכבוד', '😀'])
      expect(text.replace(/-\s+/g, '-')).toContain(end);
    const read = bare(readOut(poppler('pdfinfo', ['-struct-text'], nastyPdf)));
    expect(read.match(/ß/g)?.length).toBeGreaterThanOrEqual(2 * 5000);
    expect(read.match(/Donaudampf/g)?.length).toBe(
      bare(wordsOf(makeDocument(nasty).blocks, '')).match(/Donaudampf/g)?.length,
    );
  });

  test('has well-formed metadata whatever the body is called', () => {
    const metadata = poppler('pdfinfo', ['-meta'], nastyPdf);
    expect(metadata).toMatch(
      /x-default">Niederschrift \(Entwurf\), Ausschuss für ‹Bau› und "Verkehr" – Größe/,
    );
    const names = [...metadata.matchAll(/<(\/?)([\w:]+)[^<>]*?(\/?)>/g)];
    expect(metadata.replace(/<[^<>]*>/g, '')).not.toMatch(/[<>&]/);
    expect(names.filter(([, end]) => end === '/')).toHaveLength(
      names.filter(([, end, , single]) => end !== '/' && single !== '/').length,
    );
  });

  test('is the same bytes for the same minutes', async () => {
    expect(Buffer.compare(await writePdf(evening), pdf)).toBe(0);
    expect(poppler('pdfinfo', ['-rawdates'], pdf)).toMatch(/^CreationDate: +D:20261125203500Z$/m);
  });

  test('an empty sitting makes a document too', async () => {
    const empty: Minutes = {
      ...evening,
      openedAt: null,
      closedAt: null,
      chairs: [],
      quorum: [],
      presence: [],
      items: [],
      interruptions: [],
      corrections: [],
    };
    const text = poppler('pdftotext', [], await writePdf(empty));
    expect(text).toContain('nicht eröffnet');
    expect(text).toContain('Seite 1 von 1');
  });
});

describe('lines', () => {
  const measure = (text: string): number => text.length;
  const lines = (text: string, width: number): readonly string[] =>
    wrap([{ text, bold: false }], width, measure).map((line) => line.map((run) => run.text).join(''));

  test('break at spaces and hyphens, inside a word only where it must be', () => {
    expect(lines('eins zwei drei', 9)).toEqual(['eins zwei ', 'drei']);
    expect(lines('Ost-West-Achse', 9)).toEqual(['Ost-West-', 'Achse']);
    expect(lines('a abcdefghij k', 4)).toEqual(['a ', 'abcd', 'efgh', 'ij k']);
    expect(lines('a\n\nb', 4)).toEqual(['a ', '', 'b']);
    expect(lines('', 4)).toEqual(['']);
  });

  test('keep bold and plain apart, on one line', () => {
    const [line] = wrap(
      [
        { text: 'Beschluss:', bold: true },
        { text: ' ja', bold: false },
      ],
      40,
      measure,
    );
    expect(line).toEqual([
      { text: 'Beschluss:', bold: true },
      { text: ' ja', bold: false },
    ]);
  });

  test('words from right to left change places among themselves, the others stay', () => {
    expect(inVisualOrder('Frau שלום עליכם spricht')).toEqual([
      'Frau',
      ' ',
      'עליכם',
      ' ',
      'שלום',
      ' ',
      'spricht',
    ]);
    expect(inVisualOrder('nur links')).toEqual(['nur links']);
  });
});
