/** The chair's page in use: by touch alone, in two taps what is far-reaching, against the stand-in daemon. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { commandCatalogue, isCommandName } from '../../protocols/api/commands.ts';
import type { ChairView } from '../../protocols/api/views.ts';
import { inBrowser, missing, skippedNote } from './browser.ts';
import { agendaAt } from './chair-fixtures.ts';
import { fixtures } from './fixtures.ts';
import { fixtureNow, items, runningSitting, speech } from './sitting-fixtures.ts';

describe.skipIf(missing)(`the chair’s page in use${skippedNote}`, () => {
  const stage = inBrowser();
  const tablet = { width: 820, theme: 'light', hasTouch: true } as const;
  const open = (view: ChairView): Promise<Page> => stage.open('/chair', view, tablet);
  const commands = (): readonly unknown[] => stage.standIn.commands;

  /** A finger on a key, by its words. */
  const tap = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('button', { name }).tap();

  test('five items are led by touch alone', async () => {
    const page = await open(fixtures.chairPrepared);
    await tap(page, 'Sitzung eröffnen');
    await tap(page, 'Ja, eröffnen');
    const before: ChairView = { ...fixtures.chairPrepared, publicity: 'public', transmitted: 'yes' };
    const { item: _item, next: _next, ...between } = runningSitting;
    for (let index = 0; index < 5; index++) {
      const [item, next] = [items[index], items[index + 1]];
      if (item === undefined || next === undefined) throw new Error('the agenda is too short');
      stage.standIn.show({
        ...before,
        agenda: agendaAt(index - 1),
        sitting:
          index === 0
            ? { ...between, next: item }
            : { ...between, item: items[index - 1] ?? item, next: item },
      });
      await tap(page, `Nächster Punkt: TOP ${item.number} · ${item.title}`);
      stage.standIn.show({
        ...before,
        agenda: agendaAt(index),
        sitting: { ...between, item, next },
        queue: fixtures.chairSitting.queue,
      });
      await page.locator('.chair-item-title', { hasText: item.title }).waitFor();
      await tap(page, 'Nächste Wortmeldung: Mitglied 3');
      stage.standIn.show({
        ...before,
        agenda: agendaAt(index),
        sitting: { ...between, item, next },
        floor: speech,
        queue: [],
      });
      await tap(page, 'Rede beenden');
      await page.getByRole('button', { name: 'Ohne Abstimmung …' }).tap();
      await tap(page, index % 2 === 0 ? 'Einstimmig' : 'Zur Kenntnis genommen');
      await page.locator('dialog[open]').waitFor({ state: 'detached' });
    }
    expect(commands()).toEqual([
      ['sitting/open', {}],
      ...items.slice(0, 5).flatMap(({ id }, index) => [
        ['agenda/begin', { item: id }],
        ['floor/next', {}],
        ['floor/end', {}],
        ['agenda/settle', { item: id, outcome: index % 2 === 0 ? 'unanimous' : 'noted' }],
      ]),
    ]);
  });

  test('every command the page gives is one the chair may give, in the shape it has', async () => {
    const page = await open(fixtures.chairOrder);
    await tap(page, 'Zur Geschäftsordnung: Mitglied 22');
    await tap(page, 'Minute zugeben');
    await tap(page, 'Zeit anhalten');
    await tap(page, 'Liste wieder öffnen');
    await tap(page, 'Letzte Rede zurück auf die Liste');
    await tap(page, /^Ausgleichen: .*Gruppe B/);
    await tap(page, /^2\. Wort erteilen: Mitglied 3/);
    await tap(page, 'Mitglied 31: mehr');
    await tap(page, 'An den Anfang der Liste');
    await tap(page, 'Mitglied 18: mehr');
    await tap(page, 'Von der Rednerliste nehmen');
    await tap(page, 'Zurücknehmen');
    await tap(page, 'Debatte schließen …');
    await tap(page, 'Ja, Debatte schließen');
    await tap(page, 'Vorsitz übergeben');
    await tap(page, /^Mitglied 1 /);
    await tap(page, 'Unterbrechen');
    await tap(page, 'Ja, unterbrechen');
    await tap(page, /^Alle Mikrofone schließen/);
    await tap(page, 'Ja, alle schließen');
    await tap(page, /^Nicht.?öffentlich/);
    await tap(page, 'Ja, nichtöffentlich');
    await tap(page, 'Sitzung schließen');
    await tap(page, 'Ja, schließen');
    const given = [
      ['floor/next', {}],
      ['floor/extend', { seconds: 60 }],
      ['floor/hold', { held: true }],
      ['floor/close-list', { closed: false }],
      ['floor/return', {}],
      ['floor/level', { group: 'Gruppe B' }],
      ['floor/start', { entry: 1 }],
      ['floor/move', { entry: 3, before: 9 }],
      ['floor/remove', { entry: 4 }],
      ['agenda/settle', { item: 'i3', outcome: null }],
      ['floor/close-debate', {}],
      ['chair/hand-over', { person: 'm1' }],
      ['sitting/interrupt', {}],
      ['floor/mute-delegates', {}],
      ['sitting/go-non-public', {}],
      ['sitting/close', { confirmed: true }],
    ];
    await expect.poll(commands).toEqual(given);
    for (const [name, input] of stage.standIn.commands) {
      if (!isCommandName(name)) throw new Error(`no such command: ${name}`);
      expect(commandCatalogue[name].roles).toContain('chair');
      expect(commandCatalogue[name].input.safeParse(input).error).toBeUndefined();
    }
  });

  test.each([390, 820, 1440])(
    'its dialogs are fit to look at, and Escape closes them, %i px',
    async (width) => {
      const page = await stage.open('/chair', fixtures.chairLong, { ...tablet, width });
      for (const [key, name] of [
        ['Tagesordnung', 'agenda'],
        ['Ohne Abstimmung …', 'settle'],
        ['Vorsitz übergeben', 'hand-over'],
        ['mehr', 'title'],
        ['Unterbrechen', 'interrupt'],
        ['Mitglied 27: mehr', 'entry'],
        ['Einstellungen', 'settings'],
        ['Nächster Punkt', 'call'],
      ] as const) {
        await tap(page, key === 'mehr' ? /^mehr$/ : new RegExp(`^${key}`));
        await stage.judge(page, `chair-dialog-${name}-${width}`);
        await page.keyboard.press('Escape');
        expect(await page.locator('dialog[open]').count()).toBe(0);
      }
    },
  );

  test('a point of order stands first, is told by a word, and the big key takes it', async () => {
    const page = await open(fixtures.chairOrder);
    const first = page.locator('.chair-queue li').first();
    expect(await first.textContent()).toMatch(/Mitglied 22.*Zur Geschäftsordnung.*zuerst/);
    await tap(page, 'Zur Geschäftsordnung: Mitglied 22');
    await expect.poll(commands).toEqual([['floor/next', {}]]);
  });

  test('the next item asks first while somebody speaks or waits, and Enter on the safe answer calls nothing', async () => {
    const page = await open(fixtures.chairSitting);
    await tap(page, /^Nächster Punkt/);
    await page.getByText('(5), kommt damit nicht mehr dran').waitFor();
    await page.keyboard.press('Enter');
    expect(await page.locator('dialog[open]').count()).toBe(0);
    expect(commands()).toEqual([]);
    await tap(page, /^Nächster Punkt/);
    await tap(page, 'Ja, aufrufen');
    await expect.poll(commands).toEqual([['agenda/begin', { item: 'i4' }]]);
  });

  test('a non-public item says what its call does before it does it', async () => {
    const page = await open({ ...fixtures.chairSitting, queue: [], agenda: agendaAt(5) });
    await tap(page, 'Tagesordnung');
    await tap(page, 'TOP 7 aufrufen');
    await page.getByText('Mit dem Aufruf zeigt die Sendung sofort nur noch die Tafel').waitFor();
    expect(commands()).toEqual([]);
    await tap(page, 'Ja, nichtöffentlich aufrufen');
    await expect.poll(commands).toEqual([['agenda/begin', { item: 'i7' }]]);
  });

  test('the way back to the public takes two steps, says who opens the transmission, and waits for the item', async () => {
    const page = await open(fixtures.chairNonPublic);
    const key = page.getByRole('button', { name: /Öffentlich.?keit herstellen/ });
    expect(await key.isDisabled()).toBe(true);
    await page.getByText('erst den nichtöffentlichen Punkt beenden').waitFor();
    const { item: _item, ...between } = fixtures.chairNonPublic.sitting ?? runningSitting;
    stage.standIn.show({ ...fixtures.chairNonPublic, sitting: between });
    await key.tap();
    await page.getByText('Sie beginnt erst, wenn die Regie den öffentlichen Teil eröffnet').waitFor();
    expect(commands()).toEqual([]);
    await tap(page, 'Ja, öffentlich');
    await expect.poll(commands).toEqual([['sitting/go-public', { confirmed: true }]]);
  });

  test('residents’ questions have a list and a key of their own', async () => {
    const page = await open({ ...fixtures.chairResidents, queue: [] });
    expect(await page.getByRole('button', { name: 'Keine Wortmeldung' }).isDisabled()).toBe(true);
    await tap(page, 'Nächste Einwohnerfrage: Einwohner 2');
    await expect.poll(commands).toEqual([['floor/start', { entry: 71 }]]);
  });

  test('held time stands still and goes on with one key', async () => {
    const page = await open(fixtures.chairInterrupted);
    expect(await page.locator('.chair-time').textContent()).toBe('2:41');
    await page.getByText('Zeit angehalten').waitFor();
    await tap(page, 'Zeit weiter');
    await tap(page, /^Fortsetzen$/);
    await expect.poll(commands).toEqual([
      ['floor/hold', { held: false }],
      ['sitting/resume', {}],
    ]);
  });

  test('an outcome shows only once the daemon says so', async () => {
    const page = await open(fixtures.chairSitting);
    await tap(page, 'Ohne Abstimmung …');
    await tap(page, 'Einstimmig');
    await expect.poll(() => commands().length).toBe(1);
    expect(await page.getByText('Ergebnis:').count()).toBe(0);
    stage.standIn.show({ ...fixtures.chairSitting, agenda: fixtures.chairOrder.agenda });
    await page.getByText('Ergebnis: Einstimmig').waitFor();
  });

  test('a refused command becomes a sentence that says what to do', async () => {
    const page = await open(fixtures.chairSitting);
    stage.standIn.answer = { status: 409, body: { error: 'nothing-to-return' } };
    await tap(page, 'Letzte Rede zurück auf die Liste');
    await page.getByText('Es gibt keine beendete Rede').waitFor();
    await stage.judge(page, 'chair-refused');
  });

  test('on a lost connection what restricts can be tried, and nothing else', async () => {
    const page = await open(fixtures.chairSitting);
    stage.standIn.silent = true;
    await page.getByText('Keine Verbindung zur Saalregie').waitFor({ timeout: 3000 });
    for (const name of ['Unterbrechen', /^Nicht.?öffentlich/])
      expect(await page.getByRole('button', { name }).isDisabled()).toBe(false);
    for (const name of [/^Nächste Wortmeldung/, /^Nächster Punkt/, 'Sitzung schließen', 'Rede beenden'])
      expect(await page.getByRole('button', { name }).isDisabled()).toBe(true);
  });

  test('the microphones’ key says that the chair’s own stays open', async () => {
    const page = await open(fixtures.chairSitting);
    expect(await page.getByRole('button', { name: /^Alle Mikrofone schließen/ }).textContent()).toContain(
      'Ihres bleibt offen',
    );
  });

  test('a gong sounds once when the time is over, not before, and not while it is off', async () => {
    const page = await open(fixtures.chairSitting);
    await page.evaluate(() => {
      const counted = window as unknown as { struck: number };
      counted.struck = 0;
      const start = OscillatorNode.prototype.start;
      OscillatorNode.prototype.start = function strike(this: OscillatorNode, at?: number) {
        if (this.frequency.value < 1000) counted.struck++;
        start.call(this, at);
      };
    });
    const struck = (): Promise<number> =>
      page.evaluate(() => (window as unknown as { struck: number }).struck);
    const spoken = async (seconds: number): Promise<void> => {
      stage.standIn.show({
        ...fixtures.chairSitting,
        floor: { ...speech, sinceAt: fixtureNow - seconds * 1000 },
      });
      const minutes = `${Math.floor(seconds / 60)}:`;
      await expect.poll(() => page.locator('.chair-time').textContent()).toContain(minutes);
    };
    await page.getByRole('button', { name: 'Gong aus' }).waitFor();
    await page.getByRole('heading', { level: 1 }).tap();
    await page.getByRole('button', { name: 'Gong an' }).waitFor();
    await spoken(240);
    expect(await struck()).toBe(0);
    await spoken(300);
    await expect.poll(struck).toBe(1);
    await spoken(360);
    expect(await struck()).toBe(1);
    await tap(page, 'Gong an');
    await spoken(240);
    await spoken(300);
    await spoken(360);
    expect(await struck()).toBe(1);
  });
});
