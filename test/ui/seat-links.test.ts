/**
 * Members' own pages as the house sees them: links given out and withdrawn on the clerk's page, slips that part link
 * and PIN, and who is connected or in trouble on the pages of clerk, operator and chair.
 */
import type { Page } from 'playwright-core';
import { renderSVG } from 'uqr';
import { describe, expect, test } from 'vitest';
import { memberPageSchema, type MemberPageView } from '../../protocols/api/views/members.ts';
import { inBrowser, missing, skippedNote, widths } from './browser.ts';
import { clerkFixtures, clerkNow } from './clerk-fixtures.ts';
import { onClerkPage } from './clerk-stage.ts';
import { fixtures } from './fixtures.ts';
import { longName } from './sitting-fixtures.ts';

const page = (person: string, part: Partial<MemberPageView> = {}): MemberPageView => ({
  person,
  name: `Mitglied ${person.slice(1)}`,
  granted: true,
  locked: false,
  signedIn: true,
  link: 'up',
  sinceAt: clerkNow - 600_000,
  confirmed: true,
  ...part,
});

const memberPages: MemberPageView[] = [
  page('m1', { signedIn: false, link: 'never', confirmed: false }),
  page('m3', { confirmed: false }),
  page('m5', { locked: true, signedIn: false, link: 'down', confirmed: false }),
  page('m7', { link: 'down', confirmed: false }),
  page('m9', {
    disturbance: { kind: 'sound', note: 'seit dem letzten Punkt nur noch Rauschen', sinceAt: clerkNow },
    tookOverAt: clerkNow - 60_000,
  }),
  page('m18', { name: longName }),
  page('m22'),
];
const clerk = { ...clerkFixtures.clerkSitting, memberPages };
const link = (person: string, number: number) => ({
  url: `https://rat.example.org/seat#${person}TokenTokenTokenToken${number}`,
  pin: String(100_000 + number),
  qr: renderSVG(`https://rat.example.org/seat#${person}TokenTokenTokenToken${number}`),
});

describe.skipIf(missing)(`links of members${skippedNote}`, () => {
  const stage = inBrowser();
  const { open: openClerk, key } = onClerkPage(stage);

  /** The clerk's page at its task, with the daemon's answers to what it asks about links. */
  async function open(width = 1440, given: string[] = [], withdrawn: string[] = []): Promise<Page> {
    const shown = await openClerk('sitting', clerk, width);
    await shown.route('**/api/members/**', async (route) => {
      const url = new URL(route.request().url());
      const person = /members\/([^/]+)\/link/.exec(url.pathname)?.[1];
      if (person === undefined) return route.fulfill({ body: '-----BEGIN CERTIFICATE-----' });
      if (route.request().method() === 'DELETE') {
        withdrawn.push(person);
        return route.fulfill({ status: 204 });
      }
      if (person === 'm2') return route.fulfill({ status: 404, json: { error: 'unknown-person' } });
      given.push(person);
      return route.fulfill({ json: link(person, given.length) });
    });
    await shown.getByRole('link', { name: /^Zugeschaltete/ }).click();
    await shown.getByRole('heading', { name: 'Persönliche Links' }).waitFor();
    return shown;
  }

  test('the fixture is what the daemon could really send', () => {
    for (const each of memberPages) expect(memberPageSchema.safeParse(each).error).toBeUndefined();
  });

  test.each(widths)('the list is fit to look at, %i px', async (width) => {
    const shown = await open(width);
    await shown.getByText('Zertifikat laden').waitFor();
    await stage.judge(shown, `members-${width}`);
  });

  test('each member tells how their page stands, in words', async () => {
    const shown = await open();
    const row = (name: string) =>
      shown.locator('.remote-members > li').filter({ has: shown.getByText(name, { exact: true }) });
    for (const [name, words] of [
      ['Mitglied 1', 'Link ausgegeben, noch nicht benutzt'],
      ['Mitglied 3', 'noch nicht bestätigt'],
      ['Mitglied 5', 'Link gesperrt'],
      ['Mitglied 7', 'unterbrochen seit'],
      ['Mitglied 9', 'kein Ton – seit dem letzten Punkt nur noch Rauschen'],
      ['Mitglied 9', 'zweites Gerät um'],
      ['Mitglied 22', 'sieht und hört'],
      ['Mitglied 2', 'kein Link'],
    ] as const)
      expect(await row(name).textContent()).toContain(words);
  });

  test.each(widths)('a new link is shown once, its PIN when asked for, %i px', async (width) => {
    const given: string[] = [];
    const shown = await open(width, given);
    await key(shown, 'Mitglied 4: Link ausgeben').click();
    const slip = shown.locator('.slip');
    await slip.getByText('https://rat.example.org/seat#m4Token').waitFor();
    expect(
      await slip.getByRole('img').evaluate((image: HTMLImageElement) => image.naturalWidth),
    ).toBeGreaterThan(0);
    expect(await slip.textContent()).not.toContain('100001');
    await key(shown, 'PIN zeigen').click();
    await slip.getByText('100001').waitFor();
    await stage.judge(shown, `members-slip-${width}`);
    // It stays while the clerk looks at something else, and is gone for good once hidden.
    await shown.getByRole('link', { name: /^Anwesenheit/ }).click();
    await shown.getByRole('link', { name: /^Zugeschaltete/ }).click();
    await slip.waitFor();
    await key(shown, 'Fertig, ausblenden').click();
    await key(shown, 'Ja, ausblenden').click();
    await slip.waitFor({ state: 'detached' });
    expect(given).toEqual(['m4']);
  });

  test('a new link for somebody at the end of the list is in view, and has the focus', async () => {
    const shown = await open(820);
    const row = shown.locator('.remote-members > li').filter({ has: key(shown, /: Link ausgeben$/) });
    await row.last().getByRole('button').click();
    const slip = shown.locator('.slip');
    await slip.waitFor();
    const isInView = () =>
      slip.evaluate((element) => {
        const { top, bottom } = element.getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight && element === document.activeElement;
      });
    await expect.poll(isInView).toBe(true);
  });

  test('a new link for somebody who has one, and a withdrawal, ask first', async () => {
    const given: string[] = [];
    const withdrawn: string[] = [];
    const shown = await open(1440, given, withdrawn);
    await key(shown, 'Mitglied 22: neuen Link ausgeben').click();
    await shown.keyboard.press('Enter');
    expect(given).toEqual([]);
    await key(shown, 'Mitglied 22: neuen Link ausgeben').click();
    await key(shown, 'Ja, neuer Link').click();
    await expect.poll(() => given).toEqual(['m22']);
    await key(shown, 'Mitglied 22: Link zurückziehen').click();
    await key(shown, 'Ja, zurückziehen').click();
    await expect.poll(() => withdrawn).toEqual(['m22']);
    // What was withdrawn is no link to hand over.
    await shown.locator('.slip').waitFor({ state: 'detached' });
  });

  test('everybody without a link gets one; who cannot is named, the others have theirs', async () => {
    const given: string[] = [];
    const shown = await open(1440, given);
    await key(shown, /^Links für alle ohne Link/).click();
    await key(shown, 'Ja, ausgeben').click();
    await shown.getByText('Mitglied 2: Diese Person gibt es nicht.').waitFor();
    await expect.poll(() => given.length, { timeout: 15_000 }).toBeGreaterThan(30);
    await shown.getByText('Links werden gemacht').waitFor({ state: 'detached' });
    await expect.poll(() => shown.locator('.slip').count()).toBe(given.length);
    expect(given).not.toContain('m22');
    expect(new Set(given).size).toBe(given.length);
  });

  test('on paper links and PINs are never together', async () => {
    const shown = await open();
    await key(shown, 'Mitglied 4: Link ausgeben').click();
    await shown.locator('.slip').waitFor();
    await shown.evaluate(() => {
      window.print = () => undefined;
    });
    await shown.emulateMedia({ media: 'print' });
    // Hidden on paper, so pressed by its own click.
    const printed = async (name: string): Promise<string> => {
      await shown.emulateMedia({ media: 'screen' });
      await key(shown, name).click();
      await shown.emulateMedia({ media: 'print' });
      await stage.look(shown, `members-print-${name.split(' ')[0]}`);
      const text = await shown.evaluate(() => document.body.innerText);
      await shown.evaluate(() => window.dispatchEvent(new Event('afterprint')));
      return text;
    };
    const links = await printed('Links drucken');
    expect(links).toContain('https://rat.example.org/seat#m4Token');
    expect(links).toContain('Mitglied 4');
    expect(links).not.toContain('100001');
    const pins = await printed('PINs drucken');
    expect(pins).toContain('100001');
    expect(pins).toContain('Mitglied 4');
    expect(pins).not.toContain('m4Token');
    expect(await shown.locator('.sheet').count()).toBe(0);
  });

  test.each(widths)('the operator has them in short, the trouble at once, %i px', async (width) => {
    const shown = await stage.open('/operator', { ...fixtures.midSitting, memberPages }, { width });
    await shown
      .getByText('5 verbunden · 7 mit Link')
      .or(shown.getByText('4 verbunden · 7 mit Link'))
      .waitFor();
    const list = shown.locator('.member-list');
    await list.getByText('3 mit Störung').waitFor();
    await stage.judge(shown, `operator-members-${width}`);
    await list.locator('summary').click();
    await list.getByText('sieht und hört').first().waitFor();
    expect(await list.locator('li').allTextContents()).toEqual([
      expect.stringMatching(/^Mitglied 5 .*Link gesperrt/),
      expect.stringMatching(/^Mitglied 7 .*unterbrochen seit/),
      expect.stringMatching(/^Mitglied 9 .*Störung seit/),
      expect.stringMatching(/^Mitglied 3 .*noch nicht bestätigt/),
      ...[1, 2, 3].map(() => expect.any(String)),
    ]);
    await stage.look(shown, `operator-members-open-${width}`);
  });

  test('the chair is told of nothing but who reports a disturbance, in a line', async () => {
    const shown = await stage.open(
      '/chair',
      { ...fixtures.chairSitting, memberPages },
      { width: 820, theme: 'light' },
    );
    const line = shown.getByRole('alert').filter({ hasText: 'Störung gemeldet' });
    await line.getByText('Mitglied 9: kein Ton').waitFor();
    expect(await shown.getByText('Mitglied 7').count()).toBe(0);
    await stage.judge(shown, 'chair-disturbance');
    stage.standIn.show({ ...fixtures.chairSitting, memberPages: [] });
    await line.waitFor({ state: 'detached' });
  });
});
