/**
 * Meetings, agenda items and the way from an item to its paper: AgendaItem → Consultation → Paper → File,
 * of OParl 1.0 and 1.1. An item that does not say it is public counts as non-public, and an agenda without
 * non-public items does not mean that there are none: most servers leave them out.
 */
import { isBefore, parseMoment, type Moment } from './dates.ts';
import type { Doubts } from './doubts.ts';
import {
  cut,
  isFields,
  readFlag,
  readInteger,
  readLink,
  readLinked,
  readLinkedList,
  readList,
  readObject,
  readText,
  type Linked,
  type Source,
} from './values.ts';
import { parseLink } from './links.ts';

export interface OparlMeeting {
  readonly id?: string;
  readonly name?: string;
  readonly start: Moment;
  readonly isCancelled: boolean;
  readonly place?: string;
  /** Addresses of the organisations that meet. */
  readonly organizations: readonly string[];
  /** Embedded items, addresses of items, or the address of a list of them; parsed by who walks them. */
  readonly items: readonly unknown[];
}

export interface OparlItem {
  readonly id?: string;
  /** May be empty. */
  readonly number: string;
  /** No key: motions to amend share it with the main item. */
  readonly order?: number;
  readonly title: string;
  readonly isPublic: boolean;
  readonly consultation?: Linked<OparlConsultation>;
  readonly files: readonly Linked<OparlFile>[];
}

export interface OparlConsultation {
  readonly paper?: Linked<OparlPaper>;
}

export interface OparlPaper {
  /** Vorlagennummer. */
  readonly reference?: string;
  readonly mainFile?: Linked<OparlFile>;
  /** Its page in the council information system. */
  readonly web?: string;
}

export interface OparlFile {
  readonly accessUrl?: string;
}

export const maxTitleLength = 5000;
const maxNumberLength = 20;
const maxReferenceLength = 80;
const maxLineLength = 160;
/** Stands for a title that a source withholds; the item is there all the same. */
export const missingTitle = '—';

/** undefined also for a meeting without a day: it cannot be told when it is. */
export function parseMeeting(value: unknown, doubts: Doubts): OparlMeeting | undefined {
  const source = readObject(value, 'Meeting', doubts);
  if (!source) return undefined;
  const { fields, where: title } = source;
  const start = parseMoment(fields['start']);
  if (!start) {
    doubts.add('no-date', { title });
    return undefined;
  }
  const name = readText(fields['name']);
  const place = placeOf(fields['location']);
  return {
    ...idOf(source),
    ...(name === undefined ? {} : { name: cut(name, maxLineLength) }),
    // Nobody meets at midnight: that is how servers write a time they do not know.
    start: start.time === '00:00' ? { day: start.day } : start,
    isCancelled: readFlag(fields['cancelled']) === true,
    ...(place === undefined ? {} : { place: cut(place, maxLineLength) }),
    organizations: readList(source, 'organization', doubts).flatMap((entry) => {
      const link = parseLink(isFields(entry) ? entry['id'] : entry);
      if (link === undefined) doubts.add('bad-link', { field: 'organization', where: title });
      return link ?? [];
    }),
    items: readList(source, 'agendaItem', doubts),
  };
}

/** What is doubtful about a meeting's times; asked for meetings that are taken over only. */
export function doubtTimes(value: unknown, meeting: OparlMeeting, doubts: Doubts): void {
  const title = meeting.name ?? meeting.start.day;
  if (meeting.start.time === undefined) doubts.add('no-start-time', { title, date: meeting.start.day });
  const end = isFields(value) ? value['end'] : undefined;
  if (readText(end) === undefined) return;
  const moment = parseMoment(end);
  if (!moment) doubts.add('bad-date', { field: 'end', where: title });
  else if (isBefore(moment, meeting.start))
    doubts.add('end-before-start', { title, date: meeting.start.day });
}

function placeOf(location: unknown): string | undefined {
  if (!isFields(location)) return undefined;
  const description = readText(location['description']);
  const room = readText(location['room']);
  if (description === undefined || room === undefined) return description ?? room;
  return description.includes(room) ? description : `${description}, ${room}`;
}

export function parseItem(value: unknown, doubts: Doubts): OparlItem | undefined {
  const source = readObject(value, 'AgendaItem', doubts);
  if (!source) return undefined;
  const { fields } = source;
  const number = readText(fields['number']) ?? '';
  const title = readText(fields['name']);
  const order = readInteger(fields['order']);
  const isPublic = readFlag(fields['public']);
  const shown = title ?? missingTitle;
  if (title === undefined) doubts.add('no-title', { number });
  if (shown.length > maxTitleLength) doubts.add('title-cut', { title: shown, max: maxTitleLength });
  if (number === '') doubts.add('no-number', { title: shown });
  if (number.length > maxNumberLength) doubts.add('number-cut', { number, max: maxNumberLength });
  if (isPublic === undefined) doubts.add('no-public-flag', { number, title: shown });
  const consultation = readLinked(source, 'consultation', parseConsultation, doubts);
  return {
    ...idOf(source),
    number: cut(number, maxNumberLength),
    ...(order === undefined ? {} : { order }),
    title: cut(shown, maxTitleLength),
    isPublic: isPublic ?? false,
    ...(consultation === undefined ? {} : { consultation }),
    files: readLinkedList(source, 'auxiliaryFile', parseFile, doubts),
  };
}

/** Items as they are called: by their order where each has one, equal ones as they stand in the list. */
export function inOrder(items: readonly OparlItem[], title: string, doubts: Doubts): readonly OparlItem[] {
  const seen = new Set<number>();
  for (const { order } of items) {
    if (order === undefined) return items;
    if (seen.has(order)) doubts.add('duplicate-order', { title, order });
    seen.add(order);
  }
  return [...items].sort((a, b) => (a.order ?? 0) - (b.order ?? 0));
}

export function parseConsultation(value: unknown, doubts: Doubts): OparlConsultation | undefined {
  const source = readObject(value, 'Consultation', doubts);
  if (!source) return undefined;
  const paper = readLinked(source, 'paper', parsePaper, doubts);
  return paper === undefined ? {} : { paper };
}

export function parsePaper(value: unknown, doubts: Doubts): OparlPaper | undefined {
  const source = readObject(value, 'Paper', doubts);
  if (!source) return undefined;
  const reference = readText(source.fields['reference']);
  // A cut one could be the same as another's.
  const fits = reference !== undefined && reference.length <= maxReferenceLength;
  if (reference !== undefined && !fits) doubts.add('reference-dropped', { reference });
  const mainFile = readLinked(source, 'mainFile', parseFile, doubts);
  const web = readLink(source, 'web', doubts);
  return {
    ...(fits ? { reference } : {}),
    ...(mainFile === undefined ? {} : { mainFile }),
    ...(web === undefined ? {} : { web }),
  };
}

export function parseFile(value: unknown, doubts: Doubts): OparlFile | undefined {
  const source = readObject(value, 'File', doubts);
  if (!source) return undefined;
  const accessUrl = readLink(source, 'accessUrl', doubts);
  return accessUrl === undefined ? {} : { accessUrl };
}

const idOf = ({ id }: Source): { readonly id?: string } => (id === undefined ? {} : { id });
