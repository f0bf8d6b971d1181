/** Words and ranges of the Televic CoCon API that requests, answers and events share. */
import { booleanIn, integerIn, type JsonObject } from '../json.ts';
import type { MicrophoneMode } from '../models/microphones.ts';

export const port = 8890;

/** What a client can subscribe to; right after Connect it has all of them but `ButtonLED_Event`. */
export const subscriptions = [
  'Room',
  'Microphone',
  'MeetingAgenda',
  'Voting',
  'Timer',
  'Delegate',
  'Audio',
  'Interpretation',
  'Logging',
  'ButtonLED_Event',
  'Interactive',
  'External',
  'Intercom',
  'Video',
] as const;
export type Subscription = (typeof subscriptions)[number];

export const modeWords = ['Operator', 'DirectSpeak', 'Request', 'Vox', 'OnlyRequest'] as const;
export type ModeWord = (typeof modeWords)[number];
export const activationTypes = ['Push', 'Toggle', 'Vox'] as const;
export type ActivationType = (typeof activationTypes)[number];
export const seatStates = ['On', 'Off', 'Request', 'Toggle'] as const;
export type SeatState = (typeof seatStates)[number];
export const clearable = ['SpeakersAndRequests', 'Speakers', 'Requests'] as const;
/** The first takes the chair's microphone too, the second leaves it. */
export type Clearable = (typeof clearable)[number];
/** In rising order. */
export const priorityWords = ['Delegate', 'Vip', 'Chairman'] as const;
export type PriorityWord = (typeof priorityWords)[number];

/** How the floor is given. Not every message carries every field. */
export interface Mode {
  readonly mode: ModeWord;
  /** Open delegate microphones at the same time. */
  readonly maxActive?: number;
  readonly allowRequest?: boolean;
  readonly allowCancelRequest?: boolean;
  readonly allowSwitchOff?: boolean;
  /** In DirectSpeak: a press at full microphones closes the oldest. */
  readonly fifo?: boolean;
  readonly activation?: ActivationType;
  readonly replies?: boolean;
}

/**
 * The maker's manual on its modes: in DirectSpeak the button opens the microphone, in the request modes it
 * asks for the floor and the chair or the operator gives it, in Operator it does nothing by itself.
 */
export function microphoneMode(mode: Mode): MicrophoneMode {
  if (mode.mode === 'Vox' || mode.activation === 'Vox') return 'voice';
  if (mode.mode !== 'DirectSpeak') return 'manual';
  return mode.fifo === true ? 'fifo' : 'auto';
}

export const isIn = <Word extends string>(words: readonly Word[], word: unknown): word is Word =>
  typeof word === 'string' && (words as readonly string[]).includes(word);

export const maxSeats = 5000;
export const maxActiveRange = [0, 100] as const;
export const seatIn = (value: unknown): number | undefined => integerIn(value, [1, 65_535]);
/** Ids of rooms, units, meetings and delegates in the server's database. */
export const idIn = (value: unknown): number | undefined => integerIn(value, [0, 2_147_483_647]);

export function modeIn(value: JsonObject): Mode | undefined {
  const mode = value['Mode'];
  if (!isIn(modeWords, mode)) return undefined;
  const maxActive = integerIn(value['MaxNrActive'], maxActiveRange);
  const allowRequest = booleanIn(value['AllowRequest']);
  const allowCancelRequest = booleanIn(value['AllowCancelRequest']);
  const allowSwitchOff = booleanIn(value['AllowSwitchOffMic']);
  const fifo = booleanIn(value['FIFO']);
  const activation = value['ActivationType'];
  const replies = booleanIn(value['ReplyRequest']);
  return {
    mode,
    ...(maxActive === undefined ? {} : { maxActive }),
    ...(allowRequest === undefined ? {} : { allowRequest }),
    ...(allowCancelRequest === undefined ? {} : { allowCancelRequest }),
    ...(allowSwitchOff === undefined ? {} : { allowSwitchOff }),
    ...(fifo === undefined ? {} : { fifo }),
    ...(isIn(activationTypes, activation) ? { activation } : {}),
    ...(replies === undefined ? {} : { replies }),
  };
}
