/**
 * A hall on a stage: the virtual chamber on real sockets and the daemon with its real API in this process,
 * with one thing in the script's hand: what time it is. Timers and sockets run as always, so that three hours
 * pass as fast as the devices answer, and every recorded time is the script's own.
 */
import { join } from 'node:path';
import { pino } from 'pino';
import type { ConfigInput } from '../../daemon/cli/rehearsal-config.ts';
import { rehearsalConfig } from '../../daemon/cli/rehearsal-config.ts';
import { openVirtualChamber } from '../../daemon/cli/virtual-chamber.ts';
import { checkConfig, describe } from '../../daemon/config/load.ts';
import { startDaemon, type Daemon } from '../../daemon/daemon.ts';
import { openDataDir } from '../../daemon/data-dir.ts';
import type { Role } from '../../protocols/api/commands.ts';
import type { CommandInput, CommandName } from '../../protocols/api/commands.ts';
import type { ViewOf } from '../../protocols/api/views.ts';
import type { Clock } from '../../protocols/clock.ts';
import {
  createEndings,
  devicesReady,
  eventually,
  pins,
  provisionObs,
  sendCommand,
  signIn,
  systemClock,
  temporaryFolder,
  type CommandReply,
} from '../running.ts';

export interface Stage {
  readonly url: string;
  readonly dataDir: string;
  /** What the daemon wrote to its log. */
  log(): string;
  cookie(role: Role): string;
  /** The script's time, ms; it never goes back by itself. */
  now(): number;
  pass(ms: number): void;
  setTime(ms: number): void;
  /** Gives a command and expects it to be taken. */
  give<Name extends CommandName>(role: Role, name: Name, input: Partial<CommandInput<Name>>): Promise<void>;
  /** Gives a command, whatever comes of it. */
  attempt(role: Role, name: CommandName, input: object): Promise<CommandReply>;
  view<Name extends Role>(name: Name): Promise<ViewOf<Name>>;
  until<Name extends Role>(
    what: string,
    name: Name,
    holds: (view: ViewOf<Name>) => boolean,
  ): Promise<ViewOf<Name>>;
  press(seat: number): Promise<void>;
  release(seat: number): Promise<void>;
  /** A fault or a change at the microphone units, e.g. `rename {seat, name}`. */
  fault(name: string, body: object): Promise<void>;
  get(path: string, role?: Role): Promise<Response>;
  /** What the simulators say of themselves, as JSON. */
  truth(): Promise<string>;
  /** Stops the daemon and starts another one on the same data. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface StageOptions {
  readonly seats: number;
  readonly seed?: number;
  readonly startMs: number;
  readonly change?: (config: ConfigInput) => ConfigInput;
  /** The microphone system's kind; default `shure-dis-ccu`. */
  readonly microphones?: string;
}

export async function openStage(options: StageOptions): Promise<Stage> {
  const endings = createEndings();
  const chamber = await openVirtualChamber({
    clock: systemClock,
    seats: options.seats,
    cameras: 1,
    seed: options.seed ?? 1,
    ...(options.microphones === undefined ? {} : { microphones: options.microphones }),
  });
  endings.add(chamber, (it) => it.close());
  const plain = rehearsalConfig({
    chamber: chamber.chamber,
    ports: chamber.ports,
    pins,
    httpPort: 0,
    seating: 'tonight',
  });
  const raw = options.change?.(plain) ?? plain;
  const loaded = await checkConfig({ ...raw, access: { pins } }, 'en');
  if (!loaded.ok) throw new Error(describe('stage', loaded, 'en'));
  const { config } = loaded;
  await provisionObs(chamber, raw);

  let wallMs = options.startMs;
  const clock: Clock = { now: () => systemClock.now(), after: systemClock.after, wall: () => wallMs };
  const dataPath = join(temporaryFolder(endings), 'data');
  let log = '';
  const logger = pino({ level: 'debug' }, { write: (line: string) => void (log += line) });
  const failures: Error[] = [];
  const cookies = new Map<Role, string>();
  let daemon: Daemon | null = null;

  async function start(): Promise<void> {
    const dataDir = openDataDir(dataPath);
    if (!dataDir) throw new Error('the data folder is taken');
    daemon = await startDaemon({
      config,
      dataDir,
      clock,
      logger,
      safeMode: false,
      pagesDir: null,
      fatal: (error) => failures.push(error),
    });
    for (const role of ['operator', 'chair', 'clerk', 'display'] as const)
      cookies.set(role, await signIn(daemon.url, role));
    await devicesReady(daemon.url, cookies.get('operator') ?? '');
  }
  await start();
  endings.add(null, async () => daemon?.stop());

  const url = (): string => daemon?.url ?? '';
  const cookie = (role: Role): string => cookies.get(role) ?? '';
  const control = async (path: string, body: object = {}): Promise<void> => {
    const response = await fetch(`http://127.0.0.1:${chamber.control.port}${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
  };

  const stage: Stage = {
    get url() {
      return url();
    },
    dataDir: dataPath,
    log: () => log,
    cookie,
    now: () => wallMs,
    pass: (ms) => void (wallMs += ms),
    setTime: (ms) => void (wallMs = ms),
    attempt: (role, name, input) => sendCommand(url(), cookie(role), name, input),
    async give(role, name, input) {
      const { status, body } = await stage.attempt(role, name, input);
      if (status !== 200)
        throw new Error(`${name} ${JSON.stringify(input)}: ${status} ${JSON.stringify(body)}`);
    },
    async view(name) {
      const response = await fetch(`${url()}/api/views/${name}`, { headers: { cookie: cookie(name) } });
      if (!response.ok) throw new Error(`view ${name}: ${response.status} ${await response.text()}`);
      return (await response.json()) as never;
    },
    async until(what, name, holds) {
      try {
        return await eventually(what, async () => {
          const view = await stage.view(name);
          return holds(view) && view;
        });
      } catch (error) {
        // Seen from the outside: what the pages and the unit say instead.
        const { floor, queue, open } = await stage.view('chair');
        const { log, direction, onAir } = await stage.view('operator');
        const unit = await (
          await fetch(`http://127.0.0.1:${chamber.control.port}/devices/mikrofone/truth`)
        ).json();
        throw new Error(
          `${what}: ${JSON.stringify({ floor, queue, open, direction, onAir, log: log.slice(-12), unit })}`,
          {
            cause: error,
          },
        );
      }
    },
    press: (seat) => control(`/seats/${seat}/press`),
    fault: (name, body) => control(`/devices/mikrofone/faults/${name}`, body),
    release: (seat) => control(`/seats/${seat}/release`),
    get: (path, role) => fetch(`${url()}${path}`, role ? { headers: { cookie: cookie(role) } } : {}),
    truth: async () => (await fetch(`http://127.0.0.1:${chamber.control.port}/truth`)).text(),
    async restart() {
      await daemon?.stop();
      daemon = null;
      await start();
    },
    async close() {
      await endings.run();
      if (failures.length > 0) throw new AggregateError(failures, 'the daemon failed');
    },
  };
  return stage;
}
