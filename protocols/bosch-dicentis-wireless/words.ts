/** Words and ranges of the Bosch DICENTIS Wireless REST API that requests and answers share. */
import { integerIn, isJsonObject, type JsonObject } from '../json.ts';
import type { MicrophoneMode } from '../models/microphones.ts';

export const port = 80;
/** Carries the session on every request but the login; a header named `sid` is refused. */
export const sessionHeader = 'Bosch-Sid';

/** What can be read, and with `?isPolling=true` waited for; each at its own path. */
export const resources = [
  'seats',
  'speakers',
  'waiting-list',
  'participants',
  'discuss',
  'system/status',
  'system-info',
] as const;
export type Resource = (typeof resources)[number];

/** Nobody sits there, or whoever does is not known. */
export const noParticipant = 65_535;
export const maxSeats = 1000;
export const seatIn = (value: unknown): number | undefined => integerIn(value, [1, 65_535]);
export const participantIn = (value: unknown): number | undefined => integerIn(value, [0, 65_534]);

/** On, standby, off. A unit that is switched off does not come back by this API. */
export type PowerState = 0 | 1 | 2;
export function powerIn(value: unknown): PowerState | undefined {
  const state = integerIn(value, [0, 2]);
  return state === undefined ? undefined : (state as PowerState);
}

export const maxOpenRange = [1, 25] as const;
export const waitingRange = [0, 100] as const;
export const discussionMode = { open: 0, override: 1, voice: 2, pushToTalk: 3 } as const;

/** The settings of a discussion. Not in the maker's description, but what its own pages use. */
export interface Discuss {
  /** See `discussionMode`. */
  readonly mode: number;
  readonly maxOpenMics: number;
  readonly waitingListSize: number;
  /** Whoever waits first gets the floor as soon as one is free; else somebody has to shift. */
  readonly autoShift: boolean;
  /** Every further field as it came: the unit wants the whole body back. */
  readonly rest: JsonObject;
}

/**
 * The maker's manuals on the modes: in Open a press is granted while there is room, or put on the waiting list,
 * and pushes nobody out; in Override the longest open microphone closes; push-to-talk is Open for as long as
 * one presses. Open without automatic shift is the manual one of the wired system, where a press only asks:
 * that it is so here too is not documented, hence `isManual`.
 */
export function microphoneMode({ mode, autoShift }: Discuss, isManual: boolean): MicrophoneMode | null {
  switch (mode) {
    case discussionMode.open:
      return isManual && !autoShift ? 'manual' : 'auto';
    case discussionMode.override:
      return 'fifo';
    case discussionMode.voice:
      return 'voice';
    case discussionMode.pushToTalk:
      return 'auto';
    default:
      return null;
  }
}

/** The settings with another mode; undefined: the unit has none such. */
export function withMode(discuss: Discuss, wanted: MicrophoneMode, isManual: boolean): Discuss | undefined {
  switch (wanted) {
    case 'auto':
      return { ...discuss, mode: discussionMode.open, autoShift: isManual || discuss.autoShift };
    case 'manual':
      return isManual ? { ...discuss, mode: discussionMode.open, autoShift: false } : undefined;
    case 'fifo':
      return { ...discuss, mode: discussionMode.override };
    case 'voice':
      return { ...discuss, mode: discussionMode.voice };
  }
}

const maxFields = 64;

export function discussIn(value: unknown): Discuss | undefined {
  if (!isJsonObject(value) || Object.keys(value).length > maxFields) return undefined;
  const { mode: word, maxOpenMics: open, waitingListSize: size, autoShift, ...rest } = value;
  const mode = integerIn(word, [0, 3]);
  const maxOpenMics = integerIn(open, maxOpenRange);
  const waitingListSize = integerIn(size, waitingRange);
  if (mode === undefined || maxOpenMics === undefined || waitingListSize === undefined) return undefined;
  return { mode, maxOpenMics, waitingListSize, autoShift: autoShift === true, rest };
}

export const discussJson = ({ rest, ...known }: Discuss): JsonObject => ({ ...known, ...rest });
