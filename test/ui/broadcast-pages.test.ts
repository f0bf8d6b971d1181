/**
 * How the broadcast looks: the operator's panel and its dialogs, the checks of the non-public part for operator
 * and chair, slates and captions of the hall's screen; at 390, 820 and 1440 px, light and dark, in both languages.
 */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { View } from '../../protocols/api/views.ts';
import { broadcastAround, broadcastFixtures } from './broadcast-fixtures.ts';
import { inBrowser, missing, skippedNote, widths } from './browser.ts';

const words = {
  de: { setUp: 'Einstellen …', sections: ['Stream', 'Aufzeichnung', 'Tafeln', 'Vorprüfung'] },
  en: { setUp: 'Set up …', sections: ['The stream', 'Recording', 'Slates', 'Pre-flight'] },
} as const;

describe.skipIf(missing)(`the look of the broadcast${skippedNote}`, () => {
  const stage = inBrowser();
  const { open, look, judge } = stage;

  async function turn(page: Page, theme: 'light' | 'dark'): Promise<void> {
    await page.emulateMedia({ colorScheme: theme });
    await expect
      .poll(async () => (await page.locator('html').getAttribute('data-theme')) === 'dark')
      .toBe(theme === 'dark');
  }

  for (const width of widths)
    for (const language of ['de', 'en'] as const)
      test(`every section of setting it up is fit to look at, ${width} px, ${language}`, async () => {
        const { setUp, sections } = words[language];
        const page = await open('/operator', broadcastFixtures.poorly, { width, language, theme: 'light' });
        await page.getByRole('button', { name: setUp }).click();
        for (const theme of ['light', 'dark'] as const) {
          await turn(page, theme);
          for (const [index, name] of sections.entries()) {
            await page.locator('.broadcast-sections').getByRole('button', { name, exact: true }).click();
            // Colours and structure are judged once; what is left to a width or a language is the room for its words.
            const isJudged = language === 'de' && width === (theme === 'light' ? 390 : 1440);
            await (isJudged ? judge : look)(page, `broadcast-${index}-${width}-${theme}-${language}`);
          }
        }
      });

  test.each(widths)(
    'the pre-flight, the other slates and the questions are fit to look at, %i px',
    async (width) => {
      const page = await open('/operator', broadcastFixtures.beforeSitting, { width, theme: 'light' });
      await page.getByRole('button', { name: 'Vor der Sendung prüfen: 4' }).click();
      await judge(page, `broadcast-preflight-${width}`);
      await page.getByRole('button', { name: 'Aufzeichnung', exact: true }).click();
      await page.getByRole('button', { name: 'Aufzeichnung starten' }).click();
      await judge(page, `broadcast-record-${width}`);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Tafel …' }).click();
      await page.getByLabel('Uhrzeit (freiwillig)').fill('03:00');
      await page.getByRole('button', { name: 'in 15 min' }).click();
      await judge(page, `broadcast-slate-${width}`);
    },
  );

  const operator: readonly [string, View][] = Object.entries(broadcastFixtures);
  for (const [index, [name, view]] of operator.entries())
    for (const width of [...widths, 1180])
      test(`the operator’s page in the state ${name} is fit to look at, ${width} px`, async () => {
        const page = await open('/operator', view, { width, theme: index % 2 === 0 ? 'light' : 'dark' });
        await (width === 390 ? judge : look)(page, `broadcast-${name}-${width}`);
        await page.getByLabel('Sprache').selectOption('en');
        await page.locator('html[lang="en"]').waitFor();
        await look(page, `broadcast-${name}-${width}-en`);
      });

  const around: readonly [string, View][] = Object.entries(broadcastAround);
  for (const [index, [name, view]] of around.entries())
    for (const width of [...widths, 1180])
      for (const language of ['de', 'en'] as const)
        test(`${name} is fit to look at, ${width} px, ${language}`, async () => {
          const theme = (index + width / 10) % 2 === 0 ? 'light' : 'dark';
          const page = await open(`/${view.role}`, view, { width, language, theme });
          const isJudged = language === 'de' && width === 390;
          await (isJudged ? judge : look)(page, `${name}-${width}-${theme}-${language}`);
          await turn(page, theme === 'light' ? 'dark' : 'light');
          await (isJudged ? judge : look)(page, `${name}-${width}-other-${language}`);
        });

  test.each(widths)('the chair’s questions about it are fit to look at, %i px', async (width) => {
    const page = await open('/chair', broadcastAround.chairAwaiting, { width, theme: 'light' });
    await page.getByRole('button', { name: 'Trotzdem aufrufen …' }).click();
    await judge(page, `chair-override-${width}`);
    await page.keyboard.press('Escape');
    stage.standIn.show(broadcastAround.chairAnnounced);
    await page.getByRole('button', { name: 'Übertragung anhalten …' }).click();
    await judge(page, `chair-broadcast-${width}`);
  });

  test('captions stay in view on the hall’s screen, however much else there is', async () => {
    const page = await open('/display', broadcastAround.displayLongCaptions, { width: 1440 });
    const box = await page.locator('.display-captions').boundingBox();
    expect((box?.y ?? Infinity) + (box?.height ?? 0)).toBeLessThanOrEqual(900);
    expect(box?.y).toBeGreaterThan(0);
  });
});
