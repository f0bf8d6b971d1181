/**
 * The DIS-CCU simulator on TCP 3142. Faults: `silent` (half-open: accepts everything, answers nothing),
 * `split {bytes}` (writes in pieces), `garbage {bytes}` (writes random bytes once), `oversized` (a line
 * without an end), `extra-field {on}` (adds a field behind seat numbers), `lose-seat {seat, lost}`,
 * `rename {seat, name}`.
 */
import { createServer, type Socket } from 'node:net';
import { ascii, concat } from '../../protocols/bytes.ts';
import { noBytes } from '../../protocols/codec.ts';
import { disCommands } from '../../protocols/shure-dis-ccu/commands.ts';
import { disReports, type DisReport } from '../../protocols/shure-dis-ccu/reports.ts';
import { listen } from '../listen.ts';
import type { Serve } from '../simulator.ts';
import { createUnit } from './model.ts';

const bootMs = 3000;
const maxClients = 16;
const knownFaults = ['silent', 'split', 'garbage', 'oversized', 'extra-field', 'lose-seat', 'rename'];

export const serve: Serve = async ({ world, clock, host, port }) => {
  const clients = new Set<Socket>();
  let silent = false;
  let pieceBytes = 0;
  let extraField = false;
  let dark = false;

  const unit = createUnit({
    seats: world.seats.map(({ seat, name, chair }) => ({ seat, name, chair })),
    broadcast: (reports) => {
      const bytes = encodeAll(reports);
      for (const client of clients) write(client, bytes);
    },
    onMicrophone: (seat, open) => world.setMicrophone(seat, open),
  });

  function encodeAll(reports: readonly DisReport[]): Uint8Array {
    return concat(
      ...reports.map((report) => {
        const bytes = disReports.encode(report);
        return extraField && report.type === 'mic_on'
          ? concat(bytes.subarray(0, -2), ascii(' 1\r\n'))
          : bytes;
      }),
    );
  }

  function write(client: Socket, bytes: Uint8Array): void {
    if (silent || dark || client.destroyed) return;
    const step = pieceBytes > 0 ? pieceBytes : bytes.length;
    for (let at = 0; at < bytes.length; at += step) client.write(bytes.subarray(at, at + step));
  }

  const server = createServer((socket) => {
    if (dark || clients.size >= maxClients) {
      socket.destroy();
      return;
    }
    clients.add(socket);
    socket.setNoDelay(true);
    let pending = noBytes;
    socket.on('data', (data: Uint8Array) => {
      const decoded = disCommands.decode(pending, data);
      pending = decoded.pending;
      if (silent) return;
      for (const command of decoded.messages) {
        const answer = unit.command(command);
        if (answer.length > 0) write(socket, encodeAll(answer));
      }
      if (decoded.garbage > 0) write(socket, encodeAll([{ type: 'command_error', text: 'syntax error' }]));
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => clients.delete(socket));
  });
  const devicePort = await listen(server, host, port);

  function cutLinks(): void {
    for (const client of clients) client.destroy();
    clients.clear();
  }

  return {
    ports: { device: devicePort },
    press: (seat) => unit.press(seat),
    release: (seat) => unit.release(seat),
    fault(name, parameters) {
      switch (name) {
        case 'silent':
          silent = parameters['on'] !== false;
          break;
        case 'split':
          pieceBytes = Math.max(0, Number(parameters['bytes'] ?? 1));
          break;
        case 'garbage': {
          const length = Math.min(65_536, Number(parameters['bytes'] ?? 100));
          const bytes = Uint8Array.from({ length }, () => Math.floor(world.random() * 256));
          for (const client of clients) write(client, bytes);
          break;
        }
        case 'oversized':
          for (const client of clients) write(client, new Uint8Array(100_000).fill(0x61));
          break;
        case 'extra-field':
          extraField = parameters['on'] !== false;
          break;
        case 'lose-seat':
          unit.connect(Number(parameters['seat']), parameters['lost'] === false);
          break;
        case 'rename':
          unit.rename(
            Number(parameters['seat']),
            typeof parameters['name'] === 'string' ? parameters['name'] : '',
          );
          break;
        default:
          return { ok: false, known: knownFaults };
      }
      return { ok: true };
    },
    truth: () => unit.truth(),
    unplug() {
      dark = true;
      cutLinks();
    },
    reboot() {
      dark = true;
      cutLinks();
      unit.coldStart();
      clock.after(bootMs, () => {
        dark = false;
      });
    },
    close() {
      cutLinks();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
};
