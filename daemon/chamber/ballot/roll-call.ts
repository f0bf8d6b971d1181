/** The order of a roll-call: by family name, as the names are sorted in the register; the chair last. */
import type { Ballot, Right, Tag } from './state.ts';
import { atTag, everyTag } from './tags.ts';

const familyName = (name: string): string => name.trim().split(/\s+/).at(-1) ?? '';

/** Orders made once for each electorate: asked at every change of the page. */
const orders = new WeakMap<Ballot['rights'], readonly Right[]>();

export function rollOrder({ rights }: Ballot): readonly Right[] {
  const known = orders.get(rights);
  if (known) return known;
  const order = [...everyTag(rights)].sort(
    (a, b) =>
      familyName(a.name).localeCompare(familyName(b.name), 'de') ||
      a.name.localeCompare(b.name, 'de') ||
      a.tag - b.tag,
  );
  orders.set(rights, order);
  return order;
}

/** Who comes after this one and has not answered; then whoever was passed over. */
export function nextCalled(ballot: Ballot, after: Tag): Right | undefined {
  const order = rollOrder(ballot);
  const place = order.findIndex(({ tag }) => tag === after);
  const isDue = ({ tag, isOut }: Right): boolean =>
    tag !== after && !isOut && (atTag(ballot.votes, tag)?.choice ?? null) === null;
  return order.slice(place + 1).find(isDue) ?? order.slice(0, Math.max(0, place)).find(isDue);
}
