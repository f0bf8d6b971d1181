/**
 * `npm start`: builds, then either the rehearsal (virtual chamber in one process, daemon in another) or,
 * with `--config FILE`, the real room. Ctrl-C ends everything.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { announcedAddress } from '../data-dir.ts';
import { languageOf, messagesIn } from '../messages.ts';
import { build } from './build.ts';
import { isListening } from './daemon-api.ts';
import type { simulators as Simulators } from '../../simulators/catalogue.ts';
import type { playSitting as PlaySitting } from './rehearsal-script.ts';
import type { supervise as Supervise } from './supervise.ts';

const root = join(import.meta.dirname, '..', '..');
const text = messagesIn(languageOf(process.env));
const say = (line: string): unknown => process.stdout.write(`${line}\n`);

const { values } = (() => {
  try {
    return parseArgs({
      options: {
        config: { type: 'string' },
        data: { type: 'string' },
        port: { type: 'string', default: '8470' },
        control: { type: 'string', default: '0' },
        seats: { type: 'string', default: '41' },
        cameras: { type: 'string', default: '3' },
        seed: { type: 'string', default: '1' },
        // The rehearsal's microphone system, by its kind in the config.
        microphones: { type: 'string', default: 'shure-dis-ccu' },
        // What is on the desks to vote with.
        keypads: { type: 'string', default: 'sunvote' },
        // Where members who take part from elsewhere come in.
        'members-port': { type: 'string', default: '8471' },
        // The hall stays quiet: every press is yours.
        quiet: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    process.stderr.write(`${text['usage-option'](error instanceof Error ? error.message : String(error))}\n`);
    process.exit(64);
  }
})();

build();
// Compiled with the rest: the supervisor and the script run from the build like the daemon they start.
const { supervise } = (await import(join(root, 'dist/daemon/cli/supervise.js'))) as {
  supervise: typeof Supervise;
};
const { playSitting } = (await import(join(root, 'dist/daemon/cli/rehearsal-script.js'))) as {
  playSitting: typeof PlaySitting;
};

const stop = new AbortController();
const stopAll = (): void => stop.abort();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stopAll);

for (const [option, model] of [
  ['microphones', 'microphones'],
  ['keypads', 'voting'],
] as const)
  if ((await modelOf(values[option])) !== model) {
    process.stderr.write(`${text['usage-option'](`--${option} ${values[option]}`)}\n`);
    process.exit(64);
  }

process.exitCode =
  values.config === undefined ? await rehearse() : await run(['--config', resolve(values.config)]);

async function modelOf(kind: string): Promise<string | undefined> {
  const { simulators } = (await import(join(root, 'dist/simulators/catalogue.js'))) as {
    simulators: typeof Simulators;
  };
  return simulators[kind]?.model;
}

/** The daemon under supervision, until it ends for good or we are told to stop. */
async function run(
  args: readonly string[],
  onReady: (url: string) => void = () => undefined,
): Promise<number> {
  const data = values.data === undefined ? [] : ['--data', resolve(values.data)];
  const supervised = supervise({
    args: [...args, ...data],
    onReady,
    onCrash: (seconds) => say(text['crashed'](seconds)),
  });
  stop.signal.addEventListener('abort', () => supervised.stop());
  if (stop.signal.aborted) supervised.stop();
  return supervised.ended;
}

async function rehearse(): Promise<number> {
  const directory = resolve(values.data ?? join(root, '.rehearsal'));
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const running = announcedAddress(directory);
  if (running && (await isListening(running))) {
    say(text['already-running'](running));
    return 75;
  }
  say(text['rehearsal-starts']());
  const pins = rehearsalPins(join(directory, 'pins.json'));
  const hall = await openHall(directory, pins);
  if (!hall) return 1;
  let script: Promise<void> | null = null;
  const code = await run(['--config', hall.config, '--data', directory], (url) => {
    say(text['sign-in-how']());
    say(text['sign-in'](text['role-operator'](), pins.operator));
    say(text['sign-in'](text['role-clerk'](), pins.clerk));
    say(text['sign-in'](text['role-chair'](), pins.chair));
    say(text['display-how'](`${url}/display`));
    say(text['control-address'](hall.control));
    if (!values.quiet)
      script ??= playSitting({
        api: url,
        control: hall.control,
        pins,
        signal: stop.signal,
        seed: Number(values.seed),
      }).catch(
        // The daemon went away, or we are ending: the sitting is over either way.
        () => undefined,
      );
  });
  stop.abort();
  await hall.close();
  say(text['stopped']());
  return code;
}

interface Pins {
  readonly operator: string;
  readonly chair: string;
  readonly clerk: string;
}

interface Hall {
  readonly config: string;
  readonly control: string;
  close(): Promise<void>;
}

async function openHall(directory: string, pins: Pins): Promise<Hall | null> {
  const obsPort = (await isOpen(4455)) ? 4455 : null;
  if (obsPort !== null) say(text['real-obs-found']());
  const child = fork(
    join(root, 'dist/daemon/cli/rehearsal.js'),
    [
      `--data=${directory}`,
      `--seats=${values.seats}`,
      `--cameras=${values.cameras}`,
      `--seed=${values.seed}`,
      `--http-port=${values.port}`,
      `--control=${values.control}`,
      `--microphones=${values.microphones}`,
      `--keypads=${values.keypads}`,
      `--members-port=${values['members-port']}`,
      `--operator-pin=${pins.operator}`,
      `--chair-pin=${pins.chair}`,
      `--clerk-pin=${pins.clerk}`,
      ...(obsPort === null ? [] : ['--obs-port', String(obsPort)]),
    ],
    { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  );
  stop.signal.addEventListener('abort', () => {
    // Before it is ready nobody else will end it.
    if (child.connected) child.disconnect();
  });
  const ready = await firstMessage(child);
  return ready && { ...ready, close: () => ended(child) };
}

function firstMessage(child: ChildProcess): Promise<{ config: string; control: string } | null> {
  return new Promise((done) => {
    child.once('message', (message) => done(message as { config: string; control: string }));
    child.once('exit', () => done(null));
  });
}

/** Waits for the end; a chamber that does not close its sockets in time is ended the hard way. */
function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    const hard = setTimeout(() => child.kill('SIGKILL'), 2000);
    child.once('exit', () => {
      clearTimeout(hard);
      done();
    });
    if (child.connected) child.disconnect();
  });
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect({ host: '127.0.0.1', port, timeout: 500 });
    const finish = (open: boolean): void => {
      socket.destroy();
      done(open);
    };
    socket.on('connect', () => finish(true));
    socket.on('timeout', () => finish(false));
    socket.on('error', () => finish(false));
  });
}

/** Made once per rehearsal folder, so that a tablet stays signed in from one rehearsal to the next. */
function rehearsalPins(file: string): Pins {
  const pin = (): string => String(randomInt(100_000, 1_000_000));
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Pins>) : {};
  const pins = { operator: pin(), chair: pin(), clerk: pin(), ...known };
  writeFileSync(file, JSON.stringify(pins), { mode: 0o600 });
  return pins;
}
