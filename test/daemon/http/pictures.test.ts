/** The pictures' WebSocket by itself: who may look, at what, and how a picture is written. */
import websocket from '@fastify/websocket';
import type { AddressInfo } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { registerPictures } from '../../../daemon/http/pictures.ts';
import type { Look, PictureName, Pictures } from '../../../daemon/pictures/pictures.ts';
import type { Role } from '../../../protocols/api/commands.ts';

let app: FastifyInstance;
afterEach(() => app.close());

interface Viewer {
  readonly what: Look;
  readonly show: (name: PictureName, jpeg: Uint8Array) => void;
}

/** A server whose pictures are shown by the test. */
async function open(role: Role) {
  const viewers = new Set<Viewer>();
  const pictures: Pictures = {
    look(what, show) {
      const viewer = { what, show };
      viewers.add(viewer);
      return () => viewers.delete(viewer);
    },
    changed: () => undefined,
    stop: () => undefined,
  };
  app = fastify();
  app.decorateRequest('role', null);
  app.addHook('onRequest', async (request) => {
    request.role = role;
  });
  await app.register(websocket);
  await app.register(async (scope) => void registerPictures(scope, pictures));
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const connect = (): { socket: WebSocket; closed: Promise<number>; messages: Buffer[] } => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/api/pictures`);
    const messages: Buffer[] = [];
    socket.on('message', (data: Buffer) => messages.push(data));
    return { socket, messages, closed: new Promise((done) => socket.on('close', done)) };
  };
  return { viewers, connect };
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((done) => setTimeout(done, 5));
}

test('a page looks at program and preview, then also at a camera, and each picture says which it is', async () => {
  const { viewers, connect } = await open('operator');
  const { socket, messages } = connect();
  await new Promise((done) => socket.on('open', done));
  expect(viewers.size).toBe(0);
  socket.send('{"type":"watch"}');
  await until(() => viewers.size === 1);
  expect([...viewers][0]?.what).toEqual({ onAir: true, cameras: [] });
  // The next replaces it: the page has opened a camera.
  socket.send('{"type":"watch","cameras":["kamera-ö"]}');
  await until(() => [...viewers][0]?.what.cameras.length === 1);
  expect(viewers.size).toBe(1);
  const jpeg = Buffer.from([0xff, 0xd8, 7]);
  for (const name of ['program', 'preview', { camera: 'kamera-ö' }] as const)
    [...viewers][0]?.show(name, jpeg);
  await until(() => messages.length === 3);
  const id = Buffer.from('kamera-ö');
  expect(messages).toEqual([
    Buffer.from([0, ...jpeg]),
    Buffer.from([1, ...jpeg]),
    Buffer.from([2, id.length, ...id, ...jpeg]),
  ]);
  socket.close();
  await until(() => viewers.size === 0);
});

test.each([
  'kein JSON',
  '{"type":"read"}',
  '{"type":"watch","cameras":["a","b","c","d","e"]}',
  '{"type":"watch","cameras":[1]}',
])('a page that says %s is disconnected', async (message) => {
  const { viewers, connect } = await open('operator');
  const { socket, closed } = connect();
  socket.on('open', () => socket.send(message));
  expect(await closed).toBe(1007);
  expect(viewers.size).toBe(0);
});

test.each(['chair', 'clerk', 'display'] as const)('the %s sees no pictures', async (role) => {
  const { viewers, connect } = await open(role);
  const { socket, closed } = connect();
  socket.on('open', () => socket.send('{"type":"watch"}'));
  expect(await closed).toBe(1008);
  expect(viewers.size).toBe(0);
});
