/** What the config says of a Sennheiser SDC 8000 or SDC 8200 central unit. */
import { z } from 'zod';
import { lineAddress } from '../transports/address.ts';

export const sdcConfigSchema = z.strictObject({
  id: z.string(),
  kind: z.literal('sennheiser-sdc'),
  label: z.string().optional(),
  /** COM 2 on a serial line, or a converter that offers it over TCP. */
  address: lineAddress(19_200, { tcp: 4001, udp: 4001 }),
  /** What COM 2 is set to: the control panel's protocol, or the camera control's, which only tells. */
  port: z.enum(['panel', 'camera']).default('panel'),
  /** How a microphone is switched off: the manual says that it is possible, and not by which command. */
  switchOff: z.enum(['toggle', 'small-letter', 'never']).default('toggle'),
  /** Seats with a chair's unit; only the camera port tells it. */
  chairs: z.array(z.int().min(1).max(9999)).default([]),
});
export type SdcConfig = z.infer<typeof sdcConfigSchema>;
