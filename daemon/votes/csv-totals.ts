/** Totals of an external vote from a CSV file: one line for each option, its label and its votes. */
import { parse } from 'csv-parse/sync';
import type { ErrorCode } from '../../protocols/api/errors.ts';
import type { Ballot } from '../chamber/ballot/state.ts';

export type CsvTotals =
  | { readonly ok: true; readonly counts: Readonly<Record<string, number>>; readonly invalid: number }
  | { readonly ok: false; readonly error: Extract<ErrorCode, 'result-unusable' | 'unknown-ballot'> };

const invalidWords = ['ungültig', 'ungueltig', 'invalid'];
const maxVotes = 10_000;

/** Every option must stand there once, with a whole number; anything else is not guessed. */
export function totalsFromCsv({ options }: Pick<Ballot, 'options'>, text: string): CsvTotals {
  const unusable: CsvTotals = { ok: false, error: 'result-unusable' };
  const rows = rowsOf(text);
  if (!rows) return unusable;
  const counts: Record<string, number> = {};
  let invalid = 0;
  for (const [label = '', votes = ''] of rows) {
    const words = label.trim().toLocaleLowerCase('de');
    const isNumber = /^\s*\d{1,5}\s*$/.test(votes) && Number(votes) <= maxVotes;
    const option = options.find((each) => each.label.toLocaleLowerCase('de') === words || each.id === words);
    if (!option && !invalidWords.includes(words)) {
      // A headline above, a sum below.
      if (isNumber && !/^(summe|gesamt|total|sum)/.test(words)) return unusable;
      continue;
    }
    if (!isNumber || (option && Object.hasOwn(counts, option.id))) return unusable;
    if (option) counts[option.id] = Number(votes);
    else invalid = Number(votes);
  }
  return options.every(({ id }) => Object.hasOwn(counts, id)) ? { ok: true, counts, invalid } : unusable;
}

function rowsOf(text: string): readonly (readonly string[])[] | undefined {
  const delimiter = [';', '\t', ','].find((each) => text.includes(each)) ?? ';';
  try {
    return parse(text, {
      delimiter,
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    });
  } catch {
    return undefined;
  }
}
