/** The readers of OParl objects: they take what servers write, doubt what is doubtful, and never throw. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isBefore, parseMoment } from '../../../protocols/oparl/dates.ts';
import { createDoubts, doubtCodes, type Doubts } from '../../../protocols/oparl/doubts.ts';
import { createLinkIndex, isOtherObject, linkTail, parseLink } from '../../../protocols/oparl/links.ts';
import { isSingleEntry, parsePage } from '../../../protocols/oparl/list.ts';
import {
  doubtTimes,
  inOrder,
  parseConsultation,
  parseFile,
  parseItem,
  parseMeeting,
  parsePaper,
} from '../../../protocols/oparl/meetings.ts';
import {
  isBody,
  parseBody,
  parseMembership,
  parseOrganization,
  parsePerson,
  parseSystem,
} from '../../../protocols/oparl/people.ts';
import { organizationKind, parseRole } from '../../../protocols/oparl/roles.ts';
import { cut, readText } from '../../../protocols/oparl/values.ts';

const seed = 20_261_123;
const codesOf = (doubts: Doubts): readonly string[] => doubts.list().map(({ code }) => code);

const fieldNames = [
  'id',
  'type',
  'deleted',
  'name',
  'shortName',
  'body',
  'organization',
  'person',
  'meeting',
  'membership',
  'organizationType',
  'classification',
  'givenName',
  'familyName',
  'affix',
  'title',
  'role',
  'votingRight',
  'onBehalfOf',
  'startDate',
  'endDate',
  'start',
  'end',
  'cancelled',
  'location',
  'description',
  'room',
  'agendaItem',
  'number',
  'order',
  'public',
  'consultation',
  'auxiliaryFile',
  'paper',
  'reference',
  'mainFile',
  'accessUrl',
  'web',
  'data',
  'links',
  'next',
  'pagination',
  'totalElements',
  '__proto__',
  'toString',
];
const words = fc.constantFrom(
  '',
  ' ',
  'N/A',
  'true',
  '12',
  '2027-01-20',
  '2027-01-20T18:00:00+01:00',
  '2027-13-45T99:99:99Z',
  'https://ris.example/oparl/person/1',
  'https://u:p@ris.example/x',
  'javascript:1',
  'http://',
  '\ud800',
  '\u0000\n',
  'https://schema.oparl.org/1.1/Person',
  'https://schema.oparl.org/1.1/Meeting',
  'https://schema.oparl.org/1.1/AgendaItem',
);
/** Objects that look like OParl's, with anything in any place. */
const { value: almostOparl } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    words,
    fc.jsonValue(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...fieldNames), tie('value'), { maxKeys: 8 }),
  ),
}));

const parsers: Readonly<Record<string, (value: unknown, doubts: Doubts) => unknown>> = {
  parseSystem,
  parseBody,
  parseOrganization,
  parsePerson,
  parseMembership,
  parseMeeting,
  parseItem,
  parseConsultation,
  parsePaper,
  parseFile,
  parsePage: (value, doubts) => parsePage(value, 'here', doubts),
  isBody,
  isSingleEntry,
};

describe('whatever comes', () => {
  test.each(Object.entries(parsers))('%s does not throw, and doubts with known codes', (_name, parse) => {
    fc.assert(
      fc.property(almostOparl, (value) => {
        const doubts = createDoubts();
        parse(value, doubts);
        for (const { code, params } of doubts.list()) {
          expect(doubtCodes).toContain(code);
          for (const each of Object.values(params ?? {})) expect(['string', 'number']).toContain(typeof each);
        }
      }),
      { seed, numRuns: 400 },
    );
  });

  test('what is read of an item is within its limits', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...fieldNames), almostOparl), (value) => {
        const item = parseItem({ ...value, type: 'x/AgendaItem' }, createDoubts());
        if (!item) return;
        expect(item.title.length).toBeGreaterThan(0);
        expect(item.title.length).toBeLessThanOrEqual(5000);
        expect(item.number.length).toBeLessThanOrEqual(20);
        const said = value['public'];
        expect(item.isPublic).toBe(
          said === true || (typeof said === 'string' && said.trim().toLowerCase() === 'true'),
        );
      }),
      { seed, numRuns: 400 },
    );
  });

  test('doubts about times do not throw either', () => {
    const meeting = parseMeeting({ type: 'x/Meeting', start: '2027-01-20T18:00:00+01:00' }, createDoubts());
    expect(meeting).toBeDefined();
    fc.assert(
      fc.property(almostOparl, (value) => {
        if (meeting) doubtTimes({ end: value }, meeting, createDoubts());
      }),
      { seed },
    );
  });
});

describe('identity and kind', () => {
  test('an object of another kind, a deleted one and none at all are left out, each with its doubt', () => {
    const doubts = createDoubts();
    expect(parsePerson({ type: 'https://schema.oparl.org/1.1/Meeting', name: 'x' }, doubts)).toBeUndefined();
    expect(parsePerson({ id: 'https://a.example/1', deleted: true }, doubts)).toBeUndefined();
    expect(parsePerson('https://a.example/1', doubts)).toBeUndefined();
    expect(codesOf(doubts)).toEqual(['wrong-type', 'deleted', 'not-an-object']);
  });

  test('without type and id it is read all the same', () => {
    const doubts = createDoubts();
    expect(parsePerson({ name: 'Anna Beispiel', 'Vendor:x': { y: 1 } }, doubts)).toEqual({
      name: 'Anna Beispiel',
      memberships: [],
    });
    expect(codesOf(doubts)).toEqual(['no-type', 'no-id']);
  });

  test('a name is put together where only its parts are there', () => {
    const doubts = createDoubts();
    const parts = {
      type: 'x/Person',
      id: 'https://a.example/1',
      title: ['Dr.', ' '],
      givenName: 'Anna',
      familyName: 'Beispiel',
    };
    expect(parsePerson({ ...parts, name: 'N/A' }, doubts)?.name).toBe('Dr. Anna Beispiel');
    expect(parsePerson({ ...parts, name: '', familyName: '', givenName: ' ' }, doubts)).toBeUndefined();
    expect(codesOf(doubts)).toEqual(['no-name']);
  });

  test('a membership embedded in a person embedded in a membership is not followed for ever', () => {
    const person: Record<string, unknown> = { type: 'x/Person', id: 'https://a.example/1', name: 'Anna' };
    const membership = { type: 'x/Membership', id: 'https://a.example/2', person };
    person['membership'] = [membership];
    const read = parsePerson(person, createDoubts());
    expect(read?.memberships).toMatchObject([{ person: { name: 'Anna', memberships: [] } }]);
  });
});

describe('doubts', () => {
  test('the same one is kept once, of one kind at most fifty, and the rest counted', () => {
    const doubts = createDoubts();
    for (let at = 0; at < 60; at++) doubts.add('no-number', { title: `Punkt ${at}` });
    for (let at = 0; at < 3; at++) doubts.add('cancelled');
    expect(doubts.list()).toHaveLength(52);
    expect(doubts.list().at(-1)).toEqual({ code: 'more-doubts', params: { count: 10 } });
  });

  test('their words are short', () => {
    const doubts = createDoubts();
    doubts.add('title-cut', { title: 'x'.repeat(6000), max: 5000 });
    expect(String(doubts.list()[0]?.params?.['title'])).toHaveLength(100);
  });
});

describe('agenda order', () => {
  const item = (title: string, order?: number) => ({
    number: '',
    title,
    isPublic: true,
    files: [],
    ...(order === undefined ? {} : { order }),
  });
  const titles = (...items: ReturnType<typeof item>[]): readonly string[] =>
    inOrder(items, 'Sitzung', createDoubts()).map(({ title }) => title);

  test('it goes by order, equal ones by their place, and by place alone where one has none', () => {
    expect(titles(item('c', 2), item('a', 1), item('d', 2), item('b', 1))).toEqual(['a', 'b', 'c', 'd']);
    expect(titles(item('c', 2), item('a'), item('b', 1))).toEqual(['c', 'a', 'b']);
  });
});

describe('dates', () => {
  test.each([
    ['2025-02-13T16:00:00+01:00', '2025-02-13', '16:00'],
    ['2025-07-13T16:00:00+02:00', '2025-07-13', '16:00'],
    ['2025-07-13T16:00:00', '2025-07-13', '16:00'],
    ['2025-02-13T23:30:00Z', '2025-02-14', '00:30'],
    ['2025-12-31T23:30:00.123456Z', '2026-01-01', '00:30'],
    // The hour in which summer time begins and ends.
    ['2027-03-28T00:59:00Z', '2027-03-28', '01:59'],
    ['2027-03-28T01:00:00Z', '2027-03-28', '03:00'],
    ['2027-10-31T00:59:00Z', '2027-10-31', '02:59'],
    ['2027-10-31T01:00:00Z', '2027-10-31', '02:00'],
    ['2024-02-29', '2024-02-29', undefined],
  ])('%s is %s, %s', (text, day, time) => {
    expect(parseMoment(text)).toEqual({ day, ...(time === undefined ? {} : { time }) });
  });

  test.each([
    '',
    'N/A',
    '2023-02-29',
    '2023-04-31',
    '2023-13-01',
    '2023-01-01T25:00:00',
    '13.02.2025',
    20250213,
    null,
  ])('%s is none', (value) => expect(parseMoment(value)).toBeUndefined());

  test('conversion from UTC is what the calendar of the machine says', () => {
    const berlin = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Europe/Berlin',
      dateStyle: 'short',
      timeStyle: 'short',
    });
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1996-12-01'), max: new Date('2099-01-01'), noInvalidDate: true }),
        (date) => {
          const { day, time } = parseMoment(date.toISOString()) ?? {};
          expect(`${day} ${time}`).toBe(berlin.format(date));
        },
      ),
      { seed, numRuns: 500 },
    );
  });

  test('a day without time is the whole day', () => {
    const start = { day: '2027-01-20', time: '18:00' };
    expect(isBefore({ day: '2027-01-20' }, start)).toBe(false);
    expect(isBefore({ day: '2027-01-20', time: '00:00' }, start)).toBe(true);
    expect(isBefore({ day: '2027-01-21', time: '00:00' }, start)).toBe(false);
  });
});

describe('links', () => {
  test('name, password and fragment go; other schemes are no links', () => {
    expect(parseLink('https://me:secret@ris.example/a?b=1#c')).toBe('https://ris.example/a?b=1');
    for (const text of ['N/Avo020.asp?x', 'ftp://a.example/', 'javascript:alert(1)', 'http://', '', 7, null])
      expect(parseLink(text)).toBeUndefined();
    expect(parseLink(`https://a.example/${'x'.repeat(2000)}`)).toBeUndefined();
  });

  test('an index finds by address, and by its tail only where that is one', () => {
    const index = createLinkIndex<string>();
    index.set('https://a.example/x/oparl/person/1', 'one');
    expect(index.get('http://a.example/x/oparl/person/1')).toBe('one');
    expect(index.get('https://a.example/ris/oparl/person/1')).toBe('one');
    expect(index.get('https://a.example/ris/oparl/person/2')).toBeUndefined();
    index.set('https://a.example/y/oparl/person/1', 'other');
    expect(index.get('https://a.example/ris/oparl/person/1')).toBeUndefined();
    expect(linkTail('https://a.example/p?id=/oparl/x')).toBe('/p?id=/oparl/x');
  });

  test('two objects of one server are two, those of two servers may be one', () => {
    expect(isOtherObject('https://a.example/oparl/1', 'https://a.example/oparl/2')).toBe(true);
    expect(isOtherObject('https://a.example/oparl/1', 'http://a.example/ris/oparl/1')).toBe(false);
    expect(isOtherObject('https://a.example/oparl/1', 'https://b.example/oparl/2')).toBe(false);
    expect(isOtherObject(undefined, 'https://b.example/oparl/2')).toBe(false);
  });
});

describe('German words', () => {
  test.each([
    ['Vorsitzende', 'chair'],
    ['Ausschussvorsitzender', 'chair'],
    ['Stadtverordnetenvorsteherin', 'chair'],
    ['stellv. Vorsitzender', 'deputy-chair'],
    ['Stellvertretende Ausschussvorsitzende', 'deputy-chair'],
    ['Vertreter des Vorsitzenden', 'deputy-chair'],
    ['Stellvertreterin', 'deputy'],
    ['persönlicher Vertreter', 'deputy'],
    ['stellv. Mitglied', 'deputy'],
    ['Fraktionsvorsitzende', 'member'],
    ['1. stellvertretender Bürgermeister', 'member'],
    ['Vertreterin der Verwaltung', 'member'],
    ['Mitglied', 'member'],
    [undefined, 'member'],
  ])('%s: %s', (words, role) => expect(parseRole(words).role).toBe(role));

  test('ranks and advising members', () => {
    expect(parseRole('2. stellv. Vorsitzender')).toMatchObject({ role: 'deputy-chair', rank: 2 });
    expect(parseRole('Erste stellvertretende Vorsitzende')).toMatchObject({ role: 'deputy-chair', rank: 1 });
    expect(parseRole('Beratendes Mitglied').votingRight).toBe(false);
    expect(parseRole('Mitglied')).not.toHaveProperty('votingRight');
    expect(parseRole('Obmann').isKnown).toBe(false);
  });

  test.each([
    ['Fraktion', 'SPD', 'group'],
    ['Gruppe', 'Linke/Piraten', 'group'],
    ['Ratsgruppe', 'FDP', 'group'],
    ['Arbeitsgruppe', 'Radverkehr', 'committee'],
    ['Partei', 'SPD', 'none'],
    ['Gremium', 'Rat der Stadt Musterstadt', 'council'],
    ['', 'Kreistag', 'council'],
    ['', 'Gemeindevertretung', 'council'],
    ['Ausschuss', 'Hauptausschuss', 'committee'],
    ['', 'Integrationsrat', 'committee'],
    ['', 'Ausschuss des Rates', 'committee'],
    ['Beirat', 'Seniorenbeirat', 'committee'],
  ])('%s %s is a %s', (classification, name, kind) =>
    expect(organizationKind(classification, name)).toBe(kind),
  );
});

describe('text', () => {
  test('it is one line without control characters, and never half a character', () => {
    expect(readText(' a\u0000\r\n\tb ')).toBe('a b');
    expect(readText('n/a')).toBeUndefined();
    expect(readText(12)).toBe('12');
    expect(readText(Number.NaN)).toBeUndefined();
    expect(cut('ab😀', 3)).toBe('ab');
  });
});
