/** What the config says of vote keypads on MQTT. */
import { z } from 'zod';
import { maxOptions } from '../../protocols/mqtt-keypads/topics.ts';
import { addressOf } from '../transports/address.ts';
import { fingerprintSchema } from '../transports/tls.ts';

export const mqttKeypadsConfigSchema = z
  .strictObject({
    id: z.string(),
    kind: z.literal('mqtt-keypads'),
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
    /** How many keys each keypad has. */
    keys: z.int().min(1).max(maxOptions).default(3),
  })
  .refine(
    ({ broker, username, password, address }) =>
      broker === 'hall' || (username !== undefined && password !== undefined && address.scheme === 'mqtt'),
    { path: ['broker'], message: "'own': username, password, mqtt://" },
  );
export type MqttKeypadsConfig = z.infer<typeof mqttKeypadsConfigSchema>;
