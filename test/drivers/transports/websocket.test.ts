/** WebSocket with text messages, plain and with a certificate. */
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { afterEach, expect, test } from 'vitest';
import { createWebSocketTransport } from '../../../drivers/transports/websocket.ts';
import { selfSigned } from '../../../simulators/front/self-signed.ts';
import { connectTo } from './listener.ts';

const host = '127.0.0.1';
const path = '/Api';
const ends: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function serve(server: Server, hello: (client: WebSocket) => void): Promise<number> {
  const sockets = new WebSocketServer({ server, path });
  sockets.on('connection', hello);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  ends.push(async () => {
    for (const client of sockets.clients) client.terminate();
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  });
  return (server.address() as AddressInfo).port;
}

function connect(port: number, tls?: { readonly fingerprint?: string }) {
  const connection = connectTo(
    createWebSocketTransport({ host, port, path, subprotocol: 'TEST_1', ...(tls ? { tls } : {}) }),
  );
  ends.push(() => connection.link.close());
  return connection;
}

const echoing = (client: WebSocket): void => {
  client.on('message', (data: Buffer) => client.send(`${client.protocol} ${data.toString()}`));
};

test('texts both ways, under the subprotocol', async () => {
  const { link, received, until, isUp } = connect(await serve(createServer(), echoing));
  await until(isUp);
  link.send('Grüße');
  await until(() => received.length === 1);
  expect(received).toEqual(['TEST_1 Grüße']);
});

test('a certificate that nobody vouches for is refused with its fingerprint; the pinned one is trusted', async () => {
  const certificate = await selfSigned(host);
  const port = await serve(createTlsServer(certificate), echoing);
  const refused = connect(port, {});
  await refused.until(() => refused.down() !== null);
  expect(refused.down()).toMatchObject({
    refusal: 'unknown-certificate',
    detail: certificate.fingerprint,
  });
  const { link, received, until, isUp } = connect(port, {
    fingerprint: certificate.fingerprint.replaceAll(':', ''),
  });
  await until(isUp);
  link.send('x');
  await until(() => received.length === 1);
});

test('a web server that is none of ours is another device', async () => {
  const server = createServer((_request, response) => response.end());
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  ends.push(() => new Promise((resolve) => server.close(resolve)));
  const connection = connect((server.address() as AddressInfo).port);
  await connection.until(() => connection.down() !== null);
  expect(connection.down()?.refusal).toBe('wrong-device');
});

test.each([
  ['a binary message', (client: WebSocket) => client.send(Buffer.from([1, 2, 3]))],
  ['a message of two megabytes', (client: WebSocket) => client.send('x'.repeat(2_000_000))],
  ['goodbye', (client: WebSocket) => client.close(1013)],
])('%s ends the link', async (_name, say) => {
  const connection = connect(await serve(createServer(), say));
  await connection.until(() => connection.down() !== null);
  expect(connection.received).toEqual([]);
});
