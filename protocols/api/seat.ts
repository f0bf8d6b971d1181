/**
 * A member's own page (`/seat`): signing in by personal link and PIN, what the page shows, what it can ask for, and
 * casting a vote. The page speaks over one WebSocket, `/api/seat/live`; casts can also be put by HTTP.
 *
 * A cast is idempotent: the page makes its id and stores it before it sends, and sends it again until it has an
 * answer. The same id with the same choice has the same receipt; with another choice it is refused.
 */
import { z } from 'zod';
import { id } from './commands/spec.ts';
import type { ErrorCode } from './errors.ts';
import { ballotOptionSchema, ballotResultSchema, voidCauses } from './views/ballot.ts';
import { ballotKinds, majorities } from './commands/ballot.ts';
import { publicitySchema } from './views/broadcast.ts';

const at = z.number();
const count = z.number().int().min(0);

/** `POST /api/seat/session`: the token of the personal link, and the PIN that came on another way. */
export const seatSignInSchema = z.strictObject({
  token: z.string().regex(/^[A-Za-z0-9_-]{20,64}$/),
  pin: z.string().regex(/^\d{6}$/),
});

export const castSchema = z.strictObject({
  ballot: id,
  /** Made by the page, once for each press: 8..64 letters, digits and dashes. */
  cast: z.string().regex(/^[A-Za-z0-9-]{8,64}$/),
  choice: id,
});
export type CastInput = z.infer<typeof castSchema>;

export interface Receipt {
  readonly ballot: string;
  readonly cast: string;
  readonly choice: string;
  /** Number of the record: the same in the published result file. */
  readonly number: number;
  /** When it was on disk, wall time ms. */
  readonly at: number;
}

export const seatWishes = {
  /** "Ich sehe und höre": at the start and after every reconnection. */
  confirm: z.strictObject({}),
  'raise-hand': z.strictObject({ pointOfOrder: z.boolean().default(false) }),
  'lower-hand': z.strictObject({}),
  disturbance: z.strictObject({
    kind: z.enum(['picture', 'sound', 'both', 'vote', 'other']),
    note: z.string().trim().max(300).optional(),
  }),
  'disturbance-over': z.strictObject({}),
  /** In a part that is not public: nobody else is in the room. */
  alone: z.strictObject({ alone: z.boolean() }),
} as const;
export type SeatWish = keyof typeof seatWishes;
export const isSeatWish = (name: string): name is SeatWish => Object.hasOwn(seatWishes, name);

/** The same for every member: one text for a thousand pages. */
export const seatSharedSchema = z.strictObject({
  chamber: z.string(),
  title: z.string(),
  publicity: publicitySchema,
  phase: z.string().optional(),
  item: z.strictObject({ number: z.string(), title: z.string() }).optional(),
  /** Who speaks. */
  floor: z
    .strictObject({
      name: z.string().optional(),
      sinceAt: at,
      limitMs: z.number().optional(),
      usedMs: z.number(),
      held: z.boolean(),
    })
    .optional(),
  queue: z.array(z.strictObject({ name: z.string(), kind: z.string() })),
  listClosed: z.boolean(),
  ballot: z
    .strictObject({
      id: z.string(),
      number: count,
      item: z.strictObject({ number: z.string(), title: z.string() }).optional(),
      text: z.string(),
      kind: z.enum(ballotKinds),
      named: z.boolean(),
      majority: z.enum(majorities),
      options: z.array(ballotOptionSchema),
      state: z.enum(['open', 'closed', 'announced']),
      openedAt: at,
      closesAt: at.optional(),
      entitled: count,
      cast: count,
      result: ballotResultSchema.optional(),
      fingerprint: z.string().optional(),
      /** The checkpoint of the close, as signed. */
      checkpoint: z.string().optional(),
    })
    .optional(),
  /** The last ballot was declared void, or `ballot` repeats one that was: votes in it do not count. */
  voided: z.strictObject({ number: count, cause: z.enum(voidCauses) }).optional(),
  /** Where to say that nothing works any more: a telephone number or the like. */
  secondChannel: z.string().optional(),
});
export type SeatShared = z.infer<typeof seatSharedSchema>;

/** What only this member sees. */
export const seatOwnSchema = z.strictObject({
  name: z.string(),
  group: z.string().optional(),
  /** Where the clerk has them. */
  status: z.enum(['room', 'remote', 'absent', 'excused', 'left']),
  /** false: "Ich sehe und höre" is due. */
  confirmed: z.boolean(),
  /** Place in the queue, from 1. */
  waiting: count.optional(),
  speaking: z.boolean(),
  disturbance: z.strictObject({ kind: z.string(), sinceAt: at }).optional(),
  /** Asked for in a part that is not public. */
  alone: z.boolean().optional(),
  /** Absent: no ballot, or not entitled and no reason to say. */
  vote: z
    .strictObject({
      ballot: z.string(),
      /** `page`: votes here. */
      channel: z.enum(['unit', 'page', 'none']),
      /** Why this member does not vote. */
      barred: z.string().optional(),
      choice: z.string().optional(),
      number: count.optional(),
      at: at.optional(),
      /** By the clerk, or on a keypad. */
      by: z.enum(['page', 'unit', 'clerk', 'roll']).optional(),
    })
    .optional(),
});
export type SeatOwn = z.infer<typeof seatOwnSchema>;

/** From the page. */
export const seatRequestSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('subscribe'),
    epoch: z.string().max(64).optional(),
    revision: z.number().int().min(0).optional(),
  }),
  z.strictObject({ type: z.literal('cast'), ...castSchema.shape }),
  z.strictObject({
    type: z.literal('wish'),
    /** For the answer. */
    id: z.string().min(1).max(64),
    wish: z.string().max(40),
    input: z.unknown(),
  }),
]);
export type SeatRequest = z.infer<typeof seatRequestSchema>;

export type SeatMessage =
  | {
      readonly type: 'snapshot';
      readonly epoch: string;
      readonly revision: number;
      readonly view: SeatShared;
    }
  | { readonly type: 'delta'; readonly revision: number; readonly patch: unknown }
  /** Whole, at every change. */
  | { readonly type: 'own'; readonly own: SeatOwn }
  | { readonly type: 'heartbeat'; readonly wallMs: number }
  /** It is on disk. */
  | { readonly type: 'receipt'; readonly receipt: Receipt }
  | {
      readonly type: 'refused';
      /** Of the cast or wish. */
      readonly id: string;
      readonly error: ErrorCode;
      /** `ballot-closed`: the checkpoint of the close. */
      readonly checkpoint?: string;
    }
  | { readonly type: 'done'; readonly id: string }
  /** Signed in elsewhere, signed out, revoked, or too slow. */
  | { readonly type: 'ended'; readonly error: ErrorCode };
