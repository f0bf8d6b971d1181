/** What the config says of contact closures and buttons on MQTT. */
import { z } from 'zod';
import { unitsSchema } from '../seat-numbers.ts';
import { addressOf } from '../transports/address.ts';
import { fingerprintSchema } from '../transports/tls.ts';

const seat = z.int().min(1).max(65_535);

export const mqttButtonsConfigSchema = z
  .strictObject({
    id: z.string(),
    kind: z.literal('mqtt-buttons'),
    label: z.string().optional(),
    /** `mqtt://` or `mqtts://`: the hall's broker, or with `broker: 'own'` where ours listens. */
    address: addressOf({ mqtt: 1883, mqtts: 8883 }),
    /** `own`: the hall has no broker; Saalregie runs one at `address` (one of this PC's own), with this user and password. */
    broker: z.enum(['hall', 'own']).default('hall'),
    username: z.string().optional(),
    password: z.string().optional(),
    certificate: fingerprintSchema.optional(),
    prefix: z
      .string()
      .regex(/^[^+#\s/]+(\/[^+#\s/]+)*$/)
      .default('saalregie'),
    units: unitsSchema,
    buttons: z.enum(['none', 'request', 'microphone']).default('none'),
    chairs: z.array(seat).default([]),
  })
  .refine(
    ({ broker, username, password, address }) =>
      broker === 'hall' || (username !== undefined && password !== undefined && address.scheme === 'mqtt'),
    { path: ['broker'], message: "'own': username, password, mqtt://" },
  );
export type MqttButtonsConfig = z.infer<typeof mqttButtonsConfigSchema>;
