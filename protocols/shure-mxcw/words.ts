/** Words and ranges of the Shure MXCW command strings that both directions share. */
import type { InterruptMode, MicrophoneMode } from '../models/microphones.ts';

/** A table of words read in either direction; letters of either case on the wire. */
export interface Words<Value extends string> {
  parse(word: string | undefined): Value | undefined;
  encode(value: Value): string;
}

export function words<Value extends string>(table: Readonly<Record<Value, string>>): Words<Value> {
  const values = Object.keys(table) as Value[];
  return {
    parse: (word) => values.find((value) => table[value] === word?.toUpperCase()),
    encode: (value) => table[value],
  };
}

export const modes = words<MicrophoneMode>({
  auto: 'AUTO',
  fifo: 'FIFO',
  manual: 'MANUAL',
  voice: 'HANDSFREE',
});

/** Named after who may interrupt, where our model names who is interrupted. */
export const interrupts = words<InterruptMode>({
  none: 'NOT_ALLOWED',
  'lower-priority': 'HIGHER_PRIORITY',
  'same-priority': 'EQUAL_AND_HIGHER_PRIORITY',
});

export type MicrophoneStatus = 'on' | 'off' | 'unknown';
export const microphoneStatuses = words<MicrophoneStatus>({ on: 'ON', off: 'OFF', unknown: 'UNKNOWN' });

export type Membership = 'in' | 'out';
export const memberships = words<Membership>({ in: 'IN_LIST', out: 'NOT_IN_LIST' });

export type Role = 'delegate' | 'chair' | 'listener' | 'ambient' | 'remote-caller' | 'dual-delegate';
export const roles = words<Role>({
  delegate: 'DELEGATE',
  chair: 'CHAIRMAN',
  listener: 'LISTENER',
  ambient: 'AMBIENT',
  'remote-caller': 'REMOTE_CALLER',
  'dual-delegate': 'DUAL_DELEGATE',
});

export type Availability = 'available' | 'offline' | 'not-registered' | 'unknown';
export const availabilities = words<Availability>({
  available: 'AVAILABLE',
  offline: 'OFFLINE',
  'not-registered': 'NOT_REGISTERED',
  unknown: 'UNKNOWN',
});

/** Lowest and highest value of each limit; the source gives no range for requests. */
export const limitRanges = {
  MAX_TOTAL_SPEAKERS: [1, 8],
  MAX_DELEGATE_SPEAKERS: [1, 8],
  MAX_NUM_REQUESTS: [0, 65_535],
} as const;
export type Limit = keyof typeof limitRanges;
export const isLimit = (word: string): word is Limit => Object.hasOwn(limitRanges, word);

export const priorityRange = [1, 5] as const;
export const seatRange = [1, 65_535] as const;
/** In a client's question and command 0 means every seat. */
export const seatOrAllRange = [0, 65_535] as const;
/** ms between two samples; 0 turns them off. */
export const meterRateRange = [0, 99_999] as const;

/** What can be asked of a seat. */
export const seatProperties = [
  'MIC_STATUS',
  'REQUEST_LIST_STATUS',
  'SPEAK_LIST_STATUS',
  'MIC_PRIORITY',
  'ROLE',
  'SEAT_NAME',
  'UNIT_AVAILABLE',
] as const;
export type SeatProperty = (typeof seatProperties)[number];

/** What can be asked of the whole system. */
export const systemProperties = [
  'OPERATION_MODE',
  'INTERRUPT_MODE',
  'MAX_TOTAL_SPEAKERS',
  'MAX_DELEGATE_SPEAKERS',
  'MAX_NUM_REQUESTS',
  'GLOBAL_MUTE',
  'AUDIO_METER_RATE',
] as const;
export type SystemProperty = (typeof systemProperties)[number];

/** A decimal number of at most six digits within the range. */
export function parseInteger(
  word: string | undefined,
  [lowest, highest]: readonly [number, number],
): number | undefined {
  if (word === undefined || !/^\d{1,6}$/.test(word)) return undefined;
  const value = Number(word);
  return value >= lowest && value <= highest ? value : undefined;
}
