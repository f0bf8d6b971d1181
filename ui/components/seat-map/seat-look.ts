/** What one tile of a seat map shows: the page that asks decides what a seat's state is, the map only draws it. */
import type { IconName } from '../icons.tsx';

export interface SeatLook {
  /** Class names for fill and edge, e.g. `mic-open`; see map.css. */
  readonly state: string;
  /** Everything the tile shows, said in one line. */
  readonly words: string;
  /** First line. */
  readonly label: string;
  /** Second line: a group's short name or a family name; cut to what fits. */
  readonly caption: string | undefined;
  /** Signs in front of the caption and behind it. */
  readonly lead: IconName | undefined;
  readonly sign: IconName | undefined;
  /** In the corner: place in the queue. */
  readonly number: number | undefined;
}
