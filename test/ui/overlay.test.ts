/** The lower third over the picture: it says who speaks, and is nothing at all whenever that is in doubt. */
import { createCanvas, loadImage } from '@napi-rs/canvas';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { DisplayView } from '../../protocols/api/views.ts';
import { inBrowser, missing, skippedNote } from './browser.ts';
import { displayFixtures } from './display-fixtures.ts';
import { longTitle } from './sitting-fixtures.ts';

const { displaySpeaking, displayLong, displaySlate, displayShort, displayNobody } = displayFixtures;

describe.skipIf(missing)(`the overlay${skippedNote}`, () => {
  const stage = inBrowser();
  const open = (view: DisplayView, width = 1920, theme: 'light' | 'dark' = 'light'): Promise<Page> =>
    stage.open('/overlay', view, { width, theme, shows: null });
  const lowerThird = (page: Page) => page.locator('.lower-third');

  /** How many pixels are not clear, and the highest row that has one. */
  async function painted(page: Page): Promise<{ readonly count: number; readonly top: number }> {
    const image = await loadImage(await page.screenshot({ omitBackground: true }));
    const context = createCanvas(image.width, image.height).getContext('2d');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    let count = 0;
    let top = image.height;
    for (let index = 3; index < data.length; index += 4) {
      if (data[index] === 0) continue;
      count++;
      top = Math.min(top, Math.floor((index - 3) / 4 / image.width));
    }
    return { count, top };
  }

  test.each([
    [1920, 'light'],
    [1920, 'dark'],
    [1280, 'dark'],
    [390, 'light'],
  ] as const)('%i px, %s device: a lower third, and everything above it is clear', async (width, theme) => {
    const page = await open(displaySpeaking, width, theme);
    await lowerThird(page).waitFor();
    expect(await lowerThird(page).textContent()).toBe('Mitglied 12Gruppe BTOP 3 Radwegekonzept');
    const { count, top } = await painted(page);
    const height = page.viewportSize()?.height ?? 0;
    expect(count).toBeGreaterThan(2000);
    expect(top).toBeGreaterThan(height * 0.6);
    await stage.look(page, `overlay-${width}-${theme}`);
  });

  test.each([
    ['the part is not public', displaySlate],
    ['the person has no name to show', displayShort],
    ['nobody speaks', displayNobody],
  ] as const)('nothing at all while %s', async (_why, view) => {
    const page = await open(displaySpeaking);
    await lowerThird(page).waitFor();
    stage.standIn.show(view);
    await lowerThird(page).waitFor({ state: 'detached' });
    expect((await painted(page)).count).toBe(0);
    expect(await page.locator('#page').textContent()).toBe('');
  });

  test.each([1920, 390])(
    'long names and titles stay whole words inside the picture, %i px',
    async (width) => {
      const page = await open(displayLong, width);
      await lowerThird(page).waitFor();
      await stage.look(page, `overlay-long-${width}`);
      const box = await lowerThird(page).boundingBox();
      expect(box?.y).toBeGreaterThan(0);
      expect(await lowerThird(page).textContent()).not.toContain(longTitle);
    },
  );

  test('a lost connection leaves nothing within 3 s, and what was missed never flashes', async () => {
    const page = await open(displaySpeaking);
    await lowerThird(page).waitFor();
    const before = Date.now();
    stage.standIn.silent = true;
    await lowerThird(page).waitFor({ state: 'detached', timeout: 3000 });
    expect(Date.now() - before).toBeLessThan(3000);
    expect((await painted(page)).count).toBe(0);
    // Every lower third that is ever put in, however short, from here on.
    await page.evaluate(() => {
      const seen = window as unknown as { seen: string[] };
      seen.seen = [];
      new MutationObserver((changes) => {
        for (const { addedNodes } of changes)
          for (const node of addedNodes) seen.seen.push(node.textContent ?? '');
      }).observe(document.body, { childList: true, subtree: true });
    });
    const { floor } = displaySpeaking;
    if (!floor) throw new Error('the fixture has no floor');
    stage.standIn.show({ ...displaySpeaking, floor: { ...floor, name: 'Mitglied 30' } });
    stage.standIn.silent = false;
    await page.getByText('Mitglied 30').waitFor({ timeout: 10_000 });
    const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen);
    expect(seen.filter((text) => text !== '')).toHaveLength(1);
    expect(seen.join()).not.toContain('Mitglied 12');
  });

  test('it needs no sign-in and has nothing to press', async () => {
    stage.standIn.signedIn = null;
    stage.standIn.show(displaySpeaking);
    const page = await stage.open('/overlay', null, { width: 1920, shows: '.lower-third' });
    expect(await page.locator('button, select, a, input').count()).toBe(0);
  });
});
