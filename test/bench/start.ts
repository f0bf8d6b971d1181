/** `bench start`: from starting the process to the first snapshot on a live connection, with 100,000 records to verify. */
import { fork, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import WebSocket from 'ws';
import { rehearsalConfig } from '../../daemon/cli/rehearsal-config.ts';
import { daemonFlags } from '../../daemon/cli/daemon-flags.ts';
import { createSystemClock } from '../../daemon/runtime/clock.ts';
import { openDatabase } from '../../daemon/journal/database.ts';
import type { NewRecord } from '../../daemon/journal/store.ts';
import { standardChamber } from '../../simulators/world/chamber.ts';
import { makeFolder, pause, removeFolder } from './daemon-process.ts';
import { printTable, quantile, rounded } from './table.ts';

const records = 100_000;
const rounds = 7;

export async function run(): Promise<object> {
  const folder = makeFolder();
  try {
    fill(join(folder, 'journal.sqlite'));
    const port = await freePort();
    const chamber = standardChamber({ seats: 60, cameras: 3, seed: 1, clock: createSystemClock() });
    // Nothing answers at these ports: a start must not wait for devices.
    const cameras = Object.fromEntries(
      [...chamber.shots.keys()].map((id, index) => [id, { device: 9 + index, picture: 9 }]),
    );
    const config = rehearsalConfig({
      chamber,
      ports: {
        microphones: { kind: 'shure-dis-ccu', client: { address: 'tcp://127.0.0.1:9' } },
        obs: 9,
        cameras,
        widePicture: 9,
      },
      pins: { operator: '111111', chair: '222222' },
      httpPort: port,
    });
    const file = join(folder, 'saalregie.json5');
    writeFileSync(file, JSON.stringify(config));
    const samples: number[] = [];
    for (let round = 0; round < rounds; round++) samples.push(await start(file, folder, port));
    const floor: number[] = [];
    for (let round = 0; round < rounds; round++) floor.push(bareStart());
    const metrics = {
      records,
      ready_ms: rounded(quantile(samples, 0.5)),
      slowest_ms: rounded(Math.max(...samples)),
      bare_node_ms: rounded(quantile(floor, 0.5)),
    };
    printTable([metrics]);
    return metrics;
  } finally {
    removeFolder(folder);
  }
}

function fill(path: string): void {
  const database = openDatabase(path, () => undefined);
  for (let first = 1; first <= records; first += 1000)
    database.commit(
      Array.from({ length: 1000 }, (_, index): NewRecord => {
        const seq = first + index;
        const seat = 1 + (seq % 59);
        // As a sitting writes them: requests and speeches, now and then a personal part.
        const personal = seq % 50 === 0;
        return {
          seq,
          wallMs: 1_800_000_000_000 + seq * 1000,
          monoMs: seq * 1000,
          actor: 'device',
          type: personal ? 'people/consent-changed' : seq % 2 ? 'floor/opened' : 'floor/closed',
          version: 1,
          data: personal ? { withdrawn: false } : { seat },
          ...(personal
            ? { personal: { person: `mitglied-${seat}`, consent: { image: 'yes', sound: true, name: true } } }
            : {}),
        };
      }),
    );
  database.close();
}

async function start(config: string, folder: string, port: number): Promise<number> {
  const at = performance.now();
  const child = fork(
    join(import.meta.dirname, '..', '..', 'daemon', 'main.js'),
    ['--config', config, '--data', folder],
    {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv: [...daemonFlags],
      env: { ...process.env, SAALREGIE_LOG: 'silent' },
    },
  );
  let readyMs: number | null = null;
  while (readyMs === null) readyMs = (await hasSnapshot(port)) ? performance.now() - at : null;
  child.kill('SIGTERM');
  await new Promise((resolve) => child.once('exit', resolve));
  return readyMs;
}

async function hasSnapshot(port: number): Promise<boolean> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/live`);
  try {
    return await new Promise<boolean>((resolve) => {
      socket.on('open', () => socket.send(JSON.stringify({ type: 'subscribe', view: 'display' })));
      socket.on('message', (data: Buffer) => resolve(data.toString().startsWith('{"type":"snapshot"')));
      socket.on('error', () => void pause(5).then(() => resolve(false)));
    });
  } finally {
    socket.terminate();
  }
}

/** The same runtime with nothing in it, from start to exit. */
function bareStart(): number {
  const at = performance.now();
  spawnSync(process.execPath, ['-e', ''], { stdio: 'ignore' });
  return performance.now() - at;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
