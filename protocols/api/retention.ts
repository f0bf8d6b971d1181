/**
 * Deleting personal data when its time is over. `GET /api/retention` tells what is kept how long and what is
 * due; `POST /api/retention` deletes what is due. The journal logs the deletion and its chain still verifies.
 */
import { z } from 'zod';

export const retentionClassSchema = z.strictObject({
  /** Code, its words are in the message catalogue: `speeches`, `attendance`, `consents`, … */
  id: z.string(),
  /** Days after the record was made; absent: kept until deleted by hand with the person. */
  days: z.number().optional(),
  /** Records with a personal part that lie in the journal, and those whose time is over. */
  kept: z.number(),
  due: z.number(),
});
export const retentionSchema = z.strictObject({ classes: z.array(retentionClassSchema) });
export type Retention = z.infer<typeof retentionSchema>;

export const retentionRequestSchema = z.strictObject({ confirmed: z.literal(true) });
export const retentionAnswerSchema = z.strictObject({ deleted: z.number() });
