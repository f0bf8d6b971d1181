/**
 * The keypads with a broker of their own (aedes). Clients reach it through a relay, so that bytes can be late,
 * broken or none at all, as on any wire.
 */
import { connect as connectSocket, createServer, type Socket } from 'node:net';
import { Aedes } from 'aedes';
import type { TopicMessage } from '../../protocols/mqtt-buttons/topics.ts';
import { deviceOptions, type Linked, type SimulatedDevice } from '../device.ts';
import { serveStream } from '../front/stream.ts';
import { listen } from '../listen.ts';
import type { Serve } from '../simulator.ts';
import { createMqttKeypads, type KeypadHall } from './device.ts';

const prefix = 'saalregie';
const credentials = { username: 'saalregie', password: 'probe' } as const;

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

interface Broker {
  readonly port: number;
  /** The keypads say their statuses anew. */
  refresh(): void;
  close(): Promise<void>;
}

async function openBroker(hall: KeypadHall): Promise<Broker> {
  const broker = await Aedes.createBroker({
    authenticate: (_client, username, password, done) =>
      done(null, username === credentials.username && password?.toString('utf8') === credentials.password),
  });
  const publish = ({ topic, payload, retain }: TopicMessage): void =>
    broker.publish({ cmd: 'publish', topic, payload, qos: 1, retain, dup: false }, () => undefined);
  const line = hall.accept({ send: publish, close: () => undefined });
  broker.on('publish', ({ topic, payload, retain }, client) => {
    if (client) line?.received({ topic, payload: payload.toString('utf8'), retain });
  });
  const refresh = (): void => {
    for (const message of hall.retained()) publish(message);
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

function relay(
  { announceTo: _none, ...hall }: KeypadHall,
  broker: Broker,
): SimulatedDevice & Linked<Uint8Array> {
  return {
    ...hall,
    accept(peer) {
      const socket = connectSocket(broker.port, '127.0.0.1');
      socket.setNoDelay(true);
      socket.on('data', (data: Uint8Array) => peer.send(data));
      socket.on('error', () => socket.destroy());
      socket.on('close', () => peer.close());
      return { received: (data) => void socket.write(data), closed: () => socket.destroy() };
    },
    coldStart() {
      hall.coldStart();
      broker.refresh();
    },
  };
}
