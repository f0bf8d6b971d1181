/** The config of an OBS: `{kind: 'obs-websocket', id, address: 'ws://127.0.0.1:4455', password}`. */
import { z } from 'zod';
import { defaultPort } from '../../protocols/obs-websocket/messages.ts';
import { networkAddress } from '../transports/address.ts';

export const obsConfig = z.strictObject({
  kind: z.literal('obs-websocket'),
  id: z.string().min(1).max(64),
  label: z.string().max(80).optional(),
  address: networkAddress(['ws'], defaultPort),
  /** As in OBS under Tools → WebSocket Server Settings. Never logged. */
  password: z.string().max(256).optional(),
});
export type ObsConfig = z.infer<typeof obsConfig>;
