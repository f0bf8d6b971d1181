/** Moving items: the command says before which other item one goes. Pure. */
import type { CommandInput } from '../../../../protocols/api/commands.ts';
import type { AgendaItemView } from '../../../../protocols/api/views/sitting.ts';

export type OrderedItem = readonly [id: string, item: AgendaItemView];

/** One place up or down; null at the edge. */
export function moveInput(
  items: readonly OrderedItem[],
  item: string,
  by: 1 | -1,
): CommandInput<'agenda/move'> | null {
  const from = items.findIndex(([id]) => id === item);
  if (from < 0) return null;
  if (by === -1) {
    const before = items[from - 1];
    return before === undefined ? null : { item, before: before[0] };
  }
  if (from === items.length - 1) return null;
  return { item, before: items[from + 2]?.[0] ?? null };
}
