/** HTTP and HTTPS as exchanges, against servers written here. */
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createHttpTransport } from '../../../drivers/transports/http.ts';
import { selfSigned } from '../../../simulators/front/self-signed.ts';
import { connectTo } from './listener.ts';

const host = '127.0.0.1';
const ends: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function listen(server: Server, port = 0): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  ends.push(
    () =>
      new Promise((resolve) => {
        server.close(resolve);
        for (const socket of sockets) socket.destroy();
      }),
  );
  return (server.address() as AddressInfo).port;
}

const get = (id: number, path: string, timeoutMs = 2000) => ({ id, method: 'GET', path, timeoutMs }) as const;

function connect(port: number, tls?: { readonly fingerprint?: string }) {
  const connection = connectTo(createHttpTransport({ host, port, ...(tls ? { tls } : {}) }));
  ends.push(() => connection.link.close());
  return connection;
}

const answering: RequestListener = (request, response) => {
  response.end(`${request.method ?? ''} ${request.url ?? ''}`);
};

describe('plain', () => {
  test('nobody there: down, and never up', async () => {
    const server = createServer();
    const port = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    const connection = connect(port);
    await connection.until(() => connection.down() !== null);
    expect(connection.isUp()).toBe(false);
  });

  test('each request has its own answer, whichever comes first, and PATCH is one', async () => {
    const port = await listen(
      createServer((request, response) => {
        if (request.url === '/late') setTimeout(() => response.end('late'), 50);
        else answering(request, response);
      }),
    );
    const { link, received, until, isUp } = connect(port);
    await until(isUp);
    link.send(get(1, '/late'));
    link.send({ id: 2, method: 'PATCH', path: '/x', body: '{}', timeoutMs: 2000 });
    await until(() => received.length === 2);
    expect(received).toEqual([
      { id: 2, result: { ok: true, status: 200, body: 'PATCH /x' } },
      { id: 1, result: { ok: true, status: 200, body: 'late' } },
    ]);
  });

  test.each([
    ['says nothing', (() => undefined) satisfies RequestListener],
    [
      'drips its answer',
      ((_request, response) => {
        const drip = setInterval(() => response.write('x'), 20);
        response.on('close', () => clearInterval(drip));
      }) satisfies RequestListener,
    ],
  ])('a server that %s: the exchange ends at its time limit, the link stays', async (_name, listener) => {
    const { link, unanswered, until, isUp, down } = connect(await listen(createServer(listener)));
    await until(isUp);
    link.send(get(1, '/', 120));
    await until(() => unanswered.length === 1);
    expect(unanswered).toEqual([{ id: 1, result: { ok: false, reason: 'timeout' } }]);
    expect(down()).toBeNull();
  });

  test('an answer that breaks off, or is too long, is none', async () => {
    const port = await listen(
      createServer((request, response) => {
        if (request.url === '/long') {
          const chunk = Buffer.alloc(1_000_000);
          const pump = (): void => {
            while (!response.destroyed && response.write(chunk));
          };
          response.on('drain', pump);
          pump();
        } else {
          response.writeHead(200, { 'content-length': 100 });
          response.write('half', () => response.destroy());
        }
      }),
    );
    const { link, unanswered, until, isUp } = connect(port);
    await until(isUp);
    link.send(get(1, '/half'));
    link.send(get(2, '/long', 10_000));
    await until(() => unanswered.length === 2);
    expect(unanswered.map(({ result }) => result)).toEqual([
      { ok: false, reason: 'broken' },
      { ok: false, reason: 'broken' },
    ]);
  });

  test('the server goes away: the next request finds nobody, and the link is down', async () => {
    const server = createServer(answering);
    const port = await listen(server);
    const connection = connect(port);
    await connection.until(connection.isUp);
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
    connection.link.send(get(1, '/'));
    await connection.until(() => connection.down() !== null);
    expect(connection.down()?.refusal).toBeUndefined();
  });
});

describe('with a certificate', () => {
  test('one that nobody vouches for is refused with its fingerprint, before anything is sent', async () => {
    const certificate = await selfSigned(host);
    let requests = 0;
    const port = await listen(createTlsServer(certificate, () => requests++));
    const connection = connect(port, {});
    await connection.until(() => connection.down() !== null);
    expect(connection.down()).toMatchObject({
      refusal: 'unknown-certificate',
      detail: certificate.fingerprint,
    });
    expect(connection.isUp()).toBe(false);
    expect(requests).toBe(0);
  });

  test('the pinned one is trusted, and several requests go over it', async () => {
    const certificate = await selfSigned(host);
    const port = await listen(createTlsServer(certificate, answering));
    const { link, received, until, isUp } = connect(port, {
      fingerprint: certificate.fingerprint.replaceAll(':', ''),
    });
    await until(isUp);
    for (const id of [1, 2, 3]) link.send(get(id, `/${id}`));
    await until(() => received.length === 3);
    expect(received.every(({ result }) => result.ok)).toBe(true);
  });

  test('somebody else takes the address with another certificate: refused in the middle of the evening', async () => {
    const [first, second] = [await selfSigned(host), await selfSigned(host)];
    const server = createTlsServer(first, answering);
    const port = await listen(server);
    const connection = connect(port, { fingerprint: first.fingerprint.replaceAll(':', '') });
    await connection.until(connection.isUp);
    connection.link.send(get(1, '/'));
    await connection.until(() => connection.received.length === 1);
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
    const asked: string[] = [];
    await listen(
      createTlsServer(second, (request, response) => {
        asked.push(request.url ?? '');
        response.end();
      }),
      port,
    );
    connection.link.send(get(2, '/secret'));
    await connection.until(() => connection.down() !== null || connection.unanswered.length > 0);
    if (!connection.down()) {
      // The first attempt may meet the connection that just ended.
      connection.link.send(get(3, '/secret'));
      await connection.until(() => connection.down() !== null);
    }
    expect(connection.down()).toMatchObject({
      refusal: 'unknown-certificate',
      detail: second.fingerprint,
    });
    expect(asked).toEqual([]);
  });
});
