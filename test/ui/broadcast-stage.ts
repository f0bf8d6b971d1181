/** The page of somebody who leads on the stage of browser.ts: its keys by name, the commands it gave, and whether each may be given. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { commandCatalogue, isCommandName, type Role } from '../../protocols/api/commands.ts';
import type { inBrowser } from './browser.ts';

type Stage = ReturnType<typeof inBrowser>;

/** For the `stage` of one test file. */
export const leading = (stage: Stage) => ({
  sent: () => stage.standIn.commands,
  key: (page: Page, name: string | RegExp) =>
    page.getByRole('button', { name, exact: typeof name === 'string' }),
  /** The connection is lost, as when the daemon hangs. */
  async lose(page: Page): Promise<void> {
    stage.standIn.silent = true;
    await page.getByText('Keine Verbindung zur Saalregie').waitFor({ timeout: 5000 });
  },
  /** Every command so far is one the role may give, with an input its schema takes as it stands. */
  expectValid(role: Role): void {
    for (const [name, input] of stage.standIn.commands) {
      if (!isCommandName(name)) throw new Error(`no such command: ${name}`);
      expect(commandCatalogue[name].roles, name).toContain(role);
      expect(commandCatalogue[name].input.safeParse(input).error?.issues ?? [], name).toEqual([]);
    }
  },
});
