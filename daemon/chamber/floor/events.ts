/** Facts about microphones, the list of speakers and who has the floor. Who it is about lies beside the chain. */
import type { PersonId } from '../../../protocols/models/council.ts';
import type { SpeechKind } from './entry.ts';

interface Seat {
  readonly seat: number;
}
interface EntryRef {
  readonly entry: number;
}
type Nothing = Readonly<Record<string, never>>;
type Fact<Type extends string, Data, Personal = never> = {
  readonly type: Type;
  readonly version: 1;
  readonly data: Data;
} & ([Personal] extends [never] ? { readonly personal?: never } : { readonly personal?: Personal });

export type FloorEvent =
  | Fact<'floor/opened', Seat>
  | Fact<'floor/closed', Seat>
  | Fact<'floor/requested', Seat & { readonly kind: 'request' | 'reply' }>
  | Fact<'floor/request-ended', Seat>
  | Fact<'floor/extended', Seat & { readonly byMs: number }>
  | Fact<
      'floor/added',
      {
        readonly kind: SpeechKind;
        readonly seat?: number;
        readonly answerTo?: number;
        readonly rank?: number;
      },
      { readonly person?: PersonId; readonly guest?: string; readonly group?: string; readonly note?: string }
    >
  | Fact<'floor/updated', EntryRef & { readonly kind?: SpeechKind }, { readonly note?: string }>
  | Fact<'floor/removed', EntryRef>
  | Fact<'floor/moved', EntryRef & { readonly before: number | null }>
  /** Given the floor; its microphone is on its way. */
  | Fact<'floor/called', EntryRef>
  /** Began without a microphone of its own, or with one that was open already. */
  | Fact<'floor/started', EntryRef>
  | Fact<'floor/ended', Nothing>
  | Fact<'floor/held', { readonly held: boolean }>
  | Fact<'floor/returned', Nothing>
  | Fact<'floor/list', { readonly closed: boolean }>
  | Fact<'floor/debate-closed', Nothing>
  | Fact<'floor/levelled', Nothing, { readonly group: string }>;
