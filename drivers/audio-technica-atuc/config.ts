/** What the config says of an Audio-Technica ATUC-50 or ATUC-IR control unit. */
import { z } from 'zod';
import { defaultLayout } from '../../protocols/audio-technica-atuc/meaning.ts';
import { unitsSchema } from '../seat-numbers.ts';
import { networkAddress } from '../transports/address.ts';

const talkField = z.enum(['serial', 'type', 'state', 'slot']);
const unitField = z.enum(['serial', 'name', 'priority', 'rights', 'group', 'trigger', 'type']);
const each = <Field extends string>(field: z.ZodType<Field>, count: number) =>
  z.array(field).refine((fields) => fields.length === count && new Set(fields).size === count, {
    message: `${count} different fields`,
  });

export const atucConfigSchema = z.strictObject({
  id: z.string(),
  kind: z.literal('audio-technica-atuc'),
  label: z.string().optional(),
  address: networkAddress(['tcp'], 17_300),
  /** `multicast`: the unit's network setting "Notification" is on. `none`: it is asked twice a second. */
  notifications: z.enum(['multicast', 'none']).default('multicast'),
  group: z.ipv4().default('225.0.0.100'),
  notificationPort: z.int().min(1).max(65_535).default(17_000),
  /** This PC's address in the unit's network; absent: the system chooses. */
  interface: z.ipv4().optional(),
  units: unitsSchema,
  /** Seats of chair units: the protocol does not say which they are. */
  chairs: z.array(z.int().min(1).max(65_535)).default([]),
  unitFields: each(unitField, 7).default([...defaultLayout.unitFields]),
  talkFields: each(talkField, 4).default([...defaultLayout.talkFields]),
  talkStates: z
    .strictObject({ idle: z.string(), talk: z.string(), wait: z.string() })
    .default(defaultLayout.talkStates),
});
export type AtucConfig = z.infer<typeof atucConfigSchema>;
