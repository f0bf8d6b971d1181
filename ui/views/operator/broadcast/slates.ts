/** The slates in the order in which a sitting meets them. A record, so that a new kind does not compile until it stands here. */
import type { SlateKind } from '../../../../protocols/api/commands/broadcast.ts';

const order: Readonly<Record<SlateKind, number>> = {
  begin: 0,
  break: 1,
  fault: 2,
  objection: 3,
  'non-public': 4,
  end: 5,
  off: 6,
};

export type { SlateKind };
export const slateKinds = (Object.keys(order) as SlateKind[]).sort(
  (left, right) => order[left] - order[right],
);
