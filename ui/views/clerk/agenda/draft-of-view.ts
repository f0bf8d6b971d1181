/** A sitting that was prepared, back as a draft. Pure. */
import type { ClerkView } from '../../../../protocols/api/views.ts';
import { emptyItem, emptySitting, type SittingDraft } from './draft.ts';

type Sitting = NonNullable<ClerkView['sitting']>;
type Detail = NonNullable<ClerkView['detail']>;

/** Under a new id: the old one belongs to what was thrown away. */
export function draftOfSitting(sitting: Sitting, detail: Detail, id: string): SittingDraft {
  return {
    ...emptySitting(id, detail.date),
    body: detail.bodyId,
    title: sitting.title,
    time: detail.time ?? '',
    place: detail.place ?? '',
    chair: sitting.chair?.person ?? '',
    source: detail.source ?? '',
    items: detail.order.flatMap((itemId) => {
      const item = detail.items[itemId];
      if (item === undefined) return [];
      return [
        {
          ...emptyItem(itemId),
          number: item.number,
          title: item.title,
          isPublic: item.isPublic,
          onStream: item.onStream,
          reporter: item.reporter ?? '',
          paper: item.paper ?? '',
          matter: item.matter ?? '',
          source: item.source ?? '',
        },
      ];
    }),
  };
}
