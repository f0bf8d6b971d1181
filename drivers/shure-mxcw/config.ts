/** What the config says of a Shure Microflex Complete Wireless access point (MXCWAPT). */
import { z } from 'zod';
import { configurationRange } from '../../protocols/shure-mxcw/voting.ts';
import { networkAddress } from '../transports/address.ts';

const configuration = z.number().int().min(configurationRange[0]).max(configurationRange[1]);

export const mxcwConfigSchema = z.strictObject({
  id: z.string(),
  kind: z.literal('shure-mxcw'),
  label: z.string().optional(),
  address: networkAddress(['tcp'], 2202),
  /** Delegates put a card on their unit, and its name is theirs. */
  cards: z.boolean().default(false),
  /** Number of the voting configuration for yes, no and abstention, made in the unit's pages; absent: no voting. */
  votingConfiguration: configuration.optional(),
  /** What its buttons mean, from the first on. */
  votingButtons: z
    .array(z.enum(['yes', 'no', 'abstain']))
    .min(2)
    .max(3)
    .refine((buttons) => new Set(buttons).size === buttons.length, 'each meaning once')
    .default(['yes', 'no', 'abstain']),
  /** Number of the one for lists, whose buttons are places in them; absent: no ballots of lists. */
  listConfiguration: configuration.optional(),
});
export type MxcwConfig = z.infer<typeof mxcwConfigSchema>;
