/** How minutes say times, durations, findings and outcomes. */
import { describe, expect, test } from 'vitest';
import { cleanLine, cleanText } from '../../../daemon/minutes/clean.ts';
import { minutesFileName } from '../../../daemon/minutes/formats.ts';
import { sumSpeakingTimes } from '../../../daemon/minutes/speaking-times.ts';
import { createTimes, durationWithUnit, formatDuration, longDate } from '../../../daemon/minutes/times.ts';
import { itemLabel, outcomeOf, quorumSentence } from '../../../daemon/minutes/words.ts';
import { evening, nasty } from './evenings.ts';

describe('times', () => {
  const times = createTimes('Europe/Berlin', '2026-10-25');
  const summer = Date.parse('2026-10-25T00:30:00Z');
  const winter = Date.parse('2026-10-25T01:30:00Z');

  test('half past two that comes twice is told apart, and no other hour is marked', () => {
    expect(times.moment(summer)).toBe('02:30 Uhr MESZ');
    expect(times.moment(winter)).toBe('02:30 Uhr MEZ');
    expect(times.span(summer, winter)).toBe('02:30 Uhr MESZ bis 02:30 Uhr MEZ');
    expect(times.second(winter)).toBe('02:30:00 MEZ');
    expect(times.moment(Date.parse('2026-10-24T23:59:59Z'))).toBe('01:59 Uhr');
    expect(times.moment(Date.parse('2026-10-25T02:00:00Z'))).toBe('03:00 Uhr');
  });

  test('the hour that is left out in spring needs no mark', () => {
    const spring = createTimes('Europe/Berlin', '2026-03-29');
    expect(spring.moment(Date.parse('2026-03-29T00:59:00Z'))).toBe('01:59 Uhr');
    expect(spring.moment(Date.parse('2026-03-29T01:00:00Z'))).toBe('03:00 Uhr');
  });

  test('a sitting past midnight names the day where it is another one, once', () => {
    const late = createTimes('Europe/Berlin', '2026-11-25');
    const before = Date.parse('2026-11-25T22:50:00Z');
    const after = Date.parse('2026-11-25T23:10:00Z');
    expect(late.span(before, after)).toBe('23:50 Uhr bis 26.11.2026, 00:10 Uhr');
    expect(late.span(after, after + 60_000)).toBe('26.11.2026, 00:10–00:11 Uhr');
    expect([late.span(before, null), late.span(null, before), late.span(null, null)]).toEqual([
      'ab 23:50 Uhr',
      'bis 23:50 Uhr',
      '',
    ]);
  });

  test('ISO times carry the offset that held then', () => {
    expect(times.iso(summer)).toBe('2026-10-25T02:30:00.000+02:00');
    expect(times.iso(winter + 11_007)).toBe('2026-10-25T02:30:11.007+01:00');
    expect(createTimes('America/St_Johns', '2026-10-25').iso(summer)).toBe('2026-10-24T22:00:00.000-02:30');
    expect(createTimes('UTC', '2026-10-25').iso(0)).toBe('1970-01-01T00:00:00.000+00:00');
  });

  test('dates and durations are written in German', () => {
    expect(longDate('2026-11-25')).toBe('Mittwoch, 25. November 2026');
    expect(longDate('irgendwann')).toBe('irgendwann');
    expect([0, 59_499, 185_000, 3_599_600, 3_725_000].map(formatDuration)).toEqual([
      '0:00',
      '0:59',
      '3:05',
      '1:00:00',
      '1:02:05',
    ]);
    expect([185_000, 3_725_000].map(durationWithUnit)).toEqual(['3:05 min', '1:02:05 h']);
  });
});

describe('findings and outcomes', () => {
  const found = (present: number, isQuorate: boolean, required = 16) => ({
    at: 0,
    present,
    required,
    isQuorate,
  });

  test('a finding of the quorum says what changed since the one before', () => {
    expect(quorumSentence(found(22, true), undefined)).toBe(
      '22 stimmberechtigte Mitglieder anwesend, erforderlich 16. Die Beschlussfähigkeit ist gegeben.',
    );
    expect(quorumSentence(found(15, false), found(22, true))).toBe(
      '15 stimmberechtigte Mitglieder anwesend (7 weniger als zuvor), erforderlich 16. ' +
        'Die Beschlussfähigkeit ist nicht mehr gegeben.',
    );
    expect(quorumSentence(found(16, true, 15), found(15, false))).toBe(
      '16 stimmberechtigte Mitglieder anwesend (1 mehr als zuvor), erforderlich 15 (zuvor 16). ' +
        'Die Beschlussfähigkeit ist wieder gegeben.',
    );
    expect(quorumSentence(found(1, false), found(1, false))).toMatch(
      /^1 stimmberechtigtes .*weiterhin nicht/,
    );
  });

  test('an outcome carries its note, and none says nothing', () => {
    const item = evening.items[0];
    if (!item) throw new Error('the evening has items');
    expect(outcomeOf({ ...item, outcome: 'referred', outcomeNote: 'Hauptausschuss' })).toBe(
      'verwiesen – Hauptausschuss',
    );
    expect(outcomeOf({ ...item, outcome: 'unanimous' })).toBe('einstimmig beschlossen');
    expect(outcomeOf({ ...item, outcome: 'none' })).toBe('');
    expect(['5', 'TOP 5', '', ' Ö 7.1 '].map(itemLabel)).toEqual(['TOP 5', 'TOP 5', '', 'TOP Ö 7.1']);
  });

  test('presiding counts for nobody, and two groups make two people of one name', () => {
    const item = evening.items[0];
    if (!item) throw new Error('the evening has items');
    const speech = { name: 'A', kind: 'speech', startedAt: 0, durationMs: 1000 } as const;
    const sums = sumSpeakingTimes({
      ...evening,
      items: [
        {
          ...item,
          speeches: [
            { ...speech, group: 'X' },
            { ...speech, group: 'X', durationMs: 500 },
            { ...speech, group: 'Y', durationMs: 4000 },
            speech,
            { ...speech, kind: 'chair', durationMs: 7000 },
          ],
        },
      ],
    });
    expect(sums).toEqual({
      people: [
        { name: 'A', group: 'X', speeches: 2, durationMs: 1500 },
        { name: 'A', group: 'Y', speeches: 1, durationMs: 4000 },
        { name: 'A', group: '', speeches: 1, durationMs: 1000 },
      ],
      groups: [
        { name: 'Y', group: '', speeches: 1, durationMs: 4000 },
        { name: 'X', group: '', speeches: 2, durationMs: 1500 },
        { name: '', group: '', speeches: 1, durationMs: 1000 },
      ],
      presidingMs: 7000,
    });
  });
});

describe('text and names', () => {
  test('what breaks XML or turns a line around is taken out, words and emoji stay', () => {
    expect(cleanText('a\u0000b\uD800c\u202Ed\uFFFE \t e\r\nf\u2028g\n\n\n\nh 😀 שלום')).toBe(
      'ab\uFFFDcd   e\nf\ng\n\nh 😀 שלום',
    );
    expect(cleanLine('  a\r\n b\t c ')).toBe('a b c');
  });

  test('file names are plain ASCII whatever the body is called', () => {
    expect(minutesFileName(evening, 'docx')).toBe(
      'Niederschrift-2026-11-25-Stadtvertretung-oeffentlich-Entwurf.docx',
    );
    expect(minutesFileName(nasty, 'pdf')).toBe(
      'Niederschrift-2026-10-24-Ausschuss-fuer-Bau-Verkehr-Groesse-Aeusserst-nichtoeffentlich-Entwurf.pdf',
    );
    const hostile = { ...evening, body: '"\r\n../..\\ 市議会', date: '../x' };
    expect(minutesFileName(hostile, 'csv')).toBe('Niederschrift-oeffentlich-Entwurf.csv');
  });
});
