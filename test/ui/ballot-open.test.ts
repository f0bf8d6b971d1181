/** Opening a ballot on the chair's page, “einstimmig” in one key, and what is refused before and after. */
import { describe, expect, test } from 'vitest';
import type { BallotView } from '../../protocols/api/views/ballot.ts';
import { electorate, handsCounted, handsOpen, handsUnsealed, longText, text } from './ballot-fixtures.ts';
import { withBallots } from './ballot-stage.ts';
import { inBrowser, missing, skippedNote } from './browser.ts';

describe.skipIf(missing)(`opening a ballot${skippedNote}`, () => {
  const stage = inBrowser();
  const { chair, show, sent, field, names, key, expectValid } = withBallots(stage);
  const idOf = (): string => field(0, 'id');

  test('the drafted decision is there already: two presses open a ballot by hands on the item that runs', async () => {
    const page = await chair();
    await key(page, 'Abstimmen …').press('Enter');
    await page.locator('dialog[open]').waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(names).toEqual(['ballot/open']);
    expect(sent()[0]?.[1]).toEqual({
      id: idOf(),
      item: 'i3',
      text,
      kind: 'hands',
      named: false,
      live: false,
    });
    expectValid('chair');
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
  });

  test('a motion, its kind, its majority, names and a time limit', async () => {
    const page = await chair();
    await key(page, 'Abstimmen …').click();
    await key(page, 'Antrag: Gruppe B').click();
    await page.getByRole('radio', { name: 'Offen mit Gerät' }).check();
    await page.getByLabel('Mehrheit').selectOption('Mehr als die Hälfte aller Mitglieder');
    await page.getByText('Antworten und weitere Angaben').click();
    await page.getByLabel('Namen stehen beim Ergebnis').check();
    await page.getByLabel('Zwischenstand zeigen').check();
    await page.getByLabel('Schließt von selbst').selectOption('nach 60 Sekunden');
    await key(page, 'Eröffnen').click();
    await expect.poll(names).toEqual(['ballot/open']);
    expect(sent()[0]?.[1]).toEqual({
      id: idOf(),
      item: 'i3',
      text: 'Die Nordroute wird vorgezogen geplant.',
      kind: 'device',
      named: true,
      live: true,
      majority: 'of-all',
      seconds: 60,
    });
    expectValid('chair');
  });

  test('an election has the names that were typed; too few and doubles are said, and nothing is sent', async () => {
    const page = await chair(undefined, { ballotRules: { majority: 'simple', forbidden: [], devices: [] } });
    await key(page, 'Abstimmen …').click();
    await page.getByRole('radio', { name: 'Geheim auf Papier' }).check();
    await page.getByText('Antworten und weitere Angaben').click();
    await page.getByRole('radio', { name: 'Wahl oder Auswahl aus einer Liste' }).check();
    await page.getByLabel('Antwort 1', { exact: true }).fill('Mitglied 4');
    await key(page, 'Eröffnen').click();
    await page.getByText('Zur Auswahl braucht es mindestens zwei Antworten.').waitFor();
    await page.getByLabel('Antwort 2', { exact: true }).fill('mitglied 4');
    await page.getByText('Eine Antwort steht zweimal da.').waitFor();
    expect(sent()).toEqual([]);
    await page.getByLabel('Antwort 2', { exact: true }).fill('Mitglied 9');
    await key(page, 'Antwort hinzufügen').click();
    await page.getByLabel('Antwort 3', { exact: true }).fill('Mitglied 15');
    await key(page, 'Eröffnen').click();
    await expect.poll(names).toEqual(['ballot/open']);
    expect(sent()[0]?.[1]).toMatchObject({
      kind: 'paper',
      options: [
        { id: 'o1', label: 'Mitglied 4', meaning: null },
        { id: 'o2', label: 'Mitglied 9', meaning: null },
        { id: 'o3', label: 'Mitglied 15', meaning: null },
        { id: 'abstain', label: 'Enthaltung', meaning: 'abstain' },
      ],
    });
    expect(sent()[0]?.[1]).not.toHaveProperty('majority');
    expectValid('chair');
  });

  test('a motion on the procedure belongs to no item, and a text of 5,000 characters goes through', async () => {
    const page = await chair();
    await key(page, 'Abstimmen …').click();
    await key(page, 'Zur Geschäftsordnung').click();
    await page.getByLabel('Worüber abgestimmt wird').fill(longText);
    await key(page, 'Eröffnen').click();
    await expect.poll(names).toEqual(['ballot/open']);
    expect(sent()[0]?.[1]).toMatchObject({ item: null, text: longText.trim() });
    expectValid('chair');
  });

  test('what the rules forbid is off, with the rule', async () => {
    const page = await chair();
    await key(page, 'Abstimmen …').click();
    const paper = page.getByRole('radio', { name: 'Geheim auf Papier' });
    expect(await paper.isDisabled()).toBe(true);
    await page.getByText('§ 29a Abs. 5 KV M-V').waitFor();
  });

  test('an excluded chair sees why, and opens only what is not about the item', async () => {
    const page = await chair(undefined, { isChairExcluded: true });
    await key(page, 'Abstimmen …').click();
    await page
      .getByText('Wer den Vorsitz hat, ist hier befangen. Bitte erst den Vorsitz übergeben.')
      .waitFor();
    expect(await key(page, 'Eröffnen').isDisabled()).toBe(true);
    await key(page, 'Zur Geschäftsordnung').click();
    expect(await key(page, 'Eröffnen').isDisabled()).toBe(false);
  });

  test('a refusal is a sentence, and the dialog keeps what was typed for the next try under the same id', async () => {
    const page = await chair();
    await key(page, 'Abstimmen …').click();
    await page.getByLabel('Worüber abgestimmt wird').fill('Die Vorlage wird verwiesen.');
    stage.standIn.answer = { status: 409, body: { error: 'nobody-votes' } };
    await key(page, 'Eröffnen').click();
    await page.getByText('Eröffnen: Niemand ist stimmberechtigt.').waitFor();
    stage.standIn.answer = { status: 200, body: { ok: true, evidence: 'completed' } };
    await key(page, 'Eröffnen').click();
    await expect.poll(names).toEqual(['ballot/open', 'ballot/open']);
    expect(sent()[1]).toEqual(sent()[0]);
  });

  describe('“einstimmig”', () => {
    /** As the daemon would go on, step by step. */
    const steps = (id: string, part: Partial<BallotView> = {}): readonly BallotView[] => {
      const counted = [
        { by: 'chair', counts: { yes: 32, no: 0, abstain: 0 }, invalid: 0, source: 'typed' as const },
      ];
      return [
        { ...handsOpen, id, ...part },
        { ...handsOpen, id, counted, ...part },
        { ...handsOpen, id, counted, state: 'closed', ...part },
        { ...handsUnsealed, id, counted },
        { ...handsCounted, id, counted },
      ];
    };

    test('is one key: opened, counted, closed and announced, each once the one before holds', async () => {
      const page = await chair();
      await key(page, 'Abstimmen …').click();
      await key(page, /^Einstimmig/).click();
      await expect.poll(names).toEqual(['ballot/open']);
      const [opened, counted, closed, unsealed, sealed] = steps(idOf());
      if (!opened || !counted || !closed || !unsealed || !sealed) throw new Error('a step is missing');
      show(opened);
      await expect.poll(names).toEqual(['ballot/open', 'ballot/count']);
      expect(sent()[1]?.[1]).toEqual({
        ballot: idOf(),
        counts: { yes: 32, no: 0, abstain: 0 },
        invalid: 0,
        confirmed: false,
        source: 'typed',
      });
      show(counted);
      await expect.poll(names).toEqual(['ballot/open', 'ballot/count', 'ballot/close']);
      show(closed);
      show(unsealed);
      await page.getByText('Das Ergebnis wird versiegelt …').waitFor();
      expect(names()).toHaveLength(3);
      show(sealed);
      await expect.poll(names).toEqual(['ballot/open', 'ballot/count', 'ballot/close', 'ballot/announce']);
      expectValid('chair');
    });

    test('stops where remote members still have to vote: their votes are not passed over', async () => {
      const page = await chair();
      await key(page, 'Abstimmen …').click();
      await key(page, /^Einstimmig/).click();
      await expect.poll(names).toEqual(['ballot/open']);
      const [opened, counted] = steps(idOf(), { ...electorate(32, 2), inRoom: 30 });
      if (!opened || !counted) throw new Error('a step is missing');
      show(opened);
      await expect.poll(names).toEqual(['ballot/open', 'ballot/count']);
      expect(sent()[1]?.[1]).toMatchObject({ counts: { yes: 30, no: 0, abstain: 0 } });
      show(counted);
      await key(page, 'Schließen, 2 Zugeschaltete fehlen').waitFor();
      expect(names()).toHaveLength(2);
    });

    test('stops at the first step that is refused', async () => {
      const page = await chair();
      await key(page, 'Abstimmen …').click();
      await key(page, /^Einstimmig/).click();
      await expect.poll(names).toEqual(['ballot/open']);
      stage.standIn.answer = { status: 409, body: { error: 'more-votes-than-people' } };
      const [opened, counted] = steps(idOf());
      if (!opened || !counted) throw new Error('a step is missing');
      show(opened);
      await page.getByText(/^Einstimmig: Das sind mehr Stimmen/).waitFor();
      show(counted);
      await key(page, 'Abstimmung schließen').waitFor();
      expect(names()).toEqual(['ballot/open', 'ballot/count']);
    });

    test('is not taken up by a page that did not begin it', async () => {
      const page = await chair(steps('b9')[0]);
      await key(page, 'Eintragen und schließen').waitFor();
      show({ ...handsCounted, id: 'b9' });
      await key(page, 'Bekanntgeben').waitFor();
      expect(sent()).toEqual([]);
    });
  });
});
