/** What the config says of a Taiden HCS-3600 class main unit. */
import { z } from 'zod';
import { lineAddress } from '../transports/address.ts';

export const taidenConfigSchema = z.strictObject({
  id: z.string(),
  kind: z.literal('taiden-hcs'),
  label: z.string().optional(),
  /** The serial line, or a converter that offers it over TCP. */
  address: lineAddress(9600, { tcp: 4001 }),
  /** `status`: all open microphones are told. `tracking`: only whom a camera should show. */
  reports: z.enum(['status', 'tracking']).default('status'),
  /** Length of a microphone's number in the status; the documents do not say it there. */
  statusIdBytes: z.union([z.literal(1), z.literal(2)]).default(2),
  /** Are all six places of the status sent, or only as many as microphones are open? */
  statusPlaces: z.enum(['six', 'open']).default('six'),
  /** The lower bits of the unit's state: the limit of open microphones, or something else. */
  statusLowBits: z.enum(['limit', 'other']).default('limit'),
  /** First byte of "all microphones off": the two documents disagree. */
  allOff: z.enum(['e3', 'e6']).default('e3'),
  /** Seats with a chair's unit; the protocol does not tell. */
  chairs: z.array(z.int().min(1).max(65_535)).default([]),
});
export type TaidenConfig = z.infer<typeof taidenConfigSchema>;
