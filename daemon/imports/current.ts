/** What an import is held against: the register and the sitting as they are on disk. */
import type { ChamberRoot } from '../chamber/root.ts';
import type { CurrentState } from './jobs.ts';

export function importedInto({ register, sitting: { current } }: ChamberRoot): CurrentState {
  if (!current || current.phase === 'closed') return { register, sitting: undefined };
  const items = Object.fromEntries(
    Object.entries(current.items).map(([id, { isTouched, ...item }]) => [
      id,
      { ...item, touched: isTouched },
    ]),
  );
  const source = current.source === undefined ? {} : { source: current.source };
  return { register, sitting: { bodyId: current.body.id, date: current.date, items, ...source } };
}
