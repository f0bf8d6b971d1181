/**
 * The journal in SQLite on a worker thread, with group commit: while one transaction is on its way to the
 * disk, everything that comes waits for the next one.
 */
import { Worker } from 'node:worker_threads';
import { createMerkleTree } from './leaves.ts';
import {
  JournalDamaged,
  type CopiedRecord,
  type Journal,
  type JournalHead,
  type Leaf,
  type LeafRecord,
  type NewRecord,
  type StoredRecord,
} from './store.ts';
import type { FromWorker, ToWorker } from './worker.ts';

/** More waiting records than this mean a disk that has stopped: the daemon says so instead of growing. */
const maxWaiting = 50_000;
const maxPerCommit = 4096;

interface Waiting {
  readonly records: readonly NewRecord[];
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/**
 * Opens the file, verifies every record and hands them to `onRecords` in order before it resolves.
 * Rejects with JournalDamaged. `syncDelayMs` models a slow disk, for benchmarks only.
 */
export function openSqliteJournal(options: {
  readonly path: string;
  readonly onRecords: (records: readonly StoredRecord[]) => void;
  readonly onFailed: (error: Error) => void;
  /** Records of these types are on disk. */
  readonly onSynced?: (types: readonly string[]) => void;
  /** The reserve was spent, or is there again. */
  readonly onReserve?: () => void;
  readonly syncDelayMs?: number;
}): Promise<Journal> {
  // Compiled code lies beside compiled code, sources beside sources.
  const file = import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js';
  const worker = new Worker(new URL(file, import.meta.url), {
    workerData: { path: options.path, syncDelayMs: options.syncDelayMs ?? 0 },
  });
  const waiting: Waiting[] = [];
  let waitingRecords = 0;
  let inFlight: readonly Waiting[] = [];
  let batch = 0;
  let failed: Error | null = null;
  let closed: (() => void) | null = null;
  let head: JournalHead = { seq: 0, hash: '' };
  let onRecords = options.onRecords;
  let read: (() => void) | null = null;
  const tree = createMerkleTree();
  /** Record of each leaf. */
  const leafSeqs: number[] = [];
  let isOnReserve = false;
  let questions = 0;
  const askedLeaves = new Map<number, (leaves: readonly LeafRecord[]) => void>();
  const askedRecords = new Map<number, (records: readonly CopiedRecord[]) => void>();

  function grow(leaves: readonly Leaf[]): void {
    for (const { seq, hash } of leaves) {
      leafSeqs.push(seq);
      tree.append(Buffer.from(hash, 'hex'));
    }
  }

  const send = (message: ToWorker): void => worker.postMessage(message);

  function pump(): void {
    if (inFlight.length > 0 || waiting.length === 0) return;
    let count = 0;
    let taken = 0;
    while (
      taken < waiting.length &&
      (taken === 0 || count + (waiting[taken]?.records.length ?? 0) <= maxPerCommit)
    )
      count += waiting[taken++]?.records.length ?? 0;
    inFlight = waiting.splice(0, taken);
    waitingRecords -= count;
    send({ type: 'append', batch: ++batch, records: inFlight.flatMap((each) => each.records) });
  }

  function fail(error: Error): void {
    if (failed) return;
    failed = error;
    for (const each of [...inFlight, ...waiting]) each.reject(error);
    options.onFailed(error);
  }

  const journal: Journal = {
    append(records) {
      if (failed) return Promise.reject(failed);
      if (waitingRecords + records.length > maxWaiting) {
        const error = new Error('the disk does not keep up with the journal');
        fail(error);
        return Promise.reject(error);
      }
      return new Promise((resolve, reject) => {
        waiting.push({ records, resolve, reject });
        waitingRecords += records.length;
        pump();
      });
    },
    head: () => head,
    readAgain(listener) {
      if (failed) return Promise.reject(failed);
      if (read) return Promise.reject(new Error('the journal is being read already'));
      onRecords = listener;
      return new Promise((resolve) => {
        read = resolve;
        send({ type: 'read' });
      });
    },
    votes: {
      get size() {
        return tree.size;
      },
      root: (size) => tree.root(size).toString('hex'),
      peaks: (size) => tree.peaks(size).map((hash) => hash.toString('hex')),
    },
    leaves(from, to) {
      const [first, last] = [leafSeqs[from], leafSeqs[to - 1]];
      if (failed) return Promise.reject(failed);
      if (first === undefined || last === undefined)
        return Promise.reject(new RangeError(`no leaves ${from}…${to}`));
      return new Promise((resolve) => {
        askedLeaves.set(++questions, resolve);
        send({ type: 'leaves', question: questions, first, last });
      });
    },
    copied(from, count) {
      if (failed) return Promise.reject(failed);
      return new Promise((resolve) => {
        askedRecords.set(++questions, resolve);
        send({ type: 'copied', question: questions, from, count });
      });
    },
    isOnReserve: () => isOnReserve,
    keepReserve: () => send({ type: 'keep-reserve' }),
    async close() {
      if (failed) {
        await worker.terminate();
        return;
      }
      await new Promise<void>((resolve) => {
        closed = resolve;
        send({ type: 'close' });
      });
    },
  };

  return new Promise((resolve, reject) => {
    worker.on('message', (message: FromWorker) => {
      switch (message.type) {
        case 'records':
          onRecords(message.records);
          return;
        case 'open':
          ({ head } = message);
          grow(message.leaves);
          resolve(journal);
          return;
        case 'reserve':
          if (isOnReserve === !message.isKept) return;
          isOnReserve = !message.isKept;
          options.onReserve?.();
          return;
        case 'leaves':
          askedLeaves.get(message.question)?.(message.leaves);
          askedLeaves.delete(message.question);
          return;
        case 'copied':
          askedRecords.get(message.question)?.(message.records);
          askedRecords.delete(message.question);
          return;
        case 'read':
          read?.();
          read = null;
          return;
        case 'synced': {
          ({ head } = message);
          grow(message.leaves);
          const done = inFlight;
          inFlight = [];
          pump();
          for (const each of done) each.resolve();
          options.onSynced?.(done.flatMap(({ records }) => records.map(({ type }) => type)));
          return;
        }
        case 'damaged':
          reject(new JournalDamaged(message.kind, message.seq, message.detail));
          void worker.terminate();
          return;
        case 'failed': {
          const error = new Error(message.detail);
          reject(error);
          fail(error);
          return;
        }
        case 'closed':
          closed?.();
      }
    });
    worker.on('error', (error) => {
      const cause = error instanceof Error ? error : new Error(String(error));
      reject(cause);
      fail(cause);
    });
  });
}
