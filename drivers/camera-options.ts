/** Options that every camera's config has, and which presets a command may touch. */
import { z } from 'zod';
import { defaultVideoLatencyMs } from '../protocols/models/camera.ts';

export const positionSchema = z.strictObject({
  panDegrees: z.number().min(-360).max(360),
  tiltDegrees: z.number().min(-360).max(360),
  /** 0 wide to 1 optical tele. */
  zoom: z.number().min(0).max(1),
});

export const cameraOptions = {
  /** Presets in use, counted from 1; absent: all the model has, except the reserved ones. */
  presets: z.array(z.int().min(1).max(256)).optional(),
  /** Presets among the model's reserved ones that are known to be harmless on this camera. */
  allowReservedPresets: z.array(z.int().min(1).max(256)).default([]),
  /** Where presets are, by number; a preset without one is learned on its first visit. */
  presetTargets: z.record(z.string().regex(/^[1-9]\d{0,2}$/), positionSchema).default({}),
  videoLatencyMs: z.number().min(0).max(5000).default(defaultVideoLatencyMs),
  /** Mechanical ringing and focus after a move. */
  settleMs: z.number().min(0).max(10_000).default(150),
  /** Longer than the longest honest move. */
  maxTravelMs: z.number().min(500).max(120_000).default(10_000),
  /** From one poll to the next while moving; standing it is 2.2 times as long, at most 495. */
  pollMs: z.number().min(100).max(400).default(225),
};
const optionsSchema = z.object(cameraOptions);
export type CameraOptions = z.infer<typeof optionsSchema>;
