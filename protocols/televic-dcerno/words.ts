/** Numbers and ids of Televic D-Cerno that both directions share. */
import { integerIn } from '../json.ts';

export const microphoneStates = ['off', 'on', 'request'] as const;
export type MicrophoneState = (typeof microphoneStates)[number];

export const conferenceModes = ['operator', 'direct', 'group'] as const;
export type ConferenceMode = (typeof conferenceModes)[number];

export const activations = { none: 0, toggle: 1, push: 2, voice: 4 } as const;
export type Activation = keyof typeof activations;

/** Bits of `mio`. */
export const modeOptions = { request: 1, cancel: 2, override: 4 } as const;

/** How the unit gives the microphones away. */
export interface ModeSettings {
  readonly mode: ConferenceMode;
  /** Sum of `modeOptions`. */
  readonly options: number;
  readonly activation: Activation;
}

export const maxOpenRange = [0, 8] as const;

export function readMode(body: Readonly<Record<string, unknown>>): ModeSettings | undefined {
  const mode = conferenceModes[integerIn(body['mmo'], [0, 2]) ?? -1];
  const options = integerIn(body['mio'], [0, 255]);
  const number = integerIn(body['mat'], [0, 4]);
  const activation = (Object.keys(activations) as Activation[]).find((word) => activations[word] === number);
  return mode === undefined || options === undefined || activation === undefined
    ? undefined
    : { mode, options, activation };
}

export const modeJson = ({ mode, options, activation }: ModeSettings) => ({
  mmo: conferenceModes.indexOf(mode),
  mio: options,
  mat: activations[activation],
});

/** A unit's serial number: hexadecimal digits, in upper case here. */
export function readUid(value: unknown): string | undefined {
  return typeof value === 'string' && /^[0-9A-F]{1,16}$/i.test(value) ? value.toUpperCase() : undefined;
}

/** Serials of chairman units begin with 11, those of delegate units with 10. */
export const isChairUid = (uid: string): boolean => uid.startsWith('11');
