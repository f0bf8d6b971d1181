/**
 * A real OBS for tests: Xvfb on a display it chooses itself, OBS with a HOME of its own and software GL,
 * obs-websocket on a free port. Every process is ended by its id. Nothing here sleeps for luck: readiness
 * is OBS answering a request. Which programs are missing is said by name; with CI=true that is a failure.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { OBSWebSocket } from 'obs-websocket-js/json';
import { hasPrograms, isInstalled } from './programs.ts';

export interface RealObs {
  readonly host: string;
  readonly port: number;
  readonly password: string;
  /** The id of the OBS process of now; it changes with `restart`. */
  pid(): number;
  /** SIGSTOP: the process is frozen, its sockets stay. */
  freeze(): void;
  thaw(): void;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
  /** Kills OBS and starts it again on the same port with the same scenes, streaming at once if told; resolves when it answers. */
  restart(options?: { readonly startsStreaming?: boolean }): Promise<void>;
  /** Ends OBS and Xvfb and removes their folder. */
  stop(): Promise<void>;
}

/** Is everything here that a real OBS needs? With CI=true a missing program is an error instead. */
export function hasRealObs():
  { readonly ok: true } | { readonly ok: false; readonly missing: readonly string[] } {
  const missing = ['obs', 'Xvfb'].filter((program) => !isInstalled(program));
  return hasPrograms('tests on a real OBS', missing) ? { ok: true } : { ok: false, missing };
}

/** OBS 29.0.2 as OBS writes versions: major in the top byte. Stops the dialogs of a first run. */
const lastVersion = (29 << 24) | 2;

async function writeSettings(home: string, port: number, password: string): Promise<void> {
  const folder = join(home, '.config', 'obs-studio');
  const profile = join(folder, 'basic', 'profiles', 'Untitled');
  await mkdir(profile, { recursive: true });
  await mkdir(join(folder, 'basic', 'scenes'), { recursive: true });
  await writeFile(
    join(folder, 'global.ini'),
    [
      '[General]',
      'FirstRun=true',
      `LastVersion=${lastVersion}`,
      'EnableAutoUpdates=false',
      'Language=en-US',
      '[BasicWindow]',
      'SysTrayEnabled=true',
      'SysTrayWhenStarted=true',
      '[Basic]',
      'Profile=Untitled',
      'ProfileDir=Untitled',
      'SceneCollection=Untitled',
      'SceneCollectionFile=Untitled',
      '[OBSWebSocket]',
      'FirstLoad=false',
      'ServerEnabled=true',
      `ServerPort=${port}`,
      'AlertsEnabled=false',
      'AuthRequired=true',
      `ServerPassword=${password}`,
      '',
    ].join('\n'),
  );
  await writeFile(join(folder, 'basic', 'scenes', 'Untitled.json'), JSON.stringify(freshCollection()));
  await writeFile(
    join(profile, 'basic.ini'),
    [
      '[General]',
      'Name=Untitled',
      '[Video]',
      'BaseCX=1280',
      'BaseCY=720',
      'OutputCX=1280',
      'OutputCY=720',
      'FPSType=0',
      'FPSCommon=30',
      '[SimpleOutput]',
      `FilePath=${home}`,
      'StreamEncoder=x264',
      'RecQuality=Stream',
      '',
    ].join('\n'),
  );
}

/** A scene collection as OBS 29 writes it: one empty scene, and the global inputs of a PC with sound. */
function freshCollection(): unknown {
  const audio = (name: string, id: string): unknown => ({
    id,
    versioned_id: id,
    name,
    settings: { device_id: 'default' },
    mixers: 255,
    muted: false,
    volume: 1,
    enabled: true,
  });
  return {
    name: 'Untitled',
    current_scene: 'Scene',
    current_program_scene: 'Scene',
    scene_order: [{ name: 'Scene' }],
    current_transition: 'Fade',
    transition_duration: 300,
    DesktopAudioDevice1: audio('Desktop Audio', 'pulse_output_capture'),
    AuxAudioDevice1: audio('Mic/Aux', 'pulse_input_capture'),
    sources: [
      {
        id: 'scene',
        versioned_id: 'scene',
        name: 'Scene',
        settings: { id_counter: 0, items: [], custom_size: false },
      },
    ],
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Xvfb says through file descriptor 3 which display it took. */
async function startDisplay(): Promise<{ readonly process: ChildProcess; readonly display: string }> {
  const xvfb = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x800x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const channel = xvfb.stdio[3];
  if (!channel) throw new Error('no channel to Xvfb');
  const number = await Promise.race([
    once(channel, 'data').then(([data]) => String(data).trim()),
    once(xvfb, 'exit').then(() => Promise.reject(new Error('Xvfb ended at once'))),
  ]);
  return { process: xvfb, display: `:${number}` };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

const startLimitMs = 45_000;

/** Asks until OBS answers a request that needs its scenes; fails when the process ends or 45 s have passed. */
async function answers(port: number, password: string, child: ChildProcess): Promise<void> {
  const limit = performance.now() + startLimitMs;
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error('OBS ended while starting');
    if (performance.now() > limit) throw new Error('OBS did not answer in time');
    const client = new OBSWebSocket();
    try {
      await client.connect(`ws://127.0.0.1:${port}`, password, { eventSubscriptions: 0 });
      await client.call('GetSceneList');
      return;
    } catch {
      await pause(50);
    } finally {
      await client.disconnect().catch(() => undefined);
    }
  }
}

/** Starts OBS with an empty scene collection at 1280×720, 30 frames per second. Takes 1 to 10 s. */
export async function startRealObs(options: { readonly password?: string } = {}): Promise<RealObs> {
  const password = options.password ?? 'only for this test';
  const home = await mkdtemp(join(tmpdir(), 'saalregie-obs-'));
  const port = await freePort();
  await writeSettings(home, port, password);
  const xvfb = await startDisplay();

  let obs: ChildProcess;
  const launch = async ({ startsStreaming = false } = {}): Promise<void> => {
    obs = spawn(
      'obs',
      [
        '--multi',
        '--disable-shutdown-check',
        '--collection',
        'Untitled',
        '--profile',
        'Untitled',
        '--minimize-to-tray',
        ...(startsStreaming ? ['--startstreaming'] : []),
      ],
      {
        stdio: 'ignore',
        cwd: home,
        env: {
          PATH: process.env['PATH'],
          HOME: home,
          XDG_CONFIG_HOME: join(home, '.config'),
          XDG_RUNTIME_DIR: home,
          DISPLAY: xvfb.display,
          LANG: 'C.UTF-8',
          LIBGL_ALWAYS_SOFTWARE: '1',
          QT_QPA_PLATFORM: 'xcb',
        },
      },
    );
    await answers(port, password, obs);
  };
  const stop = async (): Promise<void> => {
    await end(obs);
    await end(xvfb.process);
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  };
  const signal = (name: 'SIGSTOP' | 'SIGCONT') => (): void => {
    obs.kill(name);
  };

  try {
    await launch();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    host: '127.0.0.1',
    port,
    password,
    pid: () => obs.pid ?? 0,
    freeze: signal('SIGSTOP'),
    thaw: signal('SIGCONT'),
    kill: () => end(obs),
    async restart(options) {
      await end(obs);
      await launch(options);
    },
    stop,
  };
}
