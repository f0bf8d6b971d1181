/** What the config says of a VISCA camera on the network. */
import { z } from 'zod';
import { defaultVideoLatencyMs } from '../../protocols/models/camera.ts';
import { viscaModels, type ViscaModelName } from '../../protocols/visca/models.ts';
import { viscaPort } from '../../protocols/visca/over-ip.ts';
import { networkAddress } from '../transports/address.ts';

const modelNames = ['auto', ...Object.keys(viscaModels)] as ['auto', ...ViscaModelName[]];

const positionSchema = z.strictObject({
  panDegrees: z.number().min(-360).max(360),
  tiltDegrees: z.number().min(-360).max(360),
  /** 0 wide to 1 optical tele. */
  zoom: z.number().min(0).max(1),
});

export const viscaConfigSchema = z.strictObject({
  id: z.string(),
  kind: z.literal('visca'),
  label: z.string().optional(),
  address: networkAddress(['udp'], viscaPort),
  /** `auto` asks the camera; a model that is not listed is not trusted about having arrived. */
  model: z.enum(modelNames).default('auto'),
  /** The device address in the frames; some clones insist on another one than 1. */
  deviceAddress: z.int().min(1).max(7).default(1),
  /** Presets in use, counted from 1; absent: all the model has, except the reserved ones. */
  presets: z.array(z.int().min(1).max(256)).optional(),
  /** Presets among 90..128 that are known to be harmless on this camera. */
  allowReservedPresets: z.array(z.int().min(1).max(256)).default([]),
  /** Where presets are, by number; a preset without one is learned on its first visit. */
  presetTargets: z.record(z.string().regex(/^[1-9]\d{0,2}$/), positionSchema).default({}),
  /** Speed parameters of absolute moves, 1..24. */
  panSpeed: z.int().min(1).max(0x18).default(0x18),
  tiltSpeed: z.int().min(1).max(0x17).default(0x17),
  videoLatencyMs: z.number().min(0).max(5000).default(defaultVideoLatencyMs),
  /** Mechanical ringing and focus after a move. */
  settleMs: z.number().min(0).max(10_000).default(150),
  /** Longer than the longest honest move. */
  maxTravelMs: z.number().min(500).max(120_000).default(10_000),
  /** From one poll to the next while moving; standing it is 2.2 times as long, at most 495. */
  pollMs: z.number().min(100).max(400).default(225),
  /** The longest wait before a request is sent again; once round trips are known it is shorter. */
  answerTimeoutMs: z.number().min(50).max(2000).default(250),
});
export type ViscaConfig = z.infer<typeof viscaConfigSchema>;
