/** One item of the agenda: what it was about, who spoke, what was moved, decided and noted. */
import type { MinutesItem } from '../chamber/minutes/minutes.ts';
import { ballotBlocks } from './ballot-blocks.ts';
import type { Block } from './blocks.ts';
import { cleanLine, cleanText } from './clean.ts';
import { durationWithUnit, formatDuration, type Times } from './times.ts';
import { capitalised, itemLabel, outcomeOf, speechWords } from './words.ts';

export function itemBlocks(item: MinutesItem, times: Times): readonly Block[] {
  const label = cleanLine(itemLabel(item.number));
  const title = cleanLine(item.title);
  const facts = itemFacts(item, times);
  const outcome = cleanLine(outcomeOf(item));
  const notes = item.notes.map((note) => cleanText(note)).filter((note) => note !== '');
  return [
    { type: 'heading', level: 3, text: label === '' ? title : `${label}: ${title}` },
    ...(facts.length > 0 ? [{ type: 'facts', rows: facts } as const] : []),
    ...(item.speeches.length > 0 ? [speechesTable(item, times)] : []),
    ...(item.motions.length > 0
      ? [
          {
            type: 'list',
            caption: 'Anträge',
            items: item.motions.map(({ by, text, at }) => ({
              label: `${cleanLine(by)} (${times.moment(at)}):`,
              text: cleanText(text),
            })),
          } as const,
        ]
      : []),
    ...item.ballots.flatMap((ballot) => ballotBlocks(ballot, times)),
    ...(item.decision && cleanText(item.decision) !== ''
      ? [
          {
            type: 'paragraph',
            tone: 'decision',
            label: 'Beschluss:',
            text: cleanText(item.decision),
          } as const,
        ]
      : []),
    ...(outcome === ''
      ? []
      : [{ type: 'paragraph', label: 'Ergebnis:', text: `${capitalised(outcome)}.` } as const]),
    ...(notes.length > 0
      ? [{ type: 'list', caption: 'Vermerke', items: notes.map((text) => ({ text })) } as const]
      : []),
  ];
}

function itemFacts(item: MinutesItem, times: Times): readonly (readonly [string, string])[] {
  const { startedAt, endedAt } = item;
  const span = times.span(startedAt, endedAt);
  const length = startedAt === null || endedAt === null ? '' : ` (${durationWithUnit(endedAt - startedAt)})`;
  const facts: readonly (readonly [string, string])[] = [
    ['Beratung', span === '' ? '' : span + length],
    ['Dringlichkeit', item.isUrgent ? 'in der Sitzung in die Tagesordnung aufgenommen' : ''],
    ['Berichterstattung', cleanLine(item.reporter ?? '')],
    ['Vorlage', cleanLine(item.paper ?? '')],
    ['Mitwirkungsverbot', item.excluded.map((name) => cleanLine(name)).join('; ')],
  ];
  return facts.filter(([, value]) => value !== '');
}

function speechesTable({ speeches }: MinutesItem, times: Times): Block {
  return {
    type: 'table',
    caption: 'Wortmeldungen',
    columns: [
      { title: 'Beginn', share: 13 },
      { title: 'Name', share: 28 },
      { title: 'Fraktion', share: 24 },
      { title: 'Art', share: 22 },
      { title: 'Redezeit', share: 13, align: 'right' },
    ],
    rows: speeches.map((speech) => [
      times.second(speech.startedAt),
      cleanLine(speech.name),
      cleanLine(speech.group ?? '') || '–',
      speechWords[speech.kind],
      formatDuration(speech.durationMs),
    ]),
  };
}
