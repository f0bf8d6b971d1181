/** The ATUC control unit on TCP 17300, and its announcements to a multicast group on the same interface. */
import { createSocket } from 'node:dgram';
import { deviceOptions } from '../device.ts';
import { serveStream } from '../front/stream.ts';
import type { Serve } from '../simulator.ts';
import { createAtucDevice, serialOf } from './device.ts';

const group = '225.0.0.100';
const usualPort = 17_000;

export const serve: Serve = async (options) => {
  // With a port of the system's choice, so are the announcements': several units beside each other.
  const announcements = options.port === 0 ? await freeDatagramPort(options.host) : usualPort;
  const socket = createSocket('udp4');
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(0, options.host, () => resolve());
  });
  socket.on('error', () => undefined);
  socket.setMulticastInterface(options.host);
  socket.setMulticastLoopback(true);
  const simulator = await serveStream(createAtucDevice(deviceOptions(options.world, options.clock)), {
    ...options,
    announce: (datagram) => socket.send(datagram, announcements, group, () => undefined),
  });
  return {
    ...simulator,
    ports: { ...simulator.ports, announcements },
    client: {
      address: `tcp://${options.host}:${simulator.ports.device}`,
      group,
      notificationPort: announcements,
      interface: options.host,
      units: Object.fromEntries(options.world.seats.map(({ seat }) => [serialOf(seat), seat])),
      chairs: options.world.seats.filter(({ chair }) => chair).map(({ seat }) => seat),
    },
    async close() {
      await simulator.close();
      await new Promise<void>((resolve) => socket.close(() => resolve()));
    },
  };
};

function freeDatagramPort(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createSocket('udp4');
    probe.once('error', reject);
    probe.bind(0, host, () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
