/** Open microphones, the list of speakers, and what was said in this sitting: as recorded, which is what pages show. */
import type { WallMs } from '../../../protocols/clock.ts';
import type { ItemId } from '../../../protocols/models/council.ts';
import type { Entry, Finished, Started } from './entry.ts';
import { emptyList, type SpeakerList } from './list.ts';

export interface OpenMicrophone {
  readonly seat: number;
  readonly sinceAt: WallMs;
}

/** A speech of this sitting, for the minutes. */
export interface Said extends Finished {
  /** null: between items. */
  readonly item: ItemId | null;
}

export interface FloorState {
  /** In the order they were opened. */
  readonly open: readonly OpenMicrophone[];
  readonly list: SpeakerList;
  /** Entries that stand on the unit's own list too, by entry: there the unit decides when they leave. */
  readonly onUnit: Readonly<Record<number, 'request' | 'reply'>>;
  /** Seats whose request at the unit left our list by the rules: to be ended there, and no new wish until it was. */
  readonly dismissed: readonly number[];
  /** The entry that was given the floor and whose microphone is not open yet. */
  readonly called: number | null;
  /** The sitting's speeches before this item; those of the item are in `list.finished`. */
  readonly said: readonly Said[];
}

export const emptyFloor: FloorState = {
  open: [],
  list: emptyList,
  onUnit: {},
  dismissed: [],
  called: null,
  said: [],
};

/** Who has the floor. */
export const holderOf = ({ list }: FloorState): Started | undefined => list.started.at(-1);

/** Everybody who waits, residents last. */
export const waitingOf = ({ list }: FloorState): readonly Entry[] => [...list.waiting, ...list.residents];

export const entryById = (floor: FloorState, id: number): Entry | undefined =>
  waitingOf(floor).find((entry) => entry.id === id);
