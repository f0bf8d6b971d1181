/** The thread that owns the journal's file, so that a disk that stalls does not hold up the cameras. */
import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from './database.ts';
import {
  JournalDamaged,
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
  | { readonly type: 'close' };

export type FromWorker =
  | { readonly type: 'records'; readonly records: readonly StoredRecord[] }
  | { readonly type: 'open'; readonly head: JournalHead; readonly leaves: readonly Leaf[] }
  | { readonly type: 'leaves'; readonly question: number; readonly leaves: readonly LeafRecord[] }
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
      const leaves = database.commit(message.records);
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
