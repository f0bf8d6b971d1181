/** What the config says of a Bosch DICENTIS server. */
import { z } from 'zod';
import { unitsSchema } from '../seat-numbers.ts';
import { addressOf } from '../transports/address.ts';
import { fingerprintSchema } from '../transports/tls.ts';

export const dicentisConfigSchema = z.strictObject({
  id: z.string(),
  kind: z.literal('bosch-dicentis'),
  label: z.string().optional(),
  address: addressOf({ wss: 31_416 }),
  /** A user of the server with the permissions to manage the meeting. */
  user: z.string().min(1).max(256),
  password: z.string().max(256),
  /** The server signs its own certificate. */
  certificate: fingerprintSchema.optional(),
  /** `older` servers, before 6.50, know no operations on several seats, and no requests from outside. */
  server: z.enum(['6.50', 'older']).default('6.50'),
  /** The member in which answers carry their content: the maker's description is not public. */
  answers: z.enum(['parameters', 'result']).default('parameters'),
  /** The server's ids of seats → seat numbers. */
  units: unitsSchema,
});
export type DicentisConfig = z.infer<typeof dicentisConfigSchema>;
