/**
 * How decisions look in a real browser: every kind and state on every page that shows it, at each width, light in
 * German and dark in English, and the dialogs.
 */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { View } from '../../protocols/api/views.ts';
import { ballotFixtures } from './ballot-fixtures.ts';
import { chairWith, clerkWith } from './ballot-views.ts';
import { displayWith, hallBallots, operatorWith, progresses } from './ballot-hall-fixtures.ts';
import { inBrowser, missing, seen, skippedNote, widths } from './browser.ts';

const looks = widths.flatMap((width) => [
  { width, theme: 'light', language: 'de' } as const,
  { width, theme: 'dark', language: 'en' } as const,
]);

/** So many on one page, one after the other: a test of its own for each handful, else it takes too long. */
const handful = 7;

function handfuls<Shown>(
  all: Readonly<Record<string, Shown>>,
): readonly (readonly (readonly [string, Shown])[])[] {
  const list = Object.entries(all);
  return Array.from({ length: Math.ceil(list.length / handful) }, (_, index) =>
    list.slice(index * handful, (index + 1) * handful),
  );
}

describe.skipIf(missing)(`the look of decisions${skippedNote}`, () => {
  const stage = inBrowser();
  const { open, look, judge } = stage;

  interface Shelf<Shown> {
    readonly what: string;
    readonly path: string;
    readonly all: Readonly<Record<string, Shown>>;
    /** With a number that the page shows, so that one is told from the next. */
    readonly viewOf: (shown: Shown, number: number) => View;
    /** Where the number stands. */
    readonly place: string;
    readonly looks?: readonly { width: number; theme: 'light' | 'dark'; language: 'de' | 'en' }[];
    readonly isNeverJudged?: boolean;
  }

  function lookAtAll<Shown>({
    what,
    path,
    all,
    viewOf,
    place,
    isNeverJudged = false,
    ...shelf
  }: Shelf<Shown>): void {
    for (const { width, theme, language } of shelf.looks ?? looks)
      for (const [index, few] of handfuls(all).entries())
        test(`${what} ${few.map(([name]) => name).join(', ')}: ${width} px, ${theme}, ${language}`, async () => {
          const [first] = few;
          if (!first) throw new Error('nothing to look at');
          const page = await open(path, viewOf(first[1], 100), { width, theme, language, shows: place });
          for (const [step, [name, one]] of few.entries()) {
            stage.standIn.show(viewOf(one, 100 + step));
            await seen(page, place, String(100 + step));
            // Structure and colours hardly depend on the width: one judges each, in turn light and narrow, dark and wide.
            const isJudged =
              !isNeverJudged &&
              (step % 2 === 0 ? width === 390 && theme === 'light' : width === 1440 && theme === 'dark');
            await (isJudged ? judge : look)(page, `ballot-${what}-${width}-${theme}-${index}-${name}`);
          }
        });
  }

  lookAtAll({
    what: 'chair',
    path: '/chair',
    all: ballotFixtures,
    viewOf: (ballot, number) => chairWith({ ...ballot, number }),
    place: '.ballot h2, .ballot-strip',
  });

  const { handsRemote, deviceLive, deviceClosed, paperDiffer, paperTie, externalDevice, everythingLong } =
    ballotFixtures;
  lookAtAll({
    what: 'clerk',
    path: '/clerk#ballots',
    all: { handsRemote, deviceLive, deviceClosed, paperDiffer, paperTie, externalDevice, everythingLong },
    viewOf: (ballot, number) => clerkWith({ ...ballot, number }),
    place: '.ballot h2',
  });

  lookAtAll({
    what: 'display',
    path: '/display',
    all: hallBallots,
    viewOf: (ballot, number) => displayWith(ballot, { title: `${number}. Sitzung` }),
    place: '.display-head',
    looks: [
      ...looks,
      { width: 1920, theme: 'light', language: 'de' },
      { width: 1920, theme: 'dark', language: 'de' },
    ],
  });

  lookAtAll({
    what: 'overlay',
    path: '/overlay',
    all: hallBallots,
    viewOf: (ballot, number) =>
      displayWith({ ...ballot, item: { number: String(number), title: 'Radwegekonzept' } }),
    place: '.over-text',
    looks: [390, 1280, 1920].map((width) => ({ width, theme: 'dark', language: 'de' })),
    isNeverJudged: true,
  });

  lookAtAll({
    what: 'operator',
    path: '/operator',
    all: progresses,
    viewOf: (ballot, number) => operatorWith({ ...ballot, number }),
    place: '.voting h2',
  });

  const press = (name: RegExp) => async (page: Page) => page.getByRole('button', { name }).first().click();
  const { handsCounted, announced } = ballotFixtures;
  const dialogs: readonly (readonly [string, string, View, (page: Page) => Promise<void>])[] = [
    ['open', '/chair', chairWith(), press(/^Abstimmen …/)],
    [
      'list',
      '/chair',
      chairWith(),
      async (page) => {
        await press(/^Abstimmen …/)(page);
        await page.getByText('Antworten und weitere Angaben').click();
        await page.getByRole('radio', { name: 'Wahl oder Auswahl aus einer Liste' }).check();
        for (let count = 2; count < 9; count++) await press(/^Antwort hinzufügen/)(page);
      },
    ],
    [
      'device',
      '/chair',
      chairWith(),
      async (page) => {
        await press(/^Abstimmen …/)(page);
        await page.getByRole('radio', { name: 'Offen mit Gerät' }).check();
        await page.getByText('Antworten und weitere Angaben').click();
      },
    ],
    ['excluded', '/chair', chairWith(undefined, { isChairExcluded: true }), press(/^Abstimmen …/)],
    ['void', '/chair', chairWith(handsCounted), press(/^Für ungültig erklären/)],
    ['whole-text', '/chair', chairWith(everythingLong), press(/^Ganzen Text lesen/)],
    ['details', '/chair', chairWith(announced), press(/^Einzelheiten/)],
    ['lot', '/chair', chairWith(paperTie), press(/^Los: Mitglied 4/)],
    ['run-off', '/chair', chairWith(paperTie), press(/^Stichwahl/)],
    ['clerk-open', '/clerk#ballots', clerkWith(), press(/^Neue Abstimmung/)],
    ['keypads', '/operator', operatorWith(undefined, 'test-1'), press(/^Abstimmgeräte/)],
    [
      'assign',
      '/operator',
      operatorWith(),
      async (page) => {
        await press(/^Abstimmgeräte/)(page);
        await page.locator('.keypad').nth(6).click();
      },
    ],
    ['drain', '/operator', operatorWith(progresses.closed), press(/^Trotzdem auszählen/)],
  ];
  for (const [name, path, view, act] of dialogs)
    test.each([390, 1180, 1440])(`the dialog ${name} is fit to look at, %i px`, async (width) => {
      const page = await open(path, view, { width, theme: width === 1440 ? 'dark' : 'light' });
      await act(page);
      await page.locator('dialog[open]').first().waitFor();
      await judge(page, `ballot-dialog-${name}-${width}`);
    });

  test('on a tablet on its side the key for what comes next is in view, however much there is to read', async () => {
    const page = await open('/chair', chairWith(), { width: 1180, theme: 'light' });
    const { handsRemote, deviceOpen, longOpen, rollDone, paperAgree } = ballotFixtures;
    for (const [ballot, name] of [
      [handsRemote, 'Zählung eintragen'],
      [deviceOpen, 'Abstimmung schließen'],
      [longOpen, 'Abstimmung schließen'],
      [rollDone, /^Verlesen/],
      [paperAgree, 'Abstimmung schließen'],
      [handsCounted, 'Bekanntgeben'],
      [everythingLong, 'Bekanntgeben'],
    ] as const) {
      stage.standIn.show(chairWith(ballot));
      const key = page.getByRole('button', { name });
      await key.waitFor();
      const box = await key.boundingBox();
      const keysTop = (await page.locator('.chair-keys').boundingBox())?.y ?? 0;
      expect((box?.y ?? Infinity) + (box?.height ?? 0), String(name)).toBeLessThanOrEqual(keysTop);
      expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(820);
    }
  });

  test('the chair’s page with a ballot is whole at 200 %% zoom', async () => {
    const page = await open('/chair', chairWith(ballotFixtures.handsRemote), {
      width: 590,
      height: 410,
      theme: 'light',
      scale: 2,
    });
    await judge(page, 'ballot-zoom');
    stage.standIn.show(chairWith(everythingLong));
    await page.getByRole('button', { name: 'Bekanntgeben' }).waitFor();
    await judge(page, 'ballot-zoom-long');
  });
});
