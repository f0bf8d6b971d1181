/** What the config says of a Shure Microflex Complete Wireless access point (MXCWAPT). */
import { z } from 'zod';
import { networkAddress } from '../transports/address.ts';

export const mxcwConfigSchema = z.strictObject({
  id: z.string(),
  kind: z.literal('shure-mxcw'),
  label: z.string().optional(),
  address: networkAddress(['tcp'], 2202),
  /** Delegates put a card on their unit, and its name is theirs. */
  cards: z.boolean().default(false),
});
export type MxcwConfig = z.infer<typeof mxcwConfigSchema>;
