/**
 * Drives the list of speakers by what microphones report and what chair and clerk say. Asked before the
 * sitting's own reducer: `root.sitting` is as it was before the event.
 */
import type { WallMs } from '../../../protocols/clock.ts';
import { definedOnly } from '../defined.ts';
import type { ChamberEvent, ChamberRoot } from '../root.ts';
import { chairSeatOf, groupNames, groupOf, isPublicPart, limitsOf } from '../sitting/state.ts';
import * as rules from './list.ts';
import {
  classOf,
  type Entry,
  type Finished,
  type Limits,
  type SpeechKind,
  type Started,
  type Who,
} from './entry.ts';
import type { SpeakerList } from './list.ts';
import { isAtSeat, whoAt } from './who.ts';
import { emptyFloor, entryById, holderOf, type FloorState, type Said } from './state.ts';

/** Between sittings nobody writes minutes: so many of the last speeches are kept, for returning one and no more. */
const keptWithoutSitting = 50;

export function reduceFloor(
  floor: FloorState,
  event: ChamberEvent,
  at: WallMs,
  root: ChamberRoot,
): FloorState {
  const next = withDismissed(floor, reduced(floor, event, at, root), event);
  const { finished } = next.list;
  return root.sitting.current || finished.length <= keptWithoutSitting
    ? next
    : { ...next, list: { ...next.list, finished: finished.slice(-keptWithoutSitting) } };
}

/** Who was on the unit's list and left ours by our own rules is dismissed, until the unit has let go of it. */
function withDismissed(before: FloorState, after: FloorState, event: ChamberEvent): FloorState {
  if (event.type === 'floor/request-ended')
    return before.dismissed.includes(event.data.seat)
      ? { ...after, dismissed: before.dismissed.filter((seat) => seat !== event.data.seat) }
      : after;
  // The unit itself takes the request of an open microphone away.
  if (after.onUnit === before.onUnit || event.type === 'floor/opened') return after;
  const gone = before.list.waiting.flatMap(({ id, who }) =>
    before.onUnit[id] !== undefined && after.onUnit[id] === undefined && who.seat !== undefined
      ? [who.seat]
      : [],
  );
  return gone.length === 0 ? after : { ...after, dismissed: [...new Set([...after.dismissed, ...gone])] };
}

function reduced(floor: FloorState, event: ChamberEvent, at: WallMs, root: ChamberRoot): FloorState {
  const limits = limitsOf(root);
  const withList = (list: SpeakerList): FloorState => (list === floor.list ? floor : { ...floor, list });

  switch (event.type) {
    case 'floor/opened':
      return floor.open.some(({ seat }) => seat === event.data.seat)
        ? floor
        : opened(floor, event.data.seat, at, root);
    case 'floor/closed':
      return closed(floor, event.data.seat, at, root);
    case 'floor/requested':
      return requested(floor, event.data, at, root);
    case 'floor/request-ended': {
      const entry = floor.list.waiting.find(
        ({ id, who }) => who.seat === event.data.seat && floor.onUnit[id] !== undefined,
      );
      return entry
        ? { ...floor, list: rules.remove(floor.list, entry.id), onUnit: without(floor.onUnit, entry.id) }
        : floor;
    }
    case 'floor/added': {
      const { kind, seat, answerTo, rank } = event.data;
      const { person, guest, group, note } = event.personal ?? {};
      const addition = definedOnly({
        kind,
        who: definedOnly({
          seat,
          person,
          guest,
          group: group ?? (person === undefined ? undefined : groupOf(root, person)),
        }),
        answerTo,
        rank,
        note,
      }) as rules.Addition;
      return withList(rules.add(floor.list, addition, at));
    }
    case 'floor/updated': {
      const change = (entry: Entry): Entry =>
        entry.id === event.data.entry
          ? {
              ...entry,
              ...(event.data.kind === undefined ? {} : { kind: event.data.kind }),
              ...(event.personal?.note === undefined ? {} : { note: event.personal.note }),
            }
          : entry;
      return withList({
        ...floor.list,
        waiting: floor.list.waiting.map(change),
        residents: floor.list.residents.map(change),
      });
    }
    case 'floor/removed':
      return {
        ...floor,
        list: rules.remove(floor.list, event.data.entry),
        onUnit: without(floor.onUnit, event.data.entry),
        called: floor.called === event.data.entry ? null : floor.called,
      };
    case 'floor/moved':
      return withList(rules.move(floor.list, event.data.entry, event.data.before));
    case 'floor/called':
      return { ...floor, called: event.data.entry };
    case 'floor/started': {
      const entry = entryById(floor, event.data.entry);
      if (!entry) return floor;
      // A microphone of theirs that is open already carries the speech.
      const seat = floor.open.find((open) => isAtSeat(root, entry, open.seat))?.seat ?? null;
      return begun(floor, entry, at, root, { at: seat, interposes: false });
    }
    case 'floor/ended': {
      const holder = holderOf(floor);
      return holder ? ended(floor, holder, at) : floor;
    }
    case 'floor/extended':
      return withList(rules.extend(floor.list, event.data.byMs));
    case 'floor/held':
      return withList(rules.hold(floor.list, event.data.held, at));
    case 'floor/returned':
      return withList(rules.giveBack(floor.list));
    case 'floor/list':
      return withList({ ...floor.list, isClosed: event.data.closed });
    case 'floor/debate-closed':
      return { ...floor, list: rules.closeDebate(floor.list), onUnit: {}, called: null };
    case 'floor/levelled':
      return event.personal ? withList(rules.level(floor.list, event.personal.group)) : floor;
    case 'agenda/begun': {
      const sitting = root.sitting.current;
      const hadItem = sitting?.item != null;
      let next = hadItem
        ? turned(floor, at, root)
        : withList({ ...floor.list, groups: freshGroups(root, limits) });
      const excluded = Object.entries(sitting?.items[event.data.item]?.conflicts ?? {});
      for (const [person, isExcluded] of excluded) if (isExcluded) next = withoutPerson(next, person, at);
      return next;
    }
    case 'agenda/ended':
      return turned(floor, at, root);
    case 'conflict/changed': {
      const isNow = event.data.excluded && root.sitting.current?.item === event.data.item;
      return isNow && event.personal ? withoutPerson(floor, event.personal.person, at) : floor;
    }
    case 'attendance/changed': {
      const person = event.personal?.person;
      return person === undefined || event.data.status === 'room' || event.data.status === 'remote'
        ? floor
        : withoutPerson(floor, person, at);
    }
    case 'sitting/phase': {
      if (event.data.to !== 'closed') return floor;
      const over = turned(floor, at, root);
      return { ...over, list: rules.closeDebate(over.list), onUnit: {} };
    }
    case 'sitting/prepared':
      return { ...emptyFloor, open: floor.open, list: { ...rules.emptyList, nextId: floor.list.nextId } };
    default:
      return floor;
  }
}

const without = <Value>(
  map: Readonly<Record<number, Value>>,
  key: number,
): Readonly<Record<number, Value>> => {
  if (!(key in map)) return map;
  const { [key]: _gone, ...rest } = map;
  return rest;
};

function opened(floor: FloorState, seat: number, at: WallMs, root: ChamberRoot): FloorState {
  const next: FloorState = { ...floor, open: [...floor.open, { seat, sinceAt: at }] };
  const called = floor.called === null ? undefined : entryById(floor, floor.called);
  const isCalled = called !== undefined && isAtSeat(root, called, seat);
  // Rule 15: the presiding person's microphone takes the floor from nobody.
  const holder = holderOf(next);
  if (seat === chairSeatOf(root) && !isCalled && holder) return next;
  // A speech that was begun by hand, or interrupted there, goes on at the microphone that opens now.
  const own = floor.list.started.find((entry) => isAtSeat(root, entry, seat));
  if (own && !isCalled) return own.id === holder?.id ? attached(next, own.id, seat) : next;
  const waiting = isCalled ? called : floor.list.waiting.find((entry) => isAtSeat(root, entry, seat));
  const entry =
    waiting ?? adHoc(next, whoAt(root, seat), seat === chairSeatOf(root) ? 'chair' : 'speech', at);
  const isOther = holder !== undefined && holder.kind !== 'chair' && holder.microphone !== undefined;
  const begunAt = begun(
    waiting ? next : { ...next, list: { ...next.list, nextId: next.list.nextId + 1 } },
    entry,
    at,
    root,
    {
      at: seat,
      interposes: !isCalled && (isOther || holder?.kind === 'chair') && classOf(entry) !== 3,
    },
  );
  // The unit takes its own request off when the microphone opens: other entries of the seat stay ours.
  return { ...begunAt, onUnit: withoutSeat(begunAt, root, seat) };
}

function withoutSeat(floor: FloorState, root: ChamberRoot, seat: number): FloorState['onUnit'] {
  let { onUnit } = floor;
  for (const entry of floor.list.waiting) if (isAtSeat(root, entry, seat)) onUnit = without(onUnit, entry.id);
  return onUnit;
}

/** The speech goes on at this microphone, and ends with it. */
const attached = (floor: FloorState, id: number, seat: number): FloorState => ({
  ...floor,
  list: {
    ...floor.list,
    started: floor.list.started.map((entry) => (entry.id === id ? { ...entry, microphone: seat } : entry)),
  },
});

const adHoc = (floor: FloorState, who: Who, kind: SpeechKind, at: WallMs): Entry => ({
  id: floor.list.nextId,
  kind,
  who,
  sinceAt: at,
});

function begun(
  floor: FloorState,
  entry: Entry,
  at: WallMs,
  root: ChamberRoot,
  how: { readonly at: number | null; readonly interposes: boolean },
): FloorState {
  const inPart = { ...entry, isPublic: isPublicPart(root) };
  const list = rules.start(floor.list, inPart, at, limitsOf(root), how.interposes);
  const next: FloorState = {
    ...floor,
    list,
    onUnit: without(floor.onUnit, entry.id),
    called: floor.called === entry.id ? null : floor.called,
  };
  return how.at === null ? next : attached(next, entry.id, how.at);
}

function closed(floor: FloorState, seat: number, at: WallMs, root: ChamberRoot): FloorState {
  let next: FloorState = { ...floor, open: floor.open.filter((open) => open.seat !== seat) };
  for (const entry of floor.list.started.toReversed())
    if (entry.microphone === seat) next = ended(next, entry, at);
  return taken(next, at, root);
}

/** Nobody has the floor: an open microphone that was passed over has it now, the presiding person's last of all. */
function taken(floor: FloorState, at: WallMs, root: ChamberRoot): FloorState {
  if (floor.list.started.length > 0) return floor;
  const chairSeat = chairSeatOf(root);
  const seat = floor.open.findLast((open) => open.seat !== chairSeat)?.seat ?? floor.open.at(-1)?.seat;
  if (seat === undefined) return floor;
  const entry = adHoc(floor, whoAt(root, seat), seat === chairSeat ? 'chair' : 'speech', at);
  const list = { ...floor.list, nextId: entry.id + 1 };
  return begun({ ...floor, list }, entry, at, root, { at: seat, interposes: false });
}

/** Rules 12, 13, 16: a speech at a microphone goes on only while that is open. */
function ended(floor: FloorState, entry: Started, at: WallMs): FloorState {
  const isOpen = ({ microphone }: Started): boolean =>
    microphone === undefined || floor.open.some(({ seat }) => seat === microphone);
  const list = rules.end(
    floor.list,
    entry.id,
    at,
    (other) => other.microphone !== undefined && isOpen(other),
    isOpen,
  );
  return { ...floor, list };
}

function requested(
  floor: FloorState,
  { seat, kind }: { readonly seat: number; readonly kind: 'request' | 'reply' },
  at: WallMs,
  root: ChamberRoot,
): FloorState {
  const linked = (next: FloorState, id: number): FloorState => ({
    ...next,
    onUnit: { ...next.onUnit, [id]: kind },
  });
  const waiting = floor.list.waiting.find(
    (entry) => isAtSeat(root, entry, seat) && floor.onUnit[entry.id] === undefined,
  );
  if (waiting) return linked(floor, waiting.id);
  const addition = { kind: kind === 'reply' ? 'intervention' : 'speech', who: whoAt(root, seat) } as const;
  const id = floor.list.nextId;
  return linked({ ...floor, list: rules.add(floor.list, addition, at) }, id);
}

const freshGroups = (root: ChamberRoot, { groupMs }: Limits): SpeakerList['groups'] =>
  groupMs === null ? {} : Object.fromEntries(groupNames(root).map((name) => [name, groupMs]));

/** Rule 23. */
function turned(floor: FloorState, at: WallMs, root: ChamberRoot): FloorState {
  const { list, said } = rules.turnPage(floor.list, at, groupNames(root), limitsOf(root));
  const item = root.sitting.current?.item ?? null;
  const record = (speech: Finished): Said => ({ ...speech, item });
  const ids = new Set(list.waiting.map(({ id }) => id));
  return taken(
    {
      ...floor,
      list,
      said: [...floor.said, ...said.map(record)],
      called: null,
      onUnit: Object.fromEntries(Object.entries(floor.onUnit).filter(([id]) => ids.has(Number(id)))),
    },
    at,
    root,
  );
}

/** Rule 9: off the list, and the speech over. */
function withoutPerson(floor: FloorState, person: string, at: WallMs): FloorState {
  const isTheirs = ({ who }: Entry): boolean => who.person === person;
  const speaks = floor.list.started.filter(isTheirs);
  const waits = [...floor.list.waiting, ...floor.list.residents].filter(isTheirs);
  if (speaks.length === 0 && waits.length === 0) return floor;
  let next = floor;
  for (const entry of speaks) next = ended(next, entry, at);
  for (const { id } of waits)
    next = { ...next, list: rules.remove(next.list, id), onUnit: without(next.onUnit, id) };
  return next;
}
