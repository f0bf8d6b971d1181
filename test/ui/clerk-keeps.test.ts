/** Attendance, floor, register and minutes of the clerk's page in use, and the commands that come of it. */
import { describe, expect, test } from 'vitest';
import { inBrowser, missing, skippedNote } from './browser.ts';
import { clerkNow, clerkPrepared, clerkSitting } from './clerk-fixtures.ts';
import { onClerkPage } from './clerk-stage.ts';

describe.skipIf(missing)(`the clerk keeps the sitting${skippedNote}`, () => {
  const stage = inBrowser();
  const { judge } = stage;

  const { open, sent, names, key, expectValid } = onClerkPage(stage);

  describe('attendance', () => {
    test.each([1440, 390])(
      'a tap on a planned seat says who is here and sits there, %i px',
      async (width) => {
        const page = await open('attendance', clerkSitting, width);
        await key(page, /^Platz 3, Mitglied 3, .*erwartet/).click();
        await expect.poll(sent).toEqual([['attendance/set', { person: 'm3', status: 'room', seat: 3 }]]);
        const seat = clerkSitting.seats['3'];
        const { detail } = clerkSitting;
        const member = detail?.attendance['m3'];
        if (!seat || !detail || !member) throw new Error('the fixture has no seat 3');
        stage.standIn.show({
          ...clerkSitting,
          seats: { ...clerkSitting.seats, 3: { ...seat, confirmed: true } },
          detail: {
            ...detail,
            attendance: {
              ...detail.attendance,
              m3: { ...member, status: 'room', seat: 3, sinceAt: clerkNow, source: 'clerk' },
            },
          },
        });
        // A second tap on the same seat marks nobody again; it opens the seat.
        await key(page, /^Platz 3, Mitglied 3, .*da und bestätigt/).click();
        await page.getByRole('dialog').waitFor();
        expect(sent()).toHaveLength(1);
      },
    );

    test('seats are confirmed by the keyboard too', async () => {
      const page = await open('attendance', clerkSitting);
      await page.locator('[data-seat="3"]').focus();
      await page.keyboard.press('Enter');
      await expect.poll(sent).toEqual([['attendance/set', { person: 'm3', status: 'room', seat: 3 }]]);
    });

    test('a card that contradicts is never settled by a mere tap', async () => {
      const page = await open('attendance', clerkSitting);
      await key(page, /^Platz 12, .*Karte widerspricht/).click();
      await page.getByRole('dialog').getByText('gilt die Person als unbekannt').waitFor();
      expect(sent()).toEqual([]);
      await judge(page, 'clerk-seat-contradicted');
      await key(page, 'Sitzt hier').click();
      await expect.poll(sent).toEqual([['attendance/set', { person: 'm12', status: 'room', seat: 12 }]]);
    });

    test('a deputy takes a seat that somebody is confirmed at: that one leaves it first', async () => {
      const page = await open('attendance', clerkSitting);
      await key(page, /^Platz 9,/).click();
      await page.getByLabel('Jemand anderes sitzt hier').selectOption('d1');
      await key(page, 'Setzen').click();
      await expect.poll(sent).toEqual([
        ['people/assign', { seat: 9, person: null }],
        ['attendance/set', { person: 'd1', status: 'room', seat: 9 }],
      ]);
      expectValid();
    });

    test('a second person shares a microphone, and two seats change their people', async () => {
      const page = await open('attendance', clerkSitting);
      await key(page, /^Platz 9,/).click();
      await page.getByLabel('Zweite Person an diesem Mikrofon').selectOption('g1');
      await key(page, 'Hinzufügen').click();
      await page.getByLabel('Platz tauschen mit').selectOption('4');
      await key(page, 'Tauschen').click();
      await expect.poll(sent).toEqual([
        ['people/assign', { seat: 9, person: 'm9', with: 'g1' }],
        ['people/swap', { seats: [9, 4] }],
      ]);
      expectValid();
    });

    test('a late entry carries its true time, yesterday’s where it is past midnight', async () => {
      const page = await open('attendance', clerkSitting);
      await key(page, 'Eintrag mit Uhrzeit: Mitglied 3').click();
      await page.getByLabel('Anwesenheit', { exact: true }).selectOption('room');
      const true1 = new Date(clerkNow - 20 * 60_000);
      true1.setSeconds(0, 0);
      const clock = `${String(true1.getHours()).padStart(2, '0')}:${String(true1.getMinutes()).padStart(2, '0')}`;
      await page.getByLabel('Wahre Uhrzeit').fill(clock);
      await page.getByText('Wird als nachträglicher Eintrag festgehalten.').waitFor();
      await key(page, 'Eintragen').click();
      await expect
        .poll(sent)
        .toEqual([['attendance/set', { person: 'm3', status: 'room', at: true1.getTime() }]]);
      expectValid();
    });

    test('everybody is found by name and marked with one tap in the list', async () => {
      const page = await open('attendance', clerkSitting);
      await page.getByLabel('Person suchen').fill('stellvertretung 1');
      await expect.poll(() => page.locator('.person-row').count()).toBe(1);
      await key(page, 'Stellvertretung 1: Zugeschaltet').click();
      await expect.poll(sent).toEqual([['attendance/set', { person: 'd1', status: 'remote' }]]);
    });

    test('nobody can be made present all at once', async () => {
      const page = await open('attendance', clerkPrepared);
      expect(await page.getByRole('button', { name: /alle (da|anwesend|bestätigen)/i }).count()).toBe(0);
    });

    test('a guest is added in one step: register, list and seat', async () => {
      const page = await open('attendance', clerkSitting);
      await key(page, 'Gast hinzufügen').click();
      await page.getByLabel('Name', { exact: true }).fill('Gast 9');
      await page.getByLabel('Platz', { exact: true }).selectOption('35');
      await key(page, 'Hinzufügen').click();
      await expect.poll(names).toEqual(['register/person', 'attendance/set']);
      const [[, person] = [], [, entry] = []] = sent() as [string, { id: string; person: string }][];
      expect(person).toMatchObject({ name: 'Gast 9', kind: 'guest' });
      expect(entry).toMatchObject({ person: person?.id, status: 'room', seat: 35 });
      expectValid();
    });
  });

  test('the floor: somebody remote and a guest are put on the list, list and debate are closed', async () => {
    const page = await open('floor', clerkSitting);
    await page.getByLabel('Person', { exact: true }).selectOption('m22');
    await page.getByLabel('Art der Wortmeldung').selectOption('point-of-order');
    await key(page, 'Auf die Rednerliste').click();
    await key(page, 'Gast').click();
    await page.getByLabel('Name', { exact: true }).fill('Gast 2');
    await key(page, 'Auf die Rednerliste').click();
    await key(page, 'Rednerliste schließen').click();
    await key(page, 'Debatte schließen').click();
    await key(page, 'Ja, Debatte schließen').click();
    await expect.poll(sent).toEqual([
      ['floor/add', { kind: 'point-of-order', person: 'm22' }],
      ['floor/add', { kind: 'residents-question', guest: 'Gast 2' }],
      ['floor/close-list', { closed: true }],
      ['floor/close-debate', {}],
    ]);
    expectValid();
  });

  describe('people and bodies', () => {
    test('consent is written with date, form and source, and the person’s data can be downloaded', async () => {
      const page = await open('register', clerkSitting);
      await page.getByLabel('Person suchen').fill('Mitglied 18');
      await key(page, /^Mitglied 18 /).click();
      const exported = page.getByRole('link', { name: 'Alle gespeicherten Angaben herunterladen' });
      expect(await exported.getAttribute('href')).toBe('/api/people/m18/export');
      await page.getByLabel('Ja', { exact: true }).click();
      await page.getByLabel('Aufzeichnung').click();
      await page.getByLabel('Erklärt am').fill('2026-11-20');
      await page.getByLabel('Form', { exact: true }).selectOption('written');
      await key(page, 'Speichern').click();
      await expect.poll(sent).toEqual([
        [
          'people/consent',
          {
            person: 'm18',
            image: 'yes',
            sound: true,
            name: false,
            recording: true,
            onDemand: false,
            date: '2026-11-20',
            form: 'written',
          },
        ],
      ]);
      expectValid();
    });

    test('a body is changed as a whole, its seat plan place by place', async () => {
      const page = await open('register', clerkSitting);
      await key(page, /^Gremien/).click();
      await key(page, /^Bau- und Umweltausschuss/).click();
      await page.getByLabel('Gesetzliche Mitgliederzahl').fill('11');
      await page.getByLabel('Mitglied aufnehmen').selectOption('m5');
      await key(page, 'Hinzufügen').click();
      await page.getByLabel('Fraktion').fill('Gruppe A');
      await key(page, 'Gremium speichern').click();
      await page.getByLabel('Platz', { exact: true }).selectOption('3');
      await page.getByLabel('Person', { exact: true }).selectOption('m3');
      await key(page, 'Platz vergeben').click();
      await expect.poll(names).toEqual(['register/body', 'register/seat']);
      expect(sent()[0]?.[1]).toMatchObject({
        id: 'building',
        statutorySeats: 11,
        members: [
          { person: 'm3', role: 'chair' },
          { person: 's1', votingRight: false },
          { person: 'm5', role: 'member', group: 'Gruppe A', votingRight: true },
        ],
      });
      expect(sent()[1]?.[1]).toEqual({ body: 'building', seat: 3, person: 'm3' });
      expectValid();
    });
  });

  describe('the minutes', () => {
    test('public and non-public documents of this and earlier sittings are linked', async () => {
      const page = await open('minutes', clerkSitting);
      const links = await page
        .getByRole('link', { name: /^Niederschrift 14\. Sitzung/ })
        .evaluateAll((all) => all.map((link) => link.getAttribute('href')));
      expect(links).toEqual(
        ['public', 'non-public'].flatMap((part) =>
          ['docx', 'pdf', 'csv', 'json'].map(
            (format) => `/api/sittings/sitting-14/minutes/${part}.${format}`,
          ),
        ),
      );
      await page.getByText('9. Sitzung des Bau- und Umweltausschusses').click();
      await key(page, /^Niederschrift genehmigt: 9\./).click();
      await expect.poll(sent).toEqual([['sitting/approve', { sitting: 'building-9' }]]);
    });

    test('a late entry for the minutes has its true time and is not public unless said', async () => {
      const page = await open('minutes', clerkSitting);
      await page.getByText(/nachgetragen um \d\d:\d\d Uhr/).waitFor();
      await key(page, 'Nachtrag eintragen').click();
      await page.getByLabel('Wahre Uhrzeit').fill('12:15');
      await page.getByLabel('Was ist nachzutragen?').fill('Der Vorsitz wechselte kurz.');
      await key(page, 'Eintragen').click();
      await expect.poll(names).toEqual(['log/correct']);
      expect(sent()[0]?.[1]).toEqual({
        at: new Date('2026-11-23T12:15').getTime(),
        text: 'Der Vorsitz wechselte kurz.',
        isPublic: false,
      });
      expectValid();
    });

    test('what is due is deleted after one more question, and then nothing is due', async () => {
      const page = await open('minutes', clerkSitting);
      await key(page, 'Fälliges löschen (5)').click();
      await key(page, 'Ja, endgültig löschen').click();
      await page.getByText('Gelöscht: 5').waitFor();
      await key(page, 'Fälliges löschen (0)').waitFor();
    });
  });
});
