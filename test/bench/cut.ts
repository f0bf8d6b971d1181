/**
 * `bench cut`: from the microphone-on bytes at our socket to the switcher's scene request, camera ready,
 * interleaved with the floor: a bare WebSocket client in a process of its own that changes the scene when
 * bytes come in. `added` is the difference of the quantiles. On the OBS simulator always, on a real OBS
 * where installed, there as well up to the request bytes at a tapping proxy.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { rehearsalConfig } from '../../daemon/cli/rehearsal-config.ts';
import { openVirtualChamber } from '../../daemon/cli/virtual-chamber.ts';
import { createSystemClock } from '../../daemon/runtime/clock.ts';
import { hasRealObs, startRealObs } from '../real-obs.ts';
import { gatherAudience, type Audience } from './audience.ts';
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
import { printTable, quantile, rounded } from './table.ts';
import { createTappingProxy, type TappingProxy } from './tapping-proxy.ts';

const pins = { operator: '111111', chair: '222222' };
const simulatedCuts = 2000;
const realCuts = 300;
/** Under load: a thousand live pages in a process of their own, five and more deltas a second, a disk of 50 ms a sync. */
const loadedCuts = 500;
const loadedPages = 1000;
const loadedSyncMs = 50;
const warmUp = 30;
/** The last answer of OBS and its read-back are over by then; the next change starts from rest. */
const restMs = 12;

interface Samples {
  readonly cut: number[];
  readonly floor: number[];
}

export async function run(): Promise<object> {
  const runs = [
    rowOf('simulated', 'quiet', await measure(simulatedCuts, null)),
    rowOf('simulated', 'loaded', await measure(loadedCuts, null, true)),
  ];
  const real = hasRealObs();
  if (real.ok) {
    const obs = await startRealObs({ password: 'bench-password' });
    try {
      runs.push(
        rowOf('real', 'quiet', await measure(realCuts, { port: obs.port, password: 'bench-password' })),
      );
    } finally {
      await obs.stop();
    }
  } else process.stdout.write(`real OBS: skipped, missing: ${real.missing.join(', ')}\n`);
  printTable(runs);
  return { runs };
}

function rowOf(obs: string, load: 'quiet' | 'loaded', { cut, floor }: Samples) {
  const [floor50, floor99] = [quantile(floor, 0.5), quantile(floor, 0.99)];
  const [cut50, cut99] = [quantile(cut, 0.5), quantile(cut, 0.99)];
  return {
    obs,
    load,
    cuts: cut.length,
    floor_p50_ms: rounded(floor50),
    floor_p99_ms: rounded(floor99),
    cut_p50_ms: rounded(cut50),
    cut_p99_ms: rounded(cut99),
    added_p50_ms: rounded(cut50 - floor50),
    added_p99_ms: rounded(cut99 - floor99),
  };
}

async function measure(
  cuts: number,
  obs: { port: number; password: string } | null,
  isLoaded = false,
): Promise<Samples> {
  const clock = createSystemClock();
  const hall = await openVirtualChamber({ clock, seats: 12, cameras: 3, seed: 1, ...(obs ? { obs } : {}) });
  const proxy = await createTappingProxy(hall.ports.obs);
  const folder = makeFolder();
  const raw = rehearsalConfig({
    chamber: hall.chamber,
    ports: { ...hall.ports, obs: proxy.port },
    pins,
    httpPort: 0,
    direction: { minimumHoldMs: 0, chairFirst: false },
  });
  await provisionObs(raw, clock, { port: hall.ports.obs, password: obs?.password });

  const daemon = await startDaemonProcess(raw, folder, isLoaded ? { syncDelayMs: loadedSyncMs } : {});
  const floor = await startFloor();
  let audience: Audience | null = null;
  try {
    const microphones = hall.devices.get('mikrofone');
    if (!microphones?.press || !microphones.release) throw new Error('no microphones');
    const cookie = await signIn(daemon.url, 'operator', pins.operator);
    await until(daemon.url, cookie, (view) =>
      Object.values(view.devices).every(({ code }) => code === 'ready'),
    );
    await command(daemon.url, cookie, 'broadcast/open', { confirmed: true });
    // Two cameras stand on the two who speak in turn and the third on the chair: nobody is sent anywhere.
    const pair = [3, 8] as const;
    const covered = [...pair, 12];
    for (const seat of pair) microphones.press(seat);
    await until(daemon.url, cookie, (view) =>
      covered.every((seat) =>
        Object.values(view.cameras).some(
          (camera) => camera.motion === 'still' && camera.seats.includes(seat),
        ),
      ),
    );
    if (isLoaded)
      audience = await gatherAudience(
        `${daemon.url.replace('http', 'ws')}/api/live`,
        loadedPages,
        JSON.stringify({ type: 'subscribe', view: 'display' }),
      );
    await pause(500);

    const samples: Samples = { cut: [], floor: [] };
    for (let index = 0; index < cuts + warmUp; index++) {
      const seat = pair[index % 2] ?? 3;
      microphones.release(seat);
      await pause(restMs);
      const arrival = proxy.nextSceneChange();
      const pressedAt = performance.now();
      microphones.press(seat);
      const cutMs = (await arrival) - pressedAt;
      await pause(restMs + 34);
      const floorMs = await floor.measure();
      await pause(restMs + 34);
      if (index >= warmUp) {
        samples.cut.push(cutMs);
        samples.floor.push(floorMs);
      }
    }
    return samples;
  } finally {
    await audience?.end();
    await floor.stop();
    await daemon.stop();
    proxy.close();
    await hall.close();
    removeFolder(folder);
  }
}

interface Floor {
  measure(): Promise<number>;
  stop(): Promise<void>;
}

/** The floor has an OBS of its own, the simulator: on the daemon's it would change the scene under its hands. */
async function startFloor(): Promise<Floor> {
  const obs = await openVirtualChamber({ clock: createSystemClock(), seats: 2, cameras: 0, seed: 1 });
  const scenes = ['Saalregie Tafel', 'Saalregie Pause'];
  obs.devices
    .get('obs')
    ?.fault('foreign-request', { request: 'CreateScene', data: { sceneName: scenes[0] } });
  obs.devices
    .get('obs')
    ?.fault('foreign-request', { request: 'CreateScene', data: { sceneName: scenes[1] } });
  const proxy: TappingProxy = await createTappingProxy(obs.ports.obs);
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => void sockets.add(socket));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const child: ChildProcess = fork(join(import.meta.dirname, 'bare-client.js'), [
    String(port),
    String(proxy.port),
    '',
    ...scenes,
  ]);
  await new Promise<void>((resolve) => {
    child.once('message', () => resolve());
  });
  return {
    async measure() {
      const arrival = proxy.nextSceneChange();
      const at = performance.now();
      for (const socket of sockets) socket.write('mic_on 3\r\n');
      return (await arrival) - at;
    },
    async stop() {
      child.disconnect();
      server.close();
      for (const socket of sockets) socket.destroy();
      proxy.close();
      await obs.close();
    },
  };
}
