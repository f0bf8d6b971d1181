/** Ballots in the minutes: from the council's own decisions to the words of every format. */
import { describe, expect, test } from 'vitest';
import { minutesOf } from '../../../daemon/chamber/minutes/project.ts';
import { makeDocument } from '../../../daemon/minutes/blocks.ts';
import { writeCsv } from '../../../daemon/minutes/csv.ts';
import { writeJson } from '../../../daemon/minutes/json.ts';
import { createCouncil, drained } from '../chamber/ballot/council.ts';
import { wordsOf } from './block-words.ts';

const journal = { seq: 9, hash: 'ab'.repeat(32) };

function evening() {
  const council = createCouncil({ size: 6, remote: [6], keypads: [1, 2, 3, 4, 5], profile: 'mv' });
  const announce = (): void => {
    council.sign();
    expect(
      council.command({
        name: 'ballot/announce',
        input: { ballot: council.root().ballots.current?.id ?? '' },
      }),
    ).toBeUndefined();
  };
  const count = (by: 'clerk' | 'chair', id: string, counts: Record<string, number>) =>
    council.command({
      name: 'votes/count',
      by,
      input: { ballot: id, counts, invalid: 0, confirmed: false, source: 'typed' },
    });

  // Named, one not cast, voided and repeated.
  council.open({ id: 'b1', named: true });
  council.press(1, 0);
  council.close();
  drained(council);
  council.command({
    name: 'votes/void',
    chance: [5, 6, 7, 8],
    input: { ballot: 'b1', cause: 'objection', repeat: 'b2' },
  });
  for (const number of [1, 2, 3]) council.press(number, 0);
  council.press(4, 1);
  council.vote(6, 'abstain');
  council.close();
  drained(council);
  announce();
  // By hands, on the procedure.
  council.open({ id: 'b3', item: null, kind: 'hands', text: 'Schluss der Debatte' });
  count('clerk', 'b3', { yes: 5, no: 0, abstain: 0 });
  council.vote(6, 'yes');
  council.close();
  announce();
  // On paper, without the remote member, equal, by lot.
  const options = ['Ahorn', 'Birke'].map((label) => ({ id: label.toLowerCase(), label, meaning: null }));
  council.open({ id: 'b4', kind: 'paper', options, text: 'Wahl' });
  for (const by of ['clerk', 'chair'] as const) count(by, 'b4', { ahorn: 2, birke: 2 });
  council.close();
  council.command({ name: 'ballot/lot', input: { ballot: 'b4', option: 'birke' } });
  announce();
  // Still open: nothing of it.
  council.open({ id: 'b5', text: 'Noch offen' });
  council.press(1, 0);
  const minutes = minutesOf(council.root(), 'sitzung', 'public', journal);
  if (!minutes) throw new Error('no minutes');
  return minutes;
}
const minutes = evening();
const words = wordsOf(makeDocument(minutes).blocks, '\n');

describe('the minutes', () => {
  test('have the words voted on, the numbers, the rule and the fingerprint', () => {
    expect(words).toContain('Ja 3, Nein 1, Enthaltung 1, nicht abgegeben 1: angenommen.');
    expect(words).toContain('6, davon 1 zugeschaltet');
    expect(words).toContain('mehr Ja- als Nein-Stimmen');
    expect(words).toContain('AAAA-BBBB-CCCC');
    expect(words).toContain('Abstimmung 2 (offen mit Abstimmgerät');
  });

  test('name who voted how where the ballot was named, and nobody where it was not', () => {
    const item = minutes.items.find(({ ballots }) => ballots.length > 0);
    expect(item?.ballots.map(({ number, votes }) => [number, votes.length])).toEqual([
      [1, 0],
      [2, 6],
      [4, 0],
    ]);
    expect(item?.ballots[1]?.votes.map(({ label }) => label ?? null)).toEqual([
      'Ja',
      'Ja',
      'Ja',
      'Nein',
      null,
      'Enthaltung',
    ]);
  });

  test('say what was voided and repeated, and count none of it', () => {
    expect(words).toContain('Die Abstimmung wurde nach einem Einspruch für ungültig erklärt.');
    expect(words).toContain(', Wiederholung)');
    expect(words).not.toContain('Ja 1, Nein 0');
  });

  test('tell a motion on the procedure, a unanimous one, a lot, and who was barred', () => {
    expect(words).toContain('Abstimmungen zur Geschäftsordnung');
    expect(words).toContain('Ja 6, Nein 0, Enthaltung 0: einstimmig angenommen.');
    expect(words).toContain(
      'Stimmengleichheit zwischen Ahorn, Birke; durch das vom Vorsitz gezogene Los gewählt: Birke.',
    );
    expect(words).toContain('Mitglied 006 (zugeschaltet, keine Teilnahme an geheimen Abstimmungen)');
  });

  test('hold nothing of a ballot that is not announced', () => {
    expect(words).not.toContain('Noch offen');
    expect(new TextDecoder().decode(writeJson(minutes))).not.toContain('Noch offen');
  });

  test('say the same as CSV and JSON', () => {
    const csv = new TextDecoder().decode(writeCsv(minutes));
    expect(csv).toContain('Abstimmung;TOP 7;Radwege;');
    expect(csv).toContain('Ja 3, Nein 1, Enthaltung 1, nicht abgegeben 1: angenommen.');
    const json = JSON.parse(new TextDecoder().decode(writeJson(minutes))) as {
      items: { ballots: unknown[] }[];
      ballots: unknown[];
    };
    expect(json.ballots).toMatchObject([{ number: 3, outcome: 'carried', entitled: 6, remote: 1 }]);
    expect(json.items[0]?.ballots).toMatchObject([
      { number: 1, voided: 'objection', outcome: null },
      { number: 2, outcome: 'carried', fingerprint: 'AAAA-BBBB-CCCC' },
      { number: 4, outcome: 'tie', lot: 'Birke' },
    ]);
  });

  test('of the other part hold none of them', () => {
    const council = createCouncil();
    council.open();
    const closed = minutesOf(council.root(), 'sitzung', 'non-public', journal);
    expect(closed?.ballots).toEqual([]);
  });
});
