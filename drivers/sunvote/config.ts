/** What the config says of a SunVote base with its keypads. */
import { z } from 'zod';
import { lineAddress } from '../transports/address.ts';

export const sunvoteConfigSchema = z.strictObject({
  id: z.string(),
  kind: z.literal('sunvote'),
  label: z.string().optional(),
  /** The base's serial line, or a serial server that offers it over TCP. */
  address: lineAddress(19_200, { tcp: 4001 }),
  /** What the counter in a press counts: on the hardware that was tried it stays the same for a keypad. */
  counter: z.enum(['stable', 'presses']).default('stable'),
  /** How long the base is listened to in each round, ms. */
  readMs: z.int().min(60).max(1000).default(400),
});
export type SunvoteConfig = z.infer<typeof sunvoteConfigSchema>;
