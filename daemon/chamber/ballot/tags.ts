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

export function withLast<Value>({ rows, size }: ByTag<Value>, value: Value): ByTag<Value> {
  const last = size % rowSize === 0 ? [] : (rows.at(-1) ?? []);
  const others = last.length === 0 ? rows : rows.slice(0, -1);
  return { rows: [...others, [...last, value]], size: size + 1 };
}

export const everyTag = <Value>({ rows }: ByTag<Value>): readonly Value[] => rows.flat();
