/** The non-public part on the pages of operator and chair: told in words, green only when all of it is, and the chair's own way. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { ClosedPart } from '../../protocols/api/views/broadcast.ts';
import type { ChairView } from '../../protocols/api/views.ts';
import { broadcastAround, broadcastFixtures, closing, green, overridden } from './broadcast-fixtures.ts';
import { leading } from './broadcast-stage.ts';
import { inBrowser, missing, skippedNote } from './browser.ts';

const { closingPart, greenPart } = broadcastFixtures;
const { chairAwaiting, chairGreen, chairOverridden, chairOnHold } = broadcastAround;

const { closedPart: _part, ...withoutPart } = chairGreen;
const publicAgain: ChairView = {
  ...withoutPart,
  publicity: 'public',
  transmitted: 'yes',
  ...(chairOnHold.sitting === undefined ? {} : { sitting: chairOnHold.sitting }),
};

describe.skipIf(missing)(`the non-public part${skippedNote}`, () => {
  const stage = inBrowser();
  const { open } = stage;
  const { sent, key, lose, expectValid } = leading(stage);
  const rows = (page: Page) => page.locator('.check:visible');
  const texts = (page: Page): Promise<string[]> =>
    rows(page).evaluateAll((all) => all.map((row) => (row.textContent ?? '').trim()));
  const withPart = (view: ChairView, closedPart: ClosedPart): ChairView => ({ ...view, closedPart });

  test.each([
    ['operator', closingPart],
    ['chair', chairAwaiting],
  ] as const)(
    'the %s reads each check in words, and each state has a word and a sign of its own',
    async (role, view) => {
      const page = await open(`/${role}`, view);
      expect(await texts(page)).toEqual([
        'Bild: nur die Tafelbestätigt',
        'Ton: stummbestätigt',
        'Stream: aussteht noch aus',
        'Aufzeichnung: aus oder internbestätigt',
        'Virtuelle Kamera: ausnicht erfüllt',
        'Wiedergabepuffer: ausbestätigt',
        'Weitere Ausgänge: ausunbekannt',
        'Öffentliche Seiten: nur die Tafelbestätigt',
        'Mikrofone der Mitglieder: ausbestätigt',
        'Konferenz: Gäste entferntsteht noch aus',
        'Konferenz: nur Berechtigtesteht noch aus',
        'Konferenz: keine Aufzeichnungbestätigt',
        'Allein im Raum: Mitglied 31bestätigt',
        'Allein im Raum: Mitglied 32steht noch aus',
      ]);
      const signs = await rows(page).evaluateAll((all) =>
        all.map(
          (row) => `${row.querySelector('.check-state')?.textContent} ${row.querySelector('svg')?.innerHTML}`,
        ),
      );
      expect(new Set(signs).size).toBe(4);
      await page.getByText('TOP 12 wird aufgerufen, sobald alles bestätigt ist').waitFor();
      await page.getByText('Noch nicht bestätigt: 6').waitFor();
      expect(await page.locator('.closed-part.is-green').count()).toBe(0);
    },
  );

  test.each([
    ['operator', greenPart],
    ['chair', chairGreen],
  ] as const)(
    'for the %s it is green and folded once all is confirmed, and can be read all the same',
    async (role, view) => {
      const page = await open(`/${role}`, view);
      await page.locator('.closed-part.is-green').getByText('Alles ist bestätigt').waitFor();
      expect(await rows(page).count()).toBe(0);
      await key(page, 'Liste zeigen').click();
      expect(await rows(page).count()).toBe(14);
    },
  );

  test('one check that nobody can tell is not green', async () => {
    const [first, ...rest] = green.checks;
    if (first === undefined) throw new Error('the fixture has no checks');
    const page = await open(
      '/chair',
      withPart(chairGreen, { isGreen: false, checks: [{ ...first, state: 'unknown' }, ...rest] }),
    );
    await page.locator('.closed-part.is-red').getByText('Noch nicht bestätigt: 1').waitFor();
    expect(await page.locator('.is-green').count()).toBe(0);
  });

  test('checks that nobody has begun are not green either', async () => {
    const page = await open('/chair', withPart(chairGreen, { isGreen: false, checks: [] }));
    await page.getByText('Noch nichts ist geprüft').waitFor();
  });

  test('it is not there without such a part', async () => {
    const page = await open('/operator', broadcastFixtures.prepared);
    expect(await page.locator('.closed-part').count()).toBe(0);
    const chair = await open('/chair', publicAgain);
    expect(await chair.locator('.closed-part').count()).toBe(0);
  });

  test('the operator answers for what no machine sees; it shows only once the daemon says so', async () => {
    const page = await open('/operator', closingPart);
    const box = (name: string) => page.getByRole('checkbox', { name: `${name}: Erledigt` });
    expect(await page.getByRole('checkbox').count()).toBe(5);
    await box('Konferenz: Gäste entfernt').click();
    await box('Allein im Raum: Mitglied 32').click();
    await box('Konferenz: keine Aufzeichnung').click();
    await box('Allein im Raum: Mitglied 31').click();
    await expect.poll(sent).toEqual([
      ['broadcast/confirm', { check: 'conference-guests', done: true }],
      ['broadcast/alone', { person: 'm32', alone: true }],
      ['broadcast/confirm', { check: 'conference-recording', done: false }],
      ['broadcast/alone', { person: 'm31', alone: false }],
    ]);
    expectValid('operator');
    expect(await box('Konferenz: Gäste entfernt').isChecked()).toBe(false);
    expect(await box('Konferenz: keine Aufzeichnung').isChecked()).toBe(true);
  });

  test.each(['failed', 'unknown'] as const)(
    'what is %s counts as not done: a press says that it is',
    async (state) => {
      const page = await open('/operator', {
        ...greenPart,
        broadcast: {
          ...greenPart.broadcast,
          closedPart: {
            isGreen: false,
            checks: green.checks.map((check) =>
              check.id === 'conference-roster' ? { ...check, state } : check,
            ),
          },
        },
      });
      const box = page.getByRole('checkbox', { name: 'Konferenz: nur Berechtigte: Erledigt' });
      expect(await box.isChecked()).toBe(false);
      await box.click();
      await expect.poll(sent).toEqual([['broadcast/confirm', { check: 'conference-roster', done: true }]]);
    },
  );

  test('on a lost connection nothing is confirmed, but it can be taken back', async () => {
    const page = await open('/operator', closingPart);
    await lose(page);
    const state = await page
      .getByRole('checkbox')
      .evaluateAll((all) =>
        all.map((box) => [(box as HTMLInputElement).checked, (box as HTMLInputElement).disabled]),
      );
    expect(state).toEqual([
      [false, true],
      [false, true],
      [true, false],
      [true, false],
      [false, true],
    ]);
  });

  describe('the chair’s own way', () => {
    test('names what is missing, needs a reason, and gives one command', async () => {
      const page = await open('/chair', chairAwaiting);
      await key(page, 'Trotzdem aufrufen …').click();
      const missingOnes = await page
        .locator('.chair-missing li')
        .evaluateAll((all) => all.map((row) => row.textContent ?? ''));
      expect(missingOnes).toHaveLength(6);
      expect(missingOnes).toContain('Virtuelle Kamera: aus – nicht erfüllt');
      expect(missingOnes).toContain('Weitere Ausgänge: aus – unbekannt');
      const yes = key(page, 'Ja, trotzdem aufrufen');
      expect(await yes.isDisabled()).toBe(true);
      await page.getByLabel('Grund (nötig)').fill('   ');
      expect(await yes.isDisabled()).toBe(true);
      await page.getByLabel('Grund (nötig)').fill(' Die Konferenz ist beendet. ');
      await yes.click();
      await expect.poll(sent).toEqual([['broadcast/override', { reason: 'Die Konferenz ist beendet.' }]]);
      expectValid('chair');
    });

    test('is closed on a lost connection, also in the middle of the question', async () => {
      const page = await open('/chair', chairAwaiting);
      await key(page, 'Trotzdem aufrufen …').click();
      await page.getByLabel('Grund (nötig)').fill('Die Konferenz ist beendet.');
      await lose(page);
      expect(await key(page, 'Ja, trotzdem aufrufen').isDisabled()).toBe(true);
    });

    test('in force it is red with reason, age and what was missing, and never green', async () => {
      const page = await open('/chair', chairOverridden);
      await page.getByText(/Der Vorsitz hat vor 1:3\d trotzdem weitergemacht: Die Konferenz ist/).waitFor();
      await page.getByText('Nicht bestätigt war: Stream: aus, Virtuelle Kamera: aus').waitFor();
      expect(await page.locator('.closed-part.is-red').count()).toBe(1);
      expect(await key(page, 'Trotzdem aufrufen …').count()).toBe(0);
    });

    test('does not cover what breaks later: then it asks again', async () => {
      const page = await open('/chair', chairOverridden);
      stage.standIn.show(
        withPart(chairOverridden, {
          ...overridden,
          checks: closing.checks.map((check) =>
            check.id === 'sound' ? { ...check, state: 'failed' } : check,
          ),
        }),
      );
      await key(page, 'Trotzdem aufrufen …').waitFor();
      expect(await rows(page).count()).toBe(14);
    });

    test('without anything missing there is nothing to override', async () => {
      const page = await open('/chair', chairGreen);
      expect(await key(page, 'Trotzdem aufrufen …').count()).toBe(0);
    });
  });

  describe('the chair’s keys for the broadcast', () => {
    test('hold, pause and discard, each in two taps, also on a lost connection', async () => {
      const page = await open('/chair', publicAgain, { hasTouch: true });
      for (const name of [/^Einspruch/, /^Pause/]) {
        await key(page, 'Übertragung anhalten …').tap();
        await key(page, name).tap();
        await page.locator('dialog[open]').waitFor({ state: 'detached' });
      }
      await lose(page);
      await key(page, 'Übertragung anhalten …').tap();
      await key(page, /^Zuletzt Gesprochenes verwerfen/).tap();
      await expect.poll(sent).toEqual([
        ['broadcast/hold', {}],
        ['broadcast/pause', {}],
        ['broadcast/discard', {}],
      ]);
      expectValid('chair');
    });

    test('an objection is told beside the state of the sitting, and who ends it', async () => {
      const page = await open('/chair', chairOnHold);
      await page.locator('.badge', { hasText: 'Einspruch' }).waitFor();
      await page.locator('.badge', { hasText: 'Eröffnet' }).waitFor();
      await page.getByText('Die Regie gibt die Übertragung wieder frei').waitFor();
    });

    test('open microphones have their age', async () => {
      const page = await open('/chair', publicAgain);
      expect(await page.locator('.open-microphones').textContent()).toMatch(
        /Offene Mikrofone.*Vorsitzendes Mitglied 12:3\d.*Mitglied 12 2:4\d/,
      );
    });
  });
});
