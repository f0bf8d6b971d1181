/** How the member's page looks in a real browser: every state, at 390, 820 and 1440 px, light and dark, German and English. */
import { describe, expect, test } from 'vitest';
import { missing, skippedNote, widths } from './browser.ts';
import { seatFixtures } from './seat-fixtures.ts';
import { onSeatPage } from './seat-stage.ts';

describe.skipIf(missing)(`the look of the member’s page${skippedNote}`, () => {
  const seat = onSeatPage();
  const { stage } = seat;

  test.each(widths)('it is fit to look at in light and dark, German and English, %i px', async (width) => {
    const page = await seat.open(seatFixtures.saved, { width });
    await stage.judge(page, `seat-${width}-light-de`);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe('dark');
    await stage.judge(page, `seat-${width}-dark-de`);
    await page.getByLabel('Sprache').selectOption('en');
    await page.locator('html[lang="en"]').waitFor();
    await stage.look(page, `seat-${width}-dark-en`);
    await page.emulateMedia({ colorScheme: 'light' });
    await expect.poll(() => page.locator('html').getAttribute('data-theme')).not.toBe('dark');
    await stage.look(page, `seat-${width}-light-en`);
  });

  for (const [index, [name, state]] of Object.entries(seatFixtures).entries())
    for (const width of widths)
      test(`the state ${name} is fit to look at, ${width} px`, async () => {
        const turn = index + widths.indexOf(width);
        const theme = turn % 2 === 0 ? 'dark' : 'light';
        const language = turn % 3 === 0 ? 'en' : 'de';
        const page = await seat.open(state, { width, theme, language });
        // Between phone and desk screen nothing is there that is not on one of them.
        await (width === 820 ? stage.look : stage.judge)(page, `seat-${name}-${width}-${theme}-${language}`);
      });

  test.each(widths)('5,000 characters unfold and fold again, %i px', async (width) => {
    const page = await seat.open(seatFixtures.long, { width });
    const whole = page.locator('.question-text');
    const before = (await whole.textContent())?.length ?? 0;
    await seat.key(page, 'Ganzen Text lesen').first().click();
    expect((await whole.textContent())?.length ?? 0).toBeGreaterThan(4900);
    await stage.judge(page, `seat-long-open-${width}`);
    await seat.key(page, 'Weniger Text').first().click();
    expect((await whole.textContent())?.length ?? 0).toBe(before);
  });

  test.each(widths)('the way in is fit to look at, with what can go wrong, %i px', async (width) => {
    const page = await seat.arrive(undefined, { width });
    await stage.judge(page, `seat-entrance-${width}`);
    await page.getByLabel('PIN').fill('111111');
    await seat.key(page, 'Anmelden').click();
    await page.getByText('Diese PIN stimmt nicht').waitFor();
    await stage.judge(page, `seat-wrong-pin-${width}`);
  });

  test.each(widths)('what is sent, refused and interrupted is fit to look at, %i px', async (width) => {
    const page = await seat.open(seatFixtures.open, { width });
    seat.standIn.receipts = 'held';
    await seat.radio(page, 'Ja').click();
    await page.getByText('gesendet, noch nicht gespeichert').waitFor();
    await stage.judge(page, `seat-sending-${width}`);
    seat.standIn.isSilent = true;
    await page.getByText('Verbindung unterbrochen').waitFor({ timeout: 3500 });
    await stage.judge(page, `seat-lost-${width}`);
    seat.standIn.isSilent = false;
    seat.standIn.receipts = 'at-once';
    seat.standIn.refusal = 'ballot-closed';
    seat.standIn.cut();
    await page.getByText('kam erst nach dem Schluss an').waitFor();
    await stage.judge(page, `seat-refused-${width}`);
    await seat.key(page, 'Störung melden').click();
    await page.getByText('Was ist gestört?').waitFor();
    await stage.judge(page, `seat-report-${width}`);
    seat.standIn.end('signed-in-elsewhere');
    await page.getByRole('heading', { name: 'Hier geht es nicht weiter' }).waitFor();
    await stage.judge(page, `seat-over-${width}`);
  });

  test('it is whole at 200 % zoom', async () => {
    // A browser at 200 % lays out on half the width and height.
    const page = await seat.open(seatFixtures.open, { width: 410, height: 590, scale: 2 });
    await stage.judge(page, 'seat-zoom');
  });

  test('on a phone the words, three keys and how the vote stands are in view without scrolling', async () => {
    const page = await seat.open(seatFixtures.saved, { width: 390, height: 844 });
    const bottom = page.viewportSize()?.height ?? 0;
    const box = await seat.state(page).boundingBox();
    expect((box?.y ?? Infinity) + (box?.height ?? 0)).toBeLessThanOrEqual(bottom);
    for (const name of ['Ja', 'Nein', 'Enthaltung'])
      expect((await seat.radio(page, name).boundingBox())?.height).toBeGreaterThanOrEqual(80);
  });
});
