/** What the config says of a Sennheiser ADN CU1. */
import { z } from 'zod';
import { unitsSchema } from '../seat-numbers.ts';
import { networkAddress } from '../transports/address.ts';

export const adnConfigSchema = z.strictObject({
  id: z.string(),
  kind: z.literal('sennheiser-adn'),
  label: z.string().optional(),
  address: networkAddress(['tcp'], 53_252),
  /** Wired units are asked for at the places 1 to this of the bus; the unit has no list of them. */
  positions: z.int().min(0).max(400).default(40),
  /**
   * Serial numbers of wireless units, and places of wired ones whose seat has another number than their
   * place on the bus.
   */
  units: unitsSchema,
  /** Seats with a chair's unit: only wireless units tell it by their serial number. */
  chairs: z.array(z.int().min(1).max(65_535)).default([]),
  /** In request mode the documents do not say that a press by command opens a microphone. */
  openInRequestMode: z.enum(['refuse', 'press']).default('refuse'),
});
export type AdnConfig = z.infer<typeof adnConfigSchema>;
