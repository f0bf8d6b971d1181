/** What the config says of an i>clicker base with its remotes. */
import { z } from 'zod';
import { hidAddress } from '../transports/address.ts';

export const iclickerConfigSchema = z.strictObject({
  id: z.string(),
  kind: z.literal('iclicker'),
  label: z.string().optional(),
  /** The base on USB; over TCP it is one in a rehearsal. */
  address: hidAddress(4881).default({ scheme: 'hid', vendor: 0x1881, product: 0x0150, pick: null }),
  /** The base's generation: its USB manufacturer says `iclicker` (v2) or `I-Clicker USB Base` (v1). */
  base: z.enum(['v1', 'v2']).default('v2'),
  /** The frequency code that remotes are set to, of two letters A to D. */
  frequency: z
    .string()
    .regex(/^[A-D]{2}$/)
    .default('AA'),
  /** Whether the number in a press goes on counting over the opening of a ballot (v2). */
  sequence: z.enum(['continues', 'restarts']).default('continues'),
});
export type IclickerConfig = z.infer<typeof iclickerConfigSchema>;
