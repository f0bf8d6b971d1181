/** A compiled daemon as a process of its own, with a config and a data folder that vanish with it. */
import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OperatorView } from '../../protocols/api/views.ts';
import { checkConfig } from '../../daemon/config/load.ts';
import { daemonFlags } from '../../daemon/cli/daemon-flags.ts';
import { provisionPlan } from '../../daemon/config/provision-plan.ts';
import { connectObs } from '../../drivers/obs-websocket/caller.ts';
import { provision } from '../../drivers/obs-websocket/provision.ts';
import type { Clock } from '../../protocols/clock.ts';
import type { ConfigInput } from '../../daemon/cli/rehearsal-config.ts';

export interface DaemonProcess {
  readonly url: string;
  /** Of the members' door; null: the config has none. */
  readonly membersUrl: string | null;
  readonly pid: number;
  /** With `probe`: from now on it is measured how long the main loop is held up. */
  watchLoop(): Promise<void>;
  longestBlockMs(): Promise<number>;
  stop(): Promise<void>;
}

export const makeFolder = (): string => mkdtempSync(join(tmpdir(), 'saalregie-bench-'));
export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true });

/** Resolves when it listens. Run from the build, so that what is measured is what `npm start` runs. */
export function startDaemonProcess(
  config: ConfigInput,
  folder: string,
  options: { readonly syncDelayMs?: number; readonly probe?: boolean } = {},
): Promise<DaemonProcess> {
  const file = join(folder, 'saalregie.json5');
  writeFileSync(file, JSON.stringify(config));
  const main = join(import.meta.dirname, '..', '..', 'daemon', 'main.js');
  const delay = ['--sync-delay-ms', String(options.syncDelayMs ?? 0)];
  const child = fork(main, ['--config', file, '--data', folder, ...delay], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, SAALREGIE_LOG: 'error' },
    execArgv: [
      ...daemonFlags,
      ...(options.probe ? ['--import', join(import.meta.dirname, 'loop-probe.js')] : []),
    ],
  });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the daemon ended with ${String(code)}`)));
    child.once('message', (message) => {
      const { url, membersUrl } = message as { url: string; membersUrl: string | null };
      resolve({
        url,
        membersUrl,
        pid: child.pid ?? 0,
        ...loopOf(child),
        stop: () => stop(child),
      });
    });
  });
}

/** What loop-probe.ts tells of the main loop of `child`. */
function loopOf(child: ChildProcess): Pick<DaemonProcess, 'watchLoop' | 'longestBlockMs'> {
  return {
    async watchLoop() {
      child.send({ type: 'loop-watch' });
      await pause(50);
    },
    longestBlockMs: () =>
      new Promise((told) => {
        child.once('message', (answer) => told((answer as { ms: number }).ms));
        child.send({ type: 'loop-longest' });
      }),
  };
}

/** A process with nothing to do: what holds up its loop is the machine, and holds up every other as well. */
export function startIdleProcess(): Pick<DaemonProcess, 'watchLoop' | 'longestBlockMs' | 'stop'> {
  const child = fork(join(import.meta.dirname, 'loop-probe.js'), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return { ...loopOf(child), stop: () => stop(child) };
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.removeAllListeners('exit');
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}

/** Makes in an OBS what a config needs, as the rehearsal does. */
export async function provisionObs(
  config: ConfigInput,
  clock: Clock,
  obs: { readonly port: number; readonly password?: string | undefined },
): Promise<void> {
  const loaded = await checkConfig(config, 'en');
  if (!loaded.ok) throw new Error(JSON.stringify(loaded));
  const { port, password } = obs;
  const caller = await connectObs({
    host: '127.0.0.1',
    port,
    clock,
    ...(password === undefined ? {} : { password }),
  });
  await provision(caller.call, provisionPlan(loaded.config.file));
  caller.close();
}

/** Signs in and returns the cookie. */
export async function signIn(
  url: string,
  role: 'operator' | 'chair' | 'clerk',
  pin: string,
): Promise<string> {
  const response = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ role, pin }),
  });
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

/** Gives a command and waits for its answer; throws when it is refused. */
export async function command(url: string, cookie: string, name: string, input: object): Promise<void> {
  const response = await fetch(`${url}/api/commands/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify(input),
  });
  if (!response.ok) throw new Error(`${name}: ${await response.text()}`);
}

/** Waits until `is` holds of the operator's view. */
export async function until(url: string, cookie: string, is: (view: OperatorView) => boolean): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    const response = await fetch(`${url}/api/views/operator`, { headers: { cookie } });
    if (is((await response.json()) as OperatorView)) return;
    await pause(100);
  }
  throw new Error('the hall did not become ready in 30 s');
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));
