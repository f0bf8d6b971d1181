/**
 * A vote over a bad line, in a real browser: cut, silent, reloaded, pressed while nothing goes through. In the end
 * there is exactly one vote for each press, and the page never said saved before it was.
 */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { missing, skippedNote } from './browser.ts';
import { openBallot, seatFixtures } from './seat-fixtures.ts';
import { onSeatPage } from './seat-stage.ts';

describe.skipIf(missing)(`a member’s vote over a bad line${skippedNote}`, () => {
  const seat = onSeatPage();
  const ids = (): ReadonlySet<string> => new Set(seat.standIn.casts.map(({ cast }) => cast));
  const stored = (): readonly string[] => [...seat.standIn.stored.values()].map(({ choice }) => choice);
  const savedWords = (page: Page) => page.getByText(/Gespeichert um/).waitFor();

  test('that is cut while it is sent: stored, its receipt lost, sent again, one vote', async () => {
    const page = await seat.open(seatFixtures.open);
    seat.standIn.receipts = 'lost';
    await seat.radio(page, 'Ja').click();
    await expect.poll(() => seat.standIn.casts.length).toBeGreaterThan(1);
    expect(await page.locator('.vote-state.is-saved').count()).toBe(0);
    seat.standIn.receipts = 'at-once';
    await savedWords(page);
    expect(ids().size).toBe(1);
    expect(stored()).toEqual(['yes']);
  });

  test('pressed in a dead spot is sent as soon as there is a line', async () => {
    const page = await seat.open(seatFixtures.open);
    seat.standIn.isDown = true;
    seat.standIn.cut();
    await seat.radio(page, 'Nein').click();
    await page.getByText('Verbindung unterbrochen').waitFor({ timeout: 3500 });
    await page
      .getByText('Nein: noch nicht gespeichert. Wird gesendet, sobald die Verbindung steht.')
      .waitFor();
    expect(seat.standIn.casts).toEqual([]);
    seat.standIn.isDown = false;
    await savedWords(page);
    expect(stored()).toEqual(['no']);
    expect(await page.getByText('Verbindung unterbrochen').count()).toBe(0);
  });

  test('is sent again although “Ich sehe und höre” is due once more', async () => {
    const page = await seat.open(seatFixtures.open);
    seat.standIn.isDown = true;
    seat.standIn.cut();
    await seat.radio(page, 'Ja').click();
    seat.standIn.tell({ ...seatFixtures.open.own, confirmed: false });
    seat.standIn.isDown = false;
    await page.getByText('Zum Abstimmen bitte erst bestätigen').waitFor();
    await savedWords(page);
    expect(stored()).toEqual(['yes']);
  });

  test('with the network gone and back', async () => {
    const page = await seat.open(seatFixtures.open);
    await seat.radio(page, 'Ja').waitFor();
    await page.context().setOffline(true);
    // The browser keeps an open socket; a network that is gone keeps none.
    seat.standIn.cut();
    await seat.radio(page, 'Ja').click();
    await page.getByText('Verbindung unterbrochen').waitFor({ timeout: 3500 });
    await page.context().setOffline(false);
    await savedWords(page);
    expect(ids().size).toBe(1);
    expect(stored()).toEqual(['yes']);
  });

  test('a daemon that hangs shows within three seconds in red, with the other way beside it', async () => {
    const page = await seat.open(seatFixtures.open);
    await seat.radio(page, 'Ja').waitFor();
    seat.standIn.isSilent = true;
    const since = Date.now();
    await page.getByRole('alert').filter({ hasText: 'Verbindung unterbrochen' }).waitFor({ timeout: 3500 });
    expect(Date.now() - since).toBeLessThan(3400);
    await page.getByRole('link', { name: 'Zweiter Weg: 0385 1234567' }).waitFor();
    seat.standIn.isSilent = false;
    await page.getByText('verbunden', { exact: true }).waitFor();
  });

  test('reloaded in mid-send: the same id is sent again, one vote', async () => {
    const page = await seat.open(seatFixtures.open);
    seat.standIn.receipts = 'held';
    await seat.radio(page, 'Enthaltung').click();
    await expect.poll(() => seat.standIn.casts.length).toBe(1);
    await page.reload();
    await page.getByText('Enthaltung: gesendet, noch nicht gespeichert').waitFor();
    await expect.poll(() => seat.standIn.casts.length).toBe(2);
    seat.standIn.release();
    await savedWords(page);
    expect(ids().size).toBe(1);
    expect(stored()).toEqual(['abstain']);
  });

  test('reloaded after the receipt: nothing is sent any more', async () => {
    const page = await seat.open(seatFixtures.open);
    await seat.radio(page, 'Ja').click();
    await savedWords(page);
    await page.reload();
    await savedWords(page);
    expect(seat.standIn.casts).toHaveLength(1);
  });

  test('a changed mind in a dead spot: only the last press is sent', async () => {
    const page = await seat.open(seatFixtures.open);
    seat.standIn.isDown = true;
    seat.standIn.cut();
    await seat.radio(page, 'Ja').click();
    await seat.radio(page, 'Nein').click();
    await seat.radio(page, 'Enthaltung').click();
    seat.standIn.isDown = false;
    await savedWords(page);
    expect(stored()).toEqual(['abstain']);
  });

  test('a vote for a ballot that is over is never sent for the next one', async () => {
    const page = await seat.open(seatFixtures.open);
    seat.standIn.isDown = true;
    seat.standIn.cut();
    await seat.radio(page, 'Ja').click();
    seat.show({
      shared: { ...seatFixtures.open.shared, ballot: { ...openBallot, id: 'b8', number: 4 } },
      own: { ...seatFixtures.open.own, vote: { ballot: 'b8', channel: 'page' } },
    });
    seat.standIn.isDown = false;
    await page.getByText('In einer früheren Abstimmung kam Ihre Stimme erst nach dem Schluss an').waitFor();
    await page.getByText('Noch keine Stimme gespeichert.').waitFor();
    expect(seat.standIn.casts.map(({ ballot }) => ballot)).toEqual(['b7']);
    expect(stored()).toEqual([]);
    await seat.radio(page, 'Nein').click();
    await savedWords(page);
    expect(stored()).toEqual(['no']);
  });

  test('another tab sees what is on its way, and does not vote twice', async () => {
    const page = await seat.open(seatFixtures.open);
    seat.standIn.isDown = true;
    seat.standIn.cut();
    await seat.radio(page, 'Ja').click();
    await page.getByText('noch nicht gespeichert').waitFor();
    seat.standIn.isDown = false;
    seat.standIn.receipts = 'held';
    const other = await page.context().newPage();
    await other.goto(`${seat.standIn.url}/seat`);
    await other.getByText('Ja: gesendet').waitFor();
    // The second tab is asked for something else: the press of the first is over.
    await seat.radio(other, 'Nein').click();
    await page.getByText(/Nein: (gesendet|noch nicht gespeichert)/).waitFor();
    seat.standIn.receipts = 'at-once';
    seat.standIn.release();
    await expect.poll(() => stored().at(-1)).toBe('no');
    seat.standIn.cut();
    await page.getByText('Ihre Stimme: Nein.').waitFor();
    await other.getByText('Ihre Stimme: Nein.').waitFor();
    expect(stored()).toEqual(['yes', 'no']);
    expect(ids().size).toBe(2);
  });

  test('a browser that keeps nothing votes too', async () => {
    const page = await seat.open(seatFixtures.open);
    await page.addInitScript(() => {
      for (const name of ['getItem', 'setItem', 'removeItem'] as const)
        Storage.prototype[name] = () => {
          throw new DOMException('forbidden', 'SecurityError');
        };
    });
    await page.reload();
    seat.standIn.receipts = 'lost';
    await seat.radio(page, 'Ja').click();
    await expect.poll(() => seat.standIn.casts.length).toBeGreaterThan(1);
    seat.standIn.receipts = 'at-once';
    await savedWords(page);
    expect(stored()).toEqual(['yes']);
  });

  test('a daemon that was overloaded is asked again with the same id', async () => {
    const page = await seat.open(seatFixtures.open);
    seat.standIn.refusal = 'overloaded';
    await seat.radio(page, 'Ja').click();
    await page.getByText('Ja: gesendet').waitFor();
    seat.standIn.refusal = null;
    await savedWords(page);
    expect(ids().size).toBe(1);
  });
});
