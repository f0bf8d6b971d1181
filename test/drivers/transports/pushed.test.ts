/** A device that opens connections to a port of ours, alone and beside its main link. */
import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { joinTransports } from '../../../drivers/transports/joined.ts';
import { createPushedTransport, type Pushed } from '../../../drivers/transports/pushed.ts';
import { createTcpTransport } from '../../../drivers/transports/tcp.ts';
import { decodeLines } from '../../../protocols/lines.ts';
import { connectTo, type Connection } from './listener.ts';

const host = '127.0.0.1';
const ends: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const codec = {
  decode: (pending: Uint8Array, chunk: Uint8Array) => decodeLines(pending, chunk, 20, (line) => line),
};

const pushedFrom = (from: string, port = 0) => createPushedTransport({ port, host, from, codec });

/** Up, and at this port. */
async function listening(
  from = host,
  port = 0,
): Promise<Connection<never, Pushed<string>> & { port: number }> {
  const connection = connectTo(pushedFrom(from, port));
  ends.push(() => connection.link.close());
  await connection.until(() => connection.received.length > 0 || connection.down() !== null);
  return { ...connection, port: portIn(connection.received) };
}

function portIn(received: readonly Pushed<string>[]): number {
  const [first] = received;
  return first?.type === 'listening' ? first.port : 0;
}

function device(port: number, localAddress = host): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = createConnection({ host, port, localAddress }, () => resolve(socket));
    socket.on('error', reject);
    ends.push(() => {
      socket.destroy();
    });
  });
}

const closed = (socket: Socket): Promise<unknown> =>
  new Promise((resolve) => socket.once('close', resolve).resume());

test('says its port first, and then what comes on however many connections', async () => {
  const { port, received, until, isUp } = await listening();
  expect(isUp()).toBe(true);
  expect(port).toBeGreaterThan(0);
  (await device(port)).end('one\n');
  await until(() => received.length === 2);
  const second = await device(port);
  second.write('tw');
  (await device(port)).end('three\n');
  await until(() => received.length === 3);
  second.end('o\nfour\n');
  await until(() => received.length === 5);
  expect(received.slice(1)).toEqual(
    ['one', 'three', 'two', 'four'].map((message) => ({ type: 'message', message })),
  );
});

test('reads nobody else than the device', async () => {
  const { port, received } = await listening('127.0.0.2');
  const stranger = await device(port);
  stranger.write('stranger\n');
  await closed(stranger);
  const real = await device(port, '127.0.0.2');
  real.end('device\n');
  await closed(real);
  expect(received.slice(1)).toEqual([{ type: 'message', message: 'device' }]);
});

test('what breaks off or makes no sense is garbage, and its beginning is forgotten', async () => {
  const { port, received, until } = await listening();
  (await device(port)).end('begun');
  await until(() => received.length === 2);
  (await device(port)).end('whole\n');
  await until(() => received.length === 3);
  (await device(port)).end(`${'x'.repeat(50)}\n`);
  await until(() => received.length === 4);
  expect(received.slice(1)).toEqual([
    { type: 'garbage', count: 1 },
    { type: 'message', message: 'whole' },
    { type: 'garbage', count: 1 },
  ]);
});

// Sooner than the silence after which any connection is ended.
test('an endless report is ended, and no more than a few are open at once', { timeout: 5000 }, async () => {
  const { port } = await listening();
  const endless = await device(port);
  endless.on('error', () => undefined);
  const ended = closed(endless);
  endless.write(new Uint8Array(400_000).fill(0x61));
  await ended;
  const sockets = await Promise.all(Array.from({ length: 8 }, () => device(port)));
  const ninth = await device(port);
  await closed(ninth);
  expect(sockets.filter(({ destroyed }) => destroyed)).toEqual([]);
});

test('a port that is taken ends the link', async () => {
  const { port } = await listening();
  const second = await listening(host, port);
  expect(second.isUp()).toBe(false);
  expect(second.down()?.reason).toContain('EADDRINUSE');
});

test('a device without an address ends the link', async () => {
  const connection = await listening('no-such-name.invalid');
  expect(connection.down()?.reason).toContain('no-such-name');
});

test('a free port is the same after the link was lost', async () => {
  const transport = pushedFrom(host);
  const first = connectTo(transport);
  await first.until(() => first.received.length > 0);
  first.link.close();
  const second = connectTo(transport);
  ends.push(() => second.link.close());
  await second.until(() => second.received.length > 0);
  expect(portIn(second.received)).toBe(portIn(first.received));
});

test('joined: the port is kept until the main link stands as well, where it is asked to be', async () => {
  const server = createServer((socket) => ends.push(() => void socket.destroy()));
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  ends.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const main = createTcpTransport({ host, port: (server.address() as AddressInfo).port });
  // The main link comes up once the other has spoken.
  let spoken = Promise.withResolvers<void>();
  const late: typeof main = {
    connect(sink) {
      return main.connect({
        ...sink,
        up: () => void spoken.promise.then(() => sink.up()),
      });
    },
  };
  const pushed = pushedFrom(host);
  const heard: typeof pushed = {
    connect: (sink) =>
      pushed.connect({
        ...sink,
        received(data) {
          sink.received(data);
          spoken.resolve();
        },
      }),
  };
  for (const held of [0, 1]) {
    spoken = Promise.withResolvers<void>();
    const connection = connectTo(joinTransports(late, heard, { held }));
    ends.push(() => connection.link.close());
    await connection.until(connection.isUp);
    expect(connection.received.map(({ from }) => from)).toEqual(held === 0 ? [] : ['side']);
    connection.link.close();
  }
});
