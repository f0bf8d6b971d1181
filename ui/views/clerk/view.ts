/** The clerk's parts of the live view, names for the ids in it, and words for its codes. */
import { useMemo } from 'react';
import type { ClerkView } from '../../../protocols/api/views.ts';
import type { AgendaItemView, Attendee } from '../../../protocols/api/views/sitting.ts';
import { broadcastName } from '../../components/broadcast/names.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { codeSentence, type CodeFamily, type NameOf, type Translate } from '../../i18n/translate.ts';
import { useIsLost, viewHook } from '../../live/context.tsx';

export const useClerk = viewHook('clerk');

export type People = ClerkView['people'];
export type Bodies = ClerkView['bodies'];
export type Seats = ClerkView['seats'];
type Params = Readonly<Record<string, string | number>>;

/** No command can do anything now: the connection is lost or the house is in safe mode. */
export function useLocked(): boolean {
  const lost = useIsLost();
  const safe = useClerk((view) => view.safeMode !== undefined);
  return lost || safe;
}

/** Whether a new sitting can be made: there is none, or the present one is over. */
export const useMayPrepare = (): boolean =>
  useClerk(
    ({ sitting }) => sitting === undefined || sitting.phase === 'closed' || sitting.phase === 'approved',
  );

/** The sentence of a code in the page's language. */
export function useWords(): (family: CodeFamily, code: string, params?: Params) => string {
  const { language } = useLanguage();
  return useMemo(() => (family, code, params) => codeSentence(language, family, code, params), [language]);
}

/** Somebody's name: from tonight's list, the register, or the id where neither knows them. */
export function useNameOf(): (person: string) => string {
  const people = useClerk((view) => view.people);
  const attendance = useClerk((view) => view.detail?.attendance);
  return useMemo(
    () => (person) => attendance?.[person]?.name ?? people[person]?.name ?? person,
    [people, attendance],
  );
}

export const byName = (left: { readonly name: string }, right: { readonly name: string }): number =>
  left.name.localeCompare(right.name, undefined, { numeric: true });

export interface NamedPerson {
  readonly id: string;
  readonly name: string;
  readonly group?: string | undefined;
}

/** Tonight's people in alphabetical order. */
export function useAttendees(): readonly (Attendee & { readonly id: string })[] {
  const attendance = useClerk((view) => view.detail?.attendance);
  return useMemo(
    () =>
      Object.entries(attendance ?? {})
        .map(([id, attendee]) => ({ id, ...attendee }))
        .sort(byName),
    [attendance],
  );
}

/** Everybody who could sit or speak somewhere: tonight's people first, then the rest of the register. */
export function useEverybody(): {
  readonly tonight: readonly NamedPerson[];
  readonly others: readonly NamedPerson[];
} {
  const tonight = useAttendees();
  const people = useClerk((view) => view.people);
  return useMemo(() => {
    const here = new Set(tonight.map(({ id }) => id));
    const others = Object.entries(people)
      .filter(([id]) => !here.has(id))
      .map(([id, { name }]) => ({ id, name }))
      .sort(byName);
    return { tonight, others };
  }, [tonight, people]);
}

/** The items in their present order. */
export function useItems(): readonly (readonly [id: string, item: AgendaItemView])[] {
  const items = useClerk((view) => view.detail?.items);
  const order = useClerk((view) => view.detail?.order);
  return useMemo(
    () =>
      (order ?? []).flatMap((id) => {
        const item = items?.[id];
        return item === undefined ? [] : [[id, item] as const];
      }),
    [items, order],
  );
}

/** “TOP 7”, or the beginning of the title where an item has no number. */
export function itemName(t: Translate, item: { readonly number: string; readonly title: string }): string {
  if (item.number !== '') return t('clerk.itemNumber', { number: item.number });
  return item.title.length > 40 ? `${item.title.slice(0, 40)} …` : item.title;
}

/** “Platz 12”, or the label alone where it is a word. */
export function seatName(t: Translate, seats: Seats, seat: number): string {
  const label = seats[String(seat)]?.label ?? String(seat);
  return /^\d/.test(label) ? t('seat.name', { seat: label }) : label;
}

/** Names for the parameters of log entries. */
export function useLogNames(): NameOf {
  const { t, language } = useLanguage();
  const nameOf = useNameOf();
  const seats = useClerk((view) => view.seats);
  const items = useClerk((view) => view.detail?.items);
  const bodies = useClerk((view) => view.bodies);
  return useMemo<NameOf>(
    () => (param, value) => {
      const id = String(value);
      switch (param) {
        case 'seat':
        case 'a':
        case 'b':
          return seats[id]?.label ?? id;
        case 'person':
        case 'chair':
        case 'with':
          return nameOf(id);
        case 'item': {
          const item = items?.[id];
          return item === undefined ? id : itemName(t, item);
        }
        case 'phase':
          return codeSentence(language, 'phase', id);
        case 'body':
          return bodies[id]?.name ?? id;
        default:
          return broadcastName(language, param, id) ?? id;
      }
    },
    [t, language, nameOf, seats, items, bodies],
  );
}
