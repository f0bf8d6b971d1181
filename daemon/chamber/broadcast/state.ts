/** Whether the part is public, and whether the operator has taken the sound off the stream. */
import type { Publicity } from '../../../protocols/api/views.ts';

export interface BroadcastState {
  /** `unknown` on an empty journal: nothing leaves the hall until somebody opened the public part. */
  readonly publicity: Publicity;
  readonly soundOff: boolean;
}

export const initialBroadcast: BroadcastState = { publicity: 'unknown', soundOff: false };
