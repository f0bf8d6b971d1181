import type { Floor, Speaker, Waiting } from '../../../protocols/api/views.ts';
import type { ChamberRoot } from '../root.ts';
import { holderOf } from './state.ts';

type Naming = (root: ChamberRoot, seat: number) => Speaker;

export function floorView(root: ChamberRoot, naming: Naming): { floor?: Floor } {
  const holder = holderOf(root.floor.open, root.hall.chairSeat);
  if (!holder) return {};
  const limit = root.hall.speakingTimeMs;
  return {
    floor: {
      ...naming(root, holder.seat),
      sinceAt: holder.sinceAt,
      ...(limit === null ? {} : { limitMs: limit + root.floor.extendedMs }),
    },
  };
}

export function queueView(root: ChamberRoot, naming: Naming): Waiting[] {
  return root.floor.queue.map(({ seat, kind, sinceAt }) => ({ ...naming(root, seat), kind, sinceAt }));
}
