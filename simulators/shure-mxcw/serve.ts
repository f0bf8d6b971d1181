/** The MXCW simulator on TCP 2202. */
import { deviceOptions } from '../device.ts';
import { serveStream } from '../front/stream.ts';
import type { Serve } from '../simulator.ts';
import { createMxcwDevice } from './device.ts';

export const serve: Serve = async (options) => {
  const simulator = await serveStream(createMxcwDevice(deviceOptions(options.world, options.clock)), options);
  return {
    ...simulator,
    client: {
      address: `tcp://${options.host}:${simulator.ports.device}`,
      votingConfiguration: 1,
      listConfiguration: 3,
    },
  };
};
