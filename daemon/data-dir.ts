/** The data folder: created private, locked by one daemon at a time, with the secret its sessions are signed with. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export interface DataDir {
  readonly path: string;
  readonly journal: string;
  readonly secret: Buffer;
  /** The key that checkpoints of the log of votes are signed with: Ed25519, PKCS #8 in PEM. */
  readonly votesKey: string;
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
    votesKey: readVotesKey(join(path, 'votes-key.pem')),
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
  return readPrivate(file, () => randomBytes(secretBytes));
}

function readVotesKey(file: string): string {
  return readPrivate(file, () =>
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }),
  ).toString('utf8');
}

/** Made at the first start, for the daemon's user alone. */
function readPrivate(file: string, make: () => string | Buffer): Buffer {
  if (!existsSync(file)) {
    writeFileSync(file, make(), { mode: 0o600 });
    chmodSync(file, 0o600);
  }
  return readFileSync(file);
}
