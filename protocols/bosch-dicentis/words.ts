/** Names of the DICENTIS conference protocol that both directions share, in the case they have on the wire. */

/** Operations without parameters whose answer carries data. */
export const questions = ['GetPermissions', 'GetSeats', 'GetDiscussionList', 'GetDiscussionOptions'] as const;
export type Question = (typeof questions)[number];

/** Operations on one seat. */
export const seatOperations = ['AddSeatToSpeakers', 'RemoveSeatFromDiscussionList'] as const;
export type SeatOperation = (typeof seatOperations)[number];

/** Mutes and unmutes a speaker; takes `seatId` or `seatIds`. */
export const microphoneOperations = ['ActivateMicrophone', 'DeactivateMicrophone'] as const;
export type MicrophoneOperation = (typeof microphoneOperations)[number];

/** From version 6.50: operations on several seats. */
export const speechOperations = [
  'RequestSpeech',
  'GrantSpeech',
  'RemoveSpeech',
  'RequestResponse',
  'GrantResponse',
  'RemoveResponse',
] as const;
export type SpeechOperation = (typeof speechOperations)[number];

export const events = ['DiscussionListChanged', 'SeatsChanged'] as const;
export type DicentisEvent = (typeof events)[number];

export const speakerTypes = [
  'isSpeaker',
  'isPrioritySpeaker',
  'isResponder',
  'isImportant',
  'isRequest',
  'isResponseRequest',
] as const;
export type SpeakerType = (typeof speakerTypes)[number];

export const microphoneStates = ['on', 'off', 'mute'] as const;
export type MicrophoneState = (typeof microphoneStates)[number];

/** The word of the list that equals this one but for the case of its letters. */
export function wordIn<Word extends string>(words: readonly Word[], value: unknown): Word | undefined {
  if (typeof value !== 'string') return undefined;
  const lower = value.toLowerCase();
  return words.find((word) => word.toLowerCase() === lower);
}
