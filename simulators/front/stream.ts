/**
 * A device on a byte stream: TCP for several clients at once and, where a path is named, a serial line on a
 * pty (by socat). A serial line has no ends: it stays when the device loses power, and falls silent.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, constants, openSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { handlesOf, type Line, type Linked, type SimulatedDevice } from '../device.ts';
import type { Clock } from '../../protocols/clock.ts';
import { listen } from '../listen.ts';
import type { Simulator, SimulatorOptions } from '../simulator.ts';
import { createOutlet, outletFaults, type Way } from './outlet.ts';

const maxClients = 16;
const ptyDeadlineMs = 5000;

interface Client {
  readonly socket: Socket;
  readonly isSerial: boolean;
  readonly way: Way<Uint8Array>;
  line: Line<Uint8Array> | null;
}

export async function serveStream(
  device: SimulatedDevice & Linked<Uint8Array>,
  options: Pick<SimulatorOptions, 'host' | 'port' | 'clock' | 'world' | 'pty'> & {
    /** Sends a datagram to whoever listens; for devices that announce. */
    readonly announce?: (datagram: Uint8Array) => void;
  },
): Promise<Simulator> {
  const { clock, world } = options;
  const clients = new Set<Client>();
  const outlet = createOutlet<Uint8Array>(clock);
  let dark = false;

  function write({ socket }: Client, bytes: Uint8Array): void {
    if (dark || socket.destroyed) return;
    const step = outlet.pieceBytes > 0 ? outlet.pieceBytes : bytes.length;
    for (let at = 0; at < bytes.length; at += step) socket.write(bytes.subarray(at, at + step));
  }

  function admit(socket: Socket, isSerial: boolean): void {
    if (!isSerial && (dark || clients.size >= maxClients)) {
      socket.destroy();
      return;
    }
    socket.setNoDelay(true);
    const client: Client = {
      socket,
      isSerial,
      line: null,
      way: {
        write: (bytes) => write(client, bytes),
        breakOff(bytes) {
          write(client, bytes.subarray(0, Math.ceil(bytes.length / 2)));
          if (!isSerial) socket.end();
        },
        rubbish: (length) =>
          write(
            client,
            Uint8Array.from({ length }, () => Math.floor(world.random() * 256)),
          ),
      },
    };
    clients.add(client);
    connect(client);
    if (!client.line && !isSerial) socket.end();
    socket.on('data', (data: Uint8Array) => {
      if (!dark && !outlet.isSilent) client.line?.received(data);
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      clients.delete(client);
      client.line?.closed();
    });
  }

  function connect(client: Client): void {
    client.line = device.accept({
      send: (bytes) => outlet.send(client.way, bytes),
      close: () => {
        if (!client.isSerial) client.socket.end();
      },
    });
  }

  const announcements: Way<Uint8Array> = {
    write(datagram) {
      if (!dark) options.announce?.(datagram);
    },
    breakOff: (datagram) => options.announce?.(datagram.subarray(0, Math.ceil(datagram.length / 2))),
    rubbish: (length) => options.announce?.(new Uint8Array(length).fill(0x55)),
  };
  device.announceTo?.({ send: (datagram) => outlet.send(announcements, datagram), close: () => undefined });

  function darken(): void {
    dark = true;
    for (const client of clients)
      if (client.isSerial) {
        client.line?.closed();
        client.line = null;
      } else client.socket.destroy();
  }

  const server = createServer((socket) => admit(socket, false));
  const devicePort = await listen(server, options.host, options.port);
  const serial =
    options.pty === undefined ? null : await openPty(options.pty, clock, (socket) => admit(socket, true));

  return {
    ports: { device: devicePort },
    ...(options.pty === undefined ? {} : { pty: options.pty }),
    ...handlesOf(device),
    fault(name, parameters) {
      const ways = [...clients].map(({ way }) => way);
      if (outlet.fault(name, parameters, ways)) return { ok: true };
      // A line without an end, as long as nobody would make one.
      if (name === 'oversized') {
        for (const client of clients) write(client, new Uint8Array(100_000).fill(0x61));
        return { ok: true };
      }
      const answer = device.fault(name, parameters);
      return answer.ok ? answer : { ok: false, known: [...outletFaults, 'oversized', ...answer.known] };
    },
    truth: () => device.truth(),
    unplug: darken,
    reboot() {
      darken();
      device.coldStart();
      clock.after(device.bootMs, () => {
        dark = false;
        for (const client of clients) if (!client.line) connect(client);
      });
    },
    async close() {
      darken();
      await serial?.close();
      for (const { socket } of clients) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/**
 * A pty whose far end is a socket of ours. Its near end is held open here as well, unread: otherwise the
 * pty would end with the first client that closes it, which a serial line does not.
 */
async function openPty(
  path: string,
  clock: Clock,
  admit: (socket: Socket) => void,
): Promise<{ close(): Promise<void> }> {
  const server = createServer();
  const port = await listen(server, '127.0.0.1', 0);
  const arrived = new Promise<Socket>((resolve) => server.once('connection', resolve));
  const socat = spawn('socat', [`PTY,link=${path},raw,echo=0`, `TCP:127.0.0.1:${port},nodelay`], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const socket = await Promise.race([arrived, failed(socat), late(clock)]);
  const holder = openSync(path, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK);
  admit(socket);
  return {
    async close() {
      const ended = new Promise<void>((resolve) => socat.once('exit', () => resolve()));
      if (socat.exitCode === null && socat.signalCode === null) {
        socat.kill();
        await ended;
      }
      closeSync(holder);
      socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

const failed = (child: ChildProcess): Promise<never> =>
  new Promise((_resolve, reject) => {
    child.once('error', (error) => reject(new Error(`a pty needs socat: ${error.message}`)));
    child.once('exit', (code) => reject(new Error(`socat ended with ${code}`)));
  });

const late = (clock: Clock): Promise<never> =>
  new Promise((_resolve, reject) => {
    clock.after(ptyDeadlineMs, () => reject(new Error('no pty in time')));
  });
