/** The member's page on the stage of browser.ts, in front of its own stand-in: opened in a state, and its keys by name. */
import type { Locator, Page } from 'playwright-core';
import { afterEach, beforeEach, inject } from 'vitest';
import { inBrowser, type Opening } from './browser.ts';
import { seatFixtures, type SeatFixture } from './seat-fixtures.ts';
import { seatToken, serveSeatStandIn, type SeatStandIn } from './seat-stand-in.ts';

/** Registers the hooks of one test file. */
export function onSeatPage() {
  const stage = inBrowser();
  let standIn: SeatStandIn;
  beforeEach(async () => {
    standIn = await serveSeatStandIn(inject('pages'), seatFixtures.quiet);
  });
  afterEach(() => standIn.close());
  return {
    stage,
    get standIn(): SeatStandIn {
      return standIn;
    },
    show({ shared, own }: SeatFixture): void {
      standIn.tell(own);
      standIn.show(shared);
    },
    /** Signed in already, as a page that is opened again. */
    async open(state: SeatFixture, opening: Opening = {}): Promise<Page> {
      standIn.tell(state.own);
      standIn.show(state.shared);
      const page = await stage.visit(`${standIn.url}/seat`, { width: 390, theme: 'light', ...opening });
      await page.locator('h1').first().waitFor();
      return page;
    },
    /** With the personal link, nobody signed in yet. */
    async arrive(token: string = seatToken, opening: Opening = {}): Promise<Page> {
      standIn.isSignedIn = false;
      const page = await stage.visit(`${standIn.url}/seat#${token}`, {
        width: 390,
        theme: 'light',
        ...opening,
      });
      await page.locator('h1').first().waitFor();
      return page;
    },
    radio: (page: Page, name: string): Locator => page.getByRole('radio', { name, exact: true }),
    key: (page: Page, name: string | RegExp): Locator =>
      page.getByRole('button', { name, exact: typeof name === 'string' }),
    state: (page: Page): Locator => page.locator('.vote-state'),
  };
}
