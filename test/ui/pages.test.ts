/**
 * How the pages look in a real browser against the stand-in daemon: each at 390, 820 and 1440 px, light and
 * dark, German and English, and in its special states.
 */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { OperatorView, View } from '../../protocols/api/views.ts';
import { inBrowser, missing, skippedNote, widths } from './browser.ts';
import { fixtures, fixtureNow, midSitting, ofSixty } from './fixtures.ts';

describe.skipIf(missing)(`the look of the pages${skippedNote}`, () => {
  const stage = inBrowser();
  const { open, look, judge } = stage;

  const everywhere: readonly [string, string, View | null][] = [
    ['operator', '/operator', fixtures.midSitting],
    ['chair', '/chair', fixtures.chairSitting],
    ['display', '/display', fixtures.displaySpeaking],
    ['sign-in', '/sign-in?to=%2Fchair', null],
  ];
  for (const [name, path, view] of everywhere)
    for (const width of widths)
      test(`${name} is fit to look at in light and dark, German and English, ${width} px`, async () => {
        const page = await open(path, view, { width, theme: 'light' });
        if (name === 'operator') await page.locator('.picture canvas:visible').first().waitFor();
        // Colours and structure are judged at the narrowest and the widest; at the others the room for the words counts.
        await (width === 390 ? judge : look)(page, `${name}-${width}-light-de`);
        await page.emulateMedia({ colorScheme: 'dark' });
        await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe('dark');
        await (width === 1440 ? judge : look)(page, `${name}-${width}-dark-de`);
        // Colours and structure are judged; what is left to a language is the length of its words.
        if (name === 'chair') await page.getByRole('button', { name: 'Einstellungen' }).click();
        await page.getByLabel('Sprache').selectOption('en');
        await page.locator('html[lang="en"]').waitFor();
        if (name === 'chair') await page.keyboard.press('Escape');
        await look(page, `${name}-${width}-dark-en`);
        await page.emulateMedia({ colorScheme: 'light' });
        await expect.poll(() => page.locator('html').getAttribute('data-theme')).not.toBe('dark');
        await look(page, `${name}-${width}-light-en`);
      });

  const states: readonly [string, string, View][] = [
    ['empty', '/operator', fixtures.emptyStart],
    ['hundred', '/operator', fixtures.hundred],
    ['non-public', '/operator', fixtures.nonPublic],
    ['safe-mode', '/operator', fixtures.safeMode],
    ['alarms', '/operator', fixtures.alarms],
    ['long-names', '/operator', fixtures.longNames],
    ['planned', '/operator', fixtures.planned],
    ['strangers', '/operator', fixtures.strangers],
    ['chair-order', '/chair', fixtures.chairOrder],
    ['chair-residents', '/chair', fixtures.chairResidents],
    ['chair-interrupted', '/chair', fixtures.chairInterrupted],
    ['chair-non-public', '/chair', fixtures.chairNonPublic],
    ['chair-handed-over', '/chair', fixtures.chairHandedOver],
    ['chair-prepared', '/chair', fixtures.chairPrepared],
    ['chair-closed', '/chair', fixtures.chairClosed],
    ['chair-quiet', '/chair', fixtures.chairQuiet],
    ['chair-long', '/chair', fixtures.chairLong],
    ['display-long', '/display', fixtures.displayLong],
    ['display-short', '/display', fixtures.displayShort],
    ['display-held', '/display', fixtures.displayHeld],
    ['display-nobody', '/display', fixtures.displayNobody],
    ['display-slate', '/display', fixtures.displaySlate],
    ['display-before', '/display', fixtures.displayBefore],
    ['display-opened', '/display', fixtures.displayOpened],
    ['display-interrupted', '/display', fixtures.displayInterrupted],
    ['display-closed', '/display', fixtures.displayClosed],
  ];
  for (const [index, [name, path, view]] of states.entries())
    for (const width of widths)
      test(`the state ${name} is fit to look at, ${width} px`, async () => {
        const theme = (index + width) % 20 === 0 ? 'dark' : 'light';
        const page = await open(path, view, { width, theme });
        // Between phone and desk screen nothing is there that is not on one of them.
        await (width === 390 ? judge : look)(page, `state-${name}-${width}-${theme}`);
      });

  test.each([
    ['chair', fixtures.chairOrder],
    ['chair', fixtures.chairLong],
  ] as const)('the %s’s page is whole at 200 %% zoom, in German', async (name, view) => {
    // A browser at 200 % lays out on half the width and height.
    const page = await open(`/${name}`, view, { width: 590, height: 410, theme: 'light', scale: 2 });
    await judge(page, `zoom-${name}-${view.sitting?.item?.number ?? ''}`);
    for (const key of ['Minute zugeben', 'Rede beenden', 'Vorsitz übergeben', 'Sitzung schließen'])
      expect(await page.getByRole('button', { name: key }).isVisible()).toBe(true);
  });

  test('on a tablet on its side the chair has everything that counts in view without scrolling', async () => {
    const page = await open('/chair', fixtures.chairSitting, { width: 1180, theme: 'light' });
    const bottom = page.viewportSize()?.height ?? 0;
    for (const name of [/^Nächste Wortmeldung/, 'Rede beenden', /^Nächster Punkt/, 'Unterbrechen']) {
      const box = await page.getByRole('button', { name }).boundingBox();
      expect((box?.y ?? Infinity) + (box?.height ?? 0)).toBeLessThanOrEqual(bottom);
    }
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(bottom);
    await look(page, 'chair-1180');
    stage.standIn.show(fixtures.chairResidents);
    await page.getByRole('button', { name: 'Nächste Einwohnerfrage: Einwohner 2' }).waitFor();
    const row = await page.getByRole('button', { name: /^1\. Wort erteilen: Mitglied 22/ }).boundingBox();
    const list = await page.locator('.chair-queue ol').first().boundingBox();
    expect((row?.y ?? Infinity) + (row?.height ?? 0)).toBeLessThanOrEqual(
      (list?.y ?? 0) + (list?.height ?? 0),
    );
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(bottom);
    await look(page, 'chair-residents-1180');
  });

  test('however many wait, the speech and its keys stay in view on a tablet', async () => {
    const { queue } = fixtures.chairSitting;
    const many = Array.from({ length: 25 }, (_, index) => ({
      ...queue[0],
      entry: index + 1,
      known: true,
      kind: 'speech' as const,
      where: 'room' as const,
      sinceAt: fixtureNow,
    }));
    const page = await open(
      '/chair',
      { ...fixtures.chairOrder, queue: many },
      { width: 1180, theme: 'light' },
    );
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(820);
    const keysTop = (await page.locator('.chair-keys').boundingBox())?.y ?? 0;
    for (const name of ['Rede beenden', /^Nächste Wortmeldung/, 'Letzte Rede zurück auf die Liste']) {
      const box = await page.getByRole('button', { name }).boundingBox();
      expect((box?.y ?? Infinity) + (box?.height ?? 0)).toBeLessThanOrEqual(keysTop);
    }
    await page.getByRole('button', { name: /^25\. Wort erteilen/ }).scrollIntoViewIfNeeded();
    await judge(page, 'chair-many-1180');
  });

  describe('the seat map', () => {
    /** Seats as fingers find them: boxes of what takes a press, px. */
    const boxes = (page: Page) =>
      page.locator('.seat-hit').evaluateAll((hits) =>
        hits.map((hit) => {
          const { left, top, width, height } = hit.getBoundingClientRect();
          return { left, top, width, height };
        }),
      );

    test.each([
      [41, 1440, midSitting],
      [41, 1280, midSitting],
      [41, 1180, midSitting],
      [60, 1440, ofSixty],
      [60, 1280, ofSixty],
      [60, 1180, ofSixty],
    ] as const)(
      '%i seats are pressed in the plan itself, apart and in view, %i px',
      async (_, width, view) => {
        const page = await open('/operator', view, { width });
        await page.locator('.seat-button').first().waitFor();
        expect(await page.locator('.seat-tile-button').count()).toBe(0);
        const seats = await boxes(page);
        expect(seats).toHaveLength(Object.keys(view.seats).length);
        const room = await page.locator('.map-room').boundingBox();
        if (!room) throw new Error('the map is not shown');
        for (const [index, one] of seats.entries()) {
          expect(Math.min(one.width, one.height)).toBeGreaterThanOrEqual(43.9);
          expect(one.top).toBeGreaterThanOrEqual(room.y - 1);
          expect(one.top + one.height).toBeLessThanOrEqual(room.y + room.height + 1);
          for (const other of seats.slice(index + 1))
            expect(
              Math.abs(one.left + one.width / 2 - other.left - other.width / 2) >=
                (one.width + other.width) / 2 - 0.5 || Math.abs(one.top - other.top) >= one.height - 0.5,
            ).toBe(true);
        }
        const across = seats.map(({ left }) => left);
        expect(Math.max(...across) - Math.min(...across)).toBeGreaterThan(room.width * 0.85);
        const down = seats.map(({ top }) => top);
        expect(Math.max(...down) - Math.min(...down)).toBeGreaterThan(room.height * 0.8);
        await look(page, `map-${Object.keys(view.seats).length}-${width}`);
      },
    );

    test('a seat tells its group by a letter too, in the map and in its dialog', async () => {
      const page = await open('/operator', midSitting);
      expect(await page.locator('[data-seat="12"] .seat-group').textContent()).toBe('B');
      await page.getByRole('button', { name: /^Platz 12,/ }).click();
      await page.getByRole('dialog').getByText('Gruppe B').first().waitFor();
    });

    test('a seat that nobody confirmed says so by sign and word, and so does the map', async () => {
      const page = await open('/operator', fixtures.planned);
      await page.getByText('Nicht bestätigte Plätze: 8').waitFor();
      await page.getByRole('button', { name: 'Platz 17, Mitglied 17, nicht bestätigt' }).waitFor();
      const legend = page.locator('.legend li', { hasText: 'nicht bestätigt' }).locator('path');
      expect(await page.locator('[data-seat="17"] .seat-sign path').getAttribute('d')).toBe(
        await legend.getAttribute('d'),
      );
      await page.getByRole('button', { name: /^Platz 14, .*zwei am Mikrofon: Gast 1/ }).waitFor();
      await page.getByRole('button', { name: /^Platz 20, .*befangen beim laufenden Punkt/ }).waitFor();
    });

    test('nothing jumps while the seconds tick', async () => {
      const page = await open('/operator', midSitting);
      const places = (): Promise<string> =>
        page.evaluate(() =>
          JSON.stringify(
            [...document.querySelectorAll('.panel, .on-air, .big-key, .seat-hit, figure')].map((element) => {
              const { x, y, width, height } = element.getBoundingClientRect();
              return [x, y, width, height].map(Math.round);
            }),
          ),
        );
      const before = await places();
      const { floor } = midSitting;
      if (!floor) throw new Error('the fixture has no floor');
      for (const seconds of [9, 59, 600, 3605]) {
        stage.standIn.show({ ...midSitting, floor: { ...floor, sinceAt: fixtureNow - seconds * 1000 } });
        await expect.poll(() => page.locator('.floor-time').textContent()).toMatch(/\d/);
        expect(await places()).toBe(before);
      }
    });
  });

  test('an alarm that comes and goes does not push the page up and down', async () => {
    const page = await open('/operator', fixtures.alarms);
    const alarm = page.getByText('Kamera 1 ist nicht verbunden');
    await alarm.waitFor();
    const map = await page.locator('.map').boundingBox();
    stage.standIn.show({ ...fixtures.alarms, alarms: [], soundOff: false });
    await page.getByRole('button', { name: /^Sendeton aus/ }).waitFor();
    expect(await page.locator('.map').boundingBox()).toEqual(map);
    stage.standIn.show({ ...fixtures.alarms, soundOff: true });
    await page.getByRole('button', { name: /^Sendeton wieder/ }).waitFor();
    expect(await page.locator('.map').boundingBox()).toEqual(map);
    stage.standIn.show({ ...fixtures.alarms, alarms: [] });
    await alarm.waitFor({ state: 'detached', timeout: 10_000 });
  });

  test('Tab walks a narrow page from top to bottom', async () => {
    const page = await open('/operator', midSitting, { width: 820 });
    const order = await page.evaluate(() =>
      [
        ...document.querySelectorAll('.pictures, .floor-queue, .cameras, .broadcast, .map, .devices, .log'),
      ].map((element) => element.getBoundingClientRect().top),
    );
    expect(order).toHaveLength(7);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  test('“AUF SENDUNG” is what leaves the program, and the stream stands beside it', async () => {
    const page = await open('/operator', midSitting);
    const onAir = page.locator('.on-air.at-top');
    const says = async (part: Partial<OperatorView['onAir']>, words: string): Promise<void> => {
      stage.standIn.show({ ...midSitting, onAir: { ...midSitting.onAir, ...part } });
      await expect.poll(async () => (await onAir.textContent())?.replace(/\s+/g, ' ')).toBe(words);
    };
    await says({ stream: 'inactive' }, 'AUF SENDUNG: Bild, Ton · Stream aus');
    expect(await onAir.getAttribute('class')).toContain('is-out');
    await says({ sound: 'closed' }, 'AUF SENDUNG: Bild · Stream läuft');
    await says({ picture: 'slate', stream: 'starting' }, 'AUF SENDUNG: Ton · Stream startet');
    await says({ picture: 'slate', sound: 'closed' }, 'Tafel, Ton aus · Stream läuft');
    expect(await onAir.getAttribute('class')).not.toContain('is-out');
    await says({ picture: 'unknown', sound: 'closed' }, 'UNKLAR: Bild unbekannt, Ton aus · Stream läuft');
    await says({ picture: 'slate', sound: 'unknown' }, 'UNKLAR: Tafel, Ton unbekannt · Stream läuft');
    await says({ picture: 'live', sound: 'unknown' }, 'AUF SENDUNG: Bild, Ton unbekannt · Stream läuft');
  });
});
