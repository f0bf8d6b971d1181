/** The data folder: created private, locked by one daemon at a time, with the secret its sessions are signed with. */
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export interface DataDir {
  readonly path: string;
  readonly journal: string;
  readonly secret: Buffer;
  /** Notes where the daemon listens, for a second start to say so. */
  announce(url: string): void;
  release(): void;
}

const secretBytes = 48;

/** null: another daemon holds the folder. The lock is the kernel's, so a crash releases it. */
export function openDataDir(path: string): DataDir | null {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const lock = new DatabaseSync(join(path, 'lock'));
  try {
    lock.exec('PRAGMA busy_timeout=0; PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE;');
  } catch {
    lock.close();
    return null;
  }
  const address = join(path, 'address');
  return {
    path,
    journal: join(path, 'journal.sqlite'),
    secret: readSecret(join(path, 'session-secret')),
    announce: (url) => writeFileSync(address, url),
    release() {
      rmSync(address, { force: true });
      lock.close();
    },
  };
}

/** Where the daemon that holds the folder listens, as far as it has said. */
export function announcedAddress(path: string): string | null {
  const file = join(path, 'address');
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

function readSecret(file: string): Buffer {
  if (!existsSync(file)) {
    writeFileSync(file, randomBytes(secretBytes), { mode: 0o600 });
    chmodSync(file, 0o600);
  }
  return readFileSync(file);
}
