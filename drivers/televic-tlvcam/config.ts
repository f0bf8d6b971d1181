/** What the config says of a Televic camera output. */
import { z } from 'zod';
import { lineAddress } from '../transports/address.ts';

export const tlvcamConfigSchema = z.strictObject({
  id: z.string(),
  kind: z.literal('televic-tlvcam'),
  label: z.string().optional(),
  /** A serial line, the unit's TCP port, or with `udp` the port of this PC that the unit sends to. */
  address: lineAddress(19_200, { tcp: 5000, udp: 5000 }),
  protocol: z.enum(['tlvcam1', 'tlvcam2']).default('tlvcam1'),
  /** TLVCAM1: is the sum at a message's end looked at? The guide calls it a CRC-16. */
  checksum: z.enum(['sum', 'any']).default('sum'),
  /** TLVCAM1: answer every message with one byte; over UDP nothing can be answered. */
  acknowledge: z.boolean().default(false),
  /** Seats with a chair's unit, for TLVCAM2; TLVCAM1 tells it. */
  chairs: z.array(z.int().min(1).max(9999)).default([]),
});
export type TlvcamConfig = z.infer<typeof tlvcamConfigSchema>;
