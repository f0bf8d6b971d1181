/** A device on a WebSocket with text messages, over TLS with a certificate of its own where the protocol says so. */
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Socket } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { handlesOf, type Linked, type SimulatedDevice } from '../device.ts';
import { listen } from '../listen.ts';
import type { Simulator, SimulatorOptions } from '../simulator.ts';
import { createOutlet, outletFaults, type Way } from './outlet.ts';
import { selfSigned } from './self-signed.ts';

const maxClients = 16;

export async function serveWebSocket(
  device: SimulatedDevice & Linked<string>,
  options: Pick<SimulatorOptions, 'host' | 'port' | 'clock' | 'world'> & {
    readonly tls?: boolean;
    readonly path: string;
    readonly subprotocol: string;
  },
): Promise<Simulator> {
  const { clock, world } = options;
  const outlet = createOutlet<string>(clock);
  const ways = new Map<WebSocket, Way<string>>();
  const sockets = new Set<Socket>();
  let dark = false;

  function wayTo(client: WebSocket, socket: Socket): Way<string> {
    const write = (text: string): void => {
      if (dark || client.readyState !== client.OPEN) return;
      const step = outlet.pieceBytes;
      // A message in pieces is one in several frames here.
      if (step === 0) client.send(text);
      else
        for (let at = 0; at < text.length; at += step)
          client.send(text.slice(at, at + step), { fin: at + step >= text.length });
    };
    return {
      write,
      breakOff(text) {
        if (dark) return;
        client.send(text.slice(0, Math.ceil(text.length / 2)), { fin: false }, () => socket.destroy());
      },
      rubbish: (length) =>
        write(Array.from({ length }, () => String.fromCharCode(33 + world.random() * 90)).join('')),
    };
  }

  const certificate = options.tls ? await selfSigned(options.host) : null;
  const server: Server = certificate ? createTlsServer(certificate) : createServer();
  server.on('connection', (socket: Socket) => {
    if (dark) {
      socket.destroy();
      return;
    }
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  });
  const webSockets = new WebSocketServer({
    server,
    path: options.path,
    maxPayload: 1_000_000,
    handleProtocols: (offered) => (offered.has(options.subprotocol) ? options.subprotocol : false),
  });
  webSockets.on('connection', (client, request) => {
    const way = wayTo(client, request.socket);
    const line = ways.size < maxClients ? device.accept(peerOf(client, way)) : null;
    if (!line) {
      client.close(1013);
      return;
    }
    ways.set(client, way);
    client.on('message', (data: Buffer, isBinary) => {
      if (isBinary) client.close(1003);
      else if (!dark && !outlet.isSilent) line.received(data.toString('utf8'));
    });
    client.on('error', () => client.terminate());
    client.on('close', () => {
      ways.delete(client);
      line.closed();
    });
  });
  const peerOf = (client: WebSocket, way: Way<string>) => ({
    send: (text: string) => outlet.send(way, text),
    close: () => client.close(),
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
      if (outlet.fault(name, parameters, ways.values())) return { ok: true };
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
      for (const client of webSockets.clients) client.terminate();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
