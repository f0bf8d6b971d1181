/**
 * The daemon's composition root. Exit codes: 64 wrong options, 65 damaged journal, 69 address taken,
 * 70 a bug or a failed sync (the supervisor starts anew), 75 another daemon runs, 78 wrong config.
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { describe, loadConfig } from './config/load.ts';
import { startDaemon } from './daemon.ts';
import { announcedAddress, openDataDir } from './data-dir.ts';
import { dataPathOf } from './data-path.ts';
import { JournalDamaged } from './journal/store.ts';
import { languageOf, messagesIn } from './messages.ts';
import { createSystemClock } from './runtime/clock.ts';

const language = languageOf(process.env);
const text = messagesIn(language);

function leave(code: number, message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}

function readOptions(): { config: string; data?: string; safeMode: boolean; syncDelayMs: number } {
  try {
    const { values } = parseArgs({
      options: {
        config: { type: 'string', default: 'saalregie.json5' },
        data: { type: 'string' },
        'safe-mode': { type: 'boolean', default: false },
        // A modelled slow disk for the benchmarks.
        'sync-delay-ms': { type: 'string', default: '0' },
      },
    });
    return {
      config: resolve(values.config),
      safeMode: values['safe-mode'],
      syncDelayMs: Number(values['sync-delay-ms']),
      ...(values.data === undefined ? {} : { data: values.data }),
    };
  } catch (error) {
    return leave(64, text['usage-option'](error instanceof Error ? error.message : String(error)));
  }
}

async function main(): Promise<void> {
  const options = readOptions();
  const loaded = await loadConfig(options.config, language);
  if (!loaded.ok) leave(78, describe(options.config, loaded, language));
  const { config } = loaded;

  const dataPath = resolve(
    dataPathOf({ option: options.data, config: config.file.dataDir, environment: process.env }),
  );
  const clock = createSystemClock();
  const dataDir = openDataDir(dataPath);
  if (!dataDir) leave(75, `${text['locked'](dataPath)} ${announcedAddress(dataPath) ?? ''}`.trim());

  // Logs name devices and codes, never people, PINs or cookies.
  const logger = pino(
    { level: process.env['SAALREGIE_LOG'] ?? 'info', redact: ['req.headers.cookie', 'pin', 'password'] },
    pino.destination(2),
  );
  // Compiled, the pages lie beside the daemon; run from the sources, in the build folder.
  const pagesDir = ['../ui', '../dist/ui']
    .map((place) => join(import.meta.dirname, place))
    .find((place) => existsSync(join(place, 'assets')));
  try {
    const daemon = await startDaemon({
      config,
      dataDir,
      clock,
      deviationMs: clock.deviationMs,
      logger,
      safeMode: options.safeMode,
      pagesDir: pagesDir ?? null,
      journalSyncDelayMs: options.syncDelayMs,
      // Nothing after a failed sync can be trusted: end, let the supervisor start from what is on disk.
      fatal: (error) => leave(70, text['journal-failed'](error.message)),
    });
    process.stdout.write(`${text['listening'](daemon.url)}\n`);
    if (options.safeMode) process.stdout.write(`${text['safe-mode']()}\n`);
    if (daemon.membersUrl !== null) process.stdout.write(`${text['members-listening'](daemon.membersUrl)}\n`);
    process.send?.({ ready: true, pid: process.pid, url: daemon.url, membersUrl: daemon.membersUrl });

    let stopping = false;
    const stop = (): void => {
      if (stopping) return;
      stopping = true;
      void daemon.stop().then(() => process.exit(0));
    };
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
    // The supervisor is gone: nobody would start us again, and nobody could stop us.
    process.on('disconnect', stop);
  } catch (error) {
    if (error instanceof JournalDamaged) leave(65, text['journal-damaged'](dataDir.journal, error.message));
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE')
      leave(69, text['port-taken'](`${config.file.http.host}:${config.file.http.port}`));
    throw error;
  }
}

await main();
