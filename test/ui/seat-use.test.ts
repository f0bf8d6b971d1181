/** The member's page in use, against its stand-in: confirming, voting, wishes, and what it says when something is in the way. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { seatWishes, isSeatWish } from '../../protocols/api/seat.ts';
import { missing, skippedNote } from './browser.ts';
import { seatFixtures } from './seat-fixtures.ts';
import { seatPin } from './seat-stand-in.ts';
import { onSeatPage } from './seat-stage.ts';

describe.skipIf(missing)(`the member’s page in use${skippedNote}`, () => {
  const seat = onSeatPage();
  const choices = (): readonly string[] => seat.standIn.casts.map(({ choice }) => choice);
  /** Presses Tab until something has the focus. */
  async function tabTo(page: Page, name: string): Promise<void> {
    for (let step = 0; step < 30; step++) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate(
        () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
      );
      if (focused.trim() === name) return;
    }
    throw new Error(`Tab does not reach ${name}`);
  }

  describe('a vote', () => {
    test('goes by keyboard alone from the PIN to the receipt', async () => {
      const page = await seat.arrive();
      await page.keyboard.press('Tab');
      await page.keyboard.type(seatPin);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Mitglied 31' }).waitFor();
      seat.show(seatFixtures.unconfirmed);
      await page.getByRole('radiogroup').waitFor();
      await tabTo(page, 'Ich sehe und höre');
      await page.keyboard.press('Enter');
      await expect.poll(() => seat.standIn.wishes).toEqual([['confirm', {}]]);
      await page.getByText('Zum Abstimmen bitte erst bestätigen').waitFor({ state: 'detached' });
      await tabTo(page, 'Ja');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowUp');
      // Moving is not voting.
      expect(seat.standIn.casts).toEqual([]);
      await page.keyboard.press('Enter');
      await page.getByText(/Gespeichert um \d\d:\d\d:\d\d · Nr\. 401$/).waitFor();
      expect(choices()).toEqual(['abstain']);
    });

    test('goes by its digit, but not while somebody types, and not once digits are off', async () => {
      const page = await seat.open(seatFixtures.open, { width: 1440 });
      await seat.radio(page, 'Ja').waitFor();
      await seat.key(page, 'Störung melden').click();
      await page.getByLabel('Anmerkung').fill('');
      await page.keyboard.type('12');
      expect(seat.standIn.casts).toEqual([]);
      await seat.key(page, 'Störung melden').click();
      await page.keyboard.press('2');
      await expect.poll(choices).toEqual(['no']);
      await seat.key(page, 'Abstimmen mit Zifferntasten: an').click();
      await page.keyboard.press('1');
      await seat.radio(page, 'Enthaltung').click();
      await expect.poll(choices).toEqual(['no', 'abstain']);
    });

    test('has ten keys for ten options, the last one by 0', async () => {
      const page = await seat.open(seatFixtures.election, { width: 1440 });
      await expect.poll(() => page.getByRole('radio').count()).toBe(10);
      await page.keyboard.press('0');
      await expect.poll(choices).toEqual(['k10']);
      await page.keyboard.press('9');
      await expect.poll(choices).toEqual(['k10', 'k9']);
    });

    test('says saved only once it is, and then with time and number', async () => {
      const page = await seat.open(seatFixtures.open);
      seat.standIn.receipts = 'held';
      await seat.radio(page, 'Nein').click();
      await page.getByText('Nein: gesendet, noch nicht gespeichert …').waitFor();
      expect(await seat.state(page).textContent()).not.toContain('Gespeichert um');
      expect(await page.locator('.is-saved').count()).toBe(0);
      seat.standIn.release();
      await page.getByText(/Gespeichert um .* · Nr\. 401$/).waitFor();
      expect(await page.locator('.vote-key.is-saved').count()).toBe(1);
      await page.getByText('Ihre Stimme: Nein. Änderbar bis zum Schluss.').waitFor();
    });

    test('that is pressed twice is one, a changed mind is another one', async () => {
      const page = await seat.open(seatFixtures.open);
      seat.standIn.receipts = 'held';
      await seat.radio(page, 'Ja').dblclick();
      await page.getByText('Ja: gesendet').waitFor();
      await seat.radio(page, 'Ja').click();
      seat.standIn.release();
      seat.standIn.receipts = 'at-once';
      await page.getByText('Ihre Stimme: Ja.').waitFor();
      await seat.radio(page, 'Ja').click();
      await seat.radio(page, 'Nein').click();
      await page.getByText('Ihre Stimme: Nein.').waitFor();
      expect(new Set(seat.standIn.casts.map(({ cast }) => cast)).size).toBe(2);
      expect([...seat.standIn.stored.values()].map(({ choice }) => choice)).toEqual(['yes', 'no']);
    });

    test('needs “Ich sehe und höre” first, and again after an interruption', async () => {
      const page = await seat.open(seatFixtures.unconfirmed);
      await seat.radio(page, 'Ja').click({ force: true });
      await page.keyboard.press('1');
      await page.getByText('Zum Abstimmen bitte erst bestätigen').waitFor();
      expect(seat.standIn.casts).toEqual([]);
      await seat.key(page, 'Ich sehe und höre').click();
      await seat.key(page, 'Ich sehe und höre').waitFor({ state: 'detached' });
      await seat.radio(page, 'Ja').click();
      await expect.poll(choices).toEqual(['yes']);
      seat.standIn.tell({ ...seat.standIn.own(), confirmed: false });
      await page.getByText('Die Verbindung war unterbrochen. Bitte bestätigen Sie neu.').waitFor();
      await seat.radio(page, 'Nein').click({ force: true });
      expect(choices()).toEqual(['yes']);
    });

    test('after the close is told that it came too late, and what counts instead', async () => {
      const page = await seat.open(seatFixtures.saved);
      await page.getByText('Nr. 417').first().waitFor();
      seat.standIn.refusal = 'ballot-closed';
      await seat.radio(page, 'Nein').click();
      await page.getByText('Nein kam erst nach dem Schluss an und zählt nicht.').waitFor();
      await page.getByText('Es zählt Ihre gespeicherte Stimme: Ja · Nr. 417').waitFor();
    });

    test('that is void is said to be worth nothing, and that the repetition wants another one', async () => {
      const page = await seat.open(seatFixtures.saved);
      await page.getByText('Ihre Stimme: Ja.').waitFor();
      const { shared, own } = seatFixtures.voided;
      seat.standIn.show(shared);
      seat.standIn.tell(own);
      const void3 = 'Abstimmung 3 ist ungültig: geheim geht sie nicht mit Zugeschalteten.';
      await page.locator('.ballot').getByText(void3).waitFor();
      await page.locator('.said-calmly', { hasText: void3 }).waitFor({ state: 'attached' });
      expect(await page.getByText('Bitte noch einmal abstimmen.').count()).toBe(0);
      seat.standIn.show(seatFixtures.repeated.shared);
      seat.standIn.tell(seatFixtures.repeated.own);
      await page.getByText('Abstimmung 3 ist ungültig: Einspruch.').waitFor();
      await page.getByText('Bitte noch einmal abstimmen.').waitFor();
      await page.getByText('Noch keine Stimme gespeichert.').waitFor();
      await seat.radio(page, 'Nein').click();
      await page.getByText('Ihre Stimme: Nein.').waitFor();
    });

    test.each([
      ['conflict', 'Sie sind bei diesem Punkt befangen'],
      ['secret', 'Geheim wird nur im Saal abgestimmt.'],
      ['keypad', 'Sie stimmen am Abstimmgerät ab.'],
      ['notEntitled', 'Sie sind bei dieser Abstimmung nicht stimmberechtigt.'],
      ['absent', 'Die Schriftführung hat Sie noch nicht als anwesend eingetragen.'],
    ] as const)('that cannot be cast here says why: %s', async (name, words) => {
      const page = await seat.open(seatFixtures[name]);
      await page.getByText(words).waitFor();
      expect(await page.getByRole('radio').count()).toBe(0);
    });

    test('of a ballot that was just opened is not called missing before the daemon has told whose it is', async () => {
      const page = await seat.open(seatFixtures.quiet);
      await page.evaluate(() => {
        const seen = window as unknown as { seen: string[] };
        seen.seen = [];
        new MutationObserver(() => seen.seen.push(document.body.textContent ?? '')).observe(document.body, {
          subtree: true,
          childList: true,
          characterData: true,
        });
      });
      seat.standIn.show(seatFixtures.open.shared);
      await page.getByText('Einen Augenblick').waitFor();
      seat.standIn.tell(seatFixtures.open.own);
      await page.getByRole('radiogroup').waitFor();
      const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen.join(' '));
      expect(seen).not.toContain('nicht stimmberechtigt');
    });

    test('entered by the clerk stands there as such', async () => {
      const page = await seat.open(seatFixtures.byClerk);
      await page.getByText('Von der Schriftführung eingetragen.').waitFor();
    });

    test('ends in the announced result with counts, fingerprint and the number of the receipt', async () => {
      const page = await seat.open(seatFixtures.saved);
      seat.show(seatFixtures.closed);
      await page.getByText('Es wird ausgezählt.').waitFor();
      expect(await page.getByText('angenommen').count()).toBe(0);
      seat.show(seatFixtures.announced);
      await page.locator('.outcome', { hasText: 'angenommen' }).waitFor();
      expect(await page.locator('.counts').textContent()).toBe(
        'Ja18 StimmenNein12 StimmenEnthaltung1 Stimme',
      );
      await page.getByText('K7QF-2M9A-XT4P').waitFor();
      await page.getByText('Ihre Stimme steht im Ergebnis unter Nr. 417.').waitFor();
    });
  });

  test('it works without what Safari 15.0 does not have', async () => {
    const page = await seat.open(seatFixtures.quiet);
    await page.addInitScript(() => {
      for (const [owner, name] of [
        [Object, 'hasOwn'],
        [Array.prototype, 'at'],
        [String.prototype, 'at'],
        [Array.prototype, 'findLast'],
        [Array.prototype, 'toSorted'],
        [Crypto.prototype, 'randomUUID'],
        [AbortSignal, 'timeout'],
        [window, 'structuredClone'],
        [window, 'BroadcastChannel'],
        [HTMLDialogElement.prototype, 'showModal'],
        [HTMLElement.prototype, 'showPopover'],
        [Navigator.prototype, 'vibrate'],
      ] as const)
        delete (owner as unknown as Record<string, unknown>)[name];
    });
    await page.reload();
    seat.show(seatFixtures.unconfirmed);
    await seat.key(page, 'Ich sehe und höre').click();
    await seat.radio(page, 'Ja').click();
    await page.getByText('Gespeichert um').waitFor();
    expect(seat.standIn.casts[0]?.cast).toMatch(/^[0-9a-f]{32}$/);
    seat.show(seatFixtures.announced);
    await page.locator('.outcome').waitFor();
  });

  test('every wish of the page is one of the protocol, in the shape it has', async () => {
    const page = await seat.open(seatFixtures.quiet);
    await seat.key(page, /^Wort.?meldung$/).click();
    await expect.poll(() => seat.standIn.wishes.length).toBe(1);
    await seat.key(page, /^Zur Geschäfts.?ordnung$/).click();
    seat.show(seatFixtures.waiting);
    await page.getByText('Sie stehen auf der Rednerliste an Stelle 2.').waitFor();
    await seat.key(page, 'Wortmeldung zurücknehmen').click();
    await expect.poll(() => seat.standIn.wishes.length).toBe(3);
    seat.show(seatFixtures.quiet);
    await seat.key(page, 'Störung melden').click();
    await page.getByLabel('Ich sehe und höre nichts').check();
    await page.getByLabel('Anmerkung').fill('  seit dem Punkt davor  ');
    await seat.key(page, 'Störung jetzt melden').click();
    await expect.poll(() => seat.standIn.wishes.length).toBe(4);
    seat.show(seatFixtures.disturbed);
    await seat.key(page, 'Störung behoben').click();
    await expect.poll(() => seat.standIn.wishes.length).toBe(5);
    seat.show(seatFixtures.closedPart);
    await seat.key(page, 'Ich bin allein im Raum').click();
    await expect.poll(() => seat.standIn.wishes.length).toBe(6);
    seat.show(seatFixtures.aloneDone);
    await seat.key(page, 'Ich bin nicht mehr allein').click();
    await expect
      .poll(() => seat.standIn.wishes)
      .toEqual([
        ['raise-hand', { pointOfOrder: false }],
        ['raise-hand', { pointOfOrder: true }],
        ['lower-hand', {}],
        ['disturbance', { kind: 'both', note: 'seit dem Punkt davor' }],
        ['disturbance-over', {}],
        ['alone', { alone: true }],
        ['alone', { alone: false }],
      ]);
    for (const [name, input] of seat.standIn.wishes) {
      if (!isSeatWish(name)) throw new Error(`no such wish: ${name}`);
      expect(seatWishes[name].safeParse(input).error).toBeUndefined();
    }
  });

  test('a refused wish becomes a sentence; a closed list leaves the point of order', async () => {
    const page = await seat.open(seatFixtures.listClosed);
    expect(await seat.key(page, /^Wort.?meldung$/).isDisabled()).toBe(true);
    seat.standIn.refusal = 'already-waiting';
    await seat.key(page, /^Zur Geschäfts.?ordnung$/).click();
    await page
      .getByRole('alert')
      .filter({ hasText: /Rednerliste|Liste/ })
      .waitFor();
  });

  test('who speaks, what is left of the time and who waits stand there', async () => {
    const page = await seat.open(seatFixtures.waiting);
    const now = page.locator('.now');
    await now.getByText('TOP 7 · Radwegekonzept für die Kernstadt').waitFor();
    await now.getByText(/Redezeit: noch 2:1\d von 5:00/).waitFor();
    expect(await now.locator('li').allTextContents()).toEqual([
      '1 Mitglied 22 · Zur Geschäftsordnung',
      '2 Mitglied 3 (Sie)',
      '3 Mitglied 27',
    ]);
  });
});
