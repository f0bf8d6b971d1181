/** Ballots in the minutes: the words voted on, the numbers, the majority that was needed, and what came of it. */
import type { MinutesBallot } from '../chamber/minutes/minutes.ts';
import type { Block } from './blocks.ts';
import { barredWords, ballotSentence, kindWords, majorityWords, voidWords } from './ballot-words.ts';
import { cleanLine, cleanText } from './clean.ts';
import type { Times } from './times.ts';

export function ballotBlocks(ballot: MinutesBallot, times: Times): readonly Block[] {
  const repeated = ballot.isRepeated ? ', Wiederholung' : '';
  const label = `Abstimmung ${ballot.number} (${kindWords[ballot.kind]}, ${times.moment(ballot.openedAt)}${repeated}):`;
  const question: Block = { type: 'paragraph', tone: 'decision', label, text: cleanText(ballot.text) };
  if (ballot.voided)
    return [question, { type: 'paragraph', label: 'Ergebnis:', text: voidWords[ballot.voided] }];
  return [
    question,
    { type: 'paragraph', label: 'Ergebnis:', text: ballotSentence(ballot) },
    { type: 'facts', rows: ballotFacts(ballot) },
    ...(ballot.votes.length > 0 ? [namesTable(ballot)] : []),
  ];
}

function ballotFacts(ballot: MinutesBallot): readonly (readonly [string, string])[] {
  const remote = ballot.remote > 0 ? `, davon ${ballot.remote} zugeschaltet` : '';
  const facts: readonly (readonly [string, string])[] = [
    ['Stimmberechtigt', `${ballot.entitled}${remote}`],
    ['Erforderlich', majorityWords[ballot.majority]],
    [
      'Ohne Stimmrecht',
      ballot.barred.map(({ name, reason }) => `${cleanLine(name)} (${barredWords[reason]})`).join('; '),
    ],
    ['Prüfzeichen', ballot.fingerprint ?? ''],
  ];
  return facts.filter(([, value]) => value !== '');
}

const namesTable = ({ votes }: MinutesBallot): Block => ({
  type: 'table',
  caption: 'Stimmen nach Namen',
  columns: [
    { title: 'Name', share: 42 },
    { title: 'Fraktion', share: 33 },
    { title: 'Stimme', share: 25 },
  ],
  rows: votes.map(({ name, group, label }) => [
    cleanLine(name),
    cleanLine(group ?? '') || '–',
    label === undefined ? 'nicht abgegeben' : cleanLine(label),
  ]),
});
