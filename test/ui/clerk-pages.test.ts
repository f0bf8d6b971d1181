/**
 * The look of the clerk's page in a real browser: each task at 390, 820 and 1440 px, light and dark, German and
 * English, at 200 % zoom, and in its special states.
 */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { ClerkView } from '../../protocols/api/views.ts';
import { inBrowser, missing, skippedNote, widths } from './browser.ts';
import { clerkFixtures, clerkLong, clerkSitting, clerkStart, someRetention } from './clerk-fixtures.ts';
import { importDone, importFailed, importPartial, importRunning } from './clerk-imports.ts';

const tasks = ['sitting', 'attendance', 'floor', 'register', 'minutes'] as const;

describe.skipIf(missing)(`the look of the clerk’s page${skippedNote}`, () => {
  const stage = inBrowser();
  const { look, judge } = stage;

  function open(task: string, view: ClerkView, opening: Parameters<typeof stage.open>[2]): Promise<Page> {
    stage.standIn.retention = someRetention;
    return stage.open(`/clerk#${task}`, view, opening);
  }

  for (const task of tasks)
    for (const width of widths)
      test(`${task} is fit to look at in light and dark, German and English, ${width} px`, async () => {
        const page = await open(task, clerkSitting, { width, theme: 'light' });
        // Colours and structure are judged at the narrowest and the widest; at the others the room for the words counts.
        await (width === 390 ? judge : look)(page, `clerk-${task}-${width}-light-de`);
        await page.emulateMedia({ colorScheme: 'dark' });
        await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe('dark');
        await (width === 1440 ? judge : look)(page, `clerk-${task}-${width}-dark-de`);
        await page.getByLabel('Sprache').selectOption('en');
        await page.locator('html[lang="en"]').waitFor();
        await look(page, `clerk-${task}-${width}-dark-en`);
        await page.emulateMedia({ colorScheme: 'light' });
        await expect.poll(() => page.locator('html').getAttribute('data-theme')).not.toBe('dark');
        await look(page, `clerk-${task}-${width}-light-en`);
      });

  // What zooming to 200 % leaves of a desk screen and a tablet, and the narrowest that WCAG 1.4.10 asks for.
  for (const task of tasks)
    test.each([720, 410, 320])(`${task} keeps everything in view when zoomed, %i px`, async (width) => {
      const page = await open(task, clerkSitting, { width, theme: 'light' });
      await look(page, `clerk-${task}-zoom-${width}`);
    });

  const states: readonly (readonly [keyof typeof clerkFixtures, (typeof tasks)[number]])[] = [
    ['clerkStart', 'sitting'],
    ['clerkStart', 'attendance'],
    ['clerkBare', 'sitting'],
    ['clerkBare', 'attendance'],
    ['clerkBare', 'register'],
    ['clerkBare', 'minutes'],
    ['clerkPrepared', 'sitting'],
    ['clerkPrepared', 'attendance'],
    ['clerkNonPublic', 'sitting'],
    ['clerkNonPublic', 'floor'],
    ['clerkClosed', 'sitting'],
    ['clerkLong', 'sitting'],
    ['clerkLong', 'attendance'],
  ];
  for (const [index, [name, task]] of states.entries())
    for (const width of widths)
      test(`${task} in the state ${name} is fit to look at, ${width} px`, async () => {
        const theme = (index + width) % 20 === 0 ? 'dark' : 'light';
        const page = await open(task, clerkFixtures[name], { width, theme });
        await (width === 390 ? judge : look)(page, `clerk-state-${name}-${task}-${width}-${theme}`);
      });

  test('four hundred items with titles of 5,000 characters show within two seconds and stay short', async () => {
    /** How long until so many items stand there: the usual agenda tells what this machine is worth now. */
    const shown = async (view: ClerkView, items: number): Promise<readonly [Page, number]> => {
      const before = Date.now();
      const page = await open('sitting', view, { width: 1440, theme: 'light' });
      await page
        .locator('.agenda-row')
        .nth(items - 1)
        .waitFor({ state: 'attached' });
      return [page, Date.now() - before];
    };
    const [, usual] = await shown(clerkSitting, 5);
    const [page, long] = await shown(clerkLong, 400);
    expect(long).toBeLessThan(Math.max(2000, 4 * usual));
    const longest = await page
      .locator('.agenda-title')
      .evaluateAll((titles) => Math.max(...titles.map((title) => title.textContent.length)));
    expect(longest).toBeLessThan(200);
    await page.locator('.agenda-detail').getByRole('button', { name: 'mehr' }).first().click();
    await page.locator('.agenda-detail').getByRole('button', { name: 'weniger' }).waitFor();
    await look(page, 'clerk-long-title-open');
  });

  describe('the dialogs', () => {
    /** Opens the agenda's detail of the item that runs; on narrow pages it is closed at first. */
    async function detail(page: Page, width: number): Promise<void> {
      if (width < 1100) await page.getByRole('button', { name: /^5 Radwegekonzept/ }).click();
    }
    const dialogs: readonly (readonly [
      string,
      (typeof tasks)[number],
      (page: Page, width: number) => Promise<void>,
    ])[] = [
      ['urgent', 'sitting', async (page) => page.getByRole('button', { name: 'Dringlicher Punkt' }).click()],
      ['close', 'sitting', async (page) => page.getByRole('button', { name: 'Sitzung schließen' }).click()],
      ['interrupt', 'sitting', async (page) => page.getByRole('button', { name: 'Unterbrechen' }).click()],
      [
        'edit',
        'sitting',
        async (page, width) => {
          await detail(page, width);
          await page.getByRole('button', { name: 'Bearbeiten' }).click();
          await page.getByText('Weitere Angaben').click();
        },
      ],
      [
        'decision',
        'sitting',
        async (page, width) => {
          await detail(page, width);
          await page.getByRole('button', { name: 'Beschluss eintragen' }).click();
        },
      ],
      ['guest', 'attendance', async (page) => page.getByRole('button', { name: 'Gast hinzufügen' }).click()],
      [
        'seat',
        'attendance',
        async (page) => {
          await page.getByRole('button', { name: /^Platz 9,/ }).click();
          await page.getByLabel('Zweite Person an diesem Mikrofon').waitFor();
        },
      ],
      [
        'entry',
        'attendance',
        async (page, width) => {
          if (width < 1100) await page.getByRole('button', { name: 'Liste', exact: true }).click();
          await page.getByRole('button', { name: 'Eintrag mit Uhrzeit: Mitglied 3', exact: true }).click();
        },
      ],
      ['person', 'register', async (page) => page.getByRole('button', { name: /^Mitglied 18 / }).click()],
      [
        'correction',
        'minutes',
        async (page) => page.getByRole('button', { name: 'Nachtrag eintragen' }).click(),
      ],
      [
        'retention',
        'minutes',
        async (page) => page.getByRole('button', { name: /^Fälliges löschen/ }).click(),
      ],
    ];
    for (const [name, task, act] of dialogs)
      test.each([390, 1440])(`${name} is fit to look at, %i px`, async (width) => {
        const page = await open(task, name === 'close' ? clerkFixtures.clerkNonPublic : clerkSitting, {
          width,
          theme: 'light',
        });
        await act(page, width);
        await page.locator('dialog[open]').waitFor();
        await judge(page, `clerk-dialog-${name}-${width}`);
      });
  });

  test.each([390, 820, 1440])('the form of a sitting is fit to look at, %i px', async (width) => {
    const page = await open('sitting', clerkStart, { width, theme: 'light' });
    await page.getByRole('button', { name: /^13\. Sitzung/ }).click();
    await page
      .getByLabel('Tagesordnung als Text')
      .fill('Öffentlicher Teil\n1\tEröffnung\n2\tHaushalt 2027\nNichtöffentlicher Teil\n3\tVergabe');
    await page.getByRole('button', { name: '3 Punkte übernehmen' }).click();
    await page.getByRole('button', { name: 'Weitere Angaben: 3' }).click();
    await judge(page, `clerk-form-${width}`);
  });

  test.each([390, 1440])(
    'a body with its members and its seat plan is fit to look at, %i px',
    async (width) => {
      const page = await open('register', clerkSitting, { width, theme: 'light' });
      await page.getByRole('button', { name: /^Gremien/ }).click();
      await judge(page, `clerk-bodies-${width}`);
      await page.getByRole('button', { name: /^Stadtvertretung/ }).click();
      await page.getByRole('button', { name: /^Mitglied 1 / }).click();
      await judge(page, `clerk-body-${width}`);
    },
  );

  test.each([390, 1440])('an import is fit to look at in every step, %i px', async (width) => {
    const page = await open('sitting', clerkStart, { width, theme: 'light' });
    stage.standIn.importStates = [importRunning];
    await page.getByRole('button', { name: /^Importieren/ }).click();
    await judge(page, `clerk-import-choose-${width}`);
    await page.getByRole('button', { name: /^Ratsinformationssystem/ }).click();
    await page.getByText('12 / 60').waitFor();
    await judge(page, `clerk-import-running-${width}`);
    stage.standIn.importStates = [importDone];
    await page.getByText('15. Sitzung der Stadtvertretung').waitFor();
    await judge(page, `clerk-import-difference-${width}`);
    await page.getByRole('button', { name: 'Abbrechen' }).click();
    await page.getByRole('button', { name: 'Ja, schließen' }).click();
    for (const [name, state, words] of [
      ['partial', importPartial, 'Der Import ist nicht vollständig.'],
      ['failed', importFailed, 'Der Import ist fehlgeschlagen.'],
    ] as const) {
      stage.standIn.importStates = [state];
      await page.getByRole('button', { name: /^Importieren/ }).click();
      await page.getByRole('button', { name: /^Ratsinformationssystem/ }).click();
      await page.getByText(words).waitFor();
      await judge(page, `clerk-import-${name}-${width}`);
      await page.getByRole('button', { name: 'Schließen', exact: true }).first().click();
      if (name === 'partial') await page.getByRole('button', { name: 'Ja, schließen' }).click();
    }
  });

  test.each(widths)('a daemon that hangs shows, and what was known stays readable, %i px', async (width) => {
    const page = await open('sitting', clerkSitting, { width });
    stage.standIn.silent = true;
    await page.getByText('Keine Verbindung zur Saalregie').waitFor({ timeout: 3000 });
    await judge(page, `clerk-lost-${width}`);
  });
});
