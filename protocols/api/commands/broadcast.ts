/**
 * Commands for what leaves the hall: the state of the broadcast, stream and recording, slates, and what people
 * confirm before a non-public item. What the director shows is in hall.ts.
 */
import { z } from 'zod';
import { at, command, id, line, none, type CommandSpec } from './spec.ts';

const operator = ['operator'] as const;
const leaders = ['operator', 'chair'] as const;

/** Words on the slate; `end` after the broadcast, `begin` before it. */
export const slateKinds = ['off', 'begin', 'break', 'fault', 'objection', 'non-public', 'end'] as const;
export type SlateKind = (typeof slateKinds)[number];

/** What no machine can see and a person answers for, before a non-public item. */
export const confirmable = ['conference-guests', 'conference-roster', 'conference-recording'] as const;

const confirmed = z.literal(true);

export const broadcastCommands = {
  'broadcast/prepare': command(
    'Before the public part: a slate, with a countdown if the beginning is known. The first of two steps back from a non-public part; nothing of the hall goes out yet.',
    operator,
    z.strictObject({ beginsAt: at.optional() }),
  ),
  'broadcast/open': command(
    'Opens the public part: picture and sound may go out. Needs the confirmation. After a non-public part only behind `broadcast/prepare`.',
    operator,
    z.strictObject({ confirmed }),
  ),
  'broadcast/pause': command(
    'Pause slate, sound and all delegate microphones off.',
    leaders,
    z.strictObject({
      cause: z.enum(['break', 'fault']).optional().describe('a break unless it says otherwise'),
      until: at.optional().describe('when it goes on, for the slate'),
    }),
  ),
  'broadcast/resume': command('Ends a pause or a hold; the part is public again.', operator, none),
  'broadcast/hold': command(
    'Whoever speaks objects to the transmission: slate, sound off, until `broadcast/resume`.',
    leaders,
    none,
  ),
  'broadcast/non-public': command(
    'Non-public part: slate and silence at once, stream and every other output off.',
    leaders,
    none,
  ),
  'broadcast/end': command('The broadcast is over: slate, silence, microphones off.', operator, none),
  'broadcast/discard': command(
    'Breaks the stream off and throws away what is delayed; a pause follows.',
    leaders,
    none,
  ),
  'broadcast/sound-off': command('Stream sound off, whatever the rules would allow.', operator, none),
  'broadcast/sound-on': command('Leaves the stream sound to the rules again.', operator, none),
  'broadcast/confirm': command(
    'Says that something no machine can see is done, or is not any more.',
    operator,
    z.strictObject({ check: z.enum(confirmable), done: z.boolean() }),
  ),
  'broadcast/alone': command(
    'A remote member has declared to be alone ("Ich bin allein"), or does not any more.',
    ['operator', 'clerk'],
    z.strictObject({ person: id, alone: z.boolean() }),
  ),
  'broadcast/override': command(
    'The chair opens non-public items though not everything is confirmed. What is missing is logged with the reason.',
    ['chair'],
    z.strictObject({ reason: line(300) }),
  ),
  'broadcast/start-stream': command('Starts the stream, and waits until it runs.', operator, none),
  'broadcast/stop-stream': command('Stops the stream, and waits until nothing comes out.', operator, none),
  'broadcast/start-recording': command(
    'Starts the recording. From here on only who consents to a recording is seen close and heard.',
    operator,
    none,
  ),
  'broadcast/stop-recording': command('Stops the recording.', operator, none),
  'broadcast/probe': command('Looks whether the server of the stream can be reached.', operator, none),
  'broadcast/provision': command(
    'Makes the scenes and text sources that are missing in the mixer; what is there stays as it is.',
    operator,
    none,
  ),
  'broadcast/slate-text': command(
    'Other words on a slate; null: those of the config. `{minutes}` and `{time}` are filled in.',
    operator,
    z.strictObject({ slate: z.enum(slateKinds), text: z.string().trim().max(400).nullable() }),
  ),
  'broadcast/slides': command(
    'Lets the slides on air until the floor changes, or takes them off.',
    operator,
    z.strictObject({ on: z.boolean() }),
  ),
} as const satisfies Record<string, CommandSpec>;
