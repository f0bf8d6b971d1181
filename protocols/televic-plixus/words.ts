/** Words, ranges and settings of the Televic Plixus Core REST API that requests, answers and events share. */
import { integerIn, isJsonObject, listIn, type JsonObject } from '../json.ts';
import type { MicrophoneMode } from '../models/microphones.ts';
import { readSeatName } from '../models/seat-name.ts';

/** The description names it for the unit itself; from outside it is not documented. */
export const port = 9012;

export const roles = ['delegate', 'vip', 'chairman'] as const;
export type Role = (typeof roles)[number];

/** Those whose events say something about microphones and who sits there. */
export const modules = ['Discussion', 'Room', 'Meeting'] as const;

export const modeWords = ['directAccess', 'request', 'group', 'other', 'handsFree'] as const;
export type ModeWord = (typeof modeWords)[number];

export const maxSeats = 2000;
export const maxSpeakersRange = [1, 100] as const;
export const seatIn = (value: unknown): number | undefined => integerIn(value, [1, 65_535]);
export const seatsIn = (value: unknown): readonly number[] | undefined => listIn(value, maxSeats, seatIn);

export const isIn = <Word extends string>(words: readonly Word[], word: unknown): word is Word =>
  typeof word === 'string' && (words as readonly string[]).includes(word);
export const roleIn = (value: unknown): Role => (isIn(roles, value) ? value : 'delegate');

/** The settings of a conference: a PUT wants the whole of them. */
export interface Settings {
  readonly mode: ModeWord;
  /** Open delegate microphones at the same time. */
  readonly maxSpeakers: number;
  /** In direct access: a press at full microphones closes the oldest. */
  readonly override: boolean;
  readonly replies: boolean;
  /** Every further field as it came. */
  readonly rest: JsonObject;
}

const maxFields = 64;

export function settingsIn(value: unknown): Settings | undefined {
  if (!isJsonObject(value) || Object.keys(value).length > maxFields) return undefined;
  const {
    maximumNumberOfSpeakers,
    microphoneMode: mode,
    canSpeakerOverrideOtherSpeaker,
    enableReply,
    ...rest
  } = value;
  const maxSpeakers = integerIn(maximumNumberOfSpeakers, maxSpeakersRange);
  if (!isIn(modeWords, mode) || maxSpeakers === undefined) return undefined;
  return {
    mode,
    maxSpeakers,
    override: canSpeakerOverrideOtherSpeaker === true,
    replies: enableReply === true,
    rest,
  };
}

export const settingsJson = ({ mode, maxSpeakers, override, replies, rest }: Settings): JsonObject => ({
  maximumNumberOfSpeakers: maxSpeakers,
  microphoneMode: mode,
  canSpeakerOverrideOtherSpeaker: override,
  enableReply: replies,
  ...rest,
});

/**
 * The maker's manual on its modes: with direct access the button opens the microphone, and with override it
 * closes the longest open one at full microphones; in request mode it asks for the floor.
 */
export function microphoneMode({ mode, override, rest }: Settings): MicrophoneMode {
  if (mode === 'handsFree' || rest['microphoneActivationType'] === 'vox') return 'voice';
  if (mode !== 'directAccess') return 'manual';
  return override ? 'fifo' : 'auto';
}

/** What is spoken and asked at a seat. */
export interface SeatState {
  readonly seat: number;
  readonly microphoneOn: boolean;
  readonly requesting: boolean;
  readonly replying: boolean;
  readonly role: Role;
  readonly muted: boolean;
}

export function seatStateIn(value: unknown): SeatState | undefined {
  const seat = isJsonObject(value) ? seatIn(value['seatNumber']) : undefined;
  if (!isJsonObject(value) || seat === undefined) return undefined;
  const microphone = value['microphoneState'];
  if (microphone !== 'on' && microphone !== 'off') return undefined;
  return {
    seat,
    microphoneOn: microphone === 'on',
    requesting: value['isRequestingToSpeak'] === true,
    replying: value['isRequestingToReply'] === true,
    role: roleIn(value['role']),
    muted: value['isMuted'] === true,
  };
}

export const seatStateJson = (state: SeatState): JsonObject => ({
  seatNumber: state.seat,
  microphoneState: state.microphoneOn ? 'on' : 'off',
  isRequestingToSpeak: state.requesting,
  isRequestingToReply: state.replying,
  role: state.role,
  isMuted: state.muted,
  muteSources: { chairperson: false, delegate: false, operator: false },
});

/** A place in the room and its unit. */
export interface RoomSeat {
  readonly seat: number;
  readonly label: string;
  /** The unit does not answer any more. */
  readonly broken: boolean;
  readonly role: Role;
}

export function roomSeatIn(value: unknown): RoomSeat | undefined {
  const seat = isJsonObject(value) ? seatIn(value['id']) : undefined;
  if (!isJsonObject(value) || seat === undefined) return undefined;
  return {
    seat,
    label: readSeatName(value['label']) ?? '',
    broken: value['state'] === 'broken',
    role: roleIn(value['role']),
  };
}

export const roomSeatJson = ({ seat, label, broken, role }: RoomSeat): JsonObject => ({
  id: seat,
  label,
  state: broken ? 'broken' : 'normal',
  role,
  units: [],
  capabilities: [{ name: 'discussion', enabled: true }],
  reordered: true,
});

export interface MeetingDelegate {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly seat?: number;
  readonly badge?: string;
}

export function delegateIn(value: unknown): MeetingDelegate | undefined {
  const id = isJsonObject(value) ? readSeatName(value['id']) : undefined;
  if (!isJsonObject(value) || id === undefined) return undefined;
  const seat = seatIn(value['seatNumber']);
  const badge = readSeatName(value['badgeId']);
  return {
    id,
    firstName: readSeatName(value['firstName']) ?? '',
    lastName: readSeatName(value['lastName']) ?? '',
    ...(seat === undefined ? {} : { seat }),
    ...(badge === undefined ? {} : { badge }),
  };
}

export const delegateJson = ({ id, firstName, lastName, seat, badge }: MeetingDelegate): JsonObject => ({
  firstName,
  lastName,
  seatNumber: seat,
  id,
  badgeId: badge,
});

export const delegateName = ({ firstName, lastName }: MeetingDelegate): string | undefined =>
  readSeatName(`${firstName} ${lastName}`);
