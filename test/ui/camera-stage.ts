/** The operator's page on the stage of browser.ts with a camera's panel opened, its keys by name, and the commands it sent. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { commandCatalogue, isCommandName } from '../../protocols/api/commands.ts';
import type { OperatorView } from '../../protocols/api/views.ts';
import type { inBrowser } from './browser.ts';

type Stage = ReturnType<typeof inBrowser>;

/** For the `stage` of one test file. */
export function onOperatorPage(stage: Stage) {
  const sent = () => stage.standIn.commands;
  const key = (page: Page, name: string | RegExp): Locator =>
    page.getByRole('button', { name, exact: typeof name === 'string' });
  return {
    sent,
    names: () => sent().map(([name]) => name),
    /** A button: by its whole name, or by a pattern. */
    key,
    /** Opens the panel of a camera by its label, at a section. */
    async openSetup(
      view: OperatorView,
      camera: string,
      section?: string,
      opening: Parameters<Stage['open']>[2] = {},
    ): Promise<Page> {
      const page = await stage.open('/operator', view, opening);
      await key(page, `Einrichten: ${camera}`).click();
      await page.getByRole('dialog').waitFor();
      if (section !== undefined)
        await page
          .getByRole('group', { name: 'Was möchten Sie einrichten?' })
          .getByRole('button', { name: section })
          .click();
      return page;
    },
    /** Every command so far is one the operator may give, with an input its schema takes as it stands. */
    expectValid(): void {
      for (const [name, input] of sent()) {
        if (!isCommandName(name)) throw new Error(`no such command: ${name}`);
        expect(commandCatalogue[name].roles).toContain('operator');
        expect(commandCatalogue[name].input.safeParse(input).error?.issues ?? [], name).toEqual([]);
      }
    },
  };
}
