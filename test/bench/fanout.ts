/**
 * `bench fanout`: a thousand live pages see a change of the floor. Floor: a bare ws server that sends the same bytes
 * to as many lines in one go. Times from the change until each page has it; beside it the longest block of the
 * daemon's main loop meanwhile, and that of a process which does nothing: what the machine alone holds up.
 */
import { createServer, type Server } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import { rehearsalConfig } from '../../daemon/cli/rehearsal-config.ts';
import { openVirtualChamber } from '../../daemon/cli/virtual-chamber.ts';
import { createSystemClock } from '../../daemon/runtime/clock.ts';
import { gatherAudience } from './audience.ts';
import {
  command,
  makeFolder,
  pause,
  provisionObs,
  removeFolder,
  signIn,
  startDaemonProcess,
  startIdleProcess,
  until,
} from './daemon-process.ts';
import { monotonicMs } from './readers.ts';
import { printTable, quantile, rounded } from './table.ts';

const clients = 1000;
const changes = 100;
const restMs = 150;
const pins = { operator: '111111', chair: '222222' };

export async function run(): Promise<object> {
  const daemon = await ofDaemon();
  const floor = await ofFloor(daemon.bytes);
  const metrics = {
    clients,
    p50_ms: rounded(quantile(daemon.ms, 0.5)),
    p99_ms: rounded(quantile(daemon.ms, 0.99)),
    floor_p99_ms: rounded(quantile(floor, 0.99)),
    longest_block_ms: rounded(daemon.longestBlockMs),
    idle_block_ms: rounded(daemon.idleBlockMs),
  };
  printTable([metrics]);
  return metrics;
}

async function ofDaemon(): Promise<{
  ms: number[];
  bytes: number;
  longestBlockMs: number;
  idleBlockMs: number;
}> {
  const clock = createSystemClock();
  const hall = await openVirtualChamber({ clock, seats: 12, cameras: 1, seed: 1 });
  const folder = makeFolder();
  const raw = rehearsalConfig({ chamber: hall.chamber, ports: hall.ports, pins, httpPort: 0 });
  await provisionObs(raw, clock, { port: hall.ports.obs });
  const daemon = await startDaemonProcess(raw, folder, { probe: true });
  const idle = startIdleProcess();
  try {
    const cookie = await signIn(daemon.url, 'operator', pins.operator);
    await until(daemon.url, cookie, (view) =>
      Object.values(view.devices).every(({ code }) => code === 'ready'),
    );
    await command(daemon.url, cookie, 'broadcast/open', { confirmed: true });
    const microphones = hall.devices.get('mikrofone');
    if (!microphones?.press || !microphones.release) throw new Error('no microphones');
    const audience = await gatherAudience(
      `${daemon.url.replace('http', 'ws')}/api/live`,
      clients,
      JSON.stringify({ type: 'subscribe', view: 'display' }),
    );
    await pause(2000);
    await Promise.all([daemon.watchLoop(), idle.watchLoop()]);
    const ms: number[] = [];
    let bytes = 0;
    for (let change = 0; change < changes; change++) {
      await audience.arm();
      const at = monotonicMs();
      if (change % 2 === 0) microphones.press(3);
      else microphones.release(3);
      const seen = await audience.seen();
      ms.push(...seen.atMs.map((each) => each - at));
      ({ bytes } = seen);
      await pause(restMs);
    }
    const longestBlockMs = await daemon.longestBlockMs();
    const idleBlockMs = await idle.longestBlockMs();
    await audience.end();
    return { ms, bytes, longestBlockMs, idleBlockMs };
  } finally {
    await idle.stop();
    await daemon.stop();
    await hall.close();
    removeFolder(folder);
  }
}

async function ofFloor(bytes: number): Promise<number[]> {
  const server: Server = createServer();
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  const lines = new Set<WebSocket>();
  sockets.on('connection', (socket) => void lines.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const audience = await gatherAudience(`ws://127.0.0.1:${port}`, clients, null);
  const text = '{"type":"delta"'.padEnd(bytes, ' ');
  await pause(2000);
  const ms: number[] = [];
  for (let change = 0; change < changes; change++) {
    await audience.arm();
    const at = monotonicMs();
    for (const line of lines) line.send(text);
    ms.push(...(await audience.seen()).atMs.map((each) => each - at));
    await pause(restMs);
  }
  await audience.end();
  sockets.close();
  server.close();
  return ms;
}
