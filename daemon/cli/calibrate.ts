/**
 * `npm run calibrate -- CAMERA… [--all] [--afresh] [--config FILE] [--data FOLDER]`: the calibration of the
 * operator's page from the command line. Works through the daemon that runs, else starts one for the while.
 * Exit codes: 0 done, 1 presets were not reached, 64 options, 66 no such camera, 69 no daemon, 78 config,
 * 130 interrupted; what was measured is kept.
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { CalibrationView } from '../../protocols/api/views/cameras.ts';
import type { OperatorView } from '../../protocols/api/views.ts';
import { describe, loadConfig } from '../config/load.ts';
import { announcedAddress } from '../data-dir.ts';
import { dataPathOf } from '../data-path.ts';
import { languageOf, messagesIn } from '../messages.ts';
import { isListening, signIn } from './daemon-api.ts';
import { supervise } from './supervise.ts';

const language = languageOf(process.env);
const text = messagesIn(language);
const say = (line: string): unknown => process.stdout.write(`${line}\n`);

function leave(code: number, message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}

const { values, positionals } = (() => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        config: { type: 'string' },
        data: { type: 'string' },
        all: { type: 'boolean', default: false },
        // Not where an earlier run was interrupted.
        afresh: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    return leave(64, text['usage-option'](error instanceof Error ? error.message : String(error)));
  }
})();

const beside = values.data === undefined ? null : join(values.data, 'saalregie.json5');
// A rehearsal's data folder has its config in it.
const config = resolve(values.config ?? (beside !== null && existsSync(beside) ? beside : 'saalregie.json5'));
const loaded = await loadConfig(config, language);
if (!loaded.ok) leave(78, describe(config, loaded, language));
const { file, hall } = loaded.config;
const known = hall.cameras.map(({ device }) => device);
const cameras = values.all ? known : positionals;
if (cameras.length === 0) leave(64, text['calibrate-which'](known.join(', ')));
for (const camera of cameras)
  if (!known.includes(camera)) leave(66, text['calibrate-unknown'](camera, known.join(', ')));

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());

const daemon = await reachDaemon(
  resolve(dataPathOf({ option: values.data, config: file.dataDir, environment: process.env })),
);
if (!daemon) leave(69, text['calibrate-no-daemon']());
try {
  process.exitCode = await calibrateAll(daemon.url);
} catch (error) {
  // Ctrl-C ends a daemon of our own as well: it notes by itself that the run was interrupted.
  if (!stop.signal.aborted) throw error;
  say(text['calibrate-interrupted'](cameras.join(', ')));
  process.exitCode = 130;
} finally {
  await daemon.end();
}

interface Reached {
  readonly url: string;
  end(): Promise<void>;
}

/** The one that holds the data folder, or one of our own. */
async function reachDaemon(data: string): Promise<Reached | null> {
  const running = announcedAddress(data);
  if (running && (await isListening(running))) return { url: running, end: () => Promise.resolve() };
  const { promise, resolve: reached } = Promise.withResolvers<Reached>();
  const supervised = supervise({
    args: ['--config', config, '--data', data],
    onReady: (address) => reached({ url: address, end: ended }),
    onCrash: () => undefined,
  });
  async function ended(): Promise<void> {
    supervised.stop();
    await supervised.ended;
  }
  return Promise.race([promise, supervised.ended.then(() => null)]);
}

async function calibrateAll(url: string): Promise<number> {
  const cookie = await signIn(url, 'operator', file.access.pins.operator);
  if (cookie === null) leave(69, text['calibrate-no-daemon']());
  const command = async (name: string, input: object): Promise<string | null> => {
    const answer = await fetch(`${url}/api/commands/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify(input),
    });
    if (answer.ok) return null;
    return ((await answer.json()) as { error?: { code?: string } }).error?.code ?? String(answer.status);
  };
  const viewOf = async (camera: string): Promise<OperatorView['cameras'][string] | undefined> => {
    const answer = await fetch(`${url}/api/views/operator`, { headers: { cookie } });
    return ((await answer.json()) as OperatorView).cameras[camera];
  };

  let worst = 0;
  for (const camera of cameras) {
    await untilHeard(camera);
    const refused = await command('camera/calibrate', { camera, afresh: values.afresh });
    if (refused !== null && refused !== 'calibration-running') {
      say(text['calibrate-refused'](camera, refused));
      worst = 1;
      continue;
    }
    const done = await watch(camera);
    if (!done) {
      await command('camera/stop-calibration', { camera });
      say(text['calibrate-interrupted'](camera));
      return 130;
    }
    worst = Math.max(worst, report(camera, done));
  }
  return worst;

  /** A daemon that has just started does not know its cameras yet. */
  async function untilHeard(camera: string): Promise<void> {
    for (let tries = 0; tries < 20 && !stop.signal.aborted; tries++) {
      if ((await viewOf(camera))?.motion !== 'unknown') return;
      await pause(500);
    }
  }

  /** Shows how far it is until it ends; null: interrupted, by us or by somebody at the page. */
  async function watch(camera: string): Promise<CalibrationView | null> {
    let shown = '';
    while (!stop.signal.aborted) {
      const calibration = (await viewOf(camera))?.calibration;
      if (calibration?.state === 'done') return calibration;
      if (calibration?.state === 'interrupted') return null;
      const percent = Math.floor((100 * (calibration?.done ?? 0)) / (calibration?.total ?? 1));
      const line = text['calibrate-progress'](camera, percent, Math.ceil((calibration?.restMs ?? 0) / 1000));
      // A terminal has one line that changes, a log has one for each step of ten.
      if (process.stdout.isTTY) process.stdout.write(`\r${line} `);
      else if (shown !== String(Math.floor(percent / 10))) say(line);
      shown = String(Math.floor(percent / 10));
      await pause(500);
    }
    return null;
  }

  function report(camera: string, { result, failed }: CalibrationView): number {
    if (process.stdout.isTTY) process.stdout.write('\r');
    if (result) {
      say(text['calibrate-done'](camera, result.fastestMs / 1000, result.slowestMs / 1000));
      say(text['calibrate-witness'](text['calibrate-end-signal'](), text[`trust-${result.completion}`]()));
      say(text['calibrate-witness'](text['calibrate-status'](), text[`trust-${result.status}`]()));
      say(text['calibrate-position'](result.position));
      if (result.timedMs !== undefined) say(text['calibrate-timed'](result.timedMs / 1000));
      if (result.videoLatencyMs !== undefined) say(text['calibrate-latency'](result.videoLatencyMs));
    }
    if (failed.length > 0) say(text['calibrate-failed'](camera, failed.join(', ')));
    return failed.length > 0 ? 1 : 0;
  }
}

async function pause(ms: number): Promise<void> {
  await sleep(ms, undefined, { signal: stop.signal }).catch(() => undefined);
}
