/** Commands for what the hall shows: direction, microphones and who sits where. */
import { z } from 'zod';
import { command, day, id, line, none, seat, type CommandSpec } from './spec.ts';

export const hallCommands = {
  'direction/wide': command('Wide shot until handed back.', ['operator'], none),
  'direction/take-over': command('The operator directs: the present shot stays.', ['operator'], none),
  'direction/show': command(
    'The operator chooses a shot; the camera drives there off air first.',
    ['operator'],
    z.strictObject({ shot: z.string().max(64).describe('id of a shot, as in the view') }),
  ),
  'direction/hand-back': command('The automatic direction leads again.', ['operator'], none),
  'people/assign': command(
    'Says who sits at a seat tonight, and confirms it; null: nobody known, which counts as a person without consent. `with`: a second person shares the microphone, and both must consent.',
    ['operator', 'clerk'],
    z.strictObject({ seat, person: id.nullable(), with: id.optional() }),
  ),
  'people/swap': command(
    'Two seats change their occupants; both are confirmed.',
    ['operator', 'clerk'],
    z.strictObject({ seats: z.tuple([seat, seat]) }),
  ),
  'people/consent': command(
    'Sets what a person consents to, with date, form and source.',
    ['operator', 'clerk'],
    z.strictObject({
      person: id,
      image: z.enum(['yes', 'not-recognisable', 'no']).optional(),
      sound: z.boolean().optional(),
      name: z.boolean().optional(),
      recording: z.boolean().optional(),
      onDemand: z.boolean().optional(),
      date: day.optional(),
      form: z.enum(['written', 'oral', 'in-sitting']).optional(),
      source: line(200).optional().describe('where the declaration lies, e.g. a file number'),
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
