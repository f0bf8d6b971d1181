/**
 * A record by voting right: tags are 1..n, so it is a list of short lists. Changing one entry copies two of them
 * and not a thousand entries, which counts when a thousand votes come at once and three folds take each.
 */
export interface ByTag<Value> {
  readonly rows: readonly (readonly Value[])[];
  readonly size: number;
}

const rowSize = 32;

/** `values[0]` is that of tag 1. */
export function byTag<Value>(values: readonly Value[]): ByTag<Value> {
  const rows = Array.from({ length: Math.ceil(values.length / rowSize) }, (_none, row) =>
    values.slice(row * rowSize, (row + 1) * rowSize),
  );
  return { rows, size: values.length };
}

export const atTag = <Value>({ rows }: ByTag<Value>, tag: number): Value | undefined =>
  rows[Math.floor((tag - 1) / rowSize)]?.[(tag - 1) % rowSize];

/** With another value for one tag; a tag that is not there changes nothing. */
export function withTag<Value>(all: ByTag<Value>, tag: number, value: Value): ByTag<Value> {
  const row = Math.floor((tag - 1) / rowSize);
  const values = all.rows[row];
  if (!values || tag < 1 || tag > all.size) return all;
  return { ...all, rows: all.rows.with(row, values.with((tag - 1) % rowSize, value)) };
}

export const withLast = <Value>(all: ByTag<Value>, value: Value): ByTag<Value> =>
  all.size % rowSize === 0
    ? { rows: [...all.rows, [value]], size: all.size + 1 }
    : { rows: all.rows.with(-1, [...(all.rows.at(-1) ?? []), value]), size: all.size + 1 };

export const everyTag = <Value>({ rows }: ByTag<Value>): readonly Value[] => rows.flat();
