/**
 * Every command a page or an API client can give, with its input and the roles that may give it. A command
 * is `POST /api/commands/<name>` with the input as JSON. The answer is `{ok: true, evidence?}` once the
 * command is durable and, where it concerns a device, the device's outcome is known; else an error code.
 */
import type { z } from 'zod';
import { ballotCommands } from './commands/ballot.ts';
import { broadcastCommands } from './commands/broadcast.ts';
import { cameraCommands } from './commands/cameras.ts';
import { floorCommands } from './commands/floor.ts';
import { hallCommands } from './commands/hall.ts';
import { registerCommands } from './commands/register.ts';
import { sittingCommands } from './commands/sitting.ts';

export { roles, type Role } from './commands/spec.ts';

export const commandCatalogue = {
  ...hallCommands,
  ...broadcastCommands,
  ...cameraCommands,
  ...floorCommands,
  ...sittingCommands,
  ...registerCommands,
  ...ballotCommands,
};

export type CommandName = keyof typeof commandCatalogue;
export type CommandInput<Name extends CommandName> = z.infer<(typeof commandCatalogue)[Name]['input']>;
export type Command = {
  [Name in CommandName]: { readonly name: Name; readonly input: CommandInput<Name> };
}[CommandName];

export const isCommandName = (name: string): name is CommandName => Object.hasOwn(commandCatalogue, name);
