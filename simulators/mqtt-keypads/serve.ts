/** The keypads with a broker of their own. */
import { deviceOptions } from '../device.ts';
import { credentials, openBroker, relay } from '../front/broker.ts';
import { serveStream } from '../front/stream.ts';
import type { Serve } from '../simulator.ts';
import { createMqttKeypads } from './device.ts';

const prefix = 'saalregie';

export const serve: Serve = async (options) => {
  const hall = createMqttKeypads({ ...deviceOptions(options.world, options.clock), prefix });
  const broker = await openBroker(hall);
  const simulator = await serveStream(relay(hall, broker), options);
  return {
    ...simulator,
    client: {
      address: `mqtt://${options.host}:${simulator.ports.device}`,
      ...credentials,
      prefix,
    },
    async close() {
      hall.end();
      await simulator.close();
      await broker.close();
    },
  };
};
