/** The DCN-NG simulator on TCP 9451. */
import { deviceOptions } from '../device.ts';
import { serveStream } from '../front/stream.ts';
import type { Serve } from '../simulator.ts';
import { createDcnDevice } from './device.ts';

export const serve: Serve = async (options) => {
  const simulator = await serveStream(createDcnDevice(deviceOptions(options.world, options.clock)), options);
  return { ...simulator, client: { address: `tcp://${options.host}:${simulator.ports.device}` } };
};
