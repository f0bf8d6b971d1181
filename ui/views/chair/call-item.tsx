/**
 * Calling an item. It asks once more where the call does more than that: it ends the speech and empties the
 * list, or it makes the part non-public at once.
 */
import { useState, type ReactNode } from 'react';
import { useCommands } from '../../components/commands.tsx';
import { Confirm } from '../../components/dialog.tsx';
import { useT } from '../../i18n/language.tsx';
import { itemLine, itemName, useChair, type AgendaEntry } from './view.ts';

type Item = Pick<AgendaEntry, 'id' | 'number' | 'title' | 'isPublic'>;

/** How many speak or wait and leave the list when the item ends; points of order stay. */
export const useWaiting = (): number =>
  useChair(
    ({ floor, queue }) =>
      queue.filter(({ kind }) => kind !== 'point-of-order').length + (floor === undefined ? 0 : 1),
  );

/** `call` calls an item or asks first; `asking` is the question, to be shown. */
export function useCallItem(onCalled?: () => void): {
  readonly call: (item: Item) => void;
  readonly asking: ReactNode;
} {
  const t = useT();
  const { run } = useCommands();
  const phase = useChair((view) => view.sitting?.phase);
  const waiting = useWaiting();
  const [item, setItem] = useState<Item | null>(null);

  async function begin(called: Item): Promise<void> {
    const action = t('chair.call', { item: itemName(t, called) });
    if (await run('agenda/begin', { item: called.id }, action)) onCalled?.();
  }
  const closes = (called: Item): boolean => !called.isPublic && phase === 'open';
  const sentences = (called: Item): string[] => [
    ...(closes(called) ? [t('chair.callNonPublic')] : []),
    ...(waiting > 0 ? [t('chair.waitingLeave', { count: waiting })] : []),
  ];
  return {
    call: (called) => (sentences(called).length === 0 ? void begin(called) : setItem(called)),
    asking: item !== null && (
      <Confirm
        title={t('chair.callTitle', { item: itemLine(t, item) })}
        text={sentences(item).join(' ')}
        yes={t(closes(item) ? 'chair.callNonPublicYes' : 'chair.callYes')}
        danger={closes(item)}
        onYes={() => void begin(item)}
        onClose={() => setItem(null)}
      />
    ),
  };
}
