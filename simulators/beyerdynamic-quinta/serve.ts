/** The Quinta CU simulator on Telnet, and on a serial line of 57600 baud where a pty is named. */
import { hexDigits } from '../../protocols/beyerdynamic-quinta/words.ts';
import { deviceOptions } from '../device.ts';
import { serveStream } from '../front/stream.ts';
import type { Serve } from '../simulator.ts';
import { createQuintaDevice, unitOfSeat } from './device.ts';

const password = 'quinta';

export const serve: Serve = async (options) => {
  const { world, clock, host, pty } = options;
  const device = createQuintaDevice({ ...deviceOptions(world, clock), password });
  const simulator = await serveStream(device, options);
  return {
    ...simulator,
    client: {
      address: pty === undefined ? `tcp://${host}:${simulator.ports.device}` : `serial:${pty}?baud=57600`,
      password,
      units: Object.fromEntries(world.seats.map(({ seat }) => [hexDigits(unitOfSeat(seat), 6), seat])),
      positions: Math.min(150, world.seats.length + 5),
    },
  };
};
