/**
 * Delegates as a CoCon server names them. The long form carries addresses, birthdays and fingerprints: none
 * of these is read, and a simulated server sends them empty.
 */
import { isJsonObject, listIn, type JsonObject } from '../json.ts';
import { readSeatName } from '../models/seat-name.ts';
import { idIn, seatIn } from './words.ts';

export interface Group {
  readonly id: number;
  readonly name: string;
}

export interface Delegate {
  readonly id: number;
  readonly title: string;
  readonly firstName: string;
  readonly middleName?: string;
  readonly lastName: string;
  readonly groups: readonly Group[];
  /** The seat a fixed seating gives; absent: none, or a message that does not say. */
  readonly seat?: number;
  /** The number of the badge that belongs to the delegate. */
  readonly badge?: string;
}

export const maxDelegates = 2000;
const maxGroups = 50;

/** The name to show: without the title, which may be of any kind. */
export const delegateName = ({ firstName, middleName, lastName }: Delegate): string | undefined =>
  readSeatName([firstName, middleName, lastName].filter(Boolean).join(' '));

export function delegateIn(value: unknown): Delegate | undefined {
  if (!isJsonObject(value)) return undefined;
  const id = idIn(value['Id'] ?? value['DelegateId']);
  if (id === undefined) return undefined;
  const middleName = readSeatName(value['MiddleName']);
  const seat = seatIn(value['SeatNumber']);
  const badge = readSeatName(value['BadgeNumber']);
  return {
    id,
    title: readSeatName(value['Title']) ?? '',
    firstName: readSeatName(value['FirstName']) ?? '',
    ...(middleName === undefined ? {} : { middleName }),
    lastName: readSeatName(value['Name']) ?? '',
    groups: listIn(value['Groups'], maxGroups, groupIn) ?? [],
    ...(seat === undefined ? {} : { seat }),
    ...(badge === undefined ? {} : { badge }),
  };
}

function groupIn(value: unknown): Group | undefined {
  if (!isJsonObject(value)) return undefined;
  const id = idIn(value['Id']);
  const name = readSeatName(value['Name']);
  return id === undefined || name === undefined ? undefined : { id, name };
}

const groupsJson = ({ groups }: Delegate): readonly JsonObject[] =>
  groups.map(({ id, name }) => ({ Id: id, Name: name }));

/** As in the events of badges and seats. */
export const shortDelegateJson = (delegate: Delegate): JsonObject => ({
  Id: delegate.id,
  Title: delegate.title,
  FirstName: delegate.firstName,
  Name: delegate.lastName,
  MiddleName: delegate.middleName ?? null,
  Groups: groupsJson(delegate),
});

/** As in lists and in the events of a running meeting. */
export const longDelegateJson = (delegate: Delegate): JsonObject => ({
  Id: delegate.id,
  FirstName: delegate.firstName,
  Name: delegate.lastName,
  MiddleName: delegate.middleName ?? null,
  Street: '',
  StreetNumber: 0,
  PostCode: '',
  City: '',
  Country: '',
  Title: delegate.title,
  BirthDate: '',
  District: '',
  Biography: '',
  Groups: groupsJson(delegate),
  SeatNumber: delegate.seat ?? null,
  BadgeNumber: delegate.badge ?? null,
  FingerprinterData: '',
  KeypadLoginCode: '',
});
