/**
 * The agenda of one sitting as a CSV file. Columns, in any order and case, German or English:
 *   Nr, TOP                               number
 *   Titel, Betreff                        title, subject
 *   Öffentlich (ja/nein/ö/nö/x)           public (yes/no)
 *   Berichterstatter                      reporter
 *   Vorlage, Drucksache                   paper reference
 *   Link                                  link, url
 * An item that does not say it is public counts as non-public.
 */
import type { AgendaDraft } from '../../protocols/models/council.ts';
import { createDoubts, type Doubts } from '../../protocols/oparl/doubts.ts';
import { parseLink } from '../../protocols/oparl/links.ts';
import { maxTitleLength, missingTitle } from '../../protocols/oparl/meetings.ts';
import { cut } from '../../protocols/oparl/values.ts';
import { readTable, type Columns, type TableRow } from './csv-table.ts';
import { readPublic } from './csv-words.ts';
import { limits, type FileRead, type Found } from './found.ts';

type Column = 'number' | 'title' | 'public' | 'nonPublic' | 'reporter' | 'matter' | 'link';

const columns: Columns<Column> = {
  number: ['nr', 'nummer', 'top', 'top nr', 'tagesordnungspunkt', 'number', 'no', 'item'],
  title: ['titel', 'betreff', 'bezeichnung', 'gegenstand', 'thema', 'title', 'subject'],
  public: ['öffentlich', 'öff', 'oeffentlich', 'öffentlichkeit', 'ö/nö', 'ö', 'public'],
  nonPublic: ['nichtöffentlich', 'nicht öffentlich', 'nö', 'non public', 'nonpublic'],
  reporter: [
    'berichterstatter',
    'berichterstatterin',
    'berichterstattung',
    'berichterstatter/in',
    'bericht',
    'reporter',
  ],
  matter: [
    'vorlage',
    'vorlagennummer',
    'vorlagen nr',
    'drucksache',
    'drucksachennummer',
    'aktenzeichen',
    'reference',
    'paper',
  ],
  link: ['link', 'url', 'dokument', 'adresse'],
};

/** `name`: of the file, for the sitting's title. Without `found`: no agenda; the last doubt says why. */
export function importAgenda(bytes: Uint8Array, name: string): FileRead {
  const doubts = createDoubts();
  const table = readTable(bytes, columns, (found) => found.has('title'), limits.items, doubts);
  if (!table) return { doubts: doubts.list() };
  for (const column of table.unknown) doubts.add('csv-unknown-column', { column });
  const saysPublic = table.columns.has('public') || table.columns.has('nonPublic');
  if (!saysPublic) doubts.add('csv-no-public-column');
  const title =
    cut(
      name
        .replace(/\.[a-z]{2,4}$/i, '')
        .replace(/[\p{Cc}\s]+/gu, ' ')
        .trim(),
      160,
    ) || missingTitle;
  if (table.rows.length >= limits.items && !table.isComplete)
    doubts.add('too-many-items', { title, max: limits.items });
  const items = table.rows.map((row) => itemOf(row, saysPublic, doubts));
  const found: Found = {
    people: [],
    bodies: [],
    // No file of an agenda says the day it is for.
    sittings: [{ title, date: '', items }],
    doubts: doubts.list(),
    isComplete: table.isComplete,
    listsEverybody: false,
  };
  return { found, doubts: found.doubts };
}

function itemOf(row: TableRow<Column>, saysPublic: boolean, doubts: Doubts): AgendaDraft {
  const number = row.cell('number') ?? '';
  const title = row.cell('title');
  const shown = title ?? missingTitle;
  if (title === undefined) doubts.add('no-title', { number });
  if (shown.length > maxTitleLength) doubts.add('title-cut', { title: shown, max: maxTitleLength });
  if (number === '') doubts.add('no-number', { title: shown });
  if (number.length > 20) doubts.add('number-cut', { number, max: 20 });
  const reporter = row.cell('reporter');
  const matter = row.cell('matter');
  if (matter !== undefined && matter.length > 80) doubts.add('reference-dropped', { reference: matter });
  const address = row.cell('link');
  const link = parseLink(address);
  if (address !== undefined && link === undefined) doubts.add('bad-link', { field: 'Link', where: shown });
  return {
    number: cut(number, 20),
    title: cut(shown, maxTitleLength),
    isPublic: publicOf(row, number, shown, saysPublic, doubts),
    ...(reporter === undefined ? {} : { reporter: cut(reporter, 120) }),
    ...(link === undefined ? {} : { paper: link }),
    ...(matter === undefined || matter.length > 80 ? {} : { matter }),
  };
}

function publicOf(
  row: TableRow<Column>,
  number: string,
  title: string,
  saysPublic: boolean,
  doubts: Doubts,
): boolean {
  const cell = row.cell('public');
  const opposite = row.cell('nonPublic');
  if (cell === undefined && opposite === undefined) {
    if (saysPublic) doubts.add('no-public-flag', { number, title });
    return false;
  }
  const said = [
    cell === undefined ? [] : [readPublic(cell)],
    opposite === undefined ? [] : [readPublic(opposite, true)],
  ].flat();
  if (said.includes(undefined))
    doubts.add('csv-public-unclear', { number, title, value: cell ?? opposite ?? '' });
  // Public only where nothing speaks against it.
  return said.every((each) => each === true);
}
