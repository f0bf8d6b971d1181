/** A broker (aedes) as a front of devices that speak in topics. */
import { connect as connectSocket, createServer, type Socket } from 'node:net';
import { Aedes } from 'aedes';
import type { TopicMessage } from '../../protocols/mqtt-buttons/topics.ts';
import type { Linked, SimulatedDevice } from '../device.ts';
import { listen } from '../listen.ts';

/** What a client has to say to be let in. */
export const credentials = { username: 'saalregie', password: 'probe' } as const;

/** The one peer is the broker: what is said to it, everybody who listens hears. */
interface TopicDevice extends Linked<TopicMessage> {
  /** What the broker keeps. */
  retained(): readonly TopicMessage[];
}

export interface Broker {
  readonly port: number;
  /** What the broker keeps is said anew, as after a power cut. */
  refresh(): void;
  close(): Promise<void>;
}

export async function openBroker(device: TopicDevice): Promise<Broker> {
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

/** Clients reach the broker through this, so that bytes can be late, broken or none at all, as on any wire. */
export function relay(
  { announceTo: _none, ...device }: TopicDevice & SimulatedDevice,
  broker: Broker,
): SimulatedDevice & Linked<Uint8Array> {
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
