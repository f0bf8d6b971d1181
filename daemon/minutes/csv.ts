/**
 * Items and speeches as one table for a spreadsheet: UTF-8 with BOM, `;`, CRLF, quotes doubled, as German
 * Excel opens it by a double click. One line per item (Art `Tagesordnungspunkt`), then its speeches and ballots (Art
 * says what kind). Columns:
 *   Art; TOP (`TOP 7.1`, so that no spreadsheet makes a date of it); Titel (of the item); Person; Gruppe;
 *   Beginn and Ende (`25.11.2026 18:03:11`, in the hour that comes twice with MESZ or MEZ);
 *   Dauer in Sekunden (of a speech the speaking time without pauses, of an item the time between);
 *   Ergebnis (of an item, or of a ballot with its numbers); Bemerkung (of an item: urgent, reporter, paper, excluded, motions, decision, notes; ` | ` between).
 * The end of a speech is not in the minutes (pauses) and stays empty.
 */
import type { Minutes, MinutesBallot, MinutesItem } from '../chamber/minutes/minutes.ts';
import { ballotSentence, voidWords } from './ballot-words.ts';
import { cleanLine } from './clean.ts';
import { createTimes, type Times } from './times.ts';
import { itemLabel, outcomeOf, speechWords } from './words.ts';

const columns = [
  'Art',
  'TOP',
  'Titel',
  'Person',
  'Gruppe',
  'Beginn',
  'Ende',
  'Dauer in Sekunden',
  'Ergebnis',
  'Bemerkung',
] as const;

type Row = Readonly<Partial<Record<(typeof columns)[number], string>>>;

export function writeCsv(minutes: Minutes): Uint8Array {
  const times = createTimes(minutes.timeZone, minutes.date);
  const rows = [
    ...minutes.items.flatMap((item) => itemRows(item, times)),
    ...minutes.ballots.map((ballot) => ballotRow(ballot, times)),
  ];
  const lines = [
    columns.map((name) => quote(name)),
    ...rows.map((row) => columns.map((name) => quote(harmless(row[name] ?? '')))),
  ];
  return new TextEncoder().encode(`\uFEFF${lines.map((cells) => `${cells.join(';')}\r\n`).join('')}`);
}

function itemRows(item: MinutesItem, times: Times): readonly Row[] {
  const { startedAt, endedAt } = item;
  const place = { TOP: cleanLine(itemLabel(item.number)), Titel: cleanLine(item.title) };
  return [
    {
      ...place,
      Art: 'Tagesordnungspunkt',
      Beginn: startedAt === null ? '' : times.stamp(startedAt),
      Ende: endedAt === null ? '' : times.stamp(endedAt),
      'Dauer in Sekunden': startedAt === null || endedAt === null ? '' : seconds(endedAt - startedAt),
      Ergebnis: cleanLine(outcomeOf(item)),
      Bemerkung: remarks(item),
    },
    ...item.speeches.map((speech) => ({
      ...place,
      Art: speechWords[speech.kind],
      Person: cleanLine(speech.name),
      Gruppe: cleanLine(speech.group ?? ''),
      Beginn: times.stamp(speech.startedAt),
      'Dauer in Sekunden': seconds(speech.durationMs),
    })),
    ...item.ballots.map((ballot) => ({ ...place, ...ballotRow(ballot, times) })),
  ];
}

const ballotRow = (ballot: MinutesBallot, times: Times): Row => ({
  Art: 'Abstimmung',
  Beginn: times.stamp(ballot.openedAt),
  Ergebnis: ballot.voided ? voidWords[ballot.voided] : ballotSentence(ballot),
  Bemerkung: cleanLine(ballot.text),
});

function remarks(item: MinutesItem): string {
  return [
    item.isUrgent ? 'dringlich' : '',
    item.reporter ? `Berichterstattung: ${item.reporter}` : '',
    item.paper ? `Vorlage: ${item.paper}` : '',
    ...item.excluded.map((name) => `Mitwirkungsverbot: ${name}`),
    ...item.motions.map(({ by, text }) => `Antrag ${by}: ${text}`),
    item.decision ? `Beschluss: ${item.decision}` : '',
    ...item.notes,
  ]
    .map((text) => cleanLine(text))
    .filter((text) => text !== '')
    .join(' | ');
}

const seconds = (durationMs: number): string => String(Math.max(0, Math.round(durationMs / 1000)));

/** Spreadsheets run what begins like a formula, full-width signs included; an apostrophe makes it text. */
const harmless = (text: string): string => (/^\s*[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text);

const quote = (text: string): string => (/[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
