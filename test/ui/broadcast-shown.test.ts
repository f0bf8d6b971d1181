/** What the public sees of the broadcast's state: slates with the time announced, captions; and the words behind the operator's numbers. */
import { describe, expect, test } from 'vitest';
import {
  delayWords,
  healthWords,
  isPoorly,
  lineLevel,
  nextTimeOfDay,
  timeField,
} from '../../ui/views/operator/broadcast/words.ts';
import '../../ui/i18n/broadcast-sentences.ts';
import { translator } from '../../ui/i18n/translate.ts';
import { announcedBy, minutesUntil, slateOf } from '../../ui/views/display/slate.ts';
import { broadcastAround } from './broadcast-fixtures.ts';
import { inBrowser, missing, skippedNote } from './browser.ts';
import { displayFixtures } from './display-fixtures.ts';
import { fixtureNow } from './sitting-fixtures.ts';

describe('the slate in the hall', () => {
  test.each([
    ['begin', 'prepared', 'before'],
    ['begin', 'open', 'opened'],
    ['begin', 'non-public', 'opened'],
    ['break', 'open', 'break'],
    ['break', 'interrupted', 'paused'],
    ['fault', 'open', 'fault'],
    ['objection', 'open', 'objection'],
    ['non-public', 'open', 'non-public'],
    ['end', 'open', 'end'],
    ['end', 'closed', 'closed'],
    ['off', undefined, 'off'],
    ['off', 'prepared', 'before'],
    ['off', 'interrupted', 'paused'],
  ] as const)('“%s” while the sitting is %s says “%s”', (kind, phase, slate) => {
    expect(slateOf({ publicity: 'paused', phase, slate: { kind } })).toBe(slate);
  });

  test('an objection is told by publicity alone, where no slate is said', () => {
    expect(slateOf({ publicity: 'consent-hold', phase: 'open' })).toBe('objection');
  });

  test('only what begins or goes on announces a time', () => {
    expect(announcedBy('before')).toBe('begin');
    expect(announcedBy('break')).toBe('going-on');
    for (const slate of ['non-public', 'objection', 'closed', 'end', 'off'] as const)
      expect(announcedBy(slate)).toBeNull();
  });

  test('a minute counts until it is over, and a time that has come is no time any more', () => {
    expect(
      [240_000, 180_001, 60_000, 1, 0, -5000].map((ms) => minutesUntil(fixtureNow + ms, fixtureNow)),
    ).toEqual([4, 4, 1, 1, 0, 0]);
  });
});

describe('the numbers of the stream', () => {
  const t = translator('de');
  const well = { kilobitsPerSecond: 6120, droppedShare: 0, congestion: 0.04, isReconnecting: false };

  test('are words and numbers in the page’s language', () => {
    expect(healthWords(t, 'de', well)).toEqual(['6,1 Mbit/s', 'nichts verloren', 'Leitung frei']);
    expect(healthWords(translator('en'), 'en', well)[0]).toBe('6.1 Mbps');
  });

  test('a loss too small to print is still a loss', () => {
    expect(healthWords(t, 'de', { ...well, droppedShare: 0.0001 })).toContain('0,1 % verloren');
  });

  test('the line is free, almost busy or overloaded', () => {
    expect([0, 0.29, 0.3, 0.59, 0.6, 1].map(lineLevel)).toEqual([
      'free',
      'free',
      'busy',
      'busy',
      'full',
      'full',
    ]);
  });

  test('loss that is seen, a full line and a line that comes back are reasons to look', () => {
    expect(isPoorly(well)).toBe(false);
    expect(isPoorly({ ...well, droppedShare: 0.019 })).toBe(false);
    expect(isPoorly({ ...well, droppedShare: 0.02 })).toBe(true);
    expect(isPoorly({ ...well, congestion: 0.6 })).toBe(true);
    expect(isPoorly({ ...well, isReconnecting: true })).toBe(true);
  });

  test('a delay reads in seconds', () => {
    expect([undefined, 0, 8000, 1500].map((ms) => delayWords(t, ms))).toEqual([
      'keine',
      'keine',
      '8 s',
      '1.5 s',
    ]);
  });
});

describe('a time of day that somebody typed', () => {
  const at = (hours: number, minutes: number, day = 23): number =>
    new Date(2026, 10, day, hours, minutes).getTime();

  test('is the next one, also beyond midnight', () => {
    expect(nextTimeOfDay(at(18, 42), '19:45')).toBe(at(19, 45));
    expect(nextTimeOfDay(at(23, 50), '00:10')).toBe(at(0, 10, 24));
    expect(timeField(at(7, 5))).toBe('07:05');
  });

  test('is none where it has just passed, and where it is no time', () => {
    for (const text of ['19:40', '19:45', '', '7', 'abc', '19:5'])
      expect(nextTimeOfDay(at(19, 45), text)).toBeNull();
  });
});

describe.skipIf(missing)(`what the hall and the overlay show${skippedNote}`, () => {
  const stage = inBrowser();
  const { displayBegins, displayBreak, displayCaptions, displayObjection } = broadcastAround;

  test('the countdown goes down by the minute and never shows a time that is over', async () => {
    const page = await stage.open('/display', displayBegins);
    await page.getByRole('heading', { name: 'Beginn in 4 Minuten' }).waitFor();
    const inMs = (ms: number) => ({
      ...displayBegins,
      slate: { kind: 'begin' as const, untilAt: fixtureNow + ms },
    });
    stage.standIn.show(inMs(50_000));
    await page.getByRole('heading', { name: 'Beginn in einer Minute' }).waitFor();
    stage.standIn.show(inMs(-1000));
    await page.getByRole('heading', { name: 'Es geht gleich los' }).waitFor();
  });

  test('a pause says when it goes on, and nothing once that is over', async () => {
    const page = await stage.open('/display', displayBreak);
    const time = new Date(fixtureNow + 900_000).toLocaleTimeString('de-DE', {
      hour: '2-digit',
      minute: '2-digit',
    });
    await page.getByText(`weiter um ${time}`).waitFor();
    stage.standIn.show({ ...displayBreak, slate: { kind: 'break', untilAt: fixtureNow - 60_000 } });
    await page.getByText('Es geht gleich weiter').waitFor();
    expect(await page.locator('main').textContent()).not.toMatch(/\d\d:\d\d/);
  });

  test('the last two lines of captions stand at the foot, and are not read out', async () => {
    const page = await stage.open('/display', displayCaptions);
    const captions = page.locator('.display-captions');
    expect(await captions.locator('p').count()).toBe(2);
    expect(await captions.textContent()).not.toContain('Das hat mit dem Thema');
    expect(await captions.getAttribute('aria-live')).toBe('off');
  });

  test('captions end with the public part', async () => {
    const page = await stage.open('/display', displayCaptions);
    await page.locator('.display-captions').waitFor();
    stage.standIn.show({ ...displayObjection, captions: displayCaptions.captions });
    await page.getByRole('heading', { name: 'Die Übertragung ist angehalten' }).waitFor();
    expect(await page.locator('.display-captions').count()).toBe(0);
  });

  describe('the overlay', () => {
    const open = (view: typeof displayCaptions) => stage.open('/overlay', view, { width: 1920, shows: null });

    test('has captions above the lower third', async () => {
      const page = await open(displayCaptions);
      const captions = await page.locator('.overlay-captions').boundingBox();
      const lowerThird = await page.locator('.lower-third').boundingBox();
      expect((captions?.y ?? 0) + (captions?.height ?? 0)).toBeLessThanOrEqual(lowerThird?.y ?? 0);
      await stage.look(page, 'overlay-captions-1920');
    });

    test('has captions also while nobody’s name may be shown', async () => {
      const page = await open({ ...displayFixtures.displayNobody, captions: displayCaptions.captions });
      await page.locator('.overlay-captions').waitFor();
      expect(await page.locator('.lower-third').count()).toBe(0);
    });

    test.each(['unknown', 'off', 'pre', 'paused', 'consent-hold', 'non-public'] as const)(
      'has nothing at all while publicity is %s, captions or not',
      async (publicity) => {
        const page = await open(displayCaptions);
        await page.locator('.overlay-captions').waitFor();
        stage.standIn.show({ ...displayCaptions, publicity });
        await page.locator('.overlay-captions').waitFor({ state: 'detached' });
        expect(await page.locator('#page').textContent()).toBe('');
      },
    );
  });
});
