/** What many views share: reasons in words, and the kinds of shots. */
import { z } from 'zod';

/** A reason in words: a key of the message catalogue and what fills it. */
export const reasonSchema = z.strictObject({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type Reason = z.infer<typeof reasonSchema>;

/** `free`: a camera as it stands, driven by hand. */
export const shotKinds = [
  'close-up',
  'group',
  'free',
  'wide',
  'slides',
  /** The slides with a camera's picture beside them. */
  'slides-speaker',
  /** The remote member who speaks. */
  'remote',
  /** Everybody in the conference. */
  'gallery',
  'slate',
  'pause',
] as const;
