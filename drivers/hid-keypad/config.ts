/** What the config says of numeric keypads on USB. */
import { z } from 'zod';
import { addressKey, hidAddress } from '../transports/address.ts';

/** As many as a chamber has seats. */
const mostKeypads = 200;

export const hidKeypadConfigSchema = z.strictObject({
  id: z.string(),
  kind: z.literal('hid-keypad'),
  label: z.string().optional(),
  keypads: z
    .array(
      z.strictObject({
        /** The keypad's name, which people's `keypads` repeat. */
        id: z.string().regex(/^\S{1,64}$/),
        /** `hid:04d9:1203?port=1-1.4`: by the port it is plugged into, as these have no serial numbers. */
        address: hidAddress(4882),
      }),
    )
    .min(1)
    .max(mostKeypads)
    .refine((keypads) => new Set(keypads.map(({ id }) => id)).size === keypads.length, {
      message: 'two keypads with one id',
    })
    .refine((keypads) => new Set(keypads.map(({ address }) => addressKey(address))).size === keypads.length, {
      message: 'two keypads with one address',
    }),
});
export type HidKeypadConfig = z.infer<typeof hidKeypadConfigSchema>;
