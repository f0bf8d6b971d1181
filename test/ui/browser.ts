/**
 * A real browser in front of the stand-in daemon, for the pages' tests. Keeps every screenshot in
 * test-results/pages/ as the contact sheet.
 */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject } from 'vitest';
import type { View } from '../../protocols/api/views.ts';
import { midSitting } from './fixtures.ts';
import { complaints } from './look.ts';
import { serveStandIn, type StandIn } from './stand-in.ts';

/** Without the browser's own windows, each of which would cost more than the page in it. */
export const executablePath = '/usr/bin/chromium-headless-shell';
export const missing = !existsSync(executablePath);
if (missing && process.env['CI'] === 'true')
  throw new Error('chromium is missing, and CI=true allows no skipping');
/** For the title of what is skipped without a browser. */
export const skippedNote = missing ? ' (skipped: no chromium)' : '';

const results = join(import.meta.dirname, '../../test-results/pages');
const heights: Readonly<Record<number, number>> = {
  390: 844,
  820: 1180,
  1180: 820,
  1280: 800,
  1440: 900,
  1920: 1080,
};
export const widths = [390, 820, 1440];

export interface Opening {
  readonly width?: number;
  readonly height?: number;
  /** Device pixels to a CSS pixel. */
  readonly scale?: number;
  readonly theme?: 'light' | 'dark';
  readonly language?: 'de' | 'en';
  readonly hasTouch?: boolean;
  /** What shows that the page is there; null for one that may stay empty. */
  readonly shows?: string | null;
}

/**
 * Resolves when an element of the selector `css` is visible, with `words` in it where given. Asks at every frame:
 * a locator's own waiting asks twice a second at last, which is most of the time that a look takes.
 */
export async function seen(page: Page, css: string, words = ''): Promise<void> {
  await page.waitForFunction(
    ([selector, text]) =>
      [...document.querySelectorAll(selector)].some(
        (element) =>
          element.checkVisibility({ checkVisibilityCSS: true }) && element.textContent.includes(text),
      ),
    [css, words] as const,
  );
}

/** Registers the hooks of one test file: one browser, and for each test a fresh stand-in and context. */
export function inBrowser() {
  let browser: Browser;
  let standIn: StandIn;
  /** A test may open several pages: none may stay behind and complain into the next test. */
  let contexts: BrowserContext[] = [];
  let errors: string[] = [];

  beforeAll(async () => {
    await mkdir(results, { recursive: true });
    browser = await chromium.launch({
      executablePath,
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
  });
  afterAll(async () => {
    await browser?.close();
  });
  beforeEach(async () => {
    standIn = await serveStandIn(inject('pages'), midSitting);
    errors = [];
  });
  afterEach(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    contexts = [];
    await standIn.close();
  });

  /** Opens a page at a width, signed in for `view`; null: nobody is signed in, or whoever was before. */
  async function open(path: string, view: View | null, opening: Opening = {}): Promise<Page> {
    if (view) {
      standIn.show(view);
      standIn.signedIn = view.role;
    }
    const page = await visit(standIn.url + path, opening);
    const { shows = 'h1' } = opening;
    if (shows !== null) await seen(page, shows);
    return page;
  }

  /** Opens any address in a browser of its own. */
  async function visit(
    url: string,
    {
      width = 1440,
      height = heights[width] ?? 900,
      scale = 1,
      theme = 'dark',
      language = 'de',
      hasTouch = false,
    }: Opening = {},
  ): Promise<Page> {
    const context = await browser.newContext({
      viewport: { width, height },
      deviceScaleFactor: scale,
      colorScheme: theme,
      locale: language === 'de' ? 'de-DE' : 'en-GB',
      reducedMotion: 'reduce',
      hasTouch,
      ignoreHTTPSErrors: true,
    });
    contexts.push(context);
    const page = await context.newPage();
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      // The browser logs every answer with an error status; those are the tests' own doing.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        errors.push(message.text());
    });
    await page.goto(url);
    return page;
  }

  /** What the eye sees: kept as a picture, and nothing to complain about. */
  async function look(page: Page, name: string): Promise<void> {
    const isNarrow = (page.viewportSize()?.width ?? 0) < 1000;
    await page.screenshot({
      path: join(results, `${name}.jpg`),
      type: 'jpeg',
      quality: 85,
      fullPage: isNarrow,
    });
    expect(await complaints(page), name).toEqual([]);
    expect(errors, name).toEqual([]);
  }

  /** `look`, and no serious finding of axe. */
  async function judge(page: Page, name: string): Promise<void> {
    await look(page, name);
    const { violations } = await new AxeBuilder({ page })
      // In the page itself and not from a second one: no page here has frames, and it takes a third of the time.
      .setLegacyMode()
      // What passed is not told node by node: half of the time.
      .options({ resultTypes: ['violations'] })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      // Judges what the sticky keys cover at this scroll position; look.ts measures every target, at 44 px.
      .disableRules(['target-size'])
      .analyze();
    const serious = violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`);
    expect(serious, name).toEqual([]);
  }

  return {
    open,
    visit,
    look,
    judge,
    get standIn(): StandIn {
      return standIn;
    },
  };
}
