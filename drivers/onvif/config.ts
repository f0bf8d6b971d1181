/** What the config says of an ONVIF camera. */
import { z } from 'zod';
import { cameraOptions } from '../camera-options.ts';
import { addressOf } from '../transports/address.ts';
import { fingerprintSchema } from '../transports/tls.ts';

const ends = z
  .strictObject({ from: z.number().min(-360).max(360), to: z.number().min(-360).max(360) })
  .refine(({ from, to }) => from < to);
const token = z.string().min(1).max(64);

export const onvifConfigSchema = z.strictObject({
  id: z.string(),
  kind: z.literal('onvif'),
  label: z.string().optional(),
  address: addressOf({ http: 80, https: 443 }),
  /** Where the device service is; the camera names the others itself. */
  path: z
    .string()
    .regex(/^\/\S{0,200}$/)
    .default('/onvif/device_service'),
  username: z.string().min(1).max(64),
  /** Never logged. */
  password: z.string().max(128),
  /** With `https`: the SHA-256 fingerprint of the camera's own certificate. */
  certificate: fingerprintSchema.optional(),
  /** The media profile whose head is driven; absent: the first that has one. */
  profile: token.optional(),
  /** The camera's tokens of presets whose token is not simply their number. */
  presetTokens: z.record(z.string().regex(/^[1-9]\d{0,2}$/), token).default({}),
  ...cameraOptions,
  /** How many degrees the ends of the head's range are: the camera itself counts from -1 to 1. */
  panDegrees: ends.default({ from: -170, to: 170 }),
  tiltDegrees: ends.default({ from: -20, to: 90 }),
  /** How long the camera may stand after it accepted a move, before it moves. */
  startMs: z.number().min(100).max(5000).default(500),
  /** IDLE may prove that it stands: only for a camera that was seen to say MOVING until its end. */
  trustMoveStatus: z.boolean().default(false),
  /** Whether the camera is asked for its preset events at all. */
  presetEvents: z.boolean().default(true),
  /** A recall ends with the event Reached: only for a camera that was seen to send it after the motion. */
  trustReached: z.boolean().default(false),
  requestTimeoutMs: z.number().min(300).max(10_000).default(2500),
});
export type OnvifConfig = z.infer<typeof onvifConfigSchema>;
