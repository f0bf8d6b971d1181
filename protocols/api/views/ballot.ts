/**
 * Ballots as the pages see them. Who leads the sitting sees who has voted while it is open, and the choices after
 * the close (or at once where the ballot is configured so); public pages see nothing of a result before it is
 * announced.
 */
import { z } from 'zod';
import { ballotKinds, majorities, meanings } from '../commands/ballot.ts';

const at = z.number();
const count = z.number().int().min(0);

export const ballotOptionSchema = z.strictObject({
  id: z.string(),
  label: z.string(),
  meaning: z.enum(meanings).optional(),
});
export type BallotOptionView = z.infer<typeof ballotOptionSchema>;

export const ballotResultSchema = z.strictObject({
  counts: z.record(z.string(), count),
  invalid: count,
  /** Votes that count. */
  cast: count,
  entitled: count,
  notCast: count,
  outcome: z.enum(['carried', 'rejected', 'elected', 'tie', 'none']),
  /** Options that are elected, or equal in a tie. */
  elected: z.array(z.string()),
  /** Yes votes that were needed. */
  needed: count.optional(),
  /** The option of a lot drawn after a tie. */
  lot: z.string().optional(),
});
export type BallotResultView = z.infer<typeof ballotResultSchema>;

/** What is voted on: the same words on every page. */
const question = {
  id: z.string(),
  /** Number of the ballot in this sitting, from 1. */
  number: count,
  item: z.strictObject({ number: z.string(), title: z.string() }).optional(),
  text: z.string(),
  kind: z.enum(ballotKinds),
  named: z.boolean(),
  options: z.array(ballotOptionSchema),
  majority: z.enum(majorities),
  openedAt: at,
  /** It closes by itself then. */
  closesAt: at.optional(),
  /** Of the number of members by law, for majorities of all. */
  members: count,
  /** It repeats a ballot that was voided. */
  repeats: z.boolean().optional(),
};

/** `closed`: nobody can vote any more, devices are still asked for what they hold. `counted`: not announced yet. */
export const ballotStates = ['open', 'closed', 'counted', 'announced', 'voided'] as const;

/** Why a ballot was declared void; `secrecy`: somebody joined remotely, and the rules forbid that with a secret one. */
export const voidCauses = ['objection', 'disturbance', 'mistake', 'secrecy'] as const;
export type VoidCause = (typeof voidCauses)[number];

const progress = { entitled: count, cast: count };

/** One who may vote, or would if not barred. */
export const voterSchema = z.strictObject({
  name: z.string(),
  group: z.string().optional(),
  seat: z.number().optional(),
  mode: z.enum(['room', 'remote']),
  /** `none`: no device; entered by the clerk, or counted. */
  channel: z.enum(['unit', 'page', 'none']),
  voted: z.boolean(),
  /** After the close, in a roll-call, and in ballots that show their counts at once. */
  choice: z.string().optional(),
  /** Entered by the clerk, and why. */
  enteredBecause: z.string().optional(),
  entered: z.boolean().optional(),
  /** Left or was excluded after the opening; a vote made before stands. */
  out: z.boolean().optional(),
});
export type VoterView = z.infer<typeof voterSchema>;

export const ballotSchema = z.strictObject({
  ...question,
  state: z.enum(ballotStates),
  live: z.boolean(),
  ...progress,
  /** By person, in the order of the names. */
  voters: z.record(z.string(), voterSchema),
  /** Persons in the order in which a roll-call calls them. */
  order: z.array(z.string()),
  barred: z.array(
    z.strictObject({
      name: z.string(),
      reason: z.enum(['conflict', 'remote-secret', 'remote-election']),
    }),
  ),
  /** The person called now, in a roll-call. */
  called: z.string().optional(),
  readBack: z.boolean(),
  /** Who voted in the room, to count hands against. */
  inRoom: count,
  counted: z.array(
    z.strictObject({
      by: z.string(),
      counts: z.record(z.string(), count),
      invalid: count,
      source: z.enum(['typed', 'csv', 'device']),
    }),
  ),
  /** Totals of a device that tells no more than that, to be taken over. */
  deviceTotals: z.record(z.string(), count).optional(),
  /** Counts so far, where the ballot shows them. */
  so: z.record(z.string(), count).optional(),
  /** Devices that have not said yet that all has come. */
  waitsFor: z.array(z.strictObject({ device: z.string(), label: z.string() })),
  /** Presses and votes that did not count, the last ones first. */
  rejected: z.array(
    z.strictObject({
      at,
      code: z.string(),
      channel: z.enum(['unit', 'page']),
      who: z.string().optional(),
    }),
  ),
  /** The daemon was restarted while it was open: it goes on, without a countdown. */
  interrupted: z.boolean(),
  /** The electorate changed after the opening. */
  changes: z.array(
    z.strictObject({
      at,
      name: z.string(),
      change: z.enum(['left', 'returned', 'excluded', 'remote', 'room', 'arrived']),
    }),
  ),
  result: ballotResultSchema.optional(),
  voided: z
    .strictObject({
      cause: z.enum(voidCauses),
      reason: z.string().optional(),
    })
    .optional(),
  fingerprint: z.string().optional(),
  /** Taken off the public screens before the next ballot was opened. */
  cleared: z.boolean().optional(),
});
export type BallotView = z.infer<typeof ballotSchema>;

/** For the list of this sitting's ballots. */
export const pastBallotSchema = z.strictObject({
  id: z.string(),
  number: count,
  item: z.string().optional(),
  text: z.string(),
  kind: z.enum(ballotKinds),
  state: z.enum(ballotStates),
  at,
  options: z.array(ballotOptionSchema),
  result: ballotResultSchema.optional(),
  fingerprint: z.string().optional(),
});
export type PastBallotView = z.infer<typeof pastBallotSchema>;

/** What opening a ballot has to know beforehand. */
export const ballotRulesSchema = z.strictObject({
  majority: z.enum(majorities),
  /** Kinds that the state's rules forbid as things stand, with the rule. */
  forbidden: z.array(
    z.strictObject({ kind: z.enum(ballotKinds), code: z.string(), norm: z.string().optional() }),
  ),
  /** Devices that votes can be pressed on. */
  devices: z.array(
    z.strictObject({
      device: z.string(),
      label: z.string(),
      ready: z.boolean(),
      individual: z.boolean(),
      forgeable: z.boolean(),
      accepted: z.enum(['after-store', 'by-device', 'never']),
      delivery: z.enum(['at-least-once', 'reported-once', 'at-most-once', 'totals-only']),
    }),
  ),
});

/** The test of the keypads, and whose they are. */
export const keypadsSchema = z.strictObject({
  /** Id of the test vote that runs. */
  test: z.string().optional(),
  keypads: z.array(
    z.strictObject({
      device: z.string(),
      keypad: z.string(),
      person: z.string().optional(),
      name: z.string().optional(),
      seat: z.number().optional(),
      /** Pressed in the test that runs, or in the last one. */
      tested: z.boolean(),
    }),
  ),
});
export type KeypadsView = z.infer<typeof keypadsSchema>;

/** On public pages: the question, how many have voted, and the result once it is announced. */
export const publicBallotSchema = z.strictObject({
  ...question,
  state: z.enum(['open', 'closed', 'announced']),
  ...progress,
  so: z.record(z.string(), count).optional(),
  result: ballotResultSchema.optional(),
  /** By group, where names or groups may be shown. */
  groups: z
    .array(z.strictObject({ group: z.string(), counts: z.record(z.string(), count), notCast: count }))
    .optional(),
  /** Seats of the room for the map: whether a vote has come, and after an announced named ballot which. */
  seats: z
    .record(
      z.string().regex(/^\d+$/),
      z.strictObject({
        x: z.number(),
        y: z.number(),
        label: z.string(),
        voted: z.boolean(),
        choice: z.string().optional(),
      }),
    )
    .optional(),
  /** Names and votes of a named ballot. */
  names: z
    .array(z.strictObject({ name: z.string(), group: z.string().optional(), choice: z.string().optional() }))
    .optional(),
  fingerprint: z.string().optional(),
});
export type PublicBallotView = z.infer<typeof publicBallotSchema>;
