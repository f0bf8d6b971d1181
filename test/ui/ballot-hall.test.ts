/** Ballots in the hall: the operator's progress and keypads, the hall's screen, the bar over the picture. */
import { describe, expect, test } from 'vitest';
import type { PublicBallotView } from '../../protocols/api/views/ballot.ts';
import { displayWith, hallBallots, operatorWith, progresses } from './ballot-hall-fixtures.ts';
import { withBallots } from './ballot-stage.ts';
import { inBrowser, missing, skippedNote } from './browser.ts';
import { displayFixtures } from './display-fixtures.ts';

describe.skipIf(missing)(`ballots in the hall${skippedNote}`, () => {
  const stage = inBrowser();
  const { key, sent, field, expectSent, expectValid } = withBallots(stage);

  describe('the operator’s page', () => {
    test('says how far it is and who is missing, and no choice', async () => {
      const page = await stage.open('/operator', operatorWith(progresses.open));
      const panel = page.getByRole('region', { name: /^Abstimmung 3/ });
      await panel.getByText('23 von 41 abgegeben').waitFor();
      await panel.getByText('Es fehlen 18').waitFor();
      await panel.getByText('und 12 weitere').click();
      await panel.locator('.ballot-missing').getByText('Mitglied 35', { exact: true }).waitFor();
      await panel.getByText('Nicht gezählte Tastendrücke: 2').click();
      await panel.getByText(/Diese Person ist bei dieser Abstimmung nicht stimmberechtigt/).waitFor();
      expect(await panel.getByText(/\b(Ja|Nein|Enthaltung)\b/).count()).toBe(0);
    });

    test('counts without a silent device after a second question', async () => {
      const page = await stage.open('/operator', operatorWith(progresses.closed));
      await key(page, 'Trotzdem auszählen').click();
      await key(page, 'Ja, trotzdem auszählen').click();
      await expectSent(['ballot/drain-anyway', { ballot: 'b3', device: 'keypads', confirmed: true }]);
      expectValid('operator');
    });

    test('a test of the keypads begins and ends; each cell says by word and sign whether it has reported', async () => {
      const page = await stage.open('/operator', operatorWith());
      await key(page, 'Abstimmgeräte').click();
      await key(page, 'Probe beginnen').click();
      await expect.poll(() => sent().length).toBe(1);
      const id = field(0, 'id');
      expect(id).toMatch(/^[0-9a-f]{32}$/);
      stage.standIn.show(operatorWith(undefined, id));
      await page
        .getByText('Probe läuft: Bitte alle eine Taste drücken. 26 von 52 haben sich gemeldet.')
        .waitFor();
      await key(page, /^gemeldet Mitglied 2 Gerät 2 · Platz 2$/).waitFor();
      await key(page, /^noch nicht Mitglied 1 Gerät 1 · Platz 1$/)
        .first()
        .waitFor();
      await key(page, 'Probe beenden').click();
      await expectSent(['keypads/test', { id }], ['keypads/test', { id: null }]);
      expectValid('operator');
    });

    test('what a device guarantees is said honestly', async () => {
      const page = await stage.open('/operator', operatorWith());
      await key(page, 'Abstimmgeräte').click();
      await page
        .getByText(
          'Geräte dieser Art lassen sich fälschen. Nur für offene Abstimmungen mit sichtbaren Namen.',
        )
        .waitFor();
      await page
        .getByText(
          'Das Licht am Gerät heißt nicht, dass die Stimme gespeichert ist. Gespeichert ist, was hier steht.',
        )
        .waitFor();
      await page.getByText('Dieses Gerät meldet nur Summen.').waitFor();
      await page.getByText('nicht bereit').waitFor();
    });

    test('a keypad is given to somebody found by name, or to nobody', async () => {
      const page = await stage.open('/operator', operatorWith());
      await key(page, 'Abstimmgeräte').click();
      await key(page, /Mitglied 2 Gerät 2 · Platz 2$/)
        .first()
        .click();
      await page.getByLabel('Name suchen').fill('glied 30');
      await key(page, 'Mitglied 30').click();
      await expectSent(['keypads/assign', { device: 'keypads', keypad: '2', person: 'm30' }]);
      await key(page, /Mitglied 2 Gerät 2 · Platz 2$/)
        .first()
        .click();
      await key(page, 'Niemandem').click();
      await expect.poll(() => sent().at(-1)?.[1]).toEqual({ device: 'keypads', keypad: '2', person: null });
      expectValid('operator');
    });

    test('no test while there is a ballot', async () => {
      const page = await stage.open('/operator', operatorWith(progresses.open));
      await key(page, 'Abstimmgeräte').click();
      await page.getByText('Während einer Abstimmung ist keine Probe möglich.').waitFor();
      expect(await key(page, 'Probe beginnen').isDisabled()).toBe(true);
    });
  });

  describe('the hall’s screen', () => {
    const open = (ballot?: PublicBallotView) =>
      stage.open('/display', displayWith(ballot), { width: 1920, shows: 'h1' });
    const show = (ballot?: PublicBallotView): void => stage.standIn.show(displayWith(ballot));

    test('while it is open: the words, the time, how many, and a sign on each seat that has voted', async () => {
      const page = await open(hallBallots.open);
      await page.getByRole('heading', { name: 'Abstimmung läuft' }).waitFor();
      await page.getByText('23 von 41 abgegeben').waitFor();
      await page.getByText('noch 0:24').waitFor();
      const voted = Object.values(hallBallots.open.seats ?? {}).filter((seat) => seat.voted).length;
      expect(await page.locator('.hall-seat.is-voted path').count()).toBe(voted);
      expect(await page.locator('.hall-seat:not(.is-voted) path').count()).toBe(0);
      expect(await page.locator('.hall-seat title', { hasText: 'Platz 1: hat abgestimmt' }).count()).toBe(1);
    });

    test('no count is there unless the view has one, and none of how a seat voted', async () => {
      const page = await open(hallBallots.open);
      expect(await page.locator('.vote-bars').count()).toBe(0);
      expect(await page.locator('.hall-seat.is-no, .hall-seat.is-abstain').count()).toBe(0);
      show(hallBallots.openLive);
      await page.getByText('Zwischenstand').waitFor();
      expect(await page.locator('.vote-count').allTextContents()).toEqual(['14', '6', '3']);
    });

    test('hands are asked to be raised, and remote votes alone are no progress', async () => {
      const page = await open(hallBallots.openHands);
      await page.getByRole('heading', { name: 'Bitte die Hand heben' }).waitFor();
      expect(await page.getByText(/abgegeben/).count()).toBe(0);
    });

    test('closed: it is counted, with the fingerprint as soon as there is one, and no result', async () => {
      const page = await open(hallBallots.closed);
      await page.getByRole('heading', { name: 'Wird ausgezählt' }).waitFor();
      expect(await page.getByText('Prüfzeichen').count()).toBe(0);
      show(hallBallots.closedSealed);
      await page.getByText('Prüfzeichen K7QF-2M9A-XT4P').waitFor();
      expect(await page.locator('.ballot-outcome, .vote-bars').count()).toBe(0);
    });

    test('announced: the word, the votes, groups, seats and names by sign; gone when it is cleared or void', async () => {
      const page = await open(hallBallots.announcedNamed);
      await page.getByRole('heading', { name: 'angenommen' }).waitFor();
      await page.getByText('Mehr Ja als Nein: 24 > 11').waitFor();
      expect(await page.locator('.vote-count').allTextContents()).toEqual(['24', '11', '6']);
      expect(await page.locator('.hall-groups tbody tr').count()).toBe(5);
      expect(await page.locator('.hall-names li').count()).toBe(41);
      await page.locator('.hall-names li', { hasText: 'Mitglied 3: Nein' }).waitFor();
      await page.locator('.hall-names li', { hasText: 'Mitglied 7: nicht abgegeben' }).waitFor();
      await page.getByText('Prüfzeichen K7QF-2M9A-XT4P').waitFor();
      show();
      await page.getByRole('heading', { name: 'Zurzeit spricht niemand' }).waitFor();
      expect(await page.getByText('angenommen').count()).toBe(0);
    });

    test('opening the next ballot clears the last result', async () => {
      const page = await open(hallBallots.announcedHands);
      await page.getByRole('heading', { name: 'abgelehnt' }).waitFor();
      show({ ...hallBallots.open, id: 'b4' });
      await page.getByRole('heading', { name: 'Abstimmung läuft' }).waitFor();
      expect(await page.getByText('abgelehnt').count()).toBe(0);
    });

    test('an election names who is elected', async () => {
      const page = await open(hallBallots.announcedElection);
      await page.getByRole('heading', { name: 'gewählt: Mitglied 4' }).waitFor();
    });

    test('who speaks is said under a result that is still shown', async () => {
      const page = await open(hallBallots.announcedHands);
      stage.standIn.show({ ...displayFixtures.displaySpeaking, ballot: hallBallots.announcedHands });
      await page.getByText(/^Es spricht: Mitglied 12 · 2:41/).waitFor();
    });

    test.each([
      ['41 seats', 'announcedNamed', 1920],
      ['100 seats', 'announcedHundred', 1920],
      ['41 seats', 'announcedNamed', 1440],
      ['open', 'openLive', 1920],
      ['a long text', 'openLong', 1440],
    ] as const)('all of it is on one screen: %s, %s, %i px', async (_what, name, width) => {
      const page = await stage.open('/display', displayWith(hallBallots[name]), { width });
      await page.locator('.hall-ballot').waitFor();
      const height = page.viewportSize()?.height ?? 0;
      expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(height);
    });
  });

  describe('the bar over the picture', () => {
    const open = (ballot?: PublicBallotView) =>
      stage.open('/overlay', displayWith(ballot), { width: 1920, shows: null });

    test('says that a vote is taken, then the result, and is gone with it', async () => {
      const page = await open(hallBallots.open);
      await page.getByText('Abstimmung läuft · 23 von 41 abgegeben').waitFor();
      expect(await page.locator('.over-result').count()).toBe(0);
      stage.standIn.show(displayWith(hallBallots.closedSealed));
      await page.getByText(/^Wird ausgezählt/).waitFor();
      stage.standIn.show(displayWith(hallBallots.announcedHands));
      await page.getByText('abgelehnt').waitFor();
      expect(await page.locator('.over-result li').allTextContents()).toEqual([
        ' Ja 12',
        ' Nein 24',
        ' Enthaltung 5',
      ]);
      stage.standIn.show(displayWith());
      await page.locator('.overlay').waitFor({ state: 'detached' });
    });

    test('lies on nothing, beside the lower third', async () => {
      const page = await open(hallBallots.announcedHands);
      stage.standIn.show({ ...displayFixtures.displaySpeaking, ballot: hallBallots.announcedHands });
      await page.locator('.lower-third').waitFor();
      await page.locator('.vote-bar-over').waitFor();
      const body = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      expect(body).toBe('rgba(0, 0, 0, 0)');
      const bar = await page.locator('.vote-bar-over').boundingBox();
      expect(bar?.y ?? 0).toBeGreaterThan((page.viewportSize()?.height ?? 0) * 0.5);
    });

    test('is not there while the part is not public', async () => {
      const page = await open(hallBallots.open);
      await page.locator('.vote-bar-over').waitFor();
      stage.standIn.show({ ...displayFixtures.displaySlate, ballot: hallBallots.open });
      await page.locator('.vote-bar-over').waitFor({ state: 'detached' });
    });
  });
});
