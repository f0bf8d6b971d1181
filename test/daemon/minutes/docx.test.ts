/** The Word document, as Word reads it: its XML. */
import { describe, expect, test } from 'vitest';
import { makeDocument } from '../../../daemon/minutes/blocks.ts';
import { writeDocx } from '../../../daemon/minutes/docx.ts';
import { withoutZipTimes } from '../../../daemon/minutes/zip-times.ts';
import { wordsOf } from './block-words.ts';
import { evening, nasty } from './evenings.ts';
import { unzip } from './unzip.ts';

const part = (docx: Uint8Array, name: string): string => unzip(docx).get(name) ?? '';

function textOf(xml: string): string {
  return [...xml.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)]
    .map(([, text = '']) => text)
    .join('')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}

describe('the Word document', () => {
  test.each([
    ['an evening', evening],
    ['the nasty one', nasty],
  ])('says all that %s has, in order', async (_name, minutes) => {
    const xml = part(await writeDocx(minutes), 'word/document.xml');
    const bare = (text: string): string => text.replace(/\s/g, '');
    expect(bare(textOf(xml))).toBe(bare(wordsOf(makeDocument(minutes).blocks, '')));
  });

  test('has real headings, and repeats the header rows of its tables', async () => {
    const xml = part(await writeDocx(evening), 'word/document.xml');
    const count = (pattern: RegExp): number => xml.match(pattern)?.length ?? 0;
    expect(count(/<w:pStyle w:val="Heading1"\/>/g)).toBe(1);
    expect(count(/<w:pStyle w:val="Heading2"\/>/g)).toBe(8);
    expect(count(/<w:pStyle w:val="Heading3"\/>/g)).toBe(25);
    const tables = makeDocument(evening).blocks.filter(({ type }) => type === 'table');
    expect(count(/<w:tblHeader\/>/g)).toBe(tables.length);
    // A heading that says it is not bold would not look like one.
    expect(xml).not.toMatch(/<w:b w:val="(false|0)"/);
  });

  test('is German, on A4, with numbered pages and a title', async () => {
    const docx = await writeDocx(nasty);
    expect(part(docx, 'word/styles.xml')).toMatch(/<w:lang [^>]*w:val="de-DE"/);
    expect(part(docx, 'word/document.xml')).toMatch(/<w:pgSz [^>]*w:w="11906"/);
    const footers = [...unzip(docx)].filter(([name]) => /footer\d\.xml$/.test(name));
    expect(footers).toHaveLength(2);
    for (const [, xml] of footers) expect(xml).toMatch(/PAGE.*NUMPAGES/s);
    expect(part(docx, 'docProps/core.xml')).toContain(
      '<dc:title>Niederschrift (Entwurf), Ausschuss für &lt;Bau&gt; &amp; "Verkehr" – Größe: Äußerst 🏛️, ',
    );
  });

  test('is the same bytes for the same minutes', async () => {
    const [first, second] = [await writeDocx(evening), await writeDocx(evening)];
    expect(Buffer.compare(first, second)).toBe(0);
    // No time of packing in the first file's header: 1 January 1980, 00:00.
    expect([first[10], first[11], first[12], first[13]]).toEqual([0, 0, 0x21, 0]);
    expect(part(first, 'docProps/core.xml')).toContain('2026-11-25T20:35:00Z');
  });

  test('what is not a zip is not touched', () => {
    expect(() => withoutZipTimes(new Uint8Array(40))).toThrow(RangeError);
    expect(() => withoutZipTimes(new Uint8Array(3))).toThrow(RangeError);
  });
});
