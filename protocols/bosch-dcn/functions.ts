/**
 * Functions of DCN-NG's microphone management and the few numbers both directions share. Low bytes of
 * the function ids; the high byte is the application's (frames.ts). Limits are those of the maker's
 * appendix: 576 units, 4 open microphones, 15 in the notebook, 100 requests.
 */
import type { DcnLayout } from './frames.ts';

export const functions = {
  start: 0x1e,
  stop: 0x1f,
  getSettings: 0x20,
  setMicrophone: 0x22,
  shift: 0x23,
  getRequests: 0x25,
  clearRequests: 0x26,
  removeRequest: 0x27,
  getNotebook: 0x2b,
  getSpeakers: 0x2e,
  clearSpeakers: 0x2f,
  appendSpeaker: 0x30,
  removeSpeaker: 0x31,
  setMode: 0x34,
  setActive: 0x35,
  appendRequest: 0x3e,
} as const;
export type DcnFunction = keyof typeof functions;

export const notifications = {
  microphone: 0x01,
  chairMicrophones: 0x02,
  requestsSet: 0x04,
  requestsCleared: 0x05,
  requestRemoved: 0x06,
  requestInserted: 0x07,
  requestReplaced: 0x08,
  notebookSet: 0x09,
  notebookRemoved: 0x0b,
  speakersSet: 0x0c,
  speakersCleared: 0x0d,
  speakerAppended: 0x0e,
  speakerRemoved: 0x0f,
  speakerInserted: 0x10,
  speakerReplaced: 0x11,
  modeSet: 0x12,
  activeSet: 0x13,
  firstRequest: 0x14,
  settingsSet: 0x15,
} as const;
export type DcnNotification = keyof typeof notifications;

/** Undefined for a function of another application. */
export function nameOf<Name extends string>(
  table: Readonly<Record<Name, number>>,
  functionId: number,
  layout: DcnLayout,
): Name | undefined {
  if (functionId >> 8 !== layout.microphoneApplication) return undefined;
  return (Object.keys(table) as Name[]).find((name) => table[name] === (functionId & 0xff));
}

export const idOf = (low: number, layout: DcnLayout): number => (layout.microphoneApplication << 8) | low;

/** In the order of their numbers. */
export const operationModes = [
  'operator-requests',
  'delegate-requests',
  'override',
  'voice',
  'operator-comments',
  'push-to-talk',
] as const;
export type OperationMode = (typeof operationModes)[number];

export const unitRange = [1, 65_535] as const;
export const activeRange = [1, 25] as const;
/** In the place of a delegate's number: whoever sits there. */
export const anyDelegate = 0xffff;
export const maxEntries = 576;

export const isUnit = (value: number | undefined): value is number =>
  value !== undefined && value >= unitRange[0] && value <= unitRange[1];
