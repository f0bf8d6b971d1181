/**
 * `bench still [--recalls N] [--seed N] [--only TEXT]`: random recalls of every camera protocol with every fault
 * its simulator has, each camera calibrated first, on virtual time. What the driver calls STILL is compared with
 * the world's camera every 10 ms and at every word. The budgets: no false STILL, seen in time, a stranger's hand
 * noticed within a second; where one is broken the exit code is 1.
 */
import { parseArgs } from 'node:util';
import { measureRows, totalOf, type Figures } from './still/measure.ts';
import { rows } from './still/rows.ts';
import { printTable } from './table.ts';

export async function run(args: readonly string[]): Promise<object> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      recalls: { type: 'string', default: '10000' },
      seed: { type: 'string', default: '1' },
      only: { type: 'string', default: '' },
    },
  });
  const wanted = rows.filter(({ kind, fault }) => `${kind}, ${fault}`.includes(values.only));
  const figures = await measureRows(wanted, Number(values.recalls), Number(values.seed));
  printTable(figures.map(printed));
  const total = totalOf(figures);
  process.stdout.write(
    `\n${total.recalls} recalls: ${total.false_still} false STILL` +
      ` (and ${total.false_still_not_held} where the protocol cannot know),` +
      ` ${(total.reached_in_time * 100).toFixed(1)} % of those held to it seen in time\n` +
      `broken: ${total.broken.length === 0 ? 'none' : total.broken.join('; ')}\n`,
  );
  if (total.broken.length > 0) process.exitCode = 1;
  return { total, rows: figures };
}

function printed(figures: Figures): Readonly<Record<string, string | number>> {
  const entries = Object.entries(figures).map(([key, value]): [string, string | number] => [
    key,
    Array.isArray(value) ? value.join(', ') : (value ?? ''),
  ]);
  return Object.fromEntries(entries);
}
