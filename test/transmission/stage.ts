/**
 * A hall whose stream really goes out: virtual microphones and cameras, the compiled daemon, a real OBS that encodes,
 * and a real RTMP server that writes down what it gets. The hall's sound is a tone in every scene, the slates included:
 * only a mute silences it.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { OBSWebSocket } from 'obs-websocket-js/json';
import { startRealObs, type RealObs } from '../real-obs.ts';
import {
  createEndings,
  devicesReady,
  eventually,
  readView,
  sendCommand,
  signIn,
  startDaemonProcess,
  startHall,
  systemClock,
  temporaryFolder,
  type Hall,
} from '../running.ts';
import type { OperatorView } from '../../protocols/api/views.ts';
import type { Role } from '../../protocols/api/commands.ts';
import { openReceiver, type Receiver } from './receiver.ts';

export interface TransmissionStage {
  readonly obs: RealObs;
  readonly hall: Hall;
  readonly receiver: Receiver;
  readonly daemonPid: number;
  /** Somebody at the OBS itself. */
  watcher(): Promise<OBSWebSocket>;
  /** World time now, as the marks in the pictures tell it, ms. */
  now(): number;
  give(name: string, input?: object, role?: Role): Promise<void>;
  view(): Promise<OperatorView>;
  until(what: string, holds: (view: OperatorView) => boolean, withinMs?: number): Promise<OperatorView>;
  press(seat: number): Promise<void>;
  release(seat: number): Promise<void>;
  /** Scenes, tone, encoder and server again, as a restart or a fresh OBS needs them. */
  prepareObs(): Promise<void>;
  setDelay(seconds: number): Promise<void>;
  stop(): Promise<void>;
}

export const toneInput = 'Saalton';

export interface TransmissionOptions {
  readonly seats?: number;
  /** What people are called in the config, by seat. */
  readonly nameOf?: (seat: number) => string;
}

export async function openTransmission(options: TransmissionOptions = {}): Promise<TransmissionStage> {
  const endings = createEndings();
  try {
    return await opened(endings, options);
  } catch (error) {
    await endings.run();
    throw error;
  }
}

async function opened(
  endings: ReturnType<typeof createEndings>,
  { seats = 8, nameOf }: TransmissionOptions,
): Promise<TransmissionStage> {
  const folder = temporaryFolder(endings);
  const tone = join(folder, 'tone.wav');
  const made = spawnSync('ffmpeg', [
    ...'-loglevel error -f lavfi -i sine=frequency=440:duration=10 -ar 48000'.split(' '),
    tone,
  ]);
  if (made.status !== 0) throw new Error(`no tone: ${made.stderr.toString()}`);
  const obs = endings.add(await startRealObs(), (it) => it.stop());
  const hall = endings.add(
    await startHall({ seats, cameras: 2, obs: { port: obs.port, password: obs.password } }),
    (it) => it.close(),
  );
  const receiver = endings.add(await openReceiver(folder), (it) => it.stop());
  const people = hall.config.people?.map((person) =>
    nameOf && person.seat !== undefined ? { ...person, name: nameOf(person.seat) } : person,
  );
  const config = {
    ...hall.config,
    people,
    broadcast: { ...hall.config.broadcast, soundInputs: [toneInput] },
  };
  let connection: OBSWebSocket | null = null;
  endings.add(null, async () => connection?.disconnect());

  async function watcher(): Promise<OBSWebSocket> {
    if (connection?.identified) return connection;
    connection = new OBSWebSocket();
    await connection.connect(`ws://127.0.0.1:${obs.port}`, obs.password, { eventSubscriptions: 0 });
    return connection;
  }

  async function prepareObs(): Promise<void> {
    const client = await watcher();
    const parameter = (parameterCategory: string, parameterName: string, parameterValue: string) =>
      client.call('SetProfileParameter', { parameterCategory, parameterName, parameterValue });
    // Two cores carry hall, encoder and server.
    await parameter('SimpleOutput', 'Preset', 'ultrafast');
    await parameter('SimpleOutput', 'VBitrate', '2000');
    await client.call('SetVideoSettings', {
      outputWidth: 640,
      outputHeight: 360,
      fpsNumerator: 15,
      fpsDenominator: 1,
    });
    await client.call('SetStreamServiceSettings', {
      streamServiceType: 'rtmp_custom',
      streamServiceSettings: { server: receiver.server, key: receiver.key },
    });
    const { scenes } = await client.call('GetSceneList');
    for (const { sceneName } of scenes as { sceneName: string }[]) {
      const { sceneItems } = await client.call('GetSceneItemList', { sceneName });
      if (sceneItems.some(({ sourceName }) => sourceName === toneInput)) continue;
      const inputSettings = {
        is_local_file: true,
        local_file: tone,
        looping: true,
        restart_on_activate: false,
      };
      await client
        .call('CreateInput', { sceneName, inputName: toneInput, inputKind: 'ffmpeg_source', inputSettings })
        .catch(() => client.call('CreateSceneItem', { sceneName, sourceName: toneInput }));
    }
  }
  await prepareObs();

  const daemon = endings.add(await startDaemonProcess({ config, dataDir: join(folder, 'data') }), (it) =>
    it.stop(),
  );
  const cookies: Partial<Record<Role, string>> = {};
  for (const role of ['operator', 'chair', 'clerk'] as const) cookies[role] = await signIn(daemon.url, role);
  const operator = cookies.operator ?? '';
  await devicesReady(daemon.url, operator, 30_000);

  const view = (): Promise<OperatorView> => readView(daemon.url, operator);
  return {
    obs,
    hall,
    receiver,
    daemonPid: daemon.pid,
    watcher,
    now: () => systemClock.now(),
    async give(name, input = {}, role = 'operator') {
      const { status, body } = await sendCommand(daemon.url, cookies[role] ?? null, name, input);
      if (status !== 200) throw new Error(`${name}: ${status} ${JSON.stringify(body)}`);
    },
    view,
    until: (what, holds, withinMs = 15_000) =>
      eventually(
        what,
        async () => {
          const now = await view();
          return holds(now) && now;
        },
        withinMs,
      ),
    press: async (seat) => void (await hall.control('POST', `/seats/${seat}/press`)),
    release: async (seat) => void (await hall.control('POST', `/seats/${seat}/release`)),
    prepareObs,
    async setDelay(seconds) {
      const client = await watcher();
      const set = (parameterName: string, parameterValue: string) =>
        client.call('SetProfileParameter', { parameterCategory: 'Output', parameterName, parameterValue });
      await set('DelayEnable', String(seconds > 0));
      await set('DelaySec', String(seconds));
      // Without this OBS keeps what is delayed over a reconnection.
      await set('DelayPreserve', 'false');
    },
    stop: () => endings.run(),
  };
}
