/** The ADN CU1 simulator on TCP 53252. */
import { deviceOptions } from '../device.ts';
import { serveStream } from '../front/stream.ts';
import type { Serve } from '../simulator.ts';
import { createAdnDevice } from './device.ts';

export const serve: Serve = async (options) => {
  const simulator = await serveStream(createAdnDevice(deviceOptions(options.world, options.clock)), options);
  const { seats } = options.world;
  return {
    ...simulator,
    client: {
      address: `tcp://${options.host}:${simulator.ports.device}`,
      positions: Math.max(...seats.map(({ seat }) => seat)),
      chairs: seats.filter(({ chair }) => chair).map(({ seat }) => seat),
    },
  };
};
