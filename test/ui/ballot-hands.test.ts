/** Hands on the chair's page: by keyboard in a few presses, held against the room, remote votes apart. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import {
  announced,
  handsCounted,
  handsOpen,
  handsRemote,
  handsRemoteCounted,
  voided,
} from './ballot-fixtures.ts';
import { withBallots } from './ballot-stage.ts';
import { inBrowser, missing, skippedNote } from './browser.ts';

describe.skipIf(missing)(`a ballot by hands${skippedNote}`, () => {
  const stage = inBrowser();
  const { chair, show, sent, names, key, expectSent, expectValid, field: inputField } = withBallots(stage);
  const count = (counts: Record<string, number>, confirmed = false): [string, unknown] => [
    'ballot/count',
    { ballot: 'b3', counts, invalid: 0, confirmed, source: 'typed' },
  ];
  const field = (page: Page, name: string) => page.getByLabel(name, { exact: true });

  test('from opening to announcing in nine presses of the keyboard', async () => {
    const page = await chair();
    let presses = 0;
    const press = async (...keys: readonly string[]): Promise<void> => {
      for (const one of keys) {
        presses++;
        await page.keyboard.press(one);
      }
    };
    await key(page, 'Abstimmen …').focus();
    await press('Enter');
    await page.locator('dialog[open]').waitFor();
    await press('Enter');
    await expect.poll(names).toEqual(['ballot/open']);
    const id = inputField(0, 'id');
    show({ ...handsOpen, id });
    await expect.poll(() => field(page, 'Nein').evaluate((one) => one === document.activeElement)).toBe(true);
    await press('1', '2', 'Enter', '2');
    expect(await field(page, 'Ja').inputValue()).toBe('18');
    await press('Enter');
    await expect.poll(names).toEqual(['ballot/open', 'ballot/count', 'ballot/close']);
    expect(sent()[1]?.[1]).toMatchObject({ counts: { yes: 18, no: 12, abstain: 2 } });
    show({ ...handsCounted, id });
    await expect
      .poll(() => key(page, 'Bekanntgeben').evaluate((one) => one === document.activeElement))
      .toBe(true);
    await press('Enter');
    await expect.poll(() => names().at(-1)).toBe('ballot/announce');
    expect(presses).toBeLessThanOrEqual(9);
    expectValid('chair');
  });

  test('the numbers have the focus though the ballot shows before the command that opened it is answered', async () => {
    const page = await chair();
    stage.standIn.beforeAnswer = async () => {
      show({ ...handsOpen, id: inputField(0, 'id') });
      await field(page, 'Nein').waitFor();
    };
    await key(page, 'Abstimmen …').press('Enter');
    await page.locator('dialog[open]').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
    await expect.poll(() => field(page, 'Nein').evaluate((one) => one === document.activeElement)).toBe(true);
  });

  test('Ja is what is left of the room until it is typed itself', async () => {
    const page = await chair(handsOpen);
    await field(page, 'Nein').fill('3');
    expect(await field(page, 'Ja').inputValue()).toBe('29');
    await field(page, 'Ja').fill('28');
    await page.getByText('31 von 32: 1 fehlen.').waitFor();
    await field(page, 'Enthaltung').fill('1');
    await page.getByText('32 von 32: Die Zahlen gehen auf.').waitFor();
    await key(page, 'Eintragen und schließen').click();
    await expectSent(count({ yes: 28, no: 3, abstain: 1 }), ['ballot/close', { ballot: 'b3' }]);
  });

  test('more hands than people cannot be entered', async () => {
    const page = await chair(handsOpen);
    await field(page, 'Nein').fill('40');
    await page.getByText(/^40 Stimmen, aber nur 32 Stimmberechtigte: 8 zu viel/).waitFor();
    expect(await key(page, 'Eintragen und schließen').isDisabled()).toBe(true);
    await field(page, 'Nein').fill('3x');
    await page.getByText('Bitte nur ganze Zahlen eintragen.').waitFor();
    await page.keyboard.press('Enter');
    expect(sent()).toEqual([]);
  });

  test('fewer hands than people have to be meant: entered twice', async () => {
    const page = await chair(handsOpen);
    await field(page, 'Nein').fill('12');
    await field(page, 'Ja').fill('18');
    await field(page, 'Ja').press('Enter');
    await page.getByText(/wenn es stimmt und sich 2 nicht beteiligt haben/i).waitFor();
    expect(sent()).toEqual([]);
    await field(page, 'Ja').press('Enter');
    await expectSent(count({ yes: 18, no: 12, abstain: 0 }, true), ['ballot/close', { ballot: 'b3' }]);
  });

  test('a refused count closes nothing, and says why', async () => {
    const page = await chair(handsOpen);
    stage.standIn.answer = { status: 409, body: { error: 'count-does-not-fit' } };
    await key(page, 'Eintragen und schließen').click();
    await page.getByText(/^Zählung eintragen: Die Summe ist kleiner/).waitFor();
    expect(names()).toEqual(['ballot/count']);
  });

  test('who is remote is counted apart: the count is entered first, the close is a key of its own', async () => {
    const page = await chair(handsRemote);
    await page
      .getByText('Zugeschaltet: 2 von 3 haben abgestimmt, das wird dazugezählt. Es fehlt: Mitglied 30.')
      .waitFor();
    await page.getByText('Mitglied 35 ist befangen und stimmt nicht mit.').waitFor();
    expect(await field(page, 'Ja').inputValue()).toBe('29');
    await key(page, 'Zählung eintragen').click();
    await expectSent(count({ yes: 29, no: 0, abstain: 0 }));
    show({
      ...handsRemote,
      counted: [{ by: 'chair', counts: { yes: 29, no: 0, abstain: 0 }, invalid: 0, source: 'typed' }],
    });
    await key(page, 'Schließen, 1 Zugeschaltete fehlen').click();
    await expect.poll(names).toEqual(['ballot/count', 'ballot/close']);
  });

  test('the result names the rule in numbers, the shares of hall and remote, and what to read out', async () => {
    const page = await chair(handsRemoteCounted);
    await page.getByText('Zwei Drittel aller Mitglieder (43): 12 < 29').waitFor();
    await page.getByText('Im Saal gezählt: Ja: 10 · Nein: 17 · Enthaltung: 2').waitFor();
    await page.getByText('Zugeschaltet: Ja: 2 · Nein: 1 · Enthaltung: 0').waitFor();
    await page
      .getByText(
        /Mit Ja haben 12 gestimmt, mit Nein 18, enthalten haben sich 2. Damit ist der Antrag abgelehnt./,
      )
      .waitFor();
    show(handsCounted);
    await page.getByText('Mehr Ja als Nein: 18 > 12').waitFor();
  });

  test('a ballot put aside for the list of speakers comes back with one key', async () => {
    const page = await chair(handsOpen);
    await key(page, 'Rednerliste').click();
    await key(page, 'Nächste Wortmeldung: Mitglied 3').waitFor();
    await key(page, 'Zur Abstimmung').click();
    await field(page, 'Nein').waitFor();
    expect(await key(page, 'Nächste Wortmeldung: Mitglied 3').count()).toBe(0);
  });

  test('an announced result is a line above the list; it is taken from the display with one key', async () => {
    const page = await chair(announced);
    await key(page, 'Nächste Wortmeldung: Mitglied 3').waitFor();
    await page.getByText('Ja: 18 · Nein: 12 · Enthaltung: 2').waitFor();
    await key(page, 'Von der Anzeige nehmen').click();
    await expectSent(['ballot/clear', { ballot: 'b3' }]);
    show({ ...announced, cleared: true });
    await key(page, 'Von der Anzeige nehmen').waitFor({ state: 'detached' });
    await page.getByText('Ja: 18 · Nein: 12 · Enthaltung: 2').waitFor();
    show(voided);
    await page.getByText('Ungültig nach Einspruch.').waitFor();
    expect(await page.getByText('angenommen').count()).toBe(0);
  });

  test('what was typed for one ballot does not stand in the next', async () => {
    const page = await chair(handsOpen);
    await field(page, 'Nein').fill('12');
    show({ ...handsOpen, id: 'b4', number: 4 });
    await page.getByText('Abstimmung 4 ·').waitFor();
    expect(await field(page, 'Nein').inputValue()).toBe('');
  });

  test('nothing can be sent over a lost line', async () => {
    const page = await chair(handsOpen);
    stage.standIn.silent = true;
    await page.getByText('Keine Verbindung zur Saalregie').waitFor({ timeout: 5000 });
    expect(await key(page, 'Eintragen und schließen').isDisabled()).toBe(true);
  });
});
