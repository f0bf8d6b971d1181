/** Facts about what may leave the hall. What a person wrote lies beside the chain. */
import type { SlateKind } from '../../../protocols/api/commands/broadcast.ts';
import type { CheckId, Publicity } from '../../../protocols/api/views/broadcast.ts';
import type { WallMs } from '../../../protocols/clock.ts';
import type { PersonId } from '../../../protocols/models/council.ts';

type Nothing = Readonly<Record<string, never>>;
type Fact<Type extends string, Data, Personal = never> = {
  readonly type: Type;
  readonly version: 1;
  readonly data: Data;
} & ([Personal] extends [never] ? { readonly personal?: never } : { readonly personal?: Personal });

export type BroadcastEvent =
  | Fact<
      'broadcast/publicity',
      {
        readonly to: Exclude<Publicity, 'unknown'>;
        readonly cause?: 'break' | 'fault';
        readonly untilAt?: WallMs;
        /** A hold that began by itself, for this seat; or its end, though that microphone is still open. */
        readonly seat?: number;
      }
    >
  | Fact<'broadcast/sound', { readonly off: boolean }>
  /** The delegates' microphones were read back as closed. */
  | Fact<'broadcast/microphones-off', Nothing>
  /** Everything that a closed part needs was confirmed at once. */
  | Fact<'broadcast/secured', Nothing>
  | Fact<'broadcast/overridden', { readonly missing: readonly CheckId[] }, { readonly reason: string }>
  | Fact<'broadcast/confirmed', { readonly check: CheckId; readonly done: boolean }>
  | Fact<'broadcast/alone', { readonly alone: boolean }, { readonly person: PersonId }>
  | Fact<'broadcast/stream', { readonly wanted: boolean }>
  | Fact<'broadcast/stream-lost', { readonly lost: boolean }>
  | Fact<'broadcast/record', { readonly wanted: boolean }>
  | Fact<'broadcast/recording', { readonly id: string; readonly on: boolean }>
  /** A line of captions while a recording runs. */
  | Fact<'captions/said', Nothing, { readonly text: string }>
  | Fact<'broadcast/discarded', Nothing>
  | Fact<'broadcast/slides', { readonly on: boolean }>
  | Fact<'broadcast/slate-text', { readonly slate: SlateKind; readonly text: string | null }>;
