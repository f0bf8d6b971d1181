/**
 * Commands for decisions: opening, counting, closing, announcing, voiding and repeating a ballot, and the keypads
 * it is made with. Votes of members' own pages come by `PUT /api/seat/ballots/…` (seat.ts), not from here.
 */
import { z } from 'zod';
import { command, id, line, type CommandSpec } from './spec.ts';

const leaders = ['chair', 'clerk'] as const;
const operators = ['operator', 'clerk'] as const;

export const ballotKinds = ['hands', 'device', 'roll-call', 'paper', 'external'] as const;
export type BallotKind = (typeof ballotKinds)[number];

export const majorities = [
  'simple',
  'of-voting',
  'of-present',
  'of-all',
  'two-thirds-of-voting',
  'three-quarters-of-voting',
  'two-thirds-of-all',
  'three-quarters-of-all',
  /** Elections and lists of options. */
  'most-votes',
  'more-than-half-of-valid',
] as const;
export type MajorityRule = (typeof majorities)[number];

export const meanings = ['yes', 'no', 'abstain'] as const;

/** Ids of options and ballots are keys of records. */
const count = z.number().int().min(0).max(10_000);
const counts = z.record(id, count).refine((record) => Object.keys(record).length <= 10, 'at most 10 options');
const ballot = id.describe('id of the ballot');

const option = z.strictObject({
  id,
  label: line(40),
  meaning: z.enum(meanings).nullable().default(null),
});

export const ballotCommands = {
  'ballot/open': command(
    'Opens a ballot: freezes who may vote, and takes votes. What the last one showed is gone from every page.',
    leaders,
    z.strictObject({
      id,
      item: id.nullable().default(null).describe('the item that runs; null: a motion on the procedure'),
      text: line(5000).describe('the exact words voted on'),
      kind: z.enum(ballotKinds),
      named: z.boolean().default(false).describe('names stand beside the votes in the result'),
      options: z
        .array(option)
        .min(2)
        .max(10)
        .refine((options) => new Set(options.map((each) => each.id)).size === options.length, 'distinct ids')
        .optional()
        .describe('absent: Ja, Nein, Enthaltung'),
      majority: z.enum(majorities).optional().describe("absent: what the state's rules say"),
      seconds: z.number().int().min(5).max(3600).optional().describe('closes by itself after so long'),
      live: z.boolean().default(false).describe('counts are shown while it is open'),
    }),
    40_000,
  ),
  'ballot/extend': command(
    'Gives more time until the ballot closes by itself; 0: it does not any more.',
    leaders,
    z.strictObject({ ballot, seconds: z.number().int().min(0).max(3600) }),
  ),
  'ballot/enter': command(
    "Enters a member's vote: an answer of a roll-call, or for somebody whose device does not work, with the reason.",
    leaders,
    z.strictObject({ ballot, person: id, choice: id, reason: line(300).optional() }),
  ),
  'ballot/call': command(
    'Calls a member out of the order of a roll-call.',
    leaders,
    z.strictObject({ ballot, person: id }),
  ),
  'ballot/read-back': command(
    'The answers of a roll-call were read out and nobody objected.',
    leaders,
    z.strictObject({ ballot }),
  ),
  'ballot/count': command(
    'Enters totals. On paper both clerk and chair enter them; they must agree. `confirmed`: fewer hands than people, and it was counted again.',
    leaders,
    z.strictObject({
      ballot,
      counts,
      invalid: count.default(0),
      confirmed: z.boolean().default(false),
      source: z.enum(['typed', 'csv', 'device']).default('typed'),
    }),
  ),
  'ballot/close': command('Nobody can vote any more.', leaders, z.strictObject({ ballot })),
  'ballot/drain-anyway': command(
    'Counts without what a device that does not answer may still hold. Stands in the log.',
    ['chair', 'clerk', 'operator'],
    z.strictObject({ ballot, device: id, confirmed: z.literal(true) }),
  ),
  'ballot/announce': command(
    'The chair announces the result: from now on everybody sees it.',
    leaders,
    z.strictObject({ ballot }),
  ),
  'ballot/void': command(
    'The ballot does not count. It stays in the log; with `repeat` the same question is opened again.',
    leaders,
    z.strictObject({
      ballot,
      cause: z.enum(['objection', 'disturbance', 'mistake']),
      reason: line(500).optional(),
      repeat: id.optional().describe('id of the repeated ballot'),
    }),
  ),
  'ballot/lot': command(
    'Records the lot the chair has drawn between equal options.',
    leaders,
    z.strictObject({ ballot, option: id }),
  ),
  'ballot/clear': command(
    'Takes the announced result from the public pages.',
    leaders,
    z.strictObject({ ballot }),
  ),
  'keypads/assign': command(
    'Says whose keypad this is; null: nobody’s.',
    operators,
    z.strictObject({ device: id, keypad: line(64), person: id.nullable() }),
  ),
  'keypads/test': command(
    'Opens or ends a test vote: every keypad that is pressed turns green.',
    ['operator', 'clerk', 'chair'],
    z.strictObject({ id: id.nullable().describe('null: ends it') }),
  ),
} as const satisfies Record<string, CommandSpec>;
