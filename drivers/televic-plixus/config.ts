/** What the config says of a Televic Plixus central unit with its Core REST API. */
import { z } from 'zod';
import { port } from '../../protocols/televic-plixus/words.ts';
import { networkAddress } from '../transports/address.ts';

export const plixusConfigSchema = z.strictObject({
  id: z.string(),
  kind: z.literal('televic-plixus'),
  label: z.string().optional(),
  /** The port from outside is not documented: the description names the unit's own. */
  address: networkAddress(['http'], port),
  /** Which badge event means that a badge was put in. */
  badgeIn: z.enum(['down', 'up']).default('down'),
});
export type PlixusConfig = z.infer<typeof plixusConfigSchema>;
