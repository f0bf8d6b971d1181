/** The chair's parts of the live view, and names for what is in it. */
import type { ChairView } from '../../../protocols/api/views.ts';
import { shortened } from '../../components/words.ts';
import type { Translate } from '../../i18n/translate.ts';
import { useIsLost, viewHook } from '../../live/context.tsx';

export const useChair = viewHook('chair');

export type AgendaEntry = ChairView['agenda'][number];

/** No command can do anything now: the connection is lost or the house is in safe mode. */
export function useLocked(): boolean {
  const lost = useIsLost();
  const safe = useChair((view) => view.safeMode !== undefined);
  return lost || safe;
}

type Named = Pick<AgendaEntry, 'number' | 'title'>;

const shortChars = 60;

/** “TOP 7”, or the beginning of the title where an item has no number. */
export const itemName = (t: Translate, { number, title }: Named): string =>
  number === '' ? shortened(title, shortChars) : t('item.number', { number });

/** “TOP 7 · Radwegekonzept”, the title cut where it is long. */
export const itemLine = (t: Translate, { number, title }: Named): string =>
  number === ''
    ? shortened(title, shortChars)
    : `${t('item.number', { number })} · ${shortened(title, shortChars)}`;
