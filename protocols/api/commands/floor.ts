/** Commands for the floor: microphones, the list of speakers and speaking time. */
import { z } from 'zod';
import { command, id, line, none, seat, type CommandSpec } from './spec.ts';

const leaders = ['chair', 'clerk', 'operator'] as const;
const entry = z.number().int().min(1).describe('number of an entry in the list of speakers, as in the view');
/** Kinds of speech that are put on the list; the presiding person's own words never wait. */
export const listedKinds = [
  'speech',
  'contribution',
  'pro',
  'contra',
  'point-of-order',
  'intervention',
  'interposed-question',
  'answer',
  'residents-question',
] as const;
const kind = z.enum(listedKinds);

export const floorCommands = {
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
  'floor/add': command(
    'Puts somebody on the list of speakers: by seat, by person (remote or without a unit), or a guest by name.',
    leaders,
    z.strictObject({
      seat: seat.optional(),
      person: id.optional(),
      guest: line(120).optional(),
      kind: kind.default('speech'),
      answerTo: entry.optional(),
      rank: z.number().int().min(1).max(9).optional().describe('points of order: 1 is most urgent'),
      note: line(250).optional(),
    }),
  ),
  'floor/update': command(
    'Changes kind or note of an entry that waits.',
    leaders,
    z.strictObject({ entry, kind: kind.optional(), note: z.string().trim().max(250).optional() }),
  ),
  'floor/remove': command('Takes an entry off the list.', leaders, z.strictObject({ entry })),
  'floor/move': command(
    'Puts an entry before another one; null: to the end.',
    leaders,
    z.strictObject({ entry, before: entry.nullable() }),
  ),
  'floor/start': command(
    'Gives the floor to an entry, whatever its place; opens the microphone where there is one.',
    leaders,
    z.strictObject({ entry }),
  ),
  'floor/end': command('Ends the present speech; closes its microphone where there is one.', leaders, none),
  'floor/hold': command(
    'Stops and restarts the speaking time of the present speech.',
    leaders,
    z.strictObject({ held: z.boolean() }),
  ),
  'floor/return': command('Takes the last finished speech back to the top of the list.', leaders, none),
  'floor/level': command(
    'Gives every group the time that one group has overdrawn.',
    leaders,
    z.strictObject({ group: line(80) }),
  ),
  'floor/close-list': command(
    'Closes or reopens the list of speakers; points of order stay possible.',
    leaders,
    z.strictObject({ closed: z.boolean() }),
  ),
  'floor/close-debate': command(
    'Ends the debate: the list is closed and everybody waiting leaves it.',
    leaders,
    none,
  ),
} as const satisfies Record<string, CommandSpec>;
