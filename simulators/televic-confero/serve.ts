/** The Confero controller's simulator on HTTPS 9443, with a certificate of its own. */
import { deviceOptions } from '../device.ts';
import { serveHttp } from '../front/http.ts';
import type { Serve } from '../simulator.ts';
import { createConferoDevice, defaultSimulation } from './device.ts';

export const serve: Serve = async (options) => {
  const device = createConferoDevice(deviceOptions(options.world, options.clock));
  const simulator = await serveHttp(device, { ...options, tls: true });
  const address = `https://${options.host}:${simulator.ports.device}`;
  return { ...simulator, client: { ...simulator.client, address, token: defaultSimulation.token } };
};
