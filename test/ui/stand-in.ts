/**
 * A stand-in daemon for the pages' browser tests: serves the built pages under the strict CSP, speaks the live
 * protocol with a view handed in, records commands and answers as told. Knows no domain.
 */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { WebSocketServer, type WebSocket } from 'ws';
import { diff } from '../../protocols/api/merge-patch.ts';
import type { ImportState } from '../../protocols/api/imports.ts';
import type { Retention } from '../../protocols/api/retention.ts';
import type { View } from '../../protocols/api/views.ts';
import { fixtureNow } from './sitting-fixtures.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
const csp =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; base-uri 'none'; form-action 'self'";

export interface StandIn {
  readonly url: string;
  /** Commands in the order they came: `[name, input]`. */
  readonly commands: [string, unknown][];
  /** Who is signed in, null for nobody. */
  signedIn: string | null;
  /** What the next commands are answered with. */
  answer: { status: number; body: unknown };
  /** What happens between a command and its answer. */
  beforeAnswer: (() => Promise<void>) | null;
  /** Replaces the view and sends what changed to every page. */
  show(view: View): void;
  /** What an import answers when asked how far it is, one after the other; the last one again and again. */
  importStates: ImportState[];
  /** Imports asked for. */
  readonly imports: unknown[];
  retention: Retention;
  /** What a CSV file of totals is read as. */
  totals: { status: number; body: unknown };
  /** Which cameras the pages said they look at, each time one said so. */
  readonly watched: string[][];
  /** `silent`: the sockets stay open and nothing is said, as when the daemon hangs. */
  silent: boolean;
  close(): Promise<void>;
}

function picture(label: string, colour: string): Buffer {
  const canvas = createCanvas(640, 360);
  const context = canvas.getContext('2d');
  context.fillStyle = colour;
  context.fillRect(0, 0, 640, 360);
  context.fillStyle = '#5b4636';
  context.fillRect(0, 250, 640, 110);
  context.fillStyle = '#d9b08c';
  context.beginPath();
  context.arc(320, 150, 62, 0, 7);
  context.fill();
  context.fillStyle = '#30475e';
  context.fillRect(210, 220, 220, 70);
  context.fillStyle = '#ffffff';
  context.font = '30px sans-serif';
  context.fillText(label, 24, 335);
  return canvas.toBuffer('image/jpeg');
}

/** Serves `root` (the built pages) on a free port of the loopback. */
export async function serveStandIn(root: string, first: View): Promise<StandIn> {
  let view = first;
  let revision = 1;
  const live = new WebSocketServer({ noServer: true });
  const pictures = new WebSocketServer({ noServer: true });
  const jpegs = [picture('Platz 12', '#3a4653'), picture('Platz 3', '#2c3d35')];
  const cameraJpeg = picture('Kamera', '#4a3a53');
  const lookedAt = new WeakMap<WebSocket, readonly string[]>();
  const subscribers = new Set<WebSocket>();

  const standIn: StandIn = {
    url: '',
    commands: [],
    signedIn: 'operator',
    answer: { status: 200, body: { ok: true, evidence: 'read-back' } },
    beforeAnswer: null,
    importStates: [],
    imports: [],
    retention: { classes: [] },
    totals: { status: 400, body: { error: 'result-unusable' } },
    watched: [],
    silent: false,
    show(next) {
      const patch = view.role === next.role ? diff(view, next) : undefined;
      view = next;
      if (patch === undefined) return;
      revision++;
      for (const socket of subscribers) socket.send(JSON.stringify({ type: 'delta', revision, patch }));
    },
    async close() {
      clearInterval(beat);
      clearInterval(frames);
      for (const socket of [...live.clients, ...pictures.clients]) socket.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  function json(response: ServerResponse, status: number, body: unknown): void {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }

  async function body(request: IncomingMessage): Promise<unknown> {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    return text === '' ? null : JSON.parse(text);
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', 'http://stand-in').pathname;
    if (path === '/api/session') {
      if (request.method === 'DELETE') standIn.signedIn = null;
      if (request.method === 'POST') {
        const { role, pin } = (await body(request)) as { role: string; pin: string };
        if (pin !== '2468') return json(response, 401, { error: 'wrong-pin' });
        standIn.signedIn = role;
      }
      return standIn.signedIn === null
        ? json(response, 401, { error: 'not-signed-in' })
        : json(response, 200, { role: standIn.signedIn });
    }
    if (path.startsWith('/api/commands/')) {
      standIn.commands.push([path.slice('/api/commands/'.length), await body(request)]);
      await standIn.beforeAnswer?.();
      return json(response, standIn.answer.status, standIn.answer.body);
    }
    if (path === '/api/imports') {
      standIn.imports.push(await body(request));
      return json(response, 202, { id: 'import-1' });
    }
    if (path === '/api/imports/import-1') {
      if (request.method === 'DELETE') standIn.imports.push('cancelled');
      const [state] = standIn.importStates;
      if (standIn.importStates.length > 1) standIn.importStates.shift();
      return json(response, state === undefined ? 404 : 200, state ?? { error: 'unknown-route' });
    }
    if (/^\/api\/ballots\/[^/]+\/totals\.csv$/.test(path)) {
      await body(request);
      return json(response, standIn.totals.status, standIn.totals.body);
    }
    if (path === '/api/retention') {
      if (request.method !== 'POST') return json(response, 200, standIn.retention);
      const deleted = standIn.retention.classes.reduce((sum, { due }) => sum + due, 0);
      standIn.retention = { classes: standIn.retention.classes.map((one) => ({ ...one, due: 0 })) };
      return json(response, 200, { deleted });
    }
    const file = extname(path) === '' ? '/index.html' : normalize(path);
    try {
      const content = await readFile(join(root, file));
      response.writeHead(200, {
        'content-type': types[extname(file)] ?? 'application/octet-stream',
        'content-security-policy': csp,
      });
      response.end(content);
    } catch {
      response.writeHead(404).end();
    }
  }

  const server = createServer((request, response) => void handle(request, response));
  server.on('upgrade', (request, socket, head) => {
    if (request.url === '/api/live')
      live.handleUpgrade(request, socket, head, (client) => {
        client.on('message', (data: Buffer) => {
          if (standIn.silent) return;
          const subscribe = JSON.parse(data.toString()) as { view: string };
          if (subscribe.view !== view.role) return;
          subscribers.add(client);
          client.send(JSON.stringify({ type: 'heartbeat', wallMs: fixtureNow }));
          client.send(JSON.stringify({ type: 'snapshot', epoch: 'stand-in', revision, view }));
        });
        client.on('close', () => subscribers.delete(client));
      });
    else if (request.url === '/api/pictures')
      pictures.handleUpgrade(request, socket, head, (client) => {
        client.on('message', (data: Buffer) => {
          const { cameras = [] } = JSON.parse(data.toString()) as { cameras?: string[] };
          standIn.watched.push(cameras);
          lookedAt.set(client, cameras);
        });
      });
    else socket.destroy();
  });
  // The world stands still at `fixtureNow`: the page's offset keeps the largest, so times stay put.
  const beat = setInterval(() => {
    if (standIn.silent) return;
    for (const socket of subscribers) socket.send(JSON.stringify({ type: 'heartbeat', wallMs: fixtureNow }));
  }, 1000);
  const frames = setInterval(() => {
    for (const socket of pictures.clients) {
      jpegs.forEach((jpeg, kind) => socket.send(Buffer.concat([Buffer.from([kind]), jpeg])));
      for (const camera of lookedAt.get(socket) ?? []) {
        const id = Buffer.from(camera);
        socket.send(Buffer.concat([Buffer.from([2, id.length]), id, cameraJpeg]));
      }
    }
  }, 200);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(standIn, { url: `http://127.0.0.1:${port}` });
}
