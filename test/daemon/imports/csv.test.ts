/** People and agendas from the files that town halls have: mostly German Excel, mostly not quite right. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { importAgenda } from '../../../daemon/imports/csv-agenda.ts';
import { importPeople } from '../../../daemon/imports/csv-people.ts';
import { stableId } from '../../../daemon/imports/ids.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const utf16 = (text: string): Uint8Array => Buffer.from(`\ufeff${text}`, 'utf16le');

const codesOf = ({ doubts }: ReturnType<typeof importPeople>): readonly string[] =>
  doubts.map(({ code }) => code);

function agenda(bytes: Uint8Array) {
  const read = importAgenda(bytes, 'Tagesordnung Rat.csv');
  return { ...read, codes: codesOf(read), items: read.found?.sittings[0]?.items ?? [] };
}
function people(bytes: Uint8Array) {
  const read = importPeople(bytes);
  return {
    ...read,
    codes: codesOf(read),
    people: read.found?.people ?? [],
    bodies: read.found?.bodies ?? [],
  };
}

const lines = [
  'TOP;Betreff;Öffentlich;Berichterstatter;Vorlage;Link',
  '1;"Eröffnung; Begrüßung";ja;Anna Müller;VO/1;https://ris.example/1.pdf',
  '2;"Grundstück',
  'am ""Markt""";nein;;;',
].join('\r\n');
const expected = [
  {
    number: '1',
    title: 'Eröffnung; Begrüßung',
    isPublic: true,
    reporter: 'Anna Müller',
    matter: 'VO/1',
    paper: 'https://ris.example/1.pdf',
  },
  { number: '2', title: 'Grundstück am "Markt"', isPublic: false },
];

describe('encodings and separators', () => {
  test.each([
    ['UTF-8', utf8(lines)],
    ['UTF-8 with its mark', utf8(`\ufeff${lines}`)],
    ['Windows-1252', latin1(lines)],
    ['UTF-16', utf16(lines)],
    ['UTF-16 without its mark', utf16(lines).subarray(2)],
    ['Unix line ends', utf8(lines.replaceAll('\r\n', '\n'))],
    ['Excel’s hint', utf8(`sep=;\r\n${lines}`)],
    ['tabs', utf8(lines.replaceAll(/;(?! )/g, '\t'))],
    ['commas', utf8(lines.replaceAll(/;(?! )/g, ','))],
  ])('%s', (_name, bytes) => expect(agenda(bytes).items).toEqual(expected));

  test('that a file was Windows-1252 is a guess, and said', () => {
    expect(agenda(latin1(lines)).codes).toContain('csv-encoding-guessed');
    expect(agenda(utf8(lines)).codes).not.toContain('csv-encoding-guessed');
  });

  test('the euro sign and dashes of Windows are none of Latin-1', () => {
    const bytes = Buffer.concat([
      latin1('Titel;öff\n'),
      Buffer.from([0x80, 0x20, 0x96, 0x20, 0xfc]),
      latin1(';ja\n'),
    ]);
    expect(agenda(bytes).items[0]?.title).toBe('€ – ü');
  });
});

describe('agendas', () => {
  test('headers stand in any order and case, in either language', () => {
    const english = agenda(utf8('PUBLIC,Subject,No,reporter\nyes,Budget,1,Anna\n')).items;
    expect(english).toEqual([{ number: '1', title: 'Budget', isPublic: true, reporter: 'Anna' }]);
    expect(agenda(utf8('titel;O\u0308ffentlich ;TOP-Nr.\nHaushalt;ö;1')).items).toMatchObject([
      { number: '1', isPublic: true },
    ]);
  });

  test.each([
    ['ja', true],
    ['J', true],
    ['x', true],
    ['ö', true],
    ['Öff.', true],
    ['öffentlich', true],
    ['1', true],
    ['nein', false],
    ['N', false],
    ['nö', false],
    ['n.ö.', false],
    ['nicht öffentlich', false],
    ['nichtöffentlich', false],
    ['-', false],
    ['vielleicht', false],
    ['', false],
  ])('“%s” in the public column: %s', (cell, isPublic) => {
    const read = agenda(utf8(`Titel;Öffentlich\nPunkt;${cell}\n`));
    expect(read.items[0]?.isPublic).toBe(isPublic);
    expect(read.codes.includes('csv-public-unclear')).toBe(cell === 'vielleicht');
    expect(read.codes.includes('no-public-flag')).toBe(cell === '');
  });

  test.each([
    ['x', false],
    ['ja', false],
    ['nö', false],
    ['', false],
    ['-', false],
    ['nein', true],
    ['ö', true],
  ])('“%s” in a column for the non-public part: public is %s', (cell, isPublic) => {
    expect(agenda(utf8(`Titel;Nichtöffentlich\nPunkt;${cell}\n`)).items[0]?.isPublic).toBe(isPublic);
  });

  test('where two columns disagree, the item is non-public', () => {
    expect(
      agenda(utf8('Titel;Öffentlich;Nichtöffentlich\nPunkt;x;x\nZwei;x;\n')).items.map(
        ({ isPublic }) => isPublic,
      ),
    ).toEqual([false, true]);
  });

  test('without a public column every item is non-public, and that is said once', () => {
    const read = agenda(utf8('Nr;Titel\n1;A\n2;B\n'));
    expect(read.items.map(({ isPublic }) => isPublic)).toEqual([false, false]);
    expect(read.codes).toEqual(['csv-no-public-column']);
  });

  test('a sitting of a file has the file’s name and no day', () => {
    expect(agenda(utf8(lines)).found?.sittings[0]).toMatchObject({ title: 'Tagesordnung Rat', date: '' });
  });

  test('rows without title or number, bad links and strange columns are doubts, not losses', () => {
    const read = agenda(utf8('Nr;Titel;öff;Link;Farbe\n1;;ja;javascript:alert(1);rot\n;Zwei;ja;;\n;;;;\n'));
    expect(read.items).toEqual([
      { number: '1', title: '—', isPublic: true },
      { number: '', title: 'Zwei', isPublic: true },
    ]);
    expect(read.codes).toEqual(
      expect.arrayContaining(['no-title', 'no-number', 'bad-link', 'csv-unknown-column']),
    );
  });

  test('titles over 5,000 characters are cut, items over 500 left out', () => {
    const rows = Array.from(
      { length: 501 },
      (_, at) => `${at + 1};${at === 0 ? 'x'.repeat(5001) : 'Punkt'};ja`,
    );
    const read = agenda(utf8(`Nr;Titel;öff\n${rows.join('\n')}\n`));
    expect(read.items).toHaveLength(500);
    expect(read.items[0]?.title).toHaveLength(5000);
    expect(read.codes).toEqual(expect.arrayContaining(['title-cut', 'too-many-items']));
    expect(read.found?.isComplete).toBe(false);
  });
});

describe('files that break off', () => {
  test('at a quote that never ends: the rows before stay', () => {
    const read = agenda(utf8('Nr;Titel;öff\n1;Eins;ja\n2;"Zwei;ja\n3;Drei;ja\n'));
    expect(read.items.map(({ title }) => title)).toEqual(['Eins']);
    expect(read.doubts).toContainEqual({ code: 'csv-broken', params: { row: 3 } });
    expect(read.found?.isComplete).toBe(false);
  });

  test('in the middle of a character: the row before it is the last', () => {
    const bytes = utf8('Nr;Titel;öff\n1;Eins;ja\n2;Zwei für ä');
    const read = agenda(bytes.subarray(0, -1));
    expect(read.items.map(({ title }) => title)).toEqual(['Eins']);
    expect(read.doubts).toContainEqual({ code: 'csv-truncated', params: { row: 3 } });
    expect(read.codes).not.toContain('csv-encoding-guessed');
    expect(read.found?.isComplete).toBe(false);
  });

  test('one umlaut at the very end of a Windows file is no broken one', () => {
    expect(agenda(latin1('Nr;Titel\n1;Allee zur Hä')).items[0]?.title).toBe('Allee zur Hä');
    const read = agenda(latin1('Nr;Titel\n1;Zur Lä'));
    expect(read.codes).not.toContain('csv-truncated');
  });

  test('half a character of UTF-16', () => {
    const read = agenda(utf16('Nr;Titel;öff\n1;Eins;ja\n2;Zw').subarray(0, -1));
    expect(read.items.map(({ title }) => title)).toEqual(['Eins']);
    expect(read.codes).toContain('csv-truncated');
  });

  test.each([
    ['an empty file', '', 'csv-empty'],
    ['one without headers', 'Guten Tag\nhier ist nichts\n', 'csv-no-header'],
    ['a table of something else', 'Artikel;Preis\nBrot;3\n', 'csv-no-header'],
  ])('%s is no agenda', (_name, text, code) => {
    const read = agenda(utf8(text));
    expect(read.found).toBeUndefined();
    expect(read.codes).toContain(code);
  });

  test('any bytes whatever do not throw', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom('', 'Titel;öff\n', 'Name;Gremium;Platz\n'),
        (bytes, head) => {
          const whole = Buffer.concat([utf8(head), bytes]);
          importAgenda(whole, 'x');
          importPeople(whole);
        },
      ),
      { seed: 20_261_123, numRuns: 500 },
    );
  });
});

describe('people', () => {
  test('names, groups, roles, seats, cards and voting rights', () => {
    const read = people(
      latin1(
        'Titel;Vorname;Nachname;Fraktion;Gremium;Funktion;Platz;Karte;Stimmrecht\r\n' +
          'Dr.;Jörg;Müßig;"Mitte; Bürger";Stadtrat;Vorsitzender;1;0815;ja\r\n' +
          ';Anna;Beispiel;SPD;Stadtrat;beratendes Mitglied;2;4711;\r\n' +
          ';Anna;Beispiel;SPD;Bauausschuss;1. stellv. Vorsitzende;;4711;ja\r\n',
      ),
    );
    const [joerg, anna] = read.people;
    expect(read.people).toMatchObject([
      { name: 'Dr. Jörg Müßig', card: '0815', kind: 'member' },
      { name: 'Anna Beispiel', card: '4711' },
    ]);
    expect(read.bodies).toMatchObject([
      {
        name: 'Stadtrat',
        kind: 'council',
        seatPlan: { 1: joerg?.id, 2: anna?.id },
        members: [
          { person: joerg?.id, role: 'chair', group: 'Mitte; Bürger', votingRight: true },
          { person: anna?.id, role: 'member', votingRight: false },
        ],
        statutorySeats: 1,
      },
      {
        name: 'Bauausschuss',
        kind: 'committee',
        members: [{ person: anna?.id, role: 'deputy-chair', rank: 1 }],
      },
    ]);
    expect(read.codes).toContain('csv-rows-joined');
  });

  test('the same name twice in one body is two people', () => {
    const read = people(utf8('Name;Gremium\nKim Doppelt;Rat\nKim Doppelt;Rat\n'));
    expect(new Set(read.people.map(({ id }) => id)).size).toBe(2);
    expect(read.bodies[0]?.members).toHaveLength(2);
    expect(read.codes).toContain('same-name');
  });

  test.each([
    ['by their group', 'Kim Doppelt;Rat;SPD;\nKim Doppelt;Ausschuss;CDU;\n'],
    ['by their card', 'Kim Doppelt;Rat;;1\nKim Doppelt;Ausschuss;;2\n'],
  ])('the same name told apart %s is two people', (_how, rows) => {
    expect(people(utf8(`Name;Gremium;Gruppe;Karte\n${rows}`)).people).toHaveLength(2);
  });

  test('ids are the same in the next file, in another order too', () => {
    const first = people(utf8('Name;Gruppe\nKim Doppelt;SPD\nKim Doppelt;CDU\n')).people;
    const second = people(utf8('Name;Gruppe\nKim Doppelt;CDU\nKim Doppelt;SPD\n')).people;
    expect(second.map(({ id }) => id)).toEqual(first.map(({ id }) => id).reverse());
    expect(stableId('p', 'x')).toMatch(/^p-[0-9a-f]{12}$/);
  });

  test('consent is not imported, and that is said', () => {
    const read = people(utf8('Name;Einwilligung;Einwilligung Ton und Bild\nAnna;ja;ja\n'));
    expect(JSON.stringify(read.found?.people)).not.toMatch(/consent|inwillig/);
    expect(read.codes.filter((code) => code === 'csv-consent-ignored')).toHaveLength(2);
  });

  test('seats that are none, are given twice or belong to no body are doubts', () => {
    const read = people(
      utf8('Name;Gremium;Platz\nAnna;Rat;1\nBernd;Rat;1\nCarla;Rat;links\nDirk;Rat;70000\nEva;;5\n'),
    );
    expect(read.bodies[0]?.seatPlan).toEqual({ 1: read.people[0]?.id });
    expect(read.codes).toEqual(
      expect.arrayContaining(['csv-seat-twice', 'csv-seat-unclear', 'csv-seat-without-body']),
    );
    expect(read.people).toHaveLength(5);
  });

  test('rows without a name are told by their number, as Excel counts', () => {
    const read = people(utf8('Name;Amt\n\n"Anna\nBeispiel";Amtsleiterin\n;Kämmerer\n'));
    expect(read.people).toMatchObject([{ name: 'Anna Beispiel', position: 'Amtsleiterin' }]);
    expect(read.doubts).toContainEqual({ code: 'csv-row-without-name', params: { row: 4 } });
  });

  test('more than 2,000 are too many', () => {
    const read = people(utf8(`Name\n${Array.from({ length: 2001 }, (_, at) => `Person ${at}`).join('\n')}`));
    expect(read.people).toHaveLength(2000);
    expect(read.codes).toContain('too-many-people');
  });
});
