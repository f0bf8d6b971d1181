/** The SunVote base simulator: on a serial line of 19200 baud, and on TCP as behind a serial server. */
import { deviceOptions } from '../device.ts';
import { serveStream } from '../front/stream.ts';
import type { Serve } from '../simulator.ts';
import { createSunvoteBase } from './device.ts';

export const serve: Serve = async (options) => {
  const { world, clock, host, pty } = options;
  const simulator = await serveStream(createSunvoteBase(deviceOptions(world, clock)), options);
  return {
    ...simulator,
    client: {
      address: pty === undefined ? `tcp://${host}:${simulator.ports.device}` : `serial:${pty}?baud=19200`,
    },
  };
};
