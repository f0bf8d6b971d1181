/**
 * Keeps one daemon running: restarts it after a crash with back-off, and in safe mode after three crashes
 * in a minute. Codes that a restart cannot mend end it.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { daemonFlags } from './daemon-flags.ts';

/** Wrong options, damaged journal, address taken, a second daemon, wrong config. */
const finalCodes = new Set([0, 64, 65, 69, 75, 78]);
const crashWindowMs = 60_000;
const crashesToSafeMode = 3;

export interface Supervised {
  /** Resolves with the code the daemon ended with for good. */
  readonly ended: Promise<number>;
  stop(): void;
}

export interface SuperviseOptions {
  readonly args: readonly string[];
  onReady(url: string): void;
  onCrash(restartInSeconds: number): void;
}

export function supervise(options: SuperviseOptions): Supervised {
  let child: ChildProcess | null = null;
  let stopping = false;
  let timer: NodeJS.Timeout | null = null;
  let crashes: number[] = [];
  let safeMode = false;
  const { promise: ended, resolve } = Promise.withResolvers<number>();

  function launch(): void {
    timer = null;
    const args = safeMode ? [...options.args, '--safe-mode'] : options.args;
    child = fork(join(import.meta.dirname, '..', 'main.js'), args, {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      execArgv: [...daemonFlags],
    });
    child.on('message', (message: { ready?: boolean; url?: string }) => {
      if (message.ready && message.url) options.onReady(message.url);
    });
    child.on('exit', (code) => {
      child = null;
      if (stopping || (code !== null && finalCodes.has(code))) {
        resolve(code ?? 0);
        return;
      }
      const now = performance.now();
      crashes = [...crashes.filter((at) => now - at < crashWindowMs), now];
      safeMode ||= crashes.length >= crashesToSafeMode;
      const seconds = Math.min(5, 2 ** (crashes.length - 1) / 2);
      options.onCrash(seconds);
      timer = setTimeout(launch, seconds * 1000);
    });
  }
  launch();

  return {
    ended,
    stop() {
      stopping = true;
      if (timer) clearTimeout(timer);
      if (child) child.kill('SIGTERM');
      else resolve(0);
    },
  };
}
