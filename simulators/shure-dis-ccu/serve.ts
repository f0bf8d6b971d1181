/** The DIS-CCU simulator on TCP 3142. */
import { deviceOptions } from '../device.ts';
import { serveStream } from '../front/stream.ts';
import type { Serve } from '../simulator.ts';
import { createDisDevice } from './device.ts';

export const serve: Serve = async (options) => {
  const simulator = await serveStream(createDisDevice(deviceOptions(options.world, options.clock)), options);
  return { ...simulator, client: { address: `tcp://${options.host}:${simulator.ports.device}` } };
};
