/**
 * Names, ranges and codes of the Sennheiser ADN CU1 "MediaCtrl" protocol that both directions share.
 * Source: Sennheiser ADN MediaCtrl Protocol. Audio, radio and recording attributes are left out; the
 * floor volume is here because every example of the document uses it.
 */
import type { MicrophoneMode } from '../models/microphones.ts';

/** Lowest and highest value of the attributes that have one number and can be read and set. */
export const attributeRanges = {
  ConferenceMode: [1, 4],
  MaxOpenMic: [1, 10],
  MaxSpeakReqListLength: [1, 10],
  /** Minutes, 0 without limit. */
  LimitOfTalkTime: [0, 60],
  TalkTimeLimitIsActive: [0, 1],
  TalkTimeExpirationHardCutOff: [0, 1],
  /** Steps of the document's table, not seconds. */
  PremonitionTime: [1, 13],
  OpenAccessMode: [0, 1],
  ClearDoesCleanRequestList: [0, 1],
  BlinkOnReq: [0, 1],
  HdRecordIsActive: [0, 1],
  FloorVolume: [0, 32],
} as const;
export type Attribute = keyof typeof attributeRanges;

export const isAttribute = (name: string): name is Attribute => Object.hasOwn(attributeRanges, name);

/** Place of a wired unit on the bus. The document gives no highest; ours is the model's. */
export const positionRange = [1, 65_535] as const;

/** 1 on, 2 muted, 3 premonition, 4 muted, 5 over time, 6 muted, 7 off, 8 off and asks to speak, 9-11 service. */
export const micStatusRange = [1, 11] as const;
export const statusOn = 1;
export const statusOff = 7;
export const statusRequest = 8;

/** The unit is switched on, muted or not: a chair's priority button mutes the others without ending their turn. */
export const isOn = (status: number): boolean => status >= 1 && status <= 6;

/** A unit's identification code and six digits: `D1100004` wired delegate, `C1W100001` wireless chair. */
export function readSerial(word: string | undefined): string | undefined {
  return word !== undefined && /^[A-Z0-9]{2,3}\d{6}$/.test(word) ? word : undefined;
}

export const errorTexts = {
  1000: 'invalid command',
  1010: 'invalid parameter',
  1020: 'value out of range',
  1030: 'relative parameter is not supported',
  1040: 'invalid number of parameters',
  1050: 'get request not allowed',
  1060: 'set request not allowed',
  1070: 'processing of request currently not possible',
} as const;
export type ErrorCode = keyof typeof errorTexts;

const modes: Readonly<Record<number, MicrophoneMode>> = {
  1: 'auto',
  /** "Overrun": who comes last pushes out who spoke first. */
  2: 'fifo',
  3: 'manual',
  /** Push to talk: delegates open their microphones themselves, as in automatic mode. */
  4: 'auto',
};

export const modeOf = (conferenceMode: number): MicrophoneMode | undefined => modes[conferenceMode];

/** The number to set; undefined where the unit has no such mode. */
export function conferenceModeOf(mode: MicrophoneMode): number | undefined {
  return { auto: 1, fifo: 2, manual: 3, voice: undefined }[mode];
}

const decimal = /^-?\d{1,6}$/;
export const isDecimal = (word: string | undefined): word is string =>
  word !== undefined && decimal.test(word);

export function parseInteger(
  word: string | undefined,
  [lowest, highest]: readonly [number, number],
): number | undefined {
  if (!isDecimal(word)) return undefined;
  const value = Number(word);
  return value >= lowest && value <= highest ? value : undefined;
}

const semicolon = 0x3b;
export const endsMessage = (byte: number): boolean => byte === semicolon;
