/**
 * `bench idle`: processor and memory of the daemon's process alone while nothing happens: 100 seats, four
 * cameras polled, ten chair and display pages; a second figure with one operator page and its pictures.
 */
import { readFileSync } from 'node:fs';
import WebSocket from 'ws';
import { rehearsalConfig } from '../../daemon/cli/rehearsal-config.ts';
import { openVirtualChamber } from '../../daemon/cli/virtual-chamber.ts';
import { createSystemClock } from '../../daemon/runtime/clock.ts';
import {
  command,
  makeFolder,
  pause,
  provisionObs,
  removeFolder,
  signIn,
  startDaemonProcess,
  until,
} from './daemon-process.ts';
import { printTable, rounded } from './table.ts';

const pins = { operator: '111111', chair: '222222' };
const settleMs = 8000;
const measureMs = 20_000;
/** Clock ticks of /proc/<pid>/stat: 100 a second on Linux. */
const ticksPerSecond = 100;

export async function run(): Promise<object> {
  const clock = createSystemClock();
  const hall = await openVirtualChamber({ clock, seats: 100, cameras: 4, seed: 1 });
  const folder = makeFolder();
  const raw = rehearsalConfig({ chamber: hall.chamber, ports: hall.ports, pins, httpPort: 0 });
  await provisionObs(raw, clock, { port: hall.ports.obs });
  const daemon = await startDaemonProcess(raw, folder);
  const pages: WebSocket[] = [];
  try {
    const operator = await signIn(daemon.url, 'operator', pins.operator);
    const chair = await signIn(daemon.url, 'chair', pins.chair);
    await until(daemon.url, operator, (view) =>
      Object.values(view.devices).every(({ code }) => code === 'ready'),
    );
    await command(daemon.url, operator, 'broadcast/open', { confirmed: true });
    for (let index = 0; index < 10; index++) {
      const view = index % 2 ? 'chair' : 'display';
      pages.push(openPage(daemon.url, '/api/live', chair, { type: 'subscribe', view }));
    }
    await pause(settleMs);
    const cpu = await cpuPercent(daemon.pid);
    const rss = residentMb(daemon.pid);
    pages.push(openPage(daemon.url, '/api/live', operator, { type: 'subscribe', view: 'operator' }));
    pages.push(openPage(daemon.url, '/api/pictures', operator, { type: 'watch' }));
    await pause(2000);
    const withOperator = await cpuPercent(daemon.pid);
    const metrics = {
      cpu_percent: rounded(cpu),
      rss_mb: rounded(rss),
      operator_cpu_percent: rounded(withOperator),
    };
    printTable([metrics]);
    return metrics;
  } finally {
    for (const page of pages) page.terminate();
    await daemon.stop();
    await hall.close();
    removeFolder(folder);
  }
}

function openPage(url: string, path: string, cookie: string, hello: object): WebSocket {
  const socket = new WebSocket(url.replace('http', 'ws') + path, { headers: { cookie } });
  socket.on('open', () => socket.send(JSON.stringify(hello)));
  return socket;
}

async function cpuPercent(pid: number): Promise<number> {
  const before = ticks(pid);
  const at = performance.now();
  await pause(measureMs);
  return ((ticks(pid) - before) / ticksPerSecond / ((performance.now() - at) / 1000)) * 100;
}

function ticks(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return Number(fields[11]) + Number(fields[12]);
}

function residentMb(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}
