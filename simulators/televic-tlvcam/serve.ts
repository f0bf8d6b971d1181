/** A Televic camera output, TLVCAM1, on TCP. */
import { deviceOptions } from '../device.ts';
import { serveStream } from '../front/stream.ts';
import type { Serve } from '../simulator.ts';
import { createCameraOutput } from './device.ts';

export const serve: Serve = async (options) => {
  const { world, clock, host } = options;
  const device = createCameraOutput({ ...deviceOptions(world, clock), protocol: 'tlvcam1' });
  const simulator = await serveStream(device, options);
  return { ...simulator, client: { address: `tcp://${host}:${simulator.ports.device}` } };
};
