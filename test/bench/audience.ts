/** Handle on a process full of readers. */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { FromReaders, ToReaders } from './readers.ts';

export interface Audience {
  /** Resolves once the next delta will be noted. */
  arm(): Promise<void>;
  /** When every line had it. */
  seen(): Promise<{ readonly atMs: readonly number[]; readonly bytes: number }>;
  end(): Promise<void>;
}

/** `subscribe`: what a page says first; null: nothing. */
export async function gatherAudience(
  url: string,
  lines: number,
  subscribe: string | null,
): Promise<Audience> {
  const child = fork(join(import.meta.dirname, 'readers.js'));
  const waiting = new Map<FromReaders['type'], (message: FromReaders) => void>();
  child.on('message', (message: FromReaders) => {
    waiting.get(message.type)?.(message);
    waiting.delete(message.type);
  });
  const hear = <Type extends FromReaders['type']>(
    type: Type,
  ): Promise<Extract<FromReaders, { type: Type }>> =>
    new Promise((resolve) => waiting.set(type, resolve as (message: FromReaders) => void));
  const say = (message: ToReaders): void => void child.send(message);
  const connected = hear('connected');
  say({ type: 'connect', url, lines, subscribe });
  await connected;
  let next = hear('seen');
  return {
    async arm() {
      next = hear('seen');
      const armed = hear('armed');
      say({ type: 'arm' });
      await armed;
    },
    seen: () => next,
    async end() {
      say({ type: 'end' });
      await new Promise((resolve) => child.once('exit', resolve));
    },
  };
}
