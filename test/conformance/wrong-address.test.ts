/**
 * Something else answers at the address that the config names: never a picture of a hall, never "ready", and
 * where it can be told apart from silence, said as what it is.
 */
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterAll, describe, expect, test } from 'vitest';
import { createSystemClock } from '../../daemon/runtime/clock.ts';
import { deviceKinds, type KindName } from '../../drivers/registry.ts';
import type { MicrophoneEvent } from '../../protocols/models/microphones.ts';
import { simulators } from '../../simulators/catalogue.ts';
import { createWorld } from '../../simulators/world/world.ts';
import { loadMicrophones } from './hall.ts';

const chosen = process.env['SAALREGIE_SYSTEM'];
const kinds = (Object.keys(deviceKinds) as KindName[]).filter(
  (kind) => deviceKinds[kind].model === 'microphones' && (chosen === undefined || chosen === kind),
);
/** What any driver has noticed by then. */
const patienceMs = 20_000;

const strangers: Readonly<Record<string, () => Server>> = {
  'a terminal server that greets': () =>
    createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.write('SSH-2.0-OpenSSH_9.2\r\nWelcome!\r\n');
      socket.on('data', () => socket.write('Protocol mismatch.\r\n'));
    }),
  'a web server': () =>
    createHttpServer((_request, response) => {
      response.writeHead(404, { 'content-type': 'text/html' });
      response.end('<html><body>Not Found</body></html>');
    }),
  'something that accepts and says nothing': () =>
    createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.resume();
    }),
};

const open = new Set<Server>();
const sockets = new Set<Socket>();
afterAll(() => {
  for (const socket of sockets) socket.destroy();
  for (const server of open) server.close();
});

async function listen(server: Server): Promise<number> {
  open.add(server);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** A client's config as the simulator gives it, with another port in its address. */
async function configAt(kind: KindName, port: number): Promise<unknown> {
  const clock = createSystemClock();
  const entry = simulators[kind];
  if (!entry) throw new Error(`no simulator ${kind}`);
  const world = createWorld({
    clock,
    seed: 1,
    seats: [1, 2, 3].map((seat) => ({ seat, name: `Platz ${seat}`, x: seat, y: 0, chair: seat === 1 })),
  });
  const simulator = await (await entry.load())({ world, clock, id: 'm', host: '127.0.0.1', port: 0 });
  const client = simulator.client ?? {};
  await simulator.close();
  const address = String(client['address']).replace(/:\d+$/, `:${port}`);
  return { id: 'm', kind, ...client, address };
}

/** A real access point takes up to 50 s for a login. */
const mayTakeLong: ReadonlySet<KindName> = new Set<KindName>(['bosch-dicentis-wireless']);
const speaksHttp = (config: unknown): boolean => /https?/.test(JSON.stringify(config));
/** Taiden and TLVCAM know no answers, ADN and SDC take anything for noise, and HTTP clients meet a broken answer. */
const speaksFirst = (kind: KindName): boolean =>
  !/^(taiden-hcs|televic-tlvcam|sennheiser-adn|sennheiser-sdc|televic-cocon|televic-plixus|bosch-dicentis-wireless)$/.test(
    kind,
  );

/** Ends the wait: with what is known by then, or, where nothing may be known yet, as it is. */
const patience = (codes: ReadonlySet<string> | null): Promise<void> =>
  new Promise((resolve, reject) => {
    setTimeout(() => {
      if (codes) reject(new Error(`nothing noticed: ${[...codes].join(', ')}`));
      else resolve();
    }, patienceMs).unref();
  });

describe.concurrent.each(kinds.map((kind) => ({ kind })))('$kind', ({ kind }) => {
  for (const [name, make] of Object.entries(strangers))
    test.concurrent(`meets ${name}`, async () => {
      const loaded = await loadMicrophones(kind);
      const config = loaded.config.parse(await configAt(kind, await listen(make())));
      const events: MicrophoneEvent[] = [];
      const codes = new Set<string>();
      let losses = 0;
      let notice = (): void => undefined;
      const noticed = new Promise<void>((resolve) => {
        notice = resolve;
      });
      const driver = loaded.create(config, {
        clock: createSystemClock(),
        emit: (event) => events.push(event),
        onHealth({ link, status, ...health }) {
          if (status) codes.add(status.code);
          if (link === 'down') losses = Math.max(losses, health.losses + 1);
          if (link === 'down' || status?.level === 'fault' || status?.code === 'silent') notice();
        },
      });
      driver.start();
      await Promise.race([noticed, patience(mayTakeLong.has(kind) ? null : codes)]);
      driver.stop();
      expect([...codes]).not.toContain('ready');
      expect(events).toEqual([]);
      // Whoever greets in another language, and an HTTP answer to an HTTP question, are told apart from silence.
      const isKnown = name === 'a terminal server that greets' ? speaksFirst(kind) : speaksHttp(config);
      if (isKnown && name !== 'something that accepts and says nothing')
        expect([...codes]).toContain('wrong-device');
    });
});
