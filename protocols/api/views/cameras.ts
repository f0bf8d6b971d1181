/** What the operator sees of each camera, of teaching and calibrating it, and of who cannot be shown. */
import { z } from 'zod';
import { reasonSchema } from './reason.ts';

const at = z.number();
const seats = z.array(z.number());

const cameraShotSchema = z.strictObject({
  id: z.string(),
  preset: z.number(),
  seats,
  /** Seats recognisable besides the subjects. */
  visible: seats,
  zones: z.array(z.string()),
  /** Taught from this page; otherwise it stands in the config. */
  taught: z.boolean(),
  /** Somebody else stored over it: the camera does not stand where it was learned. */
  moved: z.boolean(),
});

/** `after-motion` is believed, the others are not. */
const trust = z.enum(['after-motion', 'early', 'late', 'never', 'unproven']);

const calibrationSchema = z.strictObject({
  state: z.enum(['running', 'interrupted', 'done']),
  /** Visits made, and planned. */
  done: z.number(),
  total: z.number(),
  /** Expected rest of the run, ms. */
  restMs: z.number().optional(),
  /** Presets that were not reached. */
  failed: z.array(z.number()),
  /** When the last complete one ended. */
  doneAt: at.optional(),
  /** What it concluded. */
  result: z
    .strictObject({
      completion: trust,
      status: trust,
      position: z.boolean(),
      /** No witness at all: the longest travel time with a margin is waited, ms. */
      timedMs: z.number().optional(),
      videoLatencyMs: z.number().optional(),
      slowestMs: z.number(),
      fastestMs: z.number(),
    })
    .optional(),
});
export type CalibrationView = z.infer<typeof calibrationSchema>;

export const cameraSchema = z.strictObject({
  label: z.string(),
  motion: z.enum(['still', 'moving', 'unknown']),
  /** The shot it stands at or drives to. */
  shot: z.string().optional(),
  seats,
  tally: z.enum(['program', 'preview', 'none']),
  /** What it is doing and why, in the direction's words. */
  plan: reasonSchema.optional(),
  /** Shots it can take, for the operator's choice. */
  shots: z.array(cameraShotSchema),
  /** Out of the direction: driven by hand, or calibrating. */
  reserved: z.strictObject({ sinceAt: at, why: z.enum(['by-hand', 'calibration']) }).optional(),
  /** Where it stands, degrees and 0 (wide) to 1 (tele); absent where it does not tell. */
  position: z.strictObject({ panDegrees: z.number(), tiltDegrees: z.number(), zoom: z.number() }).optional(),
  /** It can be driven by hand. */
  canDrive: z.boolean(),
  /** Preset numbers that may be stored and are no shot yet, lowest first; at most 20. */
  freePresets: z.array(z.number()),
  /** Places that count as people without consent, e.g. the public gallery. */
  zones: z.array(z.strictObject({ id: z.string(), label: z.string() })),
  /** Why it may not go on air as it stands; absent: it may. */
  barred: reasonSchema.optional(),
  calibration: calibrationSchema.optional(),
});
export type CameraView = z.infer<typeof cameraSchema>;

export const coverageSchema = z.strictObject({
  seat: z.number(),
  name: z.string().optional(),
  /** The best that may be shown while this person speaks. */
  best: z.enum(['group', 'wide', 'slate']),
  because: z.array(reasonSchema),
});
export type CoverageView = z.infer<typeof coverageSchema>;
