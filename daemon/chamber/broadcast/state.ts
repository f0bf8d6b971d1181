/** What leaves the hall: how public the part is, what is confirmed of a closed part, stream, recordings, slates. */
import type { SlateKind } from '../../../protocols/api/commands/broadcast.ts';
import type { CheckId, Publicity } from '../../../protocols/api/views/broadcast.ts';
import type { WallMs } from '../../../protocols/clock.ts';
import type { ItemId, PersonId } from '../../../protocols/models/council.ts';
import type { Who } from '../floor/entry.ts';

/** A part that is not public, from the moment it is entered. */
export interface ClosedPartState {
  /** Everything was confirmed at once: the microphones may be used again, the rest stays watched. */
  readonly isSecured: boolean;
  readonly override: {
    readonly at: WallMs;
    readonly missing: readonly CheckId[];
    readonly reason: string;
  } | null;
  /** What people have confirmed. */
  readonly confirmed: readonly CheckId[];
  /** Remote members who declared to be alone. */
  readonly alone: readonly PersonId[];
}

/** Something a viewer may want to jump to, at its place in a recording. */
export type ChapterMark =
  | { readonly kind: 'item'; readonly at: WallMs; readonly item: ItemId | null }
  | { readonly kind: 'speaker'; readonly at: WallMs; readonly who: Who }
  /** Nothing of the hall is in the recording from here on. */
  | { readonly kind: 'slate'; readonly at: WallMs; readonly publicity: Publicity };

export interface Recording {
  readonly id: string;
  /** Of the sitting it belongs to; null: none was current. */
  readonly sitting: string | null;
  readonly startedAt: WallMs;
  readonly endedAt: WallMs | null;
  readonly marks: readonly ChapterMark[];
  readonly captions: readonly { readonly at: WallMs; readonly text: string }[];
}

export interface BroadcastState {
  /** `unknown` on an empty journal: nothing leaves the hall until somebody opened the public part. */
  readonly publicity: Publicity;
  readonly soundOff: boolean;
  /** Why there is a pause. */
  readonly cause: 'break' | 'fault';
  /** When the public part begins or goes on, as somebody announced it. */
  readonly untilAt: WallMs | null;
  /** The hold began by itself, for this seat. */
  readonly heldFor: number | null;
  /** Somebody ended the hold though the microphone of this seat is still open: no new one for it. */
  readonly releasedFor: number | null;
  /** The delegates' microphones are to be switched off and were not read back as closed yet. */
  readonly isClosing: boolean;
  readonly closedPart: ClosedPartState | null;
  readonly stream: {
    /** Started from here and not stopped again. */
    readonly isWanted: boolean;
    /** It was wanted and has ended by itself. */
    readonly lostAt: WallMs | null;
  };
  /** A recording was started from here and not stopped again. */
  readonly isRecordWanted: boolean;
  /** Oldest first, at most `keptRecordings`. */
  readonly recordings: readonly Recording[];
  readonly slides: 'off' | 'released';
  /** Words the operator wrote instead of the config's. */
  readonly slateTexts: Readonly<Partial<Record<SlateKind, string>>>;
}

export const keptRecordings = 30;
/** More than a long evening has. */
export const keptMarks = 4000;
export const keptCaptions = 20_000;
export const keptWithCaptions = 3;

export const initialBroadcast: BroadcastState = {
  publicity: 'unknown',
  soundOff: false,
  cause: 'break',
  untilAt: null,
  heldFor: null,
  releasedFor: null,
  isClosing: false,
  closedPart: null,
  stream: { isWanted: false, lostAt: null },
  isRecordWanted: false,
  recordings: [],
  slides: 'off',
  slateTexts: {},
};

/** The recording that runs. */
export const runningRecording = ({ recordings }: BroadcastState): Recording | undefined =>
  recordings.find(({ endedAt }) => endedAt === null);

/** While somebody can expect the public to see something: a stream may run. */
export const mayStream = ({ publicity }: BroadcastState): boolean => publicity !== 'non-public';
