/**
 * Audio-Technica ATUC: what the parameters of `gconf`, `gdust` and `gtalk` mean. The order of the fields of
 * `gdust` and `gtalk`, and the values of the talk state, were not to be read in the sources: they are options
 * with a default (docs/devices/audio-technica-atuc.md).
 */
import { integerIn } from '../json.ts';
import type { MicrophoneMode } from '../models/microphones.ts';
import { readSeatName } from '../models/seat-name.ts';
import type { Parameters } from './frames.ts';

/** `sconf`/`gconf`: nine parameters in this order. */
export interface AtucSettings {
  readonly mode: 'free' | 'request' | 'remote';
  readonly autoOffSeconds: number;
  /** 1..10. */
  readonly openMicrophones: number;
  /** 0..150. */
  readonly queue: number;
  readonly priorityMutes: boolean;
  /** In free talk, when all are open: 0 nobody gives way, 1 the first does, 2 the last does. */
  readonly overrideFree: number;
  readonly overrideRequest: number;
  readonly overrideRemote: number;
  /** 500..6000 ms. */
  readonly holdMs: number;
}

const modes = ['free', 'request', 'remote'] as const;

/** What newer firmware adds behind the nine is ignored. */
export function parseSettings(parameters: Parameters): AtucSettings | undefined {
  const numbers = parameters.slice(0, 9).map((text) => integerIn(text, [0, 100_000]));
  const [mode, autoOff, openMicrophones, queue, priority, free, request, remote, holdMs] = numbers;
  const word = modes[mode ?? -1];
  if (word === undefined || openMicrophones === undefined || queue === undefined) return undefined;
  if (openMicrophones < 1 || openMicrophones > 10 || queue > 150) return undefined;
  return {
    mode: word,
    autoOffSeconds: autoOff ?? 0,
    openMicrophones,
    queue,
    priorityMutes: priority === 1,
    overrideFree: free ?? 0,
    overrideRequest: request ?? 0,
    overrideRemote: remote ?? 0,
    holdMs: holdMs ?? 500,
  };
}

export const encodeSettings = (settings: AtucSettings): Parameters =>
  [
    modes.indexOf(settings.mode),
    settings.autoOffSeconds,
    settings.openMicrophones,
    settings.queue,
    settings.priorityMutes ? 1 : 0,
    settings.overrideFree,
    settings.overrideRequest,
    settings.overrideRemote,
    settings.holdMs,
  ].map(String);

export const modeOf = ({ mode, overrideFree }: AtucSettings): MicrophoneMode =>
  mode === 'free' ? (overrideFree === 1 ? 'fifo' : 'auto') : 'manual';

/** The fields of one unit in `gdust`; `type` 0 is a delegate unit. */
export type UnitField = 'serial' | 'name' | 'priority' | 'rights' | 'group' | 'trigger' | 'type';
export type TalkField = 'serial' | 'type' | 'state' | 'slot';

export interface AtucLayout {
  readonly unitFields: readonly UnitField[];
  readonly talkFields: readonly TalkField[];
  /** The values of the talk state. */
  readonly talkStates: { readonly idle: string; readonly talk: string; readonly wait: string };
}

export const defaultLayout: AtucLayout = {
  unitFields: ['serial', 'name', 'priority', 'rights', 'group', 'trigger', 'type'],
  talkFields: ['serial', 'type', 'state', 'slot'],
  talkStates: { idle: '0', talk: '1', wait: '2' },
};

export interface AtucUnit {
  readonly serial: string;
  readonly name: string | undefined;
  readonly type: string;
}

export interface AtucTalk {
  readonly serial: string;
  readonly state: 'idle' | 'talk' | 'wait';
  /** Which of the open microphones, or which place in the queue; from 1. */
  readonly slot: number;
}

const serialPattern = /^[A-Za-z0-9]{1,32}$/;

/** Records of a fixed number of fields, one behind the other; an incomplete one at the end is none. */
function records<Field extends string>(
  parameters: Parameters,
  fields: readonly Field[],
): readonly Readonly<Record<Field, string>>[] {
  const count = Math.floor(parameters.length / fields.length);
  return Array.from(
    { length: count },
    (_, index) =>
      Object.fromEntries(
        fields.map((field, at) => [field, parameters[index * fields.length + at] ?? '']),
      ) as Record<Field, string>,
  );
}

export function parseUnits(parameters: Parameters, { unitFields }: AtucLayout): readonly AtucUnit[] {
  return records(parameters, unitFields)
    .filter(({ serial }) => serialPattern.test(serial))
    .map(({ serial, name, type }) => ({ serial, name: readSeatName(name), type: type === '' ? '0' : type }));
}

export const encodeUnit = (unit: Readonly<Record<UnitField, string>>, layout: AtucLayout): Parameters =>
  layout.unitFields.map((field) => unit[field]);

export function parseTalks(
  parameters: Parameters,
  { talkFields, talkStates }: AtucLayout,
): readonly AtucTalk[] {
  return records(parameters, talkFields).flatMap(({ serial, state, slot }) => {
    const word = (['idle', 'talk', 'wait'] as const).find((each) => talkStates[each] === state);
    if (!serialPattern.test(serial) || !word) return [];
    return [{ serial, state: word, slot: integerIn(slot, [0, 1000]) ?? 0 }];
  });
}

export const encodeTalk = (
  { serial, state, slot }: AtucTalk,
  { talkFields, talkStates }: AtucLayout,
): Parameters => {
  const values = { serial, type: '0', state: talkStates[state], slot: String(slot) };
  return talkFields.map((field) => values[field]);
};

/** NAK codes that mean "later". */
export const busyCodes: ReadonlySet<number> = new Set([90, 92, 93]);
export const nakCode = {
  syntax: 1,
  invalidCommand: 2,
  split: 3,
  parameter: 4,
  timeout: 5,
  busy: 90,
  other: 99,
} as const;
