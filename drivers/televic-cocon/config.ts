/** What the config says of a Televic CoCon Room Server, or of a Plixus engine with the same API. */
import { z } from 'zod';
import { port } from '../../protocols/televic-cocon/words.ts';
import { networkAddress } from '../transports/address.ts';

export const coconConfigSchema = z.strictObject({
  id: z.string(),
  kind: z.literal('televic-cocon'),
  label: z.string().optional(),
  address: networkAddress(['http'], port),
  /** What "manual" is here: who asks is called by chair or operator, or only the operator opens anything. */
  manual: z.enum(['Request', 'OnlyRequest', 'Operator']).default('Request'),
  /** How voice control is set: since 5.0 as an activation type, before that as a mode. */
  voice: z.enum(['activation', 'mode']).default('activation'),
});
export type CoConConfig = z.infer<typeof coconConfigSchema>;
