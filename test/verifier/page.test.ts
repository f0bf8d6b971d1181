/**
 * The verifier's page as it is handed out: one file, opened from a disk in a real browser, worked by keyboard alone.
 * Nothing may go out over the network, and nothing may be hard to read.
 */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { executablePath, missing, skippedNote } from '../ui/browser.ts';
import { complaints } from '../ui/look.ts';
import { ballots, lineOf, type BallotName } from './ballots.ts';
import { bytesOf, fingerprintOf, hall, seal, type ResultJson } from './builder.ts';

const results = join(import.meta.dirname, '../../test-results/pages');

describe.skipIf(missing)(`the verifier’s page${skippedNote}`, () => {
  let folder: string;
  let browser: Browser;
  let context: BrowserContext | undefined;
  let requests: string[] = [];
  let errors: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'saalregie-verifier-'));
    await mkdir(results, { recursive: true });
    await build({ mode: 'verifier', logLevel: 'silent', build: { outDir: folder } });
    browser = await chromium.launch({
      executablePath,
      args: ['--headless', '--no-sandbox', '--disable-gpu'],
    });
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });
  afterEach(async () => {
    await context?.close();
    context = undefined;
  });

  async function open(width = 1000, theme: 'light' | 'dark' = 'light', language = 'de-DE'): Promise<Page> {
    requests = [];
    errors = [];
    context = await browser.newContext({
      viewport: { width, height: 844 },
      colorScheme: theme,
      locale: language,
      reducedMotion: 'reduce',
    });
    context.on('request', (request) => requests.push(request.url()));
    const page = await context.newPage();
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    // From before the first dialog on: asked for with the key press, it could come too late.
    page.on('filechooser', () => undefined);
    await page.goto(pathToFileURL(join(folder, 'verifier.html')).href);
    await page.locator('.verdict').waitFor();
    return page;
  }

  async function write(name: string, file: ResultJson): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, bytesOf(file));
    return path;
  }

  /** As somebody at the keyboard: the field has the focus, Enter opens the dialog, the dialog gives a file. */
  async function choose(page: Page, path: string): Promise<void> {
    await page.getByLabel(/Ergebnisdatei wählen|Choose a result file/).focus();
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Enter')]);
    await chooser.setFiles(path);
    await page.locator('.check').first().waitFor();
  }

  async function judge(page: Page, name: string): Promise<void> {
    await page.screenshot({ path: join(results, `verifier-${name}.png`), fullPage: true });
    expect(await complaints(page), name).toEqual([]);
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze();
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(
      serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
      name,
    ).toEqual([]);
    expect(errors, name).toEqual([]);
    expect(requests.filter((url) => !url.endsWith('/verifier.html'))).toEqual([]);
  }

  const good = (name: BallotName = 'electronic, by name'): ResultJson => seal(ballots[name]());
  const marksOf = (page: Page): Promise<string[]> => page.locator('.check .mark').allTextContents();

  test('is one file with everything in it, and its policy lets nothing else run', async () => {
    expect((await readdir(folder)).filter((name) => !name.endsWith('.json'))).toEqual(['verifier.html']);
    const html = await readFile(join(folder, 'verifier.html'), 'utf8');
    expect(html).not.toMatch(/\s(src|href)=|@import|url\(/);
    const page = await open();
    const ran = await page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'window.ran = true';
      document.body.append(script);
      const answer = await fetch('https://127.0.0.1:9/').then(
        () => 'fetched',
        () => 'refused',
      );
      return [Reflect.get(window, 'ran'), answer];
    });
    expect(ran).toEqual([undefined, 'refused']);
    expect(errors.join('\n')).toMatch(/Content Security Policy/);
  });

  test('says by keyboard alone what a good file holds, and with the fingerprint that all is in order', async () => {
    const file = good();
    const page = await open();
    await choose(page, await write('good.json', file));
    expect(await marksOf(page)).toEqual(['✓', '✓', '✓', '✓', '✓', '✓', '✓', '–', '✓', '✓', '?']);
    await expect.poll(() => page.getByRole('status').first().textContent()).toMatch(/in sich richtig/);
    await expect.poll(() => page.locator('.fingerprint').textContent()).toBe(fingerprintOf(file.checkpoint));
    await expect.poll(() => page.locator('.outcome').textContent()).toBe('angenommen');
    expect(await page.locator('.names tbody tr').count()).toBe(7);

    await page.getByLabel('Fingerabdruck aus dem Saal').focus();
    await page.keyboard.type(fingerprintOf(file.checkpoint).toLowerCase().replaceAll('-', ' '));
    await expect.poll(() => marksOf(page).then((marks) => marks.at(-1))).toBe('✓');
    await expect.poll(() => page.getByRole('status').first().textContent()).toMatch(/Alles in Ordnung/);
    // Still where it was: what follows is made anew around the field.
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('typed');

    await page.getByText('Öffentlichen Schlüssel').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type(hall.spelled);
    await expect.poll(() => page.locator('.check').nth(1).textContent()).toMatch(/den Sie angegeben haben/);
    await judge(page, 'good');
  });

  test('finds a vote by the number on its receipt', async () => {
    const file = good('electronic, without names');
    const first = file.log.size - file.log.lines.length + 1;
    const numbers = file.log.lines.flatMap((line, index) =>
      line.includes('ballot/cast') ? [first + index] : [],
    );
    const page = await open();
    await choose(page, await write('unnamed.json', file));
    expect(await page.locator('.names').count()).toBe(0);
    const answerTo = async (number: string): Promise<string | null> => {
      await page.getByLabel('Nummer').fill(number);
      return page.locator('.answer').textContent();
    };
    expect(await answerTo(`Nr. ${numbers[1]}`)).toBe(`Nr. ${numbers[1]}: Ja`);
    expect(await answerTo(String(numbers[0]))).toBe(
      `Nr. ${numbers[0]} wurde durch Nr. ${numbers[3]} ersetzt und zählt nicht.`,
    );
    expect(await answerTo('1')).toBe('Nr. 1 ist keine Stimme dieser Abstimmung.');
    expect(await answerTo('Ja')).toMatch(/zum Beispiel 417/);
  });

  test('says of a forged file what is wrong, and shows no result of it', async () => {
    const draft = ballots['electronic, by name']();
    Object.assign(lineOf(draft, 'tallied').data, { counts: { ja: 4, nein: 2, enthaltung: 0 } });
    const page = await open(1000, 'dark');
    await choose(page, await write('good.json', good()));
    await choose(page, await write('forged.json', seal(draft)));
    await expect.poll(() => page.locator('.verdict').textContent()).toMatch(/Nicht in Ordnung/);
    expect((await marksOf(page))[8]).toBe('✗');
    await expect
      .poll(() => page.locator('.check.failed').first().textContent())
      .toMatch(/„Ja“ 3, in der Datei stehen 4/);
    expect(await page.locator('.outcome, .names, .answer').count()).toBe(0);
    await judge(page, 'forged-dark');
  });

  test('takes a file that is dropped, and says so when it is none', async () => {
    const page = await open();
    const drop = async (text: string): Promise<void> => {
      const transfer = await page.evaluateHandle((content) => {
        const data = new DataTransfer();
        data.items.add(new File([content], 'dropped.json'));
        return data;
      }, text);
      await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
    };
    await drop('{}');
    await expect.poll(() => marksOf(page)).toEqual(['✗', ...Array.from({ length: 10 }, () => '–')]);
    await judge(page, 'unreadable');
    await drop(JSON.stringify(good('another system')));
    await expect.poll(() => page.locator('.outcome').textContent()).toBe('angenommen');
  });

  test('shows markup in a file as the text it is', async () => {
    const draft = ballots['electronic, by name']();
    lineOf(draft, 'entitled').personal = { person: 'p0', name: '<img src=x onerror=alert(1)>', group: '<b>' };
    const page = await open();
    await choose(page, await write('markup.json', seal(draft)));
    await expect.poll(() => page.locator('.names').textContent()).toMatch(/<img src=x/);
    expect(await page.locator('.names img, .names b').count()).toBe(0);
    expect(errors).toEqual([]);
  });

  for (const theme of ['light', 'dark'] as const)
    for (const [language, typed] of [
      ['de-DE', 'Deutsch'],
      ['en-GB', 'English'],
    ] as const)
      test(`is fit to look at on a phone, ${theme}, ${typed}`, async () => {
        const page = await open(390, theme, language);
        await judge(page, `empty-390-${theme}-${language}`);
        await choose(page, await write('good.json', good('roll-call')));
        await page.locator('summary').click();
        await judge(page, `good-390-${theme}-${language}`);
      });

  test('changes the language by keyboard and keeps what was typed', async () => {
    const page = await open();
    await choose(page, await write('good.json', good()));
    await page.getByLabel('Fingerabdruck aus dem Saal').fill('K7QF-2M9A-XT4P');
    await page.getByLabel('Sprache').focus();
    await page.keyboard.press('ArrowDown');
    await page.locator('html[lang="en"]').waitFor();
    expect(await page.title()).toBe('Verify the result of a ballot');
    await expect.poll(() => page.getByLabel('Fingerprint from the hall').inputValue()).toBe('K7QF-2M9A-XT4P');
    await expect.poll(() => page.locator('.check.failed').textContent()).toMatch(/You have typed another/);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('SELECT');
  });
});
