/** The CSV for spreadsheets and the JSON for programs. */
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { writeCsv } from '../../../daemon/minutes/csv.ts';
import { writeJson } from '../../../daemon/minutes/json.ts';
import { dangerousName, evening, nasty } from './evenings.ts';

const text = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

describe('the CSV', () => {
  const rowsOf = (bytes: Uint8Array): Record<string, string>[] =>
    parse(text(bytes), { bom: true, delimiter: ';', columns: true, record_delimiter: '\r\n' });

  test('is what German Excel opens: BOM, semicolons, CRLF, one line per item and speech', () => {
    const csv = text(writeCsv(evening));
    expect(
      csv.startsWith(
        '\uFEFFArt;TOP;Titel;Person;Gruppe;Beginn;Ende;Dauer in Sekunden;Ergebnis;Bemerkung\r\n',
      ),
    ).toBe(true);
    expect(csv.endsWith('\r\n')).toBe(true);
    expect(csv.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(rowsOf(writeCsv(evening))).toHaveLength(25 + 400);
  });

  test('an item stands before its speeches, with its outcome', () => {
    const rows = rowsOf(writeCsv(evening));
    expect(rows[3 * 17]).toEqual({
      Art: 'Tagesordnungspunkt',
      TOP: 'TOP 4',
      Titel: 'Billigung der Niederschrift über die Sitzung vom 14. Oktober 2026',
      Person: '',
      Gruppe: '',
      Beginn: '25.11.2026 18:29:00',
      Ende: '25.11.2026 18:37:00',
      'Dauer in Sekunden': '480',
      Ergebnis: 'verwiesen – Ausschuss für Bau und Verkehr',
      Bemerkung: '',
    });
    expect(rows[3 * 17 + 1]).toMatchObject({
      Art: 'Zwischenfrage',
      TOP: 'TOP 4',
      Beginn: '25.11.2026 18:29:00',
    });
  });

  test('no cell can be run as a formula, quotes are doubled', () => {
    const csv = text(writeCsv(nasty));
    expect(csv).toContain(`"'${dangerousName.replaceAll('"', '""')}"`);
    for (const row of rowsOf(writeCsv(nasty)))
      for (const cell of Object.values(row)) expect(cell).not.toMatch(/^\s*[=+\-@\t＝＋－＠]/);
    const people = new Set(rowsOf(writeCsv(nasty)).map(({ Person, Gruppe }) => `${Person}|${Gruppe}`));
    expect([...people]).toEqual(['|', `'${dangerousName}|'-2+3`, "'+49 385|'-2+3"]);
  });

  test('the hour that comes twice is told apart', () => {
    const speeches = rowsOf(writeCsv(nasty)).filter(({ Art }) => Art === 'Rede');
    expect([speeches[30]?.['Beginn'], speeches[90]?.['Beginn']]).toEqual([
      '25.10.2026 02:30:00 MESZ',
      '25.10.2026 02:30:00 MEZ',
    ]);
  });
});

describe('the JSON', () => {
  test('names its format and says every time in both forms', () => {
    const document = JSON.parse(text(writeJson(evening))) as Record<string, unknown>;
    expect(document).toMatchObject({
      format: 'saalregie-minutes',
      version: 1,
      status: 'draft',
      part: 'public',
      openedAt: { iso: '2026-11-25T18:02:00.000+01:00', ms: evening.openedAt },
      journal: evening.journal,
    });
    expect(document['items']).toHaveLength(25);
  });

  test('holds everything the minutes hold', () => {
    const times = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(times)
        : value !== null && typeof value === 'object'
          ? 'ms' in value
            ? value.ms
            : Object.fromEntries(Object.entries(value).map(([key, each]) => [key, times(each)]))
          : value;
    const {
      format: _format,
      version: _version,
      status: _status,
      ...rest
    } = times(JSON.parse(text(writeJson(evening)))) as Record<string, unknown>;
    expect(rest).toEqual(evening);
  });
});
