/** The DICENTIS simulator: a WebSocket with TLS on port 31416. */
import { deviceOptions } from '../device.ts';
import { serveWebSocket } from '../front/websocket.ts';
import type { Serve } from '../simulator.ts';
import { createDicentisDevice, seatIdOf, simulatedLogin } from './device.ts';

export const serve: Serve = async (options) => {
  const { world, clock, host } = options;
  const simulator = await serveWebSocket(createDicentisDevice(deviceOptions(world, clock)), {
    ...options,
    tls: true,
    path: '/Dicentis/API',
    subprotocol: 'DICENTIS_1_0',
  });
  return {
    ...simulator,
    client: {
      ...simulator.client,
      ...simulatedLogin,
      address: `wss://${host}:${simulator.ports.device}`,
      units: Object.fromEntries(world.seats.map(({ seat }) => [seatIdOf(seat), seat])),
    },
  };
};
