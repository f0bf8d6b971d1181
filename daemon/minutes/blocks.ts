/**
 * Minutes as a sequence of blocks that every document format writes the same way, so that DOCX and PDF say
 * the same and differ in form only. Every field is named here one by one: what is not named cannot get into a
 * document. All text is cleaned; `\n` is a new line of the same block.
 */
import type { Minutes } from '../chamber/minutes/minutes.ts';
import type { WallMs } from '../../protocols/clock.ts';
import { cleanLine, cleanText } from './clean.ts';
import { ballotBlocks } from './ballot-blocks.ts';
import { itemBlocks } from './item-blocks.ts';
import { presenceBlocks } from './presence-blocks.ts';
import { sumSpeakingTimes, type SpeakingTime } from './speaking-times.ts';
import { createTimes, durationWithUnit, formatDuration, longDate, type Times } from './times.ts';
import {
  capitalised,
  confidentialNotice,
  draftNotice,
  headings,
  interruptionWords,
  outcomeOf,
  partWords,
  quorumSentence,
} from './words.ts';

export interface Column {
  readonly title: string;
  /** Of the table's width; the shares of a table make 100. */
  readonly share: number;
  readonly align?: 'right';
}

export interface ListItem {
  /** Set bold before the text. */
  readonly label?: string;
  readonly text: string;
}

export type Block =
  | { readonly type: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | {
      readonly type: 'paragraph';
      readonly label?: string;
      readonly text: string;
      readonly tone?: 'subtitle' | 'notice' | 'decision';
    }
  | { readonly type: 'list'; readonly caption?: string; readonly items: readonly ListItem[] }
  | {
      readonly type: 'table';
      readonly caption?: string;
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly string[])[];
    }
  /** What something is and has: a table whose header cells are the first of each row. */
  | { readonly type: 'facts'; readonly rows: readonly (readonly [string, string])[] };

export interface MinutesDocument {
  /** For the properties of the file and the window's title. */
  readonly title: string;
  /** Stands on top of every page but the first. */
  readonly runningTitle: string;
  readonly blocks: readonly Block[];
  /** The last moment the minutes speak of, as the file's date: the same draft makes the same file. */
  readonly at: WallMs;
}

export function makeDocument(minutes: Minutes): MinutesDocument {
  const times = createTimes(minutes.timeZone, minutes.date);
  const part = partWords[minutes.part];
  const body = cleanLine(minutes.body);
  const blocks: readonly Block[] = [
    { type: 'heading', level: 1, text: headings.minutes },
    { type: 'paragraph', tone: 'subtitle', text: cleanLine(minutes.title) },
    { type: 'paragraph', tone: 'subtitle', text: capitalised(part) },
    {
      type: 'paragraph',
      tone: 'notice',
      text: minutes.part === 'public' ? draftNotice : `${draftNotice} ${confidentialNotice}`,
    },
    { type: 'facts', rows: sittingFacts(minutes, times) },
    ...presenceBlocks(minutes, times),
    ...quorumBlocks(minutes, times),
    ...agendaBlocks(minutes),
    { type: 'heading', level: 2, text: headings.course },
    ...minutes.items.flatMap((item) => itemBlocks(item, times)),
    ...procedureBlocks(minutes, times),
    ...interruptionBlocks(minutes, times),
    ...correctionBlocks(minutes, times),
    ...speakingTimeBlocks(minutes),
    { type: 'heading', level: 2, text: headings.journal },
    {
      type: 'paragraph',
      text:
        `Erstellt aus dem Journal der Sitzung bis einschließlich Eintrag Nr. ${minutes.journal.seq}, ` +
        `Prüfsumme ${cleanLine(minutes.journal.hash).slice(0, 16)}…`,
    },
  ];
  return {
    title: `${headings.minutes}, ${body}, ${longDate(minutes.date)}, ${part}`,
    runningTitle: `${headings.minutes} · ${body} · ${longDate(minutes.date)} · ${part}`,
    blocks,
    at: lastMoment(minutes),
  };
}

function sittingFacts(minutes: Minutes, times: Times): readonly (readonly [string, string])[] {
  const { openedAt, closedAt } = minutes;
  return [
    ['Gremium', cleanLine(minutes.body)],
    ['Datum', cleanLine(longDate(minutes.date))],
    ...(minutes.place ? [['Ort', cleanLine(minutes.place)] as const] : []),
    ['Beginn', openedAt === null ? 'nicht eröffnet' : times.moment(openedAt)],
    ['Ende', closedAt === null ? 'nicht geschlossen' : times.moment(closedAt)],
    [
      'Vorsitz',
      minutes.chairs.length === 0
        ? 'nicht eingetragen'
        : minutes.chairs
            .map(({ name, from }, index) => {
              const next = minutes.chairs[index + 1]?.from ?? closedAt;
              return `${cleanLine(name)} (${times.span(from, next)})`;
            })
            .join('\n'),
    ],
  ];
}

function quorumBlocks({ quorum }: Minutes, times: Times): readonly Block[] {
  const heading: Block = { type: 'heading', level: 2, text: headings.quorum };
  if (quorum.length === 0)
    return [heading, { type: 'paragraph', text: 'Eine Feststellung ist nicht eingetragen.' }];
  return [
    heading,
    {
      type: 'list',
      items: quorum.map((finding, index) => ({
        label: `${times.moment(finding.at)}:`,
        text: quorumSentence(finding, quorum[index - 1]),
      })),
    },
  ];
}

function agendaBlocks({ items }: Minutes): readonly Block[] {
  const heading: Block = { type: 'heading', level: 2, text: headings.agenda };
  if (items.length === 0)
    return [heading, { type: 'paragraph', text: 'Tagesordnungspunkte sind nicht eingetragen.' }];
  return [
    heading,
    {
      type: 'table',
      columns: [
        { title: 'TOP', share: 11 },
        { title: 'Gegenstand', share: 60 },
        { title: 'Ergebnis', share: 29 },
      ],
      rows: items.map((item) => [
        cleanLine(item.number) || '–',
        cleanLine(item.title) + (item.isUrgent ? ' (dringlich)' : ''),
        cleanLine(outcomeOf(item)) || '–',
      ]),
    },
  ];
}

function procedureBlocks({ ballots }: Minutes, times: Times): readonly Block[] {
  if (ballots.length === 0) return [];
  return [
    { type: 'heading', level: 2, text: headings.procedure },
    ...ballots.flatMap((ballot) => ballotBlocks(ballot, times)),
  ];
}

function interruptionBlocks({ interruptions, part }: Minutes, times: Times): readonly Block[] {
  if (interruptions.length === 0) return [];
  return [
    {
      type: 'heading',
      level: 2,
      text: part === 'public' ? headings.interruptionsPublic : headings.interruptions,
    },
    {
      type: 'list',
      items: interruptions.map(({ from, to, kind, reason }) => ({
        label: `${times.span(from, to)}:`,
        // Why a part was not public is itself not public.
        text: interruptionWords[kind] + (kind === 'interrupted' && reason ? ` (${cleanLine(reason)})` : ''),
      })),
    },
  ];
}

function correctionBlocks({ corrections }: Minutes, times: Times): readonly Block[] {
  if (corrections.length === 0) return [];
  return [
    { type: 'heading', level: 2, text: headings.corrections },
    {
      type: 'list',
      items: corrections.map(({ at, enteredAt, text }) => ({
        label: `Nachtrag zu ${times.moment(at)}, eingetragen um ${times.moment(enteredAt)}:`,
        text: cleanText(text),
      })),
    },
  ];
}

function speakingTimeBlocks(minutes: Minutes): readonly Block[] {
  const { people, groups, presidingMs } = sumSpeakingTimes(minutes);
  if (people.length === 0 && presidingMs === 0) return [];
  const amounts = ({ speeches, durationMs }: SpeakingTime): readonly string[] => [
    String(speeches),
    formatDuration(durationMs),
  ];
  const columns = [
    { title: 'Beiträge', share: 14, align: 'right' },
    { title: 'Redezeit', share: 16, align: 'right' },
  ] as const;
  return [
    { type: 'heading', level: 2, text: headings.speakingTimes },
    {
      type: 'paragraph',
      text:
        'Redezeiten ohne Unterbrechungen, in Minuten und Sekunden, ab einer Stunde in Stunden, Minuten und ' +
        `Sekunden. Die Sitzungsleitung ist nicht eingerechnet; auf sie entfielen ${durationWithUnit(presidingMs)}.`,
    },
    ...(people.length === 0
      ? []
      : [
          {
            type: 'table',
            caption: 'Redezeiten der Personen',
            columns: [{ title: 'Name', share: 42 }, { title: 'Fraktion', share: 28 }, ...columns],
            rows: people.map((sum) => [cleanLine(sum.name), cleanLine(sum.group) || '–', ...amounts(sum)]),
          } as const,
          {
            type: 'table',
            caption: 'Redezeiten der Fraktionen',
            columns: [{ title: 'Fraktion', share: 70 }, ...columns],
            rows: groups.map((sum) => [cleanLine(sum.name) || 'ohne Fraktion', ...amounts(sum)]),
          } as const,
        ]),
  ];
}

function lastMoment(minutes: Minutes): WallMs {
  const moments = [
    minutes.openedAt,
    minutes.closedAt,
    ...minutes.corrections.map(({ enteredAt }) => enteredAt),
    ...minutes.items.flatMap(({ startedAt, endedAt }) => [startedAt, endedAt]),
  ].filter((at) => at !== null);
  const day = Date.parse(`${minutes.date}T00:00:00Z`);
  return moments.length > 0
    ? moments.reduce((latest, at) => Math.max(latest, at))
    : Number.isNaN(day)
      ? 0
      : day;
}
