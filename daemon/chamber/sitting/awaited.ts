/** An item that is not public is called when everything it needs is confirmed, or the chair has decided to go on without. */
import type { Observed } from '../../../protocols/models/observed.ts';
import { mayCallClosedItem } from '../broadcast/checks.ts';
import type { ChamberRoot } from '../root.ts';
import type { SittingEvent } from './events.ts';

export function observeAwaited(root: ChamberRoot, observed: Observed): readonly SittingEvent[] {
  const { current } = root.sitting;
  const item = current?.awaits == null ? undefined : current.items[current.awaits];
  if (!current || !item || current.phase !== 'non-public' || !mayCallClosedItem(root, observed)) return [];
  return [{ type: 'agenda/begun', version: 1, data: { item: item.id, onStream: item.onStream } }];
}
