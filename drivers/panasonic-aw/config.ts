/** What the config says of a Panasonic AW camera. */
import { z } from 'zod';
import { awModels, type AwModelName } from '../../protocols/panasonic-aw/models.ts';
import { cameraOptions } from '../camera-options.ts';
import { addressOf } from '../transports/address.ts';
import { fingerprintSchema } from '../transports/tls.ts';

const modelNames = ['auto', ...Object.keys(awModels)] as ['auto', ...AwModelName[]];

export const awConfigSchema = z.strictObject({
  id: z.string(),
  kind: z.literal('panasonic-aw'),
  label: z.string().optional(),
  address: addressOf({ http: 80, https: 443 }),
  /** SHA-256 of the camera's own certificate; absent: one that the PC trusts. */
  certificate: fingerprintSchema.optional(),
  /** Where the camera asks for them; sent with every request (Basic). */
  username: z
    .string()
    .regex(/^[^:]+$/)
    .optional(),
  password: z.string().optional(),
  /** `auto` asks the camera; a model that is not listed is judged by its position alone. */
  model: z.enum(modelNames).default('auto'),
  /** Whether the camera is asked to report to us when a preset is reached. */
  notices: z.boolean().default(true),
  /** Our port for these reports; 0 takes any free one. */
  noticePort: z.int().min(0).max(65_535).default(0),
  /** The address of ours that takes them; absent: all. */
  noticeHost: z.string().min(1).optional(),
  /** The least time between two requests, ms; absent: the model's. */
  gapMs: z.number().min(0).max(1000).optional(),
  ...cameraOptions,
});
export type AwConfig = z.infer<typeof awConfigSchema>;
