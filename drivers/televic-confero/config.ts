/** What the config says of a Televic Confero controller (Plixus with Confero, WAP G4). */
import { z } from 'zod';
import { port } from '../../protocols/televic-confero/words.ts';
import { addressOf } from '../transports/address.ts';
import { fingerprintSchema } from '../transports/tls.ts';

export const conferoConfigSchema = z.strictObject({
  id: z.string(),
  kind: z.literal('televic-confero'),
  label: z.string().optional(),
  address: addressOf(port),
  /** Made in Confero's API settings. */
  token: z.string().min(1),
  /** HTTPS with a certificate of the unit's own: its SHA-256. */
  certificate: fingerprintSchema.optional(),
  /** What "manual" is here: who asks is called by chair or operator, or only the operator opens anything. */
  manual: z.enum(['request', 'operator']).default('request'),
  /** How a poll says from which event on. */
  minimumKey: z.enum(['minimum-id', 'minimal-id']).default('minimum-id'),
  /** What the results of a vote are believed to tell: how many, or who voted what too. */
  votes: z.enum(['totals', 'individual']).default('totals'),
});
export type ConferoConfig = z.infer<typeof conferoConfigSchema>;
