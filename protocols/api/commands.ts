/**
 * Every command a page or an API client can give, with its input and the roles that may give it. A command
 * is `POST /api/commands/<name>` with the input as JSON. The answer is `{ok: true, evidence?}` once the
 * command is durable and, where it concerns a device, the device's outcome is known; else an error code.
 */
import { z } from 'zod';

export const roles = ['operator', 'chair', 'display'] as const;
export type Role = (typeof roles)[number];

const seat = z.number().int().min(1).max(65_535).describe('seat number of the chamber');
const none = z.strictObject({});

interface CommandSpec<Input extends z.ZodType = z.ZodType> {
  readonly input: Input;
  readonly roles: readonly Role[];
  readonly summary: string;
}

const command = <Input extends z.ZodType>(
  summary: string,
  allowed: readonly Role[],
  input: Input,
): CommandSpec<Input> => ({ input, roles: allowed, summary });

export const commandCatalogue = {
  'broadcast/open': command(
    'Opens the public part: picture and sound may go out. Needs the confirmation.',
    ['operator'],
    z.strictObject({ confirmed: z.literal(true) }),
  ),
  'broadcast/non-public': command('Non-public part: slate and silence at once.', ['operator', 'chair'], none),
  'broadcast/pause': command('Pause slate, sound off.', ['operator', 'chair'], none),
  'broadcast/resume': command('Ends the pause; the part is public again.', ['operator'], none),
  'broadcast/sound-off': command('Stream sound off, whatever the rules would allow.', ['operator'], none),
  'broadcast/sound-on': command('Leaves the stream sound to the rules again.', ['operator'], none),
  'direction/wide': command('Wide shot until handed back.', ['operator'], none),
  'direction/take-over': command('The operator directs: the present shot stays.', ['operator'], none),
  'direction/show': command(
    'The operator chooses a shot; the camera drives there off air first.',
    ['operator'],
    z.strictObject({ shot: z.string().max(64).describe('id of a shot, as in the view') }),
  ),
  'direction/hand-back': command('The automatic direction leads again.', ['operator'], none),
  'floor/give': command(
    'Gives the floor: opens the microphone of a seat.',
    ['chair', 'operator'],
    z.strictObject({ seat }),
  ),
  'floor/next': command('Gives the floor to the first in the queue.', ['chair', 'operator'], none),
  'floor/withdraw': command(
    'Takes the floor away: closes the microphone.',
    ['chair', 'operator'],
    z.strictObject({ seat }),
  ),
  'floor/drop-request': command(
    'Takes a seat off the queue.',
    ['chair', 'operator'],
    z.strictObject({ seat }),
  ),
  'floor/mute-delegates': command("Closes every microphone but the chair's.", ['chair', 'operator'], none),
  'floor/extend': command(
    'Adds speaking time to the one who has the floor.',
    ['chair'],
    z.strictObject({ seconds: z.number().int().min(1).max(3600) }),
  ),
  'people/assign': command(
    'Says who sits at a seat tonight; null: nobody known, which counts as a person without consent.',
    ['operator'],
    z.strictObject({ seat, person: z.string().max(64).nullable() }),
  ),
  'people/consent': command(
    'Sets what a person consents to.',
    ['operator'],
    z.strictObject({
      person: z.string().max(64),
      image: z.enum(['yes', 'not-recognisable', 'no']).optional(),
      sound: z.boolean().optional(),
      name: z.boolean().optional(),
    }),
  ),
  'microphones/set': command(
    'Sets mode and limits of the microphone system.',
    ['operator'],
    z.strictObject({
      mode: z.enum(['auto', 'fifo', 'manual', 'voice']).optional(),
      withReplies: z.boolean().optional(),
      interrupt: z.enum(['none', 'same-priority', 'lower-priority']).optional(),
      maxOpen: z.number().int().min(1).max(8).optional(),
      maxOpenTotal: z.number().int().min(1).max(8).optional(),
      maxRequests: z.number().int().min(0).max(250).optional(),
    }),
  ),
} as const satisfies Record<string, CommandSpec>;

export type CommandName = keyof typeof commandCatalogue;
export type CommandInput<Name extends CommandName> = z.infer<(typeof commandCatalogue)[Name]['input']>;
export type Command = {
  [Name in CommandName]: { readonly name: Name; readonly input: CommandInput<Name> };
}[CommandName];

export const isCommandName = (name: string): name is CommandName => Object.hasOwn(commandCatalogue, name);
