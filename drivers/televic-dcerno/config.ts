/** What the config says of a Televic D-Cerno central unit. */
import { z } from 'zod';
import { unitsSchema } from '../seat-numbers.ts';
import { addressOf } from '../transports/address.ts';

export const dcernoConfigSchema = z.strictObject({
  id: z.string(),
  kind: z.literal('televic-dcerno'),
  label: z.string().optional(),
  /**
   * `tcp://unit` switches microphones. `udp://unit:port` only listens to the unit's camera output, which its
   * menu sends to this port of ours.
   */
  address: addressOf({ tcp: 5011, udp: 3001 }),
  /** Serial numbers of units → seat numbers. */
  units: unitsSchema.transform((units) =>
    Object.fromEntries(Object.entries(units).map(([uid, seat]) => [uid.toUpperCase(), seat])),
  ),
});
export type DcernoConfig = z.infer<typeof dcernoConfigSchema>;
