/** The clerk's page on the stage of browser.ts: opened at a task, its keys by name, and the commands it sent. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { commandCatalogue, isCommandName } from '../../protocols/api/commands.ts';
import type { ClerkView } from '../../protocols/api/views.ts';
import type { inBrowser } from './browser.ts';
import { someRetention } from './clerk-fixtures.ts';

/** For the `stage` of one test file. */
export function onClerkPage(stage: ReturnType<typeof inBrowser>) {
  const sent = () => stage.standIn.commands;
  return {
    /** Opens a task of the page, e.g. `attendance`. */
    open(task: string, view: ClerkView, width = 1440): Promise<Page> {
      stage.standIn.retention = someRetention;
      return stage.open(`/clerk#${task}`, view, { width, theme: 'light' });
    },
    sent,
    names: () => sent().map(([name]) => name),
    /** A button: by its whole name, or by a pattern. */
    key: (page: Page, name: string | RegExp): Locator =>
      page.getByRole('button', { name, exact: typeof name === 'string' }),
    /** Every command so far is one the catalogue has, with an input its schema takes as it stands. */
    expectValid(): void {
      for (const [name, input] of sent()) {
        if (!isCommandName(name)) throw new Error(`no such command: ${name}`);
        expect(commandCatalogue[name].roles).toContain('clerk');
        expect(commandCatalogue[name].input.safeParse(input).error?.issues ?? [], name).toEqual([]);
      }
    },
  };
}
