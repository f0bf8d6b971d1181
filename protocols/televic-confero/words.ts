/** Words, ranges and settings of the Televic Confero Customer API that requests, answers and events share. */
import { integerIn, isJsonObject, listIn, type JsonObject } from '../json.ts';
import type { MicrophoneMode } from '../models/microphones.ts';

/** Without a certificate and with one. */
export const port = { http: 9080, https: 9443 } as const;

export const roles = ['delegate', 'vip', 'chairperson'] as const;
export type Role = (typeof roles)[number];

/** Those whose events say something about microphones and who sits there. */
export const modules = ['Discussion', 'Meeting', 'Room'] as const;

export const modeWords = ['directSpeak', 'request', 'group', 'operator', 'handsFree'] as const;
export type ModeWord = (typeof modeWords)[number];

export const maxSeats = 2000;
export const maxSpeakersRange = [1, 100] as const;
export const seatIn = (value: unknown): number | undefined => integerIn(value, [1, 65_535]);
export const eventIdIn = (value: unknown): number | undefined =>
  integerIn(value, [0, Number.MAX_SAFE_INTEGER]);
export const seatsIn = (value: unknown): readonly number[] | undefined => listIn(value, maxSeats, seatIn);

export const isIn = <Word extends string>(words: readonly Word[], word: unknown): word is Word =>
  typeof word === 'string' && (words as readonly string[]).includes(word);

export interface Settings {
  readonly mode: ModeWord;
  /** Open delegate microphones at the same time. */
  readonly maxSpeakers: number;
  /** As they came. Which ones there are depends on the mode. */
  readonly options: JsonObject;
}

const maxOptions = 64;

export function settingsIn(value: unknown): Settings | undefined {
  if (!isJsonObject(value)) return undefined;
  const mode = value['microphoneMode'];
  const maxSpeakers = integerIn(value['maximumNumberOfSpeakers'], maxSpeakersRange);
  const options = value['options'] ?? {};
  if (!isIn(modeWords, mode) || maxSpeakers === undefined) return undefined;
  if (!isJsonObject(options) || Object.keys(options).length > maxOptions) return undefined;
  return { mode, maxSpeakers, options };
}

export const settingsJson = ({ mode, maxSpeakers, options }: Settings): JsonObject => ({
  microphoneMode: mode,
  maximumNumberOfSpeakers: maxSpeakers,
  options,
});

/** The options a controller wants with each mode, and refuses with any other: a 400 for the whole body. */
export const optionsOfMode: Readonly<Record<ModeWord, JsonObject>> = {
  directSpeak: {
    microphoneActivationType: 'toggle',
    speakerOverrideAllowed: false,
    switchOffAllowed: true,
    ledColorOn: 'red',
    ledColorOff: 'off',
  },
  request: {
    switchOffAllowed: true,
    cancelRequestAllowed: true,
    ledColorOn: 'red',
    ledColorRequest: 'green',
    ledColorOff: 'off',
    nextInLineIndication: true,
  },
  group: {
    microphoneActivationType: 'toggle',
    ledColorOn: 'red',
    ledColorRequest: 'green',
    ledColorOff: 'off',
  },
  operator: { ledColorOn: 'red', ledColorOff: 'off' },
  handsFree: { pushToMute: true, ledColorOn: 'red', ledColorOff: 'off' },
};

/** The settings with another mode: options that it knows too keep their values, the others get the usual ones. */
export function withMode(settings: Settings, mode: ModeWord): Settings {
  if (mode === settings.mode) return settings;
  const kept = Object.entries(optionsOfMode[mode]).map(([key, usual]) => [
    key,
    settings.options[key] ?? usual,
  ]);
  return { ...settings, mode, options: Object.fromEntries(kept) as JsonObject };
}

/**
 * The maker's manual on its modes: with direct speak the button opens the microphone, and with override it
 * closes the longest open one at full microphones; in request mode it asks for the floor; in operator mode
 * nobody opens a microphone but the operator.
 */
export function microphoneMode({ mode, options }: Settings): MicrophoneMode {
  if (mode === 'handsFree' || options['microphoneActivationType'] === 'vox') return 'voice';
  if (mode !== 'directSpeak') return 'manual';
  return options['speakerOverrideAllowed'] === true ? 'fifo' : 'auto';
}
