/**
 * A CSV file as German Excel saves it, made rows by header name. Encoding and separator are found out; a
 * file that breaks off in the middle of a quote or of a character yields the rows before.
 */
import { parse } from 'csv-parse/sync';
import type { Doubts } from '../../protocols/oparl/doubts.ts';
import { readText } from '../../protocols/oparl/values.ts';
import { decodeText } from './text.ts';

/** Names of a column in lower case; the first one found counts. */
export type Columns<Name extends string> = Readonly<Record<Name, readonly string[]>>;

export interface Table<Name extends string> {
  readonly rows: readonly TableRow<Name>[];
  readonly columns: ReadonlySet<Name>;
  /** Headers that no column has, as they stand. */
  readonly unknown: readonly string[];
  /** false: the file breaks off, or holds more than was asked for. */
  readonly isComplete: boolean;
}

export interface TableRow<Name extends string> {
  /** As Excel counts: line breaks in quotes make no row, empty rows count. */
  readonly number: number;
  /** One line each, undefined where empty. */
  cell(name: Name): string | undefined;
}

const separators = [';', ',', '\t'] as const;
const maxColumns = 100;
/** One record; a quote that never ends must not take the whole file along. */
const maxRecordLength = 200_000;

/** undefined: no line of the file looks like a header with one of the `required` columns. */
export function readTable<Name extends string>(
  bytes: Uint8Array,
  columns: Columns<Name>,
  isHeader: (found: ReadonlySet<Name>) => boolean,
  maxRows: number,
  doubts: Doubts,
): Table<Name> | undefined {
  const { text, encoding, isTruncated } = decodeText(bytes);
  if (text.trim() === '') {
    doubts.add('csv-empty');
    return undefined;
  }
  // Any bytes at all are Windows-1252: that it was is a guess.
  if (encoding === 'windows-1252') doubts.add('csv-encoding-guessed');
  const { body, separator: named } = withoutHint(text);
  const separator = named ?? findSeparator(body, columns);
  const { records, broken, hasMore } = readRecords(body, separator, maxRows + 1);
  const isLastCut = isTruncated && broken === undefined && !hasMore && !/[\r\n]$/.test(text);
  const whole = isLastCut ? records.slice(0, -1) : records;
  if (isTruncated) doubts.add('csv-truncated', { row: (whole.at(-1)?.number ?? 0) + 1 });
  if (broken !== undefined) doubts.add('csv-broken', { row: broken });

  const [header, ...rest] = whole;
  const { index, unknown } = readHeader(header?.cells ?? [], columns);
  const found = new Set(index.keys());
  if (!isHeader(found)) {
    doubts.add('csv-no-header');
    return undefined;
  }
  return {
    columns: found,
    unknown,
    isComplete: !isTruncated && broken === undefined && !hasMore,
    rows: rest.map(({ number, cells }) => ({
      number,
      cell(name) {
        const place = index.get(name);
        return place === undefined ? undefined : readText(cells[place]);
      },
    })),
  };
}

/** Excel's own hint in the first line, `sep=;`. */
function withoutHint(text: string): { readonly body: string; readonly separator?: string } {
  const hint = /^sep=([;,\t])\r?\n/i.exec(text);
  return hint?.[1] === undefined ? { body: text } : { body: text.slice(hint[0].length), separator: hint[1] };
}

/** The separator under which most headers are known; of equal ones the one that parts most. */
function findSeparator<Name extends string>(text: string, columns: Columns<Name>): string {
  const score = (separator: string): number => {
    const header = readRecords(text.slice(0, maxRecordLength), separator, 1).records[0]?.cells ?? [];
    return readHeader(header, columns).index.size * 1000 + Math.min(header.length, maxColumns);
  };
  const [first] = separators.toSorted((a, b) => score(b) - score(a));
  return first ?? ';';
}

function readHeader<Name extends string>(
  header: readonly string[],
  columns: Columns<Name>,
): { readonly index: ReadonlyMap<Name, number>; readonly unknown: readonly string[] } {
  const index = new Map<Name, number>();
  const unknown: string[] = [];
  const names = Object.keys(columns) as Name[];
  for (const [place, raw] of header.slice(0, maxColumns).entries()) {
    const title = readText(raw);
    if (title === undefined) continue;
    const word = title
      .toLowerCase()
      .replace(/[\s.:*-]+/g, ' ')
      .trim();
    const name = names.find((each) => columns[each].includes(word));
    if (name === undefined || index.has(name)) unknown.push(title);
    else index.set(name, place);
  }
  return { index, unknown };
}

interface CsvRecord {
  readonly number: number;
  readonly cells: readonly string[];
}

function readRecords(
  text: string,
  separator: string,
  max: number,
): { readonly records: readonly CsvRecord[]; readonly broken?: number; readonly hasMore: boolean } {
  const records: CsvRecord[] = [];
  let number = 0;
  let hasMore = false;
  try {
    parse(text, {
      delimiter: separator,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_quotes: true,
      relax_column_count: true,
      max_record_size: maxRecordLength,
      // Collected here and not from what `parse` returns: a broken end throws, and these stay.
      on_record(cells: string[]) {
        number++;
        if (cells.every((cell) => cell.trim() === '')) return null;
        if (records.length >= max) {
          hasMore = true;
          throw new Error('enough');
        }
        records.push({ number, cells });
        return null;
      },
    });
  } catch {
    if (!hasMore) return { records, broken: number + 1, hasMore };
  }
  return { records, hasMore };
}
