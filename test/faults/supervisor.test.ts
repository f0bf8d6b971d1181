/** The supervisor as `npm start` runs it: restart with back-off, and safe mode after three crashes in a minute. */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openLive } from '../live-client.ts';
import {
  createEndings,
  devicesReady,
  eventually,
  freePort,
  isListening,
  projectRoot,
  readView,
  sendCommand,
  signIn,
  startHall,
  temporaryFolder,
} from '../running.ts';
import { audible, obsTruth, slateScene } from './hall-truth.ts';

const endings = createEndings();
afterEach(() => endings.run());

test('three crashes in a minute lead to safe mode: slate, silence, readable pages, no commands', async () => {
  const hall = endings.add(await startHall({ seats: 4, cameras: 1 }), (it) => it.close());
  const folder = temporaryFolder(endings);
  const port = await freePort();
  const file = join(folder, 'saalregie.json5');
  writeFileSync(file, JSON.stringify({ ...hall.config, http: { host: '127.0.0.1', port } }));
  const supervisor = endings.add(
    spawn(
      process.execPath,
      [join(projectRoot, 'daemon/cli/start.ts'), '--config', file, '--data', join(folder, 'data')],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, LANG: 'C', LC_ALL: '' },
      },
    ),
    async (it) => {
      if (it.exitCode === null && it.signalCode === null) it.kill('SIGKILL');
    },
  );
  let output = '';
  for (const stream of [supervisor.stdout, supervisor.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
    });
  const ended = new Promise<number | null>((resolve) => supervisor.once('exit', (code) => resolve(code)));
  const url = `http://127.0.0.1:${port}`;
  // Every line of the log names the process it comes from.
  const pids = (): number[] => [
    ...new Set([...output.matchAll(/"pid":(\d+)/g)].map((match) => Number(match[1]))),
  ];
  const alive = (life: number): Promise<number> =>
    eventually(
      `life ${life}`,
      async () => pids().length === life && (await isListening(port)) && pids().at(-1),
      20_000,
    );

  const first = await alive(1);
  const cookie = await signIn(url, 'operator');
  await devicesReady(url, cookie);
  expect((await sendCommand(url, cookie, 'broadcast/open', { confirmed: true })).status).toBe(200);
  await eventually('the wide is on air', async () => (await readView(url, cookie)).onAir.picture === 'live');
  process.kill(first, 'SIGKILL');

  const second = await alive(2);
  expect(output).toContain('starts again in 0.5 s');
  expect(await (await fetch(`${url}/api/health`)).json()).toEqual({ status: 'ok' });
  await devicesReady(url, cookie);
  // Still public: a crash alone takes nothing off the air.
  expect(await readView(url, cookie)).toMatchObject({ publicity: 'public', onAir: { picture: 'live' } });
  process.kill(second, 'SIGKILL');

  process.kill(await alive(3), 'SIGKILL');
  expect(output).toContain('starts again in 1 s');
  await alive(4);
  expect(output).toContain('starts again in 2 s');
  await eventually('it says so', () => output.includes('SAFE MODE'));
  expect(await (await fetch(`${url}/api/health`)).json()).toEqual({ status: 'safe-mode' });
  for (const name of ['broadcast/open', 'direction/wide', 'floor/next'])
    expect(await sendCommand(url, cookie, name, {})).toEqual({ status: 503, body: { error: 'safe-mode' } });
  const page = endings.add(await openLive(url, { view: 'operator', cookie }), (it) => it.close());
  const view = await page.until(
    'the slate',
    ({ onAir }) => onAir.picture === 'slate' && onAir.sound === 'closed',
    15_000,
  );
  expect(view.safeMode).toEqual({ code: 'alarm-safe-mode' });
  expect(view.alarms).toContainEqual({ code: 'alarm-safe-mode' });
  const truth = await obsTruth(hall);
  expect([truth.program, audible(truth)]).toEqual([slateScene, []]);
  expect((await fetch(`${url}/operator`)).status).toBe(200);

  const [last] = pids().slice(-1);
  supervisor.kill('SIGINT');
  expect(await ended).toBe(0);
  expect(await isListening(port)).toBe(false);
  expect(() => process.kill(last ?? 0, 0)).toThrow();
}, 90_000);
