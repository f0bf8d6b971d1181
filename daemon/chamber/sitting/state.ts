/** Tonight's sitting: its phase, agenda, who is here, who presides. Times are wall time in ms. */
import type { AttendanceStatus, Outcome } from '../../../protocols/api/commands/sitting.ts';
import type { Phase } from '../../../protocols/api/views/sitting.ts';
import type { WallMs } from '../../../protocols/clock.ts';
import type { Body, ItemId, Membership, PersonId } from '../../../protocols/models/council.ts';
import type { Limits } from '../floor/entry.ts';
import type { Said } from '../floor/state.ts';
import { seatOf } from '../people/state.ts';
import type { ChamberRoot } from '../root.ts';
import type { ItemFlags, ItemText, QuorumCause } from './events.ts';

export interface Motion {
  readonly by: string;
  readonly text: string;
  readonly at: WallMs;
  /** Whether it came in a public part. */
  readonly isPublic: boolean;
}

export interface Item extends ItemFlags, ItemText {
  readonly isUrgent: boolean;
  readonly startedAt: WallMs | null;
  readonly endedAt: WallMs | null;
  readonly outcome: Outcome | null;
  readonly outcomeNote?: string;
  readonly joinedWith?: ItemId;
  readonly decision?: string;
  readonly motions: readonly Motion[];
  readonly notes: readonly { readonly text: string; readonly at: WallMs; readonly isPublic: boolean }[];
  /** true: excluded for a conflict of interest; false: was offered and is not. */
  readonly conflicts: Readonly<Record<PersonId, boolean>>;
  /** Changed since the sitting was opened: an import leaves it as it is. */
  readonly isTouched: boolean;
}

/** One entry about where a person is; in the order of their true time. */
export interface AttendanceChange {
  readonly status: AttendanceStatus;
  /** When it was true. */
  readonly at: WallMs;
  /** When it was entered, where that was later. */
  readonly enteredAt?: WallMs;
  readonly source: 'clerk' | 'unit';
}

export interface QuorumFound {
  readonly at: WallMs;
  readonly present: number;
  readonly required: number;
  readonly members: number;
  readonly excluded: number;
  readonly isQuorate: boolean;
  readonly rule: string;
  readonly cause: QuorumCause;
}

export interface Interruption {
  readonly from: WallMs;
  readonly to: WallMs | null;
  readonly kind: 'interrupted' | 'non-public';
  readonly reason?: string;
}

export interface Sitting {
  readonly id: string;
  /** The journal's record it began with. */
  readonly sinceSeq: number;
  readonly body: Body;
  readonly title: string;
  readonly date: string;
  readonly time?: string;
  readonly place?: string;
  readonly source?: string;
  readonly isSecond: boolean;
  readonly phase: Phase;
  readonly phaseAt: WallMs;
  /** What an interruption goes back to. */
  readonly resumesTo: 'open' | 'non-public';
  readonly openedAt: WallMs | null;
  readonly closedAt: WallMs | null;
  readonly items: Readonly<Record<ItemId, Item>>;
  readonly order: readonly ItemId[];
  /** The item that runs. */
  readonly item: ItemId | null;
  /** The item that is called once the part is confirmed to be closed. */
  readonly awaits: ItemId | null;
  readonly attendance: Readonly<Record<PersonId, readonly AttendanceChange[]>>;
  readonly chair: PersonId | null;
  readonly chairs: readonly { readonly person: PersonId; readonly from: WallMs }[];
  readonly quorums: readonly QuorumFound[];
  readonly interruptions: readonly Interruption[];
  readonly corrections: readonly {
    readonly at: WallMs;
    readonly enteredAt: WallMs;
    readonly text: string;
    readonly isPublic: boolean;
  }[];
}

/** A sitting that is over, with what was said in it. */
export interface PastSitting extends Sitting {
  readonly said: readonly Said[];
}

export interface SittingState {
  readonly current: Sitting | null;
  /** Oldest first; at most `keptSittings`. */
  readonly past: readonly PastSitting[];
}

export const keptSittings = 100;
export const noSitting: SittingState = { current: null, past: [] };

export const isRunning = ({ phase }: Sitting): boolean =>
  phase === 'open' || phase === 'interrupted' || phase === 'non-public';

/** Whether what is said now belongs to the public part. */
export function isPublicPart({ sitting: { current } }: ChamberRoot): boolean {
  if (!current) return false;
  return current.phase === 'open' || (current.phase === 'interrupted' && current.resumesTo === 'open');
}

export const currentItem = ({ sitting: { current } }: ChamberRoot): Item | undefined =>
  current?.item == null ? undefined : current.items[current.item];

/** Where somebody is now; undefined: nothing was entered. */
export const statusOf = (sitting: Sitting, person: PersonId): AttendanceChange | undefined =>
  sitting.attendance[person]?.at(-1);

export const isHere = (sitting: Sitting, person: PersonId): boolean => {
  const status = statusOf(sitting, person)?.status;
  return status === 'room' || status === 'remote';
};

export const membershipOf = (body: Body, person: PersonId): Membership | undefined =>
  body.members.find((member) => member.person === person);

/** The group a person speaks for: the body's, else the register's. */
export function groupOf({ sitting, register }: ChamberRoot, person: PersonId): string | undefined {
  const membership = sitting.current && membershipOf(sitting.current.body, person);
  return membership?.group ?? register.persons[person]?.group;
}

/** Speaking times of tonight's body, where it has its own, else of the house. */
export function limitsOf({ hall, sitting: { current } }: ChamberRoot): Limits {
  const minutes = current?.body.speechMinutes;
  return minutes === undefined ? hall.limits : { ...hall.limits, speechMs: Math.round(minutes * 60_000) };
}

export function groupNames({ sitting: { current } }: ChamberRoot): readonly string[] {
  return [
    ...new Set(current?.body.members.flatMap(({ group }) => (group === undefined ? [] : [group]))),
  ].sort();
}

/** Persons excluded from the item that runs. */
export function barredPersons(root: ChamberRoot): readonly PersonId[] {
  return Object.entries(currentItem(root)?.conflicts ?? {}).flatMap(([person, isExcluded]) =>
    isExcluded ? [person] : [],
  );
}

/** Seats where somebody excluded sits. */
export function barredSeats(root: ChamberRoot): readonly number[] {
  return barredPersons(root).flatMap((person) => seatOf(root.people, person) ?? []);
}

/** Where the presiding person sits: with every right of the chair's microphone. */
export function chairSeatOf(root: ChamberRoot): number | null {
  const { hall, people } = root;
  const chair = root.sitting.current?.chair ?? null;
  if (chair === null) return hall.chairSeat;
  const seat = seatOf(people, chair);
  if (seat !== undefined) return seat;
  // Not seated anywhere: the chair's desk, unless somebody else sits there.
  const atDesk = hall.chairSeat === null ? null : people.occupants[hall.chairSeat];
  return atDesk?.isConfirmed && atDesk.person !== chair ? null : hall.chairSeat;
}

/** Who is excluded from an item of each matter, made once for each state of the agenda: it is asked for every item. */
const excludedByMatter = new WeakMap<Sitting['items'], ReadonlyMap<string, ReadonlySet<PersonId>>>();

/** Persons excluded from another item on the same matter who were not decided on here. */
export function offeredFor({ items }: Sitting, item: Item): readonly PersonId[] {
  if (!item.matter) return [];
  let excluded = excludedByMatter.get(items);
  if (!excluded) {
    const found = new Map<string, Set<PersonId>>();
    for (const { matter, conflicts } of Object.values(items))
      for (const [person, is] of Object.entries(conflicts))
        if (matter && is) found.set(matter, (found.get(matter) ?? new Set()).add(person));
    excludedByMatter.set(items, found);
    excluded = found;
  }
  return [...(excluded.get(item.matter) ?? [])].filter((person) => !(person in item.conflicts));
}
