/** The config file `saalregie.json5`, as people write it. Devices are checked by their own kind's schema. */
import { z } from 'zod';
import { consentSchema } from '../../protocols/api/views.ts';

const id = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u);
const seat = z.number().int().min(1).max(65_535);
const count = z.number().int().min(0).max(200);
const milliseconds = z.number().int().min(0).max(600_000);

const layout = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('hemicycle'), rows: z.array(count).min(1).max(12) }),
  z.strictObject({ kind: z.literal('rows'), rows: z.array(count).min(1).max(20) }),
  z.strictObject({ kind: z.literal('u'), left: count, across: count, right: count }),
  z.strictObject({
    kind: z.literal('free'),
    seats: z
      .array(z.strictObject({ seat, x: z.number().min(0).max(1), y: z.number().min(0).max(1) }))
      .min(1)
      .max(250),
  }),
]);

const chamber = z.strictObject({
  name: z.string().min(1).max(120),
  /** What the pages call tonight's sitting. */
  title: z.string().min(1).max(160),
  layout,
  chairSeat: seat.optional(),
  /** Seats that are not a delegate's. */
  lecterns: z.array(seat).max(10).default([]),
  guests: z.array(seat).max(50).default([]),
  /** Device id of the microphone system. */
  microphones: id,
  /** Speaking time per speech; none: no limit. */
  speakingTimeMinutes: z.number().min(0.5).max(240).optional(),
});

const person = z.strictObject({
  id,
  name: z.string().min(1).max(120),
  group: z.string().min(1).max(80).optional(),
  seat: seat.optional(),
  /** Not given unless it stands here. */
  consent: consentSchema.default({ image: 'no', sound: false, name: false }),
});

const shot = z.strictObject({
  preset: z.number().int().min(0).max(255),
  subjects: z.array(seat).min(1).max(12),
  visible: z.array(seat).max(60).default([]),
});

const camera = z.strictObject({
  device: id,
  scene: z.string().min(1).max(120),
  /** Where OBS finds its picture, for `npm run obs:provision`. */
  picture: z.url().optional(),
  shots: z.array(shot).max(256).default([]),
});

const wide = z.strictObject({
  id,
  scene: z.string().min(1).max(120),
  picture: z.url().optional(),
  hides: z.array(seat).max(250).default([]),
});

const rules = z.strictObject({
  minimumHoldMs: milliseconds.default(2000),
  silenceMs: milliseconds.default(3000),
  reactionMs: milliseconds.default(0),
  chairFirst: z.boolean().default(true),
  lookAhead: z.boolean().default(true),
  offerHandBackMs: milliseconds.default(120_000),
});

const slate = (text: string) =>
  z.strictObject({ scene: z.string().min(1).max(120), text: z.string().max(400).default(text) });

const broadcast = z.strictObject({
  /** Device id of the picture mixer. */
  switcher: id,
  slate: slate('Die Übertragung ist unterbrochen'),
  pause: slate('Sitzungspause'),
  wides: z.array(wide).min(1).max(8),
  cameras: z.array(camera).max(16).default([]),
  /** The mixer's inputs that carry the hall's sound: only these are ever opened. */
  soundInputs: z.array(z.string().min(1).max(120)).max(32),
  direction: rules.prefault({}),
});

const pin = z.string().regex(/^\S{6,32}$/);

export const configSchema = z.strictObject({
  chamber,
  people: z.array(person).max(400).default([]),
  devices: z
    .array(z.looseObject({ id, kind: z.string(), label: z.string().min(1).max(80).optional() }))
    .min(1)
    .max(64),
  broadcast,
  access: z.strictObject({ pins: z.strictObject({ operator: pin, chair: pin, display: pin.optional() }) }),
  http: z
    .strictObject({
      /** Loopback unless the technician decides otherwise. */
      host: z.string().min(1).max(120).default('127.0.0.1'),
      port: z.number().int().min(0).max(65_535).default(8470),
    })
    .prefault({}),
  dataDir: z.string().min(1).optional(),
});

export type ConfigFile = z.infer<typeof configSchema>;
