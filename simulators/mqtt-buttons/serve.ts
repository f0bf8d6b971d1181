/** The controllers with a broker of their own. */
import { deviceOptions } from '../device.ts';
import { credentials, openBroker, relay } from '../front/broker.ts';
import { serveStream } from '../front/stream.ts';
import type { Serve } from '../simulator.ts';
import { createMqttButtons } from './device.ts';

const prefix = 'saalregie';
export { credentials };

export const serve: Serve = async (options) => {
  const device = createMqttButtons({ ...deviceOptions(options.world, options.clock), prefix });
  const broker = await openBroker(device);
  const simulator = await serveStream(relay(device, broker), options);
  return {
    ...simulator,
    client: {
      address: `mqtt://${options.host}:${simulator.ports.device}`,
      ...credentials,
      prefix,
      chairs: options.world.seats.filter(({ chair }) => chair).map(({ seat }) => seat),
    },
    async close() {
      await simulator.close();
      await broker.close();
    },
  };
};
