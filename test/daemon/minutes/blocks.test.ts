/** What stands in the documents: every field of the minutes, in the words of a German Niederschrift. */
import { describe, expect, test } from 'vitest';
import { makeDocument, type Block } from '../../../daemon/minutes/blocks.ts';
import { wordsOf } from './block-words.ts';
import { evening, nasty } from './evenings.ts';

const { blocks, title } = makeDocument(evening);

/** The blocks below a heading, to the next of the same level or above. */
function below(heading: string): readonly Block[] {
  const start = blocks.findIndex((block) => block.type === 'heading' && block.text === heading);
  const opening = blocks[start];
  if (opening?.type !== 'heading') throw new Error(`no heading ${heading}`);
  const rest = blocks.slice(start + 1);
  const end = rest.findIndex((block) => block.type === 'heading' && block.level <= opening.level);
  return end < 0 ? rest : rest.slice(0, end);
}

describe('the document', () => {
  test('begins with what it is, and that it is not the real thing', () => {
    expect(title).toBe(
      'Niederschrift (Entwurf), Stadtvertretung, Mittwoch, 25. November 2026, öffentlicher Teil',
    );
    expect(blocks.slice(0, 4)).toEqual([
      { type: 'heading', level: 1, text: 'Niederschrift (Entwurf)' },
      { type: 'paragraph', tone: 'subtitle', text: '12. Sitzung der Stadtvertretung' },
      { type: 'paragraph', tone: 'subtitle', text: 'Öffentlicher Teil' },
      {
        type: 'paragraph',
        tone: 'notice',
        text:
          'Entwurf, nicht beglaubigt. Dieses Schriftstück hat die Software Saalregie aus dem Journal der ' +
          'Sitzung erstellt. Es ist weder geprüft noch unterzeichnet und ersetzt die Niederschrift nicht.',
      },
    ]);
    expect(wordsOf(makeDocument(nasty).blocks, '')).toContain('vertraulich zu behandeln');
  });

  test('says body, date, place, beginning, end, and who presided when', () => {
    expect(blocks[4]).toEqual({
      type: 'facts',
      rows: [
        ['Gremium', 'Stadtvertretung'],
        ['Datum', 'Mittwoch, 25. November 2026'],
        ['Ort', 'Rathaus, großer Sitzungssaal'],
        ['Beginn', '18:02 Uhr'],
        ['Ende', '21:35 Uhr'],
        [
          'Vorsitz',
          'Antje Ahorn (18:02–19:52 Uhr)\nBernd Birke (19:52–20:13 Uhr)\nAntje Ahorn (20:13–21:35 Uhr)',
        ],
      ],
    });
  });

  test('lists who was there with every span, the excused and the absent apart', () => {
    const presence = below('Anwesenheit');
    const table = presence.find((block) => block.type === 'table');
    expect(table?.rows).toHaveLength(58);
    expect(table?.rows[0]).toEqual([
      'Antje Ahorn',
      'Grüne Wiese',
      'Vorsitz',
      'ja',
      '18:02–21:35 Uhr, im Saal',
    ]);
    expect(table?.rows[5]).toEqual([
      'Frauke Lärche',
      'Grüne Wiese',
      'Mitglied',
      'ja',
      '18:02–19:12 Uhr, im Saal\nab 19:24 Uhr, zugeschaltet',
    ]);
    expect(table?.rows.slice(-2)).toEqual([
      ['Klara Kastanie', '–', 'Verwaltung', 'nein', 'ab 18:02 Uhr, im Saal'],
      ['Otto Olive', '–', 'Gast', 'nein', '18:42–19:37 Uhr, zugeschaltet'],
    ]);
    expect(
      presence.slice(2).map((block) => block.type === 'list' && [block.caption, block.items.length]),
    ).toEqual([
      ['Entschuldigt', 3],
      ['Abwesend', 1],
    ]);
  });

  test('one who was excused and came for a while is not hidden', () => {
    const [first] = evening.presence;
    if (!first) throw new Error('somebody is there');
    const words = wordsOf(
      makeDocument({ ...evening, presence: [{ ...first, state: 'excused' }] }).blocks,
      '',
    );
    expect(words).toContain(
      'Entschuldigt   Antje Ahorn, Grüne Wiese, Vorsitz, anwesend 18:02–21:35 Uhr, im Saal',
    );
  });

  test('tells an item whole: facts, speeches, motions, decision, outcome, notes', () => {
    expect(
      below('TOP 7: Aufstellungsbeschluss für den Bebauungsplan Nr. 41 „Wohnen am Alten Hafen“').filter(
        ({ type }) => type !== 'table',
      ),
    ).toEqual([
      {
        type: 'facts',
        rows: [
          ['Beratung', '18:53–19:01 Uhr (8:00 min)'],
          ['Vorlage', 'https://ris.beispielstadt.example/vorlagen/BV-2026-106'],
          ['Mitwirkungsverbot', 'Bernd Birke; Heike Ahorn'],
        ],
      },
      {
        type: 'paragraph',
        tone: 'decision',
        label: 'Beschluss:',
        text:
          'Für das Gebiet „Wohnen am Alten Hafen“ wird ein Bebauungsplan aufgestellt.\n' +
          'Die Verwaltung wird beauftragt, die frühzeitige Beteiligung der Öffentlichkeit durchzuführen.',
      },
      { type: 'paragraph', label: 'Ergebnis:', text: 'Erledigt.' },
    ]);
    const urgent = below('TOP 8: Straßenausbau Mühlendamm: Vorplanung und Kostenrahmen');
    expect(urgent[0]).toMatchObject({
      rows: [
        ['Beratung', expect.anything()],
        ['Dringlichkeit', 'in der Sitzung in die Tagesordnung aufgenommen'],
        ['Vorlage', expect.anything()],
      ],
    });
    expect(urgent).toContainEqual({
      type: 'list',
      caption: 'Anträge',
      items: [
        { label: 'Grüne Wiese (19:04 Uhr):', text: 'Der Radweg wird beidseitig geführt.' },
        { label: 'Dörte Fichte (19:06 Uhr):', text: 'Die Beratung wird vertagt.' },
      ],
    });
    const questions = below('TOP 2: Einwohnerfragestunde');
    expect(questions[0]).toMatchObject({
      rows: [expect.anything(), ['Berichterstattung', 'Klara Kastanie']],
    });
    expect(questions.at(-1)).toEqual({
      type: 'list',
      caption: 'Vermerke',
      items: [{ text: 'Eine Frage zur Parksituation wird schriftlich beantwortet.' }],
    });
    expect(questions[1]).toMatchObject({
      caption: 'Wortmeldungen',
      columns: [
        { title: 'Beginn' },
        { title: 'Name' },
        { title: 'Fraktion' },
        { title: 'Art' },
        { title: 'Redezeit' },
      ],
    });
    expect(questions[1]?.type === 'table' && questions[1].rows[0]).toEqual([
      '18:13:00',
      'Heike Ahorn',
      'Freie Wähler Hafen',
      'Wortbeitrag',
      '0:49',
    ]);
  });

  test('has the agenda with outcomes, in order, the urgent one marked', () => {
    const [agenda] = below('Tagesordnung');
    const rows = agenda?.type === 'table' ? agenda.rows : [];
    expect(rows.map(([number]) => number)).toEqual(evening.items.map(({ number }) => number));
    expect(rows[7]).toEqual([
      '8',
      'Straßenausbau Mühlendamm: Vorplanung und Kostenrahmen (dringlich)',
      'zur Kenntnis genommen',
    ]);
  });

  test('ends with interruptions, late entries, speaking times and the place in the journal', () => {
    expect(below('Unterbrechungen und nichtöffentliche Teile')).toEqual([
      {
        type: 'list',
        items: [
          { label: '19:17–19:32 Uhr:', text: 'Sitzung unterbrochen (Pause)' },
          { label: '21:25–21:32 Uhr:', text: 'nichtöffentlicher Teil der Sitzung' },
        ],
      },
    ]);
    expect(below('Nachträge')).toEqual([
      {
        type: 'list',
        items: [
          {
            label: 'Nachtrag zu 18:23 Uhr, eingetragen um 18:46 Uhr:',
            text: 'Emil Holunder erschien um 18:23 Uhr.',
          },
        ],
      },
    ]);
    const [sentence, people, groups] = below('Redezeiten');
    expect(sentence).toMatchObject({ text: expect.stringContaining('auf sie entfielen 1:29:40 h') });
    expect(people?.type === 'table' && people.rows.length).toBe(60);
    expect(groups?.type === 'table' && groups.rows[0]).toEqual(['Freie Wähler Hafen', '73', '2:42:48']);
    expect(below('Grundlage dieses Entwurfs')).toEqual([
      {
        type: 'paragraph',
        text: 'Erstellt aus dem Journal der Sitzung bis einschließlich Eintrag Nr. 4711, Prüfsumme 3fa9c2d1e0b7a695…',
      },
    ]);
  });
});
