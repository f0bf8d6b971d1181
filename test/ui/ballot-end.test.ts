/** What follows a count: announcing, objection, lot and run-off; and the clerk's side of it. */
import { describe, expect, test } from 'vitest';
import {
  announced,
  deviceOpen,
  handsCounted,
  handsOpen,
  handsRemote,
  handsUnsealed,
  paperAgree,
  paperLot,
  paperNone,
  paperOther,
  paperTie,
} from './ballot-fixtures.ts';
import { clerkWith } from './ballot-views.ts';
import { withBallots } from './ballot-stage.ts';
import { inBrowser, missing, skippedNote } from './browser.ts';

describe.skipIf(missing)(`after the count${skippedNote}`, () => {
  const stage = inBrowser();
  const { chair, clerk, show, sent, field, names, key, expectSent, expectValid } = withBallots(stage);
  const ballot = 'b3';

  test('nothing is announced that is not sealed yet', async () => {
    const page = await chair(handsUnsealed);
    await page.getByText('Das Ergebnis wird versiegelt …').waitFor();
    expect(await key(page, 'Bekanntgeben').isDisabled()).toBe(true);
    show(handsCounted);
    await key(page, 'Bekanntgeben').click();
    await expectSent(['ballot/announce', { ballot }]);
    expectValid('chair');
  });

  test('an objection repeats the question in one tap, under a new id, which has the focus then', async () => {
    const page = await chair(handsCounted);
    await key(page, 'Einspruch: wiederholen').click();
    await expect.poll(names).toEqual(['ballot/void']);
    const repeat = field(0, 'repeat');
    expect(sent()[0]?.[1]).toEqual({ ballot, cause: 'objection', repeat });
    expect(repeat).not.toBe(ballot);
    expectValid('chair');
    show({ ...handsOpen, id: repeat, number: 4, repeats: true });
    await page.getByText('Wiederholung').waitFor();
    await page.getByLabel('Nein', { exact: true }).waitFor();
  });

  test('declaring void asks why; the reason is optional, and it may be repeated at once', async () => {
    const page = await chair(handsCounted);
    await key(page, 'Für ungültig erklären …').click();
    await page.getByRole('radio', { name: 'Störung der Technik' }).check();
    await page.getByLabel('Grund für die Niederschrift (freiwillig)').fill('Stromausfall ');
    await key(page, 'Für ungültig erklären').click();
    await expectSent(['ballot/void', { ballot, cause: 'disturbance', reason: 'Stromausfall' }]);
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
    await key(page, 'Für ungültig erklären …').click();
    await key(page, 'Ungültig, gleich wiederholen').click();
    await expect.poll(names).toEqual(['ballot/void', 'ballot/void']);
    expect(sent()[1]?.[1]).toMatchObject({ ballot, cause: 'objection' });
    expect(sent()[1]?.[1]).toHaveProperty('repeat');
    expect(sent()[1]?.[1]).not.toHaveProperty('reason');
    expectValid('chair');
  });

  test('a lot between equals is asked once more, recorded, and then it is the result', async () => {
    const page = await chair(paperTie);
    await page.getByText('Stimmengleichheit', { exact: true }).waitFor();
    expect(await key(page, 'Los: Mitglied 15').count()).toBe(0);
    await key(page, 'Los: Mitglied 9').click();
    await page.getByText('Los gezogen: Mitglied 9?').waitFor();
    expect(sent()).toEqual([]);
    await key(page, 'Ja, so gezogen').click();
    await expectSent(['ballot/lot', { ballot, option: 'o2' }]);
    expectValid('chair');
    show(paperLot);
    await page.getByText('durch Los: Mitglied 9', { exact: true }).waitFor();
    expect(await key(page, 'Los: Mitglied 9').count()).toBe(0);
  });

  test('a run-off is a new ballot with those who had the most votes, to be changed before it opens', async () => {
    const page = await chair(paperNone, {
      ballotRules: { majority: 'simple', forbidden: [], devices: [] },
    });
    await key(page, 'Stichwahl …').click();
    expect(await page.getByLabel('Antwort 1', { exact: true }).inputValue()).toBe('Mitglied 4');
    expect(await page.getByLabel('Antwort 2', { exact: true }).inputValue()).toBe('Mitglied 9');
    expect(await page.getByLabel('Antwort 3', { exact: true }).count()).toBe(0);
    await key(page, 'Eröffnen').click();
    await expect.poll(names).toEqual(['ballot/open']);
    expect(sent()[0]?.[1]).toMatchObject({
      kind: 'paper',
      majority: 'more-than-half-of-valid',
      options: [{ label: 'Mitglied 4' }, { label: 'Mitglied 9' }, { id: 'abstain' }],
    });
    expect(field(0, 'text')).toMatch(/^Stichwahl: Wahl der/);
    expectValid('chair');
  });

  describe('on the clerk’s page', () => {
    test('the clerk leads with the same keys, and sees of paper the own count first', async () => {
      const page = await clerk(paperOther);
      await page.getByText('Eingetragen. Es fehlt noch: Vorsitz.').waitFor();
      expect(await page.locator('.ballot-table thead th').allTextContents()).toEqual(['Antwort', 'eigene']);
      stage.standIn.show(clerkWith(paperAgree));
      await key(page, 'Abstimmung schließen').click();
      await expectSent(['ballot/close', { ballot }]);
      expectValid('clerk');
    });

    test('a vote is entered for somebody whose device does not work, with the reason', async () => {
      const page = await clerk(deviceOpen);
      await page.getByText('Stimme für jemanden eintragen').click();
      await page.getByLabel('Wessen Stimme').selectOption('Mitglied 6');
      await page.getByRole('combobox', { name: 'Antwort' }).selectOption('Nein');
      expect(await key(page, 'Stimme eintragen').isDisabled()).toBe(true);
      await page.getByLabel(/^Grund/).fill('Abstimmgerät defekt');
      await key(page, 'Stimme eintragen').click();
      await expectSent([
        'ballot/enter',
        { ballot, person: 'm6', choice: 'no', reason: 'Abstimmgerät defekt' },
      ]);
      expectValid('clerk');
    });

    test('with hands only remote members’ votes can be entered: hands in the hall are counted', async () => {
      const page = await clerk(handsRemote);
      await page.getByText('Stimme für jemanden eintragen').click();
      expect(await page.getByLabel('Wessen Stimme').locator('option').allTextContents()).toEqual([
        'Bitte wählen',
        'Mitglied 30',
        'Mitglied 31 (hat abgestimmt)',
        'Mitglied 32 (hat abgestimmt)',
      ]);
    });

    test('this sitting’s ballots stand under their items with text and result, the void one without', async () => {
      const page = await clerk(announced);
      const groups = page.locator('.ballot-group');
      expect(await groups.count()).toBe(3);
      const item = groups.nth(1);
      expect(await item.locator('h3').textContent()).toContain('TOP 5');
      await item.getByText('Änderungsantrag der Gruppe B: Die Nordroute wird vorgezogen geplant.').waitFor();
      expect(await item.locator('.ballot-row').count()).toBe(4);
      expect(await item.locator('.is-voided .ballot-outcome').count()).toBe(0);
      await item.getByText('Ja: 12 · Nein: 18 · Enthaltung: 2').waitFor();
    });

    test('result files and the verifier are links to download', async () => {
      const page = await clerk();
      const link = page.getByRole('link', { name: 'Ergebnisdatei der Abstimmung 2 herunterladen' });
      expect(await link.getAttribute('href')).toBe('/api/ballots/b3-2/result.json');
      expect(await page.getByRole('link', { name: 'Prüfseite herunterladen' }).getAttribute('href')).toBe(
        '/verifier.html',
      );
    });

    test('an excluded chair is said before anybody opens', async () => {
      const view = clerkWith();
      const { sitting, detail } = view;
      const item = sitting?.item;
      if (!item || !detail || !sitting.chair) throw new Error('the fixture has no item and chair');
      const page = await stage.open(
        '/clerk#ballots',
        {
          ...view,
          detail: {
            ...detail,
            items: {
              ...detail.items,
              [item.id]: {
                ...detail.items[item.id],
                excluded: [sitting.chair.person],
              } as (typeof detail.items)[string],
            },
          },
        },
        { theme: 'light' },
      );
      await key(page, 'Neue Abstimmung …').click();
      await page.getByText(/Wer den Vorsitz hat, ist hier befangen/).waitFor();
    });
  });
});
