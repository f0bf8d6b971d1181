/** Who was there, when and how; who was excused or absent stands apart. */
import type { Minutes, MinutesPerson } from '../chamber/minutes/minutes.ts';
import type { Block, ListItem } from './blocks.ts';
import { cleanLine } from './clean.ts';
import type { Times } from './times.ts';
import { headings, modeWords, roleWords, stateWords } from './words.ts';

export function presenceBlocks({ presence }: Minutes, times: Times): readonly Block[] {
  const present = presence.filter(({ state }) => state === 'present');
  const voting = present.filter(({ votingRight }) => votingRight);
  return [
    { type: 'heading', level: 2, text: headings.presence },
    {
      type: 'paragraph',
      text:
        present.length === 0
          ? 'Anwesende sind nicht eingetragen.'
          : `${present.length} Anwesende, davon ${voting.length} stimmberechtigt.`,
    },
    ...(present.length === 0
      ? []
      : [
          {
            type: 'table',
            columns: [
              { title: 'Name', share: 25 },
              { title: 'Fraktion', share: 20 },
              { title: 'Funktion', share: 15 },
              { title: 'Stimmrecht', share: 14 },
              { title: 'Anwesend', share: 26 },
            ],
            rows: present.map((person) => [
              cleanLine(person.name),
              cleanLine(person.group ?? '') || '–',
              roleWords[person.role],
              person.votingRight ? 'ja' : 'nein',
              spansOf(person, times) || 'ohne Zeitangabe',
            ]),
          } as const,
        ]),
    ...(['excused', 'absent'] as const).flatMap((state) => {
      const people = presence.filter((person) => person.state === state);
      if (people.length === 0) return [];
      return [
        {
          type: 'list',
          caption: stateWords[state],
          items: people.map((person) => missing(person, times)),
        } as const,
      ];
    }),
  ];
}

function spansOf({ spans }: MinutesPerson, times: Times): string {
  return spans.map(({ from, to, mode }) => `${times.span(from, to)}, ${modeWords[mode]}`).join('\n');
}

/** One who is excused or absent may still have been there for a while. */
function missing(person: MinutesPerson, times: Times): ListItem {
  const words = [
    cleanLine(person.name),
    cleanLine(person.group ?? ''),
    roleWords[person.role],
    ...(person.spans.length > 0 ? [`anwesend ${spansOf(person, times).replaceAll('\n', '; ')}`] : []),
  ];
  return { text: words.filter((word) => word !== '').join(', ') };
}
