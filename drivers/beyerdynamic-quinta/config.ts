/** What the config says of a beyerdynamic Quinta CU. */
import { z } from 'zod';
import { unitsSchema } from '../seat-numbers.ts';
import { lineAddress } from '../transports/address.ts';

export const quintaConfigSchema = z.strictObject({
  id: z.string(),
  kind: z.literal('beyerdynamic-quinta'),
  label: z.string().optional(),
  /** Telnet, RS-232, or USB, which is a serial port as well. */
  address: lineAddress(57_600, { tcp: 23 }),
  /** The password of the whole Quinta system; absent: it has none. */
  password: z.string().min(1).max(64).optional(),
  /** Id of a microphone unit (hex) → seat; with `:R` behind it the right side of a double unit. */
  units: unitsSchema.refine((units) => Object.keys(units).every((id) => /^[0-9a-f]{1,8}(:R)?$/i.test(id)), {
    message: 'hex ids, e.g. 21E or 21E:R',
  }),
  /** Places of the unit list that are read, 1 to 150. */
  positions: z.int().min(1).max(150).default(150),
});
export type QuintaConfig = z.infer<typeof quintaConfigSchema>;
