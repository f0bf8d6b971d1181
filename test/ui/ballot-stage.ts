/** Pages with a ballot on the stage of browser.ts: keys by name, and the commands they sent. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { commandCatalogue, isCommandName, type Role } from '../../protocols/api/commands.ts';
import type { BallotView } from '../../protocols/api/views/ballot.ts';
import type { ChairView } from '../../protocols/api/views.ts';
import { chairWith, clerkWith } from './ballot-views.ts';
import type { inBrowser } from './browser.ts';

/** For the `stage` of one test file. */
export function withBallots(stage: ReturnType<typeof inBrowser>) {
  const sent = (): readonly [string, unknown][] => stage.standIn.commands;
  return {
    /** The chair's page on a tablet. */
    chair: (ballot?: BallotView, part: Partial<ChairView> = {}): Promise<Page> =>
      stage.open('/chair', chairWith(ballot, part), { width: 1180, theme: 'light' }),
    /** The clerk's page at its ballots. */
    clerk: (ballot?: BallotView): Promise<Page> =>
      stage.open('/clerk#ballots', clerkWith(ballot), { width: 1440, theme: 'light' }),
    /** The daemon says how the ballot stands now. */
    show: (ballot: BallotView, part: Partial<ChairView> = {}): void =>
      stage.standIn.show(chairWith(ballot, part)),
    sent,
    /** One field of the input of the command sent as number `index`. */
    field(index: number, name: string): string {
      const input: unknown = sent()[index]?.[1];
      const value: unknown =
        typeof input === 'object' && input !== null ? Reflect.get(input, name) : undefined;
      if (typeof value !== 'string') throw new Error(`command ${index} has no ${name}`);
      return value;
    },
    names: (): readonly string[] => sent().map(([name]) => name),
    key: (page: Page, name: string | RegExp): Locator =>
      page.getByRole('button', { name, exact: typeof name === 'string' }),
    /** Waits until so many commands were sent, and that is all of them. */
    async expectSent(...expected: readonly (readonly [string, unknown])[]): Promise<void> {
      await expect.poll(() => sent().length).toBe(expected.length);
      expect(sent()).toEqual(expected);
    },
    /** Every command so far is one the catalogue has, for this role, with an input its schema takes as it stands. */
    expectValid(role: Role): void {
      expect(sent().length).toBeGreaterThan(0);
      for (const [name, input] of sent()) {
        if (!isCommandName(name)) throw new Error(`no such command: ${name}`);
        expect(commandCatalogue[name].roles).toContain(role);
        expect(commandCatalogue[name].input.safeParse(input).error?.issues ?? [], name).toEqual([]);
      }
    },
  };
}
