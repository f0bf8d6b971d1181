/** A bad network between controller and camera: losing, doubling and delaying datagrams, seeded by the world. */
import type { Clock } from '../../protocols/clock.ts';

export interface NetworkFaults {
  /** 0..1 each, for every datagram in either direction. */
  readonly loss: number;
  readonly duplicate: number;
  readonly reorder: number;
}

export const goodNetwork: NetworkFaults = { loss: 0, duplicate: 0, reorder: 0 };
/** A reordered datagram comes this much later: behind what follows it, before it is sent again. */
const reorderMs = 60;

/** Carries one datagram: zero, one or two deliveries, now or later. */
export function carry(faults: NetworkFaults, clock: Clock, random: () => number, deliver: () => void): void {
  if (faults.loss > 0 && random() < faults.loss) return;
  const copies = faults.duplicate > 0 && random() < faults.duplicate ? 2 : 1;
  for (let copy = 0; copy < copies; copy++) {
    if (faults.reorder > 0 && random() < faults.reorder) clock.after(reorderMs * random(), deliver);
    else deliver();
  }
}
