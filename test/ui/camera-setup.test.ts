/** Setting up cameras on the operator's page in a real browser: reserving, teaching, calibrating, free shots, and the commands that come of it. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { OperatorView } from '../../protocols/api/views.ts';
import { inBrowser, missing, skippedNote } from './browser.ts';
import {
  calibrating,
  freeBarred,
  freeShot,
  teaching,
  teachingMoves,
  withCameras,
} from './camera-fixtures.ts';
import { onOperatorPage } from './camera-stage.ts';
import { midSitting } from './fixtures.ts';

describe.skipIf(missing)(`setting up a camera${skippedNote}`, () => {
  const stage = inBrowser();
  const { sent, names, key, openSetup, expectValid } = onOperatorPage(stage);

  describe('the reservation', () => {
    test('nothing is taken before somebody says so, and a camera on air says what that means', async () => {
      const page = await openSetup(midSitting, 'Kamera 2');
      await page.getByText('Kamera 2 ist auf Sendung. Sie gibt dann sofort an die Totale ab.').waitFor();
      expect(sent()).toEqual([]);
      await key(page, 'Aus der Regie nehmen').click();
      await expect.poll(sent).toEqual([['camera/reserve', { camera: 'cam2' }]]);
      // Only the daemon's word makes it so.
      expect(await page.locator('.stick').count()).toBe(0);
      stage.standIn.show(freeShot);
      await page.getByText('aus der Regie genommen seit 2:4').waitFor();
      await page.locator('.stick').waitFor();
      await key(page, 'Zurück an die Regie').click();
      await expect.poll(sent).toEqual([
        ['camera/reserve', { camera: 'cam2' }],
        ['camera/release', { camera: 'cam2' }],
      ]);
      expect(await page.locator('dialog[open]').count()).toBe(0);
      expectValid();
    });

    test('one that is not on air does not speak of the wide, and cancelling takes nothing', async () => {
      const page = await openSetup(midSitting, 'Kamera 1');
      expect(await page.getByText('gibt dann sofort an die Totale ab').count()).toBe(0);
      await key(page, 'Abbrechen').click();
      expect(await page.locator('dialog[open]').count()).toBe(0);
      expect(sent()).toEqual([]);
    });

    test('a reservation that vanished is said, and no key drives any more', async () => {
      const page = await openSetup(teaching, 'Kamera 1');
      await page.locator('.stick').waitFor();
      stage.standIn.show(midSitting);
      await page.getByText('Kamera 1 ist nicht mehr für Sie reserviert').waitFor();
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('Escape');
      await page.locator('dialog[open]').waitFor({ state: 'detached' });
      expect(sent()).toEqual([]);
    });

    test('leaving the page stops the camera and gives it back', async () => {
      const page = await openSetup(teaching, 'Kamera 1');
      await page.locator('.stick').waitFor();
      await page.goto(`${stage.standIn.url}/sign-in`);
      await expect.poll(sent).toEqual([
        ['camera/drive', { camera: 'cam1', pan: 0, tilt: 0, zoom: 0 }],
        ['camera/release', { camera: 'cam1' }],
      ]);
    });

    test('a tap beside the panel does not close it', async () => {
      const page = await openSetup(teaching, 'Kamera 1');
      await page.mouse.click(4, 4);
      await page.locator('.stick').waitFor();
      expect(sent()).toEqual([]);
    });

    test('the end of a calibration is no loss, and its result is shown', async () => {
      const page = await openSetup(calibrating, 'Kamera 1');
      await page.getByText('Diese Kamera wird gerade eingemessen').waitFor();
      const { calibration } = calibrating.cameras['cam2'] ?? {};
      if (!calibration) throw new Error('the fixture has no result');
      const { reserved: _reserved, ...camera } = withCameras(calibrating, { cam1: { calibration } }).cameras[
        'cam1'
      ] as OperatorView['cameras'][string];
      stage.standIn.show({ ...calibrating, cameras: { ...calibrating.cameras, cam1: camera } });
      await page.getByText('Das Einmessen von Kamera 1 ist zu Ende').waitFor();
      await page.getByText('Fahrzeit: von 0,7 s bis 2,8 s.').waitFor();
      expect(await page.getByText('nicht mehr für Sie reserviert').count()).toBe(0);
    });

    test('closing does not end a calibration', async () => {
      const page = await openSetup(calibrating, 'Kamera 1');
      await page.getByText('Diese Kamera wird gerade eingemessen').waitFor();
      await page.keyboard.press('Escape');
      await page.locator('dialog[open]').waitFor({ state: 'detached' });
      expect(sent()).toEqual([]);
    });

    test('the camera’s own picture is received while the panel is open, and only then', async () => {
      const page = await openSetup(teaching, 'Kamera 1');
      await page.locator('.setup-picture canvas:visible').waitFor();
      expect(stage.standIn.watched.at(-1)).toEqual(['cam1']);
      await page.keyboard.press('Escape');
      await expect.poll(() => stage.standIn.watched.at(-1)).toEqual([]);
    });
  });

  describe('teaching', () => {
    test('a close-up is stored with exactly who was said to be seen', async () => {
      const page = await openSetup(teaching, 'Kamera 1', 'Neu speichern');
      expect(await key(page, 'Speichern').isDisabled()).toBe(true);
      await page.getByText('Bitte erst wählen, wer gezeigt wird.').waitFor();
      await page.getByLabel('Wer wird gezeigt?').fill('12');
      await page.keyboard.press('Enter');
      await page.getByLabel('Mitglied 11 · Platz 11').check();
      await page.getByLabel('Mitglied 13 · Platz 13').check();
      await page.getByLabel('Empore').check();
      await key(page, 'Speichern').click();
      await page.getByText('als Nahaufnahme von Platz 12 unter Nummer 50 gespeichert').waitFor();
      expect(sent()).toEqual([
        [
          'camera/store',
          { camera: 'cam1', preset: 50, subjects: [12], visible: [11, 13], zones: ['gallery'] },
        ],
      ]);
      // Ready for the next seat.
      expect(await key(page, 'Speichern').isDisabled()).toBe(true);
      expectValid();
    });

    test('a group under another number, the seats still without a close-up offered first', async () => {
      const page = await openSetup(teaching, 'Kamera 1', 'Neu speichern');
      await key(page, 'Mitglied 40 · Platz 40').click();
      await page.getByLabel('Mitglied 39 · Platz 39').check();
      await page.getByLabel('Wer wird gezeigt?').fill('mitglied 39');
      await key(page, 'Mitglied 39 · Platz 39').click();
      await page.getByLabel('Speichern unter Nummer').selectOption('53');
      await key(page, 'Speichern').click();
      await page.getByText('als Gruppe Platz 40, 39 unter Nummer 53 gespeichert').waitFor();
      expect(sent()).toEqual([
        ['camera/store', { camera: 'cam1', preset: 53, subjects: [40, 39], visible: [], zones: [] }],
      ]);
      expectValid();
    });

    test.each([
      ['moving', 'Die Kamera fährt noch.'],
      ['unknown', 'Ob die Kamera steht, ist nicht bekannt.'],
    ] as const)('while the camera is %s nothing is stored, and why is said', async (motion, words) => {
      const page = await openSetup(teaching, 'Kamera 1', 'Neu speichern');
      await key(page, 'Mitglied 40 · Platz 40').click();
      expect(await key(page, 'Speichern').isEnabled()).toBe(true);
      stage.standIn.show(withCameras(teaching, { cam1: { motion } }));
      await page.getByText(words).waitFor();
      expect(await key(page, 'Speichern').isDisabled()).toBe(true);
      await page.getByLabel('Wer wird gezeigt?').press('Enter');
      expect(sent()).toEqual([]);
    });

    test('without a free number nothing can be stored', async () => {
      const page = await openSetup(
        withCameras(teaching, { cam1: { freePresets: [] } }),
        'Kamera 1',
        'Neu speichern',
      );
      await page.getByText('Kein Speicherplatz ist mehr frei').waitFor();
      expect(await key(page, 'Speichern').count()).toBe(0);
    });

    test('a failure keeps what was entered', async () => {
      const page = await openSetup(teaching, 'Kamera 1', 'Neu speichern');
      await key(page, 'Mitglied 40 · Platz 40').click();
      stage.standIn.answer = { status: 400, body: { error: 'preset-not-allowed' } };
      await key(page, 'Speichern').click();
      await page.getByText('Voreinstellung speichern: Unter dieser Nummer darf').waitFor();
      await key(page, 'Entfernen: Mitglied 40 · Platz 40').waitFor();
    });

    test('a preset that somebody stored over is warned of, checked, and stored again as it was described', async () => {
      const page = await openSetup(teaching, 'Kamera 1');
      const row = page.locator('.preset', { hasText: 'Mitglied 5' }).first();
      await row.getByText('Jemand hat diese Voreinstellung überspeichert').waitFor();
      await row.getByRole('button', { name: 'Hinfahren: Nummer 5, Mitglied 5' }).click();
      await row.getByRole('button', { name: 'Hier neu speichern …' }).click();
      expect(names()).toEqual(['camera/visit']);
      await key(page, 'Ja, hier neu speichern').click();
      await expect.poll(sent).toEqual([
        ['camera/visit', { camera: 'cam1', preset: 5 }],
        ['camera/store', { camera: 'cam1', preset: 5, subjects: [5], visible: [], zones: [] }],
      ]);
      stage.standIn.show(teachingMoves);
      await expect
        .poll(() => row.getByRole('button', { name: 'Hier neu speichern …' }).isDisabled())
        .toBe(true);
      expectValid();
    });

    test('who is seen is corrected without moving the camera', async () => {
      const page = await openSetup(teaching, 'Kamera 1');
      await key(page, 'Mehr: Nummer 3, Mitglied 3').click();
      const row = page.locator('.preset.is-here');
      await row.getByText('außerdem im Bild: Mitglied 2, Mitglied 4').waitFor();
      await row.getByText('hier gespeichert').waitFor();
      await row.getByRole('button', { name: 'Wer ist zu sehen …' }).click();
      await page.getByLabel('Mitglied 2 · Platz 2').uncheck();
      await page.getByLabel('Empore').uncheck();
      await page.getByLabel('Pressetisch').check();
      await key(page, 'Angaben speichern').click();
      await expect
        .poll(sent)
        .toEqual([
          ['camera/describe', { camera: 'cam1', preset: 3, subjects: [3], visible: [4], zones: ['press'] }],
        ]);
      await row.waitFor();
      expectValid();
    });

    test('a taught preset is forgotten at once and can be taken back', async () => {
      const page = await openSetup(teaching, 'Kamera 1');
      await key(page, /^Mehr: Nummer 40/).click();
      await key(page, 'Vergessen').last().click();
      const shots = teaching.cameras['cam1']?.shots ?? [];
      stage.standIn.show(
        withCameras(teaching, { cam1: { shots: shots.filter(({ preset }) => preset !== 40) } }),
      );
      await page.getByText('Nummer 40 (Mitglied 6, Mitglied 7, Mitglied 8) ist vergessen.').waitFor();
      await key(page, 'Rückgängig').click();
      await expect.poll(sent).toEqual([
        ['camera/forget', { camera: 'cam1', preset: 40 }],
        ['camera/describe', { camera: 'cam1', preset: 40, subjects: [6, 7, 8], visible: [20], zones: [] }],
      ]);
      expectValid();
    });

    test('one from the configuration is asked about first', async () => {
      const page = await openSetup(teaching, 'Kamera 1');
      await key(page, /^Mehr: Nummer 1,/).click();
      await key(page, 'Vergessen').first().click();
      await page.getByText('Sie steht in der Konfiguration.').waitFor();
      // Escape is a no to the question, and nothing else.
      await page.keyboard.press('Escape');
      await page.getByText('Sie steht in der Konfiguration.').waitFor({ state: 'detached' });
      expect(await page.locator('dialog[open]').count()).toBe(1);
      expect(sent()).toEqual([]);
      await key(page, 'Vergessen').first().click();
      await key(page, 'Ja, vergessen').click();
      await expect.poll(sent).toEqual([['camera/forget', { camera: 'cam1', preset: 1 }]]);
    });
  });

  describe('calibrating', () => {
    const section = 'Einmessen';
    const start = (page: Page, name: string) =>
      page.getByRole('dialog').getByRole('button', { name, exact: true }).last();

    test('it says what happens and how long, and begins', async () => {
      const page = await openSetup(teaching, 'Kamera 1', section);
      await page.getByText('Das dauert etwa 2 min. Im öffentlichen Teil geht es nicht.').waitFor();
      await start(page, 'Einmessen').click();
      await expect.poll(sent).toEqual([['camera/calibrate', { camera: 'cam1', afresh: false }]]);
      expectValid();
    });

    test('not in the public part', async () => {
      const page = await openSetup(freeShot, 'Kamera 2', section);
      await page.getByText('Der Teil ist öffentlich.').waitFor();
      expect(await start(page, 'Einmessen').isDisabled()).toBe(true);
    });

    test('it shows how far it is, what failed, and can be stopped; nothing else drives meanwhile', async () => {
      const page = await openSetup(calibrating, 'Kamera 1');
      const bar = page.getByRole('progressbar', { name: 'Fortschritt beim Einmessen' });
      expect(await bar.evaluate((element: HTMLProgressElement) => [element.value, element.max])).toEqual([
        18, 42,
      ]);
      await page.getByText('18 von 42 Fahrten').waitFor();
      await page.getByText('noch etwa 1:36').waitFor();
      await page.getByText('Nicht erreicht: 4.').waitFor();
      await page.keyboard.press('ArrowLeft');
      await key(page, 'Voreinstellungen').click();
      expect(await key(page, 'Hinfahren: Nummer 2, Mitglied 2').isDisabled()).toBe(true);
      await page
        .getByRole('group', { name: 'Was möchten Sie einrichten?' })
        .getByRole('button', { name: section })
        .click();
      await key(page, 'Anhalten').click();
      await expect.poll(sent).toEqual([['camera/stop-calibration', { camera: 'cam1' }]]);
      stage.standIn.show(
        withCameras(calibrating, {
          cam1: { calibration: { state: 'running', done: 41, total: 42, failed: [] } },
        }),
      );
      await page.getByText('41 von 42 Fahrten').waitFor();
      expectValid();
    });

    test('an interrupted one goes on, or begins again', async () => {
      const page = await openSetup(calibrating, 'Kamera 3', section);
      await page.getByText('Angehalten nach 7 von 42 Fahrten.').waitFor();
      await page.getByText('Gewartet werden immer 6,4 s').waitFor();
      await key(page, 'Fortsetzen').click();
      await key(page, 'Von vorn beginnen').click();
      await expect.poll(sent).toEqual([
        ['camera/calibrate', { camera: 'cam3', afresh: false }],
        ['camera/calibrate', { camera: 'cam3', afresh: true }],
      ]);
    });

    test('the result says whose word counts and why, how long moves take, how late the picture is', async () => {
      const reserved = withCameras(calibrating, {
        cam2: { reserved: { sinceAt: 0, why: 'by-hand' }, tally: 'none' },
      });
      const page = await openSetup(reserved, 'Kamera 2', section);
      for (const words of [
        'Meldung „fertig“: kommt, während die Kamera noch fährt. Ihr wird nicht geglaubt',
        'Auskunft „fährt / steht“: stimmt mit der Bewegung überein. Ihr wird geglaubt.',
        'Position: ablesbar.',
        'Fahrzeit: von 0,7 s bis 2,8 s.',
        'Bildverzögerung: 183 ms.',
        'Zuletzt eingemessen am 22. November 2026',
      ])
        await page.getByText(words).waitFor();
    });
  });

  describe('free shots', () => {
    const section = 'Frei zeigen';

    test('a camera is shown as it stands at once, live only after a warning', async () => {
      const page = await openSetup(freeShot, 'Kamera 2', section);
      await key(page, 'So zeigen, wie sie steht').click();
      await key(page, 'Live schwenken').click();
      expect(sent()).toHaveLength(1);
      await page.getByText('Das Publikum sieht jede Bewegung').first().waitFor();
      // While the question stands the arrows do not drive.
      await page.keyboard.press('ArrowLeft');
      await key(page, 'Ja, live zeigen').click();
      await key(page, 'Totale auf Sendung').click();
      await expect.poll(sent).toEqual([
        ['direction/show-free', { camera: 'cam2', live: false }],
        ['direction/show-free', { camera: 'cam2', live: true }],
        ['direction/wide', {}],
      ]);
      expectValid();
    });

    test('it is barred, with the reason, while somebody could be seen who may not', async () => {
      const page = await openSetup(freeBarred, 'Kamera 2', section);
      await page.getByText('Jetzt nicht möglich: Kamera 2: „Empore“ ist im Bild').waitFor();
      expect(await key(page, 'So zeigen, wie sie steht').isDisabled()).toBe(true);
      expect(await key(page, 'Live schwenken').isDisabled()).toBe(true);
    });
  });
});
