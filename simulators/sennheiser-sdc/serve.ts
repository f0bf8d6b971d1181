/** The SDC 8000/8200 simulator: its control panel port on a serial line of 19200 baud, and on TCP as behind a converter. */
import { deviceOptions } from '../device.ts';
import { serveStream } from '../front/stream.ts';
import type { Serve } from '../simulator.ts';
import { createSdcDevice } from './device.ts';

export const serve: Serve = async (options) => {
  const { world, clock, host, pty } = options;
  const simulator = await serveStream(createSdcDevice(deviceOptions(world, clock)), options);
  return {
    ...simulator,
    client: {
      address: pty === undefined ? `tcp://${host}:${simulator.ports.device}` : `serial:${pty}?baud=19200`,
      chairs: world.seats.filter(({ chair }) => chair).map(({ seat }) => seat),
    },
  };
};
