/** What the config says of a VISCA camera on the network. */
import { z } from 'zod';
import { viscaModels, type ViscaModelName } from '../../protocols/visca/models.ts';
import { viscaPort } from '../../protocols/visca/over-ip.ts';
import { cameraOptions } from '../camera-options.ts';
import { networkAddress } from '../transports/address.ts';

const modelNames = ['auto', ...Object.keys(viscaModels)] as ['auto', ...ViscaModelName[]];

export const viscaConfigSchema = z.strictObject({
  id: z.string(),
  kind: z.literal('visca'),
  label: z.string().optional(),
  address: networkAddress(['udp'], viscaPort),
  /** `auto` asks the camera; a model that is not listed is not trusted about having arrived. */
  model: z.enum(modelNames).default('auto'),
  /** The device address in the frames; some clones insist on another one than 1. */
  deviceAddress: z.int().min(1).max(7).default(1),
  ...cameraOptions,
  /** Speed parameters of absolute moves, 1..24. */
  panSpeed: z.int().min(1).max(0x18).default(0x18),
  tiltSpeed: z.int().min(1).max(0x17).default(0x17),
  /** The longest wait before a request is sent again; once round trips are known it is shorter. */
  answerTimeoutMs: z.number().min(50).max(2000).default(250),
});
export type ViscaConfig = z.infer<typeof viscaConfigSchema>;
