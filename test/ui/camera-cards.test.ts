/** What the operator's page says of each camera, and of those whom none of them can show. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { inBrowser, missing, skippedNote } from './browser.ts';
import { calibrating, coveredLive, teaching, uncovered } from './camera-fixtures.ts';
import { onOperatorPage } from './camera-stage.ts';
import { fixtures, midSitting } from './fixtures.ts';

describe.skipIf(missing)(`the cameras on the operator’s page${skippedNote}`, () => {
  const stage = inBrowser();
  const { key } = onOperatorPage(stage);

  describe('the cards', () => {
    test('say what each camera does and why, who has it, and what is wrong with it', async () => {
      const page = await stage.open('/operator', teaching);
      const card = page.locator('.camera-card', { hasText: 'Kamera 1' });
      await card.getByText(/von Hand seit 2:4\d/).waitFor();
      await card.getByText('überspeichert: 5').waitFor();
      stage.standIn.show(calibrating);
      await card.getByText('wird eingemessen: 18 von 42').waitFor();
      await page.locator('.camera-card', { hasText: 'Kamera 2' }).getByText('Platz 12 spricht').waitFor();
    });

    test('nobody sets a camera up in safe mode', async () => {
      const page = await stage.open('/operator', fixtures.safeMode);
      expect(await key(page, 'Einrichten: Kamera 1').isDisabled()).toBe(true);
    });
  });

  describe('who cannot be shown', () => {
    const rows = (page: Page) => page.locator('.coverage-list li:visible').allTextContents();

    test('is listed before the sitting, those with nothing but the slate first, with the reason', async () => {
      const page = await stage.open('/operator', uncovered);
      await page.getByText('ohne Nahaufnahme: 4').waitFor();
      await page.getByText('nur Tafel: 1').waitFor();
      const [first, ...others] = await rows(page);
      expect(first).toMatch(/Mitglied 18.*stattdessen Tafel.*keine Einwilligung zum Bild/);
      expect(others[0]).toMatch(/Platz 35.*stattdessen Totale.*Person unbekannt/);
      expect(others[1]).toMatch(/Mitglied 40.*keine Nahaufnahme gespeichert/);
      expect(others[2]).toMatch(/Mitglied 9.*in der Gruppe.*nicht erkennbar/);
      await key(page, /^ohne Nahaufnahme/).click();
      expect(await rows(page)).toEqual([]);
    });

    test('folds itself when the sitting is public, unless somebody is left with the slate', async () => {
      const page = await stage.open('/operator', uncovered);
      await page.getByText('stattdessen Tafel').waitFor();
      stage.standIn.show(coveredLive);
      await page.getByText('stattdessen Totale').first().waitFor({ state: 'hidden' });
      await key(page, /^ohne Nahaufnahme: 3/).click();
      expect(await rows(page)).toHaveLength(3);
      await key(page, /^ohne Nahaufnahme: 3/).click();
      expect(await rows(page)).toEqual([]);
      stage.standIn.show({ ...midSitting, coverage: uncovered.coverage });
      await page.getByText('stattdessen Tafel').waitFor();
    });

    test('all is well in one sentence, and not where there is neither seat nor camera', async () => {
      const page = await stage.open('/operator', midSitting);
      await page.getByText('Alle haben eine Nahaufnahme.').waitFor();
      stage.standIn.show(fixtures.emptyStart);
      await page.getByText('Alle haben eine Nahaufnahme.').waitFor({ state: 'detached' });
    });
  });
});
