/** The parts of views that come from tonight's sitting and the register. Times ending in `At` are wall time in ms. */
import { z } from 'zod';
import { listedKinds } from '../commands/floor.ts';
import { attendanceStatuses, outcomes } from '../commands/sitting.ts';

const at = z.number();
const count = z.number().int().min(0);

export const phaseSchema = z.enum(['prepared', 'open', 'interrupted', 'non-public', 'closed', 'approved']);
export type Phase = z.infer<typeof phaseSchema>;

export const speechKindSchema = z.enum([...listedKinds, 'chair']);
export type SpeechKindView = z.infer<typeof speechKindSchema>;

/** An item as public pages may show it. */
export const publicItemSchema = z.strictObject({ number: z.string(), title: z.string() });

export const itemHeadSchema = z.strictObject({
  id: z.string(),
  number: z.string(),
  /** Empty where the item is not public and the page is not for the closed part (the operator's). */
  title: z.string(),
  isPublic: z.boolean(),
  /** Whether the item is transmitted; a residents' question time is not by default. */
  onStream: z.boolean(),
});

export type ItemHead = z.infer<typeof itemHeadSchema>;

export const quorumSchema = z.strictObject({
  at,
  present: count,
  required: count,
  /** Members by law, minus seats that cannot be filled again. */
  members: count,
  isQuorate: z.boolean(),
  /** Code of the rule it was found by; its words are in the message catalogue. */
  rule: z.string(),
  /** What changed it. */
  cause: z.enum(['opened', 'attendance', 'conflict']),
});
export type QuorumView = z.infer<typeof quorumSchema>;

/** What operator and chair see of the sitting. */
export const sittingHeadSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  body: z.string(),
  phase: phaseSchema,
  openedAt: at.optional(),
  /** Since when the present phase lasts. */
  phaseAt: at,
  item: itemHeadSchema.optional(),
  /** The next item that is neither done nor dropped. */
  next: itemHeadSchema.optional(),
  chair: z.strictObject({ person: z.string(), name: z.string(), sinceAt: at }).optional(),
  quorum: quorumSchema.optional(),
});
export type SittingHead = z.infer<typeof sittingHeadSchema>;

export const agendaItemSchema = z.strictObject({
  ...itemHeadSchema.shape,
  reporter: z.string().optional(),
  paper: z.string().optional(),
  matter: z.string().optional(),
  isUrgent: z.boolean(),
  startedAt: at.optional(),
  endedAt: at.optional(),
  outcome: z.enum(outcomes).optional(),
  outcomeNote: z.string().optional(),
  /** Item it is treated with. */
  joinedWith: z.string().optional(),
  decision: z.string().optional(),
  motions: z.array(z.strictObject({ by: z.string(), text: z.string(), at })),
  notes: z.array(z.strictObject({ text: z.string(), at })),
  /** Persons excluded for a conflict of interest. */
  excluded: z.array(z.string()),
  /** Persons excluded from an earlier item on the same matter, not yet decided here. */
  offered: z.array(z.string()),
  /** Changed during the sitting: an import does not overwrite it. */
  touched: z.boolean(),
  source: z.string().optional(),
});
export type AgendaItemView = z.infer<typeof agendaItemSchema>;

export const attendeeSchema = z.strictObject({
  name: z.string(),
  group: z.string().optional(),
  role: z.enum(['member', 'deputy', 'chair', 'deputy-chair', 'guest', 'staff']),
  votingRight: z.boolean(),
  status: z.enum(attendanceStatuses),
  /** Since when; absent before anything was entered. */
  sinceAt: at.optional(),
  seat: z.number().optional(),
  /** Seat of the body's plan. */
  plannedSeat: z.number().optional(),
  /** When it was entered, where that was later than it was true. */
  enteredAt: at.optional(),
  source: z.enum(['clerk', 'unit']).optional(),
  /** The unit's card says somebody else sits here. */
  contradicted: z.boolean().optional(),
});
export type Attendee = z.infer<typeof attendeeSchema>;

export const speakerSchema = z.strictObject({
  /** Absent: somebody remote, or a guest without a microphone of their own. */
  seat: z.number().optional(),
  name: z.string().optional(),
  group: z.string().optional(),
  /** false: somebody unknown, or no confirmed occupant. */
  known: z.boolean(),
});
export type Speaker = z.infer<typeof speakerSchema>;

/** One entry of the list of speakers that waits. */
export const listEntrySchema = z.strictObject({
  ...speakerSchema.shape,
  /** Number of the entry, for commands. */
  entry: z.number(),
  person: z.string().optional(),
  kind: speechKindSchema,
  where: z.enum(['room', 'remote', 'guest']),
  note: z.string().optional(),
  sinceAt: at,
});
export type ListEntryView = z.infer<typeof listEntrySchema>;

export const speakersSchema = z.strictObject({
  /** Guests of the residents' question time wait apart. */
  residents: z.array(listEntrySchema),
  closed: z.boolean(),
  /** The speech that ended last can be taken back to the list. */
  returnable: z.boolean(),
  /** What the groups have left, ms; negative: overdrawn. Empty where groups have no time of their own. */
  groups: z.record(z.string(), z.number()),
});
export type SpeakersView = z.infer<typeof speakersSchema>;

export const personSchema = z.strictObject({
  name: z.string(),
  position: z.string().optional(),
  kind: z.enum(['member', 'guest', 'staff']),
  card: z.string().optional(),
  source: z.string().optional(),
  consent: z.strictObject({
    image: z.enum(['yes', 'not-recognisable', 'no']),
    sound: z.boolean(),
    name: z.boolean(),
    recording: z.boolean(),
    onDemand: z.boolean(),
    date: z.string().optional(),
    form: z.enum(['written', 'oral', 'in-sitting']).optional(),
    source: z.string().optional(),
  }),
});

const membershipSchema = z.strictObject({
  person: z.string(),
  role: z.enum(['member', 'deputy', 'chair', 'deputy-chair']),
  group: z.string().optional(),
  votingRight: z.boolean(),
  rank: z.number().optional(),
  from: z.string().optional(),
  to: z.string().optional(),
});

export const bodySchema = z.strictObject({
  name: z.string(),
  kind: z.enum(['council', 'committee']),
  members: z.array(membershipSchema),
  profile: z.string(),
  statutorySeats: count,
  unfillableSeats: count,
  speechMinutes: z.number().optional(),
  seatPlan: z.record(z.string(), z.string()),
  source: z.string().optional(),
});

/** What the clerk's page shows of the current sitting, beside its head. */
export const sittingDetailSchema = z.strictObject({
  date: z.string(),
  time: z.string().optional(),
  place: z.string().optional(),
  bodyId: z.string(),
  profile: z.string(),
  source: z.string().optional(),
  items: z.record(z.string(), agendaItemSchema),
  /** Ids of the items in their present order. */
  order: z.array(z.string()),
  attendance: z.record(z.string(), attendeeSchema),
  quorums: z.array(quorumSchema),
  corrections: z.array(z.strictObject({ at, enteredAt: at, text: z.string(), isPublic: z.boolean() })),
  /** What is not settled yet, for the checklist at the close. */
  openPoints: z.array(
    z.strictObject({
      code: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    }),
  ),
});

export type SittingDetail = z.infer<typeof sittingDetailSchema>;

/** Earlier sittings, newest first, to copy from. */
export const pastSittingSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  bodyId: z.string(),
  date: z.string(),
  isApproved: z.boolean(),
  time: z.string().optional(),
  place: z.string().optional(),
  chair: z.string().optional(),
});
export type PastSittingView = z.infer<typeof pastSittingSchema>;
