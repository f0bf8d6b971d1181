/**
 * The second copy: every record as a line of JSON in a file on another device, hash-chained like the journal, with
 * its personal part, so that a chamber whose disk dies still has its votes. It is written behind the journal and
 * never waited for; when it is lost that is an alarm, and it catches up once it is back. Personal parts that are
 * deleted in the journal are gone from it, because it is written anew then.
 */
import { open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Cancel, Clock } from '../../protocols/clock.ts';
import { payloadsDeleted, type CopiedRecord } from './store.ts';

export interface CopyOptions {
  readonly path: string;
  readonly clock: Clock;
  /** Records from this number on, at most `count`, as they lie in the journal. */
  read(from: number, count: number): Promise<readonly CopiedRecord[]>;
  /** Lost, or there again. */
  changed(isLost: boolean): void;
}

export interface JournalCopy {
  /** The journal has records up to here; `types` of the new ones. */
  grown(types: readonly string[]): void;
  isLost(): boolean;
  stop(): Promise<void>;
}

const pieceRecords = 2000;
const retryMs = 15_000;
/** Of the end of the file, to find the last whole line. */
const tailBytes = 256 * 1024;

export const lineOf = (record: CopiedRecord): string => `${JSON.stringify(record)}\n`;

export function startCopy(options: CopyOptions): JournalCopy {
  const { path, clock } = options;
  let isLost = false;
  let isStopped = false;
  let mustRewrite = false;
  let hasMore = true;
  let running: Promise<void> | null = null;
  let cancelRetry: Cancel | null = null;

  function tell(lost: boolean): void {
    if (lost === isLost) return;
    isLost = lost;
    options.changed(lost);
  }

  function run(): void {
    if (running || isStopped) return;
    running = write()
      .then(() => tell(false))
      .catch(() => {
        tell(true);
        cancelRetry ??= clock.after(retryMs, () => {
          cancelRetry = null;
          hasMore = true;
          run();
        });
      })
      .finally(() => {
        running = null;
        if (!isLost && (hasMore || mustRewrite)) run();
      });
  }

  async function write(): Promise<void> {
    if (mustRewrite) {
      mustRewrite = false;
      await rewrite();
    }
    hasMore = false;
    // A device that is not there must not become a file in its place.
    await stat(dirname(path));
    const file = await open(path, 'a+', 0o600);
    try {
      await append(file, await lastSeq(file));
      await file.datasync();
    } finally {
      await file.close();
    }
  }

  async function append(file: FileHandle, from: number): Promise<void> {
    for (let next = from + 1; ;) {
      const records = await options.read(next, pieceRecords);
      if (records.length > 0) await file.appendFile(records.map(lineOf).join(''));
      if (records.length < pieceRecords) return;
      next += records.length;
    }
  }

  /** Without what has been deleted since; the old one is there until the new one is whole. */
  async function rewrite(): Promise<void> {
    const fresh = `${path}.new`;
    await rm(fresh, { force: true });
    const file = await open(fresh, 'ax', 0o600);
    try {
      await append(file, 0);
      await file.datasync();
    } finally {
      await file.close();
    }
    await rename(fresh, path);
  }

  run();
  return {
    grown(types) {
      hasMore = true;
      if (types.includes(payloadsDeleted)) mustRewrite = true;
      if (!isLost) run();
    },
    isLost: () => isLost,
    async stop() {
      isStopped = true;
      cancelRetry?.();
      await running;
    },
  };
}

/** Number of the last whole record; what was torn behind it is cut off. */
async function lastSeq(file: FileHandle): Promise<number> {
  const { size } = await file.stat();
  const length = Math.min(size, tailBytes);
  const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
  const end = buffer.lastIndexOf(0x0a) + 1;
  if (end < length) await file.truncate(size - length + end);
  if (end === 0) return 0;
  const start = buffer.lastIndexOf(0x0a, end - 2) + 1;
  const { seq } = JSON.parse(buffer.subarray(start, end).toString('utf8')) as { seq?: unknown };
  if (typeof seq !== 'number') throw new Error('not a copy of a journal');
  return seq;
}
