/** How setting up cameras looks: every section at 390, 820 and 1440 px, light and dark, German and English, and the operator's page around it. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { OperatorView } from '../../protocols/api/views.ts';
import { inBrowser, missing, skippedNote, widths } from './browser.ts';
import {
  calibrating,
  coveredLive,
  freeBarred,
  freeShot,
  teaching,
  teachingLong,
  teachingMoves,
  uncovered,
} from './camera-fixtures.ts';
import { midSitting } from './fixtures.ts';

const words = {
  de: {
    setUp: (camera: string) => `Einrichten: ${camera}`,
    sections: ['Voreinstellungen', 'Neu speichern', 'Einmessen', 'Frei zeigen'],
  },
  en: {
    setUp: (camera: string) => `Set up: ${camera}`,
    sections: ['Presets', 'Store new', 'Calibrate', 'Show freely'],
  },
} as const;

describe.skipIf(missing)(`the look of setting up a camera${skippedNote}`, () => {
  const stage = inBrowser();
  const { open, look, judge } = stage;

  async function openSetup(
    page: Page,
    camera: string,
    language: 'de' | 'en' = 'de',
    section?: number,
  ): Promise<void> {
    await page.getByRole('button', { name: words[language].setUp(camera), exact: true }).click();
    if (section !== undefined) await choose(page, language, section);
  }

  async function choose(page: Page, language: 'de' | 'en', section: number): Promise<void> {
    const name = words[language].sections[section] ?? '';
    await page.locator('.setup-choice').getByRole('button', { name, exact: true }).click();
  }

  for (const width of widths)
    for (const language of ['de', 'en'] as const)
      test(`every section is fit to look at, ${width} px, ${language}`, async () => {
        const page = await open('/operator', teaching, { width, language, theme: 'light' });
        await openSetup(page, 'Kamera 1', language);
        await page.locator('.setup-picture canvas:visible').waitFor();
        for (const theme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme: theme });
          await expect
            .poll(async () => (await page.locator('html').getAttribute('data-theme')) === 'dark')
            .toBe(theme === 'dark');
          for (const section of [0, 1, 2, 3]) {
            await choose(page, language, section);
            if (section === 1) {
              const suggestion = page.locator('.person-found button').first();
              if ((await suggestion.count()) > 0) await suggestion.click();
            }
            const name = `camera-setup-${section}-${width}-${theme}-${language}`;
            // Colours and structure are judged once; what is left to a width or a language is the room for its words.
            const isJudged = language === 'de' && width === (theme === 'light' ? 390 : 1440);
            await (isJudged ? judge : look)(page, name);
          }
        }
      });

  const states: readonly [string, OperatorView, string, number | undefined][] = [
    ['asks', midSitting, 'Kamera 2', undefined],
    ['moves', teachingMoves, 'Kamera 1', 1],
    ['calibrating', calibrating, 'Kamera 1', undefined],
    ['interrupted', calibrating, 'Kamera 3', 2],
    ['free', freeShot, 'Kamera 2', 3],
    ['barred', freeBarred, 'Kamera 2', 3],
    ['long', teachingLong, 'Kamera über der Empore links hinten', 0],
    ['full', teachingLong, 'Kamera über der Empore links hinten', 1],
  ];
  for (const [index, [name, view, camera, section]] of states.entries())
    for (const width of widths)
      test(`the state ${name} is fit to look at, ${width} px`, async () => {
        const theme = (index + width) % 20 === 0 ? 'dark' : 'light';
        const page = await open('/operator', view, { width, theme });
        await openSetup(page, camera, 'de', section);
        await (width === 390 ? judge : look)(page, `camera-setup-${name}-${width}-${theme}`);
      });

  test.each(widths)('a reservation that vanished, a question, a search: %i px', async (width) => {
    const page = await open('/operator', teaching, { width });
    await openSetup(page, 'Kamera 1', 'de', 0);
    await page.getByRole('button', { name: 'Hier neu speichern …' }).first().click();
    await judge(page, `camera-setup-question-${width}`);
    await page.keyboard.press('Escape');
    await choose(page, 'de', 1);
    await page.getByLabel('Wer wird gezeigt?').fill('mitglied');
    await page.getByText('und 32 weitere').waitFor();
    await judge(page, `camera-setup-search-${width}`);
    stage.standIn.show(midSitting);
    await page.getByText('nicht mehr für Sie reserviert').waitFor();
    await judge(page, `camera-setup-gone-${width}`);
  });

  const pages: readonly [string, OperatorView][] = [
    ['uncovered', uncovered],
    ['covered-live', coveredLive],
    ['teaching', teaching],
    ['calibrating', calibrating],
    ['teaching-long', teachingLong],
  ];
  for (const [index, [name, view]] of pages.entries())
    for (const width of [...widths, 1180, 1280])
      test(`the operator’s page in the state ${name} is fit to look at, ${width} px`, async () => {
        const page = await open('/operator', view, { width, theme: index % 2 === 0 ? 'light' : 'dark' });
        await (width === 390 ? judge : look)(page, `state-${name}-${width}`);
      });

  test.each([390, 1440])('on the page in English, %i px', async (width) => {
    const page = await open('/operator', calibrating, { width, language: 'en' });
    await look(page, `state-calibrating-${width}-en`);
  });
});
