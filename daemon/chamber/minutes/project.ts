/** From the state of a sitting to its minutes: an allow-list for each part. Pure. */
import type { WallMs } from '../../../protocols/clock.ts';
import type { PersonId } from '../../../protocols/models/council.ts';
import { definedOnly } from '../defined.ts';
import type { Finished } from '../floor/entry.ts';
import type { Said } from '../floor/state.ts';
import type { ChamberRoot } from '../root.ts';
import { isGone } from '../sitting/agenda.ts';
import { membershipOf, type AttendanceChange, type Item, type Sitting } from '../sitting/state.ts';
import { ballotsFor } from './ballots.ts';
import type { Minutes, MinutesItem, MinutesPerson, MinutesSpeech, PresenceSpan } from './minutes.ts';

interface Source {
  readonly root: ChamberRoot;
  readonly sitting: Sitting;
  readonly said: readonly Said[];
}

/** The present sitting or an earlier one; undefined: none of this id was ever opened or prepared. */
function sourceOf(root: ChamberRoot, id: string): Source | undefined {
  const { current, past } = root.sitting;
  if (current?.id === id) return { root, sitting: current, said: allSaid(root) };
  const earlier = past.find((sitting) => sitting.id === id);
  return earlier && { root, sitting: earlier, said: earlier.said };
}

/** What was said until now, the present item included. */
function allSaid({ floor, sitting: { current } }: ChamberRoot): readonly Said[] {
  const item = current?.item ?? null;
  return [...floor.said, ...floor.list.finished.map((speech: Finished): Said => ({ ...speech, item }))];
}

export function minutesOf(
  root: ChamberRoot,
  id: string,
  part: Minutes['part'],
  journal: Minutes['journal'],
): Minutes | undefined {
  const source = sourceOf(root, id);
  if (!source) return undefined;
  const { sitting } = source;
  const isPublic = part === 'public';
  // A public item that was treated partly behind closed doors stands in both, each with its own part.
  const items = sitting.order
    .flatMap((each) => sitting.items[each] ?? [])
    .filter((item) => item.isPublic === isPublic || (!isPublic && hasClosedPart(source, item)));
  return {
    part,
    body: sitting.body.name,
    title: sitting.title,
    date: sitting.date,
    ...definedOnly({ place: sitting.place }),
    timeZone: root.hall.timeZone,
    openedAt: sitting.openedAt,
    closedAt: sitting.closedAt,
    chairs: sitting.chairs.map(({ person, from }) => ({ name: nameOf(source, person), from })),
    quorum: sitting.quorums.map(({ at, present, required, isQuorate }) => ({
      at,
      present,
      required,
      isQuorate,
    })),
    presence: presenceOf(source),
    items: items.map((item) => itemOf(source, item, isPublic)),
    ballots: ballotsFor(root, sitting.id, null, isPublic),
    interruptions: sitting.interruptions
      .filter(({ kind }) => isPublic || kind === 'interrupted')
      .map(({ from, to, kind, reason }) => ({ from, to, kind, ...definedOnly({ reason }) })),
    corrections: sitting.corrections
      .filter((correction) => correction.isPublic === isPublic)
      .map(({ at, enteredAt, text }) => ({ at, enteredAt, text })),
    journal,
  };
}

const nameOf = ({ root }: Source, person: PersonId): string => root.register.persons[person]?.name ?? '–';

function presenceOf(source: Source): MinutesPerson[] {
  const { root, sitting } = source;
  const ids = new Set([
    ...sitting.body.members.map(({ person }) => person),
    ...Object.keys(sitting.attendance),
  ]);
  return [...ids].map((id): MinutesPerson => {
    const membership = membershipOf(sitting.body, id);
    const changes = sitting.attendance[id] ?? [];
    const spans = spansOf(changes, sitting);
    const last = changes.at(-1)?.status;
    const group = membership?.group ?? root.register.persons[id]?.group;
    return {
      name: nameOf(source, id),
      ...definedOnly({ group }),
      role: membership?.role ?? (root.register.persons[id]?.kind === 'staff' ? 'staff' : 'guest'),
      votingRight: membership?.votingRight ?? false,
      state: spans.length > 0 ? 'present' : last === 'excused' ? 'excused' : 'absent',
      spans,
    };
  });
}

/** From the opening to the close; nobody is present before the sitting is. */
function spansOf(changes: readonly AttendanceChange[], { openedAt, closedAt }: Sitting): PresenceSpan[] {
  if (openedAt === null) return [];
  const spans: PresenceSpan[] = [];
  for (const [index, change] of changes.entries()) {
    if (change.status !== 'room' && change.status !== 'remote') continue;
    const next = changes[index + 1];
    const from = Math.max(change.at, openedAt);
    const to = next?.at ?? closedAt;
    if (to !== null && to <= from) continue;
    const before = spans.at(-1);
    if (before && before.to === from && before.mode === change.status) {
      spans[spans.length - 1] = { ...before, to };
      continue;
    }
    spans.push({ from, to, mode: change.status, ...definedOnly({ enteredAt: change.enteredAt }) });
  }
  return spans;
}

const hasClosedPart = ({ root, sitting, said }: Source, item: Item): boolean =>
  [...item.motions, ...item.notes].some(({ isPublic }) => !isPublic) ||
  ballotsFor(root, sitting.id, item.id, false).length > 0 ||
  said.some((speech) => speech.item === item.id && speech.isPublic === false);

function itemOf(source: Source, item: Item, isPublic: boolean): MinutesItem {
  // Of a non-public item everything is non-public, whenever it was written down.
  const isPart = (each: { readonly isPublic?: boolean }): boolean =>
    !item.isPublic || (each.isPublic ?? true) === isPublic;
  const { sitting, said } = source;
  const { reporter, paper, decision, joinedWith, outcomeNote } = item;
  const joined = joinedWith === undefined ? undefined : sitting.items[joinedWith];
  // What it is treated with may be in the other part of the minutes: then not even its number is said.
  const note = outcomeNote ?? (joined && joined.isPublic === item.isPublic ? joined.number : undefined);
  return {
    number: item.number,
    title: item.title,
    ...definedOnly({ reporter, paper, decision, outcomeNote: note }),
    isUrgent: item.isUrgent,
    startedAt: item.startedAt,
    endedAt: item.endedAt,
    outcome: item.outcome ?? (item.startedAt === null || isGone(item) ? 'none' : 'done'),
    motions: item.motions.filter(isPart).map(({ by, text, at }) => ({ by, text, at })),
    excluded: Object.entries(item.conflicts).flatMap(([person, is]) => (is ? [nameOf(source, person)] : [])),
    speeches: said
      .filter((speech) => speech.item === item.id && isPart(speech) && isInSitting(speech.beganAt, sitting))
      .map((speech) => speechOf(source, speech)),
    ballots: ballotsFor(source.root, sitting.id, item.id, isPublic),
    notes: item.notes.filter(isPart).map(({ text }) => text),
  };
}

const isInSitting = (at: WallMs, { openedAt }: Sitting): boolean => openedAt !== null && at >= openedAt;

function speechOf(source: Source, { who, kind, beganAt, usedMs }: Said): MinutesSpeech {
  const name = who.guest ?? (who.person === undefined ? undefined : nameOf(source, who.person));
  return {
    name: name ?? `Platz ${who.seat ?? '–'}`,
    ...definedOnly({ group: who.group }),
    kind,
    startedAt: beganAt,
    durationMs: usedMs,
  };
}
