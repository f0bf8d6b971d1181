/**
 * Facts about tonight's sitting. Every text and every name lies beside the chain; the chain holds ids, flags
 * and times, so that it still tells the course of the sitting when the rest was deleted.
 */
import type { AttendanceStatus, Outcome } from '../../../protocols/api/commands/sitting.ts';
import type { Phase } from '../../../protocols/api/views/sitting.ts';
import type { WallMs } from '../../../protocols/clock.ts';
import type { Body, ItemId, PersonId } from '../../../protocols/models/council.ts';

/** What an item says; all of it beside the chain. */
export interface ItemText {
  readonly number: string;
  readonly title: string;
  readonly reporter?: string;
  readonly paper?: string;
  readonly matter?: string;
  readonly source?: string;
}

/** What an item is. */
export interface ItemFlags {
  readonly id: ItemId;
  readonly isPublic: boolean;
  readonly onStream: boolean;
}

export type QuorumCause = 'opened' | 'attendance' | 'conflict';

type Nothing = Readonly<Record<string, never>>;
interface OfItem {
  readonly item: ItemId;
}
type Fact<Type extends string, Data, Personal = never> = {
  readonly type: Type;
  readonly version: 1;
  readonly data: Data;
} & ([Personal] extends [never] ? { readonly personal?: never } : { readonly personal?: Personal });

export type SittingEvent =
  | Fact<
      'sitting/prepared',
      {
        readonly id: string;
        readonly date: string;
        readonly isSecond: boolean;
        readonly items: readonly ItemFlags[];
      },
      {
        readonly body: Body;
        readonly title: string;
        readonly time?: string;
        readonly place?: string;
        readonly chair?: PersonId;
        readonly source?: string;
        readonly texts: Readonly<Record<ItemId, ItemText>>;
      }
    >
  | Fact<'sitting/discarded', Nothing>
  /** The body approved the minutes: of the present sitting, or of an earlier one. */
  | Fact<'sitting/approved', { readonly id: string }>
  | Fact<
      'sitting/phase',
      { readonly to: Exclude<Phase, 'prepared' | 'approved'> },
      { readonly reason?: string }
    >
  | Fact<
      'sitting/quorum',
      {
        readonly present: number;
        readonly required: number;
        readonly members: number;
        readonly excluded: number;
        readonly isQuorate: boolean;
        readonly rule: string;
        /** What changed it. */
        readonly cause: QuorumCause;
      }
    >
  | Fact<'sitting/corrected', { readonly at: WallMs; readonly isPublic: boolean }, { readonly text: string }>
  | Fact<'agenda/added', ItemFlags & { readonly after: ItemId | null; readonly urgent: boolean }, ItemText>
  | Fact<
      'agenda/edited',
      OfItem & { readonly isPublic?: boolean; readonly onStream?: boolean },
      Partial<ItemText>
    >
  | Fact<'agenda/moved', OfItem & { readonly before: ItemId | null }>
  | Fact<'agenda/begun', OfItem & { readonly onStream: boolean }>
  /** Called as soon as everything an item that is not public needs is confirmed; null: not any more. */
  | Fact<'agenda/awaited', { readonly item: ItemId | null }>
  | Fact<'agenda/ended', OfItem>
  | Fact<
      'agenda/settled',
      OfItem & { readonly outcome: Outcome | null; readonly into?: ItemId },
      { readonly note?: string; readonly decision?: string }
    >
  | Fact<'agenda/motion', OfItem, { readonly by: string; readonly text: string }>
  | Fact<'agenda/note', OfItem, { readonly text: string }>
  | Fact<
      'attendance/changed',
      { readonly status: AttendanceStatus; readonly seat?: number; readonly at?: WallMs },
      { readonly person: PersonId }
    >
  | Fact<
      'conflict/changed',
      OfItem & { readonly excluded: boolean },
      { readonly person: PersonId; readonly reason?: string }
    >
  | Fact<'chair/handed-over', Nothing, { readonly person: PersonId }>;
