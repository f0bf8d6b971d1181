/** Ballots by device, by roll-call, on paper and from outside, as the chair leads them. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { BallotView } from '../../protocols/api/views/ballot.ts';
import {
  deviceClosed,
  deviceCounted,
  deviceLive,
  deviceOpen,
  externalDevice,
  externalOpen,
  paperAgree,
  paperDiffer,
  paperOpen,
  paperOther,
  rollCall,
  rollDone,
  rollRead,
  rollStart,
} from './ballot-fixtures.ts';
import { withBallots } from './ballot-stage.ts';
import { inBrowser, missing, skippedNote } from './browser.ts';

describe.skipIf(missing)(`ballots that are not by hands${skippedNote}`, () => {
  const stage = inBrowser();
  const { chair, show, sent, names, key, expectSent, expectValid } = withBallots(stage);
  const ballot = 'b3';

  describe('by device', () => {
    test('it says how many, how long, and who is missing; more time, no limit and the close are keys', async () => {
      const page = await chair(deviceOpen);
      await page.getByText('18 von 32 abgegeben').waitFor();
      await page.getByText('noch 0:24').waitFor();
      const missingNames = page.locator('.ballot-missing');
      await missingNames.getByText('Mitglied 6', { exact: true }).waitFor();
      expect(await missingNames.getByText('Mitglied 1', { exact: true }).count()).toBe(0);
      await key(page, '30 Sekunden mehr').click();
      await key(page, 'Ohne Zeitgrenze').click();
      await key(page, 'Abstimmung schließen').click();
      await expectSent(
        ['ballot/extend', { ballot, seconds: 30 }],
        ['ballot/extend', { ballot, seconds: 0 }],
        ['ballot/close', { ballot }],
      );
      expectValid('chair');
    });

    test('no choice and no count is shown while it is open, unless the view has counts', async () => {
      const page = await chair(deviceOpen);
      await page.getByText('18 von 32 abgegeben').waitFor();
      expect(await page.locator('.vote-bars').count()).toBe(0);
      expect(await page.locator('.voter-choice').count()).toBe(0);
      show(deviceLive);
      await page.getByText('Zwischenstand').waitFor();
      expect(await page.locator('.vote-count').allTextContents()).toEqual(['9', '6', '3']);
    });

    test('a restart, comings and goings and refused presses are said in words', async () => {
      const page = await chair(deviceLive);
      await page.getByText(/wurde währenddessen neu gestartet/).waitFor();
      await page.getByText('Mitglied 12 ist gegangen. Eine abgegebene Stimme zählt.').waitFor();
      await page.getByText('Mitglied 40 ist gekommen und stimmt erst beim nächsten Mal mit.').waitFor();
      await page.getByText('Nicht gezählte Tastendrücke: 2').click();
      await page.getByText('Diese Person ist bei dieser Abstimmung nicht stimmberechtigt.').waitFor();
      await page
        .getByText('Unbekanntes Gerät (am Gerät): Dieses Abstimmgerät ist niemandem zugeordnet.')
        .waitFor();
    });

    test('a device that does not answer is waited for, and counted without only after a second question', async () => {
      const page = await chair(deviceClosed);
      await page.getByText('Gewartet wird auf: Funkgeräte, Konferenzanlage.').waitFor();
      await key(page, 'Trotzdem auszählen: Funkgeräte').click();
      await page.getByText(/Stimmen, die Funkgeräte noch hat/).waitFor();
      expect(sent()).toEqual([]);
      await key(page, 'Ja, trotzdem auszählen').click();
      await expectSent(['ballot/drain-anyway', { ballot, device: 'keypads', confirmed: true }]);
      expectValid('chair');
    });

    test('after the count each name stands with sign and word', async () => {
      const page = await chair(deviceCounted);
      await page.getByText('Mehr als die Hälfte aller Mitglieder (43): 16 < 22').waitFor();
      const row = (name: string) => page.locator('.voter', { hasText: new RegExp(`^${name}Gruppe`) });
      expect(await row('Mitglied 3').locator('.voter-choice').textContent()).toBe('Nein');
      expect(await row('Mitglied 3').locator('svg').count()).toBe(1);
      await row('Mitglied 8').getByText('nicht abgegeben').waitFor();
      expect(await page.locator('.voter').count()).toBe(32);
    });
  });

  describe('by roll-call', () => {
    const called = (page: Page, name: string) =>
      page.locator('.ballot-called-name', { hasText: new RegExp(`${name}$`) }).waitFor();
    const answered = (ballotView: BallotView, person: string, choice: string, next: string): BallotView => ({
      ...ballotView,
      cast: ballotView.cast + 1,
      called: next,
      voters: {
        ...ballotView.voters,
        [person]: { ...ballotView.voters[person], voted: true, choice } as BallotView['voters'][string],
      },
    });

    test('the first name is there before anybody was called; 1, 2 and 3 answer, and the next name comes by itself', async () => {
      const page = await chair(rollStart);
      await called(page, 'Mitglied 1');
      await page.keyboard.press('1');
      await expectSent(['ballot/enter', { ballot, person: 'm1', choice: 'yes' }]);
      const second = answered(rollStart, 'm1', 'yes', 'm2');
      show(second);
      await called(page, 'Mitglied 2');
      await page.keyboard.press('3');
      await expectSent(
        ['ballot/enter', { ballot, person: 'm1', choice: 'yes' }],
        ['ballot/enter', { ballot, person: 'm2', choice: 'abstain' }],
      );
      show(answered(second, 'm2', 'abstain', 'm3'));
      await called(page, 'Mitglied 3');
      await key(page, /^Nein/).click();
      await expect.poll(() => sent().at(-1)?.[1]).toEqual({ ballot, person: 'm3', choice: 'no' });
      expectValid('chair');
    });

    test('a second press before the next name is there goes to nobody', async () => {
      const page = await chair(rollCall);
      await called(page, 'Mitglied 12');
      await page.keyboard.press('1');
      await expect.poll(names).toEqual(['ballot/enter']);
      await page.keyboard.press('2');
      show(answered(rollCall, 'm12', 'yes', 'm13'));
      await called(page, 'Mitglied 13');
      expect(sent()).toEqual([['ballot/enter', { ballot, person: 'm12', choice: 'yes' }]]);
    });

    test('a refused answer can be given again', async () => {
      const page = await chair(rollCall);
      await called(page, 'Mitglied 12');
      stage.standIn.answer = { status: 403, body: { error: 'not-entitled' } };
      await page.keyboard.press('1');
      await page.getByText(/^Mitglied 12: Ja: Diese Person ist/).waitFor();
      await page.keyboard.press('2');
      await expect.poll(names).toEqual(['ballot/enter', 'ballot/enter']);
    });

    test('after the last answer no key changes it; a tapped name is called again to be corrected', async () => {
      const page = await chair(rollDone);
      await page.getByText('Alle haben geantwortet. Zum Berichtigen einen Namen antippen.').waitFor();
      await page.keyboard.press('2');
      await key(page, 'Mitglied 5 aufrufen: Enthaltung').click();
      await expectSent(['ballot/call', { ballot, person: 'm5' }]);
      show({ ...rollDone, called: 'm5' });
      await called(page, 'Mitglied 5');
      await page.getByText('bisher: Enthaltung').waitFor();
      await page.keyboard.press('2');
      await expectSent(
        ['ballot/call', { ballot, person: 'm5' }],
        ['ballot/enter', { ballot, person: 'm5', choice: 'no' }],
      );
      expectValid('chair');
    });

    test('it is read back before it can be closed', async () => {
      const page = await chair(rollDone);
      await key(page, /^Verlesen/).waitFor();
      expect(await key(page, 'Abstimmung schließen').count()).toBe(0);
      await key(page, /^Verlesen/).click();
      await expectSent(['ballot/read-back', { ballot }]);
      show(rollRead);
      await key(page, 'Abstimmung schließen').click();
      await expectSent(['ballot/read-back', { ballot }], ['ballot/close', { ballot }]);
    });
  });

  describe('on paper', () => {
    test('the other count is not shown before the own one is entered', async () => {
      const page = await chair(paperOther);
      await page
        .getByText('Die andere Zählung ist da (Schriftführung). Sie ist erst nach der eigenen zu sehen.')
        .waitFor();
      expect(await page.locator('.ballot-table').count()).toBe(0);
      expect(await page.locator('.ballot-body').textContent()).not.toMatch(/14|12/);
      await page.getByRole('textbox', { name: 'Mitglied 4' }).fill('14');
      await page.keyboard.press('Enter');
      await page.keyboard.type('12');
      await page.keyboard.press('Enter');
      await page.keyboard.type('3');
      await page.keyboard.press('Enter');
      await page.keyboard.type('2');
      await page.keyboard.press('Enter');
      await page.keyboard.type('1');
      await page.keyboard.press('Enter');
      await expectSent([
        'ballot/count',
        {
          ballot,
          counts: { o1: 14, o2: 12, o3: 3, abstain: 2 },
          invalid: 1,
          confirmed: false,
          source: 'typed',
        },
      ]);
      expectValid('chair');
      show(paperAgree);
      await page.getByText('Beide Zählungen stimmen überein.').waitFor();
      await key(page, 'Abstimmung schließen').click();
      await expect.poll(names).toEqual(['ballot/count', 'ballot/close']);
    });

    test('where they differ, the lines are named, and nothing can be closed', async () => {
      const page = await chair(paperDiffer);
      await page.getByText('Die Zählungen sind verschieden. Bitte gemeinsam noch einmal zählen.').waitFor();
      expect(await page.locator('.ballot-table .is-off th').allTextContents()).toEqual([
        ' Mitglied 4',
        ' ungültig',
      ]);
      expect(await key(page, 'Abstimmung schließen').isDisabled()).toBe(true);
      await key(page, 'Neu eintragen').click();
      await page.getByRole('textbox', { name: 'Mitglied 4' }).waitFor();
    });

    test('the candidates’ numbers are held against the papers there can be', async () => {
      const page = await chair(paperOpen);
      await page.getByRole('textbox', { name: 'Mitglied 4' }).fill('33');
      await page.getByText(/^33 Stimmen, aber nur 32/).waitFor();
      expect(await key(page, 'Zählung eintragen').isDisabled()).toBe(true);
    });
  });

  describe('from outside', () => {
    test('the totals of a device are taken over with one key', async () => {
      const page = await chair(externalDevice);
      await page.getByText('Das Abstimmgerät meldet: Ja: 20 · Nein: 9 · Enthaltung: 3').waitFor();
      await key(page, 'Vom Gerät übernehmen').click();
      await expectSent([
        'ballot/count',
        { ballot, counts: { yes: 20, no: 9, abstain: 3 }, invalid: 0, confirmed: true, source: 'device' },
      ]);
      expectValid('chair');
    });

    test('a CSV file fills the fields and enters nothing by itself; one that makes no sense says so', async () => {
      const page = await chair(externalOpen);
      const file = { name: 'ergebnis.csv', mimeType: 'text/csv', buffer: Buffer.from('Ja;20\nNein;9\n') };
      await page.getByLabel('Zahlen aus einer CSV-Datei').setInputFiles(file);
      await page.getByText('Aus dieser Datei ließ sich kein Ergebnis lesen.').waitFor();
      stage.standIn.totals = { status: 200, body: { counts: { yes: 20, no: 9, abstain: 3 }, invalid: 0 } };
      await page.getByLabel('Zahlen aus einer CSV-Datei').setInputFiles({ ...file, name: 'zweite.csv' });
      await expect.poll(() => page.getByLabel('Ja', { exact: true }).inputValue()).toBe('20');
      expect(sent()).toEqual([]);
      await key(page, 'Zählung eintragen').click();
      await expectSent([
        'ballot/count',
        { ballot, counts: { yes: 20, no: 9, abstain: 3 }, invalid: 0, confirmed: false, source: 'csv' },
      ]);
    });

    test('numbers changed after the file are typed ones', async () => {
      const page = await chair(externalOpen);
      stage.standIn.totals = { status: 200, body: { counts: { yes: 20, no: 9, abstain: 3 }, invalid: 0 } };
      await page
        .getByLabel('Zahlen aus einer CSV-Datei')
        .setInputFiles({ name: 'ergebnis.csv', mimeType: 'text/csv', buffer: Buffer.from('Ja;20\n') });
      await expect.poll(() => page.getByLabel('Ja', { exact: true }).inputValue()).toBe('20');
      await page.getByLabel('Ja', { exact: true }).fill('19');
      await page.getByText('31 von 32: 1 fehlen.').waitFor();
      await key(page, 'Zählung eintragen').click();
      await expect.poll(() => sent()[0]?.[1]).toMatchObject({ source: 'typed', confirmed: true });
    });
  });
});
