/** The member's page as members have it: a real browser, over TLS, at the door of the real daemon. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { personOf, startCouncil, type Council, type Link } from '../../council.ts';
import { createEndings, eventually, freePort } from '../../running.ts';
import { inBrowser, missing, skippedNote } from '../../ui/browser.ts';

describe.skipIf(missing)(`the member’s page at the real door${skippedNote}`, () => {
  const endings = createEndings();
  const stage = inBrowser();
  let council: Council;
  beforeAll(async () => {
    // The page comes back to the same address after a restart.
    const port = await freePort();
    council = await startCouncil(endings, {
      size: 8,
      inRoom: [7],
      change: (config) => ({ ...config, members: { port, secondChannel: '0385 1234567' } }),
    });
  });
  afterAll(() => endings.run());

  const open = (link: Link): Promise<Page> => stage.visit(link.url, { width: 390, theme: 'light' });
  async function enter(page: Page, { pin }: Link): Promise<void> {
    await page.getByLabel('PIN').fill(pin);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /^Mitglied/ }).waitFor();
  }
  const closeAndAnnounce = async (ballot: string): Promise<void> => {
    await council.command('ballot/close', { ballot });
    await eventually('it is counted', async () => (await council.view()).ballot?.fingerprint);
    await council.command('ballot/announce', { ballot });
  };
  const voterOf = async (person: string) => (await council.view()).ballot?.voters[person];

  test('from link and PIN by keyboard alone to the receipt, and to the same number in the result', async () => {
    const link = await council.link(personOf(1));
    const page = await open(link);
    await page.getByRole('heading', { name: 'Anmelden' }).waitFor();
    expect(page.url()).not.toContain(link.token);
    await page.keyboard.press('Tab');
    await page.keyboard.type(link.pin);
    await page.keyboard.press('Enter');
    await page.getByText('Zurzeit wird nicht abgestimmt').waitFor();
    await page.getByRole('button', { name: 'Ich sehe und höre' }).press('Enter');
    await page.getByRole('button', { name: 'Ich sehe und höre' }).waitFor({ state: 'detached' });

    const ballot = await council.openBallot({ named: true, item: 'top', seconds: 120 });
    await page.getByText('TOP 7').first().waitFor();
    await page.getByText('Das Konzept wird beschlossen.', { exact: true }).waitFor();
    await page.getByRole('radiogroup', { name: 'Abstimmung' }).waitFor();
    await page.keyboard.press('2');
    await page.getByText('Ihre Stimme: Nein. Änderbar bis zum Schluss.').waitFor();
    await page.keyboard.press('1');
    await page.getByText('Ihre Stimme: Ja. Änderbar bis zum Schluss.').waitFor();
    const number = /Nr\. (\d+)/.exec((await page.locator('.vote-state').textContent()) ?? '')?.[1];
    await stage.judge(page, 'seat-real-saved');
    await closeAndAnnounce(ballot);
    await page.locator('.outcome', { hasText: 'angenommen' }).waitFor();
    await page.getByText(`Ihre Stimme steht im Ergebnis unter Nr. ${number}.`).waitFor();
    const view = (await council.view()).ballot;
    await page.getByText(view?.fingerprint ?? '-').waitFor();
    expect(view?.result).toMatchObject({ counts: { yes: 1, no: 0, abstain: 0 }, cast: 1 });
    const file = (await (
      await fetch(`${council.daemon.url}/api/ballots/${ballot}/result.json`, {
        headers: { cookie: council.clerk },
      })
    ).json()) as {
      log: { lines: string[]; size: number };
      openings: { line: number; json: string }[];
    };
    const mine = Number(number) - 1 - (file.log.size - file.log.lines.length);
    expect(file.openings.find(({ line }) => line === mine)?.json).toBe('{"choice":"yes"}');
    await stage.judge(page, 'seat-real-announced');
  });

  test('a vote pressed while the daemon is dead is one vote once it lives, and the clerk sees it', async () => {
    const link = await council.link(personOf(2));
    const page = await open(link);
    await enter(page, link);
    await page.getByRole('button', { name: 'Ich sehe und höre' }).click();
    const ballot = await council.openBallot();
    await page.getByRole('radio', { name: 'Nein' }).click();
    await page.getByText('Ihre Stimme: Nein.').waitFor();
    council.daemon.kill('SIGKILL');
    await council.daemon.ended;
    await page.getByRole('radio', { name: 'Enthaltung' }).click();
    await page.getByText('Verbindung unterbrochen').waitFor({ timeout: 4000 });
    await page.getByText(/Gespeichert ist bis dahin: Nein/).waitFor();
    await council.restart();
    await page.getByText('Ihre Stimme: Enthaltung.').waitFor({ timeout: 15_000 });
    await page.getByText('Die Verbindung war unterbrochen. Bitte bestätigen Sie neu.').waitFor();
    expect((await council.view()).ballot).toMatchObject({ id: ballot, cast: 1 });
    await page.getByRole('button', { name: 'Ich sehe und höre' }).click();
    await eventually(
      'the clerk sees that this member sees and hears',
      async () => (await council.view()).memberPages.find(({ person }) => person === personOf(2))?.confirmed,
    );
    await closeAndAnnounce(ballot);
    expect((await voterOf(personOf(2)))?.choice).toBe('abstain');
    expect((await council.view()).ballot?.result?.counts).toEqual({ yes: 0, no: 0, abstain: 1 });
  });

  test('a page that is loaded anew in mid-send, again and again, has one vote', async () => {
    const link = await council.link(personOf(3));
    const page = await open(link);
    await enter(page, link);
    await page.getByRole('button', { name: 'Ich sehe und höre' }).click();
    const ballot = await council.openBallot();
    await page.getByRole('radio', { name: 'Ja' }).waitFor();
    for (let round = 0; round < 5; round++) {
      await page.keyboard.press(round % 2 === 0 ? '1' : '2');
      await page.reload();
      await page.getByRole('radiogroup').waitFor();
    }
    await page.getByText('Ihre Stimme: Ja.').waitFor();
    await closeAndAnnounce(ballot);
    expect((await council.view()).ballot?.result).toMatchObject({ counts: { yes: 1, no: 0 }, cast: 1 });
  });

  test('the link on two devices: the first one ends and says so', async () => {
    const link = await council.link(personOf(4));
    const first = await open(link);
    await enter(first, link);
    const second = await open(link);
    await enter(second, link);
    await first.getByRole('heading', { name: 'Hier geht es nicht weiter' }).waitFor();
    await second.getByText('verbunden', { exact: true }).waitFor();
    expect(
      (await council.view()).memberPages.find(({ person }) => person === personOf(4))?.tookOverAt,
    ).toBeGreaterThan(0);
  });

  test('ten wrong PINs lock the link, and the page says what to do', async () => {
    const link = await council.link(personOf(5));
    const page = await open(link);
    const wrong = String((Number(link.pin) + 1) % 1_000_000).padStart(6, '0');
    for (let attempt = 0; attempt < 9; attempt++) {
      await page.getByLabel('PIN').fill(wrong);
      await page.keyboard.press('Enter');
      await page.getByRole('alert').filter({ hasText: 'Diese PIN stimmt nicht.' }).waitFor();
    }
    await page.getByLabel('PIN').fill(wrong);
    await page.keyboard.press('Enter');
    await page.getByText('Dieser Link ist gesperrt. Die Schriftführung gibt einen neuen aus.').waitFor();
    await page.getByLabel('PIN').fill(link.pin);
    await page.keyboard.press('Enter');
    await page.getByText('Dieser Link ist gesperrt.').waitFor();
  });

  test('hand, point of order and disturbance reach the hall, and come back', async () => {
    const link = await council.link(personOf(6));
    const page = await open(link);
    await enter(page, link);
    await page.getByRole('button', { name: 'Wort\u00admeldung' }).click();
    await page.getByText('Sie stehen auf der Rednerliste an Stelle 1.').waitFor();
    expect((await council.view()).queue[0]).toMatchObject({ person: personOf(6), kind: 'speech' });
    await page.getByRole('button', { name: 'Wortmeldung zurücknehmen' }).click();
    await page.getByRole('button', { name: 'Zur Geschäfts\u00adordnung' }).click();
    await eventually(
      'the point of order waits',
      async () => (await council.view()).queue[0]?.kind === 'point-of-order',
    );
    await page.getByRole('button', { name: 'Störung melden' }).click();
    await page.getByLabel('Ich sehe nichts').check();
    await page.getByRole('button', { name: 'Störung jetzt melden' }).click();
    await page.getByText('Störung gemeldet um').waitFor();
    expect(
      (await council.view()).memberPages.find(({ person }) => person === personOf(6))?.disturbance?.kind,
    ).toBe('picture');
    await page.getByRole('button', { name: 'Störung behoben' }).click();
    await page.getByRole('button', { name: 'Störung melden' }).waitFor();
  });

  test('a link that is withdrawn ends the page', async () => {
    const link = await council.link(personOf(6));
    const page = await open(link);
    await enter(page, link);
    await fetch(`${council.daemon.url}/api/members/${personOf(6)}/link`, {
      method: 'DELETE',
      headers: { cookie: council.clerk },
    });
    await page.getByLabel('PIN').fill(link.pin);
    await page.keyboard.press('Enter');
    await page.getByText('Dieser Link gilt nicht.').waitFor();
  });
});
