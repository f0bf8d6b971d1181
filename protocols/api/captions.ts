/** What a transcriber sends: text as it is heard. */
import { z } from 'zod';

export const captionSchema = z.strictObject({
  text: z.string().max(1000),
  /** false: it may still change, and the next text replaces it. */
  final: z.boolean().default(true),
});
