/** The pages in use: keyboard, confirmations, refused commands, lost connections, in a real browser against the stand-in daemon. */
import { describe, expect, test } from 'vitest';
import { fixtureNow, fixtures, midSitting } from './fixtures.ts';
import { inBrowser, missing, skippedNote, widths } from './browser.ts';

describe.skipIf(missing)(`the pages in use${skippedNote}`, () => {
  const stage = inBrowser();
  const { open, judge } = stage;

  describe('the operator’s page', () => {
    test.each(widths)('the dialogs are fit to look at and close with Escape, %i px', async (width) => {
      const page = await open('/operator', midSitting, { width });
      await page.getByRole('button', { name: /^Platz 12,/ }).click();
      await judge(page, `dialog-seat-${width}`);
      await page.keyboard.press('Escape');
      expect(await page.locator('dialog[open]').count()).toBe(0);
      await page.getByRole('button', { name: /^Kamera 2/ }).click();
      await judge(page, `dialog-shots-${width}`);
      await page.keyboard.press('Escape');
      await page.keyboard.press('n');
      await page.getByRole('button', { name: /^Nicht.?öffentlich/ }).click();
      await judge(page, `dialog-non-public-${width}`);
    });

    test('every big key works by its shortcut alone', async () => {
      const page = await open('/operator', midSitting);
      for (const key of ['t', 'm', 'p', ' ']) await page.keyboard.press(key);
      await expect
        .poll(() => stage.standIn.commands.map(([name]) => name))
        .toEqual(['direction/wide', 'broadcast/sound-off', 'broadcast/pause', 'direction/take-over']);
      await page.keyboard.press('n');
      await page.keyboard.down('n');
      await expect.poll(() => stage.standIn.commands.at(-1)?.[0]).toBe('broadcast/non-public');
      await page.keyboard.up('n');
      expect(stage.standIn.commands).toHaveLength(5);
    });

    test('opening the public part needs the confirmation, and Enter on the safe answer opens nothing', async () => {
      const page = await open('/operator', fixtures.planned);
      await page.keyboard.press('o');
      await page.keyboard.press('Enter');
      expect(await page.locator('dialog[open]').count()).toBe(0);
      await page.keyboard.press('o');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await expect.poll(() => stage.standIn.commands).toEqual([['broadcast/open', { confirmed: true }]]);
    });

    test('shortcuts keep quiet in dialogs and lists', async () => {
      const page = await open('/operator', midSitting);
      await page.getByLabel('Sprache').focus();
      await page.keyboard.press('t');
      await page.getByRole('button', { name: /^Platz 12,/ }).click();
      for (const key of ['t', 'm', 'p', 'n']) await page.keyboard.press(key);
      await page.keyboard.press('Escape');
      await page.keyboard.press('m');
      await expect.poll(() => stage.standIn.commands.map(([name]) => name)).toEqual(['broadcast/sound-off']);
    });

    test('after a click the space bar is the shortcut, not the clicked key once more', async () => {
      const page = await open('/operator', midSitting);
      await page.getByRole('button', { name: /^Totale T/ }).click();
      await expect.poll(() => stage.standIn.commands.length).toBe(1);
      await page.keyboard.press(' ');
      await expect
        .poll(() => stage.standIn.commands.map(([name]) => name))
        .toEqual(['direction/wide', 'direction/take-over']);
    });

    test('a key reached by Tab is pressed by the space bar', async () => {
      const page = await open('/operator', midSitting);
      const key = page.getByRole('button', { name: /^Totale T/ });
      for (let presses = 0; presses < 80; presses++) {
        await page.keyboard.press('Tab');
        if (await key.evaluate((element) => element === document.activeElement)) break;
      }
      await page.keyboard.press(' ');
      await expect.poll(() => stage.standIn.commands.map(([name]) => name)).toEqual(['direction/wide']);
    });

    test('seat to seat by arrow keys, the floor given by Enter', async () => {
      const page = await open('/operator', midSitting);
      await page.locator('.seat-button[tabindex="0"]').focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor();
      await page.getByRole('button', { name: 'Wort erteilen', exact: true }).press('Enter');
      await expect.poll(() => stage.standIn.commands[0]?.[0]).toBe('floor/give');
    });

    test('a refused command becomes a sentence, and nothing looks done', async () => {
      const page = await open('/operator', midSitting);
      stage.standIn.answer = { status: 504, body: { error: 'device-deadline' } };
      await page.keyboard.press('m');
      await page.getByText('Sendeton aus: Das Gerät hat nicht geantwortet').waitFor();
      expect(await page.getByRole('button', { name: /^Sendeton aus/ }).count()).toBe(1);
      await judge(page, 'operator-refused');
    });

    test('a withdrawn consent shows only once the daemon says so', async () => {
      const page = await open('/operator', midSitting);
      await page.getByRole('button', { name: /^Platz 12,/ }).click();
      await page.getByLabel('Nein', { exact: true }).click();
      await expect
        .poll(() => stage.standIn.commands)
        .toEqual([['people/consent', { person: 'm12', image: 'no' }]]);
      expect(await page.getByLabel('Nein', { exact: true }).isChecked()).toBe(false);
      const seat = midSitting.seats['12'];
      if (!seat) throw new Error('the fixture has no seat 12');
      stage.standIn.show({
        ...midSitting,
        seats: { ...midSitting.seats, 12: { ...seat, consent: { image: 'no', sound: true, name: true } } },
      });
      await expect.poll(() => page.getByLabel('Nein', { exact: true }).isChecked()).toBe(true);
    });

    test('a unit that the config does not know says so, and can be given the floor', async () => {
      const page = await open('/operator', fixtures.strangers);
      await page.getByRole('button', { name: /^Platz 62417, nicht zugeordnet/ }).click();
      await page.getByRole('dialog').getByText('die Konfiguration kennt ihn nicht').waitFor();
      expect(await page.getByLabel('Wer sitzt hier?').count()).toBe(0);
      await page.getByRole('dialog').getByRole('button', { name: 'Wort erteilen' }).click();
      await expect.poll(() => stage.standIn.commands).toEqual([['floor/give', { seat: 62_417 }]]);
    });

    test('what the microphone system cannot do is said, and not offered', async () => {
      const { devices } = fixtures.midSitting;
      const page = await open('/operator', {
        ...fixtures.midSitting,
        devices: { ...devices, mics: { ...devices['mics'], lacks: ['talkOn', 'settings'] } },
      } as typeof fixtures.midSitting);
      await page.getByRole('button', { name: /^Platz 17,/ }).click();
      await page.getByRole('dialog').getByText('Kann nicht: Mikrofone öffnen').waitFor();
      expect(await page.getByRole('dialog').getByRole('button', { name: 'Wort erteilen' }).isDisabled()).toBe(
        true,
      );
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Mikrofone einstellen' }).click();
      await page.getByRole('dialog').getByText('Kann nicht: Mikrofone öffnen, Betriebsart ändern').waitFor();
      expect(await page.getByRole('dialog').getByRole('radio').first().isDisabled()).toBe(true);
    });

    test('the planned person is confirmed by one tap', async () => {
      const page = await open('/operator', fixtures.planned);
      await page.getByRole('button', { name: /^Platz 17,/ }).click();
      await page.getByText('Nicht bestätigt, dass Mitglied 17 hier sitzt').waitFor();
      expect(await page.getByText('Einwilligung von').count()).toBe(0);
      await page.getByRole('button', { name: 'Mitglied 17 sitzt hier' }).click();
      await expect
        .poll(() => stage.standIn.commands)
        .toEqual([['people/assign', { seat: 17, person: 'm17' }]]);
    });

    test.each(widths)('who sits where is fit to look at, long lists and short ones, %i px', async (width) => {
      const page = await open('/operator', fixtures.planned, { width, theme: 'light' });
      await page.getByRole('button', { name: /^Platz 17,/ }).click();
      await page.getByLabel('Wer sitzt hier?').fill('mitglied');
      await page.getByText('und 29 weitere').waitFor();
      await judge(page, `dialog-unconfirmed-${width}`);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /^Platz 14,/ }).click();
      await judge(page, `dialog-shared-${width}`);
      await page.keyboard.press('Escape');
      stage.standIn.show(fixtures.small);
      await page.getByRole('button', { name: /^Platz 4,/ }).click();
      await judge(page, `dialog-small-${width}`);
    });

    test('among many people somebody is found by a part of their name', async () => {
      const page = await open('/operator', fixtures.planned);
      await page.getByRole('button', { name: /^Platz 17,/ }).click();
      await page.getByLabel('Wer sitzt hier?').fill('niemand so');
      await page.getByText('Niemand gefunden').first().waitFor();
      await page.getByLabel('Wer sitzt hier?').fill('ied 33');
      await page.getByRole('button', { name: 'Mitglied 33 · Gruppe E' }).click();
      await expect
        .poll(() => stage.standIn.commands)
        .toEqual([['people/assign', { seat: 17, person: 'm33' }]]);
    });

    test('a second person, alone again, another seat: each in one command', async () => {
      const page = await open('/operator', fixtures.small);
      await page.getByRole('button', { name: /^Platz 4,/ }).click();
      await page.getByLabel('Zweite Person am Mikrofon').selectOption('m5');
      await page.getByRole('button', { name: 'Hinzufügen' }).click();
      await page.getByLabel('Platz tauschen mit').selectOption('7');
      await page.getByRole('button', { name: 'Tauschen' }).click();
      await page.locator('dialog[open]').waitFor({ state: 'detached' });
      stage.standIn.show(fixtures.planned);
      await page.getByRole('button', { name: /^Platz 14,/ }).click();
      await page.getByRole('button', { name: 'Wieder allein' }).click();
      await expect
        .poll(() => stage.standIn.commands)
        .toEqual([
          ['people/assign', { seat: 4, person: 'm4', with: 'm5' }],
          ['people/swap', { seats: [4, 7] }],
          ['people/assign', { seat: 14, person: 'm14' }],
        ]);
    });

    test('the list is given and shortened by entry, so that guests and remote members are on it too', async () => {
      const page = await open('/operator', fixtures.planned);
      await page.getByText('Liste geschlossen').waitFor();
      await page.getByRole('button', { name: 'Wort erteilen: Mitglied 19' }).click();
      await page.getByRole('button', { name: 'Streichen: Gast 2' }).click();
      await expect
        .poll(() => stage.standIn.commands)
        .toEqual([
          ['floor/start', { entry: 2 }],
          ['floor/remove', { entry: 3 }],
        ]);
    });

    test('a microphone, the floor and the program change without reload', async () => {
      const page = await open('/operator', midSitting);
      const seat = midSitting.seats['27'];
      if (!seat) throw new Error('the fixture has no seat 27');
      stage.standIn.show({
        ...midSitting,
        seats: { ...midSitting.seats, 27: { ...seat, microphone: 'open' } },
        floor: {
          seat: 27,
          name: 'Mitglied 27',
          known: true,
          kind: 'speech',
          usedMs: 0,
          held: false,
          sinceAt: fixtureNow,
        },
        direction: { ...midSitting.direction, program: { id: 'wide', kind: 'wide', seats: [] } },
      });
      await page.getByRole('button', { name: /^Platz 27, .*Mikrofon offen/ }).waitFor();
      expect(await page.locator('.floor-now b').textContent()).toBe('Mitglied 27');
      expect(await page.locator('.figure-program figcaption').textContent()).toContain('Totale');
    });

    test('safe mode disables every key, by hand and by shortcut', async () => {
      const page = await open('/operator', fixtures.safeMode);
      for (const key of ['t', 'm', 'p', ' ', 'o']) await page.keyboard.press(key);
      expect(await page.locator('.big-key:not(:disabled)').count()).toBe(0);
      expect(stage.standIn.commands).toEqual([]);
    });

    test.each(widths)(
      'a daemon that hangs shows within 3 s, %i px, and recovers by itself',
      async (width) => {
        const page = await open('/operator', midSitting, { width });
        const before = Date.now();
        stage.standIn.silent = true;
        await page.getByText('Keine Verbindung zur Saalregie').waitFor({ timeout: 3000 });
        expect(Date.now() - before).toBeLessThan(3000);
        await judge(page, `lost-${width}`);
        stage.standIn.silent = false;
        await page
          .getByText('Keine Verbindung zur Saalregie')
          .waitFor({ state: 'detached', timeout: 10_000 });
      },
    );
  });

  describe('the display', () => {
    test('shows nothing but the slate the moment the part is no longer public', async () => {
      const page = await open('/display', fixtures.displaySpeaking);
      await page.getByText('Mitglied 12').waitFor();
      stage.standIn.show(fixtures.displaySlate);
      await page.getByText('Nichtöffentlicher Teil').waitFor();
      expect(await page.locator('body').textContent()).not.toContain('Mitglied 12');
    });

    test('needs nobody to be signed in', async () => {
      stage.standIn.show(fixtures.displaySpeaking);
      const page = await open('/display', null);
      await page.getByText('Mitglied 12').waitFor();
    });
  });

  describe('signing in', () => {
    test('a page that needs it leads there and back, by keyboard', async () => {
      stage.standIn.show(fixtures.chairSitting);
      stage.standIn.signedIn = null;
      const page = await open('/chair', null);
      await page.waitForURL('**/sign-in?to=%2Fchair');
      await page.getByLabel('PIN').focus();
      await page.keyboard.type('1111');
      await page.keyboard.press('Enter');
      await page.getByText('Diese PIN stimmt nicht.').waitFor();
      await judge(page, 'sign-in-wrong-pin');
      await page.keyboard.type('2468');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/chair');
      await page.getByText('Mitglied 12').first().waitFor();
    });

    test('language and colours are switched on the page and kept', async () => {
      const page = await open('/sign-in', null, { theme: 'light' });
      await page.getByLabel('Sprache').selectOption('en');
      await page.getByLabel('Colours').selectOption('dark');
      await page.reload();
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
      expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
      expect(await page.locator('html').getAttribute('lang')).toBe('en');
    });
  });
});
