/** The DICENTIS Wireless access point's simulator on HTTP port 80. */
import { deviceOptions } from '../device.ts';
import { serveHttp } from '../front/http.ts';
import type { Serve } from '../simulator.ts';
import { createWapDevice, defaultSimulation } from './device.ts';

export const serve: Serve = async (options) => {
  const simulator = await serveHttp(
    createWapDevice(deviceOptions(options.world, options.clock), {
      ...defaultSimulation,
      participants: true,
    }),
    options,
  );
  const { username, password } = defaultSimulation;
  return {
    ...simulator,
    client: { address: `http://${options.host}:${simulator.ports.device}`, username, password },
  };
};
