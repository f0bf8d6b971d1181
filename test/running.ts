/**
 * The daemon as users run it, for tests from the outside: compiled, in a process of its own, against a
 * virtual chamber in the test's process, on free ports of the loopback. Whatever a test starts is ended by
 * its id when the test or its file is over, and the ports are looked at afterwards.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { daemonFlags } from '../daemon/cli/daemon-flags.ts';
import { provisionPlan } from '../daemon/config/provision-plan.ts';
import {
  rehearsalConfig,
  type ConfigInput,
  type RehearsalConfigOptions,
} from '../daemon/cli/rehearsal-config.ts';
import {
  openVirtualChamber,
  type VirtualChamber,
  type VirtualChamberOptions,
} from '../daemon/cli/virtual-chamber.ts';
import { configSchema } from '../daemon/config/schema.ts';
import { createSystemClock } from '../daemon/runtime/clock.ts';
import { connectObs } from '../drivers/obs-websocket/caller.ts';
import { provision } from '../drivers/obs-websocket/provision.ts';
import type { Role } from '../protocols/api/commands.ts';
import type { OperatorView } from '../protocols/api/views.ts';

export const projectRoot = join(import.meta.dirname, '..');
export const systemClock = createSystemClock();
export const pins = { operator: '246810', chair: '135790', clerk: '975310', display: '112233' } as const;

type Ending = () => Promise<unknown> | void;

/** Ends what was started, the last first; one that fails does not keep the others running. */
export interface Endings {
  add<Thing>(thing: Thing, end: (thing: Thing) => Promise<unknown> | void): Thing;
  run(): Promise<void>;
}

/** For `afterEach` or `afterAll`: `endings.run()`. */
export function createEndings(): Endings {
  const list: Ending[] = [];
  return {
    add(thing, end) {
      list.push(() => end(thing));
      return thing;
    },
    async run() {
      const failures: unknown[] = [];
      for (const end of list.splice(0).reverse()) {
        try {
          await end();
        } catch (error) {
          failures.push(error);
        }
      }
      if (failures.length > 0) throw new AggregateError(failures, 'not everything ended cleanly');
    },
  };
}

/** Asks until the answer is neither undefined, null nor false. Fails with the description after `withinMs`. */
export async function eventually<Answer>(
  what: string,
  ask: () => Answer | Promise<Answer>,
  withinMs = 10_000,
): Promise<NonNullable<Exclude<Answer, false>>> {
  const limit = performance.now() + withinMs;
  let last: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== null && answer !== false)
        return answer as NonNullable<Exclude<Answer, false>>;
      last = answer;
    } catch (error) {
      last = error;
    }
    if (performance.now() > limit) throw new Error(`not within ${withinMs} ms: ${what}`, { cause: last });
    await pause(10);
  }
}

/** A folder below the system's temporary one, removed at the end. */
export function temporaryFolder(endings: Endings): string {
  return endings.add(mkdtempSync(join(tmpdir(), 'saalregie-test-')), (folder) =>
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  );
}

export interface Hall {
  readonly chamber: VirtualChamber;
  readonly config: ConfigInput;
  /** `control('POST', '/seats/3/press')`; rejects unless the answer is 200. */
  control(method: 'GET' | 'POST', path: string, body?: object): Promise<unknown>;
  close(): Promise<void>;
}

export interface HallOptions extends Partial<
  Pick<VirtualChamberOptions, 'seats' | 'cameras' | 'seed' | 'head' | 'obs'>
> {
  readonly consents?: RehearsalConfigOptions['consents'];
  readonly direction?: RehearsalConfigOptions['direction'];
  readonly members?: RehearsalConfigOptions['members'];
}

/** Makes the scenes of a config in the chamber's OBS. */
export async function provisionObs(chamber: VirtualChamber, config: ConfigInput): Promise<void> {
  const { obs: port, obsPassword: password } = chamber.ports;
  const obs = await connectObs({
    host: '127.0.0.1',
    port,
    clock: systemClock,
    deadlineMs: 15_000,
    ...(password === undefined ? {} : { password }),
  });
  await provision(obs.call, provisionPlan(configSchema.parse(config)));
  obs.close();
}

/** The virtual chamber with every simulator on a free port, its OBS provisioned, and the config for it. */
export async function startHall(options: HallOptions = {}): Promise<Hall> {
  const { consents, direction, members, seats = 12, cameras = 2, seed = 1, ...rest } = options;
  const chamber = await openVirtualChamber({ clock: systemClock, seats, cameras, seed, ...rest });
  const config = rehearsalConfig({
    chamber: chamber.chamber,
    ports: chamber.ports,
    pins,
    httpPort: 0,
    ...(consents ? { consents } : {}),
    ...(direction ? { direction } : {}),
    ...(members ? { members } : {}),
  });
  try {
    await provisionObs(chamber, config);
  } catch (error) {
    await chamber.close();
    throw error;
  }
  return {
    chamber,
    config: { ...config, access: { pins } },
    async control(method, path, body) {
      const response = await fetch(`http://127.0.0.1:${chamber.control.port}${path}`, {
        method,
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      const answer: unknown = await response.json();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
      return answer;
    },
    close: () => chamber.close(),
  };
}

/** A port nobody listens on right now. */
export async function freePort(): Promise<number> {
  const { createServer } = await import('node:net');
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

export function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    const done = (open: boolean): void => {
      socket.destroy();
      resolve(open);
    };
    socket.on('connect', () => done(true));
    socket.on('error', () => done(false));
  });
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface DaemonProcess {
  readonly url: string;
  /** Of the members' door; null: the config has none. */
  readonly membersUrl: string | null;
  readonly port: number;
  readonly pid: number;
  /** Everything it has printed so far, both streams. */
  output(): string;
  readonly ended: Promise<Ended>;
  kill(signal: NodeJS.Signals): void;
  /** SIGTERM, and SIGKILL where that is not heeded within 5 s; a frozen process is woken first. */
  stop(): Promise<Ended>;
}

export interface DaemonProcessOptions {
  /** A config, or the path of a file. */
  readonly config: object | string;
  readonly dataDir: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Another build than the project's: one with a bug planted in it. */
  readonly dist?: string;
  /** A program that runs it, with its options: one that makes system calls fail. */
  readonly under?: readonly [program: string, ...options: string[]];
}

interface Launched {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  output(): string;
}

function launch({
  config,
  dataDir,
  args = [],
  env = {},
  dist = join(projectRoot, 'dist'),
  under,
}: DaemonProcessOptions): Launched {
  let file = config;
  if (typeof file !== 'string') {
    file = `${dataDir}.json5`;
    writeFileSync(file, JSON.stringify(config));
  }
  const child = fork(join(dist, 'daemon/main.js'), ['--config', file, '--data', dataDir, ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: [...(under ? [...under.slice(1), process.execPath] : []), ...daemonFlags],
    ...(under ? { execPath: under[0] } : {}),
    env: { ...process.env, LANG: 'C', LC_ALL: '', ...env },
  });
  let text = '';
  const collect = (chunk: Buffer): void => {
    text += chunk.toString('utf8');
  };
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  const ended = new Promise<Ended>((resolve) => {
    // `close` and not `exit`: by then everything it printed has been read.
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  return { child, ended, output: () => text };
}

/** Waits until it says that it listens; rejects with its output when it ends before. */
export async function startDaemonProcess(options: DaemonProcessOptions): Promise<DaemonProcess> {
  const { child, ended, output } = launch(options);
  const { url, membersUrl, pid } = await Promise.race([
    new Promise<{ url: string; membersUrl: string | null; pid: number }>((resolve) => {
      child.on(
        'message',
        (message: { ready?: boolean; url?: string; membersUrl?: string | null; pid?: number }) => {
          const { ready, url: place, membersUrl: door = null, pid: own = 0 } = message;
          if (ready && place) resolve({ url: place, membersUrl: door, pid: own });
        },
      );
    }),
    ended.then(({ code }) => Promise.reject(new Error(`the daemon ended with ${code}:\n${output()}`))),
  ]);
  // To the daemon itself: a program that runs it would die of the signal alone.
  const send = (signal: NodeJS.Signals): void => {
    try {
      process.kill(pid, signal);
    } catch {
      // It is gone already.
    }
  };
  return {
    url,
    membersUrl,
    port: Number(new URL(url).port),
    pid,
    output,
    ended,
    kill: send,
    async stop() {
      send('SIGCONT');
      send('SIGTERM');
      const hard = setTimeout(() => send('SIGKILL'), 5000);
      const result = await ended;
      clearTimeout(hard);
      return result;
    },
  };
}

/** For a start that is expected to fail: its code and what it printed. Kills it after 10 s. */
export async function runDaemonProcess(
  options: DaemonProcessOptions,
): Promise<Ended & { readonly output: string; readonly listened: boolean }> {
  const { child, ended, output } = launch(options);
  let listened = false;
  child.on('message', () => {
    listened = true;
  });
  const hard = setTimeout(() => child.kill('SIGKILL'), 10_000);
  const result = await ended;
  clearTimeout(hard);
  return { ...result, output: output(), listened };
}

let caller = 1;

export interface SignInReply {
  readonly status: number;
  readonly body: { readonly role?: string; readonly error?: string };
  readonly headers: IncomingHttpHeaders;
  /** `name=value` as it goes back to the daemon; empty when there was none. */
  readonly cookie: string;
}

/**
 * One attempt at signing in. Each comes from another loopback address unless one is named, because five
 * attempts a minute is all one address gets.
 */
export function attemptSignIn(
  url: string,
  body: unknown,
  options: { readonly from?: string; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<SignInReply> {
  const { hostname, port } = new URL(url);
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  caller = (caller % 250) + 1;
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        hostname,
        port,
        localAddress: options.from ?? `127.0.1.${caller}`,
        path: '/api/session',
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(text),
          ...options.headers,
        },
        agent: false,
      },
      (response) => {
        let answer = '';
        response.on('data', (chunk: Buffer) => {
          answer += chunk.toString('utf8');
        });
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            body: JSON.parse(answer) as SignInReply['body'],
            headers: response.headers,
            cookie: response.headers['set-cookie']?.[0]?.split(';')[0] ?? '',
          }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(text);
  });
}

/** The session cookie of a role. */
export async function signIn(url: string, role: Role, pin: string = pins[role]): Promise<string> {
  const { status, cookie } = await attemptSignIn(url, { role, pin });
  if (status !== 200) throw new Error(`sign-in as ${role}: ${status}`);
  return cookie;
}

export interface CommandReply {
  readonly status: number;
  readonly body: {
    readonly ok?: boolean;
    readonly error?: string;
    readonly evidence?: string;
    readonly details?: unknown;
  };
}

export async function sendCommand(
  url: string,
  cookie: string | null,
  name: string,
  input: unknown = {},
): Promise<CommandReply> {
  const response = await fetch(`${url}/api/commands/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(cookie ? { cookie } : {}) },
    body: JSON.stringify(input),
  });
  return { status: response.status, body: (await response.json()) as CommandReply['body'] };
}

/** Opens the public part: out of one that is not public in the two steps that this takes. */
export async function openPublicPart(url: string, operator: string): Promise<void> {
  const { publicity } = await readView(url, operator);
  const steps =
    publicity === 'non-public'
      ? (['broadcast/prepare', 'broadcast/open'] as const)
      : (['broadcast/open'] as const);
  for (const name of steps) {
    const { status, body } = await sendCommand(
      url,
      operator,
      name,
      name === 'broadcast/open' ? { confirmed: true } : {},
    );
    if (status !== 200) throw new Error(`${name}: ${status} ${JSON.stringify(body)}`);
  }
}

/** The operator's view as it is now. */
export async function readView(url: string, cookie: string): Promise<OperatorView> {
  const response = await fetch(`${url}/api/views/operator`, { headers: { cookie } });
  if (!response.ok) throw new Error(`view: ${response.status} ${await response.text()}`);
  return (await response.json()) as OperatorView;
}

/** Waits until every device says that it is ready. */
export function devicesReady(url: string, cookie: string, withinMs = 15_000): Promise<OperatorView> {
  return eventually(
    'every device is ready',
    async () => {
      const view = await readView(url, cookie);
      return Object.values(view.devices).every(({ code }) => code === 'ready') && view;
    },
    withinMs,
  );
}
