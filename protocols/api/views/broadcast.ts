/** What pages see of the broadcast: the checks of a non-public part, stream and recording, slates, the pre-flight. */
import { z } from 'zod';
import { slateKinds } from '../commands/broadcast.ts';
import { reasonSchema } from './reason.ts';

const at = z.number();
const count = z.number().int().min(0);

export const publicitySchema = z.enum([
  /** Nothing is recorded yet: nothing goes out. */
  'unknown',
  'off',
  /** A slate before the public part. */
  'pre',
  'public',
  'paused',
  /** Somebody objects to the transmission. */
  'consent-hold',
  'non-public',
]);
export type Publicity = z.infer<typeof publicitySchema>;

/** What must be confirmed before a non-public item; all but the last four by machine. */
export const checkIds = [
  'picture',
  'sound',
  'stream',
  'recording',
  'virtual-camera',
  'replay-buffer',
  'other-outputs',
  'public-pages',
  'microphones',
  'conference-guests',
  'conference-roster',
  'conference-recording',
  'alone',
] as const;
export type CheckId = (typeof checkIds)[number];

export const checkSchema = z.strictObject({
  id: z.enum(checkIds),
  /** `waiting`: on its way; `unknown`: nobody can tell, which counts like `failed`. */
  state: z.enum(['confirmed', 'waiting', 'failed', 'unknown']),
  /** `alone`: whose declaration this is. */
  person: z.string().optional(),
  name: z.string().optional(),
});
export type Check = z.infer<typeof checkSchema>;

/** Before a non-public item, and while it runs. */
export const closedPartSchema = z.strictObject({
  checks: z.array(checkSchema),
  /** Everything is confirmed. */
  isGreen: z.boolean(),
  /** The chair went on without. */
  override: z.strictObject({ at, reason: z.string(), missing: z.array(z.enum(checkIds)) }).optional(),
  /** The item that is called as soon as everything is confirmed: its printed number. */
  awaiting: z.string().optional(),
});
export type ClosedPart = z.infer<typeof closedPartSchema>;

const outputState = z.enum(['inactive', 'starting', 'active', 'stopping', 'unknown']);

export const preflightIds = [
  'mixer',
  'scenes',
  'texts',
  'sound-input',
  'level',
  'target',
  'reachable',
  'encryption',
  'disk',
  'delay',
  'studio-mode',
] as const;

export const broadcastSchema = z.strictObject({
  slate: z.strictObject({ kind: z.enum(slateKinds), text: z.string() }).optional(),
  /** When the public part begins or goes on, as somebody announced it. */
  untilAt: at.optional(),
  closedPart: closedPartSchema.optional(),
  /** The delegates' microphones are being switched off; `blind`: this system cannot confirm it. */
  closing: z.enum(['under-way', 'blind']).optional(),
  stream: z.strictObject({
    state: outputState,
    /** Started from here and not stopped again. */
    isWanted: z.boolean(),
    host: z.string().optional(),
    isEncrypted: z.boolean().optional(),
    delayMs: z.number().optional(),
    health: z
      .strictObject({
        kilobitsPerSecond: z.number(),
        droppedShare: z.number(),
        congestion: z.number(),
        isReconnecting: z.boolean(),
      })
      .optional(),
    /** It was wanted and has ended by itself: offer to go on. */
    lostAt: at.optional(),
  }),
  recording: z.strictObject({
    state: outputState,
    /** The config permits recordings. */
    isAllowed: z.boolean(),
    sinceAt: at.optional(),
    /** Confirmed people in the hall who have not consented to a recording. */
    withoutConsent: count,
    /** Recordings of this sitting that have chapters, newest first. */
    chapters: z.array(z.strictObject({ id: z.string(), startedAt: at, endedAt: at.optional() })),
  }),
  preflight: z.array(
    z.strictObject({
      id: z.enum(preflightIds),
      state: z.enum(['ok', 'warning', 'fault', 'unknown']),
      params: reasonSchema.shape.params,
    }),
  ),
  slides: z.enum(['none', 'ready', 'released']),
  /** What this mixer cannot do. */
  lacks: z.array(z.string()),
  /** The words of every slate, with their places to fill in. */
  slateTexts: z.record(z.enum(slateKinds), z.string()),
});
export type BroadcastView = z.infer<typeof broadcastSchema>;

/** What the hall's screen and the overlay say while nothing of the hall is shown. */
export const publicSlateSchema = z.strictObject({
  kind: z.enum(slateKinds),
  untilAt: at.optional(),
});
