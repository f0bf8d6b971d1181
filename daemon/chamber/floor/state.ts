/** Open microphones, the queue, and who has the floor since when: as recorded, which is what pages show. */
import type { WallMs } from '../../../protocols/clock.ts';

export interface OpenMicrophone {
  readonly seat: number;
  readonly sinceAt: WallMs;
}

export interface Waiting {
  readonly seat: number;
  readonly kind: 'request' | 'reply';
  readonly sinceAt: WallMs;
}

export interface FloorState {
  /** In the order they were opened. */
  readonly open: readonly OpenMicrophone[];
  readonly queue: readonly Waiting[];
  /** Speaking time added by the chair to the present speech, ms. */
  readonly extendedMs: number;
}

export const emptyFloor: FloorState = { open: [], queue: [], extendedMs: 0 };

/**
 * Who has the floor: the last to open a microphone; when that one closes it falls back to one still open.
 * The chair's interjections do not take the floor away; the chair has it when nobody else speaks.
 */
export function holderOf<Entry extends { readonly seat: number }>(
  open: readonly Entry[],
  chairSeat: number | null,
): Entry | undefined {
  return open.findLast((entry) => entry.seat !== chairSeat) ?? open.at(-1);
}
