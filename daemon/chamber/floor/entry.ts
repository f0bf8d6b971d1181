/** An entry of the list of speakers, waiting, speaking and finished; and the speaking times of the house. */
import type { SpeechKindView } from '../../../protocols/api/views/sitting.ts';
import type { WallMs } from '../../../protocols/clock.ts';
import type { PersonId } from '../../../protocols/models/council.ts';

export type SpeechKind = SpeechKindView;

/** Who an entry is for. Without person and guest: whoever sits at the seat, not known. */
export interface Who {
  readonly person?: PersonId;
  readonly seat?: number;
  readonly guest?: string;
  readonly group?: string;
}

export interface Entry {
  readonly id: number;
  readonly kind: SpeechKind;
  readonly who: Who;
  readonly note?: string;
  /** Points of order: 1 is most urgent. */
  readonly rank?: number;
  /** Answers: the entry answered, and the class it was in. */
  readonly answerTo?: number;
  readonly answersClass?: 2 | 3;
  readonly sinceAt: WallMs;
  /** Whether it was begun in a public part; set when it starts. */
  readonly isPublic?: boolean;
}

/** An entry that has the floor or was interrupted in it. */
export interface Started extends Entry {
  readonly beganAt: WallMs;
  /** Since when its time runs; null: paused or held. */
  readonly runsSince: WallMs | null;
  readonly usedMs: number;
  readonly limitMs: number | null;
  /** Held by the chair: nothing but the chair lets it go on. */
  readonly isHeld: boolean;
  /** Seat whose open microphone carries it, and with which it ends; absent: led by hand. */
  readonly microphone?: number;
}

export interface Finished extends Entry {
  readonly beganAt: WallMs;
  readonly endedAt: WallMs;
  readonly usedMs: number;
}

/** Speaking times of the house, ms; null: no limit of this kind. */
export interface Limits {
  readonly speechMs: number | null;
  /** 0: no interventions. */
  readonly interventionMs: number | null;
  readonly pointOfOrderMs: number | null;
  readonly residentsMs: number | null;
  /** For each group in each item. */
  readonly groupMs: number | null;
  /** For each person in each item. */
  readonly personMs: number | null;
  readonly itemMs: number | null;
}

/** Rule table: 3 interposed question, 2 intervention, 1 point of order, 0 the rest. */
export function classOf(entry: Pick<Entry, 'kind' | 'answersClass'>): 0 | 1 | 2 | 3 {
  switch (entry.kind) {
    case 'interposed-question':
      return 3;
    case 'intervention':
      return 2;
    case 'point-of-order':
      return 1;
    case 'answer':
      return entry.answersClass ?? 3;
    default:
      return 0;
  }
}

/** Whether two entries are for the same person, guest or, where nobody is known, seat. */
export const isSame = (a: Who, b: Who): boolean =>
  a.person !== undefined || b.person !== undefined
    ? a.person === b.person
    : a.guest !== undefined || b.guest !== undefined
      ? a.guest === b.guest
      : a.seat !== undefined && a.seat === b.seat;
