/** Members' own pages as those see them who lead and serve the sitting. */
import { z } from 'zod';

export const memberPageSchema = z.strictObject({
  person: z.string(),
  name: z.string(),
  /** Has a link that works. */
  granted: z.boolean(),
  /** Too many wrong PINs. */
  locked: z.boolean(),
  signedIn: z.boolean(),
  /** `never`: no page was ever connected. */
  link: z.enum(['up', 'down', 'never']),
  sinceAt: z.number().optional(),
  /** Said that they see and hear, since the line stands. */
  confirmed: z.boolean(),
  /** A second device took over the link. */
  tookOverAt: z.number().optional(),
  disturbance: z
    .strictObject({
      kind: z.enum(['picture', 'sound', 'both', 'vote', 'other']),
      note: z.string().optional(),
      sinceAt: z.number(),
    })
    .optional(),
});
export type MemberPageView = z.infer<typeof memberPageSchema>;
