/** The Plixus central unit's simulator on HTTP. */
import { deviceOptions } from '../device.ts';
import { serveHttp } from '../front/http.ts';
import type { Serve } from '../simulator.ts';
import { createPlixusDevice } from './device.ts';

export const serve: Serve = async (options) => {
  const simulator = await serveHttp(createPlixusDevice(deviceOptions(options.world, options.clock)), options);
  return { ...simulator, client: { address: `http://${options.host}:${simulator.ports.device}` } };
};
