/** The commands a user types, from the first line they print to the last process that is gone. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { simulators } from '../../simulators/catalogue.ts';
import type { OperatorView } from '../../protocols/api/views.ts';
import { hasPrograms } from '../programs.ts';
import {
  createEndings,
  eventually,
  freePort,
  isListening,
  projectRoot,
  signIn,
  temporaryFolder,
} from '../running.ts';

const endings = createEndings();
afterEach(() => endings.run());

interface Typed {
  readonly child: ChildProcess;
  output(): string;
  readonly ended: Promise<number | null>;
  /** Ctrl-C in a terminal: the signal goes to everything the command started. */
  interrupt(): void;
  hasProcesses(): boolean;
}

/** A command in a process group of its own, as a shell would start it. */
function type(program: string, args: readonly string[]): Typed {
  const child = spawn(program, args, {
    cwd: projectRoot,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LANG: 'C', LC_ALL: '' },
  });
  const group = -(child.pid ?? 0);
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
    });
  const signal = (name: NodeJS.Signals | 0): boolean => {
    try {
      return process.kill(group, name);
    } catch {
      return false;
    }
  };
  return endings.add(
    {
      child,
      output: () => text,
      ended: new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code))),
      interrupt: () => void signal('SIGINT'),
      hasProcesses: () => signal(0),
    },
    () => void signal('SIGKILL'),
  );
}

/** `npm start` itself where the packages are known to fit the lock file; it would install them otherwise. */
function npmStart(args: readonly string[]): Typed {
  const stamp = join(projectRoot, 'node_modules/.cache/saalregie-installed');
  const wanted = createHash('sha256')
    .update(readFileSync(join(projectRoot, 'package-lock.json')))
    .digest('hex');
  const installed = existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
  return installed
    ? type('npm', ['start', '--', ...args])
    : type(process.execPath, ['daemon/cli/start.ts', ...args]);
}

async function during<Value>(
  command: Typed,
  what: string,
  ask: () => Promise<Value> | Value,
): Promise<NonNullable<Exclude<Value, false>>> {
  try {
    return await eventually(what, ask, 30_000);
  } catch (error) {
    throw new Error(`${what}; printed so far:\n${command.output()}`, { cause: error });
  }
}

const ports = (port: number): readonly string[] => ['--port', String(port), '--members-port', '0'];

describe('npm start', () => {
  test('prints address and PINs, plays a sitting, knows a second start, and ends without a trace', async () => {
    const port = await freePort();
    const dataDir = join(temporaryFolder(endings), 'rehearsal');
    const args = [...ports(port), '--data', dataDir, '--seats', '12', '--cameras', '2'];
    const first = npmStart(args);
    const [, url = ''] = await during(first, 'the address', () =>
      /is running: (http:\S+)/.exec(first.output()),
    );
    expect(url).toBe(`http://127.0.0.1:${port}`);
    const [, operatorPin = ''] = await during(first, 'the PIN', () =>
      /Operator +PIN (\d{6})/.exec(first.output()),
    );
    // Printed line by line: the last one is not there with the first.
    const [, chairPin = ''] = await during(first, 'the chair’s PIN', () =>
      /Chair +PIN (\d{6})/.exec(first.output()),
    );
    expect(first.output()).toContain(`${url}/display`);
    const [, control = ''] = await during(first, 'control', () =>
      /virtual chamber: (http:\S+)/.exec(first.output()),
    );
    expect(first.output()).not.toMatch(/Deprecation|Warning|undefined/);

    // The printed PINs open what they say.
    const cookie = await signIn(url, 'operator', operatorPin);
    expect(await signIn(url, 'chair', chairPin)).toMatch(/^saalregie=/);
    await during(first, 'the script opens the public part and somebody speaks', async () => {
      const response = await fetch(`${url}/api/views/operator`, { headers: { cookie } });
      const view = (await response.json()) as { publicity: string; floor?: unknown };
      return view.publicity === 'public' && view.floor !== undefined;
    });
    expect((await fetch(`${control}/truth`)).status).toBe(200);

    const second = npmStart(args);
    expect(await second.ended).toBe(75);
    expect(second.output()).toContain(`already running: ${url}`);
    expect((await fetch(`${url}/api/health`)).status).toBe(200);

    const config = readFileSync(join(dataDir, 'saalregie.json5'), 'utf8');
    const open = [...config.matchAll(/(?:tcp|ws|http):\/\/127\.0\.0\.1:(\d+)/g)].map((match) =>
      Number(match[1]),
    );
    expect(open.length).toBeGreaterThan(3);
    const [, members = ''] = await during(first, 'the members’ door', () =>
      /Members’ page: https:\/\/127\.0\.0\.1:(\d+)\/seat/.exec(first.output()),
    );
    open.push(port, Number(members), Number(new URL(control).port));
    expect(await Promise.all(open.map(isListening))).not.toContain(false);

    const asked = performance.now();
    first.interrupt();
    const code = await first.ended;
    expect(performance.now() - asked).toBeLessThan(5000);
    expect(first.output()).toContain('Stopped.');
    // npm itself ends by the signal it got.
    expect([0, null]).toContain(code);
    await eventually('no process is left', () => !first.hasProcesses(), 1000);
    expect(await Promise.all(open.map(isListening))).not.toContain(true);
  }, 90_000);

  test('plays the same sitting on another microphone system, and refuses one that there is not', async () => {
    const port = await freePort();
    const dataDir = join(temporaryFolder(endings), 'rehearsal');
    const start = [...ports(port), '--data', dataDir, '--seats', '12', '--cameras', '1'];
    const command = npmStart([...start, '--microphones', 'televic-cocon', '--keypads', 'iclicker']);
    const [, pin = ''] = await during(command, 'the PIN', () =>
      /Operator +PIN (\d{6})/.exec(command.output()),
    );
    const url = `http://127.0.0.1:${port}`;
    const cookie = await signIn(url, 'operator', pin);
    await during(command, 'somebody speaks', async () => {
      const response = await fetch(`${url}/api/views/operator`, { headers: { cookie } });
      const view = (await response.json()) as OperatorView;
      const { mikrofone, abstimmgeraete } = view.devices;
      const isThere = mikrofone?.kind === 'televic-cocon' && abstimmgeraete?.kind === 'iclicker';
      return isThere && view.open.length > 0;
    });
    command.interrupt();
    await command.ended;
    const refused = npmStart([...start, '--microphones', 'visca']);
    expect(await refused.ended).toBe(64);
    expect(refused.output()).toContain('--microphones visca');
    const none = npmStart([...start, '--keypads', 'shure-mxcw']);
    expect(await none.ended).toBe(64);
    expect(none.output()).toContain('--keypads shure-mxcw');
  }, 90_000);

  test('an option it does not know is named, with code 64', async () => {
    const command = npmStart(['--prot', '1']);
    expect(await command.ended).toBe(64);
    expect(command.output()).toContain('--prot');
  });
});

describe('npm run calibrate', () => {
  test('measures a camera of the rehearsal, shows how far it is, and goes on after Ctrl-C where it was', async () => {
    const port = await freePort();
    const dataDir = join(temporaryFolder(endings), 'rehearsal');
    const small = ['--seats', '4', '--cameras', '1', '--quiet'];
    const rehearsal = npmStart(['--port', String(port), '--data', dataDir, ...small]);
    await during(rehearsal, 'the address', () => rehearsal.output().includes(`:${port}`));
    const calibrate = (...args: readonly string[]): Typed =>
      type(process.execPath, ['dist/daemon/cli/calibrate.js', ...args, '--data', dataDir]);

    const unknown = calibrate('kamera-9');
    expect(await unknown.ended).toBe(66);
    expect(unknown.output()).toContain('There are: camera-1');
    const none = calibrate();
    expect(await none.ended).toBe(64);
    expect(none.output()).toContain('There are: camera-1. Or --all.');

    const first = calibrate('camera-1');
    await during(first, 'some progress', () => /[1-9]\d %/.exec(first.output()));
    first.interrupt();
    expect(await first.ended).toBe(130);
    expect(first.output()).toContain('interrupted. The same command goes on from there');
    const second = calibrate('--all');
    expect(await second.ended, second.output()).toBe(0);
    // Not from the beginning.
    expect(second.output()).not.toContain('camera-1: 0 %');
    expect(second.output()).toMatch(/camera-1: calibrated\. A move takes \d\.\d to \d\.\d s\./);
    expect(second.output()).toContain('End signal: comes after the motion, is believed');
    expect(second.output()).toContain('Position: is read and checked');
    expect(second.output()).toMatch(/The picture comes \d+ ms later/);
  }, 120_000);

  test('works without a daemon too: it starts one for the while, and leaves nothing behind', async () => {
    const folder = temporaryFolder(endings);
    const config = join(folder, 'saalregie.json5');
    const port = await freePort();
    writeFileSync(config, JSON.stringify(roomWithoutDevices(port)));
    const data = join(folder, 'data');
    const options = ['--config', config, '--data', data];
    const command = type(process.execPath, ['dist/daemon/cli/calibrate.js', 'kamera', ...options]);
    await during(command, 'its own daemon', () => isListening(port));
    // Nobody answers there; the technician has seen enough.
    await during(command, 'the beginning', () => command.output().includes('kamera: 0 %'));
    command.interrupt();
    expect(await command.ended).toBe(130);
    await eventually('no process is left', () => !command.hasProcesses(), 5000);
    expect(await isListening(port)).toBe(false);
  }, 60_000);
});

/** A room whose devices are all switched off. */
function roomWithoutDevices(port: number): object {
  const nobody = '127.0.0.1:9';
  return {
    chamber: {
      name: 'Rat',
      title: 'Sitzung',
      layout: { kind: 'rows', rows: [2] },
      microphones: 'mikrofone',
    },
    devices: [
      { id: 'mikrofone', kind: 'shure-dis-ccu', address: `tcp://${nobody}` },
      { id: 'kamera', kind: 'visca', address: `udp://${nobody}` },
      { id: 'obs', kind: 'obs-websocket', address: `ws://${nobody}` },
    ],
    broadcast: {
      switcher: 'obs',
      slate: { scene: 'Tafel' },
      pause: { scene: 'Pause' },
      wides: [{ id: 'totale', scene: 'Totale' }],
      cameras: [
        {
          device: 'kamera',
          scene: 'Kamera',
          shots: [
            { preset: 1, subjects: [1] },
            { preset: 2, subjects: [2] },
          ],
        },
      ],
      soundInputs: [],
    },
    access: { pins: { operator: '471147', chair: '081508' } },
    http: { port },
  };
}

test('npm run devices names every kind, and what protocols do not offer with the section of the facts', async () => {
  const command = type('npm', ['run', '-s', 'devices']);
  expect(await command.ended).toBe(0);
  for (const kind of Object.keys(simulators)) expect(command.output()).toContain(kind);
  expect(command.output()).toMatch(/names +not offered by the protocol: .+ \(section 5\.1\)/);
});

describe('npm run simulate', () => {
  const commands: readonly [string, string, readonly string[]][] = [
    ['as a user types it', 'npm', ['run', '-s', 'simulate', '--']],
    ['the compiled program itself', process.execPath, ['dist/daemon/cli/simulate.js']],
  ];
  test.each(commands)(
    'shure-dis-ccu, %s: one JSON line, answers on the wire, SIGTERM exits 0 within 2 s',
    async (_name, program, before) => {
      const command = type(program, [...before, 'shure-dis-ccu', '--seats', '5', '--port', '0']);
      const [line] = await during(command, 'the ready line', () => /^\{.*\}$/m.exec(command.output()));
      const { ready, kind, ports } = JSON.parse(line) as {
        ready: boolean;
        kind: string;
        ports: { device: number; control: number };
      };
      expect([ready, kind]).toEqual([true, 'shure-dis-ccu']);
      expect(command.output().trim().split('\n')).toHaveLength(1);

      const socket = endings.add(
        connect({ host: '127.0.0.1', port: ports.device }),
        (it) => void it.destroy(),
      );
      let heard = '';
      socket.on('data', (data: Buffer) => {
        heard += data.toString('latin1');
      });
      await new Promise((resolve) => socket.once('connect', resolve));
      await fetch(`http://127.0.0.1:${ports.control}/seats/3/press`, { method: 'POST' });
      await during(command, 'the microphone on the wire', () => /^mic_on 3\r?$/m.test(heard));

      const asked = performance.now();
      command.child.kill('SIGTERM');
      expect(await command.ended).toBe(0);
      expect(performance.now() - asked).toBeLessThan(2000);
      await eventually('no process is left', () => !command.hasProcesses(), 1000);
      expect(await isListening(ports.device)).toBe(false);
    },
  );

  test('every microphone system starts alone, with its names, and ends as asked', async () => {
    const names = join(temporaryFolder(endings), 'names.txt');
    writeFileSync(names, 'Jörg Weiß\nFrau Groß\n');
    const kinds = Object.entries(simulators).flatMap(([kind, { model }]) =>
      model === 'microphones' ? [kind] : [],
    );
    expect(kinds.length).toBeGreaterThanOrEqual(14);
    for (const kind of kinds) {
      const args = ['dist/daemon/cli/simulate.js', kind, '--seats', '5', '--names', names];
      const command = type(process.execPath, args);
      const [line] = await during(command, `${kind} is ready`, () => /^\{.*\}$/m.exec(command.output()));
      const said = JSON.parse(line) as {
        readonly kind: string;
        readonly ports: { readonly device: number; readonly control: number };
        readonly client: { readonly address: string };
      };
      expect(said.kind).toBe(kind);
      expect(said.client.address).toMatch(/^[a-z]+:\/\//);
      await fetch(`http://127.0.0.1:${said.ports.control}/seats/3/press`, { method: 'POST' });
      const truth = await (await fetch(`http://127.0.0.1:${said.ports.control}/truth`)).json();
      expect(truth).toMatchObject({ speakers: [3], requests: [] });
      command.child.kill('SIGTERM');
      expect(await command.ended).toBe(0);
    }
  }, 120_000);

  test.skipIf(!hasPrograms('a simulator on a pty', ['socat']))(
    'a serial system stands on a pty where it is told to',
    async () => {
      const pty = join(temporaryFolder(endings), 'line');
      const command = type(process.execPath, ['dist/daemon/cli/simulate.js', 'taiden-hcs', '--pty', pty]);
      const [line] = await during(command, 'the ready line', () => /^\{.*\}$/m.exec(command.output()));
      expect(JSON.parse(line)).toMatchObject({ pty, client: { address: `serial:${pty}?baud=9600` } });
      expect(existsSync(pty)).toBe(true);
      command.child.kill('SIGTERM');
      expect(await command.ended).toBe(0);
      await eventually('no process is left', () => !command.hasProcesses(), 1000);
      const other = type(process.execPath, ['dist/daemon/cli/simulate.js', 'shure-mxcw', '--pty', pty]);
      expect(await other.ended).toBe(64);
    },
  );

  test('an unknown device is named together with those there are', async () => {
    const command = type('npm', ['run', '-s', 'simulate', '--', 'faxgeraet']);
    expect(await command.ended).toBe(64);
    expect(command.output()).toContain('faxgeraet');
    for (const kind of Object.keys(simulators)) expect(command.output()).toContain(kind);
  });

  test('a port that is taken ends it with a code', async () => {
    const first = type(process.execPath, ['dist/daemon/cli/simulate.js', 'visca', '--port', '0']);
    const [line] = await during(first, 'the ready line', () => /^\{.*\}$/m.exec(first.output()));
    const { ports } = JSON.parse(line) as { ports: { control: number } };
    const second = type(process.execPath, [
      'dist/daemon/cli/simulate.js',
      'visca',
      '--control',
      String(ports.control),
    ]);
    expect(await second.ended).toBe(69);
    expect(second.output()).toContain('EADDRINUSE');
  });
});
