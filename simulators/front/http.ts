/** A device that answers HTTP requests, over TLS with a certificate of its own where the protocol says so. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Socket } from 'node:net';
import { handlesOf, type Asked, type HttpAnswer, type SimulatedDevice } from '../device.ts';
import { listen } from '../listen.ts';
import type { Simulator, SimulatorOptions } from '../simulator.ts';
import { createOutlet, outletFaults, type Way } from './outlet.ts';
import { selfSigned } from './self-signed.ts';

const maxBodyBytes = 1_000_000;
const maxConnections = 64;

export async function serveHttp(
  device: SimulatedDevice & Asked,
  options: Pick<SimulatorOptions, 'host' | 'port' | 'clock' | 'world'> & { readonly tls?: boolean },
): Promise<Simulator> {
  const { clock, world } = options;
  const outlet = createOutlet<HttpAnswer>(clock);
  const sockets = new Set<Socket>();
  let dark = false;
  let rubbishBytes = 0;

  function wayTo(request: IncomingMessage, response: ServerResponse): Way<HttpAnswer> {
    return {
      write(answer) {
        if (dark || response.destroyed) return;
        const body = rubbishBytes > 0 ? rubbish(rubbishBytes) : Buffer.from(answer.body ?? '', 'utf8');
        rubbishBytes = 0;
        if (outlet.pieceBytes > 0) writeInPieces(request.socket, answer, body, outlet.pieceBytes);
        else {
          const length = answer.status === 204 ? {} : { 'content-length': body.length };
          response.writeHead(answer.status, { ...answer.headers, ...length });
          response.end(body);
        }
      },
      breakOff({ status, headers, body = '' }) {
        const bytes = Buffer.from(body, 'utf8');
        response.writeHead(status, { ...headers, 'content-length': bytes.length });
        response.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => request.socket.destroy());
      },
      // A whole HTTP answer whose body is none: the next one.
      rubbish: (bytes) => {
        rubbishBytes = bytes;
      },
    };
  }

  const rubbish = (length: number): Buffer =>
    Buffer.from(Uint8Array.from({ length }, () => Math.floor(world.random() * 256)));

  function take(request: IncomingMessage, response: ServerResponse): void {
    response.on('error', () => response.destroy());
    if (dark) {
      request.socket.destroy();
      return;
    }
    readBody(request).then(
      (body) => {
        if (outlet.isSilent) return;
        const headers = Object.fromEntries(
          Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
        );
        const call = { method: request.method ?? 'GET', path: request.url ?? '/', headers, body };
        let answered = false;
        const way = wayTo(request, response);
        const abort = device.request(call, (answer) => {
          if (answered) return;
          answered = true;
          outlet.send(way, answer);
        });
        response.on('close', () => {
          if (!answered) abort();
        });
      },
      () => request.socket.destroy(),
    );
  }

  const certificate = options.tls ? await selfSigned(options.host) : null;
  const server: Server = certificate ? createTlsServer(certificate, take) : createServer(take);
  server.keepAliveTimeout = 65_000;
  server.maxConnections = maxConnections;
  server.on('connection', (socket: Socket) => {
    if (dark) {
      socket.destroy();
      return;
    }
    socket.setNoDelay(true);
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  });
  const devicePort = await listen(server, options.host, options.port);

  function darken(): void {
    dark = true;
    for (const socket of sockets) socket.destroy();
  }

  return {
    ports: { device: devicePort },
    client: certificate ? { certificate: certificate.fingerprint } : {},
    ...handlesOf(device),
    fault(name, parameters) {
      if (name === 'garbage') {
        rubbishBytes = Number(parameters['bytes'] ?? 100);
        return { ok: true };
      }
      if (outlet.fault(name, parameters, [])) return { ok: true };
      const answer = device.fault(name, parameters);
      return answer.ok ? answer : { ok: false, known: [...outletFaults, ...answer.known] };
    },
    truth: () => device.truth(),
    unplug: darken,
    reboot() {
      darken();
      device.coldStart();
      clock.after(device.bootMs, () => {
        dark = false;
      });
    },
    async close() {
      darken();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    const bytes = part as Buffer;
    length += bytes.length;
    if (length > maxBodyBytes) throw new Error('too long');
    parts.push(bytes);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** Head and body byte by byte, past the server's own writer. The connection closes behind it. */
function writeInPieces(socket: Socket, answer: HttpAnswer, body: Buffer, pieceBytes: number): void {
  const head = [
    `HTTP/1.1 ${answer.status} X`,
    ...Object.entries(answer.headers ?? {}).map(([name, value]) => `${name}: ${value}`),
    ...(answer.status === 204 ? [] : [`content-length: ${body.length}`]),
    'connection: close',
    '',
    '',
  ].join('\r\n');
  const bytes = Buffer.concat([Buffer.from(head, 'latin1'), answer.status === 204 ? Buffer.alloc(0) : body]);
  for (let at = 0; at < bytes.length; at += pieceBytes) socket.write(bytes.subarray(at, at + pieceBytes));
  socket.end();
}
