/** Minutes as a file, written on a thread of its own, one at a time, so that a live sitting does not feel it. */
import { Worker } from 'node:worker_threads';
import type { Minutes } from '../chamber/minutes/minutes.ts';
import { mediaTypes, type MinutesFormat } from './formats.ts';
import type { WorkerOrder } from './worker.ts';

export interface WrittenMinutes {
  /** Media type, for `content-type`. */
  readonly type: string;
  readonly extension: string;
  readonly bytes: Uint8Array;
}

/** Too many wait already; nothing was begun. */
export class MinutesBusy extends Error {}

const maxWaiting = 8;
const deadlineMs = 120_000;
const maxHeapMb = 1024;

let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

/**
 * Rejects with MinutesBusy when eight wait already, with an Error when the document cannot be written, takes
 * longer than two minutes or more than a gigabyte of memory.
 */
export async function writeMinutes(minutes: Minutes, format: MinutesFormat): Promise<WrittenMinutes> {
  if (waiting >= maxWaiting) throw new MinutesBusy('too many documents wait to be written');
  waiting++;
  const turn = last.then(() => runWorker({ minutes, format }));
  last = turn.catch(() => {});
  try {
    return { type: mediaTypes[format], extension: format, bytes: await turn };
  } finally {
    waiting--;
  }
}

async function runWorker(order: WorkerOrder): Promise<Uint8Array> {
  // Compiled code lies beside compiled code, sources beside sources.
  const file = import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js';
  const worker = new Worker(new URL(file, import.meta.url), {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMb },
  });
  let deadline: NodeJS.Timeout | undefined;
  try {
    return await new Promise<Uint8Array>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('the minutes worker ended without a document')));
      deadline = setTimeout(() => reject(new Error('the minutes took too long to write')), deadlineMs);
    });
  } finally {
    clearTimeout(deadline);
    await worker.terminate();
  }
}
