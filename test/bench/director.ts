/**
 * `bench director [--data DIR]`: seconds per hour of speech without a close-up in the standard world, our director
 * with its guard beside the reactive policy and the offline optimum; 1 to 4 cameras and a wide; the list of
 * speakers known, right in 70 % or absent. Once with hold and reaction times off, which is what the budgets are
 * about, and once with the config's own numbers.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { budgetsOf } from './director/budgets.ts';
import { measure, seeds } from './director/measure.ts';
import { differences } from './director/published.ts';
import { loadDataSets } from './director/recordings.ts';
import { settings } from './director/standard-hall.ts';
import { printTable } from './table.ts';

/** Beside the checkout: the recordings are not part of the project. */
const defaultFolder = join('..', 'shared', 'data', 'turns');

export async function run(args: readonly string[]): Promise<object> {
  const { values } = parseArgs({ args: [...args], options: { data: { type: 'string' } } });
  const sets = loadDataSets(values.data ?? process.env['SAALREGIE_TURNS'] ?? defaultFolder);
  process.stdout.write(`right70: mean of seeds ${seeds.join(', ')}\n`);
  const rows = sets.flatMap((set) => measure(set, settings.standard));
  process.stdout.write('\nhold and reaction times off:\n');
  printTable(rows.map((row) => ({ ...row })));
  const recorded = new Set(sets.filter(({ isRecorded }) => isRecorded).map(({ name }) => name));
  if (recorded.size > 0) {
    const different = differences(rows);
    process.stdout.write(
      `published figures of the standard world: ${different.length === 0 ? 'reproduced' : different.join('; ')}\n`,
    );
  }
  const default_rows = sets.flatMap((set) => measure(set, settings.defaults));
  process.stdout.write('\nthe numbers of the config, video latency counted:\n');
  printTable(default_rows.map((row) => ({ ...row })));
  const isRecorded = ({ data }: { readonly data: string }): boolean => recorded.has(data);
  const budgets = budgetsOf(rows.filter(isRecorded), [...rows, ...default_rows].filter(isRecorded));
  process.stdout.write('\n');
  printTable(budgets.map((budget) => ({ ...budget, holds: budget.holds ? 'yes' : 'NO' })));
  if (budgets.length === 0) process.stdout.write('budgets: not judged, they are about recorded turns\n');
  return { rows, default_rows, budgets };
}
