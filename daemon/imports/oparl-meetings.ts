/**
 * The second half of an OParl walk: meetings from a day on, the nearest first, with their agendas, and for
 * each item the link and the reference of its paper. Agendas are there before the first paper is asked for.
 */
import type { AgendaDraft } from '../../protocols/models/council.ts';
import { createDoubts } from '../../protocols/oparl/doubts.ts';
import {
  doubtTimes,
  inOrder,
  parseConsultation,
  parseFile,
  parseItem,
  parseMeeting,
  parsePaper,
  type OparlItem,
  type OparlMeeting,
} from '../../protocols/oparl/meetings.ts';
import type { OparlBody } from '../../protocols/oparl/people.ts';
import { limits } from './found.ts';
import { distinct } from './oparl-people.ts';
import type { OparlReader, Parse } from './oparl-reader.ts';

export interface GatheredMeeting {
  readonly meeting: OparlMeeting;
  items: readonly AgendaDraft[];
}

/** A meeting ahead was made or changed within so many years: older ones need not be listed. */
const yearsBack = 3;

/** `from`: `YYYY-MM-DD`. Fills `gathered`, so that what was had is there whatever ends the walk. */
export async function gatherMeetings(
  gathered: GatheredMeeting[],
  bodies: readonly OparlBody[],
  reader: OparlReader,
  from: string,
): Promise<void> {
  const { doubts } = reader;
  reader.enter('meetings');
  const modifiedSince = `${Number(from.slice(0, 4)) - yearsBack}-01-01T00:00:00+01:00`;
  const found: OparlMeeting[] = [];
  const takeMeeting = distinct(found);
  for (const body of bodies)
    await reader.each(body.meetings, parseMeetingFrom(from), takeMeeting, { modifiedSince });
  found.sort((a, b) => (startOf(a) < startOf(b) ? -1 : 1));
  if (found.length > limits.sittings)
    doubts.add('too-many-meetings', { count: found.length, max: limits.sittings });

  const agendas: { readonly entry: GatheredMeeting; readonly items: readonly OparlItem[] }[] = [];
  for (const meeting of found.slice(0, limits.sittings)) {
    const title = meeting.name ?? meeting.start.day;
    const items: OparlItem[] = [];
    await reader.each(meeting.items, parseItem, (item) => items.push(item));
    if (items.length > limits.items) doubts.add('too-many-items', { title, max: limits.items });
    const ordered = inOrder(items, title, doubts).slice(0, limits.items);
    const entry = { meeting, items: ordered.map((item) => draftOf(item, {})) };
    gathered.push(entry);
    agendas.push({ entry, items: ordered });
  }

  const total = agendas.reduce((sum, { items }) => sum + items.length, 0);
  reader.enter('papers', total);
  const papers = new Map<string, PaperOfItem>();
  for (const { entry, items } of agendas) {
    const drafts: AgendaDraft[] = [];
    for (const item of items) {
      drafts.push(draftOf(item, reader.isStopped() ? {} : await paperOf(item, reader, papers)));
      reader.step();
    }
    entry.items = drafts;
  }
}

type PaperOfItem = Pick<AgendaDraft, 'paper' | 'matter'>;

/** What is doubtful about meetings of the past is nobody's concern, nor which ones were deleted. */
function parseMeetingFrom(from: string): Parse<OparlMeeting> {
  return (value, doubts) => {
    const own = createDoubts();
    const meeting = parseMeeting(value, own);
    if (meeting && meeting.start.day < from) return undefined;
    if (meeting) doubtTimes(value, meeting, own);
    doubts.merge(own.list().filter(({ code }) => code !== 'deleted'));
    if (!meeting?.isCancelled) return meeting;
    doubts.add('meeting-cancelled', { title: meeting.name ?? '—', date: meeting.start.day });
    return undefined;
  };
}

/** Item → consultation → paper → file; each may be embedded. Papers are asked for once. */
async function paperOf(
  item: OparlItem,
  reader: OparlReader,
  papers: Map<string, PaperOfItem>,
): Promise<PaperOfItem> {
  const { consultation: first } = item;
  const consultation = first === undefined ? undefined : await reader.one(first, parseConsultation);
  const link = consultation?.paper;
  const known = typeof link === 'string' ? papers.get(link) : undefined;
  if (known) return known;
  const paper = link === undefined ? undefined : await reader.one(link, parsePaper);
  const file = paper?.mainFile ?? item.files[0];
  const read = file === undefined ? undefined : await reader.one(file, parseFile);
  const address = read?.accessUrl ?? paper?.web;
  const found: PaperOfItem = {
    ...(address === undefined ? {} : { paper: address }),
    ...(paper?.reference === undefined ? {} : { matter: paper.reference }),
  };
  if (typeof link === 'string' && paper) papers.set(link, found);
  return found;
}

function draftOf({ number, title, isPublic, id }: OparlItem, paper: PaperOfItem): AgendaDraft {
  return { number, title, isPublic, ...paper, ...(id === undefined ? {} : { source: id }) };
}

const startOf = ({ start }: OparlMeeting): string => `${start.day} ${start.time ?? ''}`;
