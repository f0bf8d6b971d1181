/** The sitting as pages inside the hall show it, and the one item as everybody may see it. */
import type { Outcome } from '../../../protocols/api/commands/sitting.ts';
import type {
  AgendaItemView,
  Attendee,
  ItemHead,
  PastSittingView,
  SittingDetail,
  SittingHead,
} from '../../../protocols/api/views/sitting.ts';
import type { Reason } from '../../../protocols/api/views.ts';
import { definedOnly } from '../defined.ts';
import { seatOf } from '../people/state.ts';
import type { ChamberRoot } from '../root.ts';
import { isGone } from './agenda.ts';
import {
  currentItem,
  groupOf,
  isHere,
  isPublicPart,
  isRunning,
  membershipOf,
  offeredFor,
  statusOf,
  type Item,
  type PastSitting,
  type Sitting,
} from './state.ts';

const itemHead = ({ id, number, title, isPublic, onStream }: Item): ItemHead => ({
  id,
  number,
  title,
  isPublic,
  onStream,
});

const nameOf = ({ register }: ChamberRoot, person: string): string => register.persons[person]?.name ?? '';

/** Items still to come, in order. */
const isToCome = (item: Item): boolean => item.startedAt === null && !isGone(item);

/**
 * The head of the sitting. `withheld`: of items that are not public only the number, for who serves the hall
 * but is not part of the closed part.
 */
export function sittingHead(
  root: ChamberRoot,
  titles: 'all' | 'withheld' = 'all',
): { sitting?: SittingHead } {
  const { current } = root.sitting;
  if (!current) return {};
  const head = (item: Item): ItemHead =>
    titles === 'all' || item.isPublic ? itemHead(item) : { ...itemHead(item), title: '' };
  const running = currentItem(root);
  // What follows the item that runs, or the last one called; what was passed over comes after the end.
  const inOrder = current.order.flatMap((id) => current.items[id] ?? []);
  const last = running ? inOrder.indexOf(running) : inOrder.findLastIndex((item) => item.startedAt !== null);
  const next = inOrder.slice(last + 1).find(isToCome) ?? inOrder.find(isToCome);
  const quorum = current.quorums.at(-1);
  const { chair } = current;
  return {
    sitting: {
      id: current.id,
      title: current.title,
      body: current.body.name,
      phase: current.phase,
      phaseAt: current.phaseAt,
      ...(current.openedAt === null ? {} : { openedAt: current.openedAt }),
      ...(running ? { item: head(running) } : {}),
      ...(next ? { next: head(next) } : {}),
      ...(chair === null
        ? {}
        : {
            chair: {
              person: chair,
              name: nameOf(root, chair),
              sinceAt: current.chairs.at(-1)?.from ?? current.phaseAt,
            },
          }),
      ...(quorum ? { quorum: quorumView(quorum) } : {}),
    },
  };
}

const quorumView = ({ excluded: _excluded, ...quorum }: Sitting['quorums'][number]) => quorum;

/** The item for public pages: only in a public part, and only a public item. */
export function publicItem(root: ChamberRoot): { item?: { number: string; title: string } } {
  const item = currentItem(root);
  if (!item?.isPublic || !isPublicPart(root)) return {};
  return { item: { number: item.number, title: item.title } };
}

export function agendaOf(root: ChamberRoot): {
  id: string;
  number: string;
  title: string;
  isPublic: boolean;
  state: 'waiting' | 'running' | 'done' | 'off';
  outcome?: Outcome;
}[] {
  const { current } = root.sitting;
  if (!current) return [];
  return current.order
    .flatMap((id) => current.items[id] ?? [])
    .map((item) => ({
      id: item.id,
      number: item.number,
      title: item.title,
      isPublic: item.isPublic,
      state:
        current.item === item.id
          ? 'running'
          : isGone(item)
            ? 'off'
            : item.startedAt === null
              ? 'waiting'
              : 'done',
      ...(item.outcome === null ? {} : { outcome: item.outcome }),
    }));
}

/** What the item that runs offers to be voted on, and whether whoever presides may open a ballot on it. */
export function proposalsOf(root: ChamberRoot): {
  proposals?: { by?: string; text: string }[];
  isChairExcluded?: true;
} {
  const item = currentItem(root);
  if (!item) return {};
  const { decision, motions, conflicts } = item;
  const chair = root.sitting.current?.chair ?? null;
  const proposals = [
    ...(decision === undefined ? [] : [{ text: decision }]),
    ...motions.map(({ by, text }) => ({ by, text })),
  ];
  return {
    ...(proposals.length === 0 ? {} : { proposals }),
    ...(chair !== null && conflicts[chair] === true ? { isChairExcluded: true } : {}),
  };
}

/** Who may take the chair now: present members, deputy chairs first. */
export function deputiesOf(root: ChamberRoot): { person: string; name: string; isDeputyChair: boolean }[] {
  const { current } = root.sitting;
  if (!current) return [];
  const barred = currentItem(root)?.conflicts ?? {};
  const order = { chair: 0, 'deputy-chair': 1, member: 2, deputy: 3 } as const;
  return current.body.members
    .filter(({ person }) => isHere(current, person) && person !== current.chair && !barred[person])
    .sort((a, b) => order[a.role] - order[b.role] || (a.rank ?? 999) - (b.rank ?? 999))
    .map(({ person, role }) => ({
      person,
      name: nameOf(root, person),
      isDeputyChair: role === 'deputy-chair' || role === 'chair',
    }));
}

function itemView(sitting: Sitting, item: Item): AgendaItemView {
  const { reporter, paper, matter, outcomeNote, joinedWith, decision, source } = item;
  return {
    ...itemHead(item),
    ...definedOnly({ reporter, paper, matter, outcomeNote, joinedWith, decision, source }),
    isUrgent: item.isUrgent,
    ...(item.startedAt === null ? {} : { startedAt: item.startedAt }),
    ...(item.endedAt === null ? {} : { endedAt: item.endedAt }),
    ...(item.outcome === null ? {} : { outcome: item.outcome }),
    motions: item.motions.map(({ by, text, at }) => ({ by, text, at })),
    notes: item.notes.map(({ text, at }) => ({ text, at })),
    excluded: Object.keys(item.conflicts).filter((person) => item.conflicts[person]),
    offered: [...offeredFor(sitting, item)],
    touched: item.isTouched,
  };
}

export function attendees(root: ChamberRoot, sitting: Sitting): Record<string, Attendee> {
  const { register, people } = root;
  const planned = new Map(
    Object.entries(sitting.body.seatPlan).map(([seat, person]) => [person, Number(seat)]),
  );
  const listed = [...sitting.body.members.map(({ person }) => person), ...Object.keys(sitting.attendance)];
  const views: Record<string, Attendee> = {};
  for (const id of new Set(listed)) {
    const person = register.persons[id];
    const membership = membershipOf(sitting.body, id);
    const change = statusOf(sitting, id);
    const seat = seatOf(people, id);
    const isContradicted = Object.values(people.occupants).some(
      (occupant) => occupant?.person === id && occupant.isContradicted,
    );
    views[id] = {
      name: person?.name ?? '',
      ...definedOnly({ group: groupOf(root, id), seat, plannedSeat: planned.get(id) }),
      role: membership?.role ?? (person?.kind === 'staff' ? 'staff' : 'guest'),
      votingRight: membership?.votingRight ?? false,
      status: change?.status ?? 'absent',
      ...(change
        ? { sinceAt: change.at, source: change.source, ...definedOnly({ enteredAt: change.enteredAt }) }
        : {}),
      ...(isContradicted ? { contradicted: true } : {}),
    };
  }
  return views;
}

/** What is not settled yet: shown before the gavel, never in its way. */
export function openPoints(root: ChamberRoot, sitting: Sitting): Reason[] {
  const items = sitting.order.flatMap((id) => sitting.items[id] ?? []);
  const points: Reason[] = [];
  const about = (code: string, matching: readonly Item[]): void => {
    if (matching.length > 0)
      points.push({ code, params: { items: matching.map(({ number }) => number || '–').join(', ') } });
  };
  if (sitting.item !== null) points.push({ code: 'item-runs' });
  if (root.floor.list.started.length > 0) points.push({ code: 'somebody-speaks' });
  about('not-called', items.filter(isToCome));
  about(
    'no-outcome',
    items.filter((item) => item.startedAt !== null && item.id !== sitting.item && item.outcome === null),
  );
  const unknown = sitting.body.members.filter(
    ({ person, votingRight }) => votingRight && !statusOf(sitting, person),
  );
  if (unknown.length > 0) points.push({ code: 'attendance-missing', params: { count: unknown.length } });
  const isQuorate = sitting.quorums.at(-1)?.isQuorate;
  if (isRunning(sitting) && isQuorate === false) points.push({ code: 'not-quorate' });
  const offers = items.filter((item) => offeredFor(sitting, item).length > 0 && !isGone(item));
  about('conflict-offered', offers);
  return points;
}

export function sittingDetail(root: ChamberRoot): { detail?: SittingDetail } {
  const { current } = root.sitting;
  if (!current) return {};
  const { date, time, place, source, body } = current;
  return {
    detail: {
      date,
      ...definedOnly({ time, place, source }),
      bodyId: body.id,
      profile: body.profile,
      items: Object.fromEntries(
        Object.entries(current.items).map(([id, item]) => [id, itemView(current, item)]),
      ),
      order: [...current.order],
      attendance: attendees(root, current),
      quorums: current.quorums.map(quorumView),
      corrections: [...current.corrections],
      openPoints: openPoints(root, current),
    },
  };
}

export const pastView = (sitting: PastSitting): PastSittingView => {
  const { id, title, body, date, time, place, chairs, phase } = sitting;
  const chair = chairs.at(0)?.person;
  return {
    id,
    title,
    bodyId: body.id,
    date,
    isApproved: phase === 'approved',
    ...definedOnly({ time, place, chair }),
  };
};
