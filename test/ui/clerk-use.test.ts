/** The clerk's page in use: a sitting made and kept in a real browser, and the commands that come of it. */
import { describe, expect, test } from 'vitest';
import { inBrowser, missing, skippedNote } from './browser.ts';
import { clerkClosed, clerkNonPublic, clerkPrepared, clerkSitting, clerkStart } from './clerk-fixtures.ts';
import { importDone, importFailed, importRunning } from './clerk-imports.ts';
import { onClerkPage } from './clerk-stage.ts';

describe.skipIf(missing)(`the clerk’s page in use${skippedNote}`, () => {
  const stage = inBrowser();
  const { judge } = stage;

  const { open, sent, names, key, expectValid } = onClerkPage(stage);

  test('a role of its own signs in and comes back to the page', async () => {
    stage.standIn.show(clerkStart);
    stage.standIn.signedIn = null;
    const page = await stage.open('/clerk', null);
    await page.waitForURL('**/sign-in?to=%2Fclerk');
    await page.getByLabel('PIN').fill('2468');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/clerk');
    await page.getByText('Nächste Sitzung vorbereiten').waitFor();
  });

  describe('making a sitting', () => {
    test('from an import in four presses: import, source, take over, make', async () => {
      const page = await open('sitting', clerkStart);
      stage.standIn.importStates = [importRunning, importDone];
      await key(page, /^Importieren/).click();
      await key(page, /^Ratsinformationssystem/).click();
      await key(page, 'Auswahl übernehmen').click();
      await expect.poll(names).toEqual(['register/import']);
      await key(page, 'Sitzung anlegen').click();
      await expect.poll(names).toEqual(['register/import', 'sitting/prepare']);
      expect(stage.standIn.imports).toEqual([{ kind: 'oparl', source: 'ris' }]);
      const [, [, prepared] = []] = sent();
      expect(prepared).toMatchObject({
        body: 'council',
        title: '15. Sitzung der Stadtvertretung',
        date: '2026-12-14',
        time: '18:00',
        chair: 'chair',
        items: [
          { number: '1', isPublic: true },
          { number: '2', isPublic: true },
          { number: '3', isPublic: false },
        ],
      });
      const [[, taken] = []] = sent();
      expect(taken).toMatchObject({ people: [{ id: 'm50' }, { id: 'm3' }], bodies: [] });
      expectValid();
    });

    test('like the last one, with an agenda pasted as text; what says nothing is non-public', async () => {
      const page = await open('sitting', clerkStart);
      await key(page, /^13\. Sitzung/).click();
      await page
        .getByLabel('Tagesordnung als Text')
        .fill('1\tEröffnung\nÖffentlicher Teil\n2\tHaushalt\nTOP 3 Verschiedenes');
      await key(page, '3 Punkte übernehmen').click();
      await key(page, 'Sitzung anlegen').click();
      await expect.poll(names).toEqual(['sitting/prepare']);
      expect(sent()[0]?.[1]).toMatchObject({
        body: 'council',
        title: '14. Sitzung der Stadtvertretung',
        place: 'Ratssaal Musterstadt',
        chair: 'chair',
        items: [
          { number: '1', title: 'Eröffnung', isPublic: false, onStream: true },
          { number: '2', title: 'Haushalt', isPublic: true },
          { number: '3', title: 'Verschiedenes', isPublic: true },
        ],
      });
      expectValid();
    });

    test('is not made without a body, a title and a date, and says what is missing', async () => {
      const page = await open('sitting', clerkStart);
      await key(page, /^Leer beginnen/).click();
      await key(page, 'Sitzung anlegen').click();
      await page.getByText('Bitte ein Gremium wählen. Bitte eine Bezeichnung eingeben.').waitFor();
      await judge(page, 'clerk-form-problems');
      await page.getByLabel('Gremium').selectOption('council');
      await key(page, 'Sitzung anlegen').click();
      await expect.poll(names).toEqual(['sitting/prepare']);
      expect(sent()[0]?.[1]).toMatchObject({ title: 'Stadtvertretung', date: '2026-11-23', items: [] });
    });

    test('a refused sitting leaves the draft as it was', async () => {
      const page = await open('sitting', clerkStart);
      await key(page, /^13\. Sitzung/).click();
      stage.standIn.answer = { status: 503, body: { error: 'journal-failed' } };
      await key(page, 'Sitzung anlegen').click();
      await page.getByText('Das Protokoll kann nicht geschrieben werden').waitFor();
      expect(await page.getByLabel('Bezeichnung').inputValue()).toBe('14. Sitzung der Stadtvertretung');
    });

    test('the draft stays while other tasks are looked at, nothing of it is stored, and leaving asks', async () => {
      const page = await open('sitting', clerkStart);
      await key(page, /^13\. Sitzung/).click();
      await page.getByLabel('Bezeichnung').fill('Sondersitzung');
      await page.getByRole('link', { name: 'Protokoll' }).click();
      await page.getByRole('link', { name: 'Sitzung' }).click();
      expect(await page.getByLabel('Bezeichnung').inputValue()).toBe('Sondersitzung');
      expect(
        await page.evaluate(() =>
          [localStorage, sessionStorage].map((store) => Object.values(store).join()).join(),
        ),
      ).not.toContain('Sondersitzung');
      const asked = page.waitForEvent('dialog');
      const leaving = page.close({ runBeforeUnload: true });
      const dialog = await asked;
      expect(dialog.type()).toBe('beforeunload');
      await dialog.dismiss();
      await leaving;
    });

    test('an import that fails changes nothing and can be tried again; one that runs can be cancelled', async () => {
      const page = await open('sitting', clerkStart);
      stage.standIn.importStates = [importFailed];
      await key(page, /^Importieren/).click();
      await key(page, /^Ratsinformationssystem/).click();
      await page.getByText('Es wurde nichts geändert.').waitFor();
      stage.standIn.importStates = [importRunning];
      await key(page, 'Noch einmal').click();
      await key(page, /^Ratsinformationssystem/).click();
      await page.getByText('12 / 60').waitFor();
      await key(page, 'Import abbrechen').click();
      await expect.poll(() => stage.standIn.imports.at(-1)).toBe('cancelled');
      expect(sent()).toEqual([]);
    });

    test('a file of people is sent as its bytes, and only what is ticked is taken over', async () => {
      const page = await open('register', clerkSitting);
      stage.standIn.importStates = [importDone];
      await key(page, 'Importieren').click();
      await page.getByLabel('Personenliste (CSV)').setInputFiles({
        name: 'leute.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from('Name\nMitglied 50\n'),
      });
      await page.getByLabel(/^Mitglied 3a/).click();
      await key(page, 'Auswahl übernehmen').click();
      await expect.poll(names).toEqual(['register/import']);
      expect(stage.standIn.imports).toEqual([
        {
          kind: 'people-csv',
          name: 'leute.csv',
          base64: Buffer.from('Name\nMitglied 50\n').toString('base64'),
        },
      ]);
      // Tonight's sitting runs: another one cannot be taken.
      expect(sent()[0]?.[1]).toMatchObject({ people: [{ id: 'm50' }] });
      expectValid();
    });

    test('a sitting thrown away comes back as a draft', async () => {
      const page = await open('sitting', clerkPrepared);
      await key(page, 'Verwerfen').click();
      await key(page, 'Ja, verwerfen').click();
      await expect.poll(names).toEqual(['sitting/discard']);
      stage.standIn.show(clerkStart);
      await page.getByLabel('Bezeichnung').waitFor();
      expect(await page.getByLabel('Bezeichnung').inputValue()).toBe('14. Sitzung der Stadtvertretung');
    });
  });

  describe('during the sitting', () => {
    test('it is opened, interrupted and resumed, made non-public and public again, each step as it is meant', async () => {
      const page = await open('sitting', clerkPrepared);
      await key(page, 'Sitzung eröffnen').click();
      await expect.poll(names).toEqual(['sitting/open']);
      stage.standIn.show(clerkSitting);
      await key(page, 'Unterbrechen').click();
      await page.getByLabel('Grund (freiwillig)').fill('Lüften');
      await key(page, 'Jetzt unterbrechen').click();
      await expect.poll(() => sent().at(-1)).toEqual(['sitting/interrupt', { reason: 'Lüften' }]);
      await key(page, 'Nichtöffentlich').click();
      await expect.poll(() => names().at(-1)).toBe('sitting/go-non-public');
      stage.standIn.show(clerkNonPublic);
      await key(page, 'Öffentlichkeit herstellen').click();
      expect(names().at(-1)).toBe('sitting/go-non-public');
      await key(page, 'Ja, Öffentlichkeit herstellen').click();
      await expect.poll(() => sent().at(-1)).toEqual(['sitting/go-public', { confirmed: true }]);
      expectValid();
    });

    test('before the close stands what is not settled; it does not keep the sitting from ending', async () => {
      const page = await open('sitting', clerkNonPublic);
      await key(page, 'Sitzung schließen').click();
      await page.getByText('Behandelt, aber ohne Ergebnis: TOP 4, 5').waitFor();
      await page.getByText('Mitglieder ohne Eintrag zur Anwesenheit: 7').waitFor();
      expect(sent()).toEqual([]);
      await key(page, 'Trotzdem schließen').click();
      await expect.poll(sent).toEqual([['sitting/close', { confirmed: true }]]);
    });

    test('after the close the minutes are approved, or the next sitting is prepared', async () => {
      const page = await open('sitting', clerkClosed);
      expect(await key(page, /aufrufen$/).count()).toBe(0);
      await key(page, 'Nächste Sitzung vorbereiten').click();
      await page.getByText('Womit möchten Sie beginnen?').waitFor();
      await key(page, 'Niederschrift genehmigt').click();
      await key(page, 'Ja, genehmigt').click();
      await expect.poll(sent).toEqual([['sitting/approve', {}]]);
    });

    test('an item is called and ended by its own key', async () => {
      const page = await open('sitting', clerkSitting);
      await key(page, 'TOP 6 aufrufen').click();
      await key(page, 'TOP 5 beenden').click();
      await expect.poll(sent).toEqual([
        ['agenda/begin', { item: 'item-6' }],
        ['agenda/end', {}],
      ]);
      expectValid();
    });

    test('an urgent item is there after three actions', async () => {
      const page = await open('sitting', clerkSitting);
      await key(page, 'Dringlicher Punkt').click();
      await page.getByRole('dialog').getByLabel('Titel').fill('Hochwasserlage');
      await page.keyboard.press('Tab');
      await key(page, 'Hinzufügen').click();
      await expect.poll(names).toEqual(['agenda/add']);
      expect(sent()[0]?.[1]).toMatchObject({
        title: 'Hochwasserlage',
        after: 'item-5',
        urgent: true,
        isPublic: false,
        onStream: true,
      });
      expectValid();
    });

    test.each([1440, 390])(
      'an item is dropped in two actions, joined in three, and taken back, %i px',
      async (width) => {
        const page = await open('sitting', clerkSitting, width);
        await key(page, /^6 Änderung der Hauptsatzung/).click();
        await key(page, 'Abgesetzt').click();
        await expect.poll(sent).toEqual([['agenda/settle', { item: 'item-6', outcome: 'dropped' }]]);
        await key(page, 'Verbunden beraten …').click();
        await key(page, '9 Anfragen und Mitteilungen').click();
        await expect
          .poll(() => sent().at(-1))
          .toEqual(['agenda/settle', { item: 'item-6', outcome: 'joined', into: 'item-9' }]);
        await key(page, /^7 Wahl eines/).click();
        await key(page, 'Zurücknehmen').click();
        await expect.poll(() => sent().at(-1)).toEqual(['agenda/settle', { item: 'item-7', outcome: null }]);
        expectValid();
      },
    );

    test('an item is referred to a committee in three actions, or anywhere else in words', async () => {
      const page = await open('sitting', clerkSitting);
      await key(page, 'Verwiesen …').click();
      await key(page, 'Bau- und Umweltausschuss').click();
      await expect
        .poll(sent)
        .toEqual([
          ['agenda/settle', { item: 'item-5', outcome: 'referred', note: 'Bau- und Umweltausschuss' }],
        ]);
      await key(page, 'Vertagt …').click();
      await page.getByLabel('Anderer Termin').fill('nächste Sitzung');
      await key(page, 'Vertagt').click();
      await expect
        .poll(() => sent().at(-1))
        .toEqual(['agenda/settle', { item: 'item-5', outcome: 'postponed', note: 'nächste Sitzung' }]);
    });

    test('items change places by key and by keyboard, and the focus goes along', async () => {
      const page = await open('sitting', clerkSitting);
      await key(page, /^9 Anfragen/).focus();
      await page.keyboard.press('Alt+ArrowUp');
      await expect.poll(sent).toEqual([['agenda/move', { item: 'item-9', before: 'item-8' }]]);
      const { detail } = clerkSitting;
      if (!detail) throw new Error('the fixture has no sitting');
      const order = detail.order.filter((id) => id !== 'item-9');
      order.splice(order.indexOf('item-8'), 0, 'item-9');
      stage.standIn.show({ ...clerkSitting, detail: { ...detail, order } });
      await expect
        .poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-item')))
        .toBe('item-9');
      await page.keyboard.press('Enter');
      await key(page, 'Nach unten').click();
      await expect.poll(() => sent().at(-1)).toEqual(['agenda/move', { item: 'item-9', before: 'item-10' }]);
      expectValid();
    });

    test('decision, motion and note are written with what was there before', async () => {
      const page = await open('sitting', clerkSitting);
      await key(page, 'Beschluss eintragen').click();
      await page.getByLabel('Wortlaut des Beschlusses').fill('Dem Konzept wird zugestimmt.');
      await key(page, 'Speichern').click();
      await expect
        .poll(() => sent().at(-1))
        .toEqual([
          'agenda/settle',
          { item: 'item-5', outcome: 'unanimous', decision: 'Dem Konzept wird zugestimmt.' },
        ]);
      await key(page, 'Notiz eintragen').click();
      await page.getByLabel('Notiz für die Niederschrift').fill('Anlage 3 nachreichen');
      await key(page, 'Speichern').click();
      await expect
        .poll(() => sent().at(-1))
        .toEqual(['agenda/note', { item: 'item-5', text: 'Anlage 3 nachreichen' }]);
      expectValid();
    });

    test('a conflict of interest is offered with one tap, and a reason is sent but never shown', async () => {
      const page = await open('sitting', clerkSitting);
      await key(page, 'Mitglied 14 ist nicht befangen').click();
      await key(page, 'Person ausschließen').click();
      await page.getByLabel('Wer ist befangen?').selectOption('m3');
      await page.getByLabel('Grund (freiwillig)').fill('Anliegerin');
      await key(page, 'Ausschließen').last().click();
      await expect.poll(sent).toEqual([
        ['conflict/set', { item: 'item-5', person: 'm14', excluded: false }],
        ['conflict/set', { item: 'item-5', person: 'm3', excluded: true, reason: 'Anliegerin' }],
      ]);
      await expect.poll(() => page.locator('body').textContent()).not.toContain('Anliegerin');
      expectValid();
    });

    test('what was typed is not lost by a press beside the dialog', async () => {
      const page = await open('sitting', clerkSitting);
      await key(page, 'Notiz eintragen').click();
      await page.getByLabel('Notiz für die Niederschrift').fill('Nicht verlieren');
      await page.keyboard.press('Escape');
      await page.getByText('Eingaben verwerfen?').waitFor();
      await page.keyboard.press('Escape');
      expect(await page.getByLabel('Notiz für die Niederschrift').inputValue()).toBe('Nicht verlieren');
    });
  });

  test('without a connection every key that gives a command is off, and typed text stays', async () => {
    const page = await open('sitting', clerkSitting);
    await key(page, 'Notiz eintragen').click();
    await page.getByLabel('Notiz für die Niederschrift').fill('bleibt stehen');
    stage.standIn.silent = true;
    await page.getByText('Keine Verbindung zur Saalregie').waitFor({ state: 'attached', timeout: 4000 });
    await expect
      .poll(() => page.getByRole('dialog').getByRole('button', { name: 'Speichern' }).isDisabled())
      .toBe(true);
    expect(await page.getByLabel('Notiz für die Niederschrift').inputValue()).toBe('bleibt stehen');
    expect(await page.locator('.phase-keys button:not(:disabled)').count()).toBe(0);
  });
});
