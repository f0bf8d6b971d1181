/** What the member's page says to who does not look at it: roles and names, live regions each once, the gong. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { missing, skippedNote } from './browser.ts';
import { openBallot, seatFixtures, type SeatFixture } from './seat-fixtures.ts';
import { onSeatPage } from './seat-stage.ts';

describe.skipIf(missing)(`what the member’s page says${skippedNote}`, () => {
  const seat = onSeatPage();

  test('the keys are a group of radio buttons, each with its place and whether it is chosen', async () => {
    const page = await seat.open(seatFixtures.saved);
    await page.getByRole('radiogroup', { name: 'Abstimmung' }).waitFor();
    expect(await page.getByRole('radiogroup').ariaSnapshot()).toBe(
      [
        '- radiogroup "Abstimmung":',
        '  - radio "Ja" [checked]: Ja',
        '  - radio "Nein"',
        '  - radio "Enthaltung"',
      ]
        .join('\n')
        .replace(': Ja', ''),
    );
    const tree = await page
      .getByRole('radio')
      .evaluateAll((radios) =>
        radios.map((radio) => [
          radio.getAttribute('aria-posinset'),
          radio.getAttribute('aria-setsize'),
          radio.getAttribute('aria-checked'),
        ]),
      );
    expect(tree).toEqual([
      ['1', '3', 'true'],
      ['2', '3', 'false'],
      ['3', '3', 'false'],
    ]);
  });

  test('it can be used by roles and names alone', async () => {
    const page = await seat.open(seatFixtures.unconfirmed);
    await page.getByRole('button', { name: 'Ich sehe und höre' }).press('Enter');
    await page.getByRole('radio', { name: 'Enthaltung', disabled: false }).press('Space');
    await page.getByRole('status').filter({ hasText: 'Gespeichert um' }).waitFor();
    await page.getByRole('radio', { name: 'Enthaltung', checked: true }).waitFor();
  });

  /** Everything a live region has said, in order. */
  async function listen(page: Page, region: string): Promise<() => Promise<string[]>> {
    await page.evaluate((selector) => {
      const place = document.querySelector(selector);
      const heard: string[] = [];
      (window as unknown as Record<string, string[]>)[selector] = heard;
      if (place === null) throw new Error(`no ${selector}`);
      new MutationObserver(() => {
        const words = (place.textContent ?? '').trim();
        if (words !== '') heard.push(words);
      }).observe(place, { subtree: true, childList: true, characterData: true });
    }, region);
    return () =>
      page.evaluate((selector) => (window as unknown as Record<string, string[]>)[selector] ?? [], region);
  }

  test('the opening is said once, at once and whole, however often the line is cut', async () => {
    const page = await seat.open(seatFixtures.quiet);
    expect(await page.locator('.said-at-once').getAttribute('aria-live')).toBe('assertive');
    const heard = await listen(page, '.said-at-once');
    seat.show(seatFixtures.open);
    await page.getByRole('radiogroup').waitFor();
    seat.standIn.cut();
    await expect.poll(() => seat.standIn.lines()).toBe(1);
    seat.standIn.show({ ...seatFixtures.open.shared, ballot: { ...openBallot, cast: 20 } });
    await seat.radio(page, 'Ja').click();
    await page.getByText('Gespeichert um').waitFor();
    expect(await heard()).toEqual([
      'Abstimmung eröffnet. Die Stadtvertretung beschließt das Radwegekonzept in der Fassung des Änderungsantrags der Gruppe B. Antworten: Ja, Nein, Enthaltung.',
    ]);
  });

  test('no second is read out, but ten seconds before the end there is one polite word', async () => {
    const page = await seat.open(seatFixtures.quiet);
    const heard = await listen(page, '.said-calmly');
    seat.show({
      ...seatFixtures.open,
      shared: {
        ...seatFixtures.open.shared,
        ballot: { ...openBallot, closesAt: seat.standIn.now() + 11_500 },
      },
    });
    const countdown = page.locator('.countdown');
    await countdown.getByText('noch 0:11').waitFor();
    expect(await countdown.getAttribute('aria-hidden')).toBe('true');
    expect(await heard()).toEqual([]);
    await countdown.getByText('noch 0:08').waitFor();
    expect(await heard()).toEqual(['Noch zehn Sekunden.']);
    expect(await page.locator('.said-calmly').getAttribute('aria-live')).toBe('polite');
    seat.show(seatFixtures.closed);
    await page.getByText('Es wird ausgezählt').waitFor();
    expect(await heard()).toEqual(['Noch zehn Sekunden.', 'Die Abstimmung ist geschlossen.']);
  });

  test('the receipt is in a status that is read out when it changes', async () => {
    const page = await seat.open(seatFixtures.open);
    const heard = await listen(page, '#vote-state');
    await seat.radio(page, 'Ja').click();
    await page.getByText('Gespeichert um').waitFor();
    expect((await heard()).at(-1)).toMatch(
      /Gespeichert um \d\d:\d\d:\d\d · Nr\. 401Ihre Stimme: Ja\. Änderbar bis zum Schluss\.$/,
    );
  });

  test('a gong sounds at the opening for who votes here, once somebody has touched the page', async () => {
    const page = await seat.open(seatFixtures.quiet);
    await page.evaluate(() => {
      const counted = window as unknown as { struck: number; trembled: number };
      counted.struck = 0;
      counted.trembled = 0;
      const start = OscillatorNode.prototype.start;
      OscillatorNode.prototype.start = function strike(this: OscillatorNode, at?: number) {
        if (this.frequency.value < 1000) counted.struck++;
        start.call(this, at);
      };
      navigator.vibrate = () => {
        counted.trembled++;
        return true;
      };
    });
    const counts = () =>
      page.evaluate(() => {
        const { struck, trembled } = window as unknown as { struck: number; trembled: number };
        return [struck, trembled];
      });
    const open = async (id: string, { shared, own }: SeatFixture): Promise<void> => {
      seat.show({
        shared: { ...shared, ballot: { ...openBallot, id, number: Number(id.slice(1)) } },
        own: { ...own, vote: { channel: 'page', ...own.vote, ballot: id } },
      });
      await page
        .getByText(`Abstimmung ${id.slice(1)}`)
        .first()
        .waitFor();
    };
    await open('b1', seatFixtures.open);
    expect(await counts()).toEqual([0, 0]);
    await page.getByRole('heading', { level: 1 }).click();
    await open('b2', seatFixtures.open);
    await expect.poll(counts).toEqual([1, 1]);
    await open('b3', seatFixtures.keypad);
    await open('b4', seatFixtures.open);
    await expect.poll(counts).toEqual([2, 2]);
    await seat.key(page, 'Ton bei Abstimmungen: an').click();
    await open('b5', seatFixtures.open);
    await page.getByRole('radiogroup').waitFor();
    expect(await counts()).toEqual([2, 2]);
  });
});
