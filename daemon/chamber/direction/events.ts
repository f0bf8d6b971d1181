/** Facts about who directs, and the trace of what was decided. */
import type { Reason } from '../../../protocols/api/views.ts';

export type DirectionEvent =
  | {
      readonly type: 'direction/manual';
      readonly version: 1;
      readonly data: { readonly wish: ManualWish };
    }
  | { readonly type: 'direction/automatic'; readonly version: 1; readonly data: Record<string, never> }
  /** A trace: which shot was asked of the switcher, and why. */
  | {
      readonly type: 'direction/cut';
      readonly version: 1;
      readonly data: { readonly shot: string; readonly reason: Reason };
    };

export type ManualWish =
  | { readonly kind: 'stay' }
  | { readonly kind: 'wide' }
  | { readonly kind: 'shot'; readonly shot: string }
  /** A reserved camera as it stands; `live`: also while it is driven. */
  | { readonly kind: 'free'; readonly camera: string; readonly live: boolean };
