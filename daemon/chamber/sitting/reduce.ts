import type { AttendanceStatus } from '../../../protocols/api/commands/sitting.ts';
import type { WallMs } from '../../../protocols/clock.ts';
import type { ItemId } from '../../../protocols/models/council.ts';
import type { Recorded } from '../feature.ts';
import type { ChamberEvent, ChamberRoot } from '../root.ts';
import type { ItemFlags, ItemText } from './events.ts';
import { keptSittings, type AttendanceChange, type Item, type Sitting, type SittingState } from './state.ts';

export function reduceSitting(
  state: SittingState,
  { event, at, seq }: Recorded<ChamberEvent>,
  root: ChamberRoot,
): SittingState {
  if (event.type === 'sitting/prepared')
    return { past: archived(state, root), current: { ...prepared(event, at), sinceSeq: seq } };
  if (event.type === 'sitting/approved') return approved(state, event.data.id, at, root);
  const { current } = state;
  if (!current) return state;
  if (event.type === 'sitting/discarded') return { ...state, current: null };
  const next = reduceCurrent(current, event, at);
  return next === current ? state : { ...state, current: next };
}

function approved(state: SittingState, id: string, at: WallMs, root: ChamberRoot): SittingState {
  const isNow = state.current?.id === id;
  const past = isNow ? archived(state, root) : state.past;
  return {
    current: isNow ? null : state.current,
    past: past.map((sitting) =>
      sitting.id === id ? { ...sitting, phase: 'approved', phaseAt: at } : sitting,
    ),
  };
}

function archived({ current, past }: SittingState, root: ChamberRoot): SittingState['past'] {
  if (!current || current.openedAt === null) return past;
  return [...past, { ...current, said: root.floor.said }].slice(-keptSittings);
}

const newItem = (
  flags: ItemFlags,
  text: ItemText | undefined,
  isUrgent: boolean,
  isTouched: boolean,
): Item => ({
  number: '',
  title: '',
  ...flags,
  ...text,
  isUrgent,
  startedAt: null,
  endedAt: null,
  outcome: null,
  motions: [],
  notes: [],
  conflicts: {},
  isTouched,
});

function prepared(
  event: Extract<ChamberEvent, { type: 'sitting/prepared' }>,
  at: WallMs,
): Omit<Sitting, 'sinceSeq'> {
  const { id, date, isSecond, items } = event.data;
  const { body, title = '', texts, chair, time, place, source } = event.personal ?? {};
  return {
    id,
    date,
    isSecond,
    title,
    // A deleted personal part leaves the frame of a sitting without names.
    body: body ?? {
      id: '',
      name: '',
      kind: 'council',
      members: [],
      profile: 'own',
      statutorySeats: 1,
      unfillableSeats: 0,
      seatPlan: {},
    },
    ...(time === undefined ? {} : { time }),
    ...(place === undefined ? {} : { place }),
    ...(source === undefined ? {} : { source }),
    phase: 'prepared',
    phaseAt: at,
    resumesTo: 'open',
    openedAt: null,
    closedAt: null,
    items: Object.fromEntries(
      items.map((flags) => [flags.id, newItem(flags, texts?.[flags.id], false, false)]),
    ),
    order: items.map((item) => item.id),
    item: null,
    awaits: null,
    attendance: {},
    chair: chair ?? null,
    chairs: [],
    quorums: [],
    interruptions: [],
    corrections: [],
  };
}

function reduceCurrent(sitting: Sitting, event: ChamberEvent, at: WallMs): Sitting {
  const isOpened = sitting.openedAt !== null;
  const isPublic = sitting.phase !== 'non-public';
  const withItem = (id: ItemId, change: (item: Item) => Item): Sitting => {
    const item = sitting.items[id];
    if (!item) return sitting;
    const changed = { ...change(item), isTouched: item.isTouched || isOpened };
    return { ...sitting, items: { ...sitting.items, [id]: changed } };
  };

  switch (event.type) {
    case 'sitting/phase':
      return phased(sitting, event.data.to, at, event.personal?.reason);
    case 'broadcast/publicity':
      // The big key "non-public" is a word to the sitting as well.
      return event.data.to === 'non-public' && sitting.phase === 'open'
        ? phased(sitting, 'non-public', at, undefined)
        : sitting;
    case 'sitting/quorum':
      return { ...sitting, quorums: [...sitting.quorums, { at, ...event.data }] };
    case 'sitting/corrected': {
      const { at: trueAt, isPublic } = event.data;
      const entry = { at: trueAt, enteredAt: at, text: event.personal?.text ?? '', isPublic };
      return { ...sitting, corrections: [...sitting.corrections, entry] };
    }
    case 'agenda/added': {
      const { after, urgent, ...flags } = event.data;
      if (sitting.items[flags.id]) return sitting;
      const place = after === null ? sitting.order.length : sitting.order.indexOf(after) + 1;
      return {
        ...sitting,
        items: { ...sitting.items, [flags.id]: newItem(flags, event.personal, urgent, isOpened) },
        order: sitting.order.toSpliced(place, 0, flags.id),
      };
    }
    case 'agenda/edited': {
      const { item, ...flags } = event.data;
      return withItem(item, (before) => ({ ...before, ...flags, ...event.personal }));
    }
    case 'agenda/moved': {
      const { item, before } = event.data;
      const others = sitting.order.filter((id) => id !== item);
      const place = before === null ? others.length : others.indexOf(before);
      if (place < 0 || others.length === sitting.order.length) return sitting;
      return { ...withItem(item, (before) => before), order: others.toSpliced(place, 0, item) };
    }
    case 'agenda/begun': {
      const { item } = event.data;
      const ended = itemEnded(sitting, at);
      const begun = ended.items[item];
      if (!begun) return sitting;
      const started = { ...begun, startedAt: begun.startedAt ?? at, endedAt: null, isTouched: true };
      return { ...ended, item, awaits: null, items: { ...ended.items, [item]: started } };
    }
    case 'agenda/awaited': {
      const { item } = event.data;
      // What ran before is over: the chair has gone on.
      return item === null ? { ...sitting, awaits: null } : { ...itemEnded(sitting, at), awaits: item };
    }
    case 'agenda/ended':
      return itemEnded(sitting, at);
    case 'agenda/settled': {
      const { item, outcome, into } = event.data;
      const { note, decision } = event.personal ?? {};
      return withItem(item, ({ outcomeNote: _note, joinedWith: _into, decision: before, ...rest }) => ({
        ...rest,
        outcome,
        ...(note === undefined ? {} : { outcomeNote: note }),
        ...(into === undefined ? {} : { joinedWith: into }),
        ...((decision ?? before) === undefined ? {} : { decision: decision ?? before }),
      }));
    }
    case 'agenda/motion': {
      const { by = '', text = '' } = event.personal ?? {};
      return withItem(event.data.item, (item) => ({
        ...item,
        motions: [...item.motions, { by, text, at, isPublic }],
      }));
    }
    case 'agenda/note': {
      const text = event.personal?.text ?? '';
      return withItem(event.data.item, (item) => ({
        ...item,
        notes: [...item.notes, { text, at, isPublic }],
      }));
    }
    case 'attendance/changed': {
      const person = event.personal?.person;
      if (person === undefined) return sitting;
      return attends(sitting, person, event.data.status, at, event.data.at, 'clerk');
    }
    case 'people/assigned': {
      const { person, with: second } = event.personal ?? {};
      const here = [person, second].filter((each) => each != null);
      return here.reduce((next, each) => seated(next, each, at, 'clerk'), sitting);
    }
    case 'people/unit-login': {
      const person = event.personal?.person ?? null;
      return person === null || event.data.contradicts ? sitting : seated(sitting, person, at, 'unit');
    }
    case 'conflict/changed': {
      const person = event.personal?.person;
      if (person === undefined) return sitting;
      const { excluded } = event.data;
      return withItem(event.data.item, (item) => ({
        ...item,
        conflicts: { ...item.conflicts, [person]: excluded },
      }));
    }
    case 'chair/handed-over': {
      const person = event.personal?.person ?? null;
      const chairs = isOpened && person !== null ? [...sitting.chairs, { person, from: at }] : sitting.chairs;
      return { ...sitting, chair: person, chairs };
    }
    default:
      return sitting;
  }
}

function itemEnded(sitting: Sitting, at: WallMs): Sitting {
  const item = sitting.item === null ? undefined : sitting.items[sitting.item];
  if (!item) return { ...sitting, item: null };
  return { ...sitting, item: null, items: { ...sitting.items, [item.id]: { ...item, endedAt: at } } };
}

function phased(sitting: Sitting, to: Sitting['phase'], at: WallMs, reason: string | undefined): Sitting {
  const { phase } = sitting;
  if (phase === to) return sitting;
  const awaits = to === 'non-public' || to === 'interrupted' ? sitting.awaits : null;
  const next: Sitting = { ...sitting, phase: to, phaseAt: at, awaits };
  const interruptions = spans(sitting, to, at, reason);
  switch (to) {
    case 'open':
      return sitting.openedAt === null
        ? {
            ...next,
            openedAt: at,
            chairs: sitting.chair === null ? [] : [{ person: sitting.chair, from: at }],
          }
        : { ...next, interruptions };
    case 'interrupted':
      return { ...next, interruptions, resumesTo: phase === 'non-public' ? 'non-public' : 'open' };
    case 'closed':
      return { ...itemEnded(next, at), closedAt: at, interruptions };
    default:
      return { ...next, interruptions };
  }
}

/** Interruptions end when the sitting goes on or ends; a non-public part lasts through one. */
function spans(
  { interruptions, phase }: Sitting,
  to: Sitting['phase'],
  at: WallMs,
  reason: string | undefined,
): Sitting['interruptions'] {
  const isOver = (kind: Sitting['interruptions'][number]['kind']): boolean =>
    kind === 'interrupted' ? to !== 'interrupted' : to === 'open' || to === 'closed';
  const ended = interruptions.map((span) =>
    span.to === null && isOver(span.kind) ? { ...span, to: at } : span,
  );
  const isNew = to === 'interrupted' || (to === 'non-public' && phase !== 'interrupted');
  const goesNonPublic =
    to === 'non-public' && !ended.some(({ kind, to: end }) => kind === 'non-public' && end === null);
  if (to === 'interrupted' && isNew)
    return [
      ...ended,
      { from: at, to: null, kind: 'interrupted', ...(reason === undefined ? {} : { reason }) },
    ];
  return goesNonPublic ? [...ended, { from: at, to: null, kind: 'non-public' }] : ended;
}

/** Sitting down is being here; nothing new where that was known. */
function seated(sitting: Sitting, person: string, at: WallMs, source: AttendanceChange['source']): Sitting {
  return sitting.attendance[person]?.at(-1)?.status === 'room'
    ? sitting
    : attends(sitting, person, 'room', at, undefined, source);
}

function attends(
  sitting: Sitting,
  person: string,
  status: AttendanceStatus,
  enteredAt: WallMs,
  trueAt: WallMs | undefined,
  source: AttendanceChange['source'],
): Sitting {
  const before = sitting.attendance[person] ?? [];
  const at = trueAt ?? enteredAt;
  const change: AttendanceChange = { status, at, source, ...(trueAt === undefined ? {} : { enteredAt }) };
  // A late entry takes its true place; what was entered for the same moment is replaced.
  const others = before.filter((other) => other.at !== at);
  const place = others.filter((other) => other.at < at).length;
  return { ...sitting, attendance: { ...sitting.attendance, [person]: others.toSpliced(place, 0, change) } };
}
