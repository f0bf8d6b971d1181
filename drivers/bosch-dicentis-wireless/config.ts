/** What the config says of a Bosch DICENTIS Wireless access point (DCNM-WAP). */
import { z } from 'zod';
import { port } from '../../protocols/bosch-dicentis-wireless/words.ts';
import { networkAddress } from '../transports/address.ts';

export const wapConfigSchema = z.strictObject({
  id: z.string(),
  kind: z.literal('bosch-dicentis-wireless'),
  label: z.string().optional(),
  address: networkAddress(['http'], port),
  /** A user of its own: the unit keeps one session for each. */
  username: z.string().min(1),
  password: z.string(),
  /** Ends a session that somebody else has under this name; else the device is busy until they leave. */
  override: z.boolean().default(true),
  /** Reads and sets modes and limits by a call that the maker does not describe. */
  discuss: z.boolean().default(true),
  /** Open without automatic shift is the manual mode, where a press only asks for the floor. */
  manualOpen: z.boolean().default(true),
  /** Our opening at full microphones: refused, or done by closing the longest open one, as the unit does. */
  fullList: z.enum(['refuse', 'replace']).default('refuse'),
  /** The card of the participant at a seat says who is logged in there. */
  cards: z.boolean().default(false),
  /** The words that units show during a vote. */
  votingAnswers: z.enum(['yes-no', 'for-against']).default('yes-no'),
});
export type WapConfig = z.infer<typeof wapConfigSchema>;
