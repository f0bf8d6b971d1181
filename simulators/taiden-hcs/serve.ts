/** The HCS-3600 simulator on a serial line of 9600 baud, and on TCP as behind a converter. */
import { deviceOptions } from '../device.ts';
import { serveStream } from '../front/stream.ts';
import type { Serve } from '../simulator.ts';
import { createTaidenDevice } from './device.ts';

export const serve: Serve = async (options) => {
  const { world, clock, host, pty } = options;
  const simulator = await serveStream(createTaidenDevice(deviceOptions(world, clock)), options);
  return {
    ...simulator,
    client: {
      address: pty === undefined ? `tcp://${host}:${simulator.ports.device}` : `serial:${pty}?baud=9600`,
      chairs: world.seats.filter(({ chair }) => chair).map(({ seat }) => seat),
    },
  };
};
