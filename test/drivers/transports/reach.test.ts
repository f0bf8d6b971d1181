import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { reach } from '../../../drivers/transports/reach.ts';

test('a server that listens is reached, with one connection that says nothing', async () => {
  let bytes = 0;
  let connections = 0;
  const server = createServer((socket) => {
    connections++;
    socket.on('data', (data) => (bytes += data.length));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  expect(await reach(`rtmp://127.0.0.1:${port}/live`)).toBe(true);
  server.close();
  await once(server, 'close');
  expect([connections, bytes]).toEqual([1, 0]);
  expect(await reach(`rtmp://127.0.0.1:${port}/live`)).toBe(false);
});

test('of an SRT server nobody can tell', async () => {
  expect(await reach('srt://127.0.0.1:9000')).toBeNull();
});
