/**
 * What each role sees: an allow-list built on the server, never a larger truth hidden in the browser.
 * Absent keys mean "none" (a JSON merge patch uses null to delete, so null never stands for a value).
 * Times ending in `At` are wall time in ms; pages correct them by the offset of the last heartbeat.
 */
import { z } from 'zod';
import { outcomes } from './commands/sitting.ts';
import {
  ballotRulesSchema,
  ballotSchema,
  keypadsSchema,
  pastBallotSchema,
  publicBallotSchema,
} from './views/ballot.ts';
import { broadcastSchema, closedPartSchema, publicitySchema, publicSlateSchema } from './views/broadcast.ts';
import { cameraSchema, coverageSchema } from './views/cameras.ts';
import { memberPageSchema } from './views/members.ts';
import { reasonSchema, shotKinds } from './views/reason.ts';
import {
  bodySchema,
  listEntrySchema,
  pastSittingSchema,
  personSchema,
  phaseSchema,
  publicItemSchema,
  sittingDetailSchema,
  sittingHeadSchema,
  speakersSchema,
  speakerSchema,
  speechKindSchema,
} from './views/sitting.ts';

const seatKey = z.string().regex(/^\d+$/);
const at = z.number();
const count = z.number().int().min(0);

export const consentSchema = z.strictObject({
  image: z.enum(['yes', 'not-recognisable', 'no']),
  sound: z.boolean(),
  name: z.boolean(),
});
export type Consent = z.infer<typeof consentSchema>;

export type { Publicity } from './views/broadcast.ts';

export type { CameraView } from './views/cameras.ts';
export type { Reason } from './views/reason.ts';

const floorSchema = z.strictObject({
  ...speakerSchema.shape,
  sinceAt: at,
  /** Speaking time allowed, ms; absent: no limit. */
  limitMs: z.number().optional(),
  kind: speechKindSchema,
  /** Speaking time used up to `sinceAt`, before pauses; it counts from there unless held. */
  usedMs: z.number(),
  held: z.boolean(),
  /** From this much of the limit left on the time is amber, ms. */
  amberMs: z.number().optional(),
  entry: z.number().optional(),
});
export type Floor = z.infer<typeof floorSchema>;

const seatSchema = z.strictObject({
  /**
   * Place in the plan, each 0..1 of its width and height; the chair's desk is at the bottom. Seats that the
   * plan does not have stand above it, with a `y` below 0.
   */
  x: z.number(),
  y: z.number(),
  label: z.string(),
  role: z.enum(['delegate', 'chair', 'lectern', 'guest']),
  microphone: z.enum(['open', 'closed', 'absent', 'unknown']),
  openSinceAt: at.optional(),
  /** Place in the queue, from 1. */
  waiting: z.number().optional(),
  person: z.string().optional(),
  name: z.string().optional(),
  group: z.string().optional(),
  consent: consentSchema.optional(),
  /** Somebody said that this person sits here tonight; without it the seat counts as nobody known. */
  confirmed: z.boolean(),
  /** Two share the microphone. */
  sharedWith: z.string().optional(),
  /** Excluded from the item that runs. */
  excluded: z.boolean().optional(),
  /** The microphone system has it and the config does not: it works, and nobody is known there. */
  unassigned: z.boolean().optional(),
});
export type SeatView = z.infer<typeof seatSchema>;

const shotSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(shotKinds),
  camera: z.string().optional(),
  seats: z.array(z.number()),
});
export type ShotView = z.infer<typeof shotSchema>;

const deviceSchema = z.strictObject({
  kind: z.string(),
  product: z.string(),
  label: z.string(),
  model: z.enum(['microphones', 'camera', 'switcher', 'voting']),
  link: z.enum(['connecting', 'up', 'down', 'stopped']),
  level: z.enum(['ok', 'warning', 'fault']),
  /** `offline` or a status code of drivers/session.ts. */
  code: z.string(),
  /** What a person needs to mend it, e.g. the fingerprint of a certificate to be trusted. */
  detail: z.string().optional(),
  garbage: count,
  losses: count,
  deadlines: count,
  /** What the system cannot do, by capability name: shown as a fact, not as an error. */
  lacks: z.array(z.string()),
});
export type DeviceView = z.infer<typeof deviceSchema>;

const logEntrySchema = z.strictObject({
  id: z.number(),
  at,
  ...reasonSchema.shape,
  level: z.enum(['info', 'warning', 'alarm']),
});
export type LogEntry = z.infer<typeof logEntrySchema>;

const onAirSchema = z.strictObject({
  /** What the switcher itself reports; `unknown` while it is not connected. */
  picture: z.enum(['live', 'slate', 'unknown']),
  sound: z.enum(['open', 'closed', 'unknown']),
  stream: z.enum(['inactive', 'starting', 'active', 'stopping', 'unknown']),
  /** Why the sound is closed or the picture is not what was asked for. */
  reasons: z.array(reasonSchema),
});

const directionSchema = z.strictObject({
  mode: z.enum(['automatic', 'manual']),
  /** Since when the operator leads. */
  sinceAt: at.optional(),
  /** The operator has led for two minutes: offer to hand back. */
  offerHandBack: z.boolean(),
  program: shotSchema.optional(),
  preview: shotSchema.optional(),
  /** Why this picture: the last decision in words. */
  reason: reasonSchema.optional(),
  /** Wishes the guard refused, and why. */
  refused: z.array(reasonSchema),
});

const common = {
  title: z.string(),
  chamber: z.string(),
  publicity: publicitySchema,
  safeMode: reasonSchema.optional(),
};

/** What those who lead the sitting see of its ballots and of the members' own pages. */
const decisions = {
  ballot: ballotSchema.optional(),
  /** This sitting's ballots, oldest first. */
  ballots: z.array(pastBallotSchema),
  ballotRules: ballotRulesSchema.optional(),
  memberPages: z.array(memberPageSchema),
};

/** Who serves the hall sees how far a ballot is, and no choice. */
const ballotProgressSchema = ballotSchema
  .pick({
    id: true,
    number: true,
    text: true,
    kind: true,
    state: true,
    entitled: true,
    cast: true,
    waitsFor: true,
    rejected: true,
    interrupted: true,
  })
  .extend({ closesAt: at.optional(), missing: z.array(z.string()) });

/** What those who lead the sitting see of it. */
const inHall = { sitting: sittingHeadSchema.optional(), speakers: speakersSchema };

export const operatorViewSchema = z.strictObject({
  role: z.literal('operator'),
  ...common,
  ...inHall,
  seats: z.record(seatKey, seatSchema),
  floor: floorSchema.optional(),
  /** Who waits, in the order they will speak; guests of a residents' question time apart. */
  queue: z.array(listEntrySchema),
  open: z.array(z.number()),
  onAir: onAirSchema,
  soundOff: z.boolean(),
  broadcast: broadcastSchema,
  direction: directionSchema,
  cameras: z.record(z.string(), cameraSchema),
  /** Who cannot be shown in close-up as things stand, and what is shown instead: to be looked at before a sitting. */
  coverage: z.array(coverageSchema),
  devices: z.record(z.string(), deviceSchema),
  microphones: z
    .strictObject({ mode: z.string(), maxOpen: z.number().optional(), modes: z.array(z.string()) })
    .optional(),
  people: z.record(z.string(), z.strictObject({ name: z.string(), group: z.string().optional() })),
  ballot: ballotProgressSchema.optional(),
  keypads: keypadsSchema,
  /** Devices that votes can be pressed on, and what each of them guarantees. */
  votingDevices: ballotRulesSchema.shape.devices.optional(),
  memberPages: z.array(memberPageSchema),
  log: z.array(logEntrySchema),
  alarms: z.array(reasonSchema),
});
export type OperatorView = z.infer<typeof operatorViewSchema>;

export const chairViewSchema = z.strictObject({
  role: z.literal('chair'),
  ...common,
  ...inHall,
  /** Who may take the chair: present members, deputy chairs first. */
  deputies: z.array(z.strictObject({ person: z.string(), name: z.string(), isDeputyChair: z.boolean() })),
  /** The agenda in its present order, to call an item. */
  agenda: z.array(
    z.strictObject({
      id: z.string(),
      number: z.string(),
      title: z.string(),
      isPublic: z.boolean(),
      state: z.enum(['waiting', 'running', 'done', 'off']),
      /** How it ended without a ballot, so that it can be taken back. */
      outcome: z.enum(outcomes).optional(),
    }),
  ),
  floor: floorSchema.optional(),
  /** Who waits, in the order they will speak; guests of a residents' question time apart. */
  queue: z.array(listEntrySchema),
  /** Every open microphone, the chair's included. */
  open: z.array(z.strictObject({ ...speakerSchema.shape, sinceAt: at })),
  closedPart: closedPartSchema.optional(),
  /** When the public part begins or goes on, as somebody announced it. */
  untilAt: at.optional(),
  /** Words of the item that runs which can be voted on: the decision as drafted (by nobody), and the motions. */
  proposals: z.array(z.strictObject({ by: z.string().optional(), text: z.string() })).optional(),
  /** Who presides is excluded from the item that runs, and opens no ballot on it. */
  isChairExcluded: z.literal(true).optional(),
  ...decisions,
  transmitted: z.enum(['yes', 'no', 'unknown']),
  microphonesReady: z.boolean(),
});
export type ChairView = z.infer<typeof chairViewSchema>;

export const displayViewSchema = z.strictObject({
  role: z.literal('display'),
  /** While not public there is nothing but this and the title of the slate. */
  publicity: publicitySchema,
  chamber: z.string(),
  /** What to say instead. */
  slate: publicSlateSchema.optional(),
  /** The last lines of captions, oldest first. */
  captions: z.array(z.string()).optional(),
  /** How far the sitting is, for the words on the slate. */
  phase: phaseSchema.optional(),
  title: z.string().optional(),
  item: publicItemSchema.optional(),
  ballot: publicBallotSchema.optional(),
  floor: floorSchema.omit({ entry: true }).optional(),
  queueLength: count.optional(),
});
export type DisplayView = z.infer<typeof displayViewSchema>;

export const clerkViewSchema = z.strictObject({
  role: z.literal('clerk'),
  ...common,
  ...inHall,
  floor: floorSchema.optional(),
  queue: z.array(listEntrySchema),
  detail: sittingDetailSchema.optional(),
  ...decisions,
  keypads: keypadsSchema,
  people: z.record(z.string(), personSchema),
  bodies: z.record(z.string(), bodySchema),
  past: z.array(pastSittingSchema),
  /** The plan of the hall, for attendance by one tap. */
  seats: z.record(seatKey, seatSchema),
  /** Names of the state profiles by id. */
  profiles: z.record(z.string(), z.string()),
  /** Council information systems that the config names, to import from. */
  sources: z.array(z.strictObject({ id: z.string(), label: z.string() })),
  log: z.array(logEntrySchema),
});
export type ClerkView = z.infer<typeof clerkViewSchema>;

export type View = OperatorView | ChairView | ClerkView | DisplayView;
export type ViewOf<Name extends View['role']> = Extract<View, { role: Name }>;
