/** The CoCon Room Server's simulator on HTTP 8890. */
import { deviceOptions } from '../device.ts';
import { serveHttp } from '../front/http.ts';
import type { Serve } from '../simulator.ts';
import { createCoConDevice } from './device.ts';

export const serve: Serve = async (options) => {
  const simulator = await serveHttp(createCoConDevice(deviceOptions(options.world, options.clock)), options);
  return { ...simulator, client: { address: `http://${options.host}:${simulator.ports.device}` } };
};
