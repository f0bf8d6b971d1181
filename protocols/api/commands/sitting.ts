/** Commands for tonight's sitting: its state, agenda, attendance, conflicts of interest and the chair. */
import { z } from 'zod';
import { at, command, day, id, line, link, none, seat, type CommandSpec } from './spec.ts';

const leaders = ['clerk', 'chair'] as const;
const clerk = ['clerk'] as const;
const agendaLimitBytes = 4_000_000;

const itemFields = {
  number: z.string().trim().max(20).default(''),
  title: line(5000),
  /** An item without a flag counts as non-public. */
  isPublic: z.boolean().default(false),
  /** false: pause slate and silence while it runs, e.g. a residents' question time. */
  onStream: z.boolean().default(true),
  reporter: line(120).optional(),
  paper: link.optional(),
  matter: line(80).optional(),
  source: z.url().max(2000).optional(),
};
export const newItem = z.strictObject({ id, ...itemFields });

export const outcomes = [
  'unanimous',
  'noted',
  'postponed',
  'referred',
  'dropped',
  'withdrawn',
  'joined',
  'done',
] as const;
export type Outcome = (typeof outcomes)[number];
export const attendanceStatuses = ['room', 'remote', 'absent', 'excused', 'left'] as const;
export type AttendanceStatus = (typeof attendanceStatuses)[number];

export const sittingCommands = {
  'sitting/prepare': command(
    'Makes the next sitting. Only one is current at a time.',
    clerk,
    z.strictObject({
      id,
      body: id,
      title: line(160),
      date: day,
      time: z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
        .optional(),
      place: line(160).optional(),
      chair: id.optional(),
      second: z
        .boolean()
        .default(false)
        .describe('called for a second time on the same matter: the smaller quorum'),
      items: z.array(newItem).max(500).default([]),
      source: z.url().max(2000).optional(),
    }),
    agendaLimitBytes,
  ),
  'sitting/discard': command('Throws a prepared sitting away.', clerk, none),
  'sitting/open': command(
    'Opens the sitting; the stream stays off until the operator opens the public part.',
    leaders,
    none,
  ),
  'sitting/interrupt': command(
    'Interrupts: pause slate, sound off.',
    leaders,
    z.strictObject({ reason: line(300).optional() }),
  ),
  'sitting/resume': command('Goes on after an interruption, public or not as before it.', leaders, none),
  'sitting/go-non-public': command(
    'Non-public part: slate and silence at once.',
    ['clerk', 'chair', 'operator'],
    none,
  ),
  'sitting/go-public': command(
    'Ends the non-public part. The stream stays off until the operator opens it: two deliberate steps.',
    ['clerk', 'chair', 'operator'],
    z.strictObject({ confirmed: z.literal(true) }),
  ),
  'sitting/close': command('Closes the sitting.', leaders, z.strictObject({ confirmed: z.literal(true) })),
  'sitting/approve': command(
    'Notes that the minutes of a closed sitting were approved: of the present one, or of an earlier one.',
    clerk,
    z.strictObject({ sitting: id.optional() }),
  ),
  'agenda/add': command(
    'Adds an item behind another one; null: at the end.',
    clerk,
    z.strictObject({
      ...newItem.shape,
      after: id.nullable().default(null),
      urgent: z.boolean().default(false),
    }),
    40_000,
  ),
  'agenda/edit': command(
    'Changes an item. The original number stays in the log.',
    clerk,
    z.strictObject({
      item: id,
      number: z.string().trim().max(20).optional(),
      title: line(5000).optional(),
      isPublic: z.boolean().optional(),
      onStream: z.boolean().optional(),
      reporter: z.string().trim().max(120).optional(),
      paper: z.union([link, z.literal('')]).optional(),
      matter: z.string().trim().max(80).optional(),
    }),
    40_000,
  ),
  'agenda/move': command(
    'Puts an item before another one; null: to the end. Numbers stay.',
    clerk,
    z.strictObject({ item: id, before: id.nullable() }),
  ),
  'agenda/import': command(
    'Takes over agenda items of an import that are new or were not touched tonight.',
    clerk,
    z.strictObject({ add: z.array(newItem).max(500), change: z.array(newItem).max(500) }),
    agendaLimitBytes,
  ),
  'agenda/begin': command(
    'Calls an item. A non-public one makes the part non-public at once; a public one is refused in it.',
    leaders,
    z.strictObject({ item: id }),
  ),
  'agenda/end': command('Ends the item that runs.', leaders, none),
  'agenda/settle': command(
    'Notes how an item ended without a ballot, or (null) takes that back.',
    leaders,
    z.strictObject({
      item: id,
      outcome: z.enum(outcomes).nullable(),
      /** Where it was referred or postponed to. */
      note: line(300).optional(),
      into: id.optional().describe('joined: the item it is treated with'),
      decision: line(5000).optional(),
    }),
    40_000,
  ),
  'agenda/motion': command(
    'Writes a motion into the minutes.',
    leaders,
    z.strictObject({ item: id, by: line(120), text: line(5000) }),
    40_000,
  ),
  'agenda/note': command(
    "Writes the clerk's note into the minutes.",
    clerk,
    z.strictObject({ item: id, text: line(5000) }),
    40_000,
  ),
  'attendance/set': command(
    'Says whether a person is here. In the room with a seat: they sit there and are confirmed. `at`: a late entry with its true time.',
    ['clerk', 'operator', 'chair'],
    z.strictObject({
      person: id,
      status: z.enum(attendanceStatuses),
      seat: seat.optional(),
      at: at.optional(),
    }),
  ),
  'conflict/set': command(
    'Excludes a person from an item for a conflict of interest, or takes that back.',
    leaders,
    z.strictObject({ item: id, person: id, excluded: z.boolean(), reason: line(500).optional() }),
  ),
  'chair/hand-over': command(
    'Another person takes the chair, with every right of it.',
    leaders,
    z.strictObject({ person: id }),
  ),
  'log/correct': command(
    'A late entry for the minutes, with the time it is true for.',
    clerk,
    z.strictObject({ at, text: line(2000), isPublic: z.boolean().default(false) }),
  ),
} as const satisfies Record<string, CommandSpec>;
