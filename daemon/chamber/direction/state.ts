/** Who directs: the automatic direction, or the operator since when and with which wish. */
import type { WallMs } from '../../../protocols/clock.ts';
import type { ManualWish } from './events.ts';

export type DirectionState =
  | { readonly mode: 'automatic' }
  | { readonly mode: 'manual'; readonly sinceAt: WallMs; readonly wish: ManualWish };

export const initialDirection: DirectionState = { mode: 'automatic' };
