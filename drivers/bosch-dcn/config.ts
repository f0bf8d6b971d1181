/** What the config says of a Bosch DCN-NG central unit with its Open Interface. */
import { z } from 'zod';
import type { DcnLayout } from '../../protocols/bosch-dcn/frames.ts';
import { networkAddress } from '../transports/address.ts';

export const dcnConfigSchema = z.strictObject({
  id: z.string(),
  kind: z.literal('bosch-dcn'),
  label: z.string().optional(),
  address: networkAddress(['tcp'], 9451),
  /** The four type bytes of a command: kind, function, 0x43, or the reverse, as release 2.4 prints it. */
  headerOrder: z.enum(['kind-first', 'kind-last']).default('kind-first'),
  /** High byte of the microphone functions' ids. */
  microphoneApplication: z.enum(['00', '0A']).default('00'),
  /** Data begin with the function's id once more. */
  functionInData: z.boolean().default(true),
  /** Bytes of a truth value. */
  booleanBytes: z.union([z.literal(1), z.literal(2), z.literal(4)]).default(1),
});
export type DcnConfig = z.infer<typeof dcnConfigSchema>;

export const layoutOf = (config: DcnConfig): DcnLayout => ({
  headerOrder: config.headerOrder,
  microphoneApplication: config.microphoneApplication === '0A' ? 0x0a : 0x00,
  functionInData: config.functionInData,
  booleanBytes: config.booleanBytes,
});
