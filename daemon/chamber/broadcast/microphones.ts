/**
 * Pauses, changes between public and not, and the end switch the delegates' microphones off: until they are read
 * back as closed, once; opened again afterwards they are somebody's will, and in a pause an alarm.
 */
import type { Observed } from '../../../protocols/models/observed.ts';
import type { Wish } from '../feature.ts';
import type { ChamberRoot } from '../root.ts';
import { chairSeatOf } from '../sitting/state.ts';

/** Open microphones but the chair's; null: the system is not heard. */
export function openDelegates(root: ChamberRoot, observed: Observed): readonly number[] | null {
  const microphones = observed.microphones[root.hall.microphones];
  if (!microphones) return null;
  const chair = chairSeatOf(root);
  return microphones.speakers.filter((seat) => seat !== chair && microphones.seats[seat]?.chair !== true);
}

export function closingWishes(root: ChamberRoot, observed: Observed): readonly Wish[] {
  const { hall, broadcast } = root;
  // What the system cannot do is not asked of it: the pages say that nobody can confirm it.
  if (!broadcast.isClosing || !hall.microphoneCapabilities.talkOff) return [];
  return (openDelegates(root, observed) ?? []).map((seat) => ({
    key: `${hall.microphones}/seat-${seat}-close`,
    wanted: 'closed',
    reported: 'open',
    command: { device: hall.microphones, model: 'microphones', command: { type: 'close', seat } },
    insist: false,
  }));
}
