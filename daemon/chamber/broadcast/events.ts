/** Facts about what may leave the hall. */
import type { Publicity } from '../../../protocols/api/views.ts';

export type BroadcastEvent =
  | {
      readonly type: 'broadcast/publicity';
      readonly version: 1;
      readonly data: { readonly to: Exclude<Publicity, 'unknown'> };
    }
  | { readonly type: 'broadcast/sound'; readonly version: 1; readonly data: { readonly off: boolean } };
