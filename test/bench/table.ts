/** Figures for people, and quantiles. */

/** Rows with the same keys as a table. */
export function printTable(rows: readonly Readonly<Record<string, string | number>>[]): void {
  const [first] = rows;
  if (!first) return;
  const keys = Object.keys(first);
  const cells = [keys, ...rows.map((row) => keys.map((key) => text(row[key])))];
  const widths = keys.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  for (const line of cells)
    process.stdout.write(`${line.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('  ')}\n`);
}

const text = (value: string | number | undefined): string =>
  typeof value === 'number' && !Number.isInteger(value) ? value.toFixed(2) : String(value ?? '');

/** The value below which this part (0..1) of the samples lies. */
export function quantile(samples: readonly number[], part: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}

export const rounded = (value: number): number => Math.round(value * 1000) / 1000;
