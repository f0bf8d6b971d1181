/** What the config says of a Shure DIS-CCU, DCS 6000 or MXC unit. */
import { z } from 'zod';
import { configurationRange } from '../../protocols/shure-dis-ccu/voting.ts';
import { networkAddress } from '../transports/address.ts';

export const disConfigSchema = z.strictObject({
  id: z.string(),
  kind: z.literal('shure-dis-ccu'),
  label: z.string().optional(),
  address: networkAddress(['tcp'], 3142),
  /** `old` for CU 6105 class units: other words for interrupting, no reply list. */
  firmware: z.enum(['new', 'old']).default('new'),
  /** Delegates log in with cards: the names that seats report are those of whoever is logged in. */
  cards: z.boolean().default(false),
  /** Number of a voting configuration with the buttons yes, abstain and no; absent: no voting. */
  votingConfiguration: z.number().int().min(configurationRange[0]).max(configurationRange[1]).optional(),
});
export type DisConfig = z.infer<typeof disConfigSchema>;
