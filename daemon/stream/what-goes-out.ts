/** Whether the hall may be heard, and whether anything goes out or soon will: for captions and for who watches. */
import type { Observed } from '../../protocols/models/observed.ts';
import { unknownSwitcher } from '../../protocols/models/switcher.ts';
import type { ChamberRoot } from '../chamber/root.ts';
import type { Direction } from '../director/direct.ts';

/** The part is public and the guard lets the sound out. */
export const mayBeHeard = ({ broadcast }: ChamberRoot, direction: Direction | null): boolean =>
  broadcast.publicity === 'public' && direction?.verdict.muted === false;

export function goesOut({ hall, broadcast }: ChamberRoot, observed: Observed): boolean {
  const { stream, record } = observed.switchers[hall.switcher] ?? unknownSwitcher;
  const isSoon = ['pre', 'public', 'paused', 'consent-hold'].includes(broadcast.publicity);
  return isSoon || stream === 'active' || record === 'active';
}
