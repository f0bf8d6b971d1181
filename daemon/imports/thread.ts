/** Runs one piece of reading on a thread of its own, with an end to its time and its memory. */
import { Worker } from 'node:worker_threads';
import type { Clock } from '../../protocols/clock.ts';
import type { FileRead } from './found.ts';
import type { ThreadAnswer, ThreadOrder } from './worker.ts';

/** It was cancelled, or took too long. */
export class ThreadEnded extends Error {
  readonly reason: 'cancelled' | 'time-limit';

  constructor(reason: 'cancelled' | 'time-limit') {
    super(`the thread was ended: ${reason}`);
    this.reason = reason;
  }
}

export interface ThreadOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

const maxHeapMb = 512;
const fileDeadlineMs = 30_000;

/** Rejects with ThreadEnded, or with whatever the reading threw. */
export async function readFileOnThread(
  task: 'people-csv' | 'agenda-csv',
  name: string,
  bytes: Uint8Array,
  options: ThreadOptions,
): Promise<FileRead> {
  const answer = await run({ task, name, bytes }, fileDeadlineMs, options);
  if (answer.task !== 'file') throw new Error('the thread answered something else');
  return answer.read;
}

export type Repair = (text: string) => Promise<string | undefined>;

/** Repairs broken JSON; undefined where that is not possible. A server that makes it last is not helped again. */
export function createRepair(deadlineMs: number, options: ThreadOptions): Repair {
  let isWorthwhile = true;
  return async (text) => {
    if (!isWorthwhile) return undefined;
    try {
      const answer = await run({ task: 'repair', text }, deadlineMs, options);
      return answer.task === 'repair' ? answer.text : undefined;
    } catch (error) {
      if (error instanceof ThreadEnded) isWorthwhile = false;
      return undefined;
    }
  };
}

async function run(
  order: ThreadOrder,
  deadlineMs: number,
  { clock, signal }: ThreadOptions,
): Promise<ThreadAnswer> {
  // Compiled code lies beside compiled code, sources beside sources.
  const file = import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js';
  const worker = new Worker(new URL(file, import.meta.url), {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMb },
  });
  let tidy = (): void => {};
  try {
    return await new Promise<ThreadAnswer>((resolve, reject) => {
      const abort = (): void => reject(new ThreadEnded('cancelled'));
      const cancelDeadline = clock.after(deadlineMs, () => reject(new ThreadEnded('time-limit')));
      signal.addEventListener('abort', abort);
      tidy = () => {
        cancelDeadline();
        signal.removeEventListener('abort', abort);
      };
      if (signal.aborted) abort();
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('the import worker ended without an answer')));
    });
  } finally {
    tidy();
    await worker.terminate();
  }
}
