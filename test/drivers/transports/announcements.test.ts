/** Datagrams that a device sends to whoever listens, alone and beside its main link. */
import { createSocket, type Socket } from 'node:dgram';
import { createServer, type AddressInfo, type Socket as TcpSocket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { joinTransports, onlyMain } from '../../../drivers/transports/joined.ts';
import { createListeningTransport } from '../../../drivers/transports/listening.ts';
import { createTcpTransport } from '../../../drivers/transports/tcp.ts';
import { connectTo } from './listener.ts';

const host = '127.0.0.1';
const group = '225.0.0.100';
const ends: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function sender(from = host): Promise<Socket> {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(0, from, resolve));
  socket.setMulticastInterface(host);
  socket.setMulticastLoopback(true);
  ends.push(() => new Promise<void>((resolve) => socket.close(() => resolve())));
  return socket;
}

async function freePort(): Promise<number> {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(0, host, resolve));
  const { port } = socket.address();
  await new Promise<void>((resolve) => socket.close(() => resolve()));
  return port;
}

const text = (data: Uint8Array): string => Buffer.from(data).toString('latin1');

test('a group that several programs follow: each hears it', async () => {
  const port = await freePort();
  const listeners = [1, 2].map(() => {
    const connection = connectTo(createListeningTransport({ port, host, group, from: host }));
    ends.push(() => connection.link.close());
    return connection;
  });
  for (const { until, isUp } of listeners) await until(isUp);
  (await sender()).send('MD gtalk', port, group);
  for (const { until, received } of listeners) {
    await until(() => received.length === 1);
    expect(text(received[0] ?? new Uint8Array())).toBe('MD gtalk');
  }
});

test('datagrams of another host than the device’s are dropped', async () => {
  const port = await freePort();
  const connection = connectTo(createListeningTransport({ port, host, from: '127.0.0.2' }));
  ends.push(() => connection.link.close());
  await connection.until(connection.isUp);
  (await sender()).send('stranger', port, host);
  (await sender('127.0.0.2')).send('device', port, host);
  await connection.until(() => connection.received.length > 0);
  expect(connection.received.map(text)).toEqual(['device']);
});

test('a taken port: down', async () => {
  const taken = createSocket('udp4');
  await new Promise<void>((resolve) => taken.bind(0, host, resolve));
  ends.push(() => new Promise<void>((resolve) => taken.close(() => resolve())));
  const connection = connectTo(createListeningTransport({ port: taken.address().port, host }));
  await connection.until(() => connection.down() !== null);
  expect(connection.isUp()).toBe(false);
});

async function tcpDevice(): Promise<{ readonly port: number; readonly clients: TcpSocket[] }> {
  const clients: TcpSocket[] = [];
  const server = createServer((socket) => clients.push(socket));
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  ends.push(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const client of clients) client.destroy();
      }),
  );
  return { port: (server.address() as AddressInfo).port, clients };
}

test('both links make one: up with both, each told apart, and over with one', async () => {
  const { port, clients } = await tcpDevice();
  const side = await freePort();
  const connection = connectTo(
    joinTransports(createTcpTransport({ host, port }), createListeningTransport({ port: side, host })),
  );
  ends.push(() => connection.link.close());
  await connection.until(connection.isUp);
  clients[0]?.write('answer');
  (await sender()).send('notice', side, host);
  await connection.until(() => connection.received.length === 2);
  expect(connection.received.map(({ from, data }) => `${from} ${text(data)}`).sort()).toEqual([
    'main answer',
    'side notice',
  ]);
  clients[0]?.destroy();
  await connection.until(() => connection.down() !== null);
});

test('the main link alone has the same form', async () => {
  const { port, clients } = await tcpDevice();
  const connection = connectTo(onlyMain(createTcpTransport({ host, port })));
  ends.push(() => connection.link.close());
  await connection.until(connection.isUp);
  clients[0]?.write('answer');
  await connection.until(() => connection.received.length === 1);
  expect(connection.received[0]?.from).toBe('main');
});
