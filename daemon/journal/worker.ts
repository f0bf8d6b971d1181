/** The thread that owns the journal's file, so that a disk that stalls does not hold up the cameras. */
import { dirname, join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { keepBallast, spendBallast } from './ballast.ts';
import { isDiskFull, openDatabase } from './database.ts';
import {
  JournalDamaged,
  type CopiedRecord,
  type JournalHead,
  type Leaf,
  type LeafRecord,
  type NewRecord,
  type StoredRecord,
} from './store.ts';

export type ToWorker =
  | { readonly type: 'append'; readonly batch: number; readonly records: readonly NewRecord[] }
  | { readonly type: 'read' }
  | { readonly type: 'leaves'; readonly question: number; readonly first: number; readonly last: number }
  | { readonly type: 'copied'; readonly question: number; readonly from: number; readonly count: number }
  /** Makes the ballast file where there is room. */
  | { readonly type: 'keep-reserve' }
  | { readonly type: 'close' };

export type FromWorker =
  /** `isKept` false: the disk was full, and what is written now lives on the ballast's room. */
  | { readonly type: 'reserve'; readonly isKept: boolean }
  | { readonly type: 'records'; readonly records: readonly StoredRecord[] }
  | { readonly type: 'open'; readonly head: JournalHead; readonly leaves: readonly Leaf[] }
  | { readonly type: 'leaves'; readonly question: number; readonly leaves: readonly LeafRecord[] }
  | { readonly type: 'copied'; readonly question: number; readonly records: readonly CopiedRecord[] }
  | { readonly type: 'read' }
  | {
      readonly type: 'synced';
      readonly batch: number;
      readonly head: JournalHead;
      readonly leaves: readonly Leaf[];
    }
  | {
      readonly type: 'damaged';
      readonly kind: JournalDamaged['kind'];
      readonly seq: number;
      readonly detail: string;
    }
  | { readonly type: 'failed'; readonly detail: string }
  | { readonly type: 'closed' };

const port = parentPort;
if (!port) throw new Error('the journal worker runs as a worker thread only');
const say = (message: FromWorker): void => port.postMessage(message);

try {
  const { path, syncDelayMs } = workerData as { path: string; syncDelayMs: number };
  const database = openDatabase(path, (records) => say({ type: 'records', records }));
  say({ type: 'open', head: database.head, leaves: database.leaves });
  const ballast = join(dirname(path), 'ballast');
  const commit = (records: readonly NewRecord[]): readonly Leaf[] => {
    try {
      return database.commit(records);
    } catch (error) {
      // Full before anything of it was written: the room that was kept for this is there. Anything else is the end.
      if (!isDiskFull(error) || !spendBallast(ballast)) throw error;
      say({ type: 'reserve', isKept: false });
      return database.commit(records);
    }
  };
  port.on('message', (message: ToWorker) => {
    if (message.type === 'close') {
      database.close();
      say({ type: 'closed' });
      port.close();
      return;
    }
    try {
      if (message.type === 'read') {
        database.readAgain((records) => say({ type: 'records', records }));
        say({ type: 'read' });
        return;
      }
      if (message.type === 'leaves') {
        const leaves = database.readLeaves(message.first, message.last);
        say({ type: 'leaves', question: message.question, leaves });
        return;
      }
      if (message.type === 'copied') {
        const records = database.readWhole(message.from, message.count);
        say({ type: 'copied', question: message.question, records });
        return;
      }
      if (message.type === 'keep-reserve') {
        if (keepBallast(ballast)) say({ type: 'reserve', isKept: true });
        return;
      }
      const leaves = commit(message.records);
      // A modelled slow disk, for the benchmarks: this thread waits as it would in the sync.
      if (syncDelayMs > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, syncDelayMs);
      say({ type: 'synced', batch: message.batch, head: database.head, leaves });
    } catch (error) {
      say({ type: 'failed', detail: error instanceof Error ? error.message : String(error) });
    }
  });
} catch (error) {
  if (error instanceof JournalDamaged)
    say({ type: 'damaged', kind: error.kind, seq: error.seq, detail: error.message });
  else say({ type: 'failed', detail: error instanceof Error ? error.message : String(error) });
}
