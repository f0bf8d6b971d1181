/**
 * The pages served by the real daemon in a real browser, with the virtual chamber behind them. With
 * SAALREGIE_PICTURES=1 it also takes the pictures for docs/pictures/.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { executablePath, missing, skippedNote } from '../ui/browser.ts';
import { complaints } from '../ui/look.ts';
import {
  createEndings,
  devicesReady,
  eventually,
  pins,
  projectRoot,
  openPublicPart,
  readView,
  sendCommand,
  signIn,
  startDaemonProcess,
  startHall,
  temporaryFolder,
  type DaemonProcess,
  type Hall,
} from '../running.ts';

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const lost = 'Keine Verbindung zur Saalregie';

describe.skipIf(missing)(`the pages of the running daemon${skippedNote}`, () => {
  const endings = createEndings();
  const perTest = createEndings();
  let hall: Hall;
  let daemon: DaemonProcess;
  let operator: string;
  let browser: Browser;
  let errors: string[];

  beforeAll(async () => {
    hall = endings.add(await startHall({ seats: 41, cameras: 3 }), (it) => it.close());
    daemon = endings.add(
      await startDaemonProcess({ config: hall.config, dataDir: join(temporaryFolder(endings), 'data') }),
      (it) => it.stop(),
    );
    operator = await signIn(daemon.url, 'operator');
    await devicesReady(daemon.url, operator);
    browser = endings.add(await chromium.launch({ executablePath, args: flags }), (it) => it.close());
  }, 60_000);
  afterAll(() => endings.run());
  afterEach(() => perTest.run());

  /** Waits for `shows`; null for a page that may be empty. */
  async function open(path: string, cookie: string | null, shows: string | null = 'h1'): Promise<Page> {
    errors = [];
    const context: BrowserContext = perTest.add(
      await browser.newContext({
        viewport: { width: 1440, height: 900 },
        locale: 'de-DE',
        colorScheme: 'dark',
      }),
      (it) => it.close(),
    );
    if (cookie) {
      const [name = '', value = ''] = cookie.split('=');
      await context.addCookies([{ name, value, url: daemon.url }]);
    }
    const page = await context.newPage();
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        errors.push(message.text());
    });
    await page.goto(daemon.url + path);
    if (shows !== null) await page.locator(shows).first().waitFor();
    return page;
  }

  /** Reaches an element by Tab alone. */
  async function tabTo(page: Page, locator: ReturnType<Page['locator']>): Promise<void> {
    for (let presses = 0; presses < 200; presses++) {
      if (await locator.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error('not reached by Tab');
  }

  async function judge(page: Page, name: string): Promise<void> {
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze();
    const serious = violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`);
    expect(serious, name).toEqual([]);
    expect(await complaints(page), name).toEqual([]);
    expect(errors, name).toEqual([]);
  }

  async function openPublic(): Promise<void> {
    await openPublicPart(daemon.url, operator);
    await sendCommand(daemon.url, operator, 'direction/hand-back');
    await sendCommand(daemon.url, operator, 'broadcast/sound-on');
    await sendCommand(daemon.url, operator, 'floor/mute-delegates');
    await eventually(
      'the hall is quiet',
      async () => (await readView(daemon.url, operator)).open.length === 0,
    );
  }

  test('signing in and every big key work by keyboard alone', async () => {
    await openPublic();
    const page = await open('/operator', null);
    await page.waitForURL('**/sign-in?to=%2Foperator');
    await tabTo(page, page.getByLabel('PIN'));
    await page.keyboard.type(pins.operator);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/operator');
    await page.getByRole('button', { name: /^Platz 1,/ }).waitFor();

    const becomes = async (what: string, holds: (view: Awaited<ReturnType<typeof readView>>) => boolean) =>
      eventually(what, async () => holds(await readView(daemon.url, operator)));
    await page.keyboard.press('t');
    await becomes('the wide by hand', ({ direction }) => direction.mode === 'manual');
    await page.keyboard.press('m');
    await becomes('the sound is off', ({ soundOff }) => soundOff);
    await page.keyboard.press('p');
    await becomes('a pause', ({ publicity }) => publicity === 'paused');
    await page.keyboard.down('n');
    await becomes('not public', ({ publicity }) => publicity === 'non-public');
    await page.keyboard.up('n');
    // The page has to know it before the key means anything. The way back takes two steps.
    await page.locator('.big-key:not(:disabled)', { hasText: 'Tafel zeigen' }).waitFor();
    await page.keyboard.press('o');
    await becomes('a slate before the public part', ({ publicity }) => publicity === 'pre');
    await page.locator('.big-key:not(:disabled)', { hasText: 'Öffentlichen Teil' }).waitFor();
    await page.keyboard.press('o');
    await page.locator('dialog[open]').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await becomes('public again', ({ publicity }) => publicity === 'public');
    expect(errors).toEqual([]);
  });

  test('a pressed microphone, the floor and the program change without a reload', async () => {
    await openPublic();
    const page = await open('/operator', operator);
    await page.evaluate(() => {
      document.title = 'not reloaded';
      (window as unknown as { marked: boolean }).marked = true;
    });
    await page.locator('.picture canvas:visible').first().waitFor();
    await hall.control('POST', '/seats/12/press');
    await page.getByRole('button', { name: /^Platz 12, .*Mikrofon offen/ }).waitFor();
    await expect.poll(() => page.locator('.floor-now b').textContent()).toBe('Mitglied 12');
    await expect
      .poll(() => page.locator('.figure-program figcaption').textContent(), { timeout: 10_000 })
      .toMatch(/12/);
    await hall.control('POST', '/seats/30/press');
    await expect.poll(() => page.locator('.floor-now b').textContent()).toBe('Mitglied 30');
    await expect
      .poll(() => page.locator('.figure-program figcaption').textContent(), { timeout: 10_000 })
      .toMatch(/30/);
    expect(await page.evaluate(() => (window as unknown as { marked?: boolean }).marked)).toBe(true);
    await judge(page, 'operator');
  });

  test('chair and display show the same sitting, and none of the pages has a serious finding', async () => {
    await openPublic();
    const chair = await open('/chair', await signIn(daemon.url, 'chair'));
    await hall.control('POST', '/seats/3/press');
    await chair.getByText('Mitglied 3').first().waitFor();
    await judge(chair, 'chair');
    const display = await open('/display', null);
    await display.getByText('Mitglied 3').first().waitFor();
    await judge(display, 'display');
    await sendCommand(daemon.url, operator, 'broadcast/non-public');
    await display.getByText('Nichtöffentlicher Teil').waitFor();
    expect(await display.locator('body').textContent()).not.toContain('Mitglied');
  });

  test('a sitting led on the chair’s page is followed by display, overlay and operator', async () => {
    // Whatever the one before left closed.
    await openPublic();
    const clerk = await signIn(daemon.url, 'clerk');
    const item = (id: string, title: string, isPublic: boolean) => ({ id, number: id, title, isPublic });
    await sendCommand(daemon.url, clerk, 'sitting/prepare', {
      id: 'e2e',
      body: 'stadtvertretung',
      title: 'Sitzung der Probe',
      date: '2026-11-23',
      items: [item('1', 'Radwegekonzept', true), item('2', 'Grundstückssache', false)],
    });
    const chair = await open('/chair', await signIn(daemon.url, 'chair'));
    const display = await open('/display', null);
    const overlay = await open('/overlay', null, null);
    const operatorPage = await open('/operator', operator);
    const press = (name: string | RegExp): Promise<void> => chair.getByRole('button', { name }).click();

    await display.getByText('Die Sitzung beginnt in Kürze').waitFor();
    await press('Sitzung eröffnen');
    await press('Ja, eröffnen');
    await display.getByText('Der öffentliche Teil beginnt in Kürze').waitFor();
    await openPublic();
    await press(/^Nächster Punkt: TOP 1/);
    await display.getByText('Radwegekonzept').waitFor();
    await operatorPage.locator('.top-sitting', { hasText: 'TOP 1 · Radwegekonzept' }).waitFor();

    // A plan alone is not enough: nobody has said yet who sits there.
    await hall.control('POST', '/seats/7/press');
    await display.getByText('Platz 7').waitFor();
    expect(await overlay.locator('.lower-third').count()).toBe(0);
    await sendCommand(daemon.url, clerk, 'attendance/set', {
      person: 'mitglied-7',
      status: 'room',
      seat: 7,
    });
    await overlay.locator('.lower-third', { hasText: 'Mitglied 7' }).waitFor();
    expect(await overlay.locator('.lower-third').textContent()).toContain('TOP 1 Radwegekonzept');
    await judge(chair, 'chair in a sitting');

    await press('Rede beenden');
    await display.getByText('Zurzeit spricht niemand').waitFor();
    await press(/^Nächster Punkt: TOP 2/);
    await press('Ja, nichtöffentlich aufrufen');
    await display.getByText('Nichtöffentlicher Teil').waitFor();
    await overlay.locator('.lower-third').waitFor({ state: 'detached' });
    expect(await display.locator('body').textContent()).not.toContain('Grundstückssache');

    await press('Punkt beenden');
    await press('Sitzung schließen');
    await press('Ja, schließen');
    await display.getByText('Die Sitzung ist geschlossen').waitFor();
    expect(errors).toEqual([]);
  });

  test(
    'a daemon that stands still is shown within 3 s, and the page catches up when it goes on',
    { retry: 2 },
    async () => {
      await openPublic();
      const page = await open('/operator', operator);
      await page.getByRole('button', { name: /^Platz 1,/ }).waitFor();
      daemon.kill('SIGSTOP');
      try {
        const stopped = performance.now();
        await page.getByText(lost).waitFor({ timeout: 5000 });
        const tookMs = performance.now() - stopped;
        process.stdout.write(`lost link shown after ${Math.round(tookMs)} ms\n`);
        expect(tookMs).toBeLessThan(3000);
        // Meanwhile the sitting goes on in the hall.
        await hall.control('POST', '/seats/21/press');
      } finally {
        daemon.kill('SIGCONT');
      }
      await page.getByText(lost).waitFor({ state: 'detached', timeout: 15_000 });
      await page.getByRole('button', { name: /^Platz 21, .*Mikrofon offen/ }).waitFor({ timeout: 10_000 });
      expect(errors).toEqual([]);
    },
  );

  // Defined only when asked for: a run without it has nothing to skip.
  /** A sitting in the middle of its third item, everybody in their place. */
  async function prepareForPictures(clerk: string, chair: string): Promise<void> {
    const titles = [
      'Eröffnung',
      'Bericht der Verwaltung',
      'Bebauungsplan „Am Hafen“',
      'Haushaltssatzung 2027',
      'Grundstückssache',
    ];
    await sendCommand(daemon.url, clerk, 'sitting/prepare', {
      id: 'bilder',
      body: 'stadtvertretung',
      title: '14. Sitzung der Stadtvertretung',
      date: '2026-11-25',
      items: titles.map((title, index) => ({
        id: `top-${index + 1}`,
        number: String(index + 1),
        title,
        isPublic: index < 4,
      })),
    });
    for (let seat = 1; seat <= 41; seat++)
      await sendCommand(daemon.url, clerk, 'attendance/set', {
        person: seat === 41 ? 'vorsitz' : `mitglied-${seat}`,
        status: 'room',
        seat,
      });
    await sendCommand(daemon.url, chair, 'sitting/open');
    await sendCommand(daemon.url, operator, 'broadcast/open', { confirmed: true });
    await sendCommand(daemon.url, chair, 'agenda/begin', { item: 'top-3' });
  }

  const testPictures = process.env['SAALREGIE_PICTURES'] ? test : null;
  testPictures?.('pictures for the documents', async () => {
    await openPublic();
    await sendCommand(daemon.url, operator, 'microphones/set', { mode: 'manual', maxOpen: 4 });
    const chair = await signIn(daemon.url, 'chair');
    const clerk = await signIn(daemon.url, 'clerk');
    await prepareForPictures(clerk, chair);
    for (const seat of [12, 3, 27, 33]) await hall.control('POST', `/seats/${seat}/press`);
    await eventually('four wait', async () => (await readView(daemon.url, operator)).queue.length === 4);
    await sendCommand(daemon.url, chair, 'floor/next');
    await eventually(
      'a close-up is on air',
      async () => (await readView(daemon.url, operator)).direction.program?.kind === 'close-up',
    );
    const folder = join(projectRoot, 'docs/pictures');
    await mkdir(folder, { recursive: true });
    for (const [name, cookie] of [
      ['operator', operator],
      ['chair', chair],
      ['display', null],
      ['clerk', clerk],
    ] as const) {
      const page = await open(`/${name}`, cookie);
      await page
        .getByText(name === 'clerk' ? 'Haushaltssatzung' : 'Mitglied 12')
        .first()
        .waitFor();
      if (name === 'operator') {
        await page.locator('.picture canvas:visible').first().waitFor();
        await page.waitForTimeout(1500);
      }
      await page.screenshot({ path: join(folder, `${name}.png`) });
      expect(errors).toEqual([]);
    }
    await sendCommand(daemon.url, operator, 'microphones/set', { mode: 'auto' });
  });
});
