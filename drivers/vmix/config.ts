/** The config of a vMix: `{kind: 'vmix', id, address: 'tcp://127.0.0.1:8099', overlays: ['Dolmetschen']}`. */
import { z } from 'zod';
import { defaultPort } from '../../protocols/vmix/requests.ts';
import { networkAddress } from '../transports/address.ts';

export const vmixConfig = z.strictObject({
  kind: z.literal('vmix'),
  id: z.string().min(1).max(64),
  label: z.string().max(80).optional(),
  address: networkAddress(['tcp'], defaultPort),
  /** Inputs that may lie over any scene in an overlay channel, besides titles and still pictures. */
  overlays: z.array(z.string().min(1).max(256)).max(16).default([]),
});
export type VmixConfig = z.infer<typeof vmixConfig>;
