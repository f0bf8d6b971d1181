/**
 * One evening by hand: in a real browser, with the real daemon and the virtual chamber behind it, a clerk
 * makes a sitting from an import and opens it, and a chair runs five items by touch alone.
 */
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ChairView, ClerkView, DisplayView } from '../../protocols/api/views.ts';
import { item, serve, smallTown, startOparlServer } from '../daemon/imports/oparl-server.ts';
import {
  createEndings,
  devicesReady,
  eventually,
  sendCommand,
  signIn,
  startDaemonProcess,
  startHall,
  temporaryFolder,
  type DaemonProcess,
  type Hall,
} from '../running.ts';
import { executablePath, missing, skippedNote } from '../ui/browser.ts';
import { complaints } from '../ui/look.ts';

describe.skipIf(missing)(`an evening in the browser${skippedNote}`, () => {
  const endings = createEndings();
  let hall: Hall;
  let browser: Browser;
  beforeAll(async () => {
    hall = endings.add(await startHall({ seats: 9, cameras: 1 }), (it) => it.close());
    browser = endings.add(
      await chromium.launch({ executablePath, args: ['--headless', '--no-sandbox', '--disable-gpu'] }),
      (it) => it.close(),
    );
  }, 60_000);
  afterAll(() => endings.run());

  const errors: string[] = [];
  async function openPage(daemon: DaemonProcess, path: string, cookie: string, width: number): Promise<Page> {
    const context = endings.add(
      await browser.newContext({ viewport: { width, height: 1000 }, locale: 'de-DE', hasTouch: true }),
      (it) => it.close(),
    );
    const [name = '', value = ''] = cookie.split('=');
    await context.addCookies([{ name, value, url: daemon.url }]);
    const page = await context.newPage();
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(daemon.url + path);
    await page.locator('h1').first().waitFor();
    return page;
  }

  async function judge(page: Page, name: string): Promise<void> {
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .analyze();
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(
      serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`),
      name,
    ).toEqual([]);
    expect(await complaints(page), name).toEqual([]);
    expect(errors, name).toEqual([]);
  }

  test('from the import to the fifth item', async () => {
    const ris = await startOparlServer();
    const town = smallTown(ris.at);
    const [meeting] = town.meetings;
    if (meeting)
      meeting['agendaItem'] = [1, 2, 3, 4, 5, 6].map((number) =>
        item(ris.at, number, { name: `Punkt Nummer ${number}` }),
      );
    serve(ris, town);
    const daemon = endings.add(
      await startDaemonProcess({
        config: {
          ...hall.config,
          chamber: { ...hall.config.chamber, seating: 'tonight' },
          imports: [{ id: 'ris', label: 'Ratsinformationssystem', url: ris.at('/oparl/system') }],
        },
        dataDir: join(temporaryFolder(endings), 'data'),
      }),
      (it) => it.stop(),
    );
    const [operator, clerk, chair] = await Promise.all([
      signIn(daemon.url, 'operator'),
      signIn(daemon.url, 'clerk'),
      signIn(daemon.url, 'chair'),
    ]);
    await devicesReady(daemon.url, operator);
    await sendCommand(daemon.url, operator, 'microphones/set', { mode: 'manual', maxOpen: 4 });
    const view = async <View>(name: string, cookie: string): Promise<View> =>
      (await (await fetch(`${daemon.url}/api/views/${name}`, { headers: { cookie } })).json()) as View;

    const desk = await openPage(daemon, '/clerk', clerk, 1440);
    const key = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
    await key(desk, /^Importieren/).click();
    await key(desk, /^Ratsinformationssystem/).click();
    await key(desk, 'Auswahl übernehmen').click();
    await desk.getByLabel('Bezeichnung').waitFor();
    await judge(desk, 'the draft from the import');
    await key(desk, 'Sitzung anlegen').click();
    await key(desk, 'Sitzung eröffnen').waitFor();
    const { people, bodies, detail } = await view<ClerkView>('clerk', clerk);
    expect(Object.values(people).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Dr. Anna Beispiel', 'Bernd Muster']),
    );
    // Nobody has agreed to anything by being imported.
    const anna = Object.values(people).find(({ name }) => name === 'Dr. Anna Beispiel');
    expect(anna?.consent).toMatchObject({ image: 'no', sound: false, name: false });
    expect(JSON.stringify({ people, bodies })).not.toMatch(/example\.org|0123|Geheimweg/);
    expect(detail?.order).toHaveLength(6);
    await key(desk, 'Sitzung eröffnen').click();
    await eventually(
      'it is open',
      async () => (await view<ChairView>('chair', chair)).sitting?.phase === 'open',
    );
    await judge(desk, 'the clerk’s page, open');
    await sendCommand(daemon.url, operator, 'broadcast/open', { confirmed: true });

    const tablet = await openPage(daemon, '/chair', chair, 820);
    const tap = (name: string | RegExp): Promise<void> => key(tablet, name).tap();
    for (let index = 0; index < 5; index++) {
      const title = `Punkt Nummer ${index + 1}`;
      await tap(new RegExp(`^Nächster Punkt: .*${title}`));
      await tablet.locator('.chair-item-title', { hasText: title }).waitFor();
      const { item: shown } = await view<DisplayView>('display', chair);
      expect(shown?.title).toBe(title);
      const seat = index + 1;
      await hall.control('POST', `/seats/${seat}/press`);
      await tap(/^Nächste Wortmeldung/);
      await eventually(
        `seat ${seat} speaks`,
        async () => (await view<ChairView>('chair', chair)).floor?.seat === seat,
      );
      if (index === 2) await judge(tablet, 'the chair’s page in the middle of an item');
      await tap('Rede beenden');
      await eventually(
        'nobody speaks',
        async () => (await view<ChairView>('chair', chair)).floor === undefined,
      );
      await tap('Ohne Abstimmung …');
      await tap('Einstimmig');
      await tablet.locator('dialog[open]').waitFor({ state: 'detached' });
    }
    const after = await view<ClerkView>('clerk', clerk);
    const outcomes = after.detail?.order.map((id) => after.detail?.items[id]?.outcome ?? 'none');
    expect(outcomes).toEqual([...Array.from({ length: 5 }, () => 'unanimous'), 'none']);

    // A second clerk in another window: both act on the same item at the same instant, and see the same.
    const other = await openPage(daemon, '/clerk', clerk, 1440);
    const agenda = (page: Page): Promise<string> =>
      page
        .locator('.agenda-row')
        .allTextContents()
        .then((rows) => rows.join('|'));
    for (const [first, second] of [
      ['Zur Kenntnis genommen', 'Erledigt'],
      ['Nach unten', 'Nach oben'],
      ['Einstimmig', 'Zur Kenntnis genommen'],
      ['Nach oben', 'Nach oben'],
      ['Zurückgezogen', 'Abgesetzt'],
    ] as const) {
      for (const page of [desk, other]) {
        const row = page.locator('.agenda-row', { hasText: 'Punkt Nummer 6' });
        if (!(await row.getAttribute('class'))?.includes('is-chosen'))
          await row.getByText('Punkt Nummer 6').click();
      }
      const exactly = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
      await Promise.all([exactly(desk, first).click(), exactly(other, second).click()]);
      await eventually(`both show the same after ${first} and ${second}`, async () => {
        const truth = await view<ClerkView>('clerk', clerk);
        const order = truth.detail?.order.map((id) => truth.detail?.items[id]?.title ?? '') ?? [];
        const [one, two] = [await agenda(desk), await agenda(other)];
        const places = order.map((title) => one.indexOf(title));
        return one === two && places.every((place, index) => place > (places[index - 1] ?? -1));
      });
    }

    // And the minutes are there.
    const { sitting } = after;
    const minutes = await fetch(`${daemon.url}/api/sittings/${sitting?.id}/minutes/public.docx`, {
      headers: { cookie: clerk },
    });
    expect(minutes.status).toBe(200);
    expect((await minutes.arrayBuffer()).byteLength).toBeGreaterThan(5000);

    // At 200 % the German text still fits.
    for (const page of [desk, tablet]) {
      const { width = 820, height = 1000 } = page.viewportSize() ?? {};
      await page.setViewportSize({ width: Math.round(width / 2), height: Math.round(height / 2) });
      expect(await complaints(page)).toEqual([]);
    }
  });
});
