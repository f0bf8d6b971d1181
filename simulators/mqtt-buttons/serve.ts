/**
 * The controllers with a broker of their own (aedes). Clients reach it through a relay, so that bytes can be
 * late, broken or none at all, as on any wire.
 */
import { connect as connectSocket, createServer, type Socket } from 'node:net';
import { Aedes } from 'aedes';
import type { TopicMessage } from '../../protocols/mqtt-buttons/topics.ts';
import { deviceOptions, type LinkDevice } from '../device.ts';
import { serveStream } from '../front/stream.ts';
import { listen } from '../listen.ts';
import type { Serve } from '../simulator.ts';
import { createMqttButtons, type TopicDevice } from './device.ts';

const prefix = 'saalregie';
export const credentials = { username: 'saalregie', password: 'probe' } as const;

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

interface Broker {
  readonly port: number;
  /** The controllers say their states anew, as after a power cut. */
  refresh(): void;
  close(): Promise<void>;
}

async function openBroker(device: TopicDevice): Promise<Broker> {
  const broker = await Aedes.createBroker({
    authenticate: (_client, username, password, done) =>
      done(null, username === credentials.username && password?.toString('utf8') === credentials.password),
  });
  const publish = ({ topic, payload, retain }: TopicMessage): void =>
    broker.publish({ cmd: 'publish', topic, payload, qos: 1, retain, dup: false }, () => undefined);
  const line = device.accept({ send: publish, close: () => undefined });
  broker.on('publish', ({ topic, payload, retain }, client) => {
    if (client) line?.received({ topic, payload: payload.toString('utf8'), retain });
  });
  const refresh = (): void => {
    for (const message of device.retained()) publish(message);
  };
  refresh();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    broker.handle(socket);
  });
  const port = await listen(server, '127.0.0.1', 0);
  return {
    port,
    refresh,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        broker.close(() => server.close(() => resolve()));
      }),
  };
}

function relay({ announceTo: _none, ...device }: TopicDevice, broker: Broker): LinkDevice<Uint8Array> {
  return {
    ...device,
    accept(peer) {
      const socket = connectSocket(broker.port, '127.0.0.1');
      socket.setNoDelay(true);
      socket.on('data', (data: Uint8Array) => peer.send(data));
      socket.on('error', () => socket.destroy());
      socket.on('close', () => peer.close());
      return { received: (data) => void socket.write(data), closed: () => socket.destroy() };
    },
    coldStart() {
      device.coldStart();
      broker.refresh();
    },
  };
}
