/**
 * A stand-in for the members' door: serves the built pages, takes one link with its PIN, speaks the live protocol of
 * protocols/api/seat.ts with views handed in, and counts votes as the daemon does: by their ids. It can be cut off,
 * fall silent, keep back its receipts, or lose them. Knows no domain.
 */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { WebSocketServer, type WebSocket } from 'ws';
import type { ErrorCode } from '../../protocols/api/errors.ts';
import { diff } from '../../protocols/api/merge-patch.ts';
import {
  seatRequestSchema,
  seatSignInSchema,
  type CastInput,
  type Receipt,
  type SeatMessage,
  type SeatOwn,
  type SeatShared,
} from '../../protocols/api/seat.ts';
import { seatNow } from './seat-fixtures.ts';

export const seatToken = 'AbCdEfGhIjKlMnOpQrStUv';
export const otherToken = 'ZyXwVuTsRqPoNmLkJiHgFe';
export const seatPin = '246810';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
const csp =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; base-uri 'none'; form-action 'self'";

export interface SeatStandIn {
  readonly url: string;
  /** Every cast as it came, repeats included. */
  readonly casts: CastInput[];
  /** Votes on disk, by the id of their cast. */
  readonly stored: ReadonlyMap<string, Receipt>;
  readonly wishes: [string, unknown][];
  /** Tries at signing in: the PINs. */
  readonly pins: string[];
  isSignedIn: boolean;
  /** What signing in is answered with, instead of looking at the PIN. */
  doorError: ErrorCode | null;
  /** `held`: stored, and the answer waits for `release`; `lost`: stored, and the line is cut instead of an answer. */
  receipts: 'at-once' | 'held' | 'lost';
  /** What casts and wishes are refused with. */
  refusal: ErrorCode | null;
  /** The sockets stay open and nothing is said. */
  isSilent: boolean;
  /** New lines are not taken. */
  isDown: boolean;
  /** Its wall time now, ms. */
  now(): number;
  show(shared: SeatShared): void;
  tell(own: SeatOwn): void;
  own(): SeatOwn;
  /** Answers what was held. */
  release(): void;
  /** Cuts every line, as a dead spot does. */
  cut(): void;
  /** The daemon's word that it is over. */
  end(error: ErrorCode): void;
  lines(): number;
  close(): Promise<void>;
}

export async function serveSeatStandIn(
  root: string,
  first: { readonly shared: SeatShared; readonly own: SeatOwn },
): Promise<SeatStandIn> {
  let { shared, own } = first;
  let revision = 1;
  let number = 400;
  const epoch = 'stand-in';
  const startedAt = Date.now();
  const live = new WebSocketServer({ noServer: true });
  const pages = new Set<WebSocket>();
  const stored = new Map<string, Receipt>();
  const held: (() => void)[] = [];

  const now = (): number => seatNow + Date.now() - startedAt;
  const send = (socket: WebSocket, message: SeatMessage): void => {
    if (!standIn.isSilent && socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
  };
  const broadcast = (message: SeatMessage): void => {
    for (const socket of pages) send(socket, message);
  };

  const standIn: SeatStandIn = {
    url: '',
    casts: [],
    stored,
    wishes: [],
    pins: [],
    isSignedIn: true,
    doorError: null,
    receipts: 'at-once',
    refusal: null,
    isSilent: false,
    isDown: false,
    now,
    show(next) {
      const patch = diff(shared, next);
      shared = next;
      if (patch === undefined) return;
      revision++;
      broadcast({ type: 'delta', revision, patch });
    },
    tell(next) {
      own = next;
      broadcast({ type: 'own', own });
    },
    own: () => own,
    release() {
      for (const answer of held.splice(0)) answer();
    },
    cut() {
      for (const socket of pages) socket.terminate();
      pages.clear();
    },
    end(error) {
      standIn.isSignedIn = false;
      for (const socket of pages) {
        send(socket, { type: 'ended', error });
        socket.close(1008);
      }
    },
    lines: () => pages.size,
    async close() {
      clearInterval(beat);
      for (const socket of live.clients) socket.terminate();
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  function json(response: ServerResponse, status: number, body: unknown): void {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }

  async function signIn(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const { token, pin } = seatSignInSchema.parse(JSON.parse(text));
    standIn.pins.push(pin);
    const error: ErrorCode | null =
      standIn.doorError ??
      (token !== seatToken && token !== otherToken ? 'wrong-link' : pin !== seatPin ? 'wrong-pin' : null);
    if (error !== null) return json(response, error === 'too-many-attempts' ? 429 : 401, { error });
    standIn.isSignedIn = true;
    json(response, 200, { ok: true });
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', 'http://stand-in').pathname;
    if (path === '/api/seat/session') {
      if (request.method === 'POST') return signIn(request, response);
      standIn.end('not-signed-in');
      response.writeHead(204).end();
      return;
    }
    if (path.startsWith('/api/')) return json(response, 404, { error: 'unknown-route' });
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

  /** As the daemon: the same id is the same vote, another one takes its place, nothing after the close. */
  function cast(socket: WebSocket, input: CastInput): void {
    standIn.casts.push(input);
    const known = stored.get(input.cast);
    const isOpen = shared.ballot?.id === input.ballot && shared.ballot.state === 'open';
    const error = standIn.refusal ?? (known === undefined && !isOpen ? 'ballot-closed' : null);
    if (error !== null) {
      send(socket, { type: 'refused', id: input.cast, error });
      return;
    }
    const receipt = known ?? { ...input, number: ++number, at: now() };
    stored.set(input.cast, receipt);
    if (standIn.receipts === 'lost') {
      standIn.cut();
      return;
    }
    const answer = (): void => {
      for (const page of pages) if (page === socket) send(socket, { type: 'receipt', receipt });
      if (own.vote?.ballot === input.ballot)
        standIn.tell({
          ...own,
          vote: { ...own.vote, choice: receipt.choice, number: receipt.number, at: receipt.at, by: 'page' },
        });
    };
    if (standIn.receipts === 'held') held.push(answer);
    else answer();
  }

  function take(socket: WebSocket, data: Buffer): void {
    if (standIn.isSilent) return;
    const request = seatRequestSchema.parse(JSON.parse(data.toString()));
    switch (request.type) {
      case 'subscribe':
        pages.add(socket);
        if (request.epoch !== epoch || request.revision !== revision)
          send(socket, { type: 'snapshot', epoch, revision, view: shared });
        send(socket, { type: 'own', own });
        send(socket, { type: 'heartbeat', wallMs: now() });
        return;
      case 'cast': {
        const { type: _type, ...input } = request;
        cast(socket, input);
        return;
      }
      case 'wish':
        standIn.wishes.push([request.wish, request.input]);
        if (standIn.refusal !== null) {
          send(socket, { type: 'refused', id: request.id, error: standIn.refusal });
          return;
        }
        send(socket, { type: 'done', id: request.id });
        if (request.wish === 'confirm') standIn.tell({ ...own, confirmed: true });
    }
  }

  const sockets = new Set<Socket>();
  const server = createServer((request, response) => void handle(request, response));
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('upgrade', (request, socket, head) => {
    if (request.url !== '/api/seat/live' || standIn.isDown) {
      socket.destroy();
      return;
    }
    live.handleUpgrade(request, socket, head, (client) => {
      if (!standIn.isSignedIn) {
        client.send(JSON.stringify({ type: 'ended', error: 'not-signed-in' }));
        client.close(1008);
        return;
      }
      client.on('message', (data: Buffer) => take(client, data));
      client.on('close', () => pages.delete(client));
    });
  });
  const beat = setInterval(() => broadcast({ type: 'heartbeat', wallMs: now() }), 1000);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(standIn, { url: `http://127.0.0.1:${port}` });
}
